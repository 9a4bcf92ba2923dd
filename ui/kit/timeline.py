"""What happened, newest first: date, icon, a head line with chips, the words, a dim foot (the matter page).

Any number of things: a stretch of them is read when it is looked at, laid out near what is seen, and let go of again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStyle, QStyleOptionViewItem, QWidget

from ui.kit import copying, theme
from ui.kit.going import go_to
from ui.kit.row_model import AnyIndex
from ui.kit.timeline_delegate import TimelineDelegate
from ui.kit.timeline_model import BATCH, BLANK, Heights, TimelineItem, TimelineModel

__all__ = ["BATCH", "Seen", "Timeline", "TimelineItem"]


class Seen(NamedTuple):
    """What is looked at: an item, how far below the top of the view it begins, and whether that is the newest."""

    key: object
    below: int
    is_top: bool


class Timeline(QListView):
    """Shows `TimelineItem`s; `opened(key)` on Enter or double click.

    `set_items` where all are there, `set_stretches` where they come as one scrolls. What is looked at stays where it
    is when lines above it come or turn out to be of another height.
    """

    opened = Signal(object)
    copy_wanted = Signal(object)
    """Lines are to be copied that are not all in memory."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._model = TimelineModel(self)
        self._delegate = TimelineDelegate(self)
        self._heights = Heights(lambda: theme.px(110))
        self._settling = False
        self.setModel(self._model)
        self.setItemDelegate(self._delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.doubleClicked.connect(self._open)
        theme.bus().changed.connect(self._relayout)

    def set_items(self, items: Sequence[TimelineItem]) -> None:
        """Show these, first on top; the current item stays current where it is still there."""
        pages = {at // BATCH: items[at : at + BATCH] for at in range(0, len(items), BATCH)}
        self._model.ask = None
        self._restart([len(page) for page in pages.values()], pages, None)

    def set_stretches(
        self,
        sizes: Sequence[int],
        pages: Mapping[int, Sequence[TimelineItem]],
        ask: Callable[[int], None],
        seen: Seen | None = None,
    ) -> None:
        """Show what is in ``pages`` and `ask` for the others when they are looked at; `put` brings them.

        ``seen`` says what was looked at before, so that it stays where it is.
        """
        self._model.ask = ask
        self._restart(sizes, pages, seen)

    def put(self, number: int, items: Sequence[TimelineItem]) -> None:
        """A stretch that was asked for; it may be longer or shorter than it was."""
        with self._held():
            self._model.put(number, items)
            self._measure(number)

    def seen(self) -> Seen | None:
        """What is looked at: the first item that is in memory of those in sight, and where it stands."""
        height = self.viewport().height()
        for row in self._rows_between(0, height):
            item = self._model.item(row)
            if item.key is not None:
                return Seen(item.key, self._top(row) - self._value(), self._value() == 0)
        return None

    def shown_pages(self) -> Sequence[int]:
        """The numbers of the stretches in sight."""
        rows = self._rows_between(0, self.viewport().height())
        return range(self._model.page_of(rows[0]), self._model.page_of(rows[-1]) + 1) if rows else ()

    def keys_in_sight(self) -> Sequence[object]:
        """The keys of the items in sight that are in memory."""
        items = (self._model.item(row) for row in self._rows_between(0, self.viewport().height()))
        return [item.key for item in items if item.key is not None]

    def in_memory(self) -> Sequence[int]:
        """The numbers of the stretches in memory."""
        return self._model.in_memory()

    def not_coming(self, number: int) -> None:
        """A stretch that was asked for is not read now; it is asked for again when it is looked at."""
        self._model.not_coming(number)

    def by_page(self, rows: Sequence[int]) -> dict[int, list[int]]:
        """Of lines, each stretch that has some of them, and which of its own lines they are."""
        found: dict[int, list[int]] = {}
        for row in rows:
            number = self._model.page_of(row)
            found.setdefault(number, []).append(row - self._model.first(number))
        return found

    def current_key(self) -> object | None:
        """The key of the current item."""
        index = self.currentIndex()
        return self._model.item(index.row()).key if index.isValid() else None

    def selected_key(self) -> object | None:
        """The key of the current item where somebody went to it: not of one that has the keyboard alone."""
        index = self.currentIndex()
        return self.current_key() if self.selectionModel().isSelected(index) else None

    def select(self, key: object) -> bool:
        """Make the item with ``key`` current and visible; False where it is not in memory."""
        where = self._model.find(key)
        if where >= 0:
            go_to(self, self._model.index(where))
            self.scrollTo(self._model.index(where))
        return where >= 0

    def _restart(
        self, sizes: Sequence[int], pages: Mapping[int, Sequence[TimelineItem]], seen: Seen | None
    ) -> None:
        current, seen = self.current_key(), seen or self.seen()
        self._settling = True
        self._model.start(sizes, pages)
        self._heights.forget(self._model.sizes())
        for number in pages if self._model.ask is not None else ():
            self._measure(number)
        row = self._model.find(seen.key) if seen is not None and not seen.is_top else -1
        where = self._model.find(current) if current is not None else -1
        if where >= 0:
            go_to(self, self._model.index(where))
        self.updateGeometries()
        if seen is not None and row >= 0:
            self.verticalScrollBar().setValue(self._top(row) - seen.below)
        self._settling = False
        self._look_near()
        self.viewport().update()

    def _look_near(self) -> None:
        """Measure what is in sight and around it, and ask for what is not there."""
        if self._settling or not self._model.rowCount():
            return
        measured = True
        while measured:
            measured = False
            for number in self.near():
                if self._model.page(number) is not None and not self._heights.is_measured(number):
                    with self._held():
                        self._measure(number)
                    measured = True
        self._heights.keep(self._model.in_memory() if self._model.ask is not None else self.near())

    def near(self) -> Sequence[int]:
        """The numbers of the stretches in sight and a view above and below."""
        if not self._model.rowCount():
            return ()
        high, value = self.viewport().height(), self._value()
        return range(self._heights.at(value - high)[0], self._heights.at(value + 2 * high)[0] + 1)

    def _measure(self, number: int) -> None:
        items, width = self._model.page(number), self.viewport().width()
        if items is not None:
            self._heights.measured(number, [self._delegate.height(item, width) for item in items])

    @contextmanager
    def _held(self) -> Iterator[None]:
        """What is looked at stays where it is: the end, where that is seen, or the line on top."""
        if self._settling or not self._model.rowCount():
            yield
            return
        bar, high = self.verticalScrollBar(), self.viewport().height()
        is_end = 0 < bar.value() == bar.maximum()
        number, line = self._heights.at(bar.value())
        below = self._heights.top(number, line) - bar.value()
        here = self.currentIndex()
        was_seen = here.isValid() and self._in_sight(here.row(), high)
        self._settling = True
        try:
            yield
        finally:
            self._settling = False
        self._hold(number, line, below, is_end=is_end)
        here = self.currentIndex()
        if was_seen and here.isValid() and not self._in_sight(here.row(), high):
            self.scrollTo(here)
        self.viewport().update()

    def _hold(self, number: int, line: int, below: int, *, is_end: bool) -> None:
        """Put a line of a stretch back where it was, or show the end."""
        bar, self._settling = self.verticalScrollBar(), True
        self.updateGeometries()
        if is_end:
            bar.setValue(bar.maximum())
        elif bar.value():
            line = max(0, min(line, self._model.sizes()[number] - 1))
            top = self._heights.top(number, line)
            bar.setValue(top - max(below, 1 - self._height(self._model.first(number) + line)))
        self._settling = False

    def _in_sight(self, row: int, high: int) -> bool:
        top = self._top(row) - self._value()
        return top < high and top + self._height(row) > 0

    def _value(self) -> int:
        return self.verticalScrollBar().value()

    def _top(self, row: int) -> int:
        number = self._model.page_of(row)
        return self._heights.top(number, row - self._model.first(number))

    def _height(self, row: int) -> int:
        number = self._model.page_of(row)
        line = row - self._model.first(number)
        return self._heights.top(number, line + 1) - self._heights.top(number, line)

    def _row_at(self, y: int) -> int:
        """The line at a height of the whole."""
        number, line = self._heights.at(y)
        return self._model.first(number) + line

    def _rows_between(self, top: int, bottom: int) -> range:
        """The lines in sight between two heights of the view."""
        if not self._model.rowCount():
            return range(0)
        value = self._value()
        return range(self._row_at(value + top), self._row_at(value + bottom) + 1)

    def _open(self, index: QModelIndex) -> None:
        key = self._model.item(index.row()).key if index.isValid() else None
        if key is not None:
            self.opened.emit(key)

    def _relayout(self) -> None:
        with self._held():
            self._heights.forget(self._model.sizes())
        self._look_near()
        self.viewport().update()

    def _copy(self) -> None:
        chosen = self.selectionModel().selection().toList()
        rows = sorted({row for part in chosen for row in range(part.top(), part.bottom() + 1)})
        items = [self._model.item(row) for row in rows]
        if any(item is BLANK for item in items):
            self.copy_wanted.emit(rows)
        else:
            copying.copy_rows([item.cells() for item in items])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._open(self.currentIndex())
        elif event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters choose nothing: Qt would compare every line there is."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        with self._held():
            if event.oldSize().width() != event.size().width():
                self._heights.forget(self._model.sizes())
            QAbstractItemView.resizeEvent(self, event)
        self._look_near()

    # What follows puts our own heights in the place of Qt's layout, which would measure every line there is.

    def doItemsLayout(self) -> None:
        self.updateGeometries()
        self.viewport().update()

    def updateGeometries(self) -> None:
        bar, high = self.verticalScrollBar(), self.viewport().height()
        bar.setSingleStep(theme.px(20))
        bar.setPageStep(high)
        bar.setRange(0, max(0, self._heights.total() - high))

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        if self._settling:
            self.viewport().update()
        else:
            self.viewport().scroll(0, dy)
            self._look_near()

    def verticalOffset(self) -> int:
        return self._value()

    def horizontalOffset(self) -> int:
        return 0

    def isIndexHidden(self, index: AnyIndex) -> bool:
        return False

    def visualRect(self, index: AnyIndex) -> QRect:
        if not index.isValid():
            return QRect()
        top = self._top(index.row()) - self._value()
        return QRect(0, top, self.viewport().width(), self._height(index.row()))

    def indexAt(self, point: QPoint) -> QModelIndex:
        y = point.y() + self._value()
        if not self._model.rowCount() or not 0 <= y < self._heights.total():
            return QModelIndex()
        return self._model.index(self._row_at(y))

    def scrollTo(
        self, index: AnyIndex, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        if self._settling or not index.isValid():
            return
        top, tall, high = self._top(index.row()), self._height(index.row()), self.viewport().height()
        value = self._value()
        if hint == QAbstractItemView.ScrollHint.PositionAtTop:
            value = top
        elif hint == QAbstractItemView.ScrollHint.PositionAtBottom:
            value = top + tall - high
        elif hint == QAbstractItemView.ScrollHint.PositionAtCenter:
            value = top - (high - tall) // 2
        elif top < value or tall > high:
            value = top
        else:
            value = max(value, top + tall - high)
        self.verticalScrollBar().setValue(value)

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        count, moves = self._model.rowCount(), QAbstractItemView.CursorAction
        if not count:
            return QModelIndex()
        here, high = self.currentIndex().row(), self.viewport().height()
        if here < 0 or action == moves.MoveHome:
            return self._model.index(0)
        top = self._top(here)
        row = {
            moves.MoveEnd: lambda: count - 1,
            moves.MovePageDown: lambda: max(self._row_at(top + high - 1), here + 1),
            moves.MovePageUp: lambda: min(self._row_at(top + self._height(here) - high), here - 1),
        }.get(
            action, lambda: here + (1 if action in {moves.MoveDown, moves.MoveRight, moves.MoveNext} else -1)
        )()
        return self._model.index(max(0, min(row, count - 1)))

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        rows = self._rows_between(min(rect.top(), rect.bottom()), max(rect.top(), rect.bottom()))
        chosen = QItemSelection()
        if rows:
            chosen = QItemSelection(self._model.index(rows[0]), self._model.index(rows[-1]))
        self.selectionModel().select(chosen, command)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        seen, region = self._rows_between(0, self.viewport().height()), QRegion()
        for part in selection.toList():
            for row in range(max(part.top(), seen.start), min(part.bottom() + 1, seen.stop)):
                region = region.united(self.visualRect(self._model.index(row)))
        return region

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        plain, area = option.state & ~QStyle.StateFlag.State_HasFocus, event.rect()
        for row in self._rows_between(area.top(), area.bottom()):
            index = self._model.index(row)
            option.rect = self.visualRect(index)
            chosen = self.selectionModel().isSelected(index)
            option.state = plain | QStyle.StateFlag.State_Selected if chosen else plain
            if self.hasFocus() and index == self.currentIndex():
                option.state |= QStyle.StateFlag.State_HasFocus
            self._delegate.paint(painter, option, index)
        painter.end()
