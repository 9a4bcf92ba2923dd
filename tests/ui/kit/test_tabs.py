"""The tabs of a page stand whole beside its facts."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from ui.kit import theme
from ui.kit.tabs import TabLine

MATTER = (
    "Timeline",
    "Developments",
    "Schedule",
    "Key dates",
    "Follow-ups",
    "Fees",
    "People",
    "What slipped",
    "Terms & care",
)


def test_all_tabs_of_a_matter_are_seen_whichever_is_chosen(qtbot: QtBot) -> None:
    line = TabLine(MATTER)
    qtbot.addWidget(line)
    line.setFixedWidth(theme.px(736))  # what a window of 1,280 leaves beside the facts
    line.show()
    for here in (len(MATTER) - 1, 0):
        line.setCurrentIndex(here)
        assert line.tabRect(0).left() == 0
        assert line.tabRect(len(MATTER) - 1).right() < line.width()


def test_tabs_of_longer_words_come_closer_and_then_have_arrows(qtbot: QtBot) -> None:
    line = TabLine(MATTER)
    qtbot.addWidget(line)
    line.show()
    line.resize(2000, line.height())
    whole = line.tabRect(len(MATTER) - 1).right() + 1
    line.resize(whole - 40, line.height())
    assert line.tabRect(0).left() == 0
    assert line.tabRect(len(MATTER) - 1).right() < line.width()
    assert not any(arrow.isVisible() for arrow in line.findChildren(QToolButton))
    line.resize(whole // 2, line.height())
    assert any(arrow.isVisible() for arrow in line.findChildren(QToolButton))
    line.resize(whole, line.height())
    assert line.tabRect(len(MATTER) - 1).right() + 1 == whole


@pytest.mark.parametrize("names", [MATTER, ("To ask", "Answers", "Trend"), ("Queue", "Reviews"), ("Holds",)])
def test_the_last_tab_stands_whole_when_it_is_chosen(qtbot: QtBot, names: tuple[str, ...]) -> None:
    line = TabLine(names)
    qtbot.addWidget(line)
    line.resize(2000, line.height())
    room = line.tabRect(len(names) - 1).width()
    bold = QFontMetrics(theme.font("bold"))
    assert bold.elidedText(names[-1], Qt.TextElideMode.ElideRight, room) == names[-1]
