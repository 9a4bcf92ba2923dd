"""The caret blinks while somebody types, and stands still when nobody does."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from ui.kit import caret
from ui.kit.caret import Caret


@pytest.fixture
def watched(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[Caret]:
    monkeypatch.setattr(caret, "REST_AFTER", 10)
    made = Caret(qapp)
    yield made
    made.stir()
    made.setParent(None)
    made.deleteLater()


def test_it_rests_and_the_next_letter_has_it_blink(watched: Caret, qtbot: QtBot, qapp: QApplication) -> None:
    hints, field = qapp.styleHints(), QLineEdit()
    usual = hints.cursorFlashTime()
    assert usual > 0
    qtbot.addWidget(field)
    field.show()
    field.setFocus()
    qtbot.waitUntil(lambda: hints.cursorFlashTime() == 0)
    watched._timer.setInterval(60_000)
    qtbot.keyClick(field, Qt.Key.Key_A)
    assert hints.cursorFlashTime() == usual
