"""The table of a figure: every number opens the rows behind it, by a click or by Enter on the cell one went to. Numbers
of columns that stepped back are in a menu, by a click on the line they stand in or by Enter on what a row is called."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QMenu, QTableView

from app.figures.pick import Pick
from app.figures.tables import Table, TableRow
from ui.kit import paint, theme
from ui.kit.row_model import AnyIndex
from ui.kit.tables import Column, RowTable

_LEAST = 78


class FigureTable(RowTable[TableRow]):
    """``picked(pick)``: a number that has rows was clicked, or Enter was pressed on it; Left and Right go from number
    to number."""

    picked = Signal(object)

    def __init__(self, shown: Table, name: str) -> None:
        super().__init__(_columns(shown), name=name, key=lambda row: row.label)
        self._in_fold = False
        self.set_rows(shown.rows)
        self.stand_whole()
        self.doubleClicked.disconnect(self._open)
        self.clicked.connect(self._on_clicked)

    def pick_at(self, index: AnyIndex) -> Pick | None:
        """The figure of a cell, where rows stand behind it."""
        if not index.isValid() or index.column() == 0:
            return None
        row, place = self.rows_model.row(index.row()), index.column() - 1
        return row.picks[place] if row.values[place].has_rows else None

    def _open(self, index: QModelIndex) -> None:
        if index.isValid() and index.column() == 0:
            self._offer(index.row())
        elif (pick := self.pick_at(index)) is not None:
            self.picked.emit(pick)

    def _on_clicked(self, index: QModelIndex) -> None:
        self._open(index.siblingAtColumn(0) if self._in_fold else index)

    def _offer(self, line: int) -> None:
        """The numbers of the columns that stepped back."""
        menu = QMenu(self)
        row = self.rows_model.row(line)
        for number in self.rows_model.back:
            pick = self.pick_at(self.rows_model.index(line, number))
            if pick is not None:
                action = menu.addAction(self.rows_model.columns[number].said(row).replace("&", "&&"))
                action.triggered.connect(partial(self.picked.emit, pick))
        if menu.isEmpty():
            return
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        place = self.visualRect(self.rows_model.index(line, 0)).bottomLeft()
        menu.popup(self.viewport().mapToGlobal(place))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        self._in_fold = self.in_fold(self.indexAt(at), at.y())
        super().mousePressEvent(event)

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """From number to number: Home and End are the ends of the row."""
        return QTableView.moveCursor(self, action, modifiers)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        at = event.position().toPoint()
        index = self.indexAt(at)
        leads = self.in_fold(index, at.y()) or self.pick_at(index) is not None
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if leads else Qt.CursorShape.ArrowCursor)

    def paintEvent(self, event: QPaintEvent) -> None:
        """With a ring about the number that one went to."""
        super().paintEvent(event)
        if self.hasFocus() and self.pick_at(self.currentIndex()) is not None:
            painter = QPainter(self.viewport())
            box = QRectF(self.visualRect(self.currentIndex())).adjusted(1, 2, -1, -3)
            paint.focus_ring(painter, box, theme.CHIP_RADIUS)
            painter.end()


def _columns(shown: Table) -> Sequence[Column[TableRow]]:
    return [
        Column[TableRow]("label", shown.title, lambda row: row.label, stretch=1, sortable=False),
        *(
            Column[TableRow](
                head.name,
                head.words,
                lambda row, place=place: row.values[place].said,  # type: ignore[misc] # the place of its head
                width=_wide([head.words, *(row.values[place].said for row in shown.rows)]),
                right=True,
                sortable=False,
                back=len(shown.heads) - place,
            )
            for place, head in enumerate(shown.heads)
        ),
    ]


def _wide(words: Sequence[str]) -> int:
    """Of a column, in drawing pixels: room for its head and for its figures."""
    zoom = theme.px(1000) / 1000
    head, *figures = words
    wide = QFontMetrics(theme.font("small")).horizontalAdvance(head)
    for one in figures:
        wide = max(wide, QFontMetrics(theme.font(tabular=True)).horizontalAdvance(one))
    return max(_LEAST, round(wide / zoom) + 20)
