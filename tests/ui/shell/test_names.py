"""Every control has a name for a screen reader, and only the window itself is a window."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QWidget

from ui.shell.main_window import MainWindow


def _controls(root: QWidget) -> Iterator[QWidget]:
    for widget in root.findChildren(QWidget):
        if widget.isVisibleTo(root) and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            yield widget


def _nameless(root: QWidget) -> list[str]:
    found = []
    for widget in _controls(root):
        interface = QAccessible.queryAccessibleInterface(widget)
        name = interface.text(QAccessible.Text.Name) if interface else ""
        if not name.strip():
            found.append(f"{type(widget).__name__} in {type(widget.parentWidget()).__name__}")
    return found


@pytest.mark.parametrize("page", ["today", "matters", "clients", "log", "calendar", "reports", "firm"])
def test_on_every_page(open_window: MainWindow, settle: Callable[[], None], page: str) -> None:
    open_window.navigate(page)
    settle()
    assert _nameless(open_window) == []
    shown = [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]
    assert shown == [open_window]


def test_at_the_gates(window: MainWindow, desk: object, settle: Callable[[], None]) -> None:
    assert _nameless(window) == []
    desk.names = ["Maria Ortega", "David Finch"]  # type: ignore[attr-defined] # the made-up desk
    window.gates.show()
    assert _nameless(window) == []
    window.gates._show_recover()
    assert _nameless(window) == []
    desk.is_there = False  # type: ignore[attr-defined] # as above
    window.gates.show()
    settle()
    assert _nameless(window) == []


def test_tab_reaches_every_control_of_the_unlock_page(window: MainWindow) -> None:
    first = QApplication.focusWidget()
    assert first is not None
    reached = [first]
    for _ in range(40):
        window.focusNextChild()
        here = QApplication.focusWidget()
        assert here is not None
        if here is first:
            break
        reached.append(here)
    assert set(_controls(window)) <= set(reached)
