"""Whether what is being opened just now is wanted in a window of its own: by the middle button, Ctrl and a click,
Ctrl+Shift+Enter, or a menu.

    with beside.wanted():
        self.opened.emit(key)      # whoever goes to a page after it opens it in another window

It holds for what is done at once, and not for what comes of a look at the vault later: by then nobody means it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent

_depth = [0]


@contextmanager
def wanted() -> Iterator[None]:
    """What is opened within goes into a window of its own."""
    _depth[0] += 1
    try:
        yield
    finally:
        _depth[0] -= 1


def is_wanted() -> bool:
    """Asked by whoever is about to show a page."""
    return _depth[0] > 0


def asked_by_key(event: QKeyEvent) -> bool:
    """Ctrl, Shift and Enter: Enter alone and with one of the two does something else here and there."""
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    return event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and held == both


def asked_by_mouse(event: QMouseEvent, *, ctrl: bool = False) -> bool:
    """The middle button; with ``ctrl`` the left one and Ctrl (macOS: Cmd), too, where that chooses nothing."""
    held = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
    return event.button() == Qt.MouseButton.MiddleButton or (
        ctrl and held and event.button() == Qt.MouseButton.LeftButton
    )
