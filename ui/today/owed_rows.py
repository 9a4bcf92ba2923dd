"""The list of Today: what is owed in groups, or people with what they owe under them, all of it by keyboard.

Enter does the one thing, Ctrl+Enter opens. S puts off, N writes a "no news" update, the menu key shows what else there
is. On a person Enter, Right and Left show and hide what they owe; Left on something under a person goes to them.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from ui.kit.arrows import across
from ui.kit.going import go_to
from ui.kit.row_model import Row
from ui.kit.rows import RowList

_BARE = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


class OwedRows(RowList):
    """`asked(key, letter)` for a letter's doing; `unfolded(person, on)`, None for any turn."""

    asked = Signal(object, str)
    unfolded = Signal(object, object)

    LETTERS = "SN"

    def is_person(self, key: object) -> bool:
        """Whether a row is somebody's name."""
        return isinstance(key, tuple) and key[0] == "person"

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = self.current_key()
        bare = event.modifiers() in _BARE
        letter = event.text().upper()
        if bare and letter and letter in self.LETTERS:
            if key is not None and not self.is_person(key):
                self.asked.emit(key, letter)
            return
        if bare and key is not None and (by := across(self, event.key())):
            self._fold(key, on=by > 0)
            return
        super().keyPressEvent(event)

    def _fold(self, key: object, *, on: bool) -> None:
        if isinstance(key, tuple) and self.is_person(key):
            self.unfolded.emit(key[1], on)
        elif not on:
            self._go_to_person()

    def _go_to_person(self) -> None:
        """From something that stands under somebody to their row."""
        for line in range(self.currentIndex().row(), -1, -1):
            row = self._model.item(line)
            if isinstance(row, Row) and self.is_person(row.key):
                go_to(self, self._model.index(line))
                return
