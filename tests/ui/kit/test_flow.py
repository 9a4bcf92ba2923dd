"""Buttons that go on in the next line: none is cut, none lies on another."""

from __future__ import annotations

from itertools import combinations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.kit.buttons import Button
from ui.kit.flow import Flow
from ui.kit.segmented import Segmented

WORDS = ("New estimate", "Enter costs to date", "Arrangement and rates", "Concern about a bill", "Excuse")


def _shown(qtbot: QtBot, wide: int) -> tuple[QWidget, Flow, list[Button]]:
    page = QWidget()
    qtbot.addWidget(page)
    buttons = [Button(words) for words in WORDS]
    flow = Flow(buttons)
    column = QVBoxLayout(page)
    column.addWidget(flow)
    column.addStretch(1)
    page.resize(wide, 300)
    page.show()
    qtbot.waitExposed(page)
    return page, flow, buttons


@pytest.mark.parametrize("wide", [260, 420, 1200])
@pytest.mark.parametrize("direction", list(Qt.LayoutDirection)[:2])
def test_none_is_cut_and_none_lies_on_another(qtbot: QtBot, wide: int, direction: Qt.LayoutDirection) -> None:
    page, flow, buttons = _shown(qtbot, wide)
    page.setLayoutDirection(direction)
    for button in buttons:
        assert button.width() >= button.sizeHint().width()
        assert flow.rect().contains(button.geometry())
    assert not any(one.geometry().intersects(other.geometry()) for one, other in combinations(buttons, 2))


def test_what_is_hidden_takes_no_room(qtbot: QtBot) -> None:
    _page, flow, buttons = _shown(qtbot, 1200)
    before = buttons[2].x()
    buttons[1].hide()
    assert buttons[2].x() < before
    assert flow.sizeHint().width() < 1200
    buttons[1].show()
    assert buttons[2].x() == before


def test_a_part_that_says_more_gets_the_room_for_it(qtbot: QtBot) -> None:
    _page, _flow, buttons = _shown(qtbot, 1200)
    buttons[4].setText("Excuse until somebody has answered")
    buttons[4].updateGeometry()
    qtbot.waitUntil(lambda: buttons[4].width() == buttons[4].sizeHint().width())


def test_a_choice_that_is_wider_than_the_line_goes_on_in_lines_of_its_own(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    choice = Segmented([(word, word) for word in WORDS])
    flow = Flow((Button("Before"), choice))
    column = QVBoxLayout(page)
    column.addWidget(flow)
    column.addStretch(1)
    page.resize(300, 400)
    page.show()
    qtbot.waitExposed(page)
    assert flow.rect().contains(choice.geometry())
    assert choice.height() == choice.heightForWidth(choice.width()) > choice.sizeHint().height()
