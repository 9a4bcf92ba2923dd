"""A list too narrow for all its columns: the least important stand in a line below each row, and nothing of them is
lost, to the eye, the ear, the mouse or the keyboard."""

from __future__ import annotations

from typing import NamedTuple

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QStyleOptionViewItem, QToolTip
from pytestqt.qtbot import QtBot

from ui.kit import chips, theme
from ui.kit.row_model import Group, Row
from ui.kit.rows import RowList
from ui.kit.tables import Column, RowTable


class Line(NamedTuple):
    id: int
    title: str = "Abernathy v. Coastline"
    client: str = "Piers <b>Abernathy</b>"


COLUMNS = (
    Column[Line]("number", "No.", lambda row: f"0000{row.id}", width=70, back=2, plain=True),
    Column[Line]("title", "Matter", lambda row: row.title, stretch=3, least=200, bold=True),
    Column[Line]("client", "Client", lambda row: row.client, stretch=2, back=1),
    Column[Line]("due", "Due", lambda _: "", chip=lambda _: chips.late("3 h late"), width=100),
)


@pytest.fixture
def table(qtbot: QtBot) -> RowTable[Line]:
    made: RowTable[Line] = RowTable(COLUMNS, name="Matters", key=lambda row: row.id)
    qtbot.addWidget(made)
    made.resize(900, 300)
    made.set_rows([Line(1), Line(2)])
    made.show()
    made.activateWindow()
    made.setFocus()
    return made


def _narrow(table: RowTable[Line]) -> None:
    table.resize(310, 300)
    assert [table.isColumnHidden(number) for number in range(4)] == [True, False, True, False]


def test_what_stepped_back_is_said_with_what_stands_first(table: RowTable[Line]) -> None:
    role = Qt.ItemDataRole.AccessibleTextRole
    assert table.rowHeight(0) == theme.px(32)
    assert table.model().index(0, 1).data(role) == "Matter: Abernathy v. Coastline"
    _narrow(table)
    assert table.model().index(0, 1).data(role) == (
        "Matter: Abernathy v. Coastline. No.: 00001. Client: Piers <b>Abernathy</b>"
    )
    assert table.horizontalHeader().length() <= table.viewport().width()
    assert table.rowHeight(0) == theme.px(53)
    assert "Piers <b>Abernathy</b>" in table.rows_model.cells(0), "what is copied is what it was"
    table.resize(900, 300)
    assert table.rowHeight(0) == theme.px(32)
    assert not any(table.isColumnHidden(number) for number in range(4))


def test_the_keyboard_goes_on_when_its_column_stepped_back(table: RowTable[Line], qtbot: QtBot) -> None:
    table.select(1)
    assert table.currentIndex().column() == 0
    _narrow(table)
    qtbot.keyClick(table, Qt.Key.Key_Down)
    assert table.current_key() == 2
    assert table.select(1)
    assert [row.id for row in table.selected_rows()] == [1]


def test_one_sorts_by_what_stepped_back_from_the_menu_of_the_heads(table: RowTable[Line]) -> None:
    asked: list[tuple[str, bool]] = []
    table.sort_requested.connect(lambda column, ascending: asked.append((column, ascending)))
    header = table.horizontalHeader()
    assert header.actions() == []
    _narrow(table)
    assert [action.text() for action in header.actions()] == ["Sort by No.", "Sort by Client"]
    header.actions()[1].trigger()
    assert asked == [("client", True)]
    table.resize(900, 300)
    assert header.actions() == []


def test_the_line_below_a_row_is_painted_and_nothing_where_all_is_there(table: RowTable[Line]) -> None:
    _narrow(table)
    picture = table.viewport().grab().toImage()
    row = table.visualRect(table.model().index(1, 1))
    ground = picture.pixelColor(row.right(), row.bottom() - 4)
    inked = sum(
        picture.pixelColor(x, y) != ground
        for x in range(10, 200)
        for y in range(row.bottom() - theme.px(20), row.bottom() - theme.px(6))
    )
    assert inked > 100


