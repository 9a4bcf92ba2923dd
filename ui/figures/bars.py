"""Bars of a chart on the screen: full, light, striped, each with an outline, so that colours do not matter."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QPainter, QPen

from app.figures.drawing import Block
from ui.kit import theme


def paint_bar(painter: QPainter, block: Block) -> None:
    """The first series is full, the second light, the third striped."""
    now = theme.colors()
    rect = QRectF(block.x, block.y, block.width, block.height)
    stripes = QBrush(now.accent, Qt.BrushStyle.BDiagPattern)
    fills = (QBrush(now.accent), QBrush(now.accent_ground), stripes)
    painter.fillRect(rect, fills[block.series % len(fills)])
    painter.setPen(QPen(now.accent, 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(rect)
