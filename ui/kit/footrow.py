"""The foot of a sheet: what else can be done, a word on how it stands, and the buttons in the platform's order.

In a line where there is room. Where there is not, the keys beside the words of the buttons go first (the tip says
them), then the sentence gets a line of its own, and buttons go on in the next line: none is cut, and the sentence never
takes the height that the sheet needs.
"""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize
from PySide6.QtWidgets import QDialogButtonBox, QHBoxLayout, QLayout, QStyle, QWidget

from ui.kit import theme
from ui.kit.buttons import Button
from ui.kit.flow import lines
from ui.kit.labels import Label
from ui.kit.reading_order import in_order

NOTE = 150
"""Pixels that the sentence has beside the buttons, or all it has: with less of them it stands above."""


class _Placed(NamedTuple):
    """Where everything stands, as from left to right, within the margins; ``keys``: whether buttons say theirs."""

    keys: bool
    note: QRect
    parts: list[tuple[QWidget, QRect]]
    high: int


class FootRow(QHBoxLayout):
    """Tools stand before the note, the dialog's own buttons behind it."""

    def __init__(self, foot: QWidget, note: Label) -> None:
        super().__init__(foot)
        self._foot, self._note = foot, note
        self.addWidget(note, 1)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A button of the dialog's box says something else, or comes or goes. The box's own layout is out of use, and
        tells of no second change before it was laid out for the first."""
        own = watched.layout() if isinstance(watched, QWidget) else None
        if event.type() == QEvent.Type.LayoutRequest and own is not None:
            own.setEnabled(True)
            own.activate()
            own.setEnabled(False)
            self.update()
        return False

    def wanted(self) -> int:
        """The width in which all of it stands in one line, margins and all."""
        sides = self.contentsMargins()
        return self._needed(keys=True) + sides.left() + sides.right()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        sides = self.contentsMargins()
        high = self._place(width - sides.left() - sides.right()).high
        return high + sides.top() + sides.bottom()

    def minimumHeightForWidth(self, width: int) -> int:
        return self.heightForWidth(width)

    def sizeHint(self) -> QSize:
        """As high as it is in the width that it has."""
        wide = self.geometry().width() or self.wanted()
        return QSize(self.wanted(), self.heightForWidth(wide))

    def minimumSize(self) -> QSize:
        sides = self.contentsMargins()
        sizes = [_size(part, keys=False) for group in self._groups() for part in group]
        wide = max((size.width() for size in sizes), default=0)
        high = max((size.height() for size in sizes), default=0)
        return QSize(wide, high).grownBy(sides)

    def setGeometry(self, rect: QRect) -> None:
        QLayout.setGeometry(self, rect)  # that of a row would set each part elsewhere first, without end
        room = rect.marginsRemoved(self.contentsMargins())
        placed = self._place(room.width())
        direction = self._foot.layoutDirection()

        def seen(place: QRect) -> QRect:
            return QStyle.visualRect(direction, room, place.translated(room.topLeft()))

        self._note.setGeometry(seen(placed.note))
        for box in self._foot.findChildren(QDialogButtonBox):
            own = box.layout()
            if own is not None and own.isEnabled():
                own.setEnabled(False)  # its buttons may need more than one line
                box.installEventFilter(self)
            around = QRect()
            for part, place in placed.parts:
                around = around.united(place) if part.parentWidget() is box else around
            box.setGeometry(seen(around))
        for part, place in placed.parts:
            if isinstance(part, Button):
                part.show_keys(placed.keys)
            box_of = part.parentWidget()
            corner = box_of.pos() if isinstance(box_of, QDialogButtonBox) else QPoint()
            part.setGeometry(seen(place).translated(-corner))

    def _groups(self) -> tuple[list[QWidget], list[QWidget]]:
        """What stands before the note and behind it; each button of a dialog's box by itself."""
        found: tuple[list[QWidget], list[QWidget]] = [], []
        at = self.indexOf(self._note)
        for part in in_order(self):
            if isinstance(part, QWidget) and part is not self._note and not part.isHidden():
                found[self.indexOf(part) > at].extend(_apart(part))
        return found

    def _said(self) -> int:
        """Pixels that the note takes beside the buttons."""
        words = self._note.fontMetrics().horizontalAdvance(self._note.text())
        return min(words + 4, theme.px(NOTE)) if words else 0

    def _needed(self, *, keys: bool) -> int:
        """What all of it takes in one line."""
        left, right = self._groups()
        widths = [_size(one, keys=keys).width() for one in (*left, *right)]
        return sum(widths) + self.spacing() * len(widths) + self._said()

    def _place(self, width: int) -> _Placed:
        for keys in (True, False):
            if self._needed(keys=keys) <= width:
                return self._in_line(width, keys=keys)
        return self._in_lines(width)

    def _in_line(self, width: int, *, keys: bool) -> _Placed:
        """What else can be done, the note in what is left, the dialog's own at the right."""
        gap = self.spacing()
        left, right = ([(one, _size(one, keys=keys)) for one in group] for group in self._groups())
        begin = sum(size.width() + gap for _, size in left)
        end = width - sum(size.width() + gap for _, size in right)
        high = max((size.height() for _, size in (*left, *right)), default=0)
        high = max(high, self._note.heightForWidth(end - begin) if self._note.text() else 0)
        found: list[tuple[QWidget, QRect]] = []
        for group, x in ((left, 0), (right, end + gap)):
            for part, size in group:
                found.append((part, QRect(QPoint(x, (high - size.height()) // 2), size)))
                x += size.width() + gap
        return _Placed(keys, QRect(begin, 0, end - begin, high), found, high)

    def _in_lines(self, width: int) -> _Placed:
        """The note above, then all buttons: from the left what else can be done, at the right the dialog's own."""
        gap, between = self.spacing(), theme.px(8)
        note = QRect(0, 0, width, self._note.heightForWidth(width) if self._note.text() else 0)
        left, right = self._groups()
        tools, _ = lines([_size(one, keys=False) for one in left], width, gap=gap, between=between)
        own, _ = lines([_size(one, keys=False) for one in reversed(right)], width, gap=gap, between=between)
        # The last line is the fullest: what accepts stands beside Cancel.
        own = [row[::-1] for row in own[::-1]]
        rows = [(row, False) for row in tools if row]
        y = note.height() + between if note.height() else 0
        places: list[QRect] = []
        for row, at_right in [*rows, *((row, True) for row in own if row)]:
            x = width - sum(place.width() + gap for place in row) + gap if at_right else 0
            last = places[-1] if places else QRect()
            if at_right and len(places) == len(left) and left and x > last.right() + gap:
                y = last.top()  # beside the last of what else can be done
            high = max(place.height() for place in row)
            for place in row:
                places.append(QRect(x, y + (high - place.height()) // 2, place.width(), place.height()))
                x += place.width() + gap
            y += high + between
        found = list(zip((*left, *right), places, strict=True))
        return _Placed(False, note, found, max(y - between, 0))


def _apart(part: QWidget) -> list[QWidget]:
    """The same, or the buttons of a dialog's box, in the platform's order."""
    layout = part.layout() if isinstance(part, QDialogButtonBox) else None
    if layout is None:
        return [part]
    return [one for one in in_order(layout) if isinstance(one, QWidget) and not one.isHidden()]


def _size(part: QWidget, *, keys: bool) -> QSize:
    """The size of a part with or without its keys, whatever it shows just now."""
    size = part.sizeHint()
    if isinstance(part, Button) and part.shows_keys != keys:
        more = part.keys_width() if keys else -part.keys_width()
        return QSize(size.width() + more, size.height())
    return size
