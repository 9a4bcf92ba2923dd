"""Arrows, of keys and in words, and words of another script, where the window may be laid out from right to left: on is
where one reads on."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

_OTHER_WAY = str.maketrans("←→◂▸", "→←▸◂")
"""Not ‹ and ›, which letters that run from right to left turn by themselves."""
_RUNS_LEFT, _APART, _END = "\u200f", "\u2068", "\u2069"
"""Nothing to be seen: what begins with the first runs from right to left, what stands apart as its own letters do."""


def across(widget: QWidget, key: int) -> int:
    """Where an arrow key leads in ``widget``: 1 is on, -1 is back, 0 where it is neither Left nor Right."""
    on = 1 if widget.layoutDirection() == Qt.LayoutDirection.LeftToRight else -1
    return {Qt.Key.Key_Right: on, Qt.Key.Key_Left: -on}.get(Qt.Key(key), 0)


def apart(widget: QWidget, words: str) -> str:
    """``words`` that Qt would let run as the window does, for instead as their own letters do: the question mark of an
    English example stands behind it in an Arabic form, too."""
    if not words or widget.layoutDirection() == Qt.LayoutDirection.LeftToRight:
        return words
    return f"{_APART}{words}{_END}"


def pointing(widget: QWidget, words: str) -> str:
    """``words`` that begin with an arrow drawn as a letter, which points on (or back) as ``widget`` is laid out."""
    if widget.layoutDirection() == Qt.LayoutDirection.LeftToRight:
        return words
    arrow, space, rest = words.partition(" ")
    return f"{_RUNS_LEFT}{arrow.translate(_OTHER_WAY)}{space}{_APART}{rest}{_END}"
