"""A paralegal's day by the keyboard: twenty calls, ten e-mails, three notices; in the evening all of it agrees."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QCheckBox

from app.bootstrap import open_workspace
from app.clients.commands import Point, edit_client
from app.clients.queries import client_sheet
from app.clients.words import PointKind
from app.contactlog.queries import entries, follow_ups
from app.contactlog.words import Channel, Direction
from app.kernel.clock import FixedClock
from app.matters.commands import edit_matter
from app.matters.sheet import matter_sheet
from app.owed.items import OwedKind
from app.people import users
from app.people.standing import NewUser
from app.people.words import Role
from app.vault import kdf
from tests.journeys.hands import Hands, groups_of, rows_of
from tests.support import PASSWORD, USER, Cli
from tests.ui.busy_firm import Busy, at
from tests.ui.exchange.samples import mail, notice
from ui.contactlog.log_page import ContactLogPage
from ui.contactlog.log_sheet import LogContactSheet
from ui.exchange.import_sheet import ImportSheet
from ui.exchange.tray_page import TrayPage
from ui.figures.page import FiguresPage
from ui.kit.dialogs import Question
from ui.kit.row_model import Row
from ui.kit.sheet import sheets_in
from ui.promises.acknowledge_form import AcknowledgeForm
from ui.quickentry.sheet import QuickSheet
from ui.schedule.no_news import NoNewsForm
from ui.today.page import TodayPage
from ui.updates.composer import Composer

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # of the screenless platform
PRIYA, STRONG = "Priya Raman", "trout lamp orbit fifty-one"

CALLS = (
    (9, 5, "call in Piers Abernathy 6m asked for the report; told him by Friday"),
    (9, 20, "call out Tamsin Rowe 4m she will send the photos by Fri"),
    (9, 40, "call in Silas Vance 8m knows the way to the court"),
    (10, 0, "call out Amy Marsh 12m explained discovery"),
    (10, 15, "call in Bea Okafor 3m wants the lease; I will post it by Wed"),
    (10, 30, "call out Karin Lindqvist 7m valuer comes on Thursday"),
    (10, 45, "lm Silas Vance please ring about parking"),
    (11, 0, "call in Tamsin Rowe 5m the landlord shouted at her"),
    (11, 20, "call out Piers Abernathy 9m the garage keeps the parts"),
    (13, 0, "call in Amy Marsh 2m new number from Monday"),
    (13, 20, "call out Bea Okafor 11m read her their letter"),
    (14, 0, "call out Silas Vance 3m parking is in the yard"),
    (15, 10, "call out Nora Whitcombe 8m she will send pay slips by Fri"),
    (15, 30, "call in Piers Abernathy 4m may he drive; asks David"),
    (15, 45, "call out Amy Marsh 5m told her who will be there"),
)
"""Fifteen by one line each; five more by the form, because Today says that they are owed."""


@pytest.fixture
def folder(firm: tuple[Path, Busy]) -> Path:
    """The firm on Tuesday morning; Priya keeps in touch with everybody, and clients have e-mail addresses."""
    kdf.allow(kdf.CHEAP)
    folder, busy = firm
    opened = open_workspace(folder, PASSWORD, clock=FixedClock(at(24, 8)))
    priya = users.add_user(opened, NewUser(PRIYA, Role.STAFF, job_title="Paralegal"), STRONG, cost=kdf.CHEAP)
    with opened.write() as tx:
        for matter in busy.matters.values():
            details = matter_sheet(tx.reader(), matter).details
            edit_matter(tx, matter, replace(details, point_of_contact_id=priya))
        for name, client in busy.clients.items():
            told = client_sheet(tx.reader(), client).details
            if not any(one.kind is PointKind.EMAIL for one in told.points):
                points = (*told.points, Point(PointKind.EMAIL, f"{name}@example.net"))
                edit_client(tx, client, replace(told, points=points))
    opened.lock()
    return folder


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(at(24, 8, 30))


@pytest.fixture
def post(tmp_path: Path) -> Callable[..., list[Path]]:
    """Files of the morning's or the afternoon's post, in a folder."""

    def write(when: str, **said: str) -> list[Path]:
        folder = tmp_path / when.replace(":", "")
        folder.mkdir()
        for name, words in said.items():
            (folder / f"{name}.eml").write_text(
                words.replace("Thu, 19 Nov 2026 17:40", f"Tue, 24 Nov 2026 {when}")
            )
        return sorted(folder.iterdir())

    return write


def morning_post() -> dict[str, str]:
    """Six clients wrote, and the court three times."""
    return {
        "nora": mail(sender="nora@example.com", subject="Witnesses", body="Two more names."),
        "tamsin": mail(sender="rowe@example.net", subject="Photos", body="The photos are at my mother's."),
        "silas": mail(sender="vance@example.net", subject="Wednesday", body="Do I have to come early?"),
        "bea": mail(sender="okafor@example.net", subject="Lease", body="I found page three."),
        "karin": mail(sender="lindqvist@example.net", subject="Boat", body="My sister agrees."),
        "amy": mail(sender="marsh@example.net", subject="Number", body="Please use the new one."),
        "whitcombe": notice("3:26-cv-00412", "Whitcombe v. Larkspur Catering"),
        "abernathy": notice("3:26-cv-00101", "Abernathy v. Coastline Motors"),
        "delacroix": notice("3:26-cv-00202", "Delacroix v. Timberline Mills"),
    }


def afternoon_post() -> dict[str, str]:
    """Four more, two of them from people whom nobody knows."""
    return {
        "luz": mail(sender="delacroix@example.net", subject="Offer", body="What does Friday mean?"),
        "piers": mail(sender="abernathy@example.net", subject="Brakes", body="The garage rang."),
        "valuer": mail(sender="valuer@example.org", subject="The boat", body="I come on Thursday at ten."),
        "landlord": mail(sender="landlord@example.org", subject="Rowe", body="The lease is in my office."),
    }


def bring_in(hands: Hands, files: list[Path]) -> str:
    """Drop them, look, bring them in, close; what was said of it."""
    hands.drop(*files)
    sheet = hands.sheet(ImportSheet)
    hands.wait(lambda: sheet.accept_button.isEnabled())
    hands.press("Ctrl+Return")
    hands.wait(lambda: sheet.is_done)
    said = sheet.words.text()
    hands.press("Escape")
    hands.wait(hands.is_bare)
    return said


def say(hands: Hands, line: str) -> None:
    """One call as one line; where the program points something out, it is kept all the same."""
    hands.press("Ctrl+Shift+N")
    sheet = hands.sheet(QuickSheet)
    hands.write(line)
    hands.wait(lambda: not sheet.reader.is_behind)
    assert sheet.reader.understood.is_sure, sheet.note.text()
    hands.press("Ctrl+Return")
    if not hands.is_bare():
        hands.save()


def row_of(title: str, kind: OwedKind, text: str = "") -> Callable[[Row], bool]:
    """Whether a row of Today is this one."""

    def fits(row: Row) -> bool:
        return (
            isinstance(row.key, tuple)
            and row.key[0] == kind
            and row.title.startswith(title)
            and text in row.text
        )

    return fits


class Day:
    """Priya before the window, with the clock on the wall."""

    def __init__(self, hands: Hands, clock: FixedClock) -> None:
        self.hands, self.clock = hands, clock

    def at(self, hour: int, minute: int) -> None:
        """So late is it now."""
        self.clock.set(at(24, hour, minute))

    def today(self) -> TodayPage:
        """Ctrl+1, and read again."""
        self.hands.press("Ctrl+1")
        page = self.hands.page(TodayPage)
        self.hands.press("F5")
        return page

    def on(self, title: str, kind: OwedKind, text: str = "", *, key: str = "Return") -> None:
        """Down to a row of Today, and a key on it."""
        page = self.hands.page(TodayPage)
        self.hands.down_to(page.rows, row_of(title, kind, text))
        self.hands.press(key)

    def call(self, words: str, *, tells: str = "") -> None:
        """The form that a row opened is a call: what was said, and what news was told in it."""
        form = self.hands.sheet(LogContactSheet).form
        assert (form.values().channel, form.values().direction) == (Channel.PHONE, Direction.OUT)
        if tells:
            box = next(one for one in form.tells.findChildren(QCheckBox) if tells in one.text())
            self.hands.tab_to(box)
            self.hands.press("Space")
            assert box.isChecked()
        self.hands.fill(form.summary, words)
        self.hands.save()

    def place(self, *where: str) -> None:
        """What waits in the message tray, one after the other."""
        tray = self.hands.page(TrayPage)
        for words in where:
            waiting = len(rows_of(tray.rows))
            self.hands.tab_to(tray.rows)
            self.hands.press("M")
            self.hands.write(words)
            self.hands.press("Return", times=2)  # what is offered, and there
            assert len(rows_of(tray.rows)) == waiting - 1


def test_from_the_first_call_to_the_evening(
    folder: Path,
    hands_at: Callable[[Path, FixedClock], Hands],
    clock: FixedClock,
    cli: Cli,
    post: Callable[..., list[Path]],
) -> None:
    def said(*words: str) -> Any:
        return cli(*words, "--user", USER, vault=folder, at=clock.now()).json

    morning = said("figures")["figures"]
    hands = hands_at(folder, clock)
    day = Day(hands, clock)
    hands.unlock(STRONG, PRIYA)
    today = hands.page(TodayPage)
    assert groups_of(today.rows) == {"Late": 5, "Today": 1, "This week": 2, "Forgotten files": 2}

    day.at(8, 40)
    assert bring_in(hands, post("07:10", **morning_post())) == "Imported: 9 log entries, 3 developments."
    for hour, minute, line in CALLS[:9]:
        day.at(hour, minute)
        say(hands, line)
    day.at(12, 40)
    brought = bring_in(hands, post("12:20", **afternoon_post()))
    assert brought == "Imported: 2 log entries. 2 messages wait to be placed by hand."
    assert today.waiting._link is not None
    hands.click(today.waiting._link)
    day.place("Estate of R", "Rowe v")
    for hour, minute, line in CALLS[9:]:
        day.at(hour, minute)
        say(hands, line)

    day.at(16, 0)
    today = day.today()
    day.on("Whitcombe", OwedKind.ACKNOWLEDGEMENT, "deposition", key="Ctrl+N")
    day.call("David asks the court; she hears before five.")
    day.at(16, 10)
    day.on("Whitcombe", OwedKind.ANSWER, "deposition")
    day.call("The deposition stays on 8 December.")
    day.at(16, 20)
    day.on("Delacroix", OwedKind.DEVELOPMENT, "settlement")
    day.call("The offer ends on Friday at four; she thinks about it.", tells="ORDER")
    day.at(16, 30)
    day.on("Abernathy", OwedKind.DEVELOPMENT, "ORDER")
    day.call("They have until 15 December to answer.")
    day.at(16, 40)
    day.on("Whitcombe", OwedKind.UPDATE)
    day.call("They have until 15 December; nothing else moved.", tells="ORDER")
    day.on("Estate", OwedKind.ACKNOWLEDGEMENT, "inventory")
    hands.sheet(AcknowledgeForm)
    hands.save()
    day.on("Whitcombe", OwedKind.FOLLOW_UP, "pay slips (Nora)")
    day.on("Rowe", OwedKind.FOLLOW_UP, "lease")
    day.on("Abernathy", OwedKind.UPDATE)
    hands.sheet(Composer)
    hands.save()
    day.on("Okafor", OwedKind.UPDATE, key="N")
    form = hands.sheet(NoNewsForm)
    hands.press("Ctrl+Return")
    hands.tab_to(hands.sheet(Question).accept_button)  # an e-mail waits for an answer, and is named first
    hands.press("Space")
    hands.wait(lambda: form not in sheets_in(hands.window))

    day.at(17, 0)
    today = day.today()
    _owed_agrees(today, said("due", "--person", PRIYA)["items"])
    _agreed_agrees(hands)
    _log_agrees(hands, said)
    _figures_agree(hands, morning, said("figures")["figures"])
    assert cli("verify", "--user", USER, vault=folder, at=clock.now()).status == 0


def _owed_agrees(today: TodayPage, items: list[Any]) -> None:
    """What is still owed, on Today and on the command line."""
    rows = [
        row.key for row in rows_of(today.rows) if isinstance(row.key, tuple) and row.key[0] != "forgotten"
    ]
    assert sorted(str(key[1]) for key in rows) == sorted(one["source_id"] for one in items)
    kinds = Counter(one["kind"] for one in items)
    assert kinds == {"acknowledgement": 8, "answer": 1, "follow_up": 3}, "news and updates were all told"
    assert today.subtitle.text().startswith("12 things owed, none of them late; 2 forgotten files.")


def _agreed_agrees(hands: Hands) -> None:
    """Two promises were kept today, three were made."""
    with hands.workspace.read() as reader:
        agreed = {one.text: one.done_at is not None for one in follow_ups(reader)}
    assert agreed == {
        "pay slips": True,
        "send the lease": True,
        "send stipulation": False,  # David's
        "send the photos": False,
        "post it": False,
        "send pay slips": False,
    }


def _log_agrees(hands: Hands, said: Callable[..., Any]) -> None:
    """Twenty calls, ten e-mails, three notices, and what went out."""
    log = hands.go("contact log", ContactLogPage)
    assert log.subtitle.text() == f"{said('search')['total']} contacts"
    with hands.workspace.read() as reader:
        today = [one for one in entries(reader) if one.written_at >= at(24, 0)]
    assert len(today) == 36
    by = Counter((one.channel, one.direction, "court notice" in one.tags) for one in today)
    assert by == {
        (Channel.PHONE, Direction.IN, False): 6,
        (Channel.PHONE, Direction.OUT, False): 14,
        (Channel.EMAIL, Direction.IN, False): 10,
        (Channel.EMAIL, Direction.IN, True): 3,
        (Channel.EMAIL, Direction.OUT, False): 3,
    }


def _figures_agree(hands: Hands, before: Any, after: Any) -> None:
    """The page says what the command line says, and both what was done."""
    page = hands.go("figures of the firm", FiguresPage)
    assert page.view.table is not None
    model = page.view.table.rows_model
    shown = {cells[0]: cells[1] for cells in map(model.cells, range(model.rowCount()))}
    for name, kind in (("Acknowledgements", "acknowledgements"), ("Answers", "answers")):
        assert shown[f"{name} outstanding"] == str(after[kind]["waiting"])
        assert shown[f"{name} in time"] == f"{after[kind]['percent']} %"
    done = {
        "notes": {"written": 23},
        "updates": {"in_time": 2, "late": 1, "missed": -1},
        "news": {"late": 4},
        "acknowledgements": {"late": 2, "missed": -1},
        "answers": {"late": 1, "missed": -1},
    }
    for kind, counts in done.items():
        assert {name: after[kind][name] - before[kind][name] for name in counts} == counts, kind
    assert after["standing"]["overdue"] == 0
