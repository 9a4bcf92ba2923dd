"""What happened, newest first: date, icon, a head line with chips, the words, a dim foot (the matter page).

Any number of items: they are laid out a hundred at a time as one scrolls.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QKeySequence, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui.kit import copying, icons, paint, theme
from ui.kit.chips import Chip, Tone, chip_size, draw_chip
from ui.kit.rows import AnyIndex, RowRole
from ui.kit.spans import Block, Words, plain_text

BATCH = 100
MOST_LINES = 14


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


class TimelineModel(QAbstractListModel):
    """Holds all items, shows them to the view a batch at a time."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: Sequence[TimelineItem] = ()
        self._shown = 0

    def set_items(self, items: Sequence[TimelineItem]) -> None:
        """Replace everything."""
        self.beginResetModel()
        self._items, self._shown = items, min(len(items), BATCH)
        self.endResetModel()

    def item(self, row: int) -> TimelineItem:
        """The item in line ``row``."""
        return self._items[row]

    def find(self, key: object) -> int:
        """The line of the item with ``key`` (shown from now on), or -1."""
        where = next((number for number, item in enumerate(self._items) if item.key == key), -1)
        while where >= self._shown:
            self.fetchMore(QModelIndex())
        return where

    def canFetchMore(self, parent: AnyIndex) -> bool:
        return not parent.isValid() and self._shown < len(self._items)

    def fetchMore(self, parent: AnyIndex) -> None:
        last = min(len(self._items), self._shown + BATCH) - 1
        self.beginInsertRows(QModelIndex(), self._shown, last)
        self._shown = last + 1
        self.endInsertRows()

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own default, never changed
        return 0 if parent.isValid() else self._shown

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        if role == RowRole:
            return self._items[index.row()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return self._items[index.row()].spoken()
        return None


class _Delegate(QStyledItemDelegate):
    """Measures and paints one item; heights are kept for each item and width."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view
        self._heights: dict[tuple[int, int], int] = {}

    def forget(self) -> None:
        """Widths, fonts or items changed."""
        self._heights.clear()

    def _text_width(self, width: int) -> int:
        return min(width - theme.px(128) - theme.px(12), theme.px(640))

    def _blocks(self, item: TimelineItem, width: int) -> list[Block]:
        wide = self._text_width(width)
        blocks = []
        if item.body:
            blocks.append(Block(item.body, wide, most_lines=MOST_LINES))
        if item.foot:
            blocks.append(Block(item.foot, wide, tone=Tone.DIM, most_lines=3))
        return blocks

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        width = self._view.viewport().width()
        known = (index.row(), width)
        if known not in self._heights:
            blocks = self._blocks(index.data(RowRole), width)
            text = sum(block.height + theme.px(4) for block in blocks) - (theme.px(1) if blocks else 0)
            item: TimelineItem = index.data(RowRole)
            least = theme.line_height() * 2 if item.time else 0
            self._heights[known] = max(theme.px(20) + text, least) + theme.px(24)
        return QSize(width, self._heights[known])

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        now = theme.colors()
        item: TimelineItem = index.data(RowRole)
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        if state & QStyle.StateFlag.State_Selected and self._view.hasFocus():
            if not now.forced:
                paint.rounded(
                    painter, QRectF(rect).adjusted(0, 0, 0, -1), now.selection, None, theme.CHIP_RADIUS
                )
            else:
                paint.focus_ring(painter, QRectF(rect).adjusted(1, 1, -1, -2), theme.CHIP_RADIUS)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, now.line)
        line, top = theme.line_height(), rect.top() + theme.px(12)
        figures = theme.font(tabular=True)
        when = QRect(rect.left() + theme.px(2), top, theme.px(92), line)
        paint.text(painter, when, item.date, now.dim, figures)
        paint.text(painter, when.translated(0, line), item.time, now.dim, figures)
        if item.icon:
            side = theme.px(16)
            icons.draw(
                painter, QRect(rect.left() + theme.px(96), top + theme.px(1), side, side), item.icon, now.dim
            )
        self._paint_words(painter, rect, top, item)

    def _paint_words(self, painter: QPainter, rect: QRect, top: int, item: TimelineItem) -> None:
        now = theme.colors()
        left = rect.left() + theme.px(128)
        right = rect.right() - theme.px(8)
        bold = theme.font("bold")
        chips_wide = sum(chip_size(chip).width() + theme.px(8) for chip in item.chips)
        room = max(theme.px(80), right - left - chips_wide)
        paint.text(painter, QRect(left, top, room, theme.px(20)), item.head, now.ink, bold)
        x = left + min(QFontMetrics(bold).horizontalAdvance(paint.one_line(item.head)), room) + theme.px(8)
        for chip in item.chips:
            x += draw_chip(painter, x, top, chip, max(0, right - x)) + theme.px(8)
        y = top + theme.px(23)
        for block in self._blocks(item, rect.width()):
            block.draw(painter, left, y)
            y += block.height + theme.px(4)


class Timeline(QListView):
    """Shows `TimelineItem`s; `opened(key)` on Enter or double click."""

    opened = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._model = TimelineModel(self)
        self._delegate = _Delegate(self)
        self.setModel(self._model)
        self.setItemDelegate(self._delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.doubleClicked.connect(self._open)
        theme.bus().changed.connect(self._relayout)

    def set_items(self, items: Sequence[TimelineItem]) -> None:
        """Show these, first on top; the current item stays current where it is still there."""
        key = self.current_key()
        self._delegate.forget()
        self._model.set_items(items)
        if key is not None:
            self.select(key)

    def current_key(self) -> object | None:
        """The key of the current item."""
        index = self.currentIndex()
        return self._model.item(index.row()).key if index.isValid() else None

    def select(self, key: object) -> bool:
        """Make the item with ``key`` current and visible; False where there is none."""
        where = self._model.find(key)
        if where >= 0:
            self.setCurrentIndex(self._model.index(where))
        return where >= 0

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit(self._model.item(index.row()).key)

    def _relayout(self) -> None:
        self._delegate.forget()
        self.scheduleDelayedItemsLayout()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._open(self.currentIndex())
        elif event.matches(QKeySequence.StandardKey.Copy):
            rows = sorted(index.row() for index in self.selectionModel().selectedIndexes())
            copying.copy_rows([self._model.item(row).cells() for row in rows])
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._delegate.forget()
        super().resizeEvent(event)
