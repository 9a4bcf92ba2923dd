"""The tabs of a page stand whole beside its facts."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QMenu
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


def shown(line: TabLine) -> list[str]:
    """The tabs that stand on the line."""
    return [line.tabText(index) for index in range(line.count()) if line.isTabVisible(index)]


def narrow(qtbot: QtBot, share: float) -> TabLine:
    """The tabs of a matter in a ``share`` of the width that they take."""
    line = TabLine(MATTER)
    qtbot.addWidget(line)
    line.show()
    line.resize(2000, line.height())
    line.resize(int((line.tabRect(len(MATTER) - 1).right() + 1) * share), line.height())
    return line


def test_tabs_of_longer_words_come_closer_and_then_the_last_go_into_a_menu(qtbot: QtBot) -> None:
    line = narrow(qtbot, 1)
    whole = line.width()
    line.resize(whole - 40, line.height())
    assert line.tabRect(0).left() == 0
    assert line.tabRect(len(MATTER) - 1).right() < line.width()
    assert line.more.isHidden()
    line.resize(whole // 2, line.height())
    assert line.more.isVisible()
    count = len(shown(line))
    assert 2 <= count < len(MATTER)
    assert shown(line) == list(MATTER[:count])
    assert line.in_menu() == list(range(count, len(MATTER)))
    assert line.tabRect(count - 1).right() < line.more.x()
    assert line.more.geometry().right() < line.width()
    line.resize(whole, line.height())
    assert line.more.isHidden()
    assert line.tabRect(len(MATTER) - 1).right() + 1 == whole


def test_the_view_that_is_shown_stands_on_the_line_wherever_it_is(qtbot: QtBot) -> None:
    line = narrow(qtbot, 0.5)
    line.setFocus()
    walked = [line.currentIndex()]
    for _ in MATTER[1:]:
        qtbot.keyClick(line, Qt.Key.Key_Right)
        walked.append(line.currentIndex())
        assert MATTER[line.currentIndex()] in shown(line)
        assert line.tabRect(line.currentIndex()).right() < line.more.x() < line.width()
    assert walked == list(range(len(MATTER)))


def test_the_menu_leads_to_the_others_and_gives_the_keyboard_back(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = narrow(qtbot, 0.4)
    last = line.count() - 1
    line.more.setFocus()
    opened: list[QMenu] = []
    monkeypatch.setattr(QMenu, "popup", lambda menu, at: opened.append(menu))
    qtbot.keyClick(line.more, Qt.Key.Key_Down)
    (menu,) = opened
    assert [action.text() for action in menu.actions()] == [
        line.tabText(n).replace("&", "&&") for n in line.in_menu()
    ]
    menu.actions()[-1].trigger()
    assert line.currentIndex() == last
    assert line.tabText(last) in shown(line)
    assert len(line.in_menu()) == len(MATTER) - len(shown(line)) > 0


def test_from_right_to_left_the_menu_stands_left_of_the_tabs(qtbot: QtBot) -> None:
    line = TabLine(MATTER)
    line.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    qtbot.addWidget(line)
    line.show()
    line.resize(400, line.height())
    last = max(index for index in range(line.count()) if line.isTabVisible(index))
    assert 0 <= line.more.x() <= line.more.geometry().right() < line.tabRect(last).left()


@pytest.mark.parametrize("names", [MATTER, ("To ask", "Answers", "Trend"), ("Queue", "Reviews"), ("Holds",)])
def test_the_last_tab_stands_whole_when_it_is_chosen(qtbot: QtBot, names: tuple[str, ...]) -> None:
    line = TabLine(names)
    qtbot.addWidget(line)
    line.resize(2000, line.height())
    room = line.tabRect(len(names) - 1).width()
    bold = QFontMetrics(theme.font("bold"))
    assert bold.elidedText(names[-1], Qt.TextElideMode.ElideRight, room) == names[-1]
