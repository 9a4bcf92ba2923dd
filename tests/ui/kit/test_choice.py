"""What is typed over a drop-down is looked for as a whole, blanks and all."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.kit.choice import Choice


@pytest.fixture
def choice(qtbot: QtBot, qapp: QApplication) -> Choice[str]:
    names = ("France", "States of Elsewhere", "United Arab Emirates", "United Kingdom", "United States")
    made = Choice([(name, name) for name in names], name="Country")
    qtbot.addWidget(made)
    made.show()
    made.setFocus()
    return made


def test_a_blank_belongs_to_what_is_typed(choice: Choice[str], qtbot: QtBot) -> None:
    qtbot.keyClicks(choice, "united s")
    assert choice.value() == "United States"
    assert not choice.view().isVisible()


def test_what_fits_nothing_leaves_the_choice_as_it_is(choice: Choice[str], qtbot: QtBot) -> None:
    qtbot.keyClicks(choice, "united q")
    assert choice.value().startswith("United")


@pytest.mark.qt_log_ignore("This plugin does not support")  # of the screenless platform
def test_a_blank_by_itself_opens_the_list(choice: Choice[str], qtbot: QtBot) -> None:
    qtbot.keyClick(choice, Qt.Key.Key_Space)
    assert choice.view().isVisible()
    choice.hidePopup()
