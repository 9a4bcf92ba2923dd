"""The record of a conflict check on paper: what was looked for, by whom, when, where, what matched, what came of it."""

from __future__ import annotations

from collections.abc import Iterator

from app.conflicts.queries import CheckSheet, HitRow
from app.conflicts.saying import said_match, short_match
from app.conflicts.words import Conclusion, Source
from app.kernel.language import counted, tr
from app.kernel.numbers import say_number
from app.kernel.said import say_date, say_time
from app.reports.content import Paragraph, Run
from app.reports.press.grid import Column
from app.reports.press.house import About, HouseDocument
from app.reports.saying import printed_by
from app.reports.stationery import on_paper, stationery
from app.storage.transaction import Reader

_CONCLUSIONS = {
    Conclusion.OPEN: "Nothing is concluded yet.",
    Conclusion.CLEAR: "Clear.",
    Conclusion.CONFLICT: "Conflict.",
}
_WHERE = {
    Source.CLIENT: "client",
    Source.PERSON: "person around a client",
    Source.PARTY: "party of a matter",
    Source.MATTER: "matter's title",
    Source.PARTICIPANT: "took part in a contact",
}


def where(source: Source) -> str:
    """Where a match stands, in words."""
    return tr(_WHERE[source], "where a match stands")


def searched_words(searched: dict[str, int]) -> str:
    """What was looked through: "812 clients, 45 people around clients, …"."""
    found = {one: searched.get(one.value, 0) for one in Source}
    clients, people, parties = found[Source.CLIENT], found[Source.PERSON], found[Source.PARTY]
    matters, others = found[Source.MATTER], found[Source.PARTICIPANT]
    said = (
        (clients, counted(clients, "1 client", "{count} clients")),
        (people, counted(people, "1 person around clients", "{count} people around clients")),
        (parties, counted(parties, "1 party of matters", "{count} parties of matters")),
        (matters, counted(matters, "1 matter", "{count} matters")),
        (others, counted(others, "1 participant of contacts", "{count} participants of contacts")),
    )
    return ", ".join(words.format(count=say_number(count)) for count, words in said)


@on_paper
def conflict_record(reader: Reader, sheet: CheckSheet) -> tuple[bytes, int]:
    """The record as a PDF, and how many pages it has."""
    paper, title = stationery(reader), tr("Conflict check")
    words = paper.words
    note = f"{words.confidential} · {printed_by(reader)}"
    about = About(title, note=note, running=words.continued.format(title=title))
    page = HouseDocument(paper, about)
    page.firm_name()
    page.title(title)
    page.facts(_facts(reader, sheet))
    page.heading(
        tr("Matches")
        if sheet.hits
        else tr("No match that may be shown")
        if sheet.hidden
        else tr("Nothing matches")
    )
    columns = (Column(tr("Match"), page.look.date_column - 10, voice="label"), Column(tr("Found")))
    page.table(columns, (_cells(hit) for hit in sheet.hits))
    made = page.finish()
    return made.pdf, made.pages


def _cells(hit: HitRow) -> tuple[str, Paragraph]:
    return short_match(hit), (Run(hit.found, bold=True), Run(f"\n{said_of(hit)}"))


def _facts(reader: Reader, sheet: CheckSheet) -> Iterator[tuple[str, str]]:
    check = sheet.row
    asked = reader.local(check.asked_at)
    for label, several in (
        (tr("Names"), check.names),
        (tr("Phones"), check.phones),
        (tr("E-mails"), check.emails),
    ):
        if several:
            yield label, "; ".join(several)
    if check.about:
        yield tr("For", "a conflict check"), check.about
    day, time = say_date(asked.date()), say_time(asked)
    yield tr("Asked by"), tr("{who}, {day}, {time}").format(who=check.asked_by, day=day, time=time)
    searched = tr("{what}; archived and merged clients as well.")
    yield tr("Searched"), searched.format(what=searched_words(sheet.searched))
    if check.more:
        more = counted(
            check.more,
            "1 more match. Fuller names have to be checked, one at a time, before this is clear.",
            "{count} more matches. Fuller names have to be checked, one at a time, before this is clear.",
        )
        yield tr("Not shown"), more.format(count=say_number(check.more))
    if sheet.unmatched:
        nothing = tr("{name}: no match that may be shown") if sheet.hidden else tr("{name}: no match")
        yield tr("No match"), "; ".join(nothing.format(name=one) for one in sheet.unmatched)
    if sheet.hidden:
        yield (
            tr("Restricted"),
            tr(
                "Something restricted matches. It is not shown to who printed this; a partner who may see it has to "
                "look at this check before it is clear."
            ),
        )
    said = tr(_CONCLUSIONS[check.conclusion])
    if check.concluded_at is not None:
        day = say_date(reader.local(check.concluded_at).date())
        said = " ".join(filter(None, (said, check.note, f"({check.concluded_by}, {day})")))
    yield tr("Conclusion"), said


def said_of(hit: HitRow) -> str:
    """Where a match stands and as what: "party of a matter, opposing counsel, 00012 Lease"."""
    matter = f"{hit.matter_number} {hit.matter}" if hit.source is not Source.MATTER else ""
    parts = (where(hit.source), hit.detail, matter.strip(), said_match(hit))
    return " · ".join(part for part in parts if part)
