"""A chart of the firm's figures on paper: vectors, dark and light bars with outlines, which any copier keeps."""

from __future__ import annotations

from dataclasses import replace

from app.figures.charts import Chart
from app.figures.drawing import Block, Drawing, Words, set_out
from app.reports.press.house import HouseDocument
from app.reports.press.ink import Ink, TextStyle
from app.reports.press.lines import Line, break_lines
from app.reports.press.typesetting import (
    BoxMark,
    Colour,
    Mark,
    PathMark,
    TextMark,
    glue,
    one_line,
    paragraph,
    plain,
)

_FILLS: tuple[Colour, ...] = ((0.28, 0.28, 0.28), (0.87, 0.87, 0.87), (1.0, 1.0, 1.0))
"""Of the first, the second and the third series; the third has stripes, so that no two look alike on any copier."""
_STRIPES = 2
_OUTLINE = 0.2
_APART = 3.0
"""Between stripes, in points."""
_PAPER: Colour = (1.0, 1.0, 1.0)


def draw_chart(page: HouseDocument, chart: Chart) -> None:
    """The chart with its title above, as one figure of the document."""
    title = replace(page.look.when, bold=True, grey=_OUTLINE)
    for words, look, gap in ((chart.title, title, 6.0), (chart.unit, page.look.small, 0.0)):
        page.add(glue(paragraph(page.ink, plain(words), look, page.width, gap=gap), all_of_them=True))
    style = replace(page.look.when, size=8.0 * page.look.scale, leading=11.0 * page.look.scale)
    drawing = set_out(chart, page.width, style.leading, lambda words: _line(page.ink, words, style).width)
    page.figure(drawing.height, _marks(page.ink, drawing, style, page.width), chart.alt, gap=4)


def _marks(ink: Ink, drawing: Drawing, style: TextStyle, width: float) -> list[Mark]:
    marks: list[Mark] = []
    for block in drawing.blocks:
        marks += _bar(block)
    x, top, bottom = drawing.axis
    marks.append(PathMark(x, top, ((0, 0), (0, bottom - top)), _OUTLINE, 0.6))
    if drawing.reference is not None:
        x, top, bottom = drawing.reference
        marks.append(PathMark(x, top, ((0, 0), (0, bottom - top)), 0.1, 0.9, "3 2"))
    marks += [BoxMark(*plate, _PAPER) for plate in drawing.plates]
    for words in drawing.words:
        marks += _said(ink, words, style, width)
    return marks


def _bar(block: Block) -> list[Mark]:
    corners = ((0.0, 0.0), (block.width, 0.0), (block.width, block.height), (0.0, block.height), (0.0, 0.0))
    fill = _FILLS[block.series % len(_FILLS)]
    marks: list[Mark] = [
        BoxMark(block.x, block.y, block.width, block.height, fill),
        PathMark(block.x, block.y, corners, _OUTLINE, 0.5),
    ]
    if block.series == _STRIPES:
        high = block.height
        for number in range(1, int((block.width + high) / _APART) + 1):
            right = min(number * _APART, block.width)
            left = max(number * _APART - high, 0.0)
            top, bottom = number * _APART - right, number * _APART - left
            marks.append(PathMark(block.x, block.y, ((right, top), (left, bottom)), _OUTLINE, 0.4))
    return marks


def _said(ink: Ink, words: Words, style: TextStyle, width: float) -> list[Mark]:
    room = words.x if words.to_left else width - words.x
    line = _line(ink, one_line(ink, words.said, style, max(room, 1.0)), style)
    x = words.x - line.width if words.to_left else words.x
    return [TextMark(x, words.y + style.drop, style.grey, line.show)]


def _line(ink: Ink, words: str, style: TextStyle) -> Line:
    found = break_lines(ink, plain(words), style, 100_000)
    return found[0] if found else Line("", 0.0, leftward=False)
