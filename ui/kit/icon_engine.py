"""Lets Qt's own buttons and menus draw our icons: in the theme's colour of the moment, sharp at every scale."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPixmap

from ui.kit import theme
from ui.kit.icons import draw


class ThemedEngine(QIconEngine):
    """Asks the theme for the colour each time it paints, so that a change of scheme needs no new icons."""

    def __init__(self, name: str, role: str) -> None:
        super().__init__()
        self._name, self._role = name, role

    def _color(self, mode: QIcon.Mode) -> QColor:
        now = theme.colors()
        color: QColor = now.dim if mode == QIcon.Mode.Disabled else getattr(now, self._role)
        return color

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        draw(painter, rect, self._name, self._color(mode))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)  # here the size is in pixels of the device

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        whole = size * scale
        pixmap = QPixmap(whole)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        draw(painter, QRectF(0, 0, whole.width(), whole.height()), self._name, self._color(mode))
        painter.end()
        pixmap.setDevicePixelRatio(scale)
        return pixmap

    def clone(self) -> QIconEngine:
        return ThemedEngine(self._name, self._role)
