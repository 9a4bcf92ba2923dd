"""Tables: columns with heads that are said again on every page; a row may be taller than a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from app.reports.content import DatedLine, Paragraph, Run
from app.reports.press.ink import Ink, TextStyle
from app.reports.press.lines import break_lines
from app.reports.press.looks import Look
from app.reports.press.typesetting import Align, Cell, Strip, glue, plain, row, ruled

Voice = Literal["text", "label", "small"]
"""How a column looks: words and figures; dates and names of things, smaller; what is beside the point."""
TableCell = str | Paragraph
BETWEEN = 10.0
"""Points between two columns."""
_BLACK = 0.08
_ANY = 10_000.0
_BESIDE = 1.0
"""Points that a word may be longer beside others than alone."""
_LEFT_FOR_NAMES = 1 / 5
"""Of the page: what columns with a width leave to those without one, however long their heads are."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table. ``width`` in points; without one it gets its ``share`` of what the others leave. It is wider
    where a word of the head would be broken, unless that left too little to the others."""

    head: str
    width: float = 0.0
    share: float = 1.0
    align: Align = "start"
    voice: Voice = "text"


def table(
    ink: Ink, look: Look, width: float, columns: Sequence[Column], rows: Iterable[Sequence[TableCell]]
) -> Iterator[list[Strip]]:
    """The head and then each row as strips; a head without words in any column is left out."""
    edges = _edges(columns, _widths(ink, look, width, columns), width)
    with ink.structure.within("Table"):
        head = _head(ink, look, width, columns, edges)
        first = True
        for one in rows:
            above = 3.2 if head or not first else 4.0
            cells = [
                Cell(_runs(words), style_of(look, column.voice), x, wide, column.align)
                for column, words, (x, wide) in zip(columns, one, edges, strict=True)
            ]
            with ink.structure.within("TR"):
                strips = ruled(row(ink, cells, each="TD"), width, above=above, below=2.8)
            strips = [strip._replace(again=head) for strip in strips]
            yield [*head, *strips] if first else strips
            first = False


def dated(ink: Ink, look: Look, width: float, rows: Iterable[DatedLine]) -> Iterator[list[Strip]]:
    """Rows of when, what and perhaps a note, as letters have them; none stands alone where a page ends or begins."""
    lines = list(rows)
    with ink.structure.within("Table"):
        for number, line in enumerate(lines):
            strips = _dated(ink, look, width, line, first=number == 0)
            yield glue(strips) if number != len(lines) - 1 and number in {0, len(lines) - 2} else strips


def _dated(ink: Ink, look: Look, width: float, line: DatedLine, *, first: bool) -> list[Strip]:
    text_width = width - look.date_column
    note_width = min(110.0, text_width / 3) if line.note else 0.0
    when, text = replace(look.when, bold=line.strong), replace(look.figures, bold=line.strong)
    if line.strong:
        when = replace(when, grey=_BLACK)
    room = text_width - (note_width + 8 if line.note else 18)
    cells = [
        Cell((Run(line.when),), when, 0, look.date_column - 6),
        Cell((Run(line.text),), text, look.date_column, room),
    ]
    if line.note:
        cells.append(Cell((Run(line.note),), text, width - note_width, note_width, "end"))
    with ink.structure.within("TR"):
        return ruled(row(ink, cells, each="TD"), width, above=4 if first else 2, below=2.5)


def longest_word(ink: Ink, look: Look, head: str) -> float:
    """The points that the longest word of a head needs, with a little more."""
    lines = (break_lines(ink, plain(word, bold=True), look.when, _ANY) for word in head.split())
    return max((found[0].width for found in lines), default=0.0) + _BESIDE


def _widths(ink: Ink, look: Look, width: float, columns: Sequence[Column]) -> list[float]:
    """Of each column, 0.0 where it takes its share."""
    usual = [column.width * look.scale for column in columns]
    needed = [
        max(wide, longest_word(ink, look, column.head)) if wide else 0.0
        for column, wide in zip(columns, usual, strict=True)
    ]
    room = width - BETWEEN * (len(columns) - 1)
    too_wide = not all(usual) and sum(needed) > max(room - width * _LEFT_FOR_NAMES, sum(usual))
    return usual if too_wide else needed


def _edges(columns: Sequence[Column], widths: Sequence[float], width: float) -> list[tuple[float, float]]:
    """Left edge and width of each column."""
    room = width - BETWEEN * (len(columns) - 1) - sum(widths)
    shares = sum(column.share for column in columns if not column.width) or 1.0
    edges, x = [], 0.0
    for column, fixed in zip(columns, widths, strict=True):
        wide = fixed or max(room * column.share / shares, 24.0)
        edges.append((x, wide))
        x += wide + BETWEEN
    return edges


def _head(
    ink: Ink, look: Look, width: float, columns: Sequence[Column], edges: list[tuple[float, float]]
) -> tuple[Strip, ...]:
    if not any(column.head for column in columns):
        return ()
    style = replace(look.when, bold=True, grey=_BLACK)
    cells = [
        Cell((Run(column.head),), style, x, wide, column.align)
        for column, (x, wide) in zip(columns, edges, strict=True)
    ]
    with ink.structure.within("TR"):
        strips = ruled(row(ink, cells, each="TH"), width, above=2, below=2.5, dark=True)
    return tuple(glue(strips, all_of_them=True))


def style_of(look: Look, voice: Voice) -> TextStyle:
    """What a voice is set in."""
    return {"text": look.figures, "label": look.when, "small": look.small}[voice]


def _runs(words: TableCell) -> Paragraph:
    return (Run(words),) if isinstance(words, str) else words
