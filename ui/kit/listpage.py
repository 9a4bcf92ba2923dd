"""A page that is a list: a filter one types into, at most one choice beside it, a table, kind words where it is empty.

class ClientsPage(ListPage[ClientLine]):
    def __init__(self, workspace): super().__init__("Clients", COLUMNS, key=…, sort="name", empty=EmptyState(…))
    def look_up(self, asked: Asked) -> Found[ClientLine]: …     # the vault's worker

However long the list, a look-up reads `asked.most` rows of it, from `asked.start` on; the rest comes as one scrolls.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout

from ui.kit import tasks, theme
from ui.kit.announcing import speak
from ui.kit.empty import EmptyState, OrEmpty
from ui.kit.fields import Segmented, TextField
from ui.kit.flow import Flow
from ui.kit.going import go_to
from ui.kit.page import Page
from ui.kit.pausing import after_typing
from ui.kit.tables import Column, RowTable

RowT = TypeVar("RowT")
PAUSE = 120
"""Milliseconds without a key after which the list is read."""
BATCH = 300
"""Rows read at once."""
AHEAD = 60
"""Rows that are there below what is seen before more are read."""


@dataclass(frozen=True)
class Asked:
    """What somebody wants to see."""

    words: str
    choice: object
    sort: str
    ascending: bool
    start: int = 0
    most: int = BATCH


@dataclass(frozen=True)
class Found(Generic[RowT]):
    """The rows; ``any_at_all`` tells an empty firm from a filter that nothing fits; ``subtitle`` is the quiet line.

    ``more``: there are others after these.
    """

    rows: Sequence[RowT]
    any_at_all: bool
    subtitle: str = ""
    more: bool = False


class ListPage(Page, Generic[RowT]):
    """Type to filter; Down and Enter lead into the table."""

    def __init__(
        self,
        name: str,
        columns: Sequence[Column[RowT]],
        *,
        key: Callable[[RowT], object],
        sort: str,
        keep: str,
        empty: EmptyState,
        placeholder: str,
        choices: Sequence[tuple[object, str]] = (),
        choices_name: str = "",
    ) -> None:
        super().__init__(name)
        self._sort, self._ascending = sort, True
        self._task: tasks.Task | None = None
        self._asked: Asked | None = None
        self._more = False
        self.filter = TextField(placeholder)
        self.filter.setAccessibleName(placeholder)
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(self._on_filter_changed)
        self.filter.installEventFilter(self)
        self._choices = dict(choices)
        self.choice = Segmented(choices, name=choices_name) if choices else None
        self.table: RowTable[RowT] = RowTable(columns, name=name, key=key, keep=keep)
        self.table.show_sorted(sort, ascending=True)
        self.table.sort_requested.connect(self._on_table_sort_requested)
        self.table.verticalScrollBar().valueChanged.connect(self._on_table_scrolled)
        self._either = OrEmpty(self.table, empty)
        self._none_fits = EmptyState(
            self.tr("Nothing fits these words."), self.tr("Clear the words"), self.filter.clear
        )
        self._either.addWidget(self._none_fits)
        self._line = QHBoxLayout()
        line = Flow()
        line.add(self.filter, share=1, least=190, most=420)
        if self.choice is not None:
            self.choice.changed.connect(self._on_choice_changed)
            line.add(self.choice)
        self._line.addWidget(line)
        self.body.addLayout(self._line)
        self.body.addWidget(self._either, 1)
        self._wait = after_typing(self, PAUSE, self.mark_stale)

    def look_up(self, asked: Asked) -> Found[RowT]:
        """Read the rows. Override; runs on the vault's worker."""
        raise NotImplementedError

    def find_here(self) -> bool:
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.selectAll()
        return True

    def focus_first(self) -> None:
        self.filter.setFocus(Qt.FocusReason.OtherFocusReason)

    def reload(self) -> None:
        if self._task is not None:
            self._task.cancel()
        choice = self.choice.value() if self.choice is not None else None
        words = self.filter.text().strip()
        asked = Asked(words, choice, self._sort, self._ascending)
        if self._asked is not None and asked == replace(self._asked, start=0, most=BATCH):
            # As far as one has scrolled.
            asked = replace(asked, most=max(BATCH, self.table.rows_model.rowCount()))
        self._ask(asked, self._show)

    def _ask(self, asked: Asked, done: Callable[[Found[RowT]], None]) -> None:
        self._asked = asked
        self._task = tasks.run(
            lambda: self.look_up(asked), owner=self, done=done, failed=self.errors.show_error
        )

    def _show(self, found: Found[RowT]) -> None:
        self.errors.clear()
        self.set_title(self.title.text(), found.subtitle)
        self.table.set_rows(found.rows)
        self._more = found.more
        self._say_why_none()
        self._either.setCurrentIndex(0 if found.rows else 2 if found.any_at_all else 1)
        if found.rows and not found.subtitle and self.filter.hasFocus():
            many = self.tr("More than {count} found") if found.more else self.tr("{count} found")
            speak(self.filter, many.format(count=len(found.rows)))
        for widget in (self.filter, self.choice):
            if widget is not None:
                widget.setVisible(found.any_at_all)
        if found.rows and self.table.current_key() is None:
            go_to(self.table, self.table.line(0))

    def _say_why_none(self) -> None:
        """Where nothing is shown of what there is: the words that were typed, or else what was chosen beside them."""
        words, choice = self.filter.text().strip(), self.choice.value() if self.choice is not None else None
        chosen = self._choices.get(choice, "")
        if words or not chosen:
            self._none_fits.say(self.tr("Nothing fits these words."))
        else:
            self._none_fits.say(self.tr("Nothing stands under “{choice}” just now.").format(choice=chosen))
        if self._none_fits.button is not None:
            self._none_fits.button.setVisible(bool(words))

    def _on_table_scrolled(self, value: int) -> None:
        """Read on before somebody sees the end of what is there."""
        if not self._more or self._asked is None or (self._task is not None and self._task.running):
            return
        left = self.table.verticalScrollBar().maximum() - value
        if left <= AHEAD * self.table.verticalHeader().defaultSectionSize():
            start = self.table.rows_model.rowCount()
            self._ask(replace(self._asked, start=start, most=BATCH), self._append)

    def _append(self, found: Found[RowT]) -> None:
        self._more = found.more
        self.table.rows_model.append(found.rows)

    def _on_filter_changed(self, _words: str) -> None:
        self._wait.start()

    def _on_choice_changed(self, _value: object) -> None:
        self.mark_stale()

    def _on_table_sort_requested(self, column: str, ascending: bool) -> None:
        self._sort, self._ascending = column, ascending
        self.mark_stale()

    def _restyle(self) -> None:
        super()._restyle()
        if hasattr(self, "_line"):  # the first call comes from the page's own making
            self._line.setContentsMargins(0, theme.px(8), 0, 0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.filter and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in {Qt.Key.Key_Down, Qt.Key.Key_PageDown}:
                self.table.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                key = self.table.current_key()
                if key is not None:
                    self.table.opened.emit(key)
                return True
            if event.key() == Qt.Key.Key_Escape and self.filter.text():
                self.filter.clear()
                return True
        return super().eventFilter(watched, event)
