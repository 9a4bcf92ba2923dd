"""A window laid out from right to left with words of the other script in it: they run as their own letters do, and so
what ends them stands at their end; figures stand units below units."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QTreeWidgetItem, QWidget
from pytestqt.qtbot import QtBot

from ui.kit import theme
from ui.kit.arrows import pointing
from ui.kit.buttons import Button
from ui.kit.check import Check
from ui.kit.choice import Choice
from ui.kit.growing import GrowingText
from ui.kit.tables import Column, RowTable
from ui.kit.text_field import TextField
from ui.reports.many_list import TickList

LONG = "Whitcombe v. Larkspur Catering, Incorporated"


@pytest.fixture
def leftward(qapp: QApplication) -> Iterator[None]:
    """What is made in the meantime is laid out from right to left."""
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    yield
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def columns_of_ink(image: QImage, rect: QRect) -> list[int]:
    """How many dots of each column differ from the ground, without the empty ones at both ends."""
    ground = image.pixelColor(rect.topLeft()).lightness()
    found = [
        sum(
            abs(image.pixelColor(x, y).lightness() - ground) > 60
            for y in range(rect.top(), rect.bottom() + 1)
        )
        for x in range(rect.left(), rect.right() + 1)
    ]
    inked = [number for number, dots in enumerate(found) if dots]
    return found[inked[0] : inked[-1] + 1]


def ends_in_a_point(widget: QWidget, rect: QRect) -> bool:
    """Whether the last letter of the words in ``rect`` is as low as a point, and the first is not."""
    columns = columns_of_ink(widget.grab().toImage(), rect)
    return columns[-1] <= 3 < max(columns[:4])


def show(qtbot: QtBot, widget: QWidget, width: int, height: int) -> None:
    qtbot.addWidget(widget)
    widget.resize(width, height)
    widget.show()


def test_words_of_a_choice_that_are_cut_end_where_letters_were_left_out(leftward: None, qtbot: QtBot) -> None:
    choice = Choice([(1, LONG)], name="Matter")
    show(qtbot, choice, 160, 30)
    assert ends_in_a_point(choice, QRect(30, 6, 124, 18))


def test_a_box_to_tick_has_the_full_stop_behind_its_words(leftward: None, qtbot: QtBot) -> None:
    box = Check("The client heard it as it was, and hears of it now.")
    show(qtbot, box, 230, 60)
    assert box.is_wrapped
    line = box.fontMetrics().lineSpacing()
    assert ends_in_a_point(box, QRect(0, 2 + line, 206, line))


@pytest.mark.parametrize("make", [TextField, GrowingText])
def test_an_example_in_a_field_has_the_full_stop_behind_its_words(
    make: Callable[[str], QWidget], leftward: None, qtbot: QtBot
) -> None:
    field = make("Bought the lease.")
    show(qtbot, field, 260, field.sizeHint().height())
    assert ends_in_a_point(field, QRect(8, 7, 244, 16))


@pytest.mark.parametrize("lies", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_what_leads_back_points_back(lies: Qt.LayoutDirection, qtbot: QtBot) -> None:
    window = QWidget()
    window.setLayoutDirection(lies)
    back = Button(pointing(window, "‹"), parent=window)
    show(qtbot, back, 40, 30)
    image = back.grab().toImage()
    ground = image.pixelColor(8, 8).lightness()
    inked = [
        (x, y)
        for x in range(8, 32)
        for y in range(8, 23)
        if abs(image.pixelColor(x, y).lightness() - ground) > 60
    ]
    top, foot = min(y for _, y in inked), max(y for _, y in inked)
    point = [x for x, y in inked if y == (top + foot) // 2]
    end = [x for x, y in inked if y == top]
    if lies == Qt.LayoutDirection.LeftToRight:
        assert max(point) < min(end)
    else:
        assert min(point) > max(end)


def test_figures_stand_units_below_units(leftward: None, qtbot: QtBot) -> None:
    table = RowTable(
        [
            Column[str]("name", "Name", lambda row: row, stretch=1),
            Column[str]("count", "Matters", lambda _: "7", right=True, width=120),
        ],
        name="Clients",
        key=lambda row: row,
    )
    show(qtbot, table, 400, 200)
    table.set_rows(["Ann"])
    cell = table.visualRect(table.rows_model.index(0, 1))
    image = table.viewport().grab().toImage()
    half = QRect(cell.center().x(), cell.top() + 4, cell.width() // 2 - 2, cell.height() - 10)
    ground = image.pixelColor(half.topLeft())
    inked = [
        x
        for x in range(cell.left() + 2, cell.right() - 2)
        for y in range(half.top(), half.bottom())
        if image.pixelColor(x, y) != ground
    ]
    assert min(inked) > cell.center().x(), "at the right of its column, as figures are written"


def test_a_list_to_tick_cuts_its_titles_at_their_end(leftward: None, qtbot: QtBot) -> None:
    over = QWidget()
    show(qtbot, over, 500, 200)
    ticks = TickList("Matters", over)
    ticks.resize(460, 120)
    ticks.show()
    item = QTreeWidgetItem(ticks, ["00001", LONG * 2, "", "", ""])
    cell = ticks.visualItemRect(item)
    left = ticks.header().sectionViewportPosition(1)
    own = QRect(left + theme.px(6), cell.top() + 6, ticks.header().sectionSize(1) - theme.px(12), 18)
    columns = columns_of_ink(ticks.viewport().grab().toImage(), own)
    assert columns[-1] <= 3 < max(columns[:4])
