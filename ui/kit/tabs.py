"""The views of one page, as words over a line: Timeline, Schedule, Key dates. Never tabs inside tabs."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QTabBar, QToolButton, QVBoxLayout, QWidget

from ui.kit import paint, theme

GAP = 16
"""Pixels between two tabs: the nine of a matter stand whole beside its facts in a window of 1,280."""
GROUND = 6
"""Pixels between the line and what stands under it: a heading is not stuck to the line."""
CLOSE = 8
"""Pixels between two tabs where the usual gap would push the last out of sight."""


class TabLine(QTabBar):
    """Quiet tabs: bold and underlined is where you are. Left and right move.

    Where the words are longer than the room they move closer; arrows lead to what is out of sight even then.
    """

    def __init__(self, names: Sequence[str] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(True)
        self._is_close = False
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.setAccessibleName(self.tr("Views"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        for name in names:
            self.addTab(name)

    def tabSizeHint(self, index: int) -> QSize:
        return QSize(self._words(index) + self._gap(index), theme.px(38))

    def _words(self, index: int) -> int:
        """What the words take in bold, rounded up: of a last tab that is a part of a pixel short some would be cut."""
        return ceil(QFontMetricsF(theme.font("bold")).horizontalAdvance(self.tabText(index)))

    def _gap(self, index: int) -> int:
        """What lies between this tab and the next; nothing follows the last."""
        return theme.px(CLOSE if self._is_close else GAP) if index < self.count() - 1 else 0

    def _come_closer(self) -> None:
        """Close tabs where they do not fit otherwise, the usual gap where they do."""
        words = sum(map(self._words, range(self.count())))
        is_close = words + theme.px(GAP) * (self.count() - 1) > self.width()
        if is_close != self._is_close:
            self._is_close = is_close
            self.setIconSize(self.iconSize())  # the one call that makes a tab bar lay out its tabs anew

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._come_closer()
        super().resizeEvent(event)

    def tabInserted(self, index: int) -> None:
        super().tabInserted(index)
        self._come_closer()

    def _seen(self) -> QRect:
        """Where tabs are seen: what the arrows leave."""
        arrows = [one for one in self.findChildren(QToolButton) if not one.isHidden()]
        if not arrows:
            return self.rect()
        if self.layoutDirection() == Qt.LayoutDirection.LeftToRight:
            return self.rect().adjusted(0, 0, min(one.x() for one in arrows) - self.width(), 0)
        return self.rect().adjusted(max(one.geometry().right() + 1 for one in arrows), 0, 0, 0)

    def minimumTabSizeHint(self, index: int) -> QSize:
        return self.tabSizeHint(index)

    def paintEvent(self, event: QPaintEvent) -> None:
        now = theme.colors()
        painter = paint.begin(self)
        painter.fillRect(0, self.height() - 1, self.width(), 1, now.line)
        painter.setClipRect(paint.seen_in(self, self._seen()))
        for index in range(self.count()):
            words = paint.seen_in(self, self.tabRect(index))
            rect = words.adjusted(0, 0, -self._gap(index), 0)
            here = index == self.currentIndex()
            paint.text(
                painter,
                words,
                self.tabText(index),
                now.ink if here else now.dim,
                theme.font("bold" if here else "text"),
            )
            if here:
                painter.fillRect(QRectF(rect.left(), self.height() - 2, rect.width(), 2), now.accent)
                if self.hasFocus():
                    ring = QRectF(rect).adjusted(-5, 6, 5, -6)
                    paint.focus_ring(painter, ring, theme.CHIP_RADIUS)
        painter.end()


class Tabs(QWidget):
    """A `TabLine` over the views it chooses from. `add("Timeline", widget)`.

    It takes the height that is left and asks for none, as its views scroll: else the tallest of them, seen or not,
    would decide how high a page is.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = TabLine(parent=self)
        self.stack = QStackedWidget(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.line)
        column.addWidget(self.stack, 1)
        self.line.currentChanged.connect(self.stack.setCurrentIndex)
        self._column = column
        self._restyle()
        theme.bus().changed.connect(self._restyle)

    def _restyle(self) -> None:
        self._column.setSpacing(theme.px(GROUND))

    def hasHeightForWidth(self) -> bool:
        return False

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.minimumSizeHint().height())

    def add(self, name: str, view: QWidget) -> int:
        """One more view; the answer is its number."""
        self.stack.addWidget(view)
        return self.line.addTab(name)

    @property
    def shown(self) -> str:
        """The name of the view that is shown."""
        return self.line.tabText(self.line.currentIndex())

    def show_tab(self, name: str) -> None:
        """Go to the view called ``name``."""
        for index in range(self.line.count()):
            if self.line.tabText(index) == name:
                self.line.setCurrentIndex(index)
