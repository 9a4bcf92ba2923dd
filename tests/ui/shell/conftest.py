"""A made-up firm for the window: pages of fixed rows and a desk without a vault. Used by tests and for pictures."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.kernel.errors import CannotUnlock
from app.kernel.events import Announcer
from ui.kit import chips, tasks
from ui.kit.banner import Banner
from ui.kit.chips import Tone
from ui.kit.page import Page
from ui.kit.row_model import Group, Row
from ui.kit.rows import RowList
from ui.kit.sidepane import Fact, FactGroup, SidePane
from ui.kit.spans import Span
from ui.kit.tabs import Tabs
from ui.kit.timeline import Timeline, TimelineItem
from ui.shell.desk import Contents, Count, FoundBackup, NewFirm, PageSpec, Place, PlaceSays, Status
from ui.shell.main_window import MainWindow
from ui.shell.offers import GoTo, Key, Kind, Looked, Offer

OWED = (
    Group(
        "Late",
        (
            Row(
                1,
                "Whitcombe v. Larkspur",
                "Nora Whitcombe · prefers phone",
                "email",
                "She asked on Thursday whether the deposition moves",
                (chips.late("3 h late, answer"),),
                "Answer",
            ),
            Row(
                2,
                "Abernathy v. Coastline Motors",
                "Piers Abernathy",
                "update",
                "Fortnightly update; last spoke 6 November",
                (chips.late("1 day late"),),
                "Write update",
            ),
        ),
        Tone.LATE,
    ),
    Group(
        "Today",
        (
            Row(
                3,
                "Delacroix v. Timberline Mills",
                "Luz Delacroix · interpreter: Spanish",
                "court",
                "Tell her: notice of settlement filed (doc. 41), offer is open until Friday",
                (chips.urgent("by 16:00, urgent"),),
                "Log call",
            ),
            Row(
                4,
                "Estate of R. Lindqvist",
                "Karin Lindqvist",
                "email",
                "Acknowledge her e-mail of 9:12",
                (chips.todo("21 h working time left"),),
                "Acknowledge",
            ),
            Row(
                5,
                "Rowe v. Meadow Poultry",
                "Tamsin Rowe",
                "phone",
                "Follow-up: she was to send the lease",
                (chips.todo("today"),),
                "Done",
            ),
        ),
    ),
    Group(
        "This week",
        (
            Row(
                6,
                "Okafor v. Stonegate",
                "Bea Okafor",
                "update",
                "Monthly status report",
                (chips.plain("Wed 25 Nov"),),
                "Write update",
            ),
            Row(
                7,
                "Vance v. Poolcraft",
                "Silas Vance",
                "calendar",
                "Scheduling conference, tell him date and place",
                (chips.plain("Wed 25 Nov, 10:00"),),
                "Log call",
            ),
        ),
    ),
    Group(
        "Forgotten files",
        (
            Row(
                8,
                "Marsh v. Willow Farms",
                "Amy Marsh",
                "matter",
                "Open since March, no update schedule",
                (chips.urgent("forgotten file", shape=False),),
                "Set schedule",
            ),
        ),
    ),
)

HISTORY = (
    TimelineItem(
        1,
        "Thu 19 Nov",
        "17:40",
        "email",
        "Nora Whitcombe → Maria Ortega",
        (chips.late("needs a reply", shape=False),),
        "Asks whether the deposition on 8 December moves now that the other side has asked for more time.",
    ),
    TimelineItem(
        2,
        "Wed 18 Nov",
        "11:53",
        "court",
        "Court: notice, document 9",
        (chips.urgent("client not told yet", shape=False),),
        "NOTICE by Larkspur Catering, Inc. re MOTION for Extension of Time to File Answer",
    ),
    TimelineItem(
        3,
        "Fri 13 Nov",
        "15:05",
        "phone",
        "David Finch with Nora Whitcombe, 18 min",
        (chips.done("update", shape=False), chips.plain("identity checked")),
        (
            Span(
                "Explained options: answer by 1 December or agree to 14 days more; risk of delay to spring "
                "calendar, cost about 900. "
            ),
            Span("Decided:", bold=True),
            Span(" agree to the extension."),
        ),
        "Follow-up: send stipulation (David, 17 Nov) ✓ · Written 13 Nov 15:31 · amended once",
    ),
    TimelineItem(
        4,
        "Fri 6 Nov",
        "10:20",
        "letter",
        "Status report printed and posted",
        (chips.done("update", shape=False),),
        "Four pages, with estimate to date: 6,400 of 11,000.",
    ),
    TimelineItem(
        5,
        "Tue 3 Nov",
        "16:10",
        "meeting",
        "Meeting at the office, 40 min",
        (),
        "Went through the complaint; Nora gave names of two witnesses. Documents owed: pay slips 2019-2021.",
        (Span("Follow-up: pay slips (Nora, 20 Nov) ", tone=Tone.DIM), Span("3 days late", tone=Tone.LATE)),
    ),
)

FACTS = (
    FactGroup(
        "Nora Whitcombe",
        (
            Fact("Phone", "+1 510 555 0144", verified=True),
            Fact("Prefers", "Phone, after 15:00"),
            Fact("Never", "Work e-mail"),
            Fact("Language", "English"),
            Fact("Needs", "Large print letters"),
            Fact("May decide", "Nora alone"),
            Fact("Don't tell", "Her brother, Ned", Tone.LATE),
        ),
    ),
    FactGroup(
        "Who looks after it",
        (
            Fact("Contact", "Maria Ortega"),
            Fact("Lawyer", "David Finch"),
            Fact("Out of hours", "Ann Harbour, 510 555 0100"),
        ),
    ),
    FactGroup("Promised", (Fact("Updates", "every fortnight, by phone"), Fact("Answers", "2 working days"))),
    FactGroup("Fees", share=0.58, note="6,400 of 11,000 estimated · told 6 Nov"),
)


class TodayPage(Page):
    """What is owed."""

    kinds = frozenset({"entry"})

    def __init__(self) -> None:
        super().__init__("Today")
        self.reloads = 0
        self.set_title(
            "Today, Monday 23 November",
            "7 things owed, 2 of them late. Next public holiday: Thursday, Thanksgiving.",
        )
        self.rows = RowList("What is owed")
        self.body.addWidget(self.rows)

    def reload(self) -> None:
        self.reloads += 1
        self.rows.set_groups(OWED)
        if self.rows.current_key() is None:
            self.rows.select_first()


class MatterPage(Page):
    """One matter."""

    def __init__(self) -> None:
        super().__init__("Matter")
        self.arg: object = None
        self.set_title(
            "Whitcombe v. Larkspur Catering",
            overline="00003 · 3:26-cv-00412 · N.D. California · Employment",
            chips=(
                chips.late("Answer 3 h late"),
                chips.plain("Next update Wed 25 Nov"),
                chips.plain("Discovery"),
            ),
        )
        self.body.addWidget(
            Banner(
                "What Nora wants first:",
                "keep her job record clean; settle before spring if it can be done.",
            )
        )
        tabs = Tabs()
        self.timeline = Timeline("Timeline")
        tabs.add("Timeline", self.timeline)
        for name in ("Schedule", "Key dates", "Terms and fees", "People", "Documents"):
            tabs.add(name, QWidget())
        self.body.addWidget(tabs, 1)
        side = SidePane("Facts")
        side.set_groups(FACTS)
        self.set_side(side)

    def show_arg(self, arg: object) -> None:
        self.arg = arg

    def reload(self) -> None:
        self.timeline.set_items(HISTORY)


class MadeUpVault:
    """Only announces, and says who signed in."""

    actor = UUID(int=1)

    def __init__(self) -> None:
        self.announcer = Announcer()


class MadeUpDesk:
    """A desk without a vault; the password is `right`, and after two wrong ones three seconds have to pass."""

    def __init__(self, folder: Path, *, is_there: bool = True) -> None:
        self.folder = folder
        self.is_there = is_there
        self.names = ["Maria Ortega"]
        self.wrong = 0
        self.locks = 0
        self.waits = 0
        self.created: list[NewFirm] = []
        self.read: list[int] = []
        self.found_backups: list[FoundBackup] = []
        self.attached: list[object] = []
        self.keys_read = 0
        self.password_known = ""

    def choose(self, folder: Path) -> None:
        self.folder = folder

    def exists(self) -> bool:
        return self.is_there

    def was_there(self) -> bool:
        return False

    def people(self) -> Sequence[str]:
        return self.names

    def wait_seconds(self, name: str | None = None) -> int:
        return 0 if name == "David Finch" else self.waits

    def places(self) -> Sequence[Place]:
        return [
            Place("DE", "Germany"),
            Place("US", "United States", (("CA", "California"), ("NY", "New York"))),
        ]

    def place_says(self, country: str, subdivision: str) -> PlaceSays:
        paper = "letter" if country == "US" else "a4"
        return PlaceSays(paper, ("Saturday", "Sunday"), (f"A day of {country} {subdivision}".strip(),))

    def note_key_read(self) -> None:
        self.keys_read += 1

    def create(self, new: NewFirm) -> tuple[MadeUpVault, tuple[str, ...]]:
        self.created.append(new)
        self.is_there = True
        return MadeUpVault(), tuple(f"{letter * 4}{number}" for number, letter in enumerate("ABCDEFGH"))

    def unlock(self, name: str, password: str) -> MadeUpVault:
        if password == "right":
            return MadeUpVault()
        self.wrong += 1
        error = CannotUnlock("wrong-password", "That password does not open this vault.", field="password")
        if self.wrong > 2:
            error.seconds = 3
        raise error

    def recover(self, name: str, recovery_key: str, new_password: str) -> MadeUpVault:
        return MadeUpVault()

    def backups(self) -> Sequence[FoundBackup]:
        return self.found_backups

    def folder_to_restore(self) -> Path:
        return self.folder.with_name("restored")

    def restore(self, file: Path, folder: Path, secret: str, progress: Callable[[int, int], None]) -> None:
        raise CannotUnlock("wrong-password", "That password does not open this backup.", field="password")

    def move_to(self, folder: Path) -> None:
        self.folder = folder

    def warm(self) -> None:
        pass

    def _look(self, words: str, recent: Sequence[Key]) -> Looked:
        """Of what is owed the matters whose name has the words."""
        rows = [row for group in OWED for row in group.rows]
        if not words:
            rows = [row for row in rows if GoTo("matters", row.key) in recent]
        return Looked(
            tuple(
                Offer(GoTo("matters", row.key), Kind.MATTER, row.title, row.subtitle, row.icon)
                for row in rows
                if words.casefold() in row.title.casefold()
            )
        )

    def contents(self, vault: MadeUpVault) -> Contents:
        def blank(name: str) -> Page:
            return Page(name)

        pages = [
            PageSpec("today", "today", "Today", TodayPage),
            PageSpec("matters", "matters", "Matters", MatterPage),
            PageSpec("clients", "clients", "Clients", lambda: blank("Clients")),
            PageSpec("log", "log", "Contact log", lambda: blank("Contact log")),
            PageSpec("calendar", "calendar", "Calendar", lambda: blank("Calendar")),
            PageSpec("reports", "reports", "Reports", lambda: blank("Reports")),
            PageSpec("firm", "firm", "Firm", lambda: blank("Firm")),
        ]
        return Contents(
            firm="Harbour & Finch LLP",
            user_line="Maria Ortega · Paralegal",
            pages=pages,
            status=lambda: Status(
                {
                    "today": Count(7, late=True, words="7 late, 2 due today"),
                    "matters": Count(61),
                    "firm": Count(2),
                },
                "Backed up 8:02, checked",
            ),
            look=self._look,
            read_names=lambda: self.read.append(1),
            attach=self.attached.append,
        )

    def lock(self) -> None:
        self.locks += 1


@pytest.fixture
def desk(tmp_path: Path) -> MadeUpDesk:
    return MadeUpDesk(tmp_path / "vault")


@pytest.fixture
def settle(settled: Callable[[], None]) -> Callable[[], None]:
    """Wait until all background work is done and shown, and a window that is to be locked is."""
    return settled


@pytest.fixture
def window(qtbot: QtBot, desk: MadeUpDesk, settle: Callable[[], None]) -> Iterator[MainWindow]:
    """The window at its gate."""
    made = MainWindow(desk)
    qtbot.addWidget(made)
    made.resize(1280, 800)
    made.show()
    made.activateWindow()
    settle()
    yield made
    made.lock()
    tasks.finish()


@pytest.fixture
def open_window(window: MainWindow, settle: Callable[[], None]) -> MainWindow:
    """The window with the made-up firm open."""
    gate = window.gate
    assert gate is not None
    gate.password.setText("right")
    gate.submit()
    settle()
    return window
