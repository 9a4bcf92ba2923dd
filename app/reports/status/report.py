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
from app.kernel.language import speaking, tr
from app.kernel.said import say_date, say_day_month, say_long, say_long_date, say_short_date, say_time
from app.languages.offered import catalogue_of
from app.matters.courts import court_said
from app.matters.development_queries import DevelopmentRow
from app.matters.words import DevelopmentKind
from app.notices.queries import notices_for
from app.notices.words import Outlet
from app.people.queries import ColleagueRow
from app.plain.ease import sentences_of
from app.reports.content import KeyPoint, Length, Paragraph, Run, StatusReport
from app.reports.stationery import on_paper, stationery, stationery_of
from app.reports.status.facts import Facts, read_facts
from app.reports.status.fees import fee_lines
from app.reports.status.lines import asked_of_client, coming_up, progress, unsaid, waiting_for
from app.settings.commands import FirmDetails
from app.storage.transaction import Reader

_LARGE_PRINT = re.compile(
    r"\b(large|larger|big|bigger|giant)[ -]?(print|type|text|font|letters?|letterings?)\b"
    r"|\b(gro(ss|ß)druck|(gro(ss|ß)er?|gro(ss|ß)en)[ -]?(schrift|buchstaben|druck))\b"
    r"|\b(letras?|tipografía|tipo|impresión) (más )?(grandes?|ampliad[ao])\b"
    r"|\b(1[4-9]|2\d)[ -]?(pt|points?|punkt|puntos)\b"
)


def status_report(
    reader: Reader, matter_id: UUID, *, since: date | None = None, length: Length = Length.USUAL
) -> StatusReport:
    """The report as it stands at the reader's moment; progress from ``since``, or from the last update given."""
    return report_of(reader, read_facts(reader, matter_id, since, length), length)


@on_paper
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
        file_label=tr("Our file {number}").format(number=sheet.row.number),
        file_number=sheet.row.number,
        matter_line=" · ".join(
            filter(None, (details.title, details.court_number, court_said(details.court)))
        ),
        footer_short=f"{sheet.row.client} · {say_short_date(today)}",
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
        reads=facts.client.details.language,
        needs_interpreter=facts.client.details.interpreter,
    )


def notices_on(reader: Reader, details: FirmDetails, area: str, outlet: Outlet) -> tuple[str, ...]:
    """What stands at the end of everything, and what applies to this practice area and this way out (PRACTICE I4)."""
    everywhere = (line for line in details.notices.splitlines() if line.strip())
    return (*everywhere, *notices_for(reader, area, outlet))


def sample_report(details: FirmDetails, picture: bytes | None, today: date) -> StatusReport:
    """An empty report on the firm's paper, to see what its letters will look like."""
    paper = stationery_of(details, picture)
    with speaking(catalogue_of(paper.language)):
        return StatusReport(
            stationery=paper,
            addressee=("Nora Whitcombe", tr("12 Sample Street")),
            date=say_date(today),
            file_label=tr("Our file {number}").format(number="00001"),
            file_number="00001",
            matter_line=tr("Whitcombe v. Larkspur Catering"),
            footer_short=f"Nora Whitcombe · {say_short_date(today)}",
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
        return KeyPoint(tr("An offer is waiting for your decision."), offer.for_client)
    for key in facts.dates:
        if key.client_attends:
            words = tr("Please keep {day}, {time}, free.") if key.at else tr("Please keep {day} free.")
            lead = words.format(day=say_long_date(key.on), time=say_time(key.at) if key.at else "")
            return KeyPoint(lead, f"{', '.join(filter(None, (key.title, key.place)))}.")
    news = _urgent(facts, offer=False)
    if news is not None:
        return KeyPoint(tr("Please read this first."), news.for_client)
    for agreed in facts.agreed:
        if agreed.side is FollowUpSide.CLIENT:
            lead = tr("We need something from you soon.")
            if agreed.due_on:
                lead = tr("We need something from you by {day}.").format(day=say_long_date(agreed.due_on))
            return KeyPoint(lead, agreed.text[:1].upper() + agreed.text[1:])
    return None


def _urgent(facts: Facts, *, offer: bool) -> DevelopmentRow | None:
    """The last offer, or the last of what else cannot wait, that the client has not been told of."""
    untold = (news for news in facts.news if news.urgent and news.id in facts.untold)
    fitting = (news for news in untold if (news.kind is DevelopmentKind.OFFER) is offer)
    return max(fitting, key=lambda news: news.occurred_at, default=None)


def _since_heading(facts: Facts, reader: Reader) -> str:
    if facts.since is None:
        return tr("What has happened")
    day = reader.local(facts.since).date()
    said = say_date(day) if day.year != reader.today.year else say_day_month(day)
    words = (
        tr("Since our update of {day}") if facts.since == facts.last_update else tr("Since {day}", "heading")
    )
    return words.format(day=said)


def _closing(reader: Reader, facts: Facts) -> tuple[Paragraph, ...]:
    today, row = reader.today, facts.sheet.row
    runs: list[Run] = []
    said: list[str] = []
    if facts.next_update is not None:
        before, _, after = tr("Your next update is due on {day}.").partition("{day}")
        runs += [Run(before), Run(say_long(facts.next_update, today), bold=True), Run(after)]
    contact = facts.people.get(row.point_of_contact_id or row.responsible_id or facts.client.id)
    if contact is not None:
        emergency = facts.sheet.emergency
        words = (
            tr("{who} is your first contact; out of hours, {emergency}.")
            if emergency
            else tr("{who} is your first contact.")
        )
        said.append(words.format(who=_with_phone(contact), emergency=emergency))
    concern = facts.firm.concern_contact
    if concern:
        words = (
            tr("If anything about our service worries you, tell {who}, or write to {concerns}.")
            if contact is not None
            else tr("If anything about our service worries you, write to {concerns}.")
        )
        said.append(words.format(who=contact.name if contact else "", concerns=concern.rstrip(".")))
        if heard := limit_texts(reader)["concerns.acknowledge"]:
            said.append(tr("You will hear within {time} that we have it.").format(time=heard))
    if said:
        runs.append(Run(" ".join(("", *said) if runs else said)))
    return (tuple(runs),) if runs else ()


def _signatory(facts: Facts) -> tuple[str, ...]:
    responsible = facts.people.get(facts.sheet.row.responsible_id) if facts.sheet.row.responsible_id else None
    return (responsible.name,) if responsible else (facts.firm.name,)


def _with_phone(person: ColleagueRow) -> str:
    return f"{person.name} ({person.phone})" if person.phone else person.name
