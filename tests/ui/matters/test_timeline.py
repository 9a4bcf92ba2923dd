"""The timeline of a long matter in the window: read as one scrolls, by hand and by keyboard, and held in its place."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.bootstrap import open_workspace
from app.contactlog.commands import amend_contact, log_contact
from app.contactlog.forms import NewContact
from app.contactlog.queries import entry_form
from app.contactlog.words import Channel, Direction
from app.kernel.clock import FixedClock
from tests.support import MONDAY, PASSWORD
from ui.kit.timeline import Timeline
from ui.kit.timeline_model import BATCH, KEPT
from ui.matters.page import MatterPage
from ui.shell.requests import OpenEntry

if TYPE_CHECKING:
    from tests.ui.busy_firm import Busy

Settled = Callable[[], None]
MANY = 17 * BATCH + 11


def _letter(busy: Busy, hours: float, words: str, **rest: object) -> NewContact:
    moment = busy.clock.now() - timedelta(hours=hours)
    return NewContact(Channel.LETTER, Direction.OUT, moment, words, matter_id=busy.matters["marsh"], **rest)  # type: ignore[arg-type] # test values


@pytest.fixture(scope="module")
def busy_made(busy_made: tuple[Path, Busy], tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Busy]:
    """Here the firm has a matter with more contacts than are kept in memory, of words of any length."""
    folder = tmp_path_factory.mktemp("long") / "vault"
    shutil.copytree(busy_made[0], folder)
    clock = FixedClock(MONDAY)
    opened = open_workspace(folder, PASSWORD, clock=clock)
    busy = replace(busy_made[1], workspace=opened, clock=clock)
    with opened.write() as tx:
        for number in range(MANY):
            log_contact(
                tx, _letter(busy, 2 * number + 1, f"Letter {number}. " + "Words. " * (number * 7 % 90))
            )
    opened.lock()
    return folder, busy


@pytest.fixture
def page(busy: Busy, qtbot: QtBot, settled: Settled) -> MatterPage:
    """The page of that matter."""
    made = MatterPage(busy.workspace)
    qtbot.addWidget(made)
    made.resize(1092, 752)
    made.show_arg(busy.matters["marsh"])
    made.show()
    made.activateWindow()
    settled()
    made.tabs.history.timeline.setFocus()
    return made


def _in_sight(timeline: Timeline) -> list[tuple[object, int]]:
    """The keys in sight and where they stand."""
    rows = timeline._rows_between(0, timeline.viewport().height() - 1)
    model = timeline._model
    return [(model.item(row).key, timeline.visualRect(model.index(row)).top()) for row in rows]


def _everything(timeline: Timeline, settled: Settled) -> list[object]:
    """The keys of all lines, looked at one view after the other."""
    found: dict[int, object] = {}
    bar = timeline.verticalScrollBar()
    bar.setValue(0)
    settled()
    while True:
        for row in timeline._rows_between(0, timeline.viewport().height() - 1):
            found[row] = timeline._model.item(row).key
        if bar.value() == bar.maximum():
            break
        bar.setValue(bar.value() + timeline.viewport().height() - 5)
        settled()
    assert sorted(found) == list(range(timeline.model().rowCount()))
    return [found[row] for row in sorted(found)]


def test_all_of_it_is_seen_once_and_little_of_it_kept(page: MatterPage, settled: Settled) -> None:
    timeline = page.tabs.history.timeline
    assert timeline.model().rowCount() == MANY
    assert len(timeline.in_memory()) <= 4
    keys = _everything(timeline, settled)
    assert None not in keys
    assert len(set(keys)) == MANY
    assert len(timeline.in_memory()) <= KEPT
    assert len(page.tabs.history.feed._stretches) <= KEPT


def test_home_and_end_and_page_keys_go_everywhere(page: MatterPage, settled: Settled) -> None:
    timeline, bar = page.tabs.history.timeline, page.tabs.history.timeline.verticalScrollBar()
    QTest.keyClick(timeline, Qt.Key.Key_End)
    settled()
    assert timeline.currentIndex().row() == MANY - 1
    assert bar.value() == bar.maximum()
    assert _in_sight(timeline)[-1][0] == timeline.current_key() is not None
    rect = timeline.visualRect(timeline.currentIndex())
    assert rect.bottom() <= timeline.viewport().height()
    QTest.keyClick(timeline, Qt.Key.Key_Up)
    assert timeline.currentIndex().row() == MANY - 2
    seen = []
    for _ in range(30):
        QTest.keyClick(timeline, Qt.Key.Key_PageUp)
        settled()
        seen.append(timeline.currentIndex().row())
        rect = timeline.visualRect(timeline.currentIndex())
        assert rect.top() >= 0
        assert rect.bottom() <= timeline.viewport().height()
    assert seen == sorted(set(seen), reverse=True)
    QTest.keyClick(timeline, Qt.Key.Key_Home)
    settled()
    assert (timeline.currentIndex().row(), bar.value()) == (0, 0)
    QTest.keyClick(timeline, Qt.Key.Key_PageDown)
    QTest.keyClick(timeline, Qt.Key.Key_Down)
    QTest.keyClick(timeline, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert len(timeline.selectionModel().selectedIndexes()) == 2


def test_enter_opens_what_is_far_down(page: MatterPage, settled: Settled) -> None:
    asked: list[object] = []
    page.requested.connect(asked.append)
    QTest.keyClick(page.tabs.history.timeline, Qt.Key.Key_End)
    QTest.keyClick(page.tabs.history.timeline, Qt.Key.Key_Return)  # not there yet: nothing to open
    assert asked == []
    settled()
    QTest.keyClick(page.tabs.history.timeline, Qt.Key.Key_Return)
    assert [type(one) for one in asked] == [OpenEntry]


def test_the_mouse_chooses_what_it_points_at(page: MatterPage, settled: Settled) -> None:
    timeline, bar = page.tabs.history.timeline, page.tabs.history.timeline.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    settled()
    key, top = _in_sight(timeline)[2]
    QTest.mouseClick(timeline.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(200, top + 5))
    assert timeline.current_key() == key


def test_who_is_far_down_stays_there_while_the_log_grows(
    page: MatterPage, busy: Busy, settled: Settled
) -> None:
    timeline, bar = page.tabs.history.timeline, page.tabs.history.timeline.verticalScrollBar()
    bar.setValue(bar.maximum() * 2 // 3)
    settled()
    key, top = _in_sight(timeline)[1]
    QTest.mouseClick(timeline.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(200, top + 5))
    before = _in_sight(timeline)
    with busy.workspace.write() as tx:
        for number in range(BATCH + 3):
            log_contact(tx, _letter(busy, 0.9 - number / 100, "New. " * (number + 1)))
    page.mark_stale()
    settled()
    assert timeline.model().rowCount() == MANY + BATCH + 3
    assert _in_sight(timeline) == before
    assert timeline.current_key() == key
    keys = _everything(timeline, settled)
    assert len(set(keys)) == len(keys) == MANY + BATCH + 3


def test_an_entry_amended_far_down_changes_where_it_stands(
    page: MatterPage, busy: Busy, settled: Settled
) -> None:
    timeline, bar = page.tabs.history.timeline, page.tabs.history.timeline.verticalScrollBar()
    bar.setValue(bar.maximum() // 3)
    settled()
    before = _in_sight(timeline)
    key = before[2][0]
    assert isinstance(key, tuple)
    with busy.workspace.read() as reader:
        form = entry_form(reader, key[1])
    with busy.workspace.write() as tx:
        amend_contact(tx, key[1], form, "to say so")
    page.mark_stale()
    settled()
    assert _in_sight(timeline)[:3] == before[:3]
    assert "amended once" in timeline._model.item(timeline._model.find(key)).spoken()


def test_who_is_at_the_top_sees_what_is_new(page: MatterPage, busy: Busy, settled: Settled) -> None:
    with busy.workspace.write() as tx:
        new = log_contact(tx, _letter(busy, 0.1, "Just now."))
    page.mark_stale()
    settled()
    assert _in_sight(page.tabs.history.timeline)[0] == (("entry", new), 0)


def test_what_comes_between_two_reads_falls_into_its_stretch(
    page: MatterPage, busy: Busy, settled: Settled
) -> None:
    with busy.workspace.write() as tx:  # by another program: the page was not told
        added = {log_contact(tx, _letter(busy, hours, "Between")) for hours in (600.5, 601.5, 1400.5)}
    keys = _everything(page.tabs.history.timeline, settled)
    assert len(set(keys)) == len(keys)
    assert {("entry", one) for one in added} <= set(keys)


def test_an_entry_of_long_ago_is_gone_to(page: MatterPage, busy: Busy, settled: Settled) -> None:
    with busy.workspace.write() as tx:
        old: UUID = log_contact(tx, _letter(busy, 1501.5, "Long ago"))
    page.tabs.history.seek(old)
    settled()
    assert page.tabs.history.timeline.current_key() == ("entry", old)
    assert ("entry", old) in [key for key, _ in _in_sight(page.tabs.history.timeline)]


def test_copying_reads_what_is_not_there(page: MatterPage, settled: Settled) -> None:
    page.tabs.history.timeline.selectAll()
    QTest.keyClick(page.tabs.history.timeline, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    settled()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert len(lines) == MANY
    assert "Letter 0." in lines[0]
    assert f"Letter {MANY - 1}." in lines[-1]


def test_another_width_keeps_the_line_on_top(page: MatterPage, settled: Settled) -> None:
    timeline, bar = page.tabs.history.timeline, page.tabs.history.timeline.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    settled()
    key = _in_sight(timeline)[0][0]
    page.resize(760, 752)
    settled()
    assert _in_sight(timeline)[0][0] == key
