"""The record of a conflict check on paper: what was looked for, by whom, when, where, what matched, what came of it."""

from __future__ import annotations

from collections.abc import Iterator

from app.conflicts.queries import CheckSheet, HitRow
from app.conflicts.saying import said_match, short_match
from app.conflicts.words import Conclusion, Source
from app.kernel.said import say_date, say_time
from app.people.queries import colleague
from app.reports.content import Run
from app.reports.edges import FOOT, PAGE_OF, Around, Edges
from app.reports.ink import Ink
from app.reports.looks import NORMAL
from app.reports.pagination import paginate
from app.reports.paper import Document, Sheet, write_pdf
from app.reports.typesetting import (
    Cell,
    Strip,
    glue,
    paragraph,
    plain,
    row,
    ruled,
)
from app.settings.queries import firm
from app.storage.transaction import Reader

HIDDEN = (
    "Something restricted matches. It is not shown to who printed this; a partner who may see it has to look at this "
    "check before it is clear."
)
NOT_SHOWN = "Fuller names have to be checked, one at a time, before this is clear."
CONCLUSIONS = {
    Conclusion.OPEN: "Nothing is concluded yet.",
    Conclusion.CLEAR: "Clear.",
    Conclusion.CONFLICT: "Conflict.",
}
_WHERE = {
    Source.CLIENT: ("client", "clients"),
    Source.PERSON: ("person around a client", "people around clients"),
    Source.PARTY: ("party of a matter", "parties of matters"),
    Source.MATTER: ("matter's title", "matters"),
    Source.PARTICIPANT: ("took part in a contact", "participants of contacts"),
}


def where(source: Source) -> str:
    """Where a match stands, in words."""
    return _WHERE[source][0]


def searched_words(searched: dict[str, int]) -> str:
    """What was looked through: "812 clients, 45 people around clients, …"."""
    return ", ".join(f"{searched.get(one.value, 0):,} {words[1]}" for one, words in _WHERE.items())


def conflict_record(reader: Reader, sheet: CheckSheet) -> tuple[bytes, int]:
    """The record as a PDF, and how many pages it has."""
    details = firm(reader).details
    ink, paper = Ink(), Sheet("a4" if details.paper == "a4" else "letter")
    now = reader.local(reader.now)
    printed = f"Printed by {colleague(reader, reader.viewer).name}, {say_date(now.date())}, {say_time(now)}"
    strips = [*_head(ink, paper, reader, sheet, details.name), *_hits(ink, paper, sheet)]
    heights = (paper.height - FOOT, paper.height - FOOT)
    pages = paginate(strips, heights)
    document = Document("Conflict check", "en-US" if details.country == "US" else "en-GB")
    edges = Edges(f"Privileged and confidential · {printed}", page_of=PAGE_OF)
    around = Around(ink, NORMAL, paper.width, heights[0], edges)
    return write_pdf(ink, paper, document, pages, around), len(pages)


def _head(ink: Ink, paper: Sheet, reader: Reader, sheet: CheckSheet, name: str) -> list[Strip]:
    strips = [
        *paragraph(ink, plain(name), NORMAL.firm, paper.width),
        *paragraph(ink, plain("Conflict check"), NORMAL.title, paper.width, gap=6),
    ]
    for number, (label, words) in enumerate(_facts(reader, sheet)):
        cells = [
            Cell(plain(label), NORMAL.when, 0, NORMAL.date_column - 6),
            Cell(plain(words), NORMAL.text, NORMAL.date_column, paper.width - NORMAL.date_column),
        ]
        strips += row(ink, cells, gap=2 if number else 6)
    return glue(strips)


def _facts(reader: Reader, sheet: CheckSheet) -> Iterator[tuple[str, str]]:
    check = sheet.row
    asked = reader.local(check.asked_at)
    for label, several in (("Names", check.names), ("Phones", check.phones), ("E-mails", check.emails)):
        if several:
            yield label, "; ".join(several)
    if check.about:
        yield "For", check.about
    yield "Asked by", f"{check.asked_by}, {say_date(asked.date())}, {say_time(asked)}"
    yield "Searched", f"{searched_words(sheet.searched)}; archived and merged clients as well."
    if check.more:
        yield "Not shown", f"{check.more:,} more matches. {NOT_SHOWN}"
    if sheet.unmatched:
        nothing = "no match that may be shown" if sheet.hidden else "no match"
        yield "No match", "; ".join(f"{one}: {nothing}" for one in sheet.unmatched)
    if sheet.hidden:
        yield "Restricted", HIDDEN
    said = CONCLUSIONS[check.conclusion]
    if check.concluded_at is not None:
        day = say_date(reader.local(check.concluded_at).date())
        said = " ".join(filter(None, (said, check.note, f"({check.concluded_by}, {day})")))
    yield "Conclusion", said


def _hits(ink: Ink, paper: Sheet, sheet: CheckSheet) -> list[Strip]:
    heading = "Matches" if sheet.hits else "No match that may be shown" if sheet.hidden else "Nothing matches"
    strips = glue(paragraph(ink, plain(heading.upper()), NORMAL.head, paper.width, gap=12))
    for number, hit in enumerate(sheet.hits):
        width = paper.width - NORMAL.date_column
        cells = [
            Cell(plain(short_match(hit)), NORMAL.when, 0, NORMAL.date_column - 6),
            Cell(
                (Run(hit.found, bold=True), Run(f"\n{said_of(hit)}")),
                NORMAL.figures,
                NORMAL.date_column,
                width,
            ),
        ]
        strips += ruled(row(ink, cells), paper.width, above=4 if number == 0 else 2, below=2.5)
    return strips


def said_of(hit: HitRow) -> str:
    """Where a match stands and as what: "party of a matter, opposing counsel, 00012 Lease"."""
    matter = f"{hit.matter_number} {hit.matter}" if hit.source is not Source.MATTER else ""
    parts = (where(hit.source), hit.detail, matter.strip(), said_match(hit))
    return " · ".join(part for part in parts if part)
