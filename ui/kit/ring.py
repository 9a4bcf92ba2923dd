"""The ring around a part that has the keyboard to be scrolled, and shows nothing of that itself: facts beside a page,
pages of paper, a text to read."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from ui.kit import paint, theme

_LEAVE = frozenset({Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason})
"""Another window or a menu has the keyboard for a while: it comes back to how it was."""


class FocusRing(QWidget):
    """Lies over ``around`` and goes with it. Who came by the mouse knows where they are, and sees no ring."""

    def __init__(self, around: QAbstractScrollArea) -> None:
        super().__init__(around)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        around.installEventFilter(self)
        theme.bus().changed.connect(self.update)
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # nothing of `self` is asked for: the last events of a window come when Python has let go of it
        if not isinstance(watched, QWidget):
            return False
        if isinstance(event, QFocusEvent) and event.reason() not in _LEAVE:
            self.setGeometry(watched.rect())
            self.raise_()
            self.setVisible(event.gotFocus() and event.reason() != Qt.FocusReason.MouseFocusReason)
        elif isinstance(event, QResizeEvent):
            self.setGeometry(watched.rect())
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint.focus_ring(painter, QRectF(self.rect()).adjusted(1, 1, -1, -1), theme.CHIP_RADIUS)
        painter.end()
