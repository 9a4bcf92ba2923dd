"""A line with something at either end, as the name of a part and what can be done there. Where both do not fit, the
second stands below the first."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from ui.kit import theme
from ui.kit.flow import Flow


class Ends(QWidget):
    """`Ends(section("Opening hours"), usual_link, change_button)`."""

    def __init__(self, first: QWidget, *others: QWidget) -> None:
        super().__init__()
        self._first, self._others = first, Flow(others)
        self._lines = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.addWidget(first, 1)
        self._lines.addWidget(self._others)
        theme.bus().changed.connect(self._fit)

    def minimumSizeHint(self) -> QSize:
        """One above the other, whichever way they lie now."""
        wide = max(part.minimumSizeHint().width() for part in (self._first, self._others))
        return QSize(wide, super().minimumSizeHint().height())

    def _fit(self) -> None:
        needed = self._first.sizeHint().width() + self._lines.spacing() + self._others.sizeHint().width()
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._lines.setDirection(across if needed <= self.width() else down)

    def event(self, event: QEvent) -> bool:
        answer = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return answer

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
