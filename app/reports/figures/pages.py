"""The figures of the firm on paper (PRACTICE K4): what sums up, then each figure with chart and tables.

No client and no matter is named, so it can lie on the table of a meeting. The numbers are those of `app.figures`.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from app.figures.firm import FirmFigures
from app.figures.sections import how_counted, sections, summary
from app.figures.tables import Section, Table
from app.figures.values import Value
from app.kernel.language import speaking, tr
from app.kernel.said import say_date, say_time
from app.languages.offered import catalogue_of
from app.reports.content import Stationery
from app.reports.figures.chart import draw_chart
from app.reports.press.grid import BETWEEN, Column, Voice, longest_word, style_of
from app.reports.press.house import About, HouseDocument, Made
from app.reports.press.lines import break_lines
from app.reports.press.paper import MM
from app.reports.press.typesetting import Strip, glue, paragraph, plain

_NARROW, _WIDE = 14.5 * MM, 26 * MM
_VOICES: tuple[Voice, ...] = ("text", "label", "small")
_ANY = 10_000.0
_LEFT_FOR_NAMES = 1 / 6
"""Of the page: what figures in one line leave at least to the names beside them."""


def render_firm(found: FirmFigures, paper: Stationery) -> Made:
    """The whole report as a PDF, in memory."""
    with speaking(catalogue_of(paper.language)):
        return _set(found, paper)


def _set(found: FirmFigures, paper: Stationery) -> Made:
    called = tr("Figures of the firm")
    title = f"{called}: {found.person}" if found.person else called
    days = found.days.said()
    page = HouseDocument(
        paper,
        About(
            called,
            subject=days,
            name=title,
            day=found.days.short(),
            running=paper.words.continued.format(title=title),
        ),
    )
    page.firm_name()
    page.title(title, tr("{days}, compared with {before}").format(days=days, before=found.earlier.said()))
    page.facts(
        [
            (tr("As of"), tr("{day}, {time}").format(day=say_date(found.at.date()), time=say_time(found.at))),
            (tr("Counted"), tr("what {who} may see").format(who=found.viewer)),
        ]
    )
    page.add([Strip(5.0)])
    _table(page, summary(found), tr("Figure", "a number"))
    page.small(how_counted(), gap=8)
    for section in sections(found):
        _section(page, section)
    return page.finish()


def _section(page: HouseDocument, section: Section) -> None:
    page.heading(section.title)
    small = page.look.small
    page.add(glue(paragraph(page.ink, plain(section.meaning), small, page.width, gap=3), all_of_them=True))
    if section.chart is not None:
        draw_chart(page, section.chart)
    for table in section.tables:
        page.heading(table.title, level=2)
        _table(page, table, "")


def _table(page: HouseDocument, table: Table, first: str) -> None:
    """Each figure in one line ("19 h 29 min", "4.5 (4 answers)"), smaller where the page is too narrow for them; where
    it is too narrow for those, too, what stands in brackets goes on in the next line, as one."""
    for in_cell, voice in product((_in_one_line, _in_two_lines), _VOICES):
        said = [[in_cell(value) for value in row.values] for row in table.rows]
        widths = _widths(page, table, said, voice)
        room = page.width * (1 - _LEFT_FOR_NAMES) - BETWEEN * len(widths)
        if sum(widths) * page.look.scale <= room:
            break
    columns = [
        Column(first),
        *(
            Column(head.words, wide, align="end", voice=voice)
            for head, wide in zip(table.heads, widths, strict=True)
        ),
    ]
    page.table(columns, ((row.label, *cells) for row, cells in zip(table.rows, said, strict=True)))


def _widths(page: HouseDocument, table: Table, said: Sequence[Sequence[str]], voice: Voice) -> list[float]:
    """Of each column in points of the ordinary letter: as wide as its widest line and the longest word of its
    head, and not narrower than usual."""
    style = style_of(page.look, voice)
    least = _NARROW if len(table.heads) > 4 else _WIDE
    widest = [
        max(
            break_lines(page.ink, plain(line), style, _ANY)[0].width
            for cell in column
            for line in cell.split(" ")
        )
        for column in zip(*said, strict=True)
    ] or [0.0] * len(table.heads)
    heads = [longest_word(page.ink, page.look, head.words) for head in table.heads]
    return [
        max(least, (wide + 1) / page.look.scale, head / page.look.scale)
        for wide, head in zip(widest, heads, strict=True)
    ]


def _in_one_line(value: Value) -> str:
    return value.said.replace(" ", "\u00a0")


def _in_two_lines(value: Value) -> str:
    """What stands in brackets goes on in the next line as one."""
    figure, bracket, rest = value.said.partition("(")
    return f"{figure.strip()} {bracket}{rest}".replace(" ", "\u00a0").replace("\u00a0(", " (").strip("\u00a0")
