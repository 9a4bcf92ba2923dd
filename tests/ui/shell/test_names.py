"""The window and its gates as who hears them or has only a keyboard meets them; and only the window itself is a window.

What the pages of a firm show is walked through in `tests/ui/test_everybody.py`.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui import walk
from ui.shell.main_window import MainWindow


@pytest.mark.parametrize("page", ["today", "matters", "clients", "log", "calendar", "reports", "firm"])
def test_on_every_page(open_window: MainWindow, settle: Callable[[], None], page: str) -> None:
    open_window.navigate(page)
    settle()
    assert walk.nameless(open_window) == []
    shown = [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]
    assert shown == [open_window]


def test_at_the_gates(window: MainWindow, desk: object, settle: Callable[[], None], qtbot: QtBot) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=20_000)
    settle()
    assert walk.troubles(window) == []
    desk.names = ["Maria Ortega", "David Finch"]  # type: ignore[attr-defined] # the made-up desk
    window.gates.show()
    settle()
    assert walk.troubles(window) == []
    window.gates._show_recover()
    settle()
    assert walk.troubles(window) == []
    window.gates.show_restore()
    settle()
    assert walk.troubles(window) == []
    desk.is_there = False  # type: ignore[attr-defined] # as above
    window.gates.show()
    settle()
    assert walk.troubles(window) == []
