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

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QKeySequence, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ui.kit import beside, copying, icons, paint, theme
from ui.kit.arranging import Arranging
from ui.kit.chips import Chip, Tone, draw_chip, tone_ink
from ui.kit.fitting import needs
from ui.kit.going import arrive, go_to, over_rows
from ui.kit.row_model import AnyIndex, RowRole
from ui.kit.rows import make_quiet

RowT = TypeVar("RowT")


@dataclass(frozen=True)
class Column(Generic[RowT]):
    """One column: what it says of a row and how it looks. ``width`` is in drawing pixels; ``stretch``
    shares the rest."""

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

    def chips(self, row: RowT) -> list[Chip]:
        """The states of a row, the first first."""
        made = [one(row) for one in (self.chip, self.second_chip) if one is not None]
        return [one for one in made if one is not None]


class RowTableModel(QAbstractTableModel, Generic[RowT]):
    """Rows as they came from the query; cells made when asked for."""

    def __init__(self, columns: Sequence[Column[RowT]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._rows: Sequence[RowT] = ()

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
            first = [chip.spoken() for chip in column.chips(row)] or [column.text(row)]
            second = column.second(row) if column.second else ""
            said = ", ".join(part for part in (*first, second) if part)
            return f"{column.header}: {said}"
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].header
        return None


class _Delegate(QStyledItemDelegate, Generic[RowT]):
    def __init__(self, columns: tuple[Column[RowT], ...], view: QTableView) -> None:
        super().__init__(view)
        self._columns, self._view = columns, view

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        return QSize(theme.px(80), theme.px(32))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        painter.save()
        paint.turn(painter, option.rect, option.direction)
        self._paint_cell(painter, option.rect, option.state, index)
        painter.restore()

    def _paint_cell(self, painter: QPainter, rect: QRect, state: QStyle.StateFlag, index: AnyIndex) -> None:
        now = theme.colors()
        column: Column[RowT] = self._columns[index.column()]
        row: RowT = index.data(RowRole)
        selected = bool(state & QStyle.StateFlag.State_Selected)
        if selected:
            painter.fillRect(rect, now.selection)
        here = self._view.hasFocus() and self._view.currentIndex().row() == index.row()
        if here and self._view.horizontalHeader().visualIndex(index.column()) == 0:
            bar = now.selection_ink if selected and now.forced else now.accent
            painter.fillRect(QRectF(rect.left(), rect.top(), theme.px(3), rect.height() - 1), bar)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, now.line)
        faint = now.selection_ink if selected and now.forced else now.dim
        ink = faint if column.dim else now.selection_ink if selected else now.ink
        box = rect.adjusted(theme.px(8), 0, -theme.px(8), -1)
        if column.icon and (name := column.icon(row)):
            side = theme.px(16)
            left = box.right() - side if column.icon_last else box.left()
            icons.draw(painter, QRect(left, box.center().y() - side // 2, side, side), name, faint)
            box.adjust(
                0 if column.icon_last else theme.px(26), 0, -theme.px(22) if column.icon_last else 0, 0
            )
        shown = column.chips(row)
        for number, one in enumerate(shown):
            top = box.center().y() - theme.px(10 if len(shown) == 1 else 22) + number * theme.px(23)
            draw_chip(painter, box.left(), top, one, box.width())
        if shown:
            return
        if column.draw is not None:
            column.draw(painter, box, row, ink, faint)
            return
        has_figures = any(
            letter.isdigit() for letter in column.text(row)
        )  # in "E-mail" they would spread the hyphen
        font = theme.font("bold" if column.bold else "text", tabular=has_figures)
        align = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
        second = column.second(row) if column.second else ""
        if not second:
            paint.text(painter, box, column.text(row), ink, font, align)
            return
        line = theme.line_height()
        upper = QRect(box.left(), box.center().y() - line, box.width(), line)
        paint.text(painter, upper, column.text(row), ink, font, align)
        paint.text(painter, upper.translated(0, line), second, faint, theme.font(), align)


class _Header(QHeaderView):
    """Small dim heads over a line; an arrow by the sorted one."""

    def paintSection(self, painter: QPainter, rect: QRect, logical: int) -> None:
        now = theme.colors()
        painter.save()
        paint.turn(painter, rect, self.layoutDirection())
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, now.line)
        words = str(self.model().headerData(logical, Qt.Orientation.Horizontal))
        columns = getattr(self.model(), "columns", ())
        right = bool(columns) and columns[logical].right
        if self.isSortIndicatorShown() and self.sortIndicatorSection() == logical:
            words += " ↑" if self.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder else " ↓"
        align = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        box = rect.adjusted(theme.px(8), 0, -theme.px(8), 0)
        paint.text(painter, box, words, tone_ink(Tone.DIM), theme.font("small"), align)
        painter.restore()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(100), theme.px(30))


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
        self.setItemDelegate(_Delegate(self.rows_model.columns, self))
        header = _Header(Qt.Orientation.Horizontal, self)
        header.setAccessibleName(self.tr("{name}: columns").format(name=name))
        header.setSectionsClickable(True)
        header.setSectionsMovable(True)
        header.viewport().setAutoFillBackground(False)
        self.setHorizontalHeader(header)
        make_quiet(self)
        header.show()
        header.sectionClicked.connect(self._on_header_clicked)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.selectionModel().currentRowChanged.connect(self._on_current_changed)
        self.doubleClicked.connect(self._open)
        self._two_lines = any(column.second for column in columns)
        self.arranging = Arranging(self, self.rows_model.columns, keep)
        self._restyle()
        theme.bus().changed.connect(self._restyle)
        self.rows_model.modelReset.connect(self._fit)

    def set_rows(self, rows: Sequence[RowT]) -> None:
        """Show these; the current row stays current where it is still there."""
        key = self.current_key()
        self.rows_model.set_rows(rows)
        self._picked = key is not None and self.select(key) and self._picked

    def current_key(self) -> object | None:
        """The key of the current row."""
        index = self.currentIndex()
        return self._key(self.rows_model.row(index.row())) if index.isValid() else None

    def select(self, key: object) -> bool:
        """Make the row with ``key`` current; False where there is none."""
        for number, row in enumerate(self.rows_model.rows()):
            if self._key(row) == key:
                go_to(self, self.rows_model.index(number, 0))
                return True
        return False

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
        column = self.rows_model.columns[section]
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

    def _restyle(self) -> None:
        self.verticalHeader().setDefaultSectionSize(theme.px(53 if self._two_lines else 32))
        self._fit()

    def _fit(self) -> None:
        self.arranging.fit(needs(self.rows_model.columns, self.rows_model.rows()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arranging.share()

    def focusInEvent(self, event: QFocusEvent) -> None:
        arrive(self, self.rows_model.index(0, 0), event)
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
