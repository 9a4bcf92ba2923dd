"""A table of frozen rows with declared columns. The model never queries; sorting is asked of the page (SQL
does it).

COLUMNS = (Column("number", "No.", lambda row: row.number, width=70, dim=True),
           Column("title", "Matter", lambda row: row.title, stretch=3, bold=True, second=lambda row:
           row.client),
           Column("due", "Next update", lambda row: row.due, chip=lambda row: row.chip))
table = RowTable(COLUMNS, name="Matters", key=lambda row: row.id)
table.set_rows(rows); table.opened.connect(…); table.sort_requested.connect(…)   # ("due", True = ascending)
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Generic, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QAction,
    QColor,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from ui.kit import beside, copying, theme
from ui.kit.arranging import ENOUGH, Arranging
from ui.kit.cells import FOLD, CellDelegate, Header
from ui.kit.chips import Chip
from ui.kit.fitting import needs
from ui.kit.going import arrive, go_to, over_rows
from ui.kit.row_model import AnyIndex, RowRole
from ui.kit.rows import make_quiet

RowT = TypeVar("RowT")


@dataclass(frozen=True)
class Column(Generic[RowT]):
    """One column: what it says of a row and how it looks. ``width`` is in drawing pixels; ``stretch``
    shares the rest. Where a list is too narrow for all, those that may step back (``back``) do: what they say then
    stands in a line below each row, over its whole width."""

    id: str
    header: str
    text: Callable[[RowT], str]
    second: Callable[[RowT], str] | None = None
    chip: Callable[[RowT], Chip | None] | None = None
    second_chip: Callable[[RowT], Chip | None] | None = None
    """Under the first, where a row is two lines high."""
    icon: Callable[[RowT], str] | None = None
    icon_last: bool = False  # at the end, so that the words of all lines begin at one place
    draw: Callable[[QPainter, QRect, RowT, QColor, QColor], None] | None = None
    """Draws the words itself: where, what, its ink, and the faint one of a second line."""
    width: int = 120
    stretch: int = 0
    bold: bool = False
    dim: bool = False
    right: bool = False
    sortable: bool = True
    back: int = 0
    """0: stays; 1 is the first to step back, then 2 …"""
    least: int = ENOUGH
    """Drawing pixels that a column which shares keeps before others step back for it."""
    plain: bool = False
    """What it says needs no head before it once it has stepped back: a name, a number of a matter."""

    def chips(self, row: RowT) -> list[Chip]:
        """The states of a row, the first first."""
        made = [one(row) for one in (self.chip, self.second_chip) if one is not None]
        return [one for one in made if one is not None]

    def texts(self, row: RowT) -> list[str]:
        """What it says of a row beside its states: both lines, where there is something in them."""
        second = self.second(row) if self.second else ""
        return [one for one in ("" if self.chips(row) else self.text(row), second) if one]

    def said(self, row: RowT) -> str:
        """All it says of a row, after its head."""
        parts = [chip.spoken() for chip in self.chips(row)] or [self.text(row)]
        second = self.second(row) if self.second else ""
        return f"{self.header}: {', '.join(part for part in (*parts, second) if part)}"


class RowTableModel(QAbstractTableModel, Generic[RowT]):
    """Rows as they came from the query; cells made when asked for."""

    def __init__(self, columns: Sequence[Column[RowT]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.lead, self.back = 0, ()
        self._rows: Sequence[RowT] = ()

    lead: int
    """The column that stands first: its cell says also what the columns say that stepped back."""
    back: tuple[int, ...]
    """The columns that stepped back, the one that stayed longest first."""

    def set_rows(self, rows: Sequence[RowT]) -> None:
        """Replace everything."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def append(self, rows: Sequence[RowT]) -> None:
        """More rows at the end; the view stays where it is."""
        if rows:
            self.beginInsertRows(QModelIndex(), len(self._rows), len(self._rows) + len(rows) - 1)
            self._rows = [*self._rows, *rows]
            self.endInsertRows()

    def row(self, number: int) -> RowT:
        """The row in line ``number``."""
        return self._rows[number]

    def rows(self) -> Sequence[RowT]:
        """All rows."""
        return self._rows

    def cells(self, number: int) -> list[str]:
        """A row as copied: text and second text of a column as two cells."""
        return self.copied(self._rows[number])

    def copied(self, row: RowT) -> list[str]:
        """What is copied of ``row``."""
        out = []
        for column in self.columns:
            chips = column.chips(row)
            out.append(", ".join(chip.text for chip in chips) if chips else column.text(row))
            if column.second:
                out.append(column.second(row))
        return out

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own default, never changed
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own default, never changed
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        return self.cell(index.column(), self._rows[index.row()], role) if index.isValid() else None

    def cell(self, number: int, row: RowT, role: int) -> object:
        """What a view gets of ``row`` in column ``number``."""
        column = self.columns[number]
        if role == RowRole:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return column.text(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            back = self.back if number == self.lead else ()
            return ". ".join((column.said(row), *(self.columns[one].said(row) for one in back)))
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].header
        return None


