"""Whatever lies over the window goes at the lock: a drag, a menu, a list that fell open, a dialog, a tip."""

from __future__ import annotations

import sys
from contextlib import ExitStack

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QDrag, QKeyEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget


def uncover(window: QWidget) -> None:
    """Leave nothing on the screen but main windows; nobody is asked, and nobody's refusal counts.

    Nested event loops (a menu's `exec`, a drag) end by themselves when their widget is hidden. What was asked by a
    dialog is not answered: its signals are blocked, for those who would hear them go as well.
    """
    with ExitStack() as steps:
        for widget in QApplication.topLevelWidgets():
            if widget is not window and not isinstance(widget, QMainWindow):
                steps.callback(_drop, widget)
        steps.callback(_close_popups)
        steps.callback(_end_drag)


def _end_drag() -> None:
    """Windows lets a drag be cancelled; elsewhere Qt listens for Escape while one is under way, and nobody else gets
    this one. macOS ends its drags itself when the button is let go."""
    if sys.platform == "win32":
        QDrag.cancel()
        return
    nobody = QObject()
    escape = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
    QCoreApplication.sendEvent(nobody, escape)


def _close_popups() -> None:
    """The newest first, as Qt stacks them."""
    for _ in range(100):  # a popup that will not go must not hold up the lock
        popup = QApplication.activePopupWidget()
        if popup is None:
            return
        popup.hide()


def _drop(widget: QWidget) -> None:
    if not shiboken6.isValid(widget) or widget.isHidden():
        return  # a list that fell open and is closed belongs to its field, and goes with it
    has_owner = widget.parentWidget() is not None
    widget.blockSignals(True)
    widget.hide()
    if has_owner:
        widget.deleteLater()
    else:
        widget.close()
        widget.blockSignals(False)
