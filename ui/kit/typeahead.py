"""A field that suggests while one types. Suggestions are fetched off the main thread; "Create '…'" stands
last.

field = TypeAhead(fetch=lambda words: find_matters(workspace, words), name="Matter", create="Create client")
field.chosen.connect(self._on_field_chosen)      # a Suggestion
field.create_requested.connect(...)              # the words typed
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui.kit import icons, paint, tasks, theme
from ui.kit.announcing import speak
from ui.kit.pausing import after_typing
from ui.kit.row_model import AnyIndex, RowRole
from ui.kit.text_field import TextField

MOST = 9


class Suggestion(NamedTuple):
    """One thing to choose. ``key`` is for the caller; ``note`` stands dim behind or under the text."""

    key: object
    text: str
    note: str = ""
    icon: str = ""

    def spoken(self) -> str:
        """The line for a screen reader."""
        return ", ".join(part for part in (self.text, self.note) if part)


_CREATE = object()


class _Model(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.items: list[Suggestion] = []

    def set_items(self, items: list[Suggestion]) -> None:
        self.beginResetModel()
        self.items = items
        self.endResetModel()

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own default, never changed
        return 0 if parent.isValid() else len(self.items)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        item = self.items[index.row()]
        if role == RowRole:
            return item
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return item.spoken()
        return None


class _Delegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        return QSize(theme.px(200), theme.px(32))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        now = theme.colors()
        item: Suggestion = index.data(RowRole)
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        paint.turn(painter, rect, option.direction)
        if selected:
            paint.rounded(
                painter, QRectF(rect).adjusted(4, 1, -4, -1), now.selection, None, theme.CHIP_RADIUS
            )
        left = rect.left() + theme.px(12)
        ink = now.selection_ink if selected else now.ink
        faint = now.selection_ink if selected and now.forced else now.dim
        icon = "plus" if item.key is _CREATE else item.icon
        if icon:
            side = theme.px(15)
            icons.draw(painter, QRect(left, rect.center().y() - side // 2, side, side), icon, faint)
            left += theme.px(24)
        words = QRect(left, rect.top(), rect.right() - theme.px(12) - left, rect.height())
        paint.text(painter, words, item.text, ink, theme.font())
        used = QFontMetrics(theme.font()).horizontalAdvance(item.text) + theme.px(10)
        paint.text(painter, words.adjusted(used, 0, 0, 0), item.note, faint, theme.font())
        painter.restore()


class Popup(QListView):
    """The list under the field: a child of the window, so that the keyboard stays in the field."""

    def __init__(self, field: QWidget) -> None:
        super().__init__(field)
        self._field = field
        self.suggestions = _Model(self)
        self.setModel(self.suggestions)
        self.setItemDelegate(_Delegate(self))
        self.setUniformItemSizes(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setViewportMargins(1, 5, 1, 5)
        self.viewport().setAutoFillBackground(False)
        self.setAccessibleName(self.tr("Suggestions"))
        self.entered.connect(self.setCurrentIndex)
        self.hide()

    def show_items(self, items: list[Suggestion], *, chosen: bool = True) -> None:
        """Show these under the field, the first of them ``chosen`` or none; nothing hides it."""
        self.suggestions.set_items(items)
        if not items:
            self.hide()
            return
        self.setCurrentIndex(self.suggestions.index(0) if chosen else QModelIndex())
        window = self._field.window()
        if self.parent() is not window:
            self.setParent(window)
        high = min(len(items), MOST) * theme.px(32) + 12
        corner = self._field.mapTo(window, QPoint(0, self._field.height() + 4))
        above = self._field.mapTo(window, QPoint(0, -4)).y() - theme.px(8)
        below = window.height() - corner.y() - theme.px(8)
        if high > below and above > below:
            high = min(high, above)
            corner.setY(above + theme.px(8) - high)
        self.setGeometry(corner.x(), corner.y(), self._field.width(), min(high, max(above, below)))
        self.show()
        self.raise_()
        said = self.tr("{count} offered: {first}").format(count=len(items), first=items[0].spoken())
        speak(self._field, said)

    def step(self, by: int) -> None:
        """Move the choice."""
        count = self.suggestions.rowCount()
        if count:
            self._go((self.currentIndex().row() + by) % count)

    def _go(self, row: int) -> None:
        """The keyboard stays in the field, so what is chosen is said of it."""
        self.setCurrentIndex(self.suggestions.index(row))
        speak(self._field, self.suggestions.items[row].spoken())

    def current(self) -> Suggestion | None:
        """The chosen line, when the list is open."""
        index = self.currentIndex()
        return self.suggestions.items[index.row()] if index.isValid() and not self.isHidden() else None

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            now = theme.colors()
            painter = QPainter(self)
            ground = now.pane if now.forced or not now.dark else now.plain_ground
            paint.rounded(painter, QRectF(self.rect()), ground, now.line.darker(108), theme.RADIUS)
            painter.end()
            return True
        return super().event(event)


class TypeAhead(TextField):
    """A line edit with suggestions. ``fetch`` runs on the vault's worker (or ``now=True``: at once, for
    short lists)."""

    chosen = Signal(object)
    create_requested = Signal(str)

    def __init__(
        self,
        fetch: Callable[[str], Sequence[Suggestion]],
        *,
        name: str,
        placeholder: str = "",
        create: str = "",
        now: bool = False,
        keep_text: bool = True,
        on_empty: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(placeholder, parent=parent)
        self.setAccessibleName(name)
        self._fetch, self._create, self._now = fetch, create, now
        self._keep_text, self._on_empty = keep_text, on_empty
        self._key: object | None = None
        self._task: tasks.Task | None = None
        self._eager = False
        self.popup = Popup(self)
        self.popup.clicked.connect(self._on_popup_clicked)
        self._wait = after_typing(self, 0 if now else 90, self._ask)
        self.textEdited.connect(self._on_text_edited)

    def key(self) -> object | None:
        """The key of what was chosen; None after the words were changed by hand."""
        return self._key

    def choose(self, suggestion: Suggestion) -> None:
        """Take ``suggestion`` as if it had been chosen."""
        self._settle(suggestion)

    def set_key(self, key: object | None, text: str) -> None:
        """Show a value without telling anybody."""
        self._key = key
        self.setText(text)

    def _on_text_edited(self, _text: str) -> None:
        self._key = None
        self._eager = False
        self._wait.start()

    def _pending(self) -> bool:
        """Whether what the list shows (or shows not yet) is of other words than those typed."""
        asked = self._task is not None and self._task.running and not self._task.cancelled
        return bool(self.text().strip()) and (self._wait.isActive() or asked)

    def catch_up(self) -> None:
        """Bring the list up to the words typed, where that needs no worker."""
        if self._now and self._wait.isActive():
            self._ask()

    def _take_first(self) -> None:
        """Who types fast and ends with Enter or Tab means the first of these words, not of those before."""
        self._eager = True
        if self._wait.isActive():
            self._ask()

    def _ask(self) -> None:
        self._wait.stop()
        words = self.text().strip()
        if self._task is not None:
            self._task.cancel()
        if not words and not self._on_empty:
            self.popup.show_items([])
        elif self._now:
            self._show(list(self._fetch(words)))
        else:
            self._task = tasks.run(lambda: list(self._fetch(words)), owner=self, done=self._show)

    def _show(self, found: list[Suggestion]) -> None:
        eager, self._eager = self._eager, False
        if eager and found:
            self._settle(found[0])
            return
        words = self.text().strip()
        items = found[:50]
        if self._create and words:
            items = [*items, Suggestion(_CREATE, f"{self._create} “{words}”")]
        self.popup.show_items(items if self.hasFocus() else [])

    def _on_popup_clicked(self, index: QModelIndex) -> None:
        self._settle(self.popup.suggestions.items[index.row()])

    def _settle(self, item: Suggestion) -> None:
        self.popup.hide()
        self._wait.stop()
        if self._task is not None:
            self._task.cancel()
        if item.key is _CREATE:
            self.create_requested.emit(self.text().strip())
            return
        self._key = item.key
        self.setText(item.text if self._keep_text else "")
        self.chosen.emit(item)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.catch_up()
        item = self.popup.current()
        if event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
            if item is None:
                self._ask()
            else:
                self.popup.step(1 if event.key() == Qt.Key.Key_Down else -1)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self._pending():
            self._take_first()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and item is not None:
            self._settle(item)
        elif event.key() == Qt.Key.Key_Escape and item is not None:
            self.popup.hide()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Tab takes the first suggestion and goes on, as mail programs do; but only where something was typed."""
        tab = (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Tab
        )
        if tab:
            self.catch_up()
        if tab and self._pending():
            self._take_first()
        elif tab and self.text().strip():
            item = self.popup.current()
            if item is not None and item.key is not _CREATE:
                self._settle(item)
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._on_empty and not self.text():
            self._ask()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.popup.hide()
        self._wait.stop()
