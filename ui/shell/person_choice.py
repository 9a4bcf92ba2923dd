"""Who signs in: a list of names that the keyboard finds by the first letters of a first or a last name."""

from __future__ import annotations

import time
import unicodedata
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox

from ui.kit import theme

if TYPE_CHECKING:
    from PySide6.QtCore import QSize
    from PySide6.QtGui import QKeyEvent

PAUSE = 1.2
"""Seconds after which letters begin another name."""
SHOWN_AT_ONCE = 14


class PersonChoice(QComboBox):
    """`entered()` when Enter says that the name is right."""

    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._typed, self._typed_at = "", 0.0
        self._is_open = False
        self.activated.connect(self._on_activated)
        self.setMaxVisibleItems(SHOWN_AT_ONCE)
        self.setAccessibleName(self.tr("Name"))
        self.setAccessibleDescription(self.tr("Type the first letters of a name."))

    def set_people(self, people: Sequence[str], chosen: str) -> None:
        """Offer these; ``chosen`` is chosen where it is among them."""
        self.clear()
        self.addItems(list(people))
        self.choose(chosen)

    def choose(self, name: str) -> bool:
        """Choose this name; False where nobody has it."""
        where = self.findText(name) if name else -1
        if where >= 0:
            self.setCurrentIndex(where)
        return where >= 0

    def showPopup(self) -> None:
        self._is_open = True
        super().showPopup()

    def _on_activated(self) -> None:
        """Chosen from the open list, by the mouse or by Enter, and not by an arrow key in the closed field."""
        if self._is_open:
            self._is_open = False
            self.entered.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._is_open = False
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.entered.emit()
            return
        plain = not event.modifiers() & ~(
            Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
        )
        letter = event.text()
        if plain and letter and letter.isprintable() and (letter != " " or self._typed):
            self._find(letter)
            return
        super().keyPressEvent(event)

    def _find(self, letter: str) -> None:
        now = time.monotonic()
        self._typed = (self._typed if now - self._typed_at < PAUSE else "") + letter
        self._typed_at = now
        where = found(self._typed, [self.itemText(number) for number in range(self.count())])
        if where < 0 and len(self._typed) > 1:  # not a longer name, but another one
            self._typed = letter
            where = found(letter, [self.itemText(number) for number in range(self.count())])
        if where >= 0:
            self.setCurrentIndex(where)

    def sizeHint(self) -> QSize:
        size = super().sizeHint()
        size.setHeight(theme.px(30))
        return size


def found(letters: str, names: Sequence[str]) -> int:
    """The first name that begins with the letters, else the first with a word that does; -1 where none does."""
    wanted = _plain(letters)
    plain = [_plain(name) for name in names]
    for number, name in enumerate(plain):
        if name.startswith(wanted):
            return number
    for number, name in enumerate(plain):
        if any(" ".join(name.split()[start:]).startswith(wanted) for start in range(1, len(name.split()))):
            return number
    return -1


def _plain(words: str) -> str:
    """Without accents and capitals: "é" is found by "e"."""
    apart = unicodedata.normalize("NFKD", words.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))
