"""The grounds of a sheet: the card that it is, and the foot with its buttons."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.kit import paint, theme


class SheetCard(QWidget):
    """The white card: rounded, so it paints its own ground."""

    def paintEvent(self, event: QPaintEvent) -> None:
        now = theme.colors()
        painter = QPainter(self)
        line = now.line if now.dark or now.forced else None
        paint.rounded(painter, QRectF(self.rect()), now.pane, line, theme.DIALOG_RADIUS)
        painter.end()


class SheetFoot(QWidget):
    """The buttons, under a line."""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(0, 0, self.width(), 1, theme.colors().line)
        painter.end()
