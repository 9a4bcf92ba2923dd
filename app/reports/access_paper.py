"""What is held about a person, for that person: an index, what is given, and by category what is not (PRACTICE J6)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from app.access.queries import DecidedItem, RequestSheet
from app.access.words import Decision
from app.kernel.language import tr
from app.kernel.numbers import say_number
from app.kernel.said import say_date
from app.reports.press.grid import Column
from app.reports.press.house import About, HouseDocument, Made
from app.reports.stationery import on_paper, stationery
from app.storage.transaction import Reader

Told = Callable[[int, int], object]


@dataclass(frozen=True, slots=True)
class IndexLine:
    """A line of the index of what is given. ``file``: the name of the file that it is."""

    number: int
    one: DecidedItem
    file: str = ""

    @property
    def what(self) -> str:
        """What it is, with its title where all of it is given."""
        item = self.one.item
        title = item.title if self.one.decision is Decision.GIVE else ""
        return ": ".join(filter(None, (tr(item.what), title)))

    @property
    def day(self) -> str:
        """Its day in words."""
        return say_date(self.one.item.day) if self.one.item.day else ""

    @property
    def said(self) -> str:
        """How it is given."""
        if self.one.decision is Decision.GIVE:
            return tr("given", "whole")
        if self.one.ground is None:
            return tr("given in part")
        return tr("given in part ({ground})").format(ground=self.one.ground.label)


def index_of(sheet: RequestSheet) -> tuple[IndexLine, ...]:
    """What is given, numbered."""
    given = (one for one in sheet.items if one.decision in {Decision.GIVE, Decision.REDACT})
    return tuple(IndexLine(number, one) for number, one in enumerate(given, 1))


def withheld_of(sheet: RequestSheet) -> tuple[tuple[str, str, int], ...]:
    """What is not given: its category, on which ground, and how many. Neither what it is called nor its day."""
    found = Counter(
        (tr(one.item.what), one.ground.label if one.ground else "")
        for one in sheet.items
        if one.decision is Decision.WITHHOLD
    )
    return tuple((what, ground, count) for (what, ground), count in sorted(found.items()))


@on_paper
def access_paper(
    reader: Reader, sheet: RequestSheet, lines: Sequence[IndexLine], told: Told = lambda *_: None
) -> Made:
    """The document; ``lines``: the index, with the names of the files that go along. ``told`` hears how many of how
    many items are set, and may raise to stop."""
    paper, title = stationery(reader), tr("What we hold about you")
    running = paper.words.continued.format(title=title)
    page = HouseDocument(paper, About(title, name=sheet.row.name, running=running))
    page.firm_name()
    page.title(title, sheet.row.name)
    page.facts(_facts(reader, sheet))
    if sheet.restricted:
        page.text(
            tr(
                "This is a part of the answer: who made it may not see everything that the firm holds. The rest comes "
                "in a file of its own."
            )
        )
    page.heading(tr("Index"))
    columns = [
        Column(tr("No."), 34, align="end"),
        Column(tr("What")),
        Column(tr("Date"), 92),
        Column(tr("Given or not"), 110, voice="label"),
    ]
    page.table(columns, ((str(one.number), one.what, one.day, one.said) for one in lines))
    _withheld(page, sheet)
    page.heading(tr("What is given"))
    for done, one in enumerate(lines):
        told(done, len(lines))
        _item(page, one)
    told(len(lines), len(lines))
    return page.finish()


def _withheld(page: HouseDocument, sheet: RequestSheet) -> None:
    page.heading(tr("What is not given"))
    rows = withheld_of(sheet)
    if not rows:
        page.text(tr("Nothing is held back."))
        return
    columns = [Column(tr("What")), Column(tr("Ground"), 160), Column(tr("How many"), 70, align="end")]
    page.table(columns, ((what, ground, say_number(count)) for what, ground, count in rows))


def _facts(reader: Reader, sheet: RequestSheet) -> Iterator[tuple[str, str]]:
    row = sheet.row
    received = tr("received on {day}, by {channel}")
    yield tr("Your request"), received.format(day=say_date(row.received_on), channel=row.channel.spoken)
    if row.wanted:
        yield tr("You asked for"), row.wanted
    yield tr("Law"), row.rule.name
    yield tr("As of"), say_date(reader.today)


def _item(page: HouseDocument, line: IndexLine) -> None:
    page.heading(f"{line.number}. {line.what}", level=2)
    if line.one.decision is Decision.REDACT:
        page.text(line.one.given_text)
        return
    page.facts(line.one.item.lines)
    if line.file:
        page.text(tr("The file goes along as “{file}”.").format(file=line.file))
