"""Tables for people at a terminal."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence


def table(heads: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """Columns as wide as their longest cell; cells show one line and no control characters."""
    cells = [[plain(cell) for cell in row] for row in rows]
    widths = [max([_width(head), *(_width(row[i]) for row in cells)]) for i, head in enumerate(heads)]
    lines = [heads, *cells]
    return "\n".join(
        "  ".join(_pad(cell, widths[i]) for i, cell in enumerate(line)).rstrip() for line in lines
    )


def plain(cell: object, longest: int = 70) -> str:
    """One line of at most so many characters, none of which commands the terminal."""
    text = "" if cell is None else str(cell)
    if not text.isprintable():
        text = "".join(" " if unicodedata.category(c).startswith("C") else c for c in text)
    return text if len(text) <= longest else text[: longest - 1] + "…"


def _width(text: str) -> int:
    return (
        len(text)
        if text.isascii()
        else sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
    )


def _pad(text: str, width: int) -> str:
    return text + " " * (width - _width(text))
