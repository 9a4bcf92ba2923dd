"""The record of a conflict check on paper: what was looked for, by whom, when, where, what matched, what came of it."""

from __future__ import annotations

from collections.abc import Iterator

from app.conflicts.queries import CheckSheet, HitRow
from app.conflicts.saying import said_match, short_match
from app.conflicts.words import Conclusion, Source
from app.kernel.said import say_date, say_time
from app.people.queries import colleague
from app.reports.content import Paragraph, Run
from app.reports.press.grid import Column
from app.reports.press.house import About, HouseDocument
from app.reports.stationery import stationery
from app.storage.transaction import Reader

TITLE = "Conflict check"
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
    paper, now = stationery(reader), reader.local(reader.now)
    printed = f"Printed by {colleague(reader, reader.viewer).name}, {say_date(now.date())}, {say_time(now)}"
    about = About(TITLE, note=f"{paper.words.confidential} · {printed}", running=f"{TITLE}, continued")
    page = HouseDocument(paper, about)
    page.firm_name()
    page.title(TITLE)
    page.facts(_facts(reader, sheet))
    page.heading(
        "Matches" if sheet.hits else "No match that may be shown" if sheet.hidden else "Nothing matches"
    )
    columns = (Column("", page.look.date_column - 10, voice="label"), Column(""))
    page.table(columns, (_cells(hit) for hit in sheet.hits))
    made = page.finish()
    return made.pdf, made.pages


def _cells(hit: HitRow) -> tuple[str, Paragraph]:
    return short_match(hit), (Run(hit.found, bold=True), Run(f"\n{said_of(hit)}"))


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


def said_of(hit: HitRow) -> str:
    """Where a match stands and as what: "party of a matter, opposing counsel, 00012 Lease"."""
    matter = f"{hit.matter_number} {hit.matter}" if hit.source is not Source.MATTER else ""
    parts = (where(hit.source), hit.detail, matter.strip(), said_match(hit))
    return " · ".join(part for part in parts if part)
