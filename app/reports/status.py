"""What the status report of one matter says, put together from the log, the plans and the calendar (PRACTICE K1)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from uuid import UUID

from app.clients.queries import ClientSheet, client_sheet
from app.clients.words import PointKind
from app.contactlog.queries import (
    EntryRow,
    FollowUpRow,
    entries,
    entry,
    follow_ups,
    last_updates,
    untold_developments,
)
from app.contactlog.words import Channel, Direction, FollowUpSide, Outcome
from app.hours.queries import firm_calendar
from app.kernel.said import say_date, say_day, say_long
from app.matters.courts import court_said
from app.matters.development_queries import DevelopmentRow, developments
from app.matters.key_date_queries import KeyDateRow, key_dates
from app.matters.sheet import MatterSheet, matter_sheet
from app.notices.queries import notices_for
from app.notices.words import Outlet
from app.people.queries import ColleagueRow, colleagues
from app.reports.content import DatedLine, KeyPoint, Paragraph, Run, StatusReport, Unsaid
from app.reports.fees import fee_lines
from app.reports.stationery import stationery, stationery_of
from app.schedule.no_news import due_after
from app.schedule.queries import update_dues
from app.settings.commands import FirmDetails
from app.settings.queries import firm
from app.storage.transaction import Reader

REPORT_TAG = "status report"
"""On the entry that logs a report as given: the next report does not repeat it."""

_FOR_CLIENT = {"", "privileged"}
"""Classes of confidentiality whose contacts may stand in a letter to the client."""
_MET = {
    Channel.PHONE: "Telephone call with you.",
    Channel.MEETING: "Meeting with you.",
    Channel.VIDEO: "Video meeting with you.",
}
_WRITTEN = {
    Channel.EMAIL: "e-mail",
    Channel.LETTER: "letter",
    Channel.PORTAL: "portal message",
    Channel.TEXT: "text message",
}
_LARGE_PRINT = re.compile(
    r"\b(large|larger|big|bigger|giant)[ -]?(print|type|text|font|letters?|letterings?)\b"
    r"|\b(1[4-9]|2\d)[ -]?(pt|points?)\b"
)


@dataclass(frozen=True, slots=True)
class _Facts:
    """All that was read for one report."""

    sheet: MatterSheet
    client: ClientSheet
    firm: FirmDetails
    people: dict[UUID, ColleagueRow]
    since: datetime | None
    last_update: datetime | None
    log: tuple[EntryRow, ...]
    news: tuple[DevelopmentRow, ...]
    untold: tuple[UUID, ...]
    agreed: tuple[FollowUpRow, ...]
    dates: tuple[KeyDateRow, ...]
    next_update: date | None


def status_report(reader: Reader, matter_id: UUID, *, since: date | None = None) -> StatusReport:
    """The report as it stands at the reader's moment; progress from ``since``, or from the last update given."""
    facts = _read(reader, matter_id, since)
    sheet, details = facts.sheet, facts.sheet.details
    today = reader.today
    asked = _asked_of_client(facts, today)
    return StatusReport(
        stationery=replace(
            stationery(reader),
            notices=notices_on(reader, facts.firm, details.practice_area, Outlet.REPORT),
        ),
        addressee=_addressee(facts.client),
        date=say_date(today),
        file_label=f"Our file {sheet.row.number}",
        file_number=sheet.row.number,
        matter_line=" · ".join(
            filter(None, (details.title, details.court_number, court_said(details.court)))
        ),
        footer_short=f"{sheet.row.client} · {today.day} {today:%b %Y}",
        key_point=_key_point(facts, today),
        priorities=details.priorities,
        since_heading=_since_heading(facts, reader),
        progress=_progress(facts, reader),
        waiting_for=_waiting_for(facts, today),
        coming_up=_coming_up(facts, today),
        your_actions=asked,
        options=details.options,
        decisions=details.decision_asked,
        fees=fee_lines(reader, matter_id, facts.firm.country),
        closing=_closing(facts, today),
        signatory=_signatory(facts),
        tells=facts.untold,
        unsaid=_unsaid(facts, reader),
        unused_advice=""
        if details.options
        else "\n".join(row.advice for row in facts.log[::-1] if row.advice),
        large_print=_LARGE_PRINT.search(facts.client.details.accessibility.casefold()) is not None,
    )


