"""Events of a calendar (.ics) read into plain values: each occurrence within bounds, whatever its rule says."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from typing import Any

from app.kernel import text as words
from app.kernel.days import FIRST_YEAR, LAST_YEAR
from app.kernel.errors import Refused
from app.kernel.language import tr
from app.kernel.numbers import say_number

MOST_EVENTS = 5_000
MOST_OCCURRENCES = 100
LONGEST_AHEAD = timedelta(days=731)
"""So many occurrences of a rule, and so far after its first one, are taken: the others come with a later export."""
_RULES = frozenset(("DAILY", "WEEKLY", "MONTHLY", "YEARLY"))
_OF_DAYS = frozenset(("FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "WKST"))
"""All that a rule of days and weeks may say: a 31st of February looked for day by day takes until the year 9999."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """When: a whole ``day``, a ``moment`` in UTC, or ``local`` wherever one is. ``recurrence`` tells it from the other
    occurrences of its event ("" for the one of an event without a rule)."""

    recurrence: str
    day: date | None
    moment: datetime | None
    local: datetime | None
    title: str
    place: str
    is_cancelled: bool


@dataclass(frozen=True, slots=True)
class Event:
    """One event of a calendar. ``source`` is it alone as a calendar; ``text`` its description; ``cut`` says that its
    rule goes on beyond what is taken."""

    uid: str
    sequence: int
    title: str
    place: str
    text: str
    organizer: str
    occurrences: tuple[Occurrence, ...]
    cut: bool
    source: bytes


@dataclass(frozen=True, slots=True)
class NoEvent:
    """What is not taken over, and why; ``number`` counts from 1."""

    number: int
    reason: str


@dataclass(frozen=True, slots=True)
class CalendarContent:
    """The events of one file."""

    events: tuple[Event, ...]
    refused: tuple[NoEvent, ...]


def parse_calendar(raw: bytes) -> CalendarContent:
    """The events in the bytes of an ``.ics`` file. Raises only `Refused` ("unreadable-calendar")."""
    from icalendar import Calendar

    try:
        calendars = Calendar.from_ical(raw, multiple=True)
    except MemoryError:
        raise
    except Exception as trouble:  # the library raises whatever a damaged file brings it to
        message = tr("This calendar is damaged. Please export it once more.")
        raise Refused("unreadable-calendar", message, field="file") from trouble
    refused: list[NoEvent] = []
    events: list[Event] = []
    number = 0
    for calendar in calendars:
        cancels = str(calendar.get("METHOD", "")).upper() == "CANCEL"
        zones = [one.to_ical() for one in calendar.walk("VTIMEZONE")]
        by_uid: dict[str, list[tuple[int, Any]]] = defaultdict(list)
        for one in calendar.walk("VEVENT"):
            number += 1
            by_uid[words.clean(str(one.get("UID", "")), lines=False)[:500] or f"-{number}"].append(
                (number, one)
            )
        for uid, parts in by_uid.items():
            if len(events) >= MOST_EVENTS:
                refused.append(
                    NoEvent(
                        parts[0][0],
                        tr("Only the first {most} events are read.").format(most=say_number(MOST_EVENTS)),
                    )
                )
                break
            try:
                events.append(_event(uid, [one for _, one in parts], cancels, zones))
            except MemoryError:
                raise
            except _OddYearError:
                refused.append(
                    NoEvent(parts[0][0], tr("The date of this event has a year that cannot be right."))
                )
            except Exception:  # of a damaged event the library raises anything
                refused.append(NoEvent(parts[0][0], tr("This event has no date that can be read.")))
    return CalendarContent(tuple(events), tuple(refused))


class _OddYearError(ValueError):
    """A date that no field takes and no calendar shows."""


def _event(uid: str, parts: list[Any], cancels: bool, zones: list[bytes]) -> Event:
    main = next((one for one in parts if "RECURRENCE-ID" not in one), parts[0])
    found: dict[str, Occurrence] = {}
    cut = False
    if "RECURRENCE-ID" not in main:
        starts, cut = _starts(main)
        repeats = len(starts) > 1
        for start in starts:
            key = _stamp(start) if repeats else ""
            found[key] = _occurrence(main, start, key, cancels)
    for one in parts:
        if one is not main or "RECURRENCE-ID" in one:
            key = _stamp(one["RECURRENCE-ID"].dt) if "RECURRENCE-ID" in one else ""
            found[key] = _occurrence(one, one["DTSTART"].dt, key, cancels)
    source = b"".join(
        (
            b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n",
            *zones,
            *(one.to_ical() for one in parts),
            b"END:VCALENDAR\r\n",
        )
    )
    return Event(
        uid=uid,
        sequence=max(_number(one.get("SEQUENCE", 0)) for one in parts),
        title=_line(main.get("SUMMARY")),
        place=_line(main.get("LOCATION")),
        text=words.clean(str(main.get("DESCRIPTION", "")))[:20_000],
        organizer=_line(main.get("ORGANIZER")).removeprefix("mailto:").removeprefix("MAILTO:"),
        occurrences=tuple(found.values()),
        cut=cut,
        source=source,
    )


def _occurrence(one: Any, start: date | datetime, key: str, cancels: bool) -> Occurrence:
    moment = local = day = None
    if not isinstance(start, datetime):
        day = start
    elif start.tzinfo is not None:
        moment = start.astimezone(UTC)
    else:
        local = start
    if not FIRST_YEAR <= start.year <= LAST_YEAR:
        raise _OddYearError
    is_cancelled = cancels or str(one.get("STATUS", "")).upper() == "CANCELLED"
    return Occurrence(
        key, day, moment, local, _line(one.get("SUMMARY")), _line(one.get("LOCATION")), is_cancelled
    )


def _starts(event: Any) -> tuple[list[date | datetime], bool]:
    """When it takes place, and whether it goes on after that."""
    first: date | datetime = event["DTSTART"].dt
    rule = event.get("RRULE")
    if rule is None or isinstance(rule, list):
        return [first], isinstance(rule, list)
    frequency = str((rule.get("FREQ") or [""])[0]).upper()
    narrow = frequency in {"DAILY", "WEEKLY"} and not _OF_DAYS.issuperset(one.upper() for one in rule)
    if frequency not in _RULES or narrow or any(_number(one) < 1 for one in rule.get("INTERVAL", [])):
        return [first], True
    from dateutil.rrule import rrulestr

    naive = first.replace(tzinfo=None) if isinstance(first, datetime) else datetime.combine(first, time())
    last = naive + LONGEST_AHEAD
    until = rule.get("UNTIL")
    if until:
        ends = until[0]
        if not isinstance(ends, datetime):
            ends = datetime.combine(ends, time(23, 59, 59))
        if ends.tzinfo is not None and isinstance(first, datetime) and first.tzinfo is not None:
            ends = ends.astimezone(first.tzinfo)
        last = min(last, ends.replace(tzinfo=None))
    spelled = {key: value for key, value in rule.items() if key.upper() not in {"UNTIL", "COUNT"}}
    count = min((_number(one) for one in rule.get("COUNT", [])), default=MOST_OCCURRENCES + 1)
    text = type(rule)(spelled).to_ical().decode() + f";UNTIL={last:%Y%m%dT%H%M%S}"
    times = list(islice(rrulestr(text, dtstart=naive), min(count, MOST_OCCURRENCES + 1)))
    cut = len(times) > MOST_OCCURRENCES or (not until and count > len(times))
    dates: list[date | datetime] = [
        one.replace(tzinfo=first.tzinfo) if isinstance(first, datetime) else one.date()
        for one in times[:MOST_OCCURRENCES]
    ]
    left_out = _left_out(event)
    kept = [one for one in dates if _stamp(one) not in left_out]
    return kept or [first], cut


def _left_out(event: Any) -> set[str]:
    found = event.get("EXDATE", [])
    several = found if isinstance(found, list) else [found]
    return {_stamp(one.dt) for group in several for one in group.dts}


def _stamp(moment: date | datetime) -> str:
    if isinstance(moment, datetime) and moment.tzinfo is not None:
        moment = moment.astimezone(UTC)
    return moment.isoformat()


def _line(value: Any) -> str:
    if isinstance(value, list):
        value = value[0] if value else ""
    return words.clean(str(value or ""), lines=False)[:500]


def _number(value: Any) -> int:
    try:
        return int(value)
    except (TypeError, ValueError):
        return 0
