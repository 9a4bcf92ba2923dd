"""The field of one line: what was understood is marked in it; the list under it completes names."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from app.quickentry.completing import Completion
from app.quickentry.parts import Choice, Kind, Part
from ui.kit import theme
from ui.kit.fields import GrowingText
from ui.kit.seams import Places
from ui.kit.typeahead import Popup, Suggestion

_MOST_MARKED = 200


class LineField(GrowingText):
    """`edited` on every change, `entered` for Enter, `took(choice, start, end)` for a completion."""

    edited = Signal()
    entered = Signal()
    took = Signal(object, int, int)

    def __init__(self, placeholder: str) -> None:
        super().__init__(placeholder, least=1, most=6)
        self.setAccessibleName(placeholder)
        self.popup = Popup(self)
        self.popup.clicked.connect(self._take)
        self._completion: Completion | None = None
        self.textChanged.connect(self.edited)
        self.cursorPositionChanged.connect(self.edited)

    def cursor_at(self) -> int:
        """Where the cursor stands, counted as Python counts letters."""
        return Places(self.document()).letter(self.textCursor().position())

    def mark(self, parts: Sequence[Part]) -> None:
        """Show the words of these parts as understood."""
        places, selections = Places(self.document()), []
        for part in parts[:_MOST_MARKED]:
            one = QTextEdit.ExtraSelection()
            cursor = QTextCursor(self.document())
            cursor.setPosition(places.of(part.start, begins=True))
            cursor.setPosition(places.of(part.end), QTextCursor.MoveMode.KeepAnchor)
            one.cursor = cursor
            one.format = _style(part.kind)
            selections.append(one)
        self.setExtraSelections(selections)

    def offer(self, completion: Completion | None) -> None:
        """Open the list with what the words before the cursor may mean, or close it."""
        self._completion = completion
        items = (
            [Suggestion(one, one.text, one.note, _icon(one)) for one in completion.choices]
            if completion
            else []
        )
        if not (items and self.hasFocus()):
            self.popup.hide()
        elif items != self.popup.suggestions.items or self.popup.isHidden():
            self.popup.show_items(items)

    def replace(self, start: int, end: int, words: str) -> None:
        """Put ``words`` where the letters from ``start`` to ``end`` were, and a space; undo stays possible."""
        places, cursor = Places(self.document()), self.textCursor()
        line = places.text
        cursor.setPosition(places.of(start, begins=True))
        cursor.setPosition(places.of(end), QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(words if line[end : end + 1].isspace() else f"{words} ")
        self.setTextCursor(cursor)

    def _take(self) -> None:
        item, completion = self.popup.current(), self._completion
        self.popup.hide()
        if item is not None and completion is not None and isinstance(item.key, Choice):
            self.took.emit(item.key, completion.start, completion.end)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, open_ = event.key(), self.popup.current() is not None
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not control:
            self._take() if open_ else self.entered.emit()
        elif key in {Qt.Key.Key_Down, Qt.Key.Key_Up} and open_:
            self.popup.step(1 if key == Qt.Key.Key_Down else -1)
        elif key == Qt.Key.Key_Escape and open_:
            self.popup.hide()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Tab takes what is offered; Escape closes the list before the sheet hears of it."""
        if isinstance(event, QKeyEvent) and self.popup.current() is not None:
            if event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Tab:
                self._take()
                return True
            if event.type() == QEvent.Type.ShortcutOverride and event.key() == Qt.Key.Key_Escape:
                event.accept()
                return True
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # type: ignore[override] # the base takes any event
        self.popup.hide()
        super().focusOutEvent(event)


def _style(kind: Kind) -> QTextCharFormat:
    """Understood words stand on a ground of their own; where colours are the system's, underlined."""
    now = theme.colors()
    style = QTextCharFormat()
    if now.forced:
        style.setFontUnderline(True)
    else:
        style.setBackground(now.done_ground if kind is Kind.FOLLOW_UP else now.accent_ground)
        style.setForeground(now.done if kind is Kind.FOLLOW_UP else now.accent)
    return style


def _icon(choice: Choice) -> str:
    return "matter" if choice.ref.matter_id is not None else "client"
