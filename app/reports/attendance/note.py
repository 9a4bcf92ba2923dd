"""The attendance note (in the US: file memo) of one contact, in people's words (PRACTICE K5, C1, C2).

It is the entry as it stands, whole: who, when, what was said and advised, what was agreed and by when, when it was
written and by whom. How often it was amended is said; the versions themselves are in the contact history.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import UUID

from app.audit.trail import Head, head
from app.channels.words import Channel
from app.contactlog.follow_ups import say_who
from app.contactlog.history import Remembered, key_of, recorded
from app.contactlog.queries import entry
from app.contactlog.rows import AttachmentRow, EntryRow, FollowUpRow
from app.contactlog.rules import written_late
from app.contactlog.said import Fact, facts, say_written
from app.contactlog.said import head as say_head
from app.contactlog.words import SPOKEN, Direction
from app.hours.queries import firm_calendar
from app.kernel.language import counted, tr
from app.kernel.said import say_date, say_exact, say_long_date, say_time
from app.matters.development_queries import developments
from app.matters.key_date_queries import KeyDateRow, key_dates
from app.matters.sheet import MatterSheet, matter_sheet
from app.matters.turning import stood_then
from app.matters.words import MatterStatus
from app.people.queries import colleague
from app.reports.content import Stationery
from app.reports.saying import say_withdrawn
from app.reports.stationery import on_paper, stationery
from app.schedule.queries import update_dues
from app.storage.transaction import Reader

PARTS: Mapping[str, str] = {
    "What was said": "What was said",
    "Received": "What we were told",
    "Advice": "Advice given",
    "Advice declined": "Advice declined",
    "Decided": "Instructions and decisions",
    "Costs": "Costs",
    "For the letter": "For the next letter",
}
"""What has a heading of its own, by the key of the fact, in this order; all else that an entry says stands above."""
_ELSEWHERE = frozenset({"When", "With", "Held by", "Agreed", "Written", "Confidentiality"})
"""Of an entry's facts, those that this page says in its own way."""

_CONFIRMED = "Confirmed"
"""Of declined advice: stands with it."""


@dataclass(frozen=True, slots=True)
class Agreed:
    """A follow-up: what, who does it, by when (which says so where it is done)."""

    what: str
    who: str
    by: str


@dataclass(frozen=True, slots=True)
class Attendance:
    """The note in words. ``legend``: what kind of paper of the firm it is; ``mark``: its class of confidentiality;
    ``standing``: that it was withdrawn, when and why; ``below``: the matter; ``signers``: who signs."""

    entry_id: UUID
    matter_id: UUID | None
    number: str
    stationery: Stationery
    legend: str
    below: str
    mark: str
    standing: str
    facts: tuple[tuple[str, str], ...]
    parts: tuple[tuple[str, str], ...]
    agreed: tuple[Agreed, ...]
    dates: tuple[tuple[date, str, str], ...]
    """Key dates: the day, it in words, what."""
    next_update: tuple[date, str] | None
    """The day, and it in words."""
    files: tuple[AttachmentRow, ...]
    written: tuple[tuple[str, str], ...]
    signers: tuple[str, ...]
    anchor: Head
    occurred_at: datetime
    occurred_on: date
    day: str
    """Of the contact, as in "23 November 2026"."""
    made: str
    """By whom the page was made, and when."""


