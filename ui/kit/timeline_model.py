"""The things of a timeline, a stretch of them at a time: those near what is seen are in memory, of the others only how
many there are. And how high they are, so that the scroll bar is true from the first moment on, as well as may be."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

from PySide6.QtCore import QAbstractListModel, QCoreApplication, QModelIndex, Qt
from PySide6.QtWidgets import QWidget

from ui.kit.chips import Chip
from ui.kit.row_model import AnyIndex, RowRole
from ui.kit.spans import Words, plain_text

BATCH = 50
"""Things of one stretch."""
KEPT = 12
"""Stretches in memory; a window shows a part of one or two."""


class TimelineItem(NamedTuple):
    """One thing that happened. ``date`` and ``time`` are words as people say them ("Thu 19 Nov", "17:40")."""

    key: object
    date: str
    time: str = ""
    icon: str = ""
    head: str = ""
    chips: tuple[Chip, ...] = ()
    body: Words = ""
    foot: Words = ""

    def spoken(self) -> str:
        """The whole item for a screen reader."""
        parts = [f"{self.date} {self.time}".strip(), self.head, *(chip.spoken() for chip in self.chips)]
        return ". ".join(part for part in (*parts, plain_text(self.body), plain_text(self.foot)) if part)

    def cells(self) -> tuple[str, ...]:
        """For copying."""
        states = ", ".join(chip.text for chip in self.chips)
        return (self.date, self.time, self.head, states, plain_text(self.body), plain_text(self.foot))


BLANK = TimelineItem(None, "")
"""Stands where a thing is not in memory yet."""


class TimelineModel(QAbstractListModel):
    """`start` with the sizes of all stretches and some of them, `put` one that was asked for.

    ``ask(number)`` is called for a stretch that is looked at and not there; without it all stay in memory.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ask: Callable[[int], None] | None = None
        self._sizes: list[int] = []
        self._firsts = [0]  # the line each stretch begins at, and at the end how many lines there are
        self._pages: dict[int, Sequence[TimelineItem]] = {}  # the one looked at last stands last
        self._asked: set[int] = set()

    def start(self, sizes: Sequence[int], pages: Mapping[int, Sequence[TimelineItem]]) -> None:
        """Replace everything; what ``pages`` hold overrules ``sizes``."""
        self.beginResetModel()
        self._sizes = [len(pages[number]) if number in pages else size for number, size in enumerate(sizes)]
        self._pages = {number: items for number, items in pages.items() if number < len(sizes)}
        self._asked = set()
        self._firsts = [0, *accumulate(self._sizes)]
        self.endResetModel()

    def put(self, number: int, items: Sequence[TimelineItem]) -> None:
        """A stretch that was asked for. Where things came or went meanwhile, it has more lines or fewer."""
        self._asked.discard(number)
        first, before, now = self._firsts[number], self._sizes[number], len(items)
        if now > before:
            self.beginInsertRows(QModelIndex(), first + before, first + now - 1)
        elif now < before:
            self.beginRemoveRows(QModelIndex(), first + now, first + before - 1)
        self._pages.pop(number, None)
        self._pages[number] = items
        while self.ask is not None and len(self._pages) > KEPT:
            self._pages.pop(next(iter(self._pages)))
        self._sizes[number] = now
        self._firsts = [0, *accumulate(self._sizes)]
        if now > before:
            self.endInsertRows()
        elif now < before:
            self.endRemoveRows()
        if now:
            self.dataChanged.emit(self.index(first), self.index(first + now - 1))

    def page(self, number: int) -> Sequence[TimelineItem] | None:
        """A stretch; None where it is not in memory. It is asked for then."""
        items = self._pages.pop(number, None)
        if items is not None:
            self._pages[number] = items
        elif self.ask is not None and number not in self._asked:
            self._asked.add(number)
            self.ask(number)
        return items

    def not_coming(self, number: int) -> None:
        """A stretch that was asked for could not be read; it may be asked for again."""
        self._asked.discard(number)

    def item(self, row: int) -> TimelineItem:
        """The item in line ``row``; a blank one, where it is not in memory."""
        number = self.page_of(row)
        items = self._pages.get(number)
        return items[row - self._firsts[number]] if items is not None else BLANK

    def sizes(self) -> Sequence[int]:
        """How many lines each stretch has."""
        return self._sizes

    def first(self, number: int) -> int:
        """The line a stretch begins at."""
        return self._firsts[number]

    def page_of(self, row: int) -> int:
        """The number of the stretch that a line belongs to."""
        return max(0, min(bisect_right(self._firsts, row) - 1, len(self._sizes) - 1))

    def in_memory(self) -> Sequence[int]:
        """The numbers of the stretches in memory."""
        return sorted(self._pages)

    def find(self, key: object) -> int:
        """The line of the item with ``key`` if it is in memory, or -1."""
        for number, items in self._pages.items():
            for line, item in enumerate(items):
                if item.key == key:
                    return self._firsts[number] + line
        return -1

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own default, never changed
        return 0 if parent.isValid() else self._firsts[-1]

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        if role == RowRole:
            return self.item(index.row())
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            item = self.item(index.row())
            return QCoreApplication.translate("Timeline", "Being read…") if item is BLANK else item.spoken()
        return None


