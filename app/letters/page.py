"""A letter from a template in the house's type: letterhead, address and foot of the status report, its own words."""

from __future__ import annotations

from itertools import groupby

from app.letters.composing import Letter
from app.letters.lines import Line, Shape, lines_of
from app.reports.content import DatedLine
from app.reports.house import HouseDocument
from app.reports.status_letter import begin_letter, end_letter

_FIRST, _APART, _UNDER_HEAD = 12.0, 6.0, 2.6
"""Points of white above text: the first, after a space, and under a heading."""


def render(letter: Letter) -> bytes:
    """The letter as a PDF, in memory. Raises Refused when the logo is not a picture that can be drawn."""
    page = begin_letter(
        letter.frame, f"{letter.name} {letter.frame.file_number}", letter.subject, letter.foot
    )
    first, before = True, Shape.BLANK
    for shape, lines in groupby(lines_of(letter.text), lambda line: line.shape):
        if shape is Shape.ROW:
            page.dated(DatedLine(line.when, line.text, note=line.note) for line in lines)
            first = False
        elif shape is not Shape.BLANK:
            for line in lines:
                _set(page, line, before, first=first)
                first, before = False, shape
        before = shape
    end_letter(page, letter.notices, letter.foot)
    return page.finish().pdf


def _set(page: HouseDocument, line: Line, before: Shape, *, first: bool) -> None:
    """One line; ``before`` is the shape above it: text goes on close below text, and stands apart after a space."""
    match line.shape:
        case Shape.HEADING:
            page.heading(line.text)
        case Shape.POINT:
            page.bullet(line.text, gap=2.0 if before is Shape.POINT else 4.0)
        case Shape.WRITE:
            page.writing_line()
        case _:
            gap = _FIRST if first else _APART if before is not Shape.TEXT else 0.0
            page.text(line.text, gap=_UNDER_HEAD if before is Shape.HEADING else gap)
