"""A list and what is chosen in it beside each other, and one under the other where there is no room for both."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from ui.kit import theme
from ui.kit.room import ANY_LENGTH, is_room

LIST_HIGH = 220
"""Pixels of height that the list has where it stands above the other."""
VIEW_HIGH = 300
"""The same of what stands under it."""
GAP = 20
"""Pixels between the two."""


class Turning(QWidget):
    """``first`` takes ``wide`` pixels of the drawings beside ``second``, which has to have ``least`` of them.

    One under the other they ask for a height at which both can be used: the page scrolls.
    """

    def __init__(self, first: QWidget, second: QWidget, *, wide: int, least: int) -> None:
        super().__init__()
        self._first, self._second, self._wide, self._least = first, second, wide, least
        self.is_beside = True
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._line.addWidget(first)
        self._line.addWidget(second, 1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._arrange()
        theme.bus().changed.connect(self._restyle)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn()

    def _turn(self) -> None:
        needed = theme.px(self._wide + GAP + self._least)
        if is_room(self.width(), needed, there=self.is_beside) is not self.is_beside:
            self.is_beside = not self.is_beside
            self._arrange()

    def _restyle(self) -> None:
        self._turn()
        self._arrange()

    def _arrange(self) -> None:
        beside, way = self.is_beside, QBoxLayout.Direction
        self._line.setDirection(way.LeftToRight if beside else way.TopToBottom)
        self._line.setSpacing(theme.px(GAP))
        self._line.setContentsMargins(0, 0, 0, theme.px(12))
        self._first.setMinimumWidth(theme.px(self._wide) if beside else 0)
        self._first.setMaximumWidth(theme.px(self._wide) if beside else ANY_LENGTH)
        self._first.setMinimumHeight(0 if beside else theme.px(LIST_HIGH))
        self._first.setMaximumHeight(ANY_LENGTH if beside else theme.px(LIST_HIGH))
        self._second.setMinimumHeight(0 if beside else theme.px(VIEW_HIGH))
        self.updateGeometry()  # at once: else the page is set with the height of before
