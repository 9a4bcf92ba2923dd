"""What the fields of a letter stand for in one matter, read as everything else is: behind the walls, at the reader's
moment. What may be told of the log is what the status report tells (`app.reports.status`): no internal note, nothing
that is classified, nothing that was noted of a contact and not written for the client."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from app.care.duties import next_costs_update
from app.care.estimate import say_sums
from app.care.firm_rule import firm_currency
from app.care.queries import costs
from app.channels.queries import channel_rules
from app.channels.rules import ChannelRule
from app.clients.commands import ClientDetails
from app.clients.queries import ClientSheet, client_sheet
from app.clients.words import Authority, ClientKind, PointKind
from app.concerns.limits import limit_texts
from app.contactlog.queries import EntryRow, entries, last_updates
from app.contactlog.words import SPOKEN, Direction, Outcome
from app.hours.firm_texts import firm_texts
from app.hours.queries import firm_calendar, work_time
from app.kernel.language import tr
from app.kernel.numbers import say_number
from app.kernel.said import say_date, say_long, say_time
from app.kernel.text import either, fold
from app.letters.concern_facts import concern_facts
from app.letters.held import held_with_client
from app.letters.matter_terms import ending_texts, terms_texts
from app.matters.courts import court_said
from app.matters.keepers import KeeperRole, keeper_history
from app.matters.sheet import MatterSheet, matter_sheet
from app.people.queries import ColleagueRow, colleagues
from app.promises.queries import courses, terms_book
from app.promises.suggesting import suggested
from app.promises.words import say_promise
from app.reports.content import DatedLine, StatusReport
from app.reports.entry_classes import is_open
from app.reports.stationery import on_paper
from app.reports.status.fees import arrangement_said
from app.reports.status.report import status_report
from app.schedule.queries import due_if_given, update_dues
from app.schedule.rhythm import say_rhythm
from app.settings.commands import FirmDetails
from app.settings.queries import firm
from app.storage.transaction import Reader
from app.wording.filling import Facts, Item

_OF_MEN = frozenset({"mr", "sir", "herr", "sr", "señor", "don", "d"})
_OF_WOMEN = frozenset(
    {"ms", "mrs", "miss", "madam", "frau", "sra", "srta", "señora", "señorita", "doña", "dña"}
)
"""Salutations as they are typed, without their point; any other says nothing of who has it."""

_MOMENT = timedelta(microseconds=1)
_A_FEW = 10


@dataclass(frozen=True, slots=True)
class Known:
    """A matter as its letters need it: the facts, and the report that knows letterhead, address and signature."""

    facts: Facts
    report: StatusReport
    sheet: MatterSheet


@on_paper
def letter_facts(
    reader: Reader, matter_id: UUID, *, since: date | None = None, is_update: bool = True
) -> Known:
    """Everything that a letter about this matter may say, in the language of the firm's paper; ``is_update``: the next
    update is counted from this letter. Raises NotFound where there is no such matter to see."""
    report = status_report(reader, matter_id, since=since)
    sheet = matter_sheet(reader, matter_id)
    client = client_sheet(reader, sheet.row.client_id)
    details = firm(reader).details
    texts = {
        **firm_texts(reader),
        **limit_texts(reader),
        **_client(client),
        **_matter(sheet, report, details),
        **_people(reader, sheet),
        **_updates(reader, matter_id, is_update=is_update),
        **_last_contact(reader, matter_id),
        **_replies(reader, sheet),
        **_held(reader, matter_id),
        **_fees(reader, matter_id),
        **ending_texts(reader, matter_id),
        **concern_facts(reader, matter_id, sheet.details.practice_area),
    }
    agreed, duties = terms_texts(reader, matter_id)
    texts |= agreed
    texts["client.prefers"] = _prefers(client, agreed.get("terms.channels", ""))
    lists = {
        "progress": _items(report.progress),
        "waiting": _items(report.waiting_for),
        "coming": _items(report.coming_up),
        "actions": _items(report.your_actions),
        "fees": tuple(Item(fee.text, fee.label, fee.right) for fee in report.fees),
        "channels": tuple(_channels(reader, client)),
        "people": tuple(_around(client)),
        **duties,
    }
    return Known(Facts({name: text for name, text in texts.items() if text}, lists), report, sheet)


def _client(client: ClientSheet) -> dict[str, str]:
    details = client.details
    reached = {kind: client.first(kind) for kind in PointKind}
    values = {kind: point.value if point is not None else "" for kind, point in reached.items()}
    return {
        "client.name": client.name,
        "client.salutation": details.salutation,
        "client.greeting": greeting(client),
        "client.first_name": details.first_name,
        "client.last_name": details.last_name,
        "client.address": values[PointKind.ADDRESS],
        "client.phone": values[PointKind.PHONE],
        "client.email": values[PointKind.EMAIL],
        "client.language": details.language,
        "client.interpreter": _interpreter(details) if details.interpreter else "",
        "client.channel": details.preferred_channel,
        "client.times": details.preferred_times,
        "client.never": details.never_channels,
        "client.access": details.accessibility,
    }


def _interpreter(details: ClientDetails) -> str:
    """As a sentence goes on with it: "an interpreter (Luis Ortega, sworn)"."""
    note = " ".join(details.interpreter_note.split()).rstrip(".")
    return tr("an interpreter ({note})").format(note=note) if note else tr("an interpreter")


def _prefers(client: ClientSheet, agreed: str) -> str:
    """How and when the client likes to be reached; "" where it is just the way that was ``agreed``."""
    details = client.details
    if not details.preferred_times.strip() and fold(details.preferred_channel) == fold(agreed):
        return ""
    return ", ".join(filter(None, (details.preferred_channel.strip(), details.preferred_times.strip())))


def greeting(client: ClientSheet) -> str:
    """With the salutation the last name alone; without one the whole name, which is never wrong. In the language that
    is spoken: many greet a man, a woman and a company each in another form."""
    details = client.details
    if details.kind is not ClientKind.PERSON:
        return tr("Dear {name}", "a company").format(name=client.name)
    if details.salutation and details.last_name:
        title = fold(details.salutation).rstrip(".")
        words = tr("Dear {salutation} {name}", "somebody")
        if title in _OF_MEN:
            words = tr("Dear {salutation} {name}", "a man")
        elif title in _OF_WOMEN:
            words = tr("Dear {salutation} {name}", "a woman")
        return words.format(salutation=details.salutation, name=details.last_name)
    return tr("Dear {name}", "a person").format(name=client.name)


def _matter(sheet: MatterSheet, report: StatusReport, firm_details: FirmDetails) -> dict[str, str]:
    details = sheet.details
    return {
        "matter.word": tr("matter", "as letters say it"),
        "matter.title": details.title,
        "matter.number": sheet.row.number,
        "matter.court": court_said(details.court),
        "matter.court_number": details.court_number,
        "matter.area": details.practice_area,
        "matter.stage": details.stage,
        "matter.opened": say_date(details.opened_on) if details.opened_on else "",
        "matter.closed": say_date(details.closed_on) if details.closed_on else "",
        "priorities": report.priorities,
        "key_point": " ".join(filter(None, (report.key_point.lead, report.key_point.text)))
        if report.key_point
        else "",
        "options": report.options,
        "decisions": report.decisions,
        "nothing_to_do": report.nothing_to_do,
        "sign_off": report.words.sign_off,
        "since": report.since_heading,
        "emergency": sheet.emergency or firm_details.emergency_contact,
    }


def _people(reader: Reader, sheet: MatterSheet) -> dict[str, str]:
    known = {row.id: row for row in colleagues(reader, active_only=False)}
    row = sheet.row
    responsible = known.get(row.responsible_id) if row.responsible_id else None
    contact = known.get(row.point_of_contact_id) if row.point_of_contact_id else responsible
    turns = [
        one for one in keeper_history(reader, row.id) if one.role is KeeperRole.CONTACT and not one.overtaken
    ]
    turn = turns[0] if turns else None
    return {
        **_person("contact", contact),
        **_person("responsible", responsible),
        "contact.before": turn.was if turn else "",
        "contact.since": say_long(reader.local(turn.since).date(), reader.today) if turn else "",
    }


def _person(of: str, person: ColleagueRow | None) -> dict[str, str]:
    if person is None:
        return {}
    return {
        f"{of}.name": person.name,
        f"{of}.phone": person.phone,
        f"{of}.email": person.email,
        f"{of}.title": person.job_title,
    }


def _updates(reader: Reader, matter_id: UUID, *, is_update: bool) -> dict[str, str]:
    """Who is given no update now is promised the one that is due; what is late already is not promised once more."""
    calendar = firm_calendar(reader)
    due = update_dues(reader, calendar, matter_id).get(matter_id)
    last = last_updates(reader, matter_id).get(matter_id)
    said = {"last_update": say_long(reader.local(last).date(), reader.today) if last else ""}
    if due is not None:
        ahead = due_if_given(reader, calendar, matter_id) if is_update else due.due_on
        said["next_update"] = say_long(ahead, reader.today) if ahead and ahead >= reader.today else ""
        said["updates.every"] = say_rhythm(due.rhythm)
        said["updates.how"] = tr("by {way}").format(way=due.format.label) if due.format else ""
    return said


def _last_contact(reader: Reader, matter_id: UUID) -> dict[str, str]:
    """When the client last heard us, in words that fit how: who was called last was not written to. Nothing classified
    counts, nor what did not reach them."""
    given = last_updates(reader, matter_id).get(matter_id)
    before = given - _MOMENT if given is not None else None
    last = next(filter(_has_reached, _newest(reader, matter_id, before)), None)
    if last is None:
        return {}
    words = (
        tr("since we last spoke on {day}") if last.channel in SPOKEN else tr("since we last wrote on {day}")
    )
    return {"since_contact": words.format(day=say_long(reader.local(last.occurred_at).date(), reader.today))}


def _newest(reader: Reader, matter_id: UUID, since: datetime | None) -> Iterator[EntryRow]:
    """The entries of a matter, the newest first; a few are read at a time, for mostly the first is looked for."""
    rows = entries(reader, matter_id=matter_id, since=since, limit=_A_FEW)
    yield from rows
    while len(rows) == _A_FEW:
        rows = entries(reader, matter_id=matter_id, since=since, limit=_A_FEW, after=rows[-1])
        yield from rows


def _has_reached(row: EntryRow) -> bool:
    return (
        (row.channel in SPOKEN or row.direction is Direction.OUT)
        and row.direction is not Direction.INTERNAL
        and row.outcome not in {Outcome.LEFT_MESSAGE, Outcome.NO_ANSWER}
        and row.with_client
        and row.withdrawn_at is None
        and is_open(row.confidentiality)
    )


def _replies(reader: Reader, sheet: MatterSheet) -> dict[str, str]:
    """What was promised, and the client's newest message that waits."""
    row = sheet.row
    terms = terms_book(reader).of(row.client_id, row.id)
    said = {
        "reply.acknowledge": say_promise(terms.acknowledge),
        "reply.answer": say_promise(terms.answer),
        "reply.urgent": say_promise(terms.urgent_answer),
    }
    waiting = [one for one in courses(reader, matter_id=row.id) if one.owed is not None]
    if waiting:
        newest, now = waiting[-1], reader.local(reader.now)
        said["message.on"] = say_long(reader.local(newest.asked.occurred_at).date(), now.date())
        said["message.how"] = newest.asked.channel.spoken
        due_at = reader.local(newest.clocks.answer.due_at)
        if due_at > now:  # what is late already is not promised once more
            by = suggested(due_at, now, work_time(reader))  # as the form that acknowledges it says
            said["message.by"] = tr("{day}, {time}").format(
                day=say_long(by.date(), now.date()), time=say_time(by)
            )
    return said


