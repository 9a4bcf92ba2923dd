"""The keyboard comes from outside of a scrolled part: what gets it is seen."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLineEdit, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.kit.in_sight import bring_up

HIGH = 40


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    window.resize(200, 4 * HIGH)
    qtbot.addWidget(window)
    return window


@pytest.fixture
def area(qtbot: QtBot, window: QWidget) -> QScrollArea:
    inside = QWidget()
    lines = QVBoxLayout(inside)
    for _ in range(20):
        field = QLineEdit()
        field.setFixedHeight(HIGH)
        lines.addWidget(field)
    area = QScrollArea(window)
    area.setWidgetResizable(True)
    area.setWidget(inside)
    area.resize(window.size())
    with qtbot.waitExposed(window):
        window.show()
    return area


def test_what_is_below_is_scrolled_to(area: QScrollArea) -> None:
    last = area.findChildren(QLineEdit)[-1]
    assert last.visibleRegion().isEmpty()
    bring_up(None, last)
    assert last.visibleRegion().boundingRect().height() == HIGH


def test_what_is_seen_in_part_stays(area: QScrollArea) -> None:
    first = area.findChildren(QLineEdit)[0]
    area.verticalScrollBar().setValue(HIGH // 2)
    assert 0 < first.visibleRegion().boundingRect().height() < HIGH
    bring_up(None, first)
    assert area.verticalScrollBar().value() == HIGH // 2


def test_nothing_has_the_keyboard(area: QScrollArea) -> None:
    bring_up(area.findChildren(QLineEdit)[0], None)
    assert area.verticalScrollBar().value() == 0
