from __future__ import annotations

from typing import NamedTuple

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from ui.kit import chips, theme
from ui.kit.chips import Chip
from ui.kit.tables import Column, RowTable


class Matter(NamedTuple):
    id: int
    number: str
    title: str
    client: str
    due: str


def _chip(row: Matter) -> Chip | None:
    return chips.late(row.due) if "late" in row.due else None


COLUMNS = (
    Column[Matter]("number", "No.", lambda row: row.number, width=70, dim=True),
    Column[Matter](
        "title", "Matter", lambda row: row.title, second=lambda row: row.client, stretch=2, bold=True
    ),
    Column[Matter]("due", "Next update", lambda row: row.due, chip=_chip, sortable=False),
)
MATTERS = [
    Matter(1, "00001", "Abernathy v. Coastline", "Piers", "1 day late"),
    Matter(2, "00002", "=cmd()", "Li\nna", "Wed 25 Nov"),
]


@pytest.fixture
def table(qtbot: QtBot) -> RowTable[Matter]:
    made: RowTable[Matter] = RowTable(COLUMNS, name="Matters", key=lambda row: row.id)
    qtbot.addWidget(made)
    made.resize(800, 400)
    made.set_rows(MATTERS)
    made.show()
    made.activateWindow()
    made.setFocus()
    return made


def test_cells_say_their_column(table: RowTable[Matter]) -> None:
    role = Qt.ItemDataRole.AccessibleTextRole
    said = [table.model().index(0, column).data(role) for column in range(3)]
    assert said == ["No.: 00001", "Matter: Abernathy v. Coastline, Piers", "Next update: 1 day late"]
    assert table.rowHeight(0) == theme.px(53)


def test_what_is_gone_to_while_ctrl_is_held_is_selected_alone(table: RowTable[Matter], qtbot: QtBot) -> None:
    table.select(1)
    qtbot.keyPress(table, Qt.Key.Key_Control, Qt.KeyboardModifier.ControlModifier)
    for key in (2, 2, 1):  # the same again took it out
        assert table.select(key)
        assert [row.id for row in table.selected_rows()] == [key]
    table.set_rows(MATTERS)
    assert [row.id for row in table.selected_rows()] == [1]


def test_enter_opens_the_row_and_moving_tells(table: RowTable[Matter], qtbot: QtBot) -> None:
    table.select(1)
    with qtbot.waitSignal(table.chosen) as chosen:
        qtbot.keyClick(table, Qt.Key.Key_Down)
    assert chosen.args == [2]
    with qtbot.waitSignal(table.opened) as opened:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert opened.args == [2]


def test_home_and_end_are_the_first_and_the_last_row(table: RowTable[Matter], qtbot: QtBot) -> None:
    table.select(1)
    qtbot.keyClick(table, Qt.Key.Key_End)
    assert [row.id for row in table.selected_rows()] == [2]
    qtbot.keyClick(table, Qt.Key.Key_Home)
    assert [row.id for row in table.selected_rows()] == [1]


def test_the_current_row_stays_when_rows_come_anew(table: RowTable[Matter]) -> None:
    table.select(2)
    table.set_rows(list(reversed(MATTERS)))
    assert table.current_key() == 2
    assert [row.id for row in table.selected_rows()] == [2]


def test_several_that_are_selected_stay_so_when_rows_come_in_another_order(table: RowTable[Matter]) -> None:
    third = Matter(3, "00003", "Rowe v. Meadow", "Tamsin", "")
    table.set_rows([*MATTERS, third])
    table.select(1)
    table.selectRow(0)
    flags = QItemSelectionModel.SelectionFlag
    table.selectionModel().select(table.line(2), flags.Select | flags.Rows)
    table.set_rows([third, *reversed(MATTERS)])
    assert [row.id for row in table.selected_rows()] == [3, 1]
    assert table.current_key() == 1
    table.set_rows([third, MATTERS[1]])
    assert [row.id for row in table.selected_rows()] == [3], "what is gone is selected no more"
    assert table.current_key() == 3


def test_a_head_asks_for_sorting_and_the_model_does_not_sort(table: RowTable[Matter]) -> None:
    asked: list[tuple[str, bool]] = []
    table.sort_requested.connect(lambda column, ascending: asked.append((column, ascending)))
    header = table.horizontalHeader()
    header.sectionClicked.emit(1)
    header.sectionClicked.emit(1)
    header.sectionClicked.emit(2)
    assert [column for column, _ in asked] == ["title", "title"]
    assert asked[0][1] is not asked[1][1]
    assert [row.id for row in table.rows_model.rows()] == [1, 2]


def test_copied_cells_are_safe_in_a_spreadsheet(table: RowTable[Matter], qtbot: QtBot) -> None:
    table.selectAll()
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == (
        "00001\tAbernathy v. Coastline\tPiers\t1 day late\n00002\t'=cmd()\tLi na\tWed 25 Nov"
    )


def test_stretched_columns_fill_the_width(table: RowTable[Matter]) -> None:
    wide = sum(table.columnWidth(column) for column in range(3))
    assert abs(wide - table.viewport().width()) <= 2
