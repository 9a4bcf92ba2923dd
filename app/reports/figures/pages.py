"""The figures of the firm on paper (PRACTICE K4): what sums up, then each figure with chart and tables.

No client and no matter is named, so it can lie on the table of a meeting. The numbers are those of `app.figures`.
"""

from __future__ import annotations

from app.figures.firm import FirmFigures
from app.figures.sections import how_counted, sections, summary
from app.figures.tables import Section, Table
from app.figures.values import Unit, Value
from app.kernel.language import speaking, tr
from app.kernel.said import say_date, say_time
from app.languages.offered import catalogue_of
from app.reports.content import Stationery
from app.reports.figures.chart import draw_chart
from app.reports.press.grid import Column
from app.reports.press.house import About, HouseDocument, Made
from app.reports.press.paper import MM
from app.reports.press.typesetting import Strip, glue, paragraph, plain

_NARROW, _WORDY_NARROW, _WIDE, _WORDY_WIDE = 14.5 * MM, 21 * MM, 26 * MM, 34 * MM
_WORDY = frozenset({Unit.DAYS, Unit.SCORE, Unit.NET})
"""What says more than a number: "12 days", "4.2 (9 answers)"."""


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


def _in_cell(value: Value) -> str:
    """What stands in brackets goes on in the next line as one."""
    figure, bracket, rest = value.said.partition("(")
    return figure + bracket + rest.replace(" ", "\u00a0")


def _table(page: HouseDocument, table: Table, first: str) -> None:
    wordy = any(value.unit in _WORDY for row in table.rows for value in row.values)
    narrow, roomy = (_WORDY_NARROW, _WORDY_WIDE) if wordy else (_NARROW, _WIDE)
    wide = narrow if len(table.heads) > 4 else roomy
    columns = [
        Column(first),
        *(Column(head.words, wide, align="end") for head in table.heads),
    ]
    page.table(columns, ((row.label, *(_in_cell(value) for value in row.values)) for row in table.rows))
