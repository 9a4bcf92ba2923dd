"""What every line of the navigation column is: a button that is quiet until the mouse or the keyboard is on it."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QFontMetrics, QPainter
from PySide6.QtWidgets import QAbstractButton, QMenu, QSizePolicy, QWidget

from ui.kit import paint, theme

MOST = 240
"""Pixels that a list of such buttons takes at most: words beyond are elided."""


def list_width(names: Iterable[str], *, beside: int, least: int) -> int:
    """How wide a list of ``names`` is, so that the longest stands whole: with ``beside`` around the words, not under
    ``least`` (both in pixels of the drawings)."""
    bold = QFontMetrics(theme.font("bold"))
    longest = max((bold.horizontalAdvance(name) for name in names), default=0)
    return min(max(theme.px(least), longest + theme.px(beside)), theme.px(MOST))


class QuietButton(QAbstractButton):
    """As wide as the column. What it says is painted by who derives from it."""

    HIGH = 30

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(171), theme.px(self.HIGH))

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self.update()
        super().leaveEvent(event)

    def _paint_focus(self, painter: QPainter) -> None:
        if self.hasFocus():
            now = theme.colors()
            seen = now.selection_ink if self.isChecked() and now.forced else None
            paint.focus_ring(painter, QRectF(self.rect()).adjusted(1, 1, -1, -1), theme.RADIUS, seen)


class QuietMenuButton(QuietButton):
    """One that opens a menu."""

    def __init__(self, menu_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.menu = QMenu(self)
        self.menu.setToolTipsVisible(True)
        self.menu.setAccessibleName(menu_name)

    @property
    def pointed_at(self) -> bool:
        """Whether the mouse is on it, or its menu is open."""
        return self.underMouse() or self.menu.isVisible()

    def _paint_ground(self, painter: QPainter) -> None:
        if self.pointed_at:
            paint.rounded(painter, QRectF(self.rect()), theme.colors().page, None, theme.RADIUS)
