"""The words of lawyers that the firm's people are pointed at as they write: one list for all fields of the window."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QObject, Signal

from app.plain.jargon import WordList, usual


class PlainWords(QObject):
    """`changed` once the firm's list is another."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._words: WordList | None = None

    @property
    def words(self) -> WordList:
        """The firm's list; until it is read, the program's."""
        return self._words or usual()

    def set_words(self, words: WordList | None) -> None:
        """Another list counts from now on; None: the program's."""
        self._words = words
        self.changed.emit()


_words: list[PlainWords] = []


def plain_words() -> PlainWords:
    """The one object that has the list."""
    if not _words or not shiboken6.isValid(_words[0]):
        _words[:] = [PlainWords()]
    return _words[0]
