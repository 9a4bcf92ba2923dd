"""What goes under one another where there is no room, and what goes on in the next line: reckoned from the text."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFrame, QLineEdit, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.kit import theme
from ui.kit.buttons import Button, LinkButton
from ui.kit.check import Check
from ui.kit.columns import Columns
from ui.kit.ends import Ends
from ui.kit.labelled import NARROW, Labelled
from ui.kit.labels import Label
from ui.kit.page import section

LONG = "Identity was c&hecked (called back on a number on file, or known questions)"


@pytest.fixture(autouse=True)
def usual_size() -> Iterator[None]:
    yield
    theme.set_zoom(100)


def scrolled(qtbot: QtBot, part: QWidget, wide: int) -> QScrollArea:
    """``part`` as it stands on the Firm page: it scrolls down alone."""
    area = QScrollArea()
    qtbot.addWidget(area)
    inside = QWidget()
    column = QVBoxLayout(inside)
    column.addWidget(part)
    column.addStretch(1)
    area.setWidget(inside)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.resize(wide, 400)
    area.show()
    qtbot.waitExposed(area)
    return area


def top_left(part: QWidget, inside: QWidget) -> QPoint:
    return part.mapTo(inside, QPoint(0, 0))


def test_two_columns_go_under_one_another_and_come_back(qtbot: QtBot) -> None:
    words, letter = QLineEdit(), QLineEdit()
    for field in (words, letter):
        field.setMinimumWidth(250)
    columns = Columns(words, letter, narrow=600)
    area = scrolled(qtbot, columns, 800)
    assert words.y() == letter.y()
    area.resize(400, 400)
    qtbot.waitUntil(lambda: letter.y() > words.geometry().bottom())
    assert area.horizontalScrollBar().maximum() == 0
    area.resize(800, 400)
    qtbot.waitUntil(lambda: words.y() == letter.y())
    theme.set_zoom(200)
    assert columns.is_narrow, "larger text needs more room"


def test_labels_stand_above_where_there_is_no_room_beside(qtbot: QtBot) -> None:
    folder, link = Label("somewhere", wrap=True), LinkButton("Show")
    field = QLineEdit()
    field.setMinimumWidth(200)
    lines = Labelled()
    lines.add("Where the folder is", folder, after=link)
    lines.add("Name", field)
    area = scrolled(qtbot, lines, 700)
    labels = [one for one in lines.findChildren(Label) if one is not folder]
    assert all(one.x() < folder.x() for one in labels)
    assert link.geometry().left() > folder.geometry().left()
    area.resize(NARROW // 2, 400)
    qtbot.waitUntil(lambda: labels[0].geometry().bottom() <= folder.y())
    assert lines.is_narrow
    assert area.horizontalScrollBar().maximum() == 0
    assert labels[1].geometry().bottom() <= field.y()
    folder.setText("a folder that is far away, and whose name does not end before the line does")
    qtbot.waitUntil(
        lambda: folder.height() == folder.heightForWidth(folder.width()) > 2 * theme.line_height() - 8
    )
    area.resize(700, 400)
    qtbot.waitUntil(lambda: labels[1].geometry().right() < field.x())


def test_what_can_be_done_stands_at_the_other_end_or_below(qtbot: QtBot) -> None:
    name, change = section("Opening hours"), Button("Change hours…")
    usual = LinkButton("Back to the usual hours")
    ends = Ends(name, usual, change)
    area = scrolled(qtbot, ends, 700)
    assert top_left(change, ends).y() < name.height()
    assert name.x() == 0
    assert top_left(change, ends).x() + change.width() == ends.width()
    area.resize(260, 400)
    qtbot.waitUntil(lambda: top_left(change, ends).y() > name.geometry().bottom())
    assert change.width() >= change.sizeHint().width()
    assert area.horizontalScrollBar().maximum() == 0


@pytest.mark.parametrize("direction", list(Qt.LayoutDirection)[:2])
def test_words_beside_a_box_wrap_and_a_click_on_the_last_line_ticks_it(
    qtbot: QtBot, direction: Qt.LayoutDirection
) -> None:
    box = Check(LONG)
    area = scrolled(qtbot, box, 900)
    box.setLayoutDirection(direction)
    one_line = box.height()
    area.resize(260, 400)
    qtbot.waitUntil(lambda: box.height() > 2 * one_line)
    assert box.is_wrapped
    assert area.horizontalScrollBar().maximum() == 0
    QTest.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(box.width() // 2, box.height() - 4))
    assert box.isChecked()
    assert not box.grab().isNull()