class Heights:
    """How high the lines are: those of a stretch that was measured, the rest by the mean of what was.

    Of a stretch that was let go of only the sum is kept.
    """

    def __init__(self, usual: Callable[[], int]) -> None:
        self._usual = usual
        self.forget([])

    def forget(self, sizes: Sequence[int]) -> None:
        """Widths, fonts or items changed: nothing is measured."""
        self._sizes = list(sizes)
        self._sums: dict[int, int] = {}
        self._offsets: dict[int, list[int]] = {}
        self._lines = self._high = 0
        self._tops: list[int] | None = None

    def is_measured(self, number: int) -> bool:
        """Whether the lines of a stretch are known one by one."""
        return number in self._offsets

    def measured(self, number: int, heights: Sequence[int]) -> None:
        """The lines of a stretch were measured."""
        if number in self._sums:
            self._lines -= self._sizes[number]
            self._high -= self._sums[number]
        self._sizes[number] = len(heights)
        self._offsets[number] = [0, *accumulate(heights)]
        self._sums[number] = self._offsets[number][-1]
        self._lines += len(heights)
        self._high += self._sums[number]
        self._tops = None

    def keep(self, numbers: Sequence[int]) -> None:
        """Single lines of these stretches alone are of use."""
        for number in set(self._offsets) - set(numbers):
            del self._offsets[number]

    def top(self, number: int, line: int = 0) -> int:
        """Where a line of a stretch begins."""
        top = self._all_tops()[number]
        if number in self._offsets:
            return top + self._offsets[number][line]
        size = self._sizes[number]
        return top + (self._all_tops()[number + 1] - top) * line // size if size else top

    def at(self, y: int) -> tuple[int, int]:
        """Stretch and line at a height; the last ones, where it is below all."""
        tops = self._all_tops()
        number = max(0, min(bisect_right(tops, y) - 1, len(self._sizes) - 1))
        within = max(0, y - tops[number])
        if number in self._offsets:
            line = bisect_right(self._offsets[number], within) - 1
        else:
            line = within * self._sizes[number] // max(1, tops[number + 1] - tops[number])
        return number, max(0, min(line, self._sizes[number] - 1))

    def total(self) -> int:
        """Of everything."""
        return self._all_tops()[-1]

    def _all_tops(self) -> list[int]:
        if self._tops is None:
            mean = self._high / self._lines if self._lines else self._usual()
            sums = (self._sums.get(number, round(size * mean)) for number, size in enumerate(self._sizes))
            self._tops = [0, *accumulate(sums)]
        return self._tops