@on_paper
def attendance(reader: Reader, entry_id: UUID, made_at: datetime) -> Attendance:
    """The note of one entry as it stands at the reader's moment. ``made_at``: now, by the clock.

    Raises NotFound where there is no such entry, or none that may be seen.
    """
    row = entry(reader, entry_id)
    (found,) = recorded(reader, [key_of(row)])
    sheet = matter_sheet(reader, row.matter_id) if row.matter_id is not None else None
    said = _said(reader, row)
    house = stationery(reader)
    return Attendance(
        entry_id=row.id,
        matter_id=row.matter_id,
        number=row.matter_number,
        stationery=house,
        legend=house.words.exchange if _is_message(row) else house.words.legend,
        below=" · ".join(filter(None, (row.matter_title, row.matter_number, _court(sheet)))),
        mark=_mark(row.confidentiality, house.words.confidential),
        standing=say_withdrawn(
            found.withdrawal, say_exact(reader.local(found.withdrawal.at)) if found.withdrawal else ""
        ),
        facts=tuple(_facts(reader, row, sheet, said)),
        parts=tuple(_parts(said)),
        agreed=tuple(_agreed(reader, one) for one in row.follow_ups),
        dates=tuple(_say_key_date(one) for one in _dates(reader, row)),
        next_update=_next_update(reader, row, sheet),
        files=row.attachments,
        written=tuple(_written(reader, found)),
        signers=tuple(dict.fromkeys(filter(None, (row.held_by, row.author)))),
        anchor=head(reader.session),
        occurred_at=row.occurred_at,
        occurred_on=reader.local(row.occurred_at).date(),
        day=say_date(reader.local(row.occurred_at).date()),
        made=f"{colleague(reader, reader.viewer).name}, {say_exact(reader.local(made_at))}",
    )


def _is_message(row: EntryRow) -> bool:
    """Whether it went between firm and client in writing: then it is their communication, not what the firm noted."""
    return (
        row.with_client
        and row.direction is not Direction.INTERNAL
        and row.channel not in SPOKEN
        and row.channel is not Channel.NOTE
    )


def _court(sheet: MatterSheet | None) -> str:
    return sheet.row.court_number if sheet is not None else ""


def _mark(confidentiality: str, privileged: str) -> str:
    """Privilege is said in full, in the words of each foot; what else a firm calls a class, as it calls it."""
    words = " ".join(confidentiality.split())
    if words.casefold() == "privileged":
        return privileged
    return f"{words[:1].upper()}{words[1:]}"


def _facts(
    reader: Reader, row: EntryRow, sheet: MatterSheet | None, said: Sequence[Fact]
) -> Iterator[tuple[str, str]]:
    clients = ", ".join(name for _, name in sheet.clients) if sheet is not None else row.client
    if clients:
        yield tr("Client"), clients
    yield tr("Contact"), say_head(row)
    yield tr("When"), _say_when(reader, row)
    yield tr("For the firm"), row.held_by
    present = "\n".join(f"{name}, {role}" if role else name for name, role in row.participants)
    if present:
        yield tr("Present"), present
    for one in said:
        if one.key not in PARTS and one.key not in _ELSEWHERE and one.key != _CONFIRMED:
            yield (_place(row.channel) if one.key == "Reached at" else one.label), one.words
    for label, ids in (
        (tr("Acknowledges"), (row.acknowledges_id,)),
        (tr("Answers", "this contact answers"), (row.answers_id, *row.also_answers)),
    ):
        meant = [_say_contact(reader, one) for one in ids if one is not None]
        if meant:
            yield label, "\n".join(meant)


def _said(reader: Reader, row: EntryRow) -> Sequence[Fact]:
    """All that the entry says, as every view of it has it: a field that comes to be is on paper, too."""
    told: dict[object, str] = {}
    if row.tells or row.brought:
        ids = (*row.tells, *row.brought)
        told = {one.id: one.text for one in developments(reader, withdrawn=True, ids=ids)}
    return facts(row, reader, told, exact=True)


def _say_when(reader: Reader, row: EntryRow) -> str:
    """As in "Monday 23 November 2026, 10:00 to 10:40 PST"; the end is by the clock, over a change of hour as well."""
    start = reader.local(row.occurred_at)
    day = say_long_date(start.date())
    if not row.duration_minutes:
        return tr("{day}, {time}").format(day=day, time=f"{say_time(start)} {start.tzname() or ''}".rstrip())
    end = reader.local(row.occurred_at + timedelta(minutes=row.duration_minutes))
    since = "" if end.tzname() == start.tzname() else f" {start.tzname() or ''}"
    words = (
        tr("{day}, {start} to {end}")
        if end.date() == start.date()
        else tr("{day}, {start} to {end} on {last_day}")
    )
    return words.format(
        day=day,
        start=f"{say_time(start)}{since}",
        end=f"{say_time(end)} {end.tzname() or ''}".rstrip(),
        last_day=say_date(end.date()),
    )


