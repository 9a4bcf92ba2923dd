"""Lines of CSV text to records, going on after what is broken, and never holding more than one record's lines.

``csv.reader`` alone swallows the rest of a file after a quote that is never closed, and stops at a cell that
is too long. Here such a record is given out with the reason, and reading starts again at the next line that
fits the header.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import NamedTuple, TextIO

_END = "\x1aend of table\x1a"
_AT_ONCE = 4096
LONGEST_LINE = 4_000_000
"""Characters. Of a longer line nothing is kept: a file may be one line of a gigabyte."""
MOST_LINES = 100_000
"""So many lines within the quotes of one record are no record."""
OPEN_QUOTE = "A quotation mark is opened in this row and never closed."
TOO_LONG = "A cell in this row is too long (more than 131,072 characters)."


class Record(NamedTuple):
    """``number`` counts from 1 as a spreadsheet does; ``broken`` says why the cells cannot be used, or is empty;
    ``line`` is then the line it begins with, "" where that is too long."""

    number: int
    cells: list[str]
    broken: str
    line: str = ""


class Lines:
    """The lines of a text, each with its line end, looked at by number; those that are done with are let go."""

    def __init__(self, text: TextIO) -> None:
        self._text = text
        self._kept: list[str] = []
        self._base = 0
        self.ended = False

    @property
    def count(self) -> int:
        """How many were read; all there are once it has ``ended``."""
        return self._base + len(self._kept)

    @property
    def first(self) -> int:
        """The first that is still kept."""
        return self._base

    def at(self, index: int) -> str | None:
        """The line, None beyond the last. It must not have been let go."""
        while index >= self.count and not self.ended:
            self._read()
        return self._kept[index - self._base] if index < self.count else None

    def between(self, start: int, end: int) -> list[str]:
        """Lines that were read."""
        return self._kept[start - self._base : end - self._base]

    def forget(self, before: int) -> None:
        """Let go of the lines before this one, a few thousand at a time."""
        if before - self._base > _AT_ONCE:
            del self._kept[: before - self._base]
            self._base = before

    def _read(self) -> None:
        line = self._text.readline(LONGEST_LINE)
        if not line:
            self.ended = True
            return
        if len(line) == LONGEST_LINE and line[-1] not in "\r\n":
            while line and line[-1] not in "\r\n":
                line = self._text.readline(LONGEST_LINE)
            line = "x" * (csv.field_size_limit() + 1) + "\n"  # what no reader takes stands for it
        self._kept.append(line)


def read_records(lines: Lines, delimiter: str) -> Iterator[Record]:
    """All records of ``lines``. The first that has a cell gives the width that rows fit."""
    number, width, start = 0, 0, 0
    while lines.at(start) is not None:
        reader = csv.reader(_lines_from(lines, start), delimiter=delimiter)
        base, again = start, None
        done = 0  # lines of this reader that belong to records already given out
        while again is None:
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
            if lines.ended and base + last > lines.count:
                broken, last = broken or OPEN_QUOTE, last - 1
            elif last - done > 1 and not broken:
                merged = _runs_together(lines.between(base + done, base + last), delimiter)
                broken = OPEN_QUOTE if merged else ""
            width = width or len(cells)
            yield Record(number, cells, broken, _first_line(lines, base + done) if broken else "")
            if broken or (last - done > 1 and len(cells) != width):
                # The end of a cell that is too long lies somewhere below; of the others it is known.
                until = None if broken == TOO_LONG else base + last
                again = _next_fitting(lines, base + done + 1, until, width, delimiter)
                if again is None and merged:
                    again = base + last - 1  # the line whose quote closed this one is a row of its own
                if again is None and broken:
                    return
            done = last
            if again is None:
                lines.forget(base + done)
        start = again
        lines.forget(start)


def _lines_from(lines: Lines, start: int) -> Iterator[str]:
    index = start
    while (line := lines.at(index)) is not None:
        # Between two records the reader asks for a line after what is done with was let go.
        if lines.count - lines.first > MOST_LINES + _AT_ONCE:
            raise csv.Error
        yield line
        index += 1
    yield _END  # comes out as a record of its own unless a quote is still open


def _first_line(lines: Lines, index: int) -> str:
    line = lines.at(index) or ""
    return line if len(line) <= csv.field_size_limit() else ""


def _runs_together(lines: list[str], delimiter: str) -> bool:
    """Whether a quote was closed only by one that opens a cell of a later row: then text follows it at
    once."""
    try:
        next(csv.reader(lines, delimiter=delimiter, strict=True))
    except csv.Error:
        return True
    return False


def _next_fitting(lines: Lines, start: int, until: int | None, width: int, delimiter: str) -> int | None:
    """The first line that is a whole record of the right width by itself, or too long to tell; before ``until``, or
    anywhere below."""
    index = start
    while (until is None or index < until) and (line := lines.at(index)) is not None:
        try:
            cells = next(csv.reader([line], delimiter=delimiter, strict=True), [])
        except csv.Error:
            if len(line) > csv.field_size_limit():
                return index
        else:
            if len(cells) == width:
                return index
        index += 1
        if until is None:
            lines.forget(index)
    return None
