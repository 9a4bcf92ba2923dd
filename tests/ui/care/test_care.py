"""The firm's own house in the window: its rooms on their page, its duties on Today, its rows on a matter."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.kernel.duty import Duty, DutyKind
from app.owed import duties
from app.storage.transaction import Reader
from app.workspace import Workspace
from ui.care import matter_tab
from ui.care import page as care_page
from ui.care.page import CarePage
from ui.care.rooms import CareRoom, Stand
from ui.kit.page import Page
from ui.kit.row_model import Row
from ui.matters.page import MatterPage
from ui.shell.requests import OpenMatter
from ui.today import duty_doings
from ui.today.page import TodayPage

if TYPE_CHECKING:
    from tests.ui.busy_firm import Busy

Settled = Callable[[], None]
OWN = UUID(int=7)


def _rooms() -> Sequence[CareRoom]:
    some = Stand("2 open, the oldest for 19 days", 2, late=True)
    words = ("Concerns", "What clients are not content with")
    return (CareRoom("concerns", "flag", *words, lambda reader: some, lambda workspace: Page("Concerns")),)


def test_each_room_says_how_it_stands_and_enter_goes_there(
    busy: Busy, qtbot: QtBot, settled: Settled, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(care_page, "ROOMS", _rooms())
    page = CarePage(busy.workspace)
    qtbot.addWidget(page)
    page.show()
    settled()
    (row,) = [page.rows._model.item(line) for line in range(page.rows._model.rowCount())]
    assert isinstance(row, Row)
    assert (row.title, row.text, row.chips[0].text) == ("Concerns", "2 open, the oldest for 19 days", "2")
    went: list[tuple[str, object]] = []
    page.navigate_requested.connect(lambda *where: went.append(where))
    QTest.keyClick(page.rows, Qt.Key.Key_Return)
    assert went == [("concerns", None)]


def test_a_duty_of_today_is_opened_where_it_belongs(
    busy: Busy, qtbot: QtBot, settled: Settled, monkeypatch: pytest.MonkeyPatch
) -> None:
    yesterday = busy.clock.now().date() - timedelta(days=1)
    matter, me = busy.matters["whitcombe"], busy.workspace.actor

    def place(reader: Reader, last_day: date, matter_id: UUID | None) -> Iterable[Duty]:
        yield Duty(DutyKind.TERMS, matter, "Agree the terms", yesterday, matter_id=matter, person_id=me)
        yield Duty(DutyKind.POLICY, OWN, "Look at Channels again", yesterday, person_id=me)

    monkeypatch.setattr(duties, "PLACES", (place,))
    monkeypatch.setattr(duty_doings, "DOINGS", {})  # as if no room had a form of its own for them
    monkeypatch.setattr(duty_doings, "WORDS", {})
    page = TodayPage(busy.workspace)
    qtbot.addWidget(page)
    page.show()
    settled()
    asked: list[object] = []
    page.requested.connect(asked.append)
    page.navigate_requested.connect(lambda where, arg: asked.append(where))
    page.doings.act(("duty", matter))
    page.doings.act(("duty", OWN))
    page.doings.open(("duty", OWN))
    assert asked == [OpenMatter(matter), "care", "care"]
    menu = page.doings.menu(("duty", OWN))
    assert menu is not None
    assert [one.text().split("\t")[0] for one in menu.actions() if one.text()] == [
        "Open",
        "Put off…",
        "Open client care",
        "Open in a new window",
    ]


class _Lines:
    """A room with one row, which remembers what was done."""

    word = "terms"
    heading = "Engagement terms"

    def __init__(self) -> None:
        self.done: list[tuple[str, UUID, object]] = []

    def rows(self, reader: Reader, matter_id: UUID) -> Sequence[Row]:
        return (Row((self.word, matter_id), "No terms agreed", action="Agree…"),)

    def act(self, matter_id: UUID, key: tuple[object, ...]) -> None:
        self.done.append(("act", matter_id, key))

    def open(self, matter_id: UUID, key: tuple[object, ...]) -> None:
        self.done.append(("open", matter_id, key))

    def reopen(self, matter_id: UUID, form: str, thing: UUID | None) -> bool:
        return form == "terms"


def test_a_matter_shows_what_each_room_says_of_it(
    busy: Busy, qtbot: QtBot, settled: Settled, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = _Lines()

    def made(page: MatterPage, workspace: Workspace) -> _Lines:
        return lines

    monkeypatch.setattr(matter_tab, "LINES", (made,))
    page = MatterPage(busy.workspace)
    qtbot.addWidget(page)
    matter = busy.matters["whitcombe"]
    page.show_arg(matter)
    page.show()
    settled()
    page.tabs.show_tab("Terms & care")
    settled()
    care = page.tabs.care
    assert care.rows._model.rowCount() == 2  # the heading, and its row
    care.rows.select_first()
    QTest.keyClick(care.rows, Qt.Key.Key_Return)
    assert lines.done == [("act", matter, ("terms", matter))]
    assert page.reopen("terms", None)
    assert not page.reopen("no such form", None)
