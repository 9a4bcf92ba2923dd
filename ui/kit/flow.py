"""Things side by side that go on in the next line where longer words leave no room: none is ever cut.

`lines` says where they stand; `Flow` is a widget that puts its parts there. Fields may share what their line leaves.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.kit import paint, theme
from ui.kit.room import ANY_LENGTH


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


class _Share(NamedTuple):
    """How much of what a line leaves, beside the others; ``least`` and ``most`` in pixels of the drawings."""

    weight: int
    least: int
    most: int


class Flow(QWidget):
    """As high as its lines need in the width it gets; what is hidden takes no room. ``gap`` lies between two of a line,
    in pixels of the drawings."""

    def __init__(self, parts: Sequence[QWidget] = (), parent: QWidget | None = None, *, gap: int = 8) -> None:
        super().__init__(parent)
        self._parts: list[QWidget] = []
        self._shares: dict[QWidget, _Share] = {}
        self._gap = gap
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        for part in parts:
            self.add(part)
        theme.bus().changed.connect(self._again)

    def add(
        self, part: QWidget, *, share: int = 0, least: int = 0, most: int = 0, at: int | None = None
    ) -> None:
        """One more, behind the others or ``at`` their place of this number.

        With ``share`` it takes so much of what is left in its line, beside the others that do. It is never narrower
        than ``least``, nor wider than ``most``: pixels of the drawings, 0 for what it asks for itself. What does not
        grow of its own accord, as a drop-down, asks for no more than its words.
        """
        self._parts.insert(len(self._parts) if at is None else at, part)
        if share:
            self._shares[part] = _Share(share, least, most)
        part.setParent(self)
        part.installEventFilter(self)
        self._again()

    def take(self, part: QWidget) -> None:
        """Let go of one: it is no part any more, and hidden."""
        self._parts.remove(part)
        self._shares.pop(part, None)
        part.removeEventFilter(self)
        part.hide()
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
        gaps = theme.px(self._gap) * max(0, len(sizes) - 1)
        high = max((size.height() for size in sizes), default=0)
        return QSize(sum(size.width() for size in sizes) + gaps, high)

    def minimumSizeHint(self) -> QSize:
        shown = self._shown()
        high = max((part.sizeHint().height() for part in shown), default=0)
        return QSize(max((min(_least(part), self._begins(part)) for part in shown), default=0), high)

    def heightForWidth(self, width: int) -> int:
        return self._places(width)[1]

    def _again(self) -> None:
        self.updateGeometry()
        self._flow()

    def _shown(self) -> list[QWidget]:
        return [part for part in self._parts if not part.isHidden()]

    def _places(self, width: int) -> tuple[list[QRect], int]:
        """Where each stands, as from left to right, and how high all of it is."""
        shown = self._shown()
        sizes = [_in(part, width).boundedTo(QSize(self._begins(part), ANY_LENGTH)) for part in shown]
        found, high = lines(sizes, width, gap=theme.px(self._gap), between=theme.px(4))
        rest = iter(shown)
        for line in found:
            self._widen([(next(rest), place) for place in line], width)
        return [place for line in found for place in line], high

    def _begins(self, part: QWidget) -> int:
        """How wide it is before a line is shared; one that takes no share as it asks for."""
        share = self._shares.get(part)
        if share is None:
            return ANY_LENGTH
        return theme.px(share.least) if share.least else part.minimumSizeHint().width()

    def _most(self, part: QWidget) -> int:
        share = self._shares[part]
        if share.most:
            return theme.px(share.most)
        grows = part.sizePolicy().expandingDirections() & Qt.Orientation.Horizontal
        return ANY_LENGTH if grows else max(part.sizeHint().width(), self._begins(part))

    def _widen(self, line: Sequence[tuple[QWidget, QRect]], width: int) -> None:
        """What is left of a line goes to those that share it, by their weights, to none more than it takes."""
        open_ = [(part, place) for part, place in line if part in self._shares]
        left = width - line[-1][1].right() - 1 if line else 0
        while left > 0 and open_:
            weights = sum(self._shares[part].weight for part, _ in open_)
            given, still = 0, []
            for part, place in open_:
                fair = max(1, left * self._shares[part].weight // weights)
                more = min(fair, self._most(part) - place.width(), left - given)
                place.setWidth(place.width() + max(0, more))
                given += max(0, more)
                if more == fair:
                    still.append((part, place))
            if not given:
                break
            left, open_ = left - given, still
        x = 0
        for _, place in line:
            place.moveLeft(x)
            x += place.width() + theme.px(self._gap)

    def _flow(self) -> None:
        places, high = self._places(self.width())
        down = max(0, (self.height() - high) // 2)
        for part, place in zip(self._shown(), places, strict=True):
            part.setGeometry(paint.seen_in(self, place.translated(0, down)))


def _least(part: QWidget) -> int:
    """How narrow a part may be: what has lines of its own (a choice of several) goes on in them."""
    return (part.minimumSizeHint() if part.hasHeightForWidth() else part.sizeHint()).width()


def _in(part: QWidget, width: int) -> QSize:
    """The size of a part in a line of ``width`` pixels."""
    size = part.sizeHint()
    if size.width() > width and part.hasHeightForWidth():
        return QSize(width, part.heightForWidth(width))
    return size
