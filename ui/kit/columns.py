"""Two columns beside each other that go under one another where there is no room for both."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from ui.kit import theme


class Columns(QWidget):
    """`Columns(words, letter, narrow=760, shares=(5, 4))`; the first is the one above."""

    def __init__(
        self,
        first: QWidget,
        second: QWidget,
        *,
        narrow: int,
        shares: tuple[int, int] = (1, 1),
        gap: int = 20,
    ) -> None:
        """``narrow``: below so many pixels of the drawings (`theme.px`) they stand under one another."""
        super().__init__()
        self._parts, self._narrow, self._gap = (first, second), narrow, gap
        self.is_narrow = False
        """Whether they stand under one another just now."""
        self._lines = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        for part, share in zip(self._parts, shares, strict=True):
            self._lines.addWidget(part, share)
        self._fit()
        theme.bus().changed.connect(self._fit)

    def minimumSizeHint(self) -> QSize:
        """Under one another, whichever way they stand now: what scrolls only down has to make them narrower first."""
        wide = max(part.minimumSizeHint().width() for part in self._parts)
        return QSize(wide, super().minimumSizeHint().height())

    def _fit(self) -> None:
        self.is_narrow = self.width() < theme.px(self._narrow)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._lines.setDirection(down if self.is_narrow else across)
        self._lines.setSpacing(theme.px(self._gap))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
