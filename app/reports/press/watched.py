"""Memory into which a PDF is written, and which tells how much of it is there: whoever waits can stop it."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

_EVERY = 2**16
"""Bytes between two tellings: a PDF is written a few letters at a time."""


class Watched(BytesIO):
    """``told`` hears (bytes, ``expected``) now and then, never more than expected; it may raise to stop."""

    def __init__(self, told: Callable[[int, int], object], expected: int) -> None:
        super().__init__()
        self._told, self._expected = told, expected
        self._since = 0

    def write(self, content: ReadableBuffer, /) -> int:
        written = super().write(content)
        self._since += written
        if self._since >= _EVERY:
            self._since = 0
            self._told(min(self.tell(), self._expected), self._expected)
        return written