class RowTable(QTableView, Generic[RowT]):
    """`opened(key)` on Enter or double click, within `beside.wanted` on Ctrl+Shift+Enter or the middle button;
    `chosen(key)` on moving, `sort_requested(column id, ascending)`."""

    opened = Signal(object)
    chosen = Signal(object)
    sort_requested = Signal(str, bool)

    def __init__(
        self,
        columns: Sequence[Column[RowT]],
        *,
        name: str,
        key: Callable[[RowT], object],
        model: RowTableModel[RowT] | None = None,
        keep: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """``keep``: the name under which this computer remembers how its columns were arranged; "": it does not."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self._key = key
        self._sorted = ("", False)
        self._picked = False
        self.rows_model: RowTableModel[RowT] = model or RowTableModel(columns, self)
        self.setModel(self.rows_model)
        self.setItemDelegate(CellDelegate(self.rows_model, self))
        header = Header(Qt.Orientation.Horizontal, self)
        header.setAccessibleName(self.tr("{name}: columns").format(name=name))
        header.setSectionsClickable(True)
        header.setSectionsMovable(True)
        header.viewport().setAutoFillBackground(False)
        self.setHorizontalHeader(header)
        make_quiet(self)
        # Nothing lies beyond the edge: the bar would only flash up before the columns are shared anew.
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header.show()
        header.sectionClicked.connect(self._on_header_clicked)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.selectionModel().currentRowChanged.connect(self._on_current_changed)
        self.doubleClicked.connect(self._open)
        self._two_lines = any(column.second for column in self.rows_model.columns)
        self._whole = False
        self._sorts: list[QAction] = []
        self.arranging = Arranging(self, self.rows_model.columns, keep)
        self.arranging.rearranged.connect(self._on_rearranged)
        self._restyle()
        theme.bus().changed.connect(self._restyle)
        self.rows_model.modelReset.connect(self._restyle)

    def set_rows(self, rows: Sequence[RowT]) -> None:
        """Show these; the current row stays current where it is still there, and so do several that are selected."""
        key, several = self.current_key(), {self._key(row) for row in self.selected_rows()}
        self.rows_model.set_rows(rows)
        stays = key is not None and self.select(key)
        if len(several) > 1:
            stays = self._select_again(several, stays) or stays
        self._picked = stays and self._picked

    def _select_again(self, keys: Collection[object], stays: bool) -> bool:
        """Select those of ``keys`` that are still there, and no other; False where none is. Where the current row is
        gone the first of them is current."""
        lines = [number for number, row in enumerate(self.rows_model.rows()) if self._key(row) in keys]
        if not lines:
            return False
        if not stays:
            go_to(self, self.line(lines[0]))
        chosen = QItemSelection()
        for number in lines:
            chosen.select(self.line(number), self.line(number))
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().select(chosen, flags.ClearAndSelect | flags.Rows)
        return True

    def current_key(self) -> object | None:
        """The key of the current row."""
        index = self.currentIndex()
        return self._key(self.rows_model.row(index.row())) if index.isValid() else None

    def select(self, key: object) -> bool:
        """Make the row with ``key`` current; False where there is none."""
        for number, row in enumerate(self.rows_model.rows()):
            if self._key(row) == key:
                go_to(self, self.line(number))
                return True
        return False

    def line(self, number: int) -> QModelIndex:
        """The row in line ``number``, as one goes to it: at the column that stands first."""
        return self.rows_model.index(number, self.rows_model.lead)

    def selected_rows(self) -> list[RowT]:
        """The selected rows, top to bottom."""
        lines = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [self.rows_model.row(line) for line in lines]

    def picked_rows(self) -> list[RowT]:
        """The selected rows where somebody went to them: not one that is selected because it is the first."""
        return self.selected_rows() if self._picked else []

    def show_sorted(self, column: str, *, ascending: bool) -> None:
        """The arrow by the column the rows came sorted by."""
        self._sorted = (column, ascending)
        ids = [each.id for each in self.rows_model.columns]
        order = Qt.SortOrder.AscendingOrder if ascending else Qt.SortOrder.DescendingOrder
        self.horizontalHeader().setSortIndicatorShown(True)
        self.horizontalHeader().setSortIndicator(ids.index(column), order)

    def _on_header_clicked(self, section: int) -> None:
        self._sort(self.rows_model.columns[section])

    def _sort(self, column: Column[RowT]) -> None:
        if column.sortable:
            ascending = self._sorted != (column.id, True)
            self.show_sorted(column.id, ascending=ascending)
            self.sort_requested.emit(column.id, ascending)

    def _on_current_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid():
            self.chosen.emit(self._key(self.rows_model.row(current.row())))

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit(self._key(self.rows_model.row(index.row())))

    def open_beside(self) -> None:
        """Open the current row; where that is a page, in a window of its own."""
        with beside.wanted():
            self._open(self.currentIndex())

    def stand_whole(self) -> None:
        """As high as all its rows from now on: what it stands on scrolls, not the table."""
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._whole = True
        self._size_rows()

    def in_fold(self, index: AnyIndex, y: int) -> bool:
        """Whether a height in the viewport lies in the line of a row for the columns that stepped back."""
        below = self.visualRect(index).bottom() - theme.px(FOLD)
        return bool(self.rows_model.back) and index.isValid() and y > below

    def row_height(self) -> int:
        """Of each row, in pixels: of one line or two, and the one for the columns that stepped back."""
        return theme.px((53 if self._two_lines else 32) + (FOLD if self.rows_model.back else 0))

    def _restyle(self) -> None:
        self._size_rows()
        self._fit()

    def _size_rows(self) -> None:
        if self.verticalHeader().defaultSectionSize() != self.row_height():
            self.verticalHeader().setDefaultSectionSize(self.row_height())
        if self._whole:
            self.setFixedHeight(theme.px(36) + self.row_height() * self.rows_model.rowCount())

    def _on_rearranged(self) -> None:
        """The line of those that stepped back comes or goes. One sorts by them from the menu of the heads."""
        model, header = self.rows_model, self.horizontalHeader()
        model.lead, model.back = self.arranging.lead(), self.arranging.back
        self._size_rows()
        here = self.currentIndex()
        if here.isValid() and here.column() in model.back:  # from there no key would lead on
            self.selectionModel().setCurrentIndex(
                self.line(here.row()), QItemSelectionModel.SelectionFlag.NoUpdate
            )
        for action in self._sorts:
            header.removeAction(action)
            action.deleteLater()
        self._sorts = []
        for column in (model.columns[number] for number in model.back):
            if column.sortable:
                action = QAction(self.tr("Sort by {column}").format(column=column.header), header)
                action.triggered.connect(partial(self._sort, column))
                header.addAction(action)
                self._sorts.append(action)
        self.viewport().update()

    def _fit(self) -> None:
        self.arranging.fit(needs(self.rows_model.columns, self.rows_model.rows()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arranging.share()

    def focusInEvent(self, event: QFocusEvent) -> None:
        arrive(self, self.line(0), event)
        super().focusInEvent(event)

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        return super().moveCursor(action, over_rows(action, modifiers))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if beside.asked_by_key(event):
            self.open_beside()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._open(self.currentIndex())
        elif event.matches(QKeySequence.StandardKey.Copy):
            lines = sorted({index.row() for index in self.selectionModel().selectedIndexes()})
            copying.copy_rows([self.rows_model.cells(line) for line in lines])
        else:
            before = self.currentIndex()
            super().keyPressEvent(event)
            self._picked = self._picked or self.currentIndex() != before

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if beside.asked_by_mouse(event):
            go_to(self, self.indexAt(event.position().toPoint()))
            self.open_beside()
            return
        super().mousePressEvent(event)
        self._picked = self._picked or self.indexAt(event.position().toPoint()).isValid()