def _read(reader: Reader, matter_id: UUID, since: date | None) -> _Facts:
    sheet = matter_sheet(reader, matter_id)
    last_update = last_updates(reader, matter_id).get(matter_id)
    start = last_update
    if since is not None:
        start = datetime.combine(since, time(), tzinfo=reader.zone)
    calendar = firm_calendar(reader)
    due = update_dues(reader, calendar, matter_id).get(matter_id)
    untold = untold_developments(reader, matter_id)
    known = {news.id for news in untold}
    recent = [
        news
        for news in developments(reader, matter_id)
        if news.id not in known and start is not None and news.occurred_at > start
    ]
    return _Facts(
        sheet=sheet,
        client=client_sheet(reader, sheet.row.client_id),
        firm=firm(reader).details,
        people={row.id: row for row in colleagues(reader, active_only=False)},
        since=start,
        last_update=last_update,
        log=tuple(row for row in entries(reader, matter_id=matter_id, since=start) if _is_for_letter(row)),
        news=(*untold, *recent),
        untold=tuple(news.id for news in untold),
        agreed=_agreed_for_letter(reader, matter_id),
        dates=tuple(key for key in key_dates(reader, matter_id, first=reader.today) if key.done_at is None),
        next_update=due_after(due, reader.today, calendar),
    )


def _agreed_for_letter(reader: Reader, matter_id: UUID) -> tuple[FollowUpRow, ...]:
    """What is to be done and by whom; what was noted down in an internal or classified entry stays with the firm."""
    agreed = follow_ups(reader, matter_id=matter_id, open_only=True)
    sources = (entry(reader, one) for one in {one.entry_id for one in agreed if one.entry_id is not None})
    internal = {row.id for row in sources if row.direction is Direction.INTERNAL or not _is_open(row)}
    return tuple(one for one in agreed if one.entry_id not in internal)


def notices_on(reader: Reader, details: FirmDetails, area: str, outlet: Outlet) -> tuple[str, ...]:
    """What stands at the end of everything, and what applies to this practice area and this way out (PRACTICE I4)."""
    everywhere = (line for line in details.notices.splitlines() if line.strip())
    return (*everywhere, *notices_for(reader, area, outlet))


def sample_report(details: FirmDetails, picture: bytes | None, today: date) -> StatusReport:
    """An empty report on the firm's paper, to see what its letters will look like."""
    return StatusReport(
        stationery=stationery_of(details, picture),
        addressee=("Nora Whitcombe", "12 Sample Street"),
        date=say_date(today),
        file_label="Our file 00001",
        file_number="00001",
        matter_line="Whitcombe v. Larkspur Catering",
        footer_short=f"Nora Whitcombe · {today.day} {today:%b %Y}",
    )


def _addressee(client: ClientSheet) -> tuple[str, ...]:
    address = client.first(PointKind.ADDRESS)
    name = f"{client.details.salutation} {client.name}".strip()
    return (name, *(line for line in (address.value.splitlines() if address else ()) if line.strip()))


def _key_point(facts: _Facts, today: date) -> KeyPoint | None:
    """What the lawyer wrote; else what the client must attend next, else must do next (K1: first on the page)."""
    written = facts.sheet.details.key_point
    if written:
        lead, stop, rest = written.partition(". ")
        return KeyPoint(lead + stop.strip(), rest.strip())
    for key in facts.dates:
        if key.client_attends:
            at = f", {key.at:%H:%M}," if key.at else ""
            place = f", {key.place}" if key.place else ""
            return KeyPoint(f"Please keep {_long(key.on)}{at} free.", f"{key.title}{place}.")
    for agreed in facts.agreed:
        if agreed.side is FollowUpSide.CLIENT:
            by = f"by {_long(agreed.due_on)}" if agreed.due_on else "soon"
            return KeyPoint(f"We need something from you {by}.", agreed.text)
    return None


def _since_heading(facts: _Facts, reader: Reader) -> str:
    if facts.since is None:
        return "What has happened"
    day = reader.local(facts.since).date()
    said = f"{day.day} {day:%B}" + ("" if day.year == reader.today.year else f" {day.year}")
    return f"Since our update of {said}" if facts.since == facts.last_update else f"Since {said}"


def _progress(facts: _Facts, reader: Reader) -> tuple[DatedLine, ...]:
    """What happened and what was said, the oldest first."""
    lines: list[tuple[datetime, DatedLine]] = []
    for news in facts.news:
        document = f" (document {news.document_number})" if news.document_number else ""
        when = _short(reader.local(news.occurred_at).date(), reader.today)
        lines.append((news.occurred_at, DatedLine(when, f"{news.for_client}{document}")))
    for row in facts.log:
        when = _short(reader.local(row.occurred_at).date(), reader.today)
        lines.append((row.occurred_at, DatedLine(when, _words_for_client(row) or _mention(row))))
    return tuple(line for _, line in sorted(lines, key=lambda pair: pair[0]))


def _is_for_letter(row: EntryRow) -> bool:
    """Contact with the client that stands and is not classified: an internal note never reaches a letter."""
    return REPORT_TAG not in row.tags and _is_open(row) and row.with_client and row.withdrawn_at is None


def _is_open(row: EntryRow) -> bool:
    """Whether its class of confidentiality lets it stand in a letter to the client."""
    return row.confidentiality.strip().casefold() in _FOR_CLIENT


