"""Pages out of strips: a strip is one line of text across the page, with its rules, that never splits.

Paragraphs, headings and table rows all become strips, so a row taller than a page splits like a paragraph.
Lengths are points; x runs from the left edge of the text block, y down from the top of a strip. Every mark names the
element of the document's structure that it belongs to.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from app.reports.content import Run
from app.reports.press.ink import Ink, TextStyle
from app.reports.press.lines import Line, break_lines
from app.reports.press.structure import DECORATION, Kind

Colour = tuple[float, float, float]
Align = Literal["start", "end"]


class TextMark(NamedTuple):
    """A line of text: its left end and its baseline."""

    x: float
    y: float
    grey: float
    show: str
    element: int = DECORATION


class BoxMark(NamedTuple):
    """A filled rectangle, from its upper left corner: a rule or a bar."""

    x: float
    y: float
    width: float
    height: float
    colour: Colour
    element: int = DECORATION


class PathMark(NamedTuple):
    """A line through points that count from (x, y): stroked, dashed ("3 2", in points on and off), or filled."""

    x: float
    y: float
    points: tuple[tuple[float, float], ...]
    grey: float = 0.1
    width: float = 0.75
    dash: str = ""
    filled: bool = False
    element: int = DECORATION


class PictureMark(NamedTuple):
    """A picture by its key among the document's pictures, from its upper left corner."""

    x: float
    y: float
    width: float
    height: float
    key: str
    element: int = DECORATION


Mark = TextMark | BoxMark | PictureMark | PathMark


