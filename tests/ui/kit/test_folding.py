"""A list that folds into a drop-down: reckoned from the size of the text, the same rows, the same choice."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from ui.kit import chips, theme
from ui.kit.folding import NARROW, Folding
from ui.kit.row_model import Group, Row
from ui.kit.rows import RowList

GROUPS = [
    Group("", (Row(1, "Keys"), Row(2, "Response times", chips=(chips.todo("3 to acknowledge"),)))),
    Group("Ended", (Row(3, "Telex"),)),
]


@pytest.fixture(autouse=True)
def usual_size() -> Iterator[None]:
    yield
    theme.set_zoom(100)


@pytest.fixture
def folding(qtbot: QtBot) -> Folding:
    made = Folding(RowList("Policies"), QPushButton("What it says"))
    qtbot.addWidget(made)
    made.resize(theme.px(NARROW) + 100, 400)
    made.show()
    qtbot.waitExposed(made)
    made._rows.set_groups(GROUPS)
    made._rows.select_first()
    return made


def test_beside_each_other_where_there_is_room_and_folded_where_there_is_none(folding: Folding) -> None:
    assert folding._rows.isVisible()
    assert not folding.choice.isVisible()
    assert folding._rows.geometry().right() < folding._right.x()
    folding.resize(theme.px(NARROW) - 1, 400)
    assert folding.is_folded
    assert not folding._rows.isVisible()
    assert folding.choice.geometry().bottom() < folding._right.y()


def test_larger_text_folds_it_and_smaller_text_unfolds_it(folding: Folding) -> None:
    theme.set_zoom(200)
    assert folding.is_folded
    theme.set_zoom(100)
    assert folding._rows.isVisible()


def test_the_drop_down_says_group_and_state_and_chooses_in_the_list(folding: Folding) -> None:
    folding.resize(300, 400)
    said = [folding.choice.itemText(n) for n in range(folding.choice.count())]
    assert said == ["Keys", "Response times · 3 to acknowledge", "Telex · Ended"]
    folding.choice.setFocus()
    QTest.keyClick(folding.choice, Qt.Key.Key_Down)
    assert folding._rows.current_key() == 2


def test_the_drop_down_follows_the_list(folding: Folding) -> None:
    folding._rows.select(3)
    assert folding.choice.value() == 3
    folding._rows.set_groups(GROUPS[:1])
    assert folding.choice.value() == folding._rows.current_key()


def test_the_keyboard_stays_with_the_choice_when_it_folds(folding: Folding) -> None:
    folding.window().activateWindow()
    folding.focus_list()
    folding.resize(300, 400)
    assert folding.choice.hasFocus()
    folding.resize(theme.px(NARROW) + 100, 400)
    assert folding._rows.hasFocus()
