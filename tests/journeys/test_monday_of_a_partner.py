"""A partner's Monday by the keyboard: what slipped, a file reviewed, reports of all, a complaint, the figures."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from PySide6.QtWidgets import QWidget

from app.bootstrap import open_workspace
from app.kernel.clock import FixedClock
from app.people import users
from app.people.standing import NewUser
from app.people.words import Role
from app.vault import kdf
from tests.journeys.hands import Hands, groups_of, rows_of
from tests.support import MONDAY, PASSWORD, USER, Cli
from tests.ui.busy_firm import Busy
from ui.concerns.concern_sheet import ConcernView
from ui.concerns.page import ConcernsPage
from ui.concerns.raise_form import RaiseForm
from ui.concerns.step_form import StepForm
from ui.figures.page import FiguresPage
from ui.kit import tasks
from ui.kit.sheet import sheets_in
from ui.reports.many_sheet import ManySheet
from ui.reports.page import ReportsPage
from ui.reports.paper_sheet import PaperSheet
from ui.reviews.page import ReviewsPage
from ui.reviews.review_form import ReviewForm
from ui.slipped.page import SlippedPage

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # of the screenless platform
PETRA, STRONG = "Petra Stone", "trout lamp orbit fifty-one"
SAID = "Nobody calls back, and the bill came without a word."


@pytest.fixture
def folder(firm: tuple[Path, Busy]) -> Path:
    """The firm with a partner in it who looks after no file herself."""
    kdf.allow(kdf.CHEAP)
    opened = open_workspace(firm[0], PASSWORD, clock=FixedClock(MONDAY))
    users.add_user(opened, NewUser(PETRA, Role.PARTNER), STRONG, cost=kdf.CHEAP)
    opened.lock()
    return firm[0]


Said = Callable[..., Any]


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(MONDAY)


@pytest.fixture
def said(folder: Path, clock: FixedClock, cli: Cli) -> Said:
    """What the command line says at the time of the window."""
    return lambda *words: cli(*words, "--user", USER, vault=folder, at=clock.now()).json


@pytest.fixture
def hands(folder: Path, clock: FixedClock, hands_at: Callable[[Path, FixedClock], Hands]) -> Hands:
    made = hands_at(folder, clock)
    made.unlock(STRONG, PETRA)
    return made


@pytest.fixture
def printed(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """What the printer took."""
    taken: list[bytes] = []

    def prints(over: QWidget, pdf: bytes, tell: Callable[[], object], **how: Any) -> None:
        """All of it, once the trail is told."""
        taken.append(pdf)
        tasks.run(tell, owner=over, done=lambda _: how["done"](len(PdfReader(BytesIO(pdf)).pages)))

    monkeypatch.setattr("ui.reports.leaving.ask_printer", prints)
    return taken


def test_from_what_slipped_to_the_figures(
    hands: Hands, clock: FixedClock, said: Said, printed: list[bytes]
) -> None:
    before = said("figures")["figures"]
    _see_what_slipped(hands, said)
    _review_a_file(hands, said)
    _print_reports_of_all(hands, said, printed)
    _keep_a_complaint(hands, said)
    clock.set(MONDAY + timedelta(hours=5))
    after = said("figures")["figures"]
    done = {
        "updates": {"late": 1, "missed": -1},
        "news": {"in_time": 1, "late": 1, "missed": -1},
        "concerns": {"raised": 1, "open": 1},
        "reviews": {"reviewed": 1, "done": 1},
    }
    for kind, counts in done.items():
        assert {name: after[kind][name] - before[kind][name] for name in counts} == counts, kind
    page = hands.go("figures of the firm", FiguresPage)
    assert page.view.table is not None
    model = page.view.table.rows_model
    shown = {cells[0]: cells[1] for cells in map(model.cells, range(model.rowCount()))}
    assert shown["Updates on time"] == f"{after['updates']['percent']} %"
    assert shown["Overdue at the end of the period"] == str(after["standing"]["overdue"])
    assert (shown["Concerns raised"], shown["Files reviewed"]) == ("1", "1")


def _see_what_slipped(hands: Hands, said: Said) -> None:
    """Everybody's, then one person's, then everybody's again."""
    page = hands.go("what slipped", SlippedPage)
    found = said("slipped")
    missed = [line for line in found["lines"] if line["state"] in {"missed", "late"}]
    groups = {"What was promised": 4, "By person": 1, "Still owed": len(missed)}
    assert groups_of(page.rows) == groups
    (person,) = found["people"]
    row = hands.down_to(page.rows, lambda row: row.title == person["person"])
    assert (
        row.subtitle == f"{person['in_time']} of {person['promised']} in time · {person['missed']} not given"
    )
    hands.press("Return")
    hands.wait(lambda: page.subtitle.text().startswith("Maria Ortega"))
    assert "By person" not in groups_of(page.rows)
    hands.tab_to(page.everybody)
    hands.press("Space")
    hands.wait(lambda: groups_of(page.rows) == groups)


