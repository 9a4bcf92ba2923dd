"""Rows to the clipboard, as every spreadsheet takes them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ui.kit import clipboard


def as_tsv(rows: Iterable[Sequence[str]]) -> str:
    """Tab separated, one row a line; tabs and line ends inside a cell become spaces, and a cell that a
    spreadsheet
    would take for a formula gets an apostrophe."""
    return "\n".join("\t".join(_cell(text) for text in row) for row in rows)


def _cell(text: str) -> str:
    flat = " ".join(text.replace("\t", " ").splitlines())
    return "'" + flat if flat[:1] in {"=", "+", "-", "@"} and len(flat) > 1 else flat


def copy_rows(rows: Iterable[Sequence[str]]) -> None:
    """Put rows on the clipboard."""
    clipboard.put(as_tsv(rows))
