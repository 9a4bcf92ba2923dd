"""Two columns beside each other that go under one another where there is no room for both."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from ui.kit import theme
from ui.kit.room import ANY_LENGTH, is_room


class Columns(QWidget):
    """`Columns(words, letter, narrow=760, shares=(5, 4))`; the first is the one above.

    With ``first_wide`` the first is so wide beside the other, as a list is; ``heights`` are what they ask for under one
    another in a page, which scrolls. All in pixels of the drawings (`theme.px`).
    """

    def __init__(
        self,
        first: QWidget,
        second: QWidget,
        *,
        narrow: int,
        shares: tuple[int, int] = (1, 1),
        gap: int = 20,
        first_wide: int | None = None,
        heights: tuple[int, int] | None = None,
    ) -> None:
        """``narrow``: below so many pixels they stand under one another."""
        super().__init__()
        self._parts, self._narrow, self._gap = (first, second), narrow, gap
        self._first_wide, self._heights = first_wide, heights
        self.is_narrow = False
        """Whether they stand under one another just now."""
        self._lines = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        for part, share in zip(self._parts, (0, 1) if first_wide else shares, strict=True):
            self._lines.addWidget(part, share)
        self._fit()
        theme.bus().changed.connect(self._fit)

    def minimumSizeHint(self) -> QSize:
        """Under one another, whichever way they stand now: what scrolls only down has to make them narrower first."""
        wide = max(part.minimumSizeHint().width() for part in self._parts)
        return QSize(wide, super().minimumSizeHint().height())

    def _fit(self) -> None:
        self.is_narrow = not is_room(self.width(), theme.px(self._narrow), there=not self.is_narrow)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._lines.setDirection(down if self.is_narrow else across)
        self._lines.setSpacing(theme.px(self._gap))
        first, second = self._parts
        if self._first_wide is not None:
            wide = theme.px(self._first_wide)
            first.setMinimumWidth(0 if self.is_narrow else wide)
            first.setMaximumWidth(ANY_LENGTH if self.is_narrow else wide)
        if self._heights is not None:
            above, below = map(theme.px, self._heights)
            first.setMinimumHeight(above if self.is_narrow else 0)
            first.setMaximumHeight(above if self.is_narrow else ANY_LENGTH)
            second.setMinimumHeight(below if self.is_narrow else 0)
            self.updateGeometry()  # at once: else the page is set with the height of before

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
