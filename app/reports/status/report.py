"""What the status report of one matter says, put together from the log, the plans and the calendar (PRACTICE K1)."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from uuid import UUID

from app.clients.queries import ClientSheet
from app.clients.words import PointKind
from app.concerns.limits import limit_texts
from app.contactlog.words import FollowUpSide
from app.kernel.said import say_date, say_long
from app.matters.courts import court_said
from app.matters.development_queries import DevelopmentRow
from app.matters.words import DevelopmentKind
from app.notices.queries import notices_for
from app.notices.words import Outlet
from app.people.queries import ColleagueRow
from app.plain.ease import sentences_of
from app.reports.content import KeyPoint, Length, Paragraph, Run, StatusReport
from app.reports.stationery import stationery, stationery_of
from app.reports.status.facts import Facts, read_facts
from app.reports.status.fees import fee_lines
from app.reports.status.lines import asked_of_client, coming_up, progress, unsaid, waiting_for
from app.settings.commands import FirmDetails
from app.storage.transaction import Reader

_LARGE_PRINT = re.compile(
    r"\b(large|larger|big|bigger|giant)[ -]?(print|type|text|font|letters?|letterings?)\b"
    r"|\b(1[4-9]|2\d)[ -]?(pt|points?)\b"
)


def status_report(
    reader: Reader, matter_id: UUID, *, since: date | None = None, length: Length = Length.USUAL
) -> StatusReport:
    """The report as it stands at the reader's moment; progress from ``since``, or from the last update given."""
    return report_of(reader, read_facts(reader, matter_id, since, length), length)


def report_of(reader: Reader, facts: Facts, length: Length = Length.USUAL) -> StatusReport:
    """The same of what was read already."""
    sheet, details = facts.sheet, facts.sheet.details
    today = reader.today
    asked = asked_of_client(facts, today)
    short = length is Length.SHORT
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
        priorities="" if short else details.priorities,
        since_heading=_since_heading(facts, reader),
        progress=progress(facts, reader, length),
        waiting_for=waiting_for(facts, today),
        coming_up=coming_up(facts, today),
        your_actions=asked,
        options=details.options if details.decision_asked or not short else "",
        decisions=details.decision_asked,
        fees=() if short else fee_lines(reader, sheet.row.id),
        closing=_closing(reader, facts),
        signatory=_signatory(facts),
        tells=facts.untold,
        unsaid=unsaid(facts, reader),
        unused_advice=""
        if details.options
        else "\n".join(row.advice for row in facts.log[::-1] if row.advice),
        large_print=_LARGE_PRINT.search(facts.client.details.accessibility.casefold()) is not None,
    )


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


def _key_point(facts: Facts, today: date) -> KeyPoint | None:
    """What the lawyer wrote; else an offer that the client has not been told of, what they must attend next, other news
    that cannot wait, what they must do next (K1: first on the page)."""
    written = facts.sheet.details.key_point.strip()
    if written:
        lead = sentences_of(written)[0]
        rest = written[len(lead) :]
        # a line that ends without a full stop goes on as the writer broke it
        return KeyPoint(lead, rest.strip()) if rest.startswith(" ") else KeyPoint(written)
    offer = _urgent(facts, offer=True)
    if offer is not None:  # it lapses while nobody decides
        return KeyPoint("An offer is waiting for your decision.", offer.for_client)
    for key in facts.dates:
        if key.client_attends:
            at = f", {key.at:%H:%M}," if key.at else ""
            place = f", {key.place}" if key.place else ""
            return KeyPoint(f"Please keep {_long(key.on)}{at} free.", f"{key.title}{place}.")
    news = _urgent(facts, offer=False)
    if news is not None:
        return KeyPoint("Please read this first.", news.for_client)
    for agreed in facts.agreed:
        if agreed.side is FollowUpSide.CLIENT:
            by = f"by {_long(agreed.due_on)}" if agreed.due_on else "soon"
            return KeyPoint(f"We need something from you {by}.", agreed.text[:1].upper() + agreed.text[1:])
    return None


def _urgent(facts: Facts, *, offer: bool) -> DevelopmentRow | None:
    """The last offer, or the last of what else cannot wait, that the client has not been told of."""
    untold = (news for news in facts.news if news.urgent and news.id in facts.untold)
    fitting = (news for news in untold if (news.kind is DevelopmentKind.OFFER) is offer)
    return max(fitting, key=lambda news: news.occurred_at, default=None)


def _since_heading(facts: Facts, reader: Reader) -> str:
    if facts.since is None:
        return "What has happened"
    day = reader.local(facts.since).date()
    said = f"{day.day} {day:%B}" + ("" if day.year == reader.today.year else f" {day.year}")
    return f"Since our update of {said}" if facts.since == facts.last_update else f"Since {said}"


def _closing(reader: Reader, facts: Facts) -> tuple[Paragraph, ...]:
    today, row = reader.today, facts.sheet.row
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
        if heard := limit_texts(reader)["concerns.acknowledge"]:
            runs.append(Run(f" You will hear within {heard} that we have it."))
    return (tuple(runs),) if runs else ()


def _signatory(facts: Facts) -> tuple[str, ...]:
    responsible = facts.people.get(facts.sheet.row.responsible_id) if facts.sheet.row.responsible_id else None
    return (responsible.name,) if responsible else (facts.firm.name,)


def _with_phone(person: ColleagueRow) -> str:
    return f"{person.name} ({person.phone})" if person.phone else person.name


def _long(day: date) -> str:
    """As in "Tuesday 12 January 2027": what a client must keep is said in full."""
    return f"{say_long(day)} {day.year}"
