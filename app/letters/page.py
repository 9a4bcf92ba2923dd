"""A letter from a template in the house's type: letterhead, address and foot of the status report, its own words."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from app.letters.composing import Letter
from app.letters.lines import Line, Shape, lines_of
from app.reports.content import DatedLine, StatusReport
from app.reports.ink import Ink
from app.reports.paper import Sheet
from app.reports.status_letter import StatusLetter, render_letter
from app.reports.typesetting import BoxMark, Strip, glue, paragraph, plain

_WRITING_LINE = 22.0
"""Points between the lines that somebody writes on by hand."""
_POINT_INDENT = 10.5


def render(letter: Letter) -> bytes:
    """The letter as a PDF, in memory. Raises Refused when the logo is not a picture that can be drawn."""
    words = replace(letter.frame.words, title=letter.subject, footer=letter.foot)
    frame = replace(letter.frame, words=words, notices=letter.notices)
    return render_letter(frame, partial(_Page, letter.text), f"{letter.name} {letter.frame.file_number}")


class _Page(StatusLetter):
    """The words of the letter between the title and the notices."""

    def __init__(
        self, text: str, ink: Ink, sheet: Sheet, report: StatusReport, logo: tuple[int, int] | None
    ) -> None:
        super().__init__(ink, sheet, report, logo)
        self._lines = list(lines_of(text))

    def strips(self) -> list[Strip]:
        body = [*self._letterhead(), *self._addresses()]
        if self._report.words.title.strip():
            body += self._title()
        first, before = True, Shape.BLANK
        for line in self._lines:
            if line.shape is not Shape.BLANK:
                body += self._set(line, before, first=first)
                first = False
            before = line.shape
        notices = self._notices()
        return [*glue(body), *notices] if notices else body

    def _set(self, line: Line, before: Shape, *, first: bool) -> list[Strip]:
        """One line; ``before`` is the shape above it: text goes on close below text, and stands apart after a space."""
        look = self._look
        match line.shape:
            case Shape.HEADING:
                return self._heading(line.text)
            case Shape.ROW:
                return self._row(
                    DatedLine(line.when, line.text, note=line.note), first=before is not Shape.ROW
                )
            case Shape.POINT:
                indent = _POINT_INDENT * look.scale
                gap = 2.0 if before is Shape.POINT else 4.0
                strips = paragraph(
                    self._ink, plain(line.text), look.text, self._width - indent, x=indent, gap=gap
                )
                mark = paragraph(self._ink, plain("•"), look.text, indent)
                return [strips[0]._replace(marks=(*mark[0].marks, *strips[0].marks)), *strips[1:]]
            case Shape.WRITE:
                rule = BoxMark(0, _WRITING_LINE - 1, self._width, 0.5, (0.45, 0.45, 0.45))
                return [Strip(_WRITING_LINE, (rule,))]
            case _:
                gap = 12.0 if first else 6.0 if before is not Shape.TEXT else 0.0
                if before is Shape.HEADING:
                    gap = 2.6
                return paragraph(self._ink, plain(line.text), look.text, self._width, gap=gap)
