"""A window laid out from right to left: what we paint lies as in a mirror, words and signs stand upright in it, and the
mouse finds what it sees."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QTextTable
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMenu, QStyle, QWidget
from pytestqt.qtbot import QtBot

import ui
from app.wording.differences import Pair
from ui.kit import chips, icons, paint, theme
from ui.kit.arrows import across, pointing
from ui.kit.banner import Banner
from ui.kit.buttons import Button
from ui.kit.chip_line import ChipLine
from ui.kit.day_popup import DayPopup
from ui.kit.growing import GrowingText
from ui.kit.labels import Label
from ui.kit.menus import open_from
from ui.kit.number_field import NumberField
from ui.kit.row_model import Row
from ui.kit.rows import RowList
from ui.kit.segmented import Segmented
from ui.kit.sides import lying, set_margins
from ui.kit.spans import Block
from ui.kit.tables import Column, RowTable
from ui.kit.text_field import TextField
from ui.policies.text_view import PolicyText

_BOX = QRect(10, 10, 60, 20)
_SAME_ON_BOTH_SIDES = {
    "contactlog": {"file_sheet.py", "tells.py", "version_list.py"},
    "exchange": {"drops.py", "folder_watch.py"},
    "kit": {
        "bars.py",
        "buttons.py",
        "growing.py",
        "labels.py",
        "ring.py",
        "segmented.py",
        "sheet.py",
        "sheet_card.py",
        "typeahead.py",
    },
    "settings": {"letter_preview.py", "logo_field.py"},
    "shell": {"gate.py", "sample_band.py"},
    "updates": {"piece_list.py"},
}
"""Pictures, paper, and what has no left and right, or turns itself."""


@pytest.fixture
def leftward(qapp: QApplication) -> Iterator[None]:
    """What is made in the meantime is laid out from right to left."""
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    yield
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def painted(draw: Callable[[QPainter], object], *, leftward: bool) -> QImage:
    """A white paper of 100 by 40 with something on it."""
    made = QImage(100, 40, QImage.Format.Format_RGB32)
    made.fill(Qt.GlobalColor.white)
    painter = QPainter(made)
    lies = Qt.LayoutDirection.RightToLeft if leftward else Qt.LayoutDirection.LeftToRight
    painter.setLayoutDirection(lies)
    paint.turn(painter, made.rect())
    draw(painter)
    painter.end()
    return made


def seen(widget: QWidget) -> QImage:
    return widget.grab().toImage()


def ink_of(image: QImage, rect: QRect) -> int:
    """How many dots are not of the colour of the first."""
    ground = image.pixelColor(rect.topLeft())
    places = [
        (x, y) for x in range(rect.left(), rect.right() + 1) for y in range(rect.top(), rect.bottom() + 1)
    ]
    return sum(image.pixelColor(x, y) != ground for x, y in places)


def alike(one: QImage, other: QImage) -> bool:
    """But for the shades at the edge of a line."""
    places = [(x, y) for x in range(one.width()) for y in range(one.height())]
    return all(abs(one.pixelColor(*at).lightness() - other.pixelColor(*at).lightness()) < 40 for at in places)


def test_a_drawing_lies_as_in_a_mirror() -> None:
    def draw(painter: QPainter) -> None:
        painter.fillRect(_BOX, QColor("black"))

    before, after = (painted(draw, leftward=lies) for lies in (False, True))
    assert after == before.flipped(Qt.Orientation.Horizontal)
    assert after != before


def test_words_signs_and_icons_stand_upright_where_the_mirror_puts_them() -> None:
    black = QColor("black")
    drawings: list[Callable[[QPainter], object]] = [
        lambda painter: paint.text(painter, _BOX, "RFL", black, theme.font(), Qt.AlignmentFlag.AlignHCenter),
        lambda painter: paint.shape(painter, _BOX.toRectF(), paint.Shape.DONE, black),
        lambda painter: icons.draw(painter, QRect(10, 10, 20, 20), "phone", black),
    ]
    for draw, wide in zip(drawings, (60, 60, 20), strict=True):
        before, after = (painted(draw, leftward=lies) for lies in (False, True))
        there = before.copy(10, 10, wide, 20)
        assert after.copy(100 - 10 - wide, 10, wide, 20) == there
        assert there != there.flipped(Qt.Orientation.Horizontal), "else nothing is shown by it"


def test_an_icon_that_means_a_way_points_the_other_way() -> None:
    def draw(painter: QPainter) -> None:
        icons.draw(painter, QRect(10, 10, 20, 20), "chevron-right", QColor("black"))

    before, after = (painted(draw, leftward=lies) for lies in (False, True))
    assert alike(after, before.flipped(Qt.Orientation.Horizontal))
    assert not alike(after.copy(70, 10, 20, 20), before.copy(10, 10, 20, 20))


def test_words_begin_at_the_right() -> None:
    def draw(painter: QPainter) -> None:
        paint.text(painter, QRect(0, 0, 100, 40), "No", QColor("black"), theme.font())

    left, right = QRect(0, 0, 40, 40), QRect(60, 0, 40, 40)
    for lies, full, empty in ((False, left, right), (True, right, left)):
        image = painted(draw, leftward=lies)
        assert ink_of(image, full) > 0
        assert ink_of(image, empty) == 0


def test_wrapped_words_begin_at_the_right_and_so_does_a_last_line_that_is_cut() -> None:
    def draw(painter: QPainter) -> None:
        Block("a b c d e f g h i j k l m n o p q r s t u v w x y z " * 3, 90, most_lines=2).draw(
            painter, 0, 0
        )

    image = painted(draw, leftward=True)
    assert ink_of(image, QRect(90, 0, 10, 18)) > 0
    assert ink_of(image, QRect(90, 20, 10, 18)) > 0


def test_a_chip_has_its_sign_at_the_right(leftward: None, qtbot: QtBot) -> None:
    line = ChipLine([chips.late("3 days late")])
    qtbot.addWidget(line)
    line.resize(300, 20)
    ink = chips.tone_ink(chips.Tone.LATE)
    middle = theme.px(7) + theme.px(5)
    assert seen(line).pixelColor(300 - 1 - middle, 10) == ink
    line.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    assert seen(line).pixelColor(middle, 10) == ink


def test_the_action_of_a_row_is_at_the_left_and_is_pressed_there(leftward: None, qtbot: QtBot) -> None:
    rows = RowList("What is owed")
    qtbot.addWidget(rows)
    rows.resize(1000, 300)
    rows.set_rows([Row(1, "Whitcombe", "Nora", "email", "Asked", (), "Answer", more=True)])
    rows.show()
    index = rows.model().index(0, 0)
    button, more = rows.button_rect(index), rows.more_rect(index)
    assert 0 < button.left() < button.right() < more.left() < rows.width() / 2
    heard: list[object] = []
    rows.acted.connect(heard.append)
    other_end = QPoint(rows.viewport().width() - button.center().x(), button.center().y())
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=other_end)
    assert heard == []
    with qtbot.waitSignal(rows.acted) as acted:
        QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=button.center())
    assert acted.args == [1]


def test_a_cell_of_a_table_is_read_from_the_right(leftward: None, qtbot: QtBot) -> None:
    table = RowTable([Column[str]("name", "Name", lambda row: row)], name="Names", key=lambda row: row)
    qtbot.addWidget(table)
    table.resize(400, 200)
    table.set_rows(["Ann"])
    table.show()
    cell = table.visualRect(table.rows_model.index(0, 0))
    image = table.viewport().grab().toImage()
    half = QRect(cell.left() + 4, cell.top() + 4, cell.width() // 2 - 4, cell.height() - 10)
    assert ink_of(image, half.translated(cell.width() // 2, 0)) > 0
    assert ink_of(image, half) == 0


def test_what_is_placed_by_hand_stands_at_the_other_end(leftward: None, qtbot: QtBot) -> None:
    banner = Banner("Backups are on this computer only.")
    qtbot.addWidget(banner)
    banner.resize(600, 40)
    banner.set_link("Choose", lambda: None)
    assert banner._link is not None
    assert banner._link.geometry().right() < 300


def test_arrow_keys_and_drawn_arrows_lead_where_one_reads_on(leftward: None, qtbot: QtBot) -> None:
    field = Segmented([(1, "One"), (2, "Two"), (3, "Three")])
    qtbot.addWidget(field)
    assert (across(field, Qt.Key.Key_Left), across(field, Qt.Key.Key_Right)) == (1, -1)
    assert across(field, Qt.Key.Key_Up) == 0
    assert pointing(field, "→ Friday")[1] == "←"
    assert "Friday" in pointing(field, "→ Friday")
    field.show()
    QTest.keyClick(field._group.button(0), Qt.Key.Key_Left)
    assert field.value() == 2
    field.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    assert pointing(field, "→ Friday") == "→ Friday"
    assert across(field, Qt.Key.Key_Right) == 1


def test_the_month_under_a_field_is_clicked_where_its_days_are_seen(leftward: None, qtbot: QtBot) -> None:
    from datetime import date

    window = QWidget()
    qtbot.addWidget(window)
    window.resize(600, 600)
    field = TextField(parent=window)
    popup = DayPopup(field)
    window.show()
    popup.show_day(date(2026, 11, 23))
    day, box = next(iter(popup._cells()))
    assert popup.width() - box.right() < box.left() or paint.seen_in(popup, box).left() > popup.width() / 2
    with qtbot.waitSignal(popup.picked) as picked:
        QTest.mouseClick(popup, Qt.MouseButton.LeftButton, pos=paint.seen_in(popup, box).center())
    assert picked.args == [day]
    with qtbot.waitSignal(popup.turned) as turned:
        QTest.mouseClick(popup, Qt.MouseButton.LeftButton, pos=QPoint(10, 10))
    assert turned.args == [1], "at the left it goes on"


_LIES = (
    Qt.LayoutDirection.LeftToRight,
    Qt.LayoutDirection.RightToLeft,
    Qt.LayoutDirection.LayoutDirectionAuto,
)


@pytest.mark.parametrize("lies", _LIES)
def test_what_lies_where_is_as_qt_has_it(lies: Qt.LayoutDirection, qtbot: QtBot) -> None:
    """We reckon it ourselves, for the window starts sooner without `QStyle`."""
    flag = Qt.AlignmentFlag
    across = (flag(0), flag.AlignLeft, flag.AlignRight, flag.AlignHCenter, flag.AlignJustify)
    for one in across:
        for more in (flag(0), flag.AlignVCenter, flag.AlignAbsolute):
            assert lying(lies, one | more) == QStyle.visualAlignment(lies, one | more)
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.resize(101, 40)
    widget.setLayoutDirection(lies)
    seen = widget.layoutDirection()
    point, rect = QPoint(7, 9), QRect(3, 4, 31, 12)
    assert paint.seen_at(widget, point) == QStyle.visualPos(seen, widget.rect(), point)
    assert paint.seen_in(widget, rect) == QStyle.visualRect(seen, widget.rect(), rect)


def test_words_in_fields_begin_at_the_right_whatever_their_letters(leftward: None, qtbot: QtBot) -> None:
    far = Qt.AlignmentFlag.AlignRight
    line, number, text = TextField(text="Ann"), NumberField(), GrowingText()
    text.setText("Called her, and she said")
    for one in (line, number, text):
        qtbot.addWidget(one)
    assert line.alignment() & far
    assert number.alignment() & far
    assert text.document().defaultTextOption().alignment() & far
    text.resize(300, 120)
    text.show()
    inside = text.viewport().geometry()
    assert text.width() - 1 - inside.right() > inside.left(), "more room before the words than behind them"
    text.resize(90, 120)
    assert text.horizontalScrollBar().value() == text.horizontalScrollBar().maximum(), "its beginning is seen"
    for wrap in (False, True):
        label = Label("Ann", wrap=wrap)
        qtbot.addWidget(label)
        label.resize(200, 20)
        image = seen(label)
        assert ink_of(image, QRect(100, 0, 100, 20)) > 0
        assert ink_of(image, QRect(0, 0, 100, 20)) == 0


def test_room_kept_free_and_margins_change_sides(leftward: None, qtbot: QtBot) -> None:
    field = TextField()
    qtbot.addWidget(field)
    field.set_room(30, 6)
    assert (field.textMargins().left(), field.textMargins().right()) == (6, 30)
    layout = QHBoxLayout()
    set_margins(layout, 20, 1, 4, 2)
    around = layout.contentsMargins()
    assert (around.left(), around.top(), around.right(), around.bottom()) == (4, 1, 20, 2)
    row = QWidget()
    qtbot.addWidget(row)
    row.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    set_margins(QHBoxLayout(row), 20, 1, 4, 2)
    assert row.layout().contentsMargins().left() == 20


def test_a_menu_is_level_with_the_end_of_its_button_at_which_one_begins_to_read(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QPoint] = []
    monkeypatch.setattr(QMenu, "popup", lambda _, at: opened.append(at))
    button = Button("More…")
    qtbot.addWidget(button)
    menu = QMenu(button)
    menu.addAction("One thing that can be done")
    open_from(menu, button)
    button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    open_from(menu, button)
    under = button.mapToGlobal(QPoint(0, button.height()))
    assert opened == [under, under + QPoint(button.width() - menu.sizeHint().width(), 0)]


def test_the_older_of_two_versions_is_read_first(leftward: None, qtbot: QtBot) -> None:
    text = PolicyText("Versions")
    qtbot.addWidget(text)
    text.show_pairs([Pair("every third time", "every second time")], "Version 1", "Version 2")
    table = text.document().rootFrame().childFrames()[0]
    assert isinstance(table, QTextTable)
    heads = [table.cellAt(0, column).firstCursorPosition().block().text() for column in (0, 1)]
    assert heads == ["Version 2", "Version 1"], "its columns stand from left to right"


def test_whoever_paints_a_widget_begins_with_the_painter_that_turns() -> None:
    """`paint.begin`, but for what has no sides: a new drawing is mirrored without anybody thinking of it."""
    bare = re.compile(r"QPainter\(self\)")
    found: dict[str, set[str]] = {}
    for path in Path(ui.__file__).parent.glob("*/*.py"):
        if bare.search(path.read_text(encoding="utf-8")):
            found.setdefault(path.parent.name, set()).add(path.name)
    assert found == _SAME_ON_BOTH_SIDES
