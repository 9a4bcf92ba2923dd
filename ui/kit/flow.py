"""Buttons side by side that go on in the next line where longer words leave no room: none is ever cut."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRect, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QStyle, QWidget

from ui.kit import theme


class Flow(QWidget):
    """As high as its lines need in the width it gets; what is hidden takes no room."""

    def __init__(self, parts: Sequence[QWidget], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts = tuple(parts)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        for part in self._parts:
            part.setParent(self)
            part.installEventFilter(self)
        theme.bus().changed.connect(self._again)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kinds = {QEvent.Type.ShowToParent, QEvent.Type.HideToParent, QEvent.Type.FontChange}
        if event.type() in kinds:
            self._again()
        return False

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._flow()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._flow()

    def sizeHint(self) -> QSize:
        sizes = [part.sizeHint() for part in self._shown()]
        gaps = theme.px(8) * max(0, len(sizes) - 1)
        high = max((size.height() for size in sizes), default=0)
        return QSize(sum(size.width() for size in sizes) + gaps, high)

    def minimumSizeHint(self) -> QSize:
        sizes = [part.sizeHint() for part in self._shown()]
        high = max((size.height() for size in sizes), default=0)
        return QSize(max((size.width() for size in sizes), default=0), high)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._places(width)[1]

    def _again(self) -> None:
        self.updateGeometry()
        self._flow()

    def _shown(self) -> list[QWidget]:
        return [part for part in self._parts if not part.isHidden()]

    def _places(self, width: int) -> tuple[list[QRect], int]:
        """Where each stands, as from left to right, and how high all of it is."""
        found: list[QRect] = []
        lines: list[list[QRect]] = [[]]
        x = y = line = 0
        for part in self._shown():
            size = part.sizeHint()
            if x and x + size.width() > width:
                x, y, line = 0, y + line + theme.px(4), 0
                lines.append([])
            lines[-1].append(QRect(x, y, size.width(), size.height()))
            x += size.width() + theme.px(8)
            line = max(line, size.height())
        for places in lines:  # a link stands in the middle of the buttons beside it
            high = max((place.height() for place in places), default=0)
            found += [place.translated(0, (high - place.height()) // 2) for place in places]
        return found, y + line

    def _flow(self) -> None:
        for part, place in zip(self._shown(), self._places(self.width())[0], strict=True):
            part.setGeometry(QStyle.visualRect(self.layoutDirection(), self.rect(), place))
