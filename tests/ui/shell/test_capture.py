"""Which windows are kept from those who capture the screen; the system's own call can only be tried on Windows."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from ui.kit import machine
from ui.shell.capture import ANYBODY, NOBODY, CaptureShield

Told = dict[int, int]


@pytest.fixture
def told(qapp: QApplication) -> Iterator[Told]:
    """What each window's handle was told last."""
    found: Told = {}
    shield = CaptureShield(qapp, lambda handle, affinity: found.update({handle: affinity}))
    yield found
    qapp.removeEventFilter(shield)
    shield.deleteLater()


def test_each_window_that_is_shown_is_kept_from_captures(told: Told, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    QLabel("Nora", window)
    window.show()
    dialog = QDialog(window)
    dialog.open()
    assert told[int(window.winId())] == NOBODY
    assert told[int(dialog.winId())] == NOBODY
    assert len(told) == 2, "parts of a window are not windows"


def test_the_setting_takes_effect_at_once_and_both_ways(told: Told, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    machine.rules().put(machine.MAY_CAPTURE, True)
    assert told[int(window.winId())] == ANYBODY
    machine.rules().put(machine.MAY_CAPTURE, False)
    assert told[int(window.winId())] == NOBODY
