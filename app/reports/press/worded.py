"""A text of the firm, set in type: its headings, points and rows (`app.wording.lines`), as a letter has them."""

from __future__ import annotations

from itertools import groupby, pairwise

from app.reports.content import DatedLine
from app.reports.press.house import HouseDocument
from app.wording.lines import Line, Shape, lines_of

_FIRST, _APART, _UNDER_HEAD = 12.0, 6.0, 2.6
"""Points of white above text: the first, after a space, and under a heading."""
_EMPTY, _MOST_EMPTY = 11.0, 6
"""Points of white for each further empty line, as above a name that is signed by hand; and how many count."""


_TO_SIGN = 3
"""Empty lines that are room for a signature."""


def set_words(page: HouseDocument, text: str) -> None:
    """Write ``text``, with its marks, onto the page. Its end stays together: who signs signs below words."""
    first, before, empty, set_so_far = True, Shape.BLANK, 0, 0
    every = list(lines_of(text))
    together = _end_of(every)
    for shape, run in groupby(every, lambda line: line.shape):
        lines = list(run)
        if together < set_so_far and shape is not Shape.BLANK:
            page.hold()
        if shape is Shape.ROW:
            page.dated(DatedLine(line.when, line.text, note=line.note) for line in lines)
            first = False
        elif shape is not Shape.BLANK:
            for number, line in enumerate(lines, start=set_so_far):
                if together < number and number > set_so_far:
                    page.hold()
                _set(page, line, before, white=_FIRST if first else _APART + _EMPTY * empty)
                first, before = False, shape
        empty = min(len(lines) - 1, _MOST_EMPTY) if shape is Shape.BLANK else 0
        before = shape
        set_so_far += len(lines)


def _end_of(lines: list[Line]) -> int:
    """The line from which all stays on one page: the last words above the greeting that is signed, above the last words
    where nothing is."""
    words = [number for number, line in enumerate(lines) if line.shape is not Shape.BLANK]
    signed = [
        number
        for number, after in pairwise(words)
        if after - number > _TO_SIGN and lines[number].shape is Shape.TEXT
    ]
    end = signed[-1] if signed else words[-1] if words else 0
    return max((number for number in words if number < end), default=0)


def _set(page: HouseDocument, line: Line, before: Shape, *, white: float) -> None:
    """One line; ``before`` is the shape above it: text goes on close below text, else ``white`` points below it."""
    match line.shape:
        case Shape.HEADING:
            page.heading(line.text)
        case Shape.POINT:
            page.bullet(line.text, gap=2.0 if before is Shape.POINT else 4.0)
        case Shape.WRITE:
            page.writing_line()
        case _:
            gap = white if before is not Shape.TEXT else 0.0
            page.text(line.text, gap=_UNDER_HEAD if before is Shape.HEADING else gap)