def _review_a_file(hands: Hands, said: Said) -> None:
    """From the queue, point by point, to the record."""
    page = hands.go("file reviews", ReviewsPage)
    hands.down_to(page.queue, lambda row: row.title.startswith("Whitcombe"))
    hands.press("Return")
    form = hands.sheet(ReviewForm)
    for number, point in enumerate(form.points):
        hands.tab_to(point)
        hands.write("n" if number == 2 else "f")  # needs attention; fine
    hands.fill(form.points[2].note, "Two replies were late")
    hands.fill(form.comments, "call her about the deposition")
    hands.save()
    assert page.subtitle.text().startswith("1 of 8 files reviewed")
    (review,) = said("review", "list")["reviews"]
    assert (review["reviewer"], review["matter"]) == (PETRA, "00003")
    assert (review["attention"], review["comments"]) == (1, 1)
    assert review["finished_at"] is not None


def _print_reports_of_all(hands: Hands, said: Said, printed: list[bytes]) -> None:
    """Seen as one document, printed, and marked as given."""
    page = hands.go("reports", ReportsPage)
    hands.tab_to(page.many_button)
    hands.press("Space")
    sheet = hands.sheet(ManySheet)
    hands.tab_to(sheet.choice.all)
    hands.press("Space")
    assert sheet.note.text().startswith("8 of 8 ticked")
    hands.tab_to(sheet.print_button)
    hands.press("Space")
    paper = hands.sheet(PaperSheet)
    hands.wait(lambda: paper.preview.pages > 0)
    pages = paper.preview.pages
    hands.press("Ctrl+P")
    hands.wait(lambda: sheets_in(hands.window) == [sheet])
    assert [len(PdfReader(BytesIO(one)).pages) for one in printed] == [pages]
    assert sheet.summary.text() == "8 reports were sent to the printer."
    hands.tab_to(sheet.given_button)
    hands.press("Space")
    hands.wait(lambda: sheet.messages.accessibleName() == "8 reports are logged as given.")
    hands.press("Escape")
    hands.wait(hands.is_bare)
    assert {one["kind"] for one in said("due")["items"]}.isdisjoint({"update", "development"})


def _keep_a_complaint(hands: Hands, said: Said) -> None:
    """What was said, whose it is, and its first step."""
    page = hands.go("concerns", ConcernsPage)
    hands.tab_to(page.new)
    hands.press("Space")
    form = hands.sheet(RaiseForm)
    hands.fill(form.whom.field, "Whitcombe v")
    hands.press("Return")
    hands.fill(form.how, SAID)
    hands.save()
    hands.tab_to(page.table)
    hands.press("Home")
    hands.press("Return")
    view = hands.sheet(ConcernView)
    hands.wait(lambda: bool(rows_of(view.rows)))
    hands.down_to(view.rows, lambda row: row.title == "Acknowledged")
    hands.press("Return")
    step = hands.sheet(StepForm)
    hands.fill(step.form.fields()["note"], "Rang her at once.")
    hands.save()
    hands.wait(lambda: rows_of(view.rows)[0].text == "Rang her at once.")
    hands.press("Escape")
    (concern,) = said("concern", "list")["concerns"]
    assert (concern["how"], concern["client"], concern["written_by"]) == (SAID, "Nora Whitcombe", PETRA)
    assert "acknowledged" not in concern["steps_left"]
