"""The search box: one line of words and operators, the operators marked as such, completed as they are typed.

box = SearchBox(complete)      # complete(text, cursor) on the vault's worker
box.asked.connect(...)         # a moment after the last key, or at once with Return
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QInputMethodEvent,
    QKeyEvent,
    QPaintEvent,
    QTextCharFormat,
)
from PySide6.QtWidgets import QApplication, QWidget

from app.search.asking import Asked, Sort
from app.search.completing import Completion
from ui.kit import icons, paint, tasks, theme
from ui.kit.pausing import after_typing
from ui.kit.text_field import TextField
from ui.kit.typeahead import Suggestion
from ui.search.popup import CompletionPopup

PAUSE = 60
"""Milliseconds after the last key until what is typed is looked for."""
ICONS = {"matter": "folder", "client": "user", "person": "user", "author": "user", "day": "calendar"}

Complete = Callable[[str, int], Sequence[Completion]]


class SearchBox(TextField):
    """`asked(finished)` when the words are to be looked for: after a pause, or at once and finished by Return.
    `left()` when the keyboard goes on to the list."""

    asked = Signal(bool)
    left = Signal()

    def __init__(self, complete: Complete, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setAccessibleName(self.tr("Search the contact log"))
        self.setPlaceholderText(self.tr("Words, “a phrase”, from:, matter:, before: …"))
        self.setClearButtonEnabled(True)
        self._complete = complete
        self._composing = self._writing = False
        self._task: tasks.Task | None = None
        self.popup = CompletionPopup(self)
        self.popup.clicked.connect(lambda index: self._take(self.popup.suggestions.items[index.row()]))
        self._pause = after_typing(self, PAUSE, lambda: self.asked.emit(False))
        self.textChanged.connect(lambda _: self._pause.start())
        self.textEdited.connect(lambda _: self._offer())
        self._restyle()
        theme.bus().changed.connect(self._restyle)

    def show_asked(self, asked: Asked) -> None:
        """Mark the operators, and quietly what was not understood."""
        if self._composing or asked.text != self.text():
            return
        attributes = []
        units = _units_before(asked.text)
        for token in asked.tokens:
            style = _style(token.sort, excluded=token.excluded)
            if style is not None:
                start, end = units(token.start), units(token.start + token.length)
                attributes.append(
                    QInputMethodEvent.Attribute(
                        QInputMethodEvent.AttributeType.TextFormat,
                        start - self.cursorPosition(),
                        end - start,
                        style,
                    )
                )
        # What a Chinese keyboard underlines with while one composes is the only way to colour a part of a line.
        QApplication.sendEvent(self, QInputMethodEvent("", attributes))

    def ask_now(self, *, finished: bool = False) -> None:
        """Look for what stands there without waiting for another key."""
        self._pause.stop()
        self.asked.emit(finished)

    def put(self, text: str) -> None:
        """Other words, as if they had been typed; undone as those are."""
        self._insert(0, len(self.text()), text)
        self.ask_now()

    def close_popup(self) -> None:
        """No completions any more."""
        if self._task is not None:
            self._task.cancel()
        self.popup.show_at(0, [])

    def _offer(self) -> None:
        """Ask what could stand at the cursor."""
        if self._writing:
            return
        if self._task is not None:
            self._task.cancel()
        text, cursor = self.text(), _points(self.text(), self.cursorPosition())
        if not text.strip():
            self.popup.show_at(0, [])
            return
        self._task = tasks.run_search(
            lambda _: list(self._complete(text, cursor)),
            owner=self,
            done=lambda found: self._show(text, found),
        )

    def _show(self, text: str, found: Sequence[Completion]) -> None:
        if text != self.text() or not self.hasFocus():
            return
        items = [Suggestion(one, one.label, icon=ICONS.get(one.kind, "")) for one in found]
        start = min((one.start for one in found), default=0)
        back = self.text()[start : _points(text, self.cursorPosition())]
        place = paint.seen_in(self, self.cursorRect())
        begin = place.left() - self.fontMetrics().horizontalAdvance(back)
        self.popup.show_at(max(0, begin - theme.px(12)), items)

    def _take(self, item: Suggestion | None) -> None:
        """Put a completion into its place; one that begins a value goes on being completed."""
        one = item.key if item is not None else None
        if not isinstance(one, Completion):
            return
        self._insert(one.start, one.length, one.text)
        self.ask_now()
        if not one.text.endswith(" "):
            self._offer()

    def _insert(self, start: int, length: int, text: str) -> None:
        """Put ``text`` into the place of so many letters; nothing is offered for it."""
        units = _units_before(self.text())
        first, last = units(start), units(start + length)
        self._writing = True
        try:
            self.setSelection(first, last - first)
            if last == first:
                self.setCursorPosition(first)
            self.insert(text)
        finally:
            self._writing = False
        self.close_popup()

    def event(self, event: QEvent) -> bool:
        """Tab takes what is chosen among the completions or, of an operator and its values, the first. From a plain
        word it goes on, as everywhere."""
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Tab
            and not event.modifiers()
        ):
            item = self.popup.current() or self._meant()
            if item is not None:
                self._take(item)
                return True
        return super().event(event)

    def _meant(self) -> Suggestion | None:
        """The first completion, where an operator or its value is being typed."""
        item = self.popup.first()
        one = item.key if item is not None else None
        if not isinstance(one, Completion):
            return None
        typed = self.text()[one.start : one.start + one.length]
        return item if one.kind == "operator" or ":" in typed else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_open, key = self.popup.first() is not None, event.key()
        if key in {Qt.Key.Key_Down, Qt.Key.Key_Up} and is_open:
            self.popup.step(1 if key == Qt.Key.Key_Down else -1)
        elif key in {Qt.Key.Key_Down, Qt.Key.Key_PageDown}:
            self.left.emit()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            item = self.popup.current()
            if item is not None:
                self._take(item)
                return
            self.close_popup()
            self.ask_now(finished=True)
        elif key == Qt.Key.Key_Escape and is_open:
            self.close_popup()
        elif key == Qt.Key.Key_Escape and self.text():
            self.put("")
        else:
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.close_popup()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = paint.begin(self)
        side = theme.px(13)
        box = QRect(theme.px(12), (self.height() - side) // 2, side, side)
        icons.draw(painter, box, "search", theme.colors().dim)
        painter.end()

    def _restyle(self) -> None:
        self.set_room(theme.px(30), theme.px(6))
        self.setFixedHeight(theme.px(34))


def _style(sort: Sort, *, excluded: bool) -> QTextCharFormat | None:
    """How a token is drawn; None for plain words."""
    now = theme.colors()
    style = QTextCharFormat()
    if sort is Sort.UNCLEAR:
        style.setForeground(now.soon)
        style.setFontUnderline(True)
    elif sort is Sort.FILTER:
        style.setForeground(now.accent if not now.forced else now.ink)
        style.setBackground(now.accent_ground)
        style.setFontUnderline(now.forced)
        if excluded:
            style.setFontStrikeOut(True)
    elif excluded:
        style.setForeground(now.dim)
        style.setFontStrikeOut(True)
    elif sort in {Sort.PHRASE, Sort.PREFIX}:
        style.setFontWeight(QFont.Weight.DemiBold)
    else:
        return None
    return style


def _units_before(text: str) -> Callable[[int], int]:
    """How many of Qt's letters (UTF-16) lie before so many of Python's."""
    if text.isascii() or max(text, default="") < "\U00010000":
        return lambda place: place
    return lambda place: len(text[:place].encode("utf-16-le", "surrogatepass")) // 2


def _points(text: str, units: int) -> int:
    """How many of Python's letters lie before so many of Qt's."""
    if text.isascii() or max(text, default="") < "\U00010000":
        return units
    return len(text.encode("utf-16-le", "surrogatepass")[: 2 * units].decode("utf-16-le", "replace"))
