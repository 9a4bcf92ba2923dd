"""Things side by side that go on in the next line where longer words leave no room: none is ever cut.

`lines` says where they stand; `Flow` is a widget that puts its parts there.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRect, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QStyle, QWidget

from ui.kit import theme


def lines(
    sizes: Sequence[QSize], width: int, *, gap: int = 0, between: int = 0
) -> tuple[list[list[QRect]], int]:
    """Where things of these sizes stand, line by line as from left to right, and how high all of it is.

    ``gap`` pixels lie between two of a line, ``between`` pixels between two lines. None is wider than ``width``, and
    each stands in the middle of its line's height.
    """
    found: list[list[QRect]] = [[]]
    x = y = high = 0
    for size in sizes:
        if x and x + size.width() > width:
            x, y, high = 0, y + high + between, 0
            found.append([])
        found[-1].append(QRect(x, y, min(size.width(), max(width, 1)), size.height()))
        x += size.width() + gap
        high = max(high, size.height())
    for line in found:
        tallest = max((place.height() for place in line), default=0)
        for place in line:
            place.translate(0, (tallest - place.height()) // 2)
    return found, y + high


class Flow(QWidget):
    """As high as its lines need in the width it gets; what is hidden takes no room."""

    def __init__(self, parts: Sequence[QWidget] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts: list[QWidget] = []
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        for part in parts:
            self.add(part)
        theme.bus().changed.connect(self._again)

    def add(self, part: QWidget) -> None:
        """One more, behind the others."""
        self._parts.append(part)
        part.setParent(self)
        part.installEventFilter(self)
        self._again()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kinds = {QEvent.Type.ShowToParent, QEvent.Type.HideToParent, QEvent.Type.FontChange}
        if event.type() in kinds:
            self._again()
        return False

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:  # a part says something else now, and is wider
            self._again()
        return super().event(event)

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
        shown = self._shown()
        high = max((part.sizeHint().height() for part in shown), default=0)
        return QSize(max((_least(part) for part in shown), default=0), high)

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
        sizes = [_in(part, width) for part in self._shown()]
        found, high = lines(sizes, width, gap=theme.px(8), between=theme.px(4))
        return [place for line in found for place in line], high

    def _flow(self) -> None:
        places, high = self._places(self.width())
        down = max(0, (self.height() - high) // 2)
        for part, place in zip(self._shown(), places, strict=True):
            part.setGeometry(
                QStyle.visualRect(self.layoutDirection(), self.rect(), place.translated(0, down))
            )


def _least(part: QWidget) -> int:
    """How narrow a part may be: what has lines of its own (a choice of several) goes on in them."""
    return (part.minimumSizeHint() if part.hasHeightForWidth() else part.sizeHint()).width()


def _in(part: QWidget, width: int) -> QSize:
    """The size of a part in a line of ``width`` pixels."""
    size = part.sizeHint()
    if size.width() > width and part.hasHeightForWidth():
        return QSize(width, part.heightForWidth(width))
    return size
