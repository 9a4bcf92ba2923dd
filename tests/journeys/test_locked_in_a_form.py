"""A lock in the middle of a form: what was half written stands there again, and is saved once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest

from app.contactlog.queries import entries
from app.drafts.queries import drafts
from app.kernel.clock import FixedClock
from app.matters.key_date_queries import key_dates
from tests.journeys.hands import Hands
from tests.support import MONDAY, Cli
from tests.ui.busy_firm import Busy
from ui.contactlog.log_sheet import LogContactSheet
from ui.kit.dialogs import Question
from ui.kit.sheet import sheets_in
from ui.matters.key_date_form import KeyDateForm
from ui.matters.page import MatterPage

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # of the screenless platform
HALF, REST = "Asked whether the deposition moves; told", " her that nobody knows yet."
DATE = "Mediation at the harbour office"


@pytest.fixture
def hands(firm: tuple[Path, Busy], hands_at: Callable[[Path, FixedClock], Hands]) -> Hands:
    made = hands_at(firm[0], FixedClock(MONDAY))
    made.unlock()
    return made


@pytest.fixture
def matter(firm: tuple[Path, Busy]) -> UUID:
    return firm[1].matters["whitcombe"]


@pytest.fixture
def found(firm: tuple[Path, Busy], cli: Cli) -> Callable[[str], list[str]]:
    """What the entries say that the command line finds in the log."""

    def find(words: str) -> list[str]:
        rows = cli("search", words, vault=firm[0]).json["entries"]
        return [cli("entry", row["id"], vault=firm[0]).json["summary"] for row in rows]

    return find


def kept(hands: Hands) -> list[str]:
    with hands.workspace.read() as reader:
        return [row.form for row in drafts(reader)]


def half_a_call(hands: Hands) -> LogContactSheet:
    hands.press("Ctrl+N")
    form = hands.sheet(LogContactSheet)
    hands.fill(form.form.summary, HALF)
    return form


def half_a_date(hands: Hands) -> KeyDateForm:
    page = hands.go("whitcombe lark", MatterPage)
    hands.pick(page.add, "Key date")
    form = hands.sheet(KeyDateForm)
    hands.fill(form.what, DATE)
    return form


def test_nobody_is_there_for_a_while(hands: Hands, matter: UUID, found: Callable[[str], list[str]]) -> None:
    hands.go("whitcombe lark", MatterPage)
    half_a_call(hands)
    hands.stay_away(60)
    assert hands.is_locked()
    assert sheets_in(hands.window) == []

    hands.unlock()
    form = hands.sheet(LogContactSheet)
    assert form.form.summary.text() == HALF
    assert form.note.text() == "You were writing this – go on"
    assert hands.page(MatterPage).matter_id == matter
    hands.tab_to(form.form.summary)
    hands.press("Ctrl+End")
    hands.write(REST)
    hands.save()
    assert found("nobody knows") == [HALF + REST]
    assert kept(hands) == []

    hands.press("Ctrl+L")
    assert hands.is_locked()
    hands.unlock()
    assert hands.is_bare(), "what was saved does not come back"
    with hands.workspace.read() as reader:
        assert sum(row.summary == HALF + REST for row in entries(reader, matter_id=matter)) == 1


def test_a_question_stands_over_the_form(hands: Hands, matter: UUID) -> None:
    form = half_a_date(hands)
    hands.press("Escape")
    assert hands.sheet(Question).title.text() == "Leave without saving?"
    hands.press("Ctrl+L")
    assert hands.is_locked()
    assert sheets_in(hands.window) == []

    hands.unlock()
    form = hands.sheet(KeyDateForm)
    assert sheets_in(hands.window) == [form], "the question was not answered, and is not asked again"
    assert form.what.text() == DATE
    hands.fill(form.on, "11 Dec")
    hands.save()
    with hands.workspace.read() as reader:
        made = [one for one in key_dates(reader, matter) if one.title == DATE]
    assert [f"{one.on:%d %b}" for one in made] == ["11 Dec"]
    assert kept(hands) == []


def test_two_forms_lie_over_each_other(hands: Hands, matter: UUID, found: Callable[[str], list[str]]) -> None:
    half_a_date(hands)
    half_a_call(hands)
    assert len(sheets_in(hands.window)) == 2
    hands.stay_away(60)
    assert hands.is_locked()

    hands.unlock()
    form = hands.sheet(LogContactSheet)
    assert form.form.summary.text() == HALF
    hands.save()
    date = hands.sheet(KeyDateForm)
    assert date.what.text() == DATE
    hands.fill(date.on, "11 Dec")
    hands.save()
    assert hands.is_bare()
    assert kept(hands) == []
    assert found("deposition moves told") == [HALF]
    with hands.workspace.read() as reader:
        assert len([one for one in key_dates(reader, matter) if one.title == DATE]) == 1
