from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFontMetrics, QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.kit import chips, theme
from ui.kit.chips import Tone, chip_size
from ui.kit.row_delegate import TIGHT, _name_end
from ui.kit.row_model import Group, Row
from ui.kit.rows import RowList

GROUPS = [
    Group(
        "Late",
        (Row(1, "Whitcombe", "Nora", "email", "Asked", (chips.late("3 h late"),), "Answer"),),
        Tone.LATE,
    ),
    Group("Nothing here", ()),
    Group(
        "Today", (Row(2, "Delacroix", "Luz", "court", "Tell her", (), "Log call"), Row(3, "Rowe", "Tamsin"))
    ),
]


@pytest.fixture
def rows(qtbot: QtBot) -> RowList:
    made = RowList("What is owed")
    qtbot.addWidget(made)
    made.resize(1000, 600)
    made.set_groups(GROUPS)
    made.show()
    made.activateWindow()
    made.setFocus()
    return made


def test_groups_have_a_heading_with_their_number_and_empty_ones_none(rows: RowList) -> None:
    said = [rows.model().index(line, 0).data() for line in range(rows.model().rowCount())]
    assert said[0] == "Late, 1"
    assert said[2] == "Today, 2"
    assert len(said) == 5
    assert rows.rowHeight(1) == theme.px(53)
    assert rows.rowHeight(0) < rows.rowHeight(2) < rows.rowHeight(1)


def test_a_row_says_everything_it_shows(rows: RowList) -> None:
    said = rows.model().index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Whitcombe. Nora. Asked. 3 h late. Enter: Answer"


def test_home_and_end_are_the_first_and_the_last_row(rows: RowList, qtbot: QtBot) -> None:
    rows.select(2)
    qtbot.keyClick(rows, Qt.Key.Key_Home)
    assert (rows.current_key(), rows.selected_keys()) == (1, [1])
    qtbot.keyClick(rows, Qt.Key.Key_End)
    assert (rows.current_key(), rows.selected_keys()) == (3, [3])


def test_rows_that_come_after_the_keyboard_are_gone_to_by_any_arrow(qtbot: QtBot) -> None:
    made = RowList("What is owed")
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    made.setFocus()
    made.set_groups(GROUPS)
    assert made.current_key() is None
    qtbot.keyClick(made, Qt.Key.Key_Down)
    assert made.current_key() == 1, "not the heading, where no key leads away from"


def test_arrows_skip_headings_and_enter_does_the_action(rows: RowList, qtbot: QtBot) -> None:
    rows.select_first()
    assert rows.current_key() == 1
    qtbot.keyClick(rows, Qt.Key.Key_Down)
    assert rows.current_key() == 2
    with qtbot.waitSignal(rows.acted) as acted:
        qtbot.keyClick(rows, Qt.Key.Key_Return)
    assert acted.args == [2]
    with qtbot.waitSignal(rows.opened) as opened:
        qtbot.keyClick(rows, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert opened.args == [2]
    qtbot.keyClick(rows, Qt.Key.Key_Down)
    with qtbot.waitSignal(rows.opened) as opened:  # no action: Enter opens
        qtbot.keyClick(rows, Qt.Key.Key_Return)
    assert opened.args == [3]


def test_the_button_is_pressed_by_the_mouse_and_only_there(rows: RowList, qtbot: QtBot) -> None:
    index = rows.model().index(1, 0)
    button = rows.button_rect(index)
    assert button.isValid()
    with qtbot.waitSignal(rows.acted) as acted:
        qtbot.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=button.center())
    assert acted.args == [1]
    heard: list[object] = []
    rows.acted.connect(heard.append)
    qtbot.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(60, button.center().y()))
    qtbot.mousePress(rows.viewport(), Qt.MouseButton.LeftButton, pos=button.center())
    qtbot.mouseRelease(rows.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(60, button.center().y()))
    assert heard == []
    with qtbot.waitSignal(rows.opened) as opened:
        qtbot.mouseDClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(60, button.center().y()))
    assert opened.args == [1]


def test_new_rows_keep_the_current_one_or_its_neighbour(rows: RowList) -> None:
    rows.select(3)
    rows.set_groups(list(reversed(GROUPS)))
    assert rows.current_key() == 3
    rows.set_groups([GROUPS[0]])
    assert rows.current_key() == 1
    rows.set_groups([])
    assert rows.current_key() is None


def test_what_is_gone_to_while_ctrl_is_held_is_selected_alone(rows: RowList, qtbot: QtBot) -> None:
    rows.select_first()
    first = rows.current_key()
    other = next(row.key for group in GROUPS for row in group.rows if row.key != first)
    qtbot.keyPress(rows, Qt.Key.Key_Control, Qt.KeyboardModifier.ControlModifier)
    assert rows.select(other)
    assert rows.selected_keys() == [other]
    rows.set_groups(GROUPS)
    assert rows.selected_keys() == [other]