def _place(channel: Channel) -> str:
    """What the number or address of a contact is called."""
    if channel is Channel.MEETING:
        return tr("Place", "of a meeting")
    return tr("Number", "of a phone") if channel is Channel.PHONE else tr("Address")


def _say_contact(reader: Reader, entry_id: UUID) -> str:
    row = entry(reader, entry_id)
    return f"{say_head(row)}, {say_exact(reader.local(row.occurred_at))}"


def _parts(said: Sequence[Fact]) -> Iterator[tuple[str, str]]:
    words_of = {one.key: one.words for one in said}
    for key in PARTS:
        words = words_of.get(key, "")
        if key == "Advice declined" and _CONFIRMED in words_of:
            confirmed = tr("Confirmed {how}").format(how=words_of[_CONFIRMED])
            words = f"{words}\n{confirmed}".lstrip("\n")
        if words.strip():
            yield tr(PARTS[key]), words


def _agreed(reader: Reader, one: FollowUpRow) -> Agreed:
    by = say_date(one.due_on) if one.due_on is not None else tr("no day set")
    if one.done_at is not None:
        by += "\n" + tr("✓ done {day}").format(day=say_date(reader.local(one.done_at).date()))
    return Agreed(one.text, say_who(one.who), by)


def _dates(reader: Reader, row: EntryRow) -> Iterator[KeyDateRow]:
    """The key dates that were entered on the day of the contact or on that of its note, and stand: no date says which
    contact set it."""
    if row.matter_id is None:
        return
    days = {reader.local(moment).date() for moment in (row.occurred_at, row.written_at)}
    for one in key_dates(reader, row.matter_id, closed=True):
        if one.cancelled_at is None and reader.local(one.written_at).date() in days:
            yield one


def _say_key_date(one: KeyDateRow) -> tuple[date, str, str]:
    day, what = say_date(one.on), ", ".join(filter(None, (one.title, one.place)))
    if one.at is not None:
        day = tr("{day}, {time}").format(day=day, time=say_time(one.at))
    if one.who_acts:
        what = f"{what} ({one.who_acts})"
    return one.on, day, tr("{what}; the client attends").format(what=what) if one.client_attends else what


def _next_update(reader: Reader, row: EntryRow, sheet: MatterSheet | None) -> tuple[date, str] | None:
    """When the client was to hear again, as it stood when the note was written: a note of March says nothing of the
    updates of November. None where no update was scheduled or the matter was not open."""
    if sheet is None:
        return None
    then = replace(reader, now=min(reader.now, max(row.written_at, row.occurred_at)))
    _, status = stood_then(then, [sheet.row.id]).get(sheet.row.id, ("", sheet.row.status))
    if status is not MatterStatus.OPEN:
        return None
    due = update_dues(then, firm_calendar(then), sheet.row.id).get(sheet.row.id)
    return (due.due_on, say_date(due.due_on)) if due is not None else None


def _written(reader: Reader, found: Remembered) -> Iterator[tuple[str, str]]:
    """Late notes say so in so many words (C1); how often it was amended, and why last (C2)."""
    row = found.row
    first = say_written(row, say_exact(reader.local(row.written_at)))
    yield tr("Written"), tr("Late note: {written}").format(written=first) if written_late(row) else first
    last, count = found.writings[-1], found.writings[-1].version - 1
    if count:
        words = counted(count, "once, {moment} by {author}", "{count} times, last {moment} by {author}")
        said = words.format(count=count, moment=say_exact(reader.local(last.written_at)), author=last.author)
        if last.reason:
            said += "\n" + tr("Because: {reason}").format(reason=last.reason)
        yield tr("Amended"), said
