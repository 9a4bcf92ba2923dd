"""Buttons that go on in the next line: none is cut, none lies on another."""

from __future__ import annotations

from itertools import combinations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.kit.buttons import Button
from ui.kit.choice import Choice
from ui.kit.flow import Flow
from ui.kit.segmented import Segmented
from ui.kit.text_field import TextField

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


@pytest.mark.parametrize("wide", [240, 420, 640, 1200])
def test_fields_share_what_their_line_leaves_and_are_never_too_narrow(qtbot: QtBot, wide: int) -> None:
    flow = Flow()
    qtbot.addWidget(flow)
    words, area, button = TextField(), Choice([(0, "Landlord and tenant")]), Button("Tick all")
    flow.add(words, share=2, least=200, most=420)
    flow.add(area, share=1, least=100)
    flow.add(button)
    flow.resize(wide, 200)
    flow.grab()
    assert 200 <= words.width() <= 420
    assert 100 <= area.width() <= max(area.sizeHint().width(), 100), "no wider than its words"
    assert button.width() == button.sizeHint().width()
    assert all(flow.rect().contains(one.geometry()) for one in (words, area, button))
    pairs = combinations((words, area, button), 2)
    assert not any(one.geometry().intersects(other.geometry()) for one, other in pairs)
    alone = area.y() > words.y()
    assert words.width() == min(420, wide) or not alone, "a field alone in its line takes all of it"


def test_a_part_that_is_taken_leaves_no_gap(qtbot: QtBot) -> None:
    _page, flow, buttons = _shown(qtbot, 1200)
    flow.take(buttons[0])
    assert buttons[0].isHidden()
    assert buttons[1].x() == 0
    flow.add(buttons[0], at=1)
    buttons[0].show()
    assert buttons[1].x() < buttons[0].x() < buttons[2].x()