def _words_for_client(row: EntryRow) -> str:
    """What was written for the client: the words for the letter, or the message itself that went to them.

    What the firm noted of a contact - what was said, advised, decided - is its own and stands in no letter.
    """
    itself = row.message_key is not None and row.direction is Direction.OUT
    return row.for_client or (row.summary if itself else "")


def _mention(row: EntryRow) -> str:
    """That it took place, and no more: "Telephone call with you."."""
    if row.outcome in {Outcome.LEFT_MESSAGE, Outcome.NO_ANSWER}:
        return "We tried to reach you."
    if row.channel in _WRITTEN:
        written = _WRITTEN[row.channel]
        return f"Your {written} to us." if row.direction is Direction.IN else f"Our {written} to you."
    return _MET.get(row.channel, "Contact with you.")


def _unsaid(facts: _Facts, reader: Reader) -> tuple[Unsaid, ...]:
    """The contacts that have no words for the client; messages are there to be read as they are."""
    return tuple(
        Unsaid(
            row.id,
            _short(reader.local(row.occurred_at).date(), reader.today),
            _mention(row),
            "\n".join(filter(None, (row.summary, row.advice, row.decision))),
        )
        for row in reversed(facts.log)
        if not _words_for_client(row) and row.message_key is None
    )


def _waiting_for(facts: _Facts, today: date) -> tuple[DatedLine, ...]:
    from_whom = {FollowUpSide.COURT: "from the court"}
    return tuple(
        DatedLine(from_whom.get(agreed.side, f"from {agreed.who}"), agreed.text + _expected(agreed, today))
        for agreed in facts.agreed
        if agreed.side in {FollowUpSide.COURT, FollowUpSide.OTHER}
    )


def _expected(agreed: FollowUpRow, today: date) -> str:
    return f", expected by {_short(agreed.due_on, today)}" if agreed.due_on else ""


def _coming_up(facts: _Facts, today: date) -> tuple[DatedLine, ...]:
    lines: list[tuple[date, time, DatedLine]] = []
    for key in facts.dates:
        at = f", {key.at:%H:%M}" if key.at else ""
        acts = "" if key.who_acts in key.title else key.who_acts
        text = ", ".join(filter(None, (key.title, key.place, acts)))
        line = DatedLine(_short(key.on, today) + at, text, strong=key.client_attends)
        lines.append((key.on, key.at or time(), line))
    for agreed in facts.agreed:
        if agreed.side is FollowUpSide.FIRM and agreed.due_on is not None and agreed.due_on >= today:
            who = (
                facts.people[agreed.colleague_id].name if agreed.colleague_id in facts.people else agreed.who
            )
            text = f"{who}: {agreed.text}" if who else agreed.text
            lines.append((agreed.due_on, time(), DatedLine(_short(agreed.due_on, today), text)))
    return tuple(line for *_, line in sorted(lines, key=lambda one: one[:2]))


def _asked_of_client(facts: _Facts, today: date) -> tuple[DatedLine, ...]:
    return tuple(
        DatedLine(f"by {_short(agreed.due_on, today)}" if agreed.due_on else "soon", agreed.text)
        for agreed in facts.agreed
        if agreed.side is FollowUpSide.CLIENT
    )


def _closing(facts: _Facts, today: date) -> tuple[Paragraph, ...]:
    row = facts.sheet.row
    runs: list[Run] = []
    if facts.next_update is not None:
        runs += [
            Run("Your next update is due on "),
            Run(say_long(facts.next_update, today), bold=True),
            Run(". "),
        ]
    contact = facts.people.get(row.point_of_contact_id or row.responsible_id or facts.client.id)
    if contact is not None:
        runs.append(Run(f"{_with_phone(contact)} is your first contact"))
        emergency = facts.sheet.emergency
        runs.append(Run(f"; out of hours, {emergency}. " if emergency else ". "))
    concern = facts.firm.concern_contact
    if concern:
        first = f"tell {contact.name}, or write to " if contact is not None else "write to "
        runs.append(Run(f"If anything about our service worries you, {first}{concern.rstrip('.')}."))
    return (tuple(runs),) if runs else ()


def _signatory(facts: _Facts) -> tuple[str, ...]:
    responsible = facts.people.get(facts.sheet.row.responsible_id) if facts.sheet.row.responsible_id else None
    return (responsible.name,) if responsible else (facts.firm.name,)


def _with_phone(person: ColleagueRow) -> str:
    return f"{person.name} ({person.phone})" if person.phone else person.name


def _short(day: date, today: date) -> str:
    """As in "13 Nov": the report's narrow column has no room for weekdays."""
    return say_day(day, today).split(" ", 1)[1]


def _long(day: date) -> str:
    """As in "Tuesday 12 January 2027": what a client must keep is said in full."""
    return f"{say_long(day)} {day.year}"
