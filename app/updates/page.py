"""An update as a letter in the house's type."""

from __future__ import annotations

from itertools import groupby

from app.kernel.language import speaking, tr
from app.languages.offered import catalogue_of
from app.letters.composing import FOOT
from app.reports.content import DatedLine
from app.reports.press.house import HouseDocument, Made
from app.reports.status.letter import begin_letter, end_letter
from app.updates.composing import Line, Shape, UpdateLetter

_FIRST, _APART, _UNDER_HEAD = 12.0, 6.0, 2.6
"""Points of white above text: after the title and behind a section, between paragraphs, and under a heading."""


def render(letter: UpdateLetter) -> Made:
    """The letter as a PDF, in memory. Raises Refused when the logo is not a picture that can be drawn."""
    with speaking(catalogue_of(letter.frame.stationery.language)):
        called, foot = tr("Update {number}").format(number=letter.number), tr(FOOT)
    page = begin_letter(letter.frame, called, letter.subject, foot)
    text = letter.text
    _text(page, text.greeting, _FIRST)
    before = Shape.TEXT
    for shape, lines in groupby(text.body, lambda line: line.shape):
        _set(page, shape, list(lines), under_head=before is Shape.HEADING)
        before = shape
    _text(page, text.closing, _APART + 2)
    _text(page, text.sign_off, _APART + 2)
    page.signature(text.signatory)
    end_letter(page, letter.notices, foot)
    return page.finish()


def _set(page: HouseDocument, shape: Shape, lines: list[Line], *, under_head: bool) -> None:
    if shape is Shape.ROW:
        page.dated(DatedLine(line.when, line.text, line.strong, line.right) for line in lines)
        return
    for number, line in enumerate(lines):
        if shape is Shape.HEADING:
            page.heading(line.text)
        elif shape is Shape.POINT:
            page.point(line.lead, line.text[len(line.lead) :].strip())
        else:
            apart = _FIRST if line.apart else _APART
            _text(page, line.text, _UNDER_HEAD if under_head and not number else apart)


def _text(page: HouseDocument, words: str, gap: float) -> None:
    if words.strip():
        page.text(words, gap=gap)
