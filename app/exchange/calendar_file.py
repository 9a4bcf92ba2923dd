"""The firm's dates as a file that other calendars read (.ics, RFC 5545): updates owed, key dates, follow-ups, absences.

Each thing has its own name for good (UID), so that a second file moves what the first one brought; what is done or will
not take place any more is cancelled there. Names of clients stand in it only where that was asked for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from app.exchange.time_zones import time_zone
from app.kernel.text import clean
from app.matters.key_date_queries import key_dates
from app.matters.words import MatterStatus
from app.owed.days import EVERYTHING, Among, DayItem, DayKind
from app.owed.ended import ended_absences, ended_updates, withdrawn_dates
from app.owed.span import Away, Span, read_span
from app.storage.transaction import Reader

if TYPE_CHECKING:
    from icalendar import Event

PRODUCT = "-//Liaison//Calendar//EN"
AN_HOUR = timedelta(hours=1)
"""How long what has a time but no end is taken to last: without an end Outlook shows a line."""
_DAY = timedelta(days=1)
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
    matters: Counter[UUID | None] = Counter()
    for item in items:
        calendar.add_component(writer.event(item))
        matters[item.whose.matter.id if item.whose.matter else None] += 1
    ended = ended_absences(reader, first, last, among.person_id)
    for away in span.away:
        calendar.add_component(writer.absence(away))
    for away in ended:
        calendar.add_component(writer.absence(away, is_off=True))
    return CalendarFile(calendar.to_ical(), len(items) + len(span.away) + len(ended), matters)


def _items(reader: Reader, span: Span, among: Among) -> Iterator[DayItem]:
    """What goes into the file: no clocks, which move by the hour, and no update that was given."""
    for item in (one for day in span.items.values() for one in day):
        if item.kind is not DayKind.REPLY and not (item.kind is DayKind.UPDATE and item.done):
            yield item
    for ended in (ended_updates, withdrawn_dates):
        yield from (one for one in ended(reader, span.first, span.last) if among.has(one))


def _places(reader: Reader, span: Span, among: Among) -> Mapping[UUID, str]:
    rows = key_dates(reader, among.matter_id, first=span.first, last=span.last)
    return {row.id: row.place for row in rows if row.place}


class _Writer:
    """Makes events."""

    def __init__(self, reader: Reader, show_clients: bool, places: Mapping[UUID, str]) -> None:
        self._now, self._zone, self._today = reader.now.replace(microsecond=0), reader.zone, reader.today
        self._show, self._places = show_clients, places

    def event(self, item: DayItem) -> Event:
        name = f"{item.kind.value.replace('_', '-')}-{item.source_id}@liaison"
        made = self._new(name, self._title(item), _NAMES[item.kind])
        if item.at is None:
            self._whole_days(made, item.day, item.day)
        else:
            begin = datetime.combine(item.day, item.at, tzinfo=self._zone)
            made.add("DTSTART", begin)
            made.add("DTEND", (begin.astimezone(UTC) + AN_HOUR).astimezone(self._zone))
            made.add("TRANSP", "OPAQUE")
        made.add("STATUS", "CANCELLED" if self._is_off(item) else "CONFIRMED")
        if self._show:
            self._tell(made, item)
        return made

    def absence(self, away: Away, *, is_off: bool = False) -> Event:
        made = self._new(f"absence-{away.id}@liaison", clean(f"{away.name} away", lines=False), "Absence")
        self._whole_days(made, away.first, away.last)
        made.add("STATUS", "CANCELLED" if is_off else "CONFIRMED")
        if away.stand_in:
            made.add("DESCRIPTION", clean(f"{away.stand_in} stands in.", lines=False))
        return made

    def _new(self, name: str, title: str, category: str) -> Event:
        from icalendar import Event

        made = Event()
        made.add("UID", name)
        made.add("DTSTAMP", self._now)
        made.add("LAST-MODIFIED", self._now)
        made.add("SEQUENCE", int((self._now - _BEGINNING).total_seconds()) % 2**31)
        made.add("SUMMARY", title)
        made.add("CATEGORIES", [category])
        made.add("CLASS", "PRIVATE")
        return made

    def _whole_days(self, made: Event, first: date, last: date) -> None:
        """The end is the day after (RFC 5545, 3.6.1)."""
        made.add("DTSTART", first)
        made.add("DTEND", min(last, date.max - _DAY) + _DAY)
        made.add("TRANSP", "TRANSPARENT")

    def _title(self, item: DayItem) -> str:
        number = f" ({item.number})" if item.number else ""
        if self._show:
            what = _NAMES[item.kind] if item.kind is DayKind.UPDATE else item.text
            return clean(f"{what}: {item.title}{number}", lines=False)
        return f"{_NAMES[item.kind]}, {clean(item.number, lines=False)}" if item.number else _NAMES[item.kind]

    def _tell(self, made: Event, item: DayItem) -> None:
        made.add("DESCRIPTION", clean(f"{item.whose.client}\n{item.text}"))
        place = self._places.get(item.source_id) if item.source_id is not None else None
        if place:
            made.add("LOCATION", clean(place, lines=False))

    def _is_off(self, item: DayItem) -> bool:
        """Done before its day, or of a matter that is closed: nobody has to think of it any more."""
        matter = item.whose.matter
        if item.kind is DayKind.FOLLOW_UP or item.cancelled:
            return item.done or item.cancelled
        closed = matter is not None and matter.status is MatterStatus.CLOSED
        return closed and (item.kind is DayKind.UPDATE or item.day >= self._today)
