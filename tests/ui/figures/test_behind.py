"""The rows behind a number on the page of figures: by a click, by the keys alone, and back again."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from app.concerns.commands import raise_concern
from app.concerns.forms import NewConcern
from app.concerns.words import Cause
from app.figures.pick import Pick
from app.figures.rows import Opens
from tests.ui.busy_firm import Busy
from ui.concerns.concern_sheet import ConcernView
from ui.figures.figure_table import FigureTable
from ui.figures.page import FiguresPage
from ui.kit.sheet import sheets_in
from ui.shell.requests import OpenEntry

Settled = Callable[[], None]


@pytest.fixture
def page(busy: Busy, qtbot: QtBot, settled: Settled) -> FiguresPage:
    with busy.workspace.write() as tx:
        matter = next(iter(busy.matters.values()))
        raise_concern(tx, NewConcern("Nobody calls back", Cause.LATE_REPLY, matter_id=matter))
    made = FiguresPage(busy.workspace)
    qtbot.addWidget(made)
    made.resize(1092, 752)
    made.show()
    settled()
    return made


def click_number(page: FiguresPage, head: str, row: int) -> Pick:
    """Click the number under ``head`` in a row of the table."""
    table = page.view.table
    assert table is not None
    columns = [column.id for column in table.rows_model.columns]
    index = table.rows_model.index(row, columns.index(head))
    pick = table.pick_at(index)
    assert pick is not None
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=table.visualRect(index).center())
    return pick


def test_a_click_on_a_number_lists_its_rows(page: FiguresPage, settled: Settled, qtbot: QtBot) -> None:
    page.rows.select("notes")
    assert page._shown is not None
    whole = page.view.table.rows_model.rowCount() - 1 if page.view.table else 0
    pick = click_number(page, "notes.written", whole)
    assert (pick.by, pick.name) == ("firm", "notes.written")
    settled()
    assert page.right.currentWidget() is page.behind
    count = page._shown.found.now.values["notes.written"].number
    assert page.behind.table.rows_model.rowCount() == count
    assert f"{count} that you may see" in page.behind.about.text()
    assert "Notes" in page.behind.title.text()
    with qtbot.waitSignal(page.requested) as asked:
        QTest.keyClick(page.behind.table, Qt.Key.Key_Return)
    assert isinstance(asked.args[0], OpenEntry)


def test_by_the_keys_alone_and_back(page: FiguresPage, settled: Settled) -> None:
    page.rows.select("standing")
    table = page.view.table
    assert table is not None
    table.setFocus()
    table.select(table.rows_model.rows()[-1].label)
    QTest.keyClick(table, Qt.Key.Key_Return)
    settled()
    assert page.right.currentWidget() is page.view, "the name of a row is no number"
    QTest.keyClick(table, Qt.Key.Key_Right)
    QTest.keyClick(table, Qt.Key.Key_Return)
    settled()
    assert page.right.currentWidget() is page.behind
    assert page.behind.table.hasFocus()
    QTest.keyClick(page.behind.table, Qt.Key.Key_Escape)
    assert page.right.currentWidget() is page.view
    assert table.hasFocus()


def test_a_bar_by_a_click_and_by_the_keys(page: FiguresPage, settled: Settled) -> None:
    page.rows.select("standing")
    chart = page.view.chart
    spot = next(one for one in chart._spots() if chart._pick(one) is not None)
    QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=QPoint(chart.width() // 2, round(spot.y) + 3))
    settled()
    assert page.right.currentWidget() is page.behind
    assert page.behind.pick == chart._pick(spot)
    clicked = page.behind.table.rows_model.rowCount()
    page.behind.back.click()
    chart.setFocus()
    QTest.keyClick(chart, Qt.Key.Key_Down)
    QTest.keyClick(chart, Qt.Key.Key_Up)
    assert ":" in chart.accessibleDescription()
    QTest.keyClick(chart, Qt.Key.Key_Return)
    settled()
    assert page.behind.table.rows_model.rowCount() == clicked


def test_a_concern_opens_over_the_page(page: FiguresPage, settled: Settled) -> None:
    page.rows.select("concerns")
    click_number(page, "now", 0)
    settled()
    row = page.behind.table.rows_model.row(0)[1]
    assert row.opens is Opens.CONCERN
    assert row.what == "Concern: late reply"
    page.behind.table.opened.emit(0)
    settled()
    (sheet,) = sheets_in(page.window())
    assert isinstance(sheet, ConcernView)
    sheet.reject()


def test_what_is_counted_anew_stays_in_sight(page: FiguresPage, settled: Settled) -> None:
    page.rows.select("concerns")
    click_number(page, "now", 0)
    settled()
    page.mark_stale()
    settled()
    assert page.right.currentWidget() is page.behind
    assert page.behind.table.rows_model.rowCount() == 1
    page.rows.select("notes")
    assert page.right.currentWidget() is page.view, "another figure was chosen"


def test_a_count_of_none_opens_nothing(page: FiguresPage, settled: Settled) -> None:
    page.rows.select("policies")
    table = page.view.table
    assert table is not None
    index = table.rows_model.index(table.rows_model.rowCount() - 1, 1)
    assert table.pick_at(index) is None
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=table.visualRect(index).center())
    settled()
    assert page.right.currentWidget() is page.view


@pytest.mark.qt_log_ignore("This plugin does not support")  # a menu, of the screenless platform
def test_numbers_of_columns_that_stepped_back_are_in_a_menu(page: FiguresPage, settled: Settled) -> None:
    page.rows.select("notes")
    table = page.view.table
    assert table is not None
    wanted = table.rows_model.index(table.rows_model.rowCount() - 1, 1)
    pick = table.pick_at(wanted)
    assert pick is not None
    table.setMaximumWidth(table.columnWidth(0) // 2)
    settled()
    assert 1 in table.rows_model.back
    row = table.visualRect(table.rows_model.index(wanted.row(), 0))
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(20, row.bottom() - 6))
    by_mouse = [action.text() for action in _offered(table)]
    assert by_mouse
    table.setFocus()
    table.select(table.rows_model.row(wanted.row()).label)
    QTest.keyClick(table, Qt.Key.Key_Return)
    offered = _offered(table)
    assert [action.text() for action in offered] == by_mouse
    said = table.rows_model.columns[1].said(table.rows_model.row(wanted.row()))
    next(action for action in offered if action.text() == said).trigger()
    settled()
    assert page.behind.pick == pick


def _offered(table: FigureTable) -> list[QAction]:
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    menu.hide()
    return menu.actions()