def _fees(reader: Reader, matter_id: UUID) -> dict[str, str]:
    """What was arranged and told of costs, whole in a sentence each (PRACTICE F1)."""
    found, home = costs(reader, matter_id), firm_currency(reader)
    again = next_costs_update(reader, matter_id)
    return {
        "fees.arrangement": arrangement_said(reader, matter_id),
        "fees.estimate": say_sums(found.estimate, home) if found.estimate else "",
        "fees.covers": found.estimate.covers if found.estimate else "",
        "fees.to_date": say_sums(found.to_date, home) if found.to_date else "",
        "fees.used": tr("{percent} %").format(percent=found.standing.percent) if found.standing else "",
        "fees.again": say_long(again, reader.today) if again is not None and again > reader.today else "",
    }


def _held(reader: Reader, matter_id: UUID) -> dict[str, str]:
    """How much of the file is contact with the client that nothing speaks against giving out (PRACTICE J6)."""
    found = held_with_client(reader, matter_id)
    if found is None:
        return {}
    return {
        "held.contacts": say_number(found.contacts),
        "held.files": say_number(found.files) if found.files else "",
        "held.first": say_date(reader.local(found.first).date()),
        "held.last": say_date(reader.local(found.last).date()),
    }


def _items(lines: tuple[DatedLine, ...]) -> tuple[Item, ...]:
    return tuple(Item(line.text, line.when, line.note) for line in lines)


def _channels(reader: Reader, client: ClientSheet) -> Iterator[Item]:
    """Each way the firm uses, and what it is not used for; what is not secure, only where the client agreed."""
    agreed = client.consented(reader.today)
    for channel, rule in channel_rules(reader).items():
        if rule.secure or channel in agreed:
            yield Item(_fit_for(rule), channel.label)


def _fit_for(rule: ChannelRule) -> str:
    unfit = [
        words
        for fit, words in (
            (rule.for_urgent, tr("urgent matters")),
            (rule.for_confidential, tr("confidential matters")),
            (rule.for_advice, tr("advice")),
        )
        if not fit
    ]
    if not unfit:
        return tr("For everything.", "a channel")
    return tr("Not for {things}.", "a channel").format(things=either(unfit))


def _around(client: ClientSheet) -> Iterator[Item]:
    """Who may decide for the client; who must not be told something is not spoken of."""
    for person in client.people:
        details = person.details
        if details.name and details.authority is not Authority.NONE and not person.is_kept_from:
            words = tr("may decide everything")
            if details.authority is Authority.SOME:
                words = tr("may decide some things")
                if details.decides:
                    words = tr("may decide: {what}").format(what=details.decides)
            yield Item(words, details.name)
