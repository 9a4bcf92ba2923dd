"""The squares of a month on paper: thin rules, days that nobody works in grey, what is late in bold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from app.kernel.language import tr
from app.kernel.said import weekday_name
from app.kernel.weeks import Weeks
from app.reports.content import Run
from app.reports.press.ink import Ink, TextStyle
from app.reports.press.looks import NORMAL
from app.reports.press.typesetting import BoxMark, Cell, Colour, Mark, TextMark, one_line, plain, row

WEEKEND = 0.55
GUTTER = 18.0
HEAD = 14.0
NUMBER = 13.0
"""Height of the line of a day's number, in points."""
_RULE: Colour = (0.6, 0.6, 0.6)
_OFF: Colour = (0.945, 0.945, 0.94)
_ENTRY = TextStyle(family="sans", size=7.0, leading=9.4)
_DAY = TextStyle(family="sans", size=8.4, leading=11, tabular=True)


@dataclass(frozen=True, slots=True)
class Square:
    """One day. ``late``: which of the lines are; ``off``: nobody works; ``weekend``: nobody ever does on that weekday;
    ``inside``: of the month itself."""

    day: date
    said: tuple[str, ...]
    late: frozenset[int]
    holiday: str
    off: bool
    weekend: bool
    inside: bool


@dataclass(frozen=True, slots=True)
class Grid:
    """What is drawn, how high it is, and which squares (by their place) have more than they hold."""

    marks: tuple[Mark, ...]
    height: float
    cut: tuple[int, ...]


def grid(ink: Ink, width: float, height: float, squares: Sequence[Square], weeks: Weeks) -> Grid:
    """Whole weeks, seven squares a row, as high as the paper leaves room."""
    left = GUTTER if weeks.numbered else 0.0
    narrow = {square.day.weekday() for square in squares if square.weekend}
    parts = [WEEKEND if one in narrow else 1.0 for one in weeks.weekdays()]
    unit = (width - left) / sum(parts)
    edges = [left + unit * sum(parts[:number]) for number in range(8)]
    rows = len(squares) // 7
    high = (height - HEAD) / rows
    marks: list[Mark] = []
    cut = []
    for number, square in enumerate(squares):
        line, column = divmod(number, 7)
        x, y = edges[column], HEAD + line * high
        wide = edges[column + 1] - x
        if square.off:
            marks.append(BoxMark(x, y, wide, high, _OFF))
        room = int((high - NUMBER - 2) // _ENTRY.leading)
        if len(square.said) > room:
            cut.append(number)
        marks += _moved(_lines(ink, square, wide - 6, room), x + 3, y)
    marks += _around(ink, squares, weeks, edges, high, height, width)
    return Grid(tuple(marks), height, tuple(cut))


def _lines(ink: Ink, square: Square, width: float, room: int) -> Iterator[Mark]:
    number = TextStyle(
        family="sans", size=_DAY.size, leading=_DAY.leading, tabular=True, grey=0.08 if square.inside else 0.5
    )
    holiday = one_line(ink, square.holiday, NORMAL.small, width - 18) if square.holiday else ""
    cells = [
        Cell(plain(str(square.day.day)), number, 0, 16),
        Cell(plain(holiday), NORMAL.small, 16, width - 16, "end"),
    ]
    yield from _texts(ink, cells, 1.5)
    fits = square.said if len(square.said) <= room else square.said[: room - 1]
    for place, said in enumerate(fits):
        late = place in square.late
        style = TextStyle(family="sans", size=_ENTRY.size, leading=_ENTRY.leading, bold=late)
        text = one_line(ink, said, style, width)
        yield from _texts(ink, [Cell((Run(text),), style, 0, width)], NUMBER + place * _ENTRY.leading)
    if len(fits) < len(square.said):
        more = tr("{count} more, see the next page").format(count=len(square.said) - len(fits))
        cells = [Cell(plain(one_line(ink, more, NORMAL.small, width)), NORMAL.small, 0, width)]
        yield from _texts(ink, cells, NUMBER + len(fits) * _ENTRY.leading)


def _around(
    ink: Ink,
    squares: Sequence[Square],
    weeks: Weeks,
    edges: Sequence[float],
    high: float,
    height: float,
    width: float,
) -> Iterator[Mark]:
    for column, weekday in enumerate(weeks.weekdays()):
        cell = Cell(plain(weekday_name(weekday, short=True)), NORMAL.head, 0, 60)
        yield from _moved(_texts(ink, [cell], 1), edges[column] + 3, 0)
        yield BoxMark(edges[column], HEAD, 0.5, height - HEAD, _RULE)
    yield BoxMark(edges[7], HEAD, 0.5, height - HEAD, _RULE)
    for line in range(len(squares) // 7 + 1):
        yield BoxMark(edges[0], HEAD + line * high, width - edges[0], 0.5, _RULE)
        if weeks.numbered and line < len(squares) // 7:
            number = str(squares[line * 7].day.isocalendar().week)
            yield from _moved(
                _texts(ink, [Cell(plain(number), NORMAL.small, 0, GUTTER)], 2), 0, HEAD + line * high
            )


def _texts(ink: Ink, cells: Sequence[Cell], down: float) -> Iterator[Mark]:
    for strip in row(ink, cells):
        yield from _moved((mark for mark in strip.marks if isinstance(mark, TextMark)), 0, down)


def _moved(marks: Iterator[Mark], x: float, y: float) -> Iterator[Mark]:
    for mark in marks:
        yield mark._replace(x=mark.x + x, y=mark.y + y)
