"""Lines of CSV text to records, going on after what is broken.

``csv.reader`` alone swallows the rest of a file after a quote that is never closed, and stops at a cell that
is too long. Here such a record is given out with the reason, and reading starts again at the next line that
fits the header.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import NamedTuple

_END = "\x1aend of table\x1a"
OPEN_QUOTE = "A quotation mark is opened in this row and never closed."
TOO_LONG = "A cell in this row is too long (more than 131,072 characters)."


class Record(NamedTuple):
    """``number`` counts from 1 as a spreadsheet does; ``broken`` says why the cells cannot be used, or is
    empty.
    """

    number: int
    cells: list[str]
    broken: str


def read_records(lines: list[str], delimiter: str) -> Iterator[Record]:
    """All records of ``lines`` (each with its line end). The first that has a cell gives the width that rows
    fit.
    """
    number, width, start = 0, 0, 0
    while start < len(lines):
        reader = csv.reader(_lines_from(lines, start), delimiter=delimiter)
        base, start = start, len(lines)
        done = 0  # lines of this reader that belong to records already given out
        while True:
            number += 1
            broken, cells = "", []
            try:
                cells = next(reader)
            except csv.Error:
                broken = TOO_LONG
            if cells == [_END]:
                return
            last = reader.line_num
            merged = False
            if base + last > len(lines):
                broken, last = OPEN_QUOTE, last - 1
            elif last - done > 1 and not broken:
                merged = _runs_together(lines[base + done : base + last], delimiter)
                broken = OPEN_QUOTE if merged else ""
            width = width or len(cells)
            yield Record(number, cells, broken)
            if broken or (last - done > 1 and len(cells) != width):
                # The end of a cell that is too long lies somewhere below; of the others it is known.
                until = len(lines) if broken == TOO_LONG else base + last
                again = _next_fitting(lines, base + done + 1, until, width, delimiter)
                if again is None and merged:
                    again = base + last - 1  # the line whose quote closed this one is a row of its own
                if again is not None:
                    start = again
                    break
                if broken:
                    return
            done = last


def _lines_from(lines: list[str], start: int) -> Iterator[str]:
    for index in range(start, len(lines)):
        yield lines[index]
    yield _END  # comes out as a record of its own unless a quote is still open


def _runs_together(lines: list[str], delimiter: str) -> bool:
    """Whether a quote was closed only by one that opens a cell of a later row: then text follows it at
    once."""
    try:
        next(csv.reader(lines, delimiter=delimiter, strict=True))
    except csv.Error:
        return True
    return False


def _next_fitting(lines: list[str], start: int, until: int, width: int, delimiter: str) -> int | None:
    """The first line that is a whole record of the right width by itself, or too long to tell."""
    for index in range(start, until):
        try:
            cells = next(csv.reader([lines[index]], delimiter=delimiter, strict=True), [])
        except csv.Error:
            if len(lines[index]) > csv.field_size_limit():
                return index
            continue
        if len(cells) == width:
            return index
    return None
