"""A list of two-line rows in groups: icon, name, what it is about, its state, and one action a row (the
Today page).

rows = RowList(name="What is owed")
rows.set_groups([Group("Late", (Row(key=id, title="…", subtitle="…", icon="email", text="…",
                                    chips=(chips.late("3 h late"),), action="Answer"),), tone=Tone.LATE)])
rows.acted.connect(self._on_rows_acted)      # the button, or Enter
rows.opened.connect(self._on_rows_opened)    # double click, Ctrl+Enter, or Enter where a row has no action
                                             # within `beside.wanted`: middle button, Ctrl+Shift+Enter
rows.more_asked.connect(self._on_more_asked) # the three dots of a row with `more`, right click, or the menu key
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QStyle, QTableView, QWidget

from ui.kit import beside, copying, theme
from ui.kit.going import arrive, go_to, over_rows
from ui.kit.row_model import AnyIndex, Group, Heading, Row, RowListModel


class RowList(QTableView):
    """Shows `Group`s. `acted(key)` for the row's action, `opened(key)` for the row itself, `chosen(key)` on
    moving."""

    acted = Signal(object)
    opened = Signal(object)
    chosen = Signal(object)
    more_asked = Signal(object, QPoint)
    fitted = Signal()
    """The lines are as high as they have to be, anew: there are others, or they have more room or less."""

    def __init__(self, name: str, *, name_share: float = 0.295, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        from ui.kit.row_delegate import RowDelegate

        self.setAccessibleName(name)
        self._model = RowListModel(self)
        self._low: list[int] = []
        self._picked = self._on_more = False
        self._whole, self._most = False, 0
        self.may_act = True
        """Whether rows have buttons at all: not for who reads only. Enter then opens them."""
        self._delegate = RowDelegate(self, name_share)
        self.setModel(self._model)
        self.setItemDelegate(self._delegate)
        make_quiet(self)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.horizontalHeader().setStretchLastSection(True)
        self._restyle()
        theme.bus().changed.connect(self._restyle)
        self.selectionModel().currentChanged.connect(self._on_current_changed)

    def set_groups(self, groups: Sequence[Group]) -> None:
        """Show these groups; the current row stays current where it is still there."""
        key = self.current_key()
        line = self.currentIndex().row()
        if not self.may_act:
            groups = [
                group._replace(rows=tuple(row._replace(action="", more=False) for row in group.rows))
                for group in groups
            ]
        self._model.set_groups(groups)
        self._fit_rows()
        where = self._model.find(key) if key is not None else -1
        self._picked = self._picked and where >= 0
        if where < 0 and line >= 0:
            where = min(line, self._model.rowCount() - 1)
        if where >= 0:
            go_to(self, self._model.index(where))

    def append_groups(self, groups: Sequence[Group]) -> None:
        """Show more below, for a list that is read a page at a time; nothing above moves."""
        self._model.append(groups)
        self._fit_rows()

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show rows without groups."""
        self.set_groups([Group("", tuple(rows))])

    def keys(self) -> list[object]:
        """The keys of all rows, top to bottom."""
        return [line.key for line in self.lines() if isinstance(line, Row)]

    def lines(self) -> list[Row | Heading]:
        """All that is shown, headings and rows, top to bottom."""
        return [self._model.item(number) for number in range(self._model.rowCount())]

    def selected_keys(self) -> list[object]:
        """The keys of the rows that are selected, top to bottom."""
        lines = sorted({index.row() for index in self.selectionModel().selectedIndexes()})
        items = (self._model.item(line) for line in lines)
        return [item.key for item in items if isinstance(item, Row)]

    def current_key(self) -> object | None:
        """The key of the current row."""
        row = self._row(self.currentIndex())
        return row.key if row else None

    def picked_key(self) -> object | None:
        """The key of the current row where somebody went to it: not of one that is current because it is the first."""
        return self.current_key() if self._picked else None

    def select(self, key: object) -> bool:
        """Make the row with ``key`` current; False where there is none."""
        where = self._model.find(key)
        if where >= 0:
            go_to(self, self._model.index(where))
        return where >= 0

    def select_first(self) -> None:
        """Make the first row current."""
        for number in range(min(2, self._model.rowCount())):
            if isinstance(self._model.item(number), Row):
                go_to(self, self._model.index(number))
                self._picked = False
                return

    def stand_whole(self, most: int = 0) -> None:
        """As high as its lines from now on, and at least as one row: what it stands on scrolls, not the list. Above 0,
        ``most`` is the number of rows it is at most as high as."""
        self._whole, self._most = True, most
        self._stand()

    def button_rect(self, index: AnyIndex) -> QRect:
        """Where the action of a row is drawn, in viewport pixels; empty without an action."""
        place = self.visualRect(self._model.index(index.row()))
        return QStyle.visualRect(
            self.layoutDirection(), place, self._delegate.button_rect(place, self._row(index))
        )

    def more_rect(self, index: AnyIndex) -> QRect:
        """Where the three dots of a row are drawn, in viewport pixels; empty without them."""
        place = self.visualRect(self._model.index(index.row()))
        return QStyle.visualRect(
            self.layoutDirection(), place, self._delegate.more_rect(place, self._row(index))
        )

    def _ask_more(self, index: AnyIndex) -> None:
        """Under the three dots, or in the middle of the row."""
        row = self._row(index)
        if row is None or not row.more:
            return
        where = self.more_rect(index).bottomLeft()
        self.more_asked.emit(row.key, self.viewport().mapToGlobal(where))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        index = self.indexAt(event.pos()) if by_mouse else self.currentIndex()
        if by_mouse:
            row = self._row(index)
            if row is not None and row.more:
                self.more_asked.emit(row.key, event.globalPos())
        else:
            self._ask_more(index)
        event.accept()

    def _row(self, index: AnyIndex) -> Row | None:
        item = self._model.item(index.row()) if index.isValid() else None
        return item if isinstance(item, Row) else None

    def _restyle(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self._delegate.row_height())
        self._fit_rows()

    def _fit_rows(self) -> None:
        self._delegate.forget_widths()
        self._step_back()
        self._size_headings()
        self._stand()

    def _step_back(self) -> bool:
        """Whether rows are as high now as they were not before."""
        is_other = self._delegate.fold(self.viewport().width())
        if is_other:
            self.verticalHeader().setDefaultSectionSize(self._delegate.row_height())
            self.viewport().update()
        return is_other

    def _stand(self) -> None:
        if self._whole:
            row = self._delegate.row_height()
            high = max(self.verticalHeader().length(), row)
            self.setFixedHeight((min(high, row * self._most) if self._most else high) + 1)
        self.fitted.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # All lines are as high as a row then, the headings, too.
        if self._step_back():
            self._size_headings()
            self._stand()

    def _size_headings(self) -> None:
        plain = self.verticalHeader().defaultSectionSize()
        for number in self._low:  # a row may stand where a heading stood before
            if number < self._model.rowCount():
                self.setRowHeight(number, plain)
        self._low = [number for number, _ in self._model.headings()]
        for number, heading in self._model.headings():
            self.setRowHeight(number, theme.px(26 if heading.first else 38))

    def _on_current_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        row = self._row(current)
        if row is not None:
            self.chosen.emit(row.key)

    def _act(self, index: AnyIndex, *, open_it: bool = False) -> None:
        row = self._row(index)
        if row is None:
            return
        (self.acted if row.action and not open_it else self.opened).emit(row.key)

    def open_beside(self) -> None:
        """Open the current row; where that is a page, in a window of its own."""
        with beside.wanted():
            self._act(self.currentIndex(), open_it=True)

    def focusInEvent(self, event: QFocusEvent) -> None:
        arrive(self, self._first(), event)
        super().focusInEvent(event)

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        # The keyboard came before the rows did; a heading is no place for it.
        if not self.currentIndex().isValid():
            return self._first()
        return super().moveCursor(action, over_rows(action, modifiers))

    def _first(self) -> QModelIndex:
        """The first row, below its heading."""
        rows = range(self._model.rowCount())
        return self._model.index(next((n for n in rows if isinstance(self._model.item(n), Row)), -1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if beside.asked_by_key(event):
            self.open_beside()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._act(
                self.currentIndex(), open_it=bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            )
        elif event.matches(QKeySequence.StandardKey.Copy):
            rows = sorted(index.row() for index in self.selectionModel().selectedIndexes())
            items = (self._model.item(number) for number in rows)
            copying.copy_rows([item.cells() for item in items if isinstance(item, Row)])
        else:
            before = self.currentIndex()
            super().keyPressEvent(event)
            self._picked = self._picked or self.currentIndex() != before

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if beside.asked_by_mouse(event):
            go_to(self, index)
            self.open_beside()
            return
        at = event.position().toPoint()
        on_button = index.isValid() and self.button_rect(index).contains(at)
        self._on_more = index.isValid() and self.more_rect(index).contains(at)
        self._delegate.pressed = QPersistentModelIndex(index) if on_button else None
        super().mousePressEvent(event)
        self._picked = self._picked or self._row(index) is not None
        self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        pressed, self._delegate.pressed = self._delegate.pressed, None
        super().mouseReleaseEvent(event)
        self.viewport().update()
        on_more, self._on_more = self._on_more, False
        if on_more and index.isValid() and self.more_rect(index).contains(event.position().toPoint()):
            self._ask_more(index)
        if (
            pressed is not None
            and index == pressed
            and self.button_rect(index).contains(event.position().toPoint())
        ):
            self._act(index)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        over = index.isValid() and self.button_rect(index).contains(event.position().toPoint())
        if over != (self._delegate.hovered is not None):
            self._delegate.hovered = QPersistentModelIndex(index) if over else None
            self.viewport().update()
        super().mouseMoveEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and not self.button_rect(index).contains(event.position().toPoint()):
            self._act(index, open_it=True)


def make_quiet(view: QTableView) -> None:
    """A table without grid, frame and heads, that stands on the page's own ground."""
    view.setShowGrid(False)
    view.setFrameShape(QFrame.Shape.NoFrame)
    view.verticalHeader().hide()
    view.horizontalHeader().hide()
    view.viewport().setAutoFillBackground(False)
    view.setMouseTracking(True)
    view.setTabKeyNavigation(False)
    view.setCornerButtonEnabled(False)
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.verticalHeader().setMinimumSectionSize(1)
    view.setWordWrap(False)
