"""A morning by keyboard alone: what is late is put off with a reason, taken back; a short update."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.kernel.clock import FixedClock
from app.owed.items import OwedItem, OwedKind
from app.owed.queries import owed
from app.workspace import Workspace
from tests.support import MONDAY
from ui.kit.row_model import Heading, Row
from ui.kit.sheet import sheets_in
from ui.reports.paper_sheet import PaperSheet
from ui.today.layout import BATCH
from ui.today.load import FIRST, TodayView, laid_out, later, load
from ui.today.page import TodayPage
from ui.today.snooze_form import SnoozeForm

if TYPE_CHECKING:
    from tests.ui.busy_firm import Busy

Settled = Callable[[], None]


@pytest.fixture(autouse=True)
def at_the_list(page: TodayPage) -> None:
    page.rows.setFocus()


def _go(page: TodayPage, kind: OwedKind, title: str) -> Row:
    """Down to a row, by arrows."""
    for _ in range(page.rows._model.rowCount()):
        row = page.rows._row(page.rows.currentIndex())
        if (
            row is not None
            and isinstance(row.key, tuple)
            and row.key[0] == kind
            and row.title.startswith(title)
        ):
            return row
        QTest.keyClick(page.rows, Qt.Key.Key_Down)
    raise AssertionError(f"no row {kind} {title}")


def _groups(page: TodayPage) -> dict[str, int]:
    model = page.rows._model
    items = (model.item(number) for number in range(model.rowCount()))
    return {item.text: item.rows for item in items if isinstance(item, Heading)}


def _items(busy: Busy) -> dict[object, OwedItem]:
    with busy.workspace.read() as reader:
        return {(item.kind, item.source_id): item for item in owed(reader).items}


def test_a_late_update_is_put_off_with_a_reason_and_taken_back(
    page: TodayPage, busy: Busy, settled: Settled
) -> None:
    row = _go(page, OwedKind.UPDATE, "Abernathy")
    QTest.keyClick(page.rows, Qt.Key.Key_S)
    settled()
    form = sheets_in(page)[-1]
    assert isinstance(form, SnoozeForm)
    assert form.until.value() == date(2026, 11, 24), "the next working day"
    form.until.setFocus()
    form.until.selectAll()
    QTest.keyClicks(form.until, "Wed")
    QTest.keyClick(form.until, Qt.Key.Key_Tab)
    QTest.keyClicks(form.reason, "waiting for the transcript")
    QTest.keyClick(form.reason, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settled()
    assert not sheets_in(page)
    assert (_groups(page)["Late"], _groups(page)["Put off"]) == (2, 1)
    put_off = page.rows._row(page.rows._model.index(page.rows._model.find(row.key)))
    assert put_off is not None
    assert put_off.text.startswith("Put off until Wednesday: waiting for the transcript")
    assert put_off.chips == row.chips, "it is as late as it was"
    assert _items(busy)[row.key].snoozed_until == date(2026, 11, 25)
    _go(page, OwedKind.UPDATE, "Abernathy")
    QTest.keyClick(page.rows, Qt.Key.Key_S)
    settled()
    assert "Put off" not in _groups(page)


def test_putting_off_can_be_undone(page: TodayPage, busy: Busy, qtbot: QtBot, settled: Settled) -> None:
    row = _go(page, OwedKind.UPDATE, "Abernathy")
    QTest.keyClick(page.rows, Qt.Key.Key_S)
    settled()
    form = sheets_in(page)[-1]
    assert isinstance(form, SnoozeForm)
    form.reason.setText("waiting for the transcript")
    form.apply("")
    settled()
    assert _items(busy)[row.key].put_off is not None
    qtbot.mouseClick(page.doing.messages._link, Qt.MouseButton.LeftButton)
    settled()
    assert _items(busy)[row.key].put_off is None


def test_a_late_answer_waits_within_the_day_alone(page: TodayPage, settled: Settled) -> None:
    _go(page, OwedKind.ACKNOWLEDGEMENT, "Whitcombe")
    QTest.keyClick(page.rows, Qt.Key.Key_S)
    settled()
    form = sheets_in(page)[-1]
    assert isinstance(form, SnoozeForm)
    assert not form.until.isVisible()
    assert form.hint.text() == "This cannot wait for another day: it is back on the list at 16:00 today."
    form.reason.setText("David is in court until three")
    form.apply("")
    settled()
    assert _groups(page)["Put off"] == 1


def test_the_reason_is_asked_for(page: TodayPage, settled: Settled) -> None:
    _go(page, OwedKind.UPDATE, "Abernathy")
    QTest.keyClick(page.rows, Qt.Key.Key_S)
    settled()
    form = sheets_in(page)[-1]
    form.apply("")
    settled()
    assert form.isVisible()
    assert "Put off" not in _groups(page)


def test_a_short_update_is_two_keys_away(page: TodayPage, busy: Busy, settled: Settled) -> None:
    row = _go(page, OwedKind.UPDATE, "Abernathy")
    QTest.keyClick(page.rows, Qt.Key.Key_N)
    settled()
    assert type(sheets_in(page)[-1]).__name__ == "NoNewsForm"
    sheets_in(page)[-1].apply("")
    settled()
    page.mark_stale()
    settled()
    assert row.key not in set(page.rows.keys()) or _items(busy)[row.key].due != date(2026, 11, 20)


def test_the_menu_has_what_the_keys_do(page: TodayPage, settled: Settled) -> None:
    row = _go(page, OwedKind.UPDATE, "Abernathy")
    menu = page.doings.menu(row.key)
    assert menu is not None
    said = [action.text() for action in menu.actions() if action.text()]
    menu.deleteLater()
    assert said == [
        "Write update\tEnter",
        "No news: write a short update…\tN",
        "Put off…\tS",
        "Open the matter\tCtrl+Enter",
        "Open in a new window\tCtrl+Shift+Enter",
    ]


def test_the_list_is_seen_before_it_is_printed(page: TodayPage, settled: Settled, tmp_path: object) -> None:
    page.print_list()
    settled()
    sheet = sheets_in(page)[-1]
    assert isinstance(sheet, PaperSheet)
    assert sheet.said.text().startswith("Maria Ortega. 8 things owed, 3 of them late; 2 forgotten files.")
    assert sheet.accept_button.isEnabled()
    from pathlib import Path

    file = Path(str(tmp_path)) / "owed.pdf"
    sheet.save_to(file)
    settled()
    assert file.read_bytes().startswith(b"%PDF")
    assert not sheets_in(page)


def test_five_thousand_things_are_made_in_rows_a_stretch_at_a_time(
    page: TodayPage, busy: Busy, settled: Settled
) -> None:
    view = load(busy.workspace)
    late = view.division.mine.items[0]
    many = tuple(replace(late, source_id=uuid4()) for _ in range(5000))
    view = replace(view, division=replace(view.division, mine=replace(view.division.mine, items=many)))
    page._show_rows(laid_out(view, FIRST))
    assert len(page.rows.keys()) == BATCH
    assert _groups(page) == {"Late": 5000}
    for _ in range(3):
        page.rows.verticalScrollBar().setValue(page.rows.verticalScrollBar().maximum())
        settled()
    assert len(page.rows.keys()) >= 3 * BATCH
    assert len(set(page.rows.keys())) == len(page.rows.keys())
    assert _groups(page) == {"Late": 5000}


def test_a_minute_later_only_words_are_made_anew_until_time_changes_something(
    busy: Busy, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = load(busy.workspace)
    read: list[TodayView] = []

    def reads(*args: object) -> TodayView:
        read.append(view)
        return view

    monkeypatch.setattr("ui.today.load.load", reads)
    clock.set(MONDAY + timedelta(minutes=1))
    again = later(view, busy.workspace, FIRST, None)
    assert not read
    assert again.now == MONDAY + timedelta(minutes=1)
    clock.set(view.changes_at)
    later(view, busy.workspace, FIRST, None)
    assert read


def test_who_only_reads_has_no_buttons_and_no_keys(
    busy: Busy, qtbot: QtBot, settled: Settled, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Workspace, "may", lambda *_: False)
    made = TodayPage(busy.workspace)
    qtbot.addWidget(made)
    made.show()
    settled()
    model = made.rows._model
    rows = [item for item in map(model.item, range(model.rowCount())) if isinstance(item, Row)]
    assert rows
    assert not any(row.action or row.more for row in rows)
    made.rows.setFocus()
    QTest.keyClick(made.rows, Qt.Key.Key_S)
    settled()
    assert not sheets_in(made)
