"""How the composer uses the room it has: side by side where the window is wide, else one under the other."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui.kit import theme
from ui.kit.flow import Flow
from ui.kit.sides import set_margins

WIDE = 900
"""Pixels of the sheet from which on the page stands beside the words."""
_LEAST = 260


class Room(QWidget):
    """``words`` scroll by themselves with ``beneath`` under them; ``page`` is beside or under them."""

    def __init__(self, words: QWidget, beneath: QWidget, page: QWidget) -> None:
        super().__init__()
        self._page = page
        self.left = QScrollArea()
        self.left.setWidgetResizable(True)
        self.left.setFrameShape(QFrame.Shape.NoFrame)
        self.left.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.left.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.left.viewport().setAutoFillBackground(False)
        inner = QWidget()
        inner.setAutoFillBackground(False)
        column = QVBoxLayout(inner)
        set_margins(column, 0, 0, theme.px(10), 0)
        column.addWidget(words)
        column.addStretch(1)
        self.left.setWidget(inner)
        under = QVBoxLayout()
        under.setSpacing(theme.px(8))
        under.addWidget(self.left, 1)
        under.addWidget(beneath)
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._across.setContentsMargins(0, 0, 0, 0)
        self._across.addLayout(under, 1)
        self._across.addWidget(page, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)

    def fit(self, height: int, *, wide: bool) -> None:
        """Take this height, or what both need where they stand one under the other."""
        both, gap = QBoxLayout.Direction, theme.px(20 if wide else 12)
        self._across.setDirection(both.LeftToRight if wide else both.TopToBottom)
        if self._across.spacing() != gap:  # each setting asks to be laid out anew, and that leads here again
            self._across.setSpacing(gap)
        least = theme.px(_LEAST)
        for part in (self.left, self._page):
            part.setMinimumHeight(0 if wide else least)
        high = max(height, least if wide else 2 * least + theme.px(40))
        if self.minimumHeight() != high:
            self.setMinimumHeight(high)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(600), self.minimumHeight())


class Ways(Flow):
    """The buttons by which it leaves: in one row of the foot, else above it."""

    def __init__(self, buttons: Sequence[QWidget], foot: QHBoxLayout, above: QVBoxLayout) -> None:
        super().__init__(buttons)
        self._foot, self._above = foot, above
        self._wide: bool | None = None

    def fit(self, *, wide: bool) -> None:
        """Go to where there is room."""
        if wide is self._wide:
            return
        self._wide = wide
        if wide:
            self._above.removeWidget(self)
            self._foot.insertWidget(0, self)
        else:
            self._foot.removeWidget(self)
            self._above.addWidget(self)
