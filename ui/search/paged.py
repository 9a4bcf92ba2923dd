"""The rows of a list that has no end: those near what is seen are in memory, the rest is asked for again when somebody
scrolls back to it.

A page begins after the last row of the one before it; of each page only that place is kept for good.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QWidget

from ui.kit.row_model import AnyIndex
from ui.kit.tables import Column, RowTableModel

RowT = TypeVar("RowT")
CursorT = TypeVar("CursorT")

PAGE = 100
"""Rows of one page."""
KEPT = 30
"""Pages in memory; a window shows a part of one."""


class PagedModel(RowTableModel[RowT], Generic[RowT, CursorT]):
    """`start` with the first page, `go_on` with the next, `put` with one that had been let go of.

    ``ask(number, cursor)`` is called for a page that is looked at and not there.
    """

    def __init__(
        self,
        columns: Sequence[Column[RowT]],
        blank: RowT,
        ask: Callable[[int, CursorT | None], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(columns, parent)
        self._blank, self._ask = blank, ask
        self._pages: dict[int, Sequence[RowT]] = {}  # the one looked at last stands last
        # Of each page its first line, and what it begins after.
        self._starts: list[tuple[int, CursorT | None]] = []
        self._asked: set[int] = set()
        self._count = 0

    def start(self, rows: Sequence[RowT]) -> None:
        """Replace everything by a first page."""
        self.beginResetModel()
        self._pages, self._starts, self._asked = ({0: rows}, [(0, None)], set()) if rows else ({}, [], set())
        self._count = len(rows)
        self.endResetModel()

    def go_on(self, rows: Sequence[RowT], after: CursorT) -> None:
        """One more page at the end; it began after ``after``. The view stays where it is."""
        if not rows:
            return
        self.beginInsertRows(QModelIndex(), self._count, self._count + len(rows) - 1)
        self._pages[len(self._starts)] = rows
        self._starts.append((self._count, after))
        self._count += len(rows)
        self._let_go()
        self.endInsertRows()

    def put(self, number: int, rows: Sequence[RowT]) -> None:
        """A page that had been let go of is there again. Where rows went or came meanwhile, its lines stay as many."""
        self._asked.discard(number)
        if number >= len(self._starts):
            return
        first, size = self._starts[number][0], self.size_of(number)
        fitting = [*rows[:size], *[self._blank] * (size - len(rows))]
        self._pages.pop(number, None)
        self._pages[number] = fitting
        self._let_go()
        self.dataChanged.emit(self.index(first, 0), self.index(first + size - 1, self.columnCount() - 1))

    def row(self, number: int) -> RowT:
        """The row in line ``number``; a blank one, until it is there again."""
        page, line = self._place(number)
        rows = self._pages.get(page)
        if rows is None:
            if page not in self._asked:
                self._asked.add(page)
                self._ask(page, self._starts[page][1])
            return self._blank
        self._pages[page] = self._pages.pop(page)
        return rows[line]

    def rows(self) -> Sequence[RowT]:
        """The rows in memory, in their order."""
        return [row for page in sorted(self._pages) for row in self._pages[page]]

    def line_of(self, wanted: Callable[[RowT], bool]) -> int:
        """The line of the first row in memory that is ``wanted``, or -1."""
        for page in sorted(self._pages):
            for line, row in enumerate(self._pages[page]):
                if wanted(row):
                    return self._starts[page][0] + line
        return -1

    def in_memory(self) -> int:
        """How many rows are in memory."""
        return sum(len(rows) for rows in self._pages.values())

    def set_rows(self, rows: Sequence[RowT]) -> None:
        self.start(rows)

    def append(self, rows: Sequence[RowT]) -> None:
        raise TypeError("a page goes on after a place: go_on")

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own default, never changed
        return 0 if parent.isValid() else self._count

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        return self.cell(index.column(), self.row(index.row()), role) if index.isValid() else None

    def cells(self, number: int) -> list[str]:
        return self.copied(self.row(number))

    def _place(self, number: int) -> tuple[int, int]:
        """The page of a line, and the line within it."""
        low, high = 0, len(self._starts)
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if self._starts[middle][0] <= number else (low, middle)
        return low, number - self._starts[low][0]

    def size_of(self, page: int) -> int:
        """How many rows a page has."""
        end = self._starts[page + 1][0] if page + 1 < len(self._starts) else self._count
        return end - self._starts[page][0]

    def _let_go(self) -> None:
        while len(self._pages) > KEPT:
            self._pages.pop(next(iter(self._pages)))
