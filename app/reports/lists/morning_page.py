"""The morning list set in type: a square to tick, when, whose, what. One page where it fits, smaller if it must be."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from app.kernel.numbers import say_number
from app.reports.content import Run
from app.reports.lists.morning import MorningList, MorningPart, MorningRow
from app.reports.press.house import About, HouseDocument, Made
from app.reports.press.ink import Ink, TextStyle
from app.reports.press.looks import NORMAL
from app.reports.press.speech import in_its_language
from app.reports.press.typesetting import (
    BoxMark,
    Cell,
    Colour,
    Mark,
    Strip,
    glue,
    one_line,
    paragraph,
    row,
    ruled,
)

_TICK = 7.5
"""Points of the side of the square."""
_BETWEEN = 12.0
"""Points of white between when and what: words that fill the first column must not run into the second."""
_INK: Colour = (0.35, 0.35, 0.35)
_IN_A_TIME = re.compile(r"(?<=\d) (?=[AP]M\b)")
"""A time of day is never broken: "10:20 AM" goes to the next line whole."""
_MOST_TRIED = 6
"""Pages: a longer list is no single page in whatever look, and is not set again."""


@dataclass(frozen=True, slots=True)
class _Look:
    """How close the rows stand; ``cut``: what is owed in one line each."""

    text: TextStyle
    when: TextStyle
    gap: float
    pad: float
    cut: bool = False


def _look(scale: float, gap: float, pad: float, *, cut: bool = False) -> _Look:
    size, leading = 9.8 * scale, 12.6 * scale
    when = replace(NORMAL.when, size=min(NORMAL.when.size, size), leading=leading)
    return _Look(replace(NORMAL.figures, size=size, leading=leading), when, gap, pad, cut)


_LOOKS = (_look(1.0, 14, 3.5), _look(0.86, 9, 2.0), _look(0.86, 9, 2.0, cut=True))
"""As it is read best; and smaller, where it is one page then."""


@in_its_language
def render_morning(found: MorningList) -> Made:
    """The list as a PDF, in memory."""
    made = _set(found, _LOOKS[0])
    for look in _LOOKS[1:] if 1 < made.pages <= _MOST_TRIED else ():
        fewer = _set(found, look)
        if fewer.pages == 1:
            return fewer
    return made


def _set(found: MorningList, look: _Look) -> Made:
    title = found.title
    about = About(
        found.called,
        name=found.whose,
        day=found.made,
        running=found.stationery.words.continued.format(title=title),
    )
    page = HouseDocument(found.stationery, about)
    page.firm_name()
    page.title(title, f"{found.whose}. {found.summary}")
    if found.parts:
        page.hold()
    for part in found.parts:
        page.add(_part(page.ink, page.width, part, look))
    return page.finish()


def _part(ink: Ink, width: float, part: MorningPart, look: _Look) -> list[Strip]:
    runs = [Run(part.title.upper(), bold=True), Run(f"   {say_number(len(part.rows))}")]
    if part.note:
        runs.append(Run(f"   {part.note}"))
    head = paragraph(ink, runs, NORMAL.head, width, gap=look.gap)
    strips = glue(list(head), all_of_them=True)
    for one in part.rows:
        strips += _row(ink, width, one, look)
    return strips


def _row(ink: Ink, across: float, one: MorningRow, look: _Look) -> list[Strip]:
    text, when = look.text, look.when
    left = _TICK + 8
    column = NORMAL.date_column + 6
    at = left + column + _BETWEEN
    width = across - at
    mark = "● " if one.late else "▲ " if one.soon else ""
    place = " · ".join(part for part in (one.number, one.client) if part)
    name = (Run(one.title, bold=True), Run(f"  {place}" if place else ""))
    words = one_line(ink, one.text, text, width) if look.cut else one.text
    body: tuple[Run, ...] = (*name, Run("\n"), Run(words))
    if one.reach:
        reach = one_line(ink, one.reach, text, width) if look.cut else one.reach
        body = (*body, Run("\n"), Run(reach, italic=True))
    cells = [
        Cell((Run(mark + _IN_A_TIME.sub("\u00a0", one.when), bold=one.late),), when, left, column),
        Cell(body, text, at, width),
    ]
    strips = row(ink, cells)
    if one.ticked:
        first = strips[0]
        strips[0] = first._replace(marks=(*_square(text.drop), *first.marks))
    return ruled(glue(strips, all_of_them=True), across, above=look.pad, below=look.pad)


def _square(drop: float) -> list[Mark]:
    """To tick, standing on the first line's baseline."""
    top, thin = drop - _TICK + 0.6, 0.5
    return [
        BoxMark(0, top, _TICK, thin, _INK),
        BoxMark(0, top + _TICK - thin, _TICK, thin, _INK),
        BoxMark(0, top, thin, _TICK, _INK),
        BoxMark(_TICK - thin, top, thin, _TICK, _INK),
    ]