def test_copy_takes_what_is_selected(rows: RowList, qtbot: QtBot) -> None:
    rows.selectAll()
    qtbot.keyClick(rows, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().split("\n")
    assert lines[0] == "Whitcombe\tNora\tAsked\t3 h late"
    assert len(lines) == 3


def test_a_hundred_thousand_rows_are_shown_without_touching_each(rows: RowList) -> None:
    asked: list[object] = []

    class Counted(Row):
        def spoken(self) -> str:
            asked.append(self.key)
            return super().spoken()

    rows.set_rows([Counted(number, f"Matter {number}", "Client") for number in range(100_000)])
    rows.scrollToBottom()
    QApplication.sendPostedEvents()
    rows.grab()
    assert rows.indexAt(QPoint(20, rows.viewport().height() - 10)).row() == 99_999
    assert len(asked) < 200


@pytest.mark.parametrize("width", [640, 1024, 1432, 1872])
def test_what_a_row_says_has_the_room_before_its_state(rows: RowList, width: int) -> None:
    """No free room between state and button while words are cut; no line beyond some 90 letters (LOOK.md)."""
    long, few = (Row(number, "Title", text="word " * 60, chips=(chips.late("13 days late"),), action=does)
                 for number, does in ((1, "Acknowledge"), (2, "Done")))  # fmt: skip
    rect = QRect(0, 0, width, theme.px(53))
    delegate = rows._delegate
    lefts = []
    for row in (long, few):
        right = delegate.button_rect(rect, row).left() - theme.px(12)
        _, text, state = delegate._columns(rect, row, right)
        lefts.append(state)
        assert state + chips_of(row) <= right, "the state stands before the button"
        assert state - text <= theme.px(620)
        free = right - state - chips_of(row)
        assert row is few or free <= theme.px(90) or state - text == theme.px(620)
    if width > 700:
        assert len(set(lefts)) == 1, "states stand under each other"


def chips_of(row: Row) -> int:
    return sum(chip_size(one).width() for one in row.chips)


def test_what_stands_under_a_name_goes_on_where_the_row_says_nothing() -> None:
    """A blank keeps the chips under each other; the room is not left empty beside words that are cut."""
    columns = (40, 300, 700)
    assert _name_end(Row(1, "Update", "due Mon, Nov 2, given Fri, Nov 6, 10:20 AM", text=" "), columns) == 700
    assert _name_end(Row(1, "Answer", "due Fri, Nov 20, 5:40 PM", text="Asks whether"), columns) == 300
    assert _name_end(Row(1, "Your file", "Somebody → Nakamura naturalization"), columns) == 700 + theme.px(12)


def test_chips_of_a_list_stand_in_one_line_however_long_one_is(rows: RowList) -> None:
    said = ("today", "13 days late, to be answered today at the latest")
    several = [
        Row(number, "Title", text="word " * 60, chips=(chips.late(words),), action="Log call")
        for number, words in enumerate(said)
    ]
    rect = QRect(0, 0, 1000, theme.px(53))

    def lefts() -> list[int]:
        right = rows._delegate.button_rect(rect, several[0]).left() - theme.px(12)
        return [rows._delegate._columns(rect, row, right)[2] for row in several]

    rows.set_rows(several)
    short, long = lefts()
    assert short == long
    rows.set_rows(several[:1])
    assert lefts()[0] > short, "where all are short, the words have the room"


def _columns(rows: RowList, row: Row) -> tuple[int, int, int]:
    delegate = rows._delegate
    rect = rows.visualRect(rows.model().index(0, 0))
    return delegate._columns(rect, row, delegate._right(rect, row))


def test_what_rows_are_called_stands_whole_where_what_they_say_leaves_room(rows: RowList) -> None:
    title, second = (
        "Einwilligung, um Rückmeldung gebeten zu werden",
        "Wem was gesagt wurde, und von wem es kam, und wann",
    )
    row = Row(1, title, second, "email", "2 open", (chips.late("3 h late"),), "Answer")
    rows.set_groups([Group("", (row,))])
    name, text, _ = _columns(rows, row)
    assert text - name - theme.px(12) >= QFontMetrics(theme.font("bold")).horizontalAdvance(title)
    assert text - name - theme.px(12) >= QFontMetrics(theme.font()).horizontalAdvance(second)


def test_what_a_row_says_does_not_give_way_to_its_second_line(rows: RowList) -> None:
    row = Row(
        1, "Whitcombe", "a second line that is long " * 4, "email", "What was said of it at length. " * 20
    )
    rows.set_groups([Group("", (row,))])
    name, text, _ = _columns(rows, row)
    before = Row(1, "Whitcombe", "Nora", "email", row.text)
    rows.set_groups([Group("", (before,))])
    assert _columns(rows, before)[:2] == (name, text)


def test_no_chip_is_cut_in_a_narrow_list(rows: RowList) -> None:
    rows.resize(720, 400)
    long = (chips.late("still owed, three days and four hours late"),)
    row = Row(1, "Acknowledgement", "due Friday", "email", "Asks what to say", long, "Show the entry")
    rows.set_groups([Group("", (row,))])
    rect = rows.visualRect(rows.model().index(0, 0))
    at = _columns(rows, row)[2]
    assert rows._delegate._right(rect, row) - at >= chip_size(long[0]).width()


def test_a_name_that_would_be_cut_has_the_line_where_the_list_is_tight(rows: RowList) -> None:
    row = Row(
        1, "Pham v. Lotus Nails and others", "since 30 October", "lock", "The insurer has written again."
    )
    for wide, folded in ((TIGHT - 80, True), (900, False)):
        rows.resize(theme.px(wide), 400)
        rows.set_groups([Group("", (row,))])
        rows.grab()
        assert bool(rows._delegate.lines) is folded, wide


def test_a_word_and_its_keys_stay_beside_the_name(rows: RowList) -> None:
    keys = (chips.plain("Ctrl+Shift+N"),)
    long, short = "A name as long as those of many clients and matters are", "Page"
    found = [
        Row(1, long, "and what is said below it", "email", short),
        Row(2, "Today", "", "email", short, keys),
    ]
    rows.resize(theme.px(520), 400)
    rows.set_groups([Group("", tuple(found))])
    rows.grab()
    assert not rows._delegate.lines, "nothing is gained by a line of its own for a word or two"