def test_a_tip_has_what_does_not_stand_there_whole(
    table: RowTable[Line], monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(QToolTip, "showText", lambda _where, words, _view: told.append(words))

    def ask(column: int) -> str:
        index = table.model().index(0, column)
        option = QStyleOptionViewItem()
        option.rect = table.visualRect(index)
        event = QHelpEvent(QEvent.Type.ToolTip, QPoint(), QPoint())
        assert table.itemDelegate().helpEvent(event, table, option, index)
        return told[-1]

    assert ask(1) == ""
    _narrow(table)
    assert ask(3) == "<qt>No.: 00001<br>Client: Piers &lt;b&gt;Abernathy&lt;/b&gt;</qt>"
    table.resize(200, 300)
    assert ask(1).startswith("<qt>Matter: Abernathy v. Coastline<br>")


def test_larger_letters_let_columns_step_back(table: RowTable[Line], qapp: QApplication) -> None:
    table.resize(560, 300)
    assert table.rows_model.back == ()
    theme.set_zoom(200)
    try:
        assert table.rows_model.back == (0, 2)
        assert table.horizontalHeader().length() <= table.viewport().width()
    finally:
        theme.set_zoom(100)


def test_a_table_that_stands_whole_grows_by_the_line(table: RowTable[Line]) -> None:
    table.stand_whole()
    low = table.height()
    _narrow(table)
    assert table.height() == low + 2 * (theme.px(53) - theme.px(32))


def _list(qtbot: QtBot, *rows: Row) -> RowList:
    made = RowList("What is owed")
    qtbot.addWidget(made)
    made.resize(900, 300)
    made.set_rows(rows)
    made.show()
    return made


def test_what_rows_say_stands_below_their_names_in_a_narrow_list(qtbot: QtBot) -> None:
    rows = _list(
        qtbot,
        Row(
            1,
            "Whitcombe",
            "Nora",
            "email",
            "Asks what happens now",
            (chips.late("3 h late"),),
            "Answer",
            "",
            True,
        ),
    )
    first = rows.model().index(0, 0)
    assert rows.rowHeight(0) == theme.px(53)
    wide = rows.button_rect(first).center().y()
    rows.resize(360, 300)
    assert rows.rowHeight(0) == theme.px(53 + 24), "one line has room for all of it"
    assert rows.button_rect(first).center().y() == wide, "the button stays beside the name"
    assert rows.more_rect(first).center().y() == wide
    acted: list[object] = []
    rows.acted.connect(acted.append)
    qtbot.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=rows.button_rect(first).center())
    assert acted == [1]
    rows.set_rows((Row(1, "Whitcombe", "Nora", "email", "Asks what happens now, and " * 9, (), "Answer"),))
    assert rows.rowHeight(0) == theme.px(53 + 42), "two lines of a long one"
    rows.set_rows((Row(1, "Whitcombe", "Nora", "email", "", (chips.late("3 h late"),), "Answer"),))
    assert rows.rowHeight(0) == theme.px(53), "where the rows say nothing, nothing steps back"


def test_short_words_keep_their_place_in_a_narrow_list(qtbot: QtBot) -> None:
    rows = _list(qtbot, Row(1, "Fees", "How much is used", "email", "1 amber"))
    rows.resize(300, 300)
    assert rows.rowHeight(0) == theme.px(53)


def test_a_list_that_stands_whole_is_as_high_as_its_rows_whatever_their_room(qtbot: QtBot) -> None:
    line = Row(1, "Whitcombe", "Nora", "email", "Asks what happens now", (chips.late("3 h late"),), "Answer")
    rows = _list(qtbot, line, line._replace(key=2))
    fitted: list[int] = []
    rows.fitted.connect(lambda: fitted.append(rows.verticalHeader().length()))
    rows.stand_whole()
    assert rows.height() == theme.px(2 * 53) + 1
    rows.resize(360, rows.height())
    assert rows.height() == theme.px(2 * (53 + 24)) + 1
    assert fitted[-1] == theme.px(2 * (53 + 24)), "who sets another height is told"
    rows.resize(900, rows.height())
    assert rows.height() == theme.px(2 * 53) + 1
    rows.set_rows((line,))
    assert rows.height() == theme.px(53) + 1
    rows.set_rows(())
    assert rows.height() == theme.px(53) + 1, "room for one, where there is none"
    theme.set_zoom(200)
    try:
        rows.set_rows((line,))
        assert rows.height() == rows.rowHeight(0) + 1
    finally:
        theme.set_zoom(100)


def test_a_list_that_stands_whole_has_at_most_so_many_rows(qtbot: QtBot) -> None:
    line = Row(1, "Whitcombe", "Nora", "email", "Asks what happens now", (chips.late("3 h late"),), "Answer")
    rows = _list(qtbot, *(line._replace(key=number) for number in range(5)))
    rows.stand_whole(3)
    assert rows.height() == theme.px(3 * 53) + 1
    rows.resize(360, rows.height())
    assert rows.height() == theme.px(3 * (53 + 24)) + 1


def test_headings_stay_as_high_as_they_are_when_rows_get_higher(qtbot: QtBot) -> None:
    rows = _list(qtbot)
    line = Row(1, "Whitcombe", "Nora", "email", "Asks what happens now", (chips.late("3 h late"),), "Answer")
    rows.set_groups((Group("Late", (line,)), Group("Today", (line._replace(key=2),))))
    heights = [rows.rowHeight(number) for number in (0, 2)]
    assert heights == [theme.px(26), theme.px(38)]
    rows.resize(360, 300)
    assert rows.rowHeight(1) == theme.px(53 + 24)
    assert [rows.rowHeight(number) for number in (0, 2)] == heights
