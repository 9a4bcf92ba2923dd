"""The firm's dates as a file that other calendars read (.ics, RFC 5545): updates owed, key dates, follow-ups, absences.

Each thing has its own name for good (UID), so that a second file moves what the first one brought; what is done or will
not take place any more is cancelled there. Names of clients stand in it only where that was asked for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from app.exchange.event_lines import EventLines
from app.exchange.time_zones import time_zone
from app.kernel.language import tr
from app.kernel.text import clean
from app.matters.key_date_queries import key_dates
from app.matters.words import MatterStatus
from app.owed.calendar.day_items import EVERYTHING, Among, DayItem, DayKind
from app.owed.calendar.ended import (
    ended_absences,
    ended_updates,
    given_away,
    withdrawn_actions,
    withdrawn_dates,
)
from app.owed.calendar.span import Away, Span, read_span
from app.storage.transaction import Reader

PRODUCT = "-//Liaison//Calendar//EN"
AN_HOUR = timedelta(hours=1)
"""How long what has a time but no end is taken to last: without an end Outlook shows a line."""
_DAY = timedelta(days=1)
_END = b"END:VCALENDAR\r\n"
_Made = dict[str, Any]
_BEGINNING = datetime(2020, 1, 1, tzinfo=UTC)
"""Files are numbered by the seconds since then (SEQUENCE): each later one counts more than those before."""
_NAMES = {DayKind.UPDATE: "Update due", DayKind.KEY_DATE: "Key date", DayKind.FOLLOW_UP: "Follow-up"}


@dataclass(frozen=True, slots=True)
class CalendarFile:
    """The bytes, how many events are in them, and how many of each matter (None: of none)."""

    content: bytes
    events: int
    matters: Counter[UUID | None] = field(default_factory=Counter)


def calendar_file(
    reader: Reader, first: date, last: date, among: Among = EVERYTHING, *, show_clients: bool = False
) -> CalendarFile:
    """What lies from ``first`` to ``last``. Without ``show_clients`` a title is "Key date, 26-0412": nobody who looks
    over a shoulder or into a telephone learns whose."""
    from icalendar import Calendar

    span = read_span(reader, first, last, among)
    writer = _Writer(reader, show_clients, _places(reader, span, among) if show_clients else {})
    calendar = Calendar()
    for name, value in (
        ("VERSION", "2.0"),
        ("PRODID", PRODUCT),
        ("CALSCALE", "GREGORIAN"),
        ("X-WR-CALNAME", "Liaison"),
        ("X-WR-TIMEZONE", reader.zone.key),
    ):
        calendar.add(name, value)
    items = sorted(_items(reader, span, among), key=lambda item: (item.day, item.kind, str(item.source_id)))
    if any(item.at is not None for item in items):
        calendar.add_component(time_zone(reader.zone, first, last + _DAY))
    matters = Counter(item.whose.matter.id if item.whose.matter else None for item in items)
    events = [writer.event(item) for item in items]
    events += (writer.absence(away) for away in span.away)
    ended = ended_absences(reader, first, last, among.person_id)
    events += (writer.absence(away, is_off=True) for away in ended)
    return CalendarFile(_with_events(calendar.to_ical(), events), len(events), matters)


def _with_events(calendar: bytes, events: Iterable[bytes]) -> bytes:
    head = calendar.removesuffix(_END)
    return b"".join((head, *events, _END))


def _items(reader: Reader, span: Span, among: Among) -> Iterator[DayItem]:
    """What goes into the file: no clocks, which move by the hour, and no update that was given."""
    stands = [
        item
        for day in span.items.values()
        for item in day
        if item.kind is not DayKind.REPLY and not (item.kind is DayKind.UPDATE and item.done)
    ]
    yield from stands
    first, last = span.first, span.last
    owed = {one.source_id for one in stands if one.kind is DayKind.UPDATE and one.source_id is not None}
    told = {(one.kind, one.source_id) for one in stands}
    ended = (
        *ended_updates(reader, first, last, owed),
        *withdrawn_dates(reader, first, last),
        *withdrawn_actions(reader, first, last),
    )
    over = [one for one in ended if among.has(one)]
    if among.person_id is not None:
        others = given_away(reader, first, last, among.person_id)
        mine = replace(among, person_id=None)
        over += (one for one in others if one.kind is not DayKind.REPLY and mine.has(one))
    yield from (one for one in over if (one.kind, one.source_id) not in told)


def _places(reader: Reader, span: Span, among: Among) -> Mapping[UUID, str]:
    rows = key_dates(reader, among.matter_id, first=span.first, last=span.last)
    return {row.id: row.place for row in rows if row.place}


class _Writer:
    """Makes events."""

    def __init__(self, reader: Reader, show_clients: bool, places: Mapping[UUID, str]) -> None:
        self._now, self._zone, self._today = reader.now.replace(microsecond=0), reader.zone, reader.today
        self._show, self._places = show_clients, places
        self._lines = EventLines()

    def event(self, item: DayItem) -> bytes:
        """Its lines."""
        name = f"{item.kind.value.replace('_', '-')}-{item.source_id}@liaison"
        made = self._new(name, self._title(item), _NAMES[item.kind])
        if item.at is None:
            self._whole_days(made, item.day, item.day)
        else:
            begin = datetime.combine(item.day, item.at, tzinfo=self._zone)
            made["DTSTART"] = begin
            made["DTEND"] = (begin.astimezone(UTC) + AN_HOUR).astimezone(self._zone)
            made["TRANSP"] = "OPAQUE"
        made["STATUS"] = "CANCELLED" if self._is_off(item) else "CONFIRMED"
        if self._show:
            self._tell(made, item)
        return self._lines.event(made)

    def absence(self, away: Away, *, is_off: bool = False) -> bytes:
        """The lines of somebody's absence; ``is_off``: it was called off or ended."""
        made = self._new(
            f"absence-{away.id}@liaison",
            clean(tr("{name} away").format(name=away.name), lines=False),
            "Absence",
        )
        self._whole_days(made, away.first, away.last)
        made["STATUS"] = "CANCELLED" if is_off else "CONFIRMED"
        if away.stand_in:
            made["DESCRIPTION"] = clean(tr("{name} stands in.").format(name=away.stand_in), lines=False)
        return self._lines.event(made)

    def _new(self, name: str, title: str, category: str) -> _Made:
        made: _Made = {}
        made["UID"] = name
        made["DTSTAMP"] = self._now
        made["LAST-MODIFIED"] = self._now
        made["SEQUENCE"] = int((self._now - _BEGINNING).total_seconds()) % 2**31
        made["SUMMARY"] = title
        made["CATEGORIES"] = category
        made["CLASS"] = "PRIVATE"
        return made

    def _whole_days(self, made: _Made, first: date, last: date) -> None:
        """The end is the day after (RFC 5545, 3.6.1)."""
        made["DTSTART"] = first
        made["DTEND"] = min(last, date.max - _DAY) + _DAY
        made["TRANSP"] = "TRANSPARENT"

    def _title(self, item: DayItem) -> str:
        number = f" ({item.number})" if item.number else ""
        if self._show:
            what = _NAMES[item.kind] if item.kind is DayKind.UPDATE else item.text
            return clean(f"{what}: {item.title}{number}", lines=False)
        return f"{_NAMES[item.kind]}, {clean(item.number, lines=False)}" if item.number else _NAMES[item.kind]

    def _tell(self, made: _Made, item: DayItem) -> None:
        made["DESCRIPTION"] = clean(f"{item.whose.client}\n{item.text}")
        place = self._places.get(item.source_id) if item.source_id is not None else None
        if place:
            made["LOCATION"] = clean(place, lines=False)

    def _is_off(self, item: DayItem) -> bool:
        """Done before its day, or of a matter that is closed: nobody has to think of it any more."""
        matter = item.whose.matter
        if item.kind is DayKind.FOLLOW_UP or item.cancelled:
            return item.done or item.cancelled
        closed = matter is not None and matter.status is MatterStatus.CLOSED
        return closed and (item.kind is DayKind.UPDATE or item.day >= self._today)