class Strip(NamedTuple):
    """``glued``: stays on the page of the next strip; ``gap``: white above, left out at the top of a page; ``again``:
    what is repeated above it where it is the first of a page (the head of its table)."""

    height: float
    marks: tuple[Mark, ...] = ()
    glued: bool = False
    gap: float = 0.0
    again: tuple[Strip, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a row: its text, look, left edge and width."""

    runs: tuple[Run, ...]
    style: TextStyle
    x: float
    width: float
    align: Align = "start"


RULE_GREY: Colour = (0.75, 0.75, 0.75)
RULE_DARK: Colour = (0.35, 0.35, 0.35)
_WHOLE_UP_TO = 5  # lines of a row or paragraph that stay together


def plain(text: str, *, bold: bool = False) -> tuple[Run, ...]:
    """Text in one look."""
    return (Run(text, bold=bold),)


def row(
    ink: Ink, cells: Sequence[Cell], *, gap: float = 0.0, each: Kind = "P", said: str = ""
) -> list[Strip]:
    """Cells side by side on common baselines, as strips: the first baseline is that of the deepest style.

    ``each`` cell is such an element of the document; ``said``: the words of a heading, for the list of bookmarks.
    One cell is drawn after the other, so that whoever takes the text out, or has it read aloud, gets each whole:
    from left to right, or, when the longest may go on over the page, the others first.
    """
    columns = [_lines_of(ink, cell) for cell in cells]
    leading = max(cell.style.leading for cell in cells)
    drop = max(cell.style.drop + (leading - cell.style.leading) / 2 for cell in cells)
    counts = [len(column) for column in columns]
    count = max(counts)
    main = counts.index(count)
    short = {place for place, lines in enumerate(counts) if place != main and lines <= _WHOLE_UP_TO}
    together = count <= _WHOLE_UP_TO
    places = sorted(range(len(cells)), key=lambda place: place == main and not together)
    elements = [ink.structure.add(each, said) for _ in cells]
    marks: list[list[Mark]] = [[] for _ in range(count)]
    for place in places:
        for number, line in enumerate(columns[place]):
            at = number  # which strip draws the line
            if place in short:
                at = count - 1 if together and place > main else 0
            if line.show:
                marks[at].append(_placed(line, cells[place], drop + (number - at) * leading, elements[place]))
    kept = max((counts[place] for place in short), default=0)
    return [
        Strip(leading, tuple(own), _holds(number, count, kept), gap if number == 0 else 0.0)
        for number, own in enumerate(marks)
    ]


def paragraph(
    ink: Ink,
    runs: Sequence[Run],
    style: TextStyle,
    width: float,
    *,
    x: float = 0.0,
    gap: float = 0.0,
    kind: Kind = "P",
    said: str = "",
) -> list[Strip]:
    """A paragraph (or heading) ``width`` wide; one or two lines of it never stand alone on a page."""
    return row(ink, [Cell(tuple(runs), style, x, width)], gap=gap, each=kind, said=said)


def _lines_of(ink: Ink, cell: Cell) -> list[Line]:
    if not any(run.text for run in cell.runs):
        return []
    return break_lines(ink, cell.runs, cell.style, cell.width)


def _placed(line: Line, cell: Cell, drop: float, element: int) -> TextMark:
    at_right = (cell.align == "end") != line.leftward
    x = cell.x + (cell.width - line.width if at_right else 0.0)
    return TextMark(x, drop, cell.style.grey, line.show, element)


def _holds(number: int, count: int, kept: int) -> bool:
    """Whether line ``number`` of ``count`` stays with the next; the first ``kept`` stay together."""
    if number >= count - 1:
        return False
    return count <= _WHOLE_UP_TO or number < max(kept, 2) - 1 or number == count - 2


def one_line(ink: Ink, text: str, style: TextStyle, width: float) -> str:
    """The text if it fits on a line, else as much of its beginning as fits, and an ellipsis."""
    if len(break_lines(ink, plain(text), style, width)) <= 1:
        return text
    fits, too_long = 0, min(len(text), 500)
    while too_long - fits > 1:
        middle = (fits + too_long) // 2
        lines = break_lines(ink, plain(text[:middle].rstrip() + "…"), style, width)
        fits, too_long = (middle, too_long) if len(lines) <= 1 else (fits, middle)
    return text[:fits].rstrip() + "…"


def glue(strips: list[Strip], *, all_of_them: bool = False) -> list[Strip]:
    """The same strips, the last (or each) staying with what follows."""
    if not strips:
        return strips
    if all_of_them:
        return [strip._replace(glued=True) for strip in strips]
    return [*strips[:-1], strips[-1]._replace(glued=True)]


def ruled(
    strips: list[Strip], width: float, *, above: float, below: float, dark: bool = False
) -> list[Strip]:
    """A row with white above and below its lines and a thin rule under it; ``dark``: that of a table's head."""
    if not strips:
        return strips
    rule = BoxMark(0.0, below, width, 0.7 if dark else 0.5, RULE_DARK if dark else RULE_GREY)
    head = Strip(above, (), True, strips[0].gap)
    return [head, *glue([strips[0]._replace(gap=0.0), *strips[1:]]), Strip(below + rule.height, (rule,))]


def barred(strips: list[Strip], colour: Colour, *, bar: float, pad: float) -> list[Strip]:
    """Strips with a bar of ``bar`` points at their left, ``pad`` points longer at both ends."""
    if not strips:
        return strips
    whole = [Strip(pad, (), True, strips[0].gap), strips[0]._replace(gap=0.0), *strips[1:]]
    whole = [*whole[:-1], whole[-1]._replace(glued=True), Strip(pad)]
    return [
        strip._replace(marks=(BoxMark(0.0, 0.0, bar, strip.height, colour), *strip.marks)) for strip in whole
    ]


def tall(strips: Sequence[Strip]) -> float:
    """Their height together."""
    return sum(strip.height for strip in strips)


def shifted(strips: Sequence[Strip], down: float) -> list[Mark]:
    """The marks of strips set one under the other, ``down`` points lower."""
    marks: list[Mark] = []
    for strip in strips:
        marks += [mark._replace(y=mark.y + down) for mark in strip.marks]
        down += strip.height
    return marks
