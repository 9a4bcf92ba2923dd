"""The tabs of a page stand whole beside its facts."""

from __future__ import annotations

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
