"""Events of calendars become key dates of the matter they name; the others wait in the tray. An event that came before
is known by its UID: it is moved, or cancelled, never put in twice."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, time
from uuid import UUID

from sqlalchemy import select

from app.contactlog.date_turns import announce_key_date
from app.exchange.calendar_events import Event, Occurrence
from app.exchange.import_keys import free_key, keep_key
from app.exchange.incoming import CalendarFile
from app.exchange.models import CalendarEvent, ImportedMessage, TrayItem
from app.exchange.outcome import FileOutcome, NewDate, RowNote, doubts_of_day
from app.exchange.place_messages import Placer
from app.exchange.reading_apart import read_calendar
from app.kernel.clock_turns import shown_time
from app.kernel.errors import Refused
from app.kernel.language import tr
from app.kernel.text import clean
from app.matters.announcing import DateTurn, concerns_client
from app.matters.key_date_warnings import DaysOff
from app.matters.key_dates import (
    NewKeyDate,
    add_key_date,
    cancel_key_date,
    correct_key_date,
    move_key_date,
    reopen_key_date,
)
from app.matters.models import KeyDate
from app.matters.words import KeyDateKind
from app.settings.queries import firms_language
from app.storage.transaction import Transaction

UNNAMED = "Event without a title"
_NO_MATTER = "It names no matter of ours. Place it by hand."
_SIGNS: tuple[tuple[KeyDateKind, re.Pattern[str]], ...] = (
    (
        KeyDateKind.LIMITATION,
        re.compile(r"\b(limitations?|statute of|verjährung|prescription)\b", re.IGNORECASE),
    ),
    (
        KeyDateKind.DEADLINE,
        re.compile(
            r"\b(deadline|due|file|filing|respond|response|answer|reply|frist|expires?)\b", re.IGNORECASE
        ),
    ),
    (
        KeyDateKind.HEARING,
        re.compile(
            r"\b(hearing|trial|conference|argument|arraignment|sentencing|verhandlung)\b", re.IGNORECASE
        ),
    ),
    (
        KeyDateKind.APPOINTMENT,
        re.compile(
            r"\b(depositions?|depo|mediation|mediación|biometrics|meeting of creditors"
            r"|(medical|physical|mental|psychological) exam(ination)?|reconocimiento médico)\b",
            re.IGNORECASE,
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class _Slot:
    """When and what, as a key date says it."""

    on: date
    at: time | None
    title: str
    place: str


class EventTaker:
    """Takes calendars over within one transaction. ``dates_known``: the clients know of the new dates already, so that
    these are no news; nobody is taken to have told them until somebody says so."""

    def __init__(self, tx: Transaction, *, dates_known: bool = False) -> None:
        self._tx = tx
        self._dates_known = dates_known
        self._placer = Placer(tx.reader())
        self._days_off = DaysOff(tx.reader())

    def take_all(self, file: CalendarFile) -> FileOutcome:
        """Every event of a file."""
        outcome = FileOutcome(file.name, "ics", label="Calendar")
        outcome.refused += [RowNote(one.number, one.reason) for one in file.content.refused]
        for number, event in enumerate(file.content.events, start=1):
            self._take(event, number, outcome)
        return outcome

    def _take(self, event: Event, number: int, outcome: FileOutcome) -> None:
        matter_id = self._known_matter(event.uid) or self._placer.by_words(
            event.title, event.place, event.text
        )
        if matter_id is not None:
            self.put(event, matter_id, outcome, number)
        elif all(one.is_cancelled for one in event.occurrences):
            outcome.unchanged += 1
        elif self._into_tray(event):
            outcome.unmatched.append(RowNote(number, tr(_NO_MATTER)))
        else:
            outcome.unchanged += 1
        if event.cut:
            reason = tr(
                "“{title}” repeats further than is taken. Bring it in again later for the rest."
            ).format(title=event.title or tr(UNNAMED))
            outcome.refused.append(RowNote(number, reason))

    def put(self, event: Event, matter_id: UUID, outcome: FileOutcome, number: int = 1) -> None:
        """Into the matter, as key dates: new ones, moved ones, cancelled ones. ``number``: that of the event in its
        file."""
        known = self._known(event.uid)
        before = dict(outcome.created), dict(outcome.updated)
        turned: dict[DateTurn, list[UUID]] = {turn: [] for turn in DateTurn}
        for one in event.occurrences:
            row = known.get(one.recurrence)
            if row is None and not one.is_cancelled:
                turned[DateTurn.NEW].append(self._add(event, one, matter_id))
                outcome.created["key_dates"] += 1
            elif row is not None and row.sequence <= event.sequence:
                changed, turn = self._follow(event, one, row)
                outcome.updated["key_dates"] += changed
                if turn is not None:
                    turned[turn].append(row.key_date_id)
        turned_up = (*turned[DateTurn.NEW], *turned[DateTurn.MOVED], *turned[DateTurn.AGAIN])
        outcome.doubts += (
            RowNote(number, words) for one in map(self._date, turned_up) for words in self._doubts_of(one)
        )
        for turn, ids in turned.items():
            told = self._told_of(ids)
            if turn is DateTurn.NEW:
                outcome.new_dates += len(told)
                if outcome.new_date is None and told:
                    first = _first_of(told)
                    outcome.new_date = NewDate(first.title, first.on, self._placer.title(matter_id))
            if turn is not DateTurn.NEW or not self._dates_known:
                outcome.created["developments"] += self._announce(told, again=turn is DateTurn.AGAIN)
        if (outcome.created, outcome.updated) == before:
            outcome.unchanged += 1
        else:
            outcome.places.append(self._placer.title(matter_id))

    def place(self, item: TrayItem, matter_id: UUID | None) -> tuple[str, ...]:
        """Somebody says to which matter an event of the tray belongs: it becomes key dates and leaves the tray. What
        speaks against their days."""
        if matter_id is None:
            raise Refused("no-matter", tr("An event belongs to a matter. Please choose one."), field="matter")
        outcome = FileOutcome("", "ics")
        content = read_calendar(item.raw)
        if not content.events:
            raise Refused("no-event", content.refused[0].reason)
        for event in content.events:
            self.put(event, matter_id, outcome)
        self._tx.record("placed", "tray_item", item.id, matter_id=matter_id)
        message = self._tx.session.get(ImportedMessage, item.message_key)
        for gone in (item, message):  # the key dates know the event from now on
            self._tx.session.delete(gone)
            self._tx.session.flush()
        return tuple(one.reason for one in outcome.doubts)

    def _add(self, event: Event, one: Occurrence, matter_id: UUID) -> UUID:
        slot = self._slot(one)
        new = NewKeyDate(
            matter_id=matter_id,
            kind=_kind(slot.title),
            on=slot.on,
            title=slot.title,
            at=slot.at,
            place=slot.place,
        )
        key_date_id = add_key_date(self._tx, new)
        row = CalendarEvent(
            key_date_id=key_date_id, uid=event.uid, recurrence=one.recurrence, sequence=event.sequence
        )
        self._tx.session.add(row)
        self._tx.session.flush()
        return key_date_id

    def _told_of(self, ids: list[UUID]) -> list[KeyDate]:
        """Those of which the client has to hear; what has passed is no news."""
        dates = [one for one in map(self._date, ids) if one.on >= self._tx.today]
        return [one for one in dates if concerns_client(one.kind, client_attends=one.client_attends)]

    def _doubts_of(self, one: KeyDate) -> tuple[str, ...]:
        """What speaks against the day of a date ahead; a milestone is no business of courts and offices."""
        if one.on < self._tx.today or one.kind is KeyDateKind.MILESTONE:
            return ()
        return doubts_of_day(self._days_off, one.title, one.on, one.matter_id)

    def _announce(self, told: list[KeyDate], *, again: bool) -> int:
        """Write down what the client has to hear of dates of one event that turned alike: one development, of the date
        that comes first. How many were written."""
        if not told:
            return 0
        made = announce_key_date(self._tx, _first_of(told).id, more=len(told) - 1, again=again)
        return int(made is not None)

    def _date(self, key_date_id: UUID) -> KeyDate:
        return self._tx.session.get_one(KeyDate, key_date_id)

    def _follow(self, event: Event, one: Occurrence, row: CalendarEvent) -> tuple[bool, DateTurn | None]:
        """Whether the date we have is changed by what the calendar says now, and what the client hears of it."""
        found = self._tx.session.get(KeyDate, row.key_date_id)
        if found is None or found.withdrawn_at is not None:
            return False, None
        row.sequence = event.sequence
        if one.is_cancelled:
            if found.done_at is None:
                cancel_key_date(self._tx, found.id, tr("Cancelled in the calendar"))
                row.is_cancelled = True
                return True, DateTurn.CANCELLED
            return False, None
        slot, changed, turn = self._slot(one), False, None
        if row.is_cancelled and found.done_at is not None:
            reopen_key_date(self._tx, found.id)
            row.is_cancelled, changed, turn = False, True, DateTurn.AGAIN
        if found.done_at is None and (found.on, found.at) != (slot.on, slot.at):
            move_key_date(self._tx, found.id, slot.on, slot.at, tr("Moved in the calendar"))
            changed, turn = True, turn or DateTurn.MOVED
        if (found.title, found.place) != (slot.title, slot.place):
            said = NewKeyDate(
                found.matter_id,
                found.kind,
                found.on,
                slot.title,
                found.at,
                slot.place,
                found.client_attends,
                found.who_acts,
            )
            correct_key_date(self._tx, found.id, said, tr("Changed in the calendar"))
            changed = True
        return changed, turn

    def _slot(self, one: Occurrence) -> _Slot:
        title, place = clean(one.title, lines=False), clean(one.place, lines=False)
        if not title:
            with firms_language(self._tx.reader()):  # the client reads it, whatever is spoken here
                title = tr(UNNAMED)
        if one.day is not None:
            return _Slot(one.day, None, title, place)
        local = one.local or (one.moment or self._tx.now).astimezone(self._tx.zone)
        at = shown_time(local.date(), local.time().replace(second=0, microsecond=0), self._tx.zone)
        return _Slot(local.date(), at, title, place)

    def _known(self, uid: str) -> dict[str, CalendarEvent]:
        query = select(CalendarEvent).where(CalendarEvent.uid == uid)
        return {row.recurrence: row for row in self._tx.session.scalars(query)}

    def _known_matter(self, uid: str) -> UUID | None:
        query = (
            select(KeyDate.matter_id)
            .join(CalendarEvent, CalendarEvent.key_date_id == KeyDate.id)
            .where(CalendarEvent.uid == uid)
            .limit(1)
        )
        return self._tx.session.scalar(query)

    def _into_tray(self, event: Event) -> bool:
        """Whether it waits there now and did not before."""
        session, plain = self._tx.session, f"ics:{event.uid}"
        key = free_key(self._tx, plain)
        if key is None:
            query = select(TrayItem).where(TrayItem.message_key == plain, TrayItem.placed_at.is_(None))
            if (waiting := session.scalar(query)) is not None:  # as the calendar has it now
                waiting.raw, waiting.subject, waiting.text = (
                    event.source,
                    event.title or tr(UNNAMED),
                    self._told(event),
                )
            return False
        keep_key(self._tx, key)
        item = TrayItem(
            id=self._tx.new_id(),
            message_key=key,
            arrived_at=self._tx.now,
            sent_at=None,
            sender=event.organizer,
            recipients="",
            subject=event.title or tr(UNNAMED),
            text=self._told(event),
            reason=tr(_NO_MATTER),
            raw=event.source,
        )
        session.add(item)
        session.flush()
        self._tx.record("added", "tray_item", item.id, reason=tr(_NO_MATTER))
        return True

    def _told(self, event: Event) -> str:
        """When and where, and what the calendar says of it."""
        slots = [self._slot(one) for one in event.occurrences if not one.is_cancelled][:12]
        times = [
            " ".join(filter(None, (f"{one.on:%Y-%m-%d}", f"{one.at:%H:%M}" if one.at else "")))
            for one in slots
        ]
        return "\n".join(filter(None, (", ".join(times), event.place, event.text)))


def _first_of(dates: list[KeyDate]) -> KeyDate:
    return min(dates, key=lambda one: (one.on, one.at or time()))


def is_event(raw: bytes) -> bool:
    """Whether what waits in the tray is an event of a calendar."""
    return raw.startswith(b"BEGIN:VCALENDAR")


def _kind(title: str) -> KeyDateKind:
    return next((kind for kind, sign in _SIGNS if sign.search(title)), KeyDateKind.MILESTONE)
