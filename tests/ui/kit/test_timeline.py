from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.kit import chips, theme
from ui.kit.spans import Block, Span, plain_text
from ui.kit.timeline import BATCH, Timeline, TimelineItem


@pytest.fixture
def timeline(qtbot: QtBot) -> Timeline:
    made = Timeline("History")
    qtbot.addWidget(made)
    made.resize(700, 500)
    made.show()
    made.activateWindow()
    made.setFocus()
    return made


def _items(count: int) -> list[TimelineItem]:
    return [
        TimelineItem(n, "Thu 19 Nov", "17:40", "email", f"Head {n}", (), "Words. " * (n % 40))
        for n in range(count)
    ]


def test_an_item_says_all_of_it(timeline: Timeline) -> None:
    body = (Span("Explained. "), Span("Decided:", bold=True), Span(" agree."))
    timeline.set_items([TimelineItem(1, "Fri", "9:00", "", "Call", (chips.done("update"),), body, "amended")])
    said = timeline.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Fri 9:00. Call. update. Explained. Decided: agree.. amended"


def test_long_words_make_a_higher_item_and_a_narrow_window_too(timeline: Timeline) -> None:
    timeline.set_items([TimelineItem(1, "Fri", body="One line."), TimelineItem(2, "Fri", body="Word " * 60)])
    QApplication.sendPostedEvents()
    heights = [timeline.visualRect(timeline.model().index(n, 0)).height() for n in range(2)]
    assert heights[1] > heights[0] >= theme.px(53)
    timeline.resize(420, 500)
    QApplication.processEvents()
    assert timeline.visualRect(timeline.model().index(1, 0)).height() > heights[1]


def test_of_any_number_those_near_are_laid_out(timeline: Timeline, monkeypatch: pytest.MonkeyPatch) -> None:
    measured: list[object] = []
    height = timeline._delegate.height
    monkeypatch.setattr(
        timeline._delegate, "height", lambda item, width: measured.append(item.key) or height(item, width)
    )
    timeline.set_items(_items(100_000))
    timeline.grab()
    assert timeline.model().rowCount() == 100_000
    assert len(measured) <= 4 * BATCH
    assert timeline.select(12_345)
    assert timeline.current_key() == 12_345
    assert not timeline.select("nobody")


def test_what_is_gone_to_while_ctrl_is_held_is_selected_alone(timeline: Timeline, qtbot: QtBot) -> None:
    timeline.set_items(_items(3))
    timeline.select(0)
    qtbot.keyPress(timeline, Qt.Key.Key_Control, Qt.KeyboardModifier.ControlModifier)
    for key in (2, 2, 1):
        assert timeline.select(key)
        assert timeline.selected_key() == key
        assert len(timeline.selectedIndexes()) == 1


def test_enter_opens_and_copy_copies(timeline: Timeline, qtbot: QtBot) -> None:
    timeline.set_items(_items(3))
    timeline.select(1)
    with qtbot.waitSignal(timeline.opened) as opened:
        qtbot.keyClick(timeline, Qt.Key.Key_Return)
    assert opened.args == [1]
    qtbot.keyClick(timeline, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "Thu 19 Nov\t17:40\tHead 1\t\tWords. \t"


def test_markup_stays_what_was_typed(qapp: QApplication) -> None:
    assert plain_text((Span("<b>bold</b> "), Span("& more"))) == "<b>bold</b> & more"
    wide = Block("<b>x</b>", 400)
    assert wide.height == Block("anything", 400).height


def test_a_block_is_cut_at_its_most_lines(qapp: QApplication) -> None:
    words = "A sentence that goes on. " * 40
    one, two, all_ = (Block(words, 300, most_lines=most).height for most in (1, 2, 0))
    assert two == 2 * one
    assert all_ > two
