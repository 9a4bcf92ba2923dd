"""A time zone as calendar files say it (VTIMEZONE): each change of the clock between two days, from the machine's own
table of zones. The library's own puts the changes in spring an hour too late."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from icalendar import Timezone

_STEP = timedelta(days=7)
"""No zone puts its clocks twice in a week."""


def time_zone(zone: ZoneInfo, first: date, last: date) -> Timezone:
    """The zone from the beginning of ``first``'s year to the end of ``last``'s."""
    from icalendar import Timezone

    begin = datetime(first.year, 1, 1, tzinfo=UTC)
    end = datetime.combine(date(last.year, 12, 31), time(23, 59), tzinfo=UTC)
    made = Timezone()
    made.add("TZID", zone.key)
    start = begin.astimezone(zone)
    offset = start.utcoffset() or timedelta(0)
    made.add_component(_observance(start, offset, datetime(first.year, 1, 1)))  # noqa: DTZ001 - local, as the format has it
    for moment in changes(zone, begin, end):
        before = (moment - timedelta(seconds=1)).astimezone(zone).utcoffset() or timedelta(0)
        local = (moment + before).replace(tzinfo=None)
        made.add_component(_observance(moment.astimezone(zone), before, local))
    return made


def _observance(after: datetime, before: timedelta, onset: datetime) -> Any:
    """What holds from ``onset`` on, which is said by the clock of before."""
    from icalendar import TimezoneDaylight, TimezoneStandard

    made = TimezoneDaylight() if after.dst() else TimezoneStandard()
    made.add("DTSTART", onset)
    made.add("TZOFFSETFROM", before)
    made.add("TZOFFSETTO", after.utcoffset() or timedelta(0))
    made.add("TZNAME", after.tzname() or "")
    return made


def changes(zone: ZoneInfo, begin: datetime, end: datetime) -> list[datetime]:
    """The moments (UTC, to the second) after ``begin`` up to ``end`` at which the zone's clocks are put."""
    found = []
    here = begin
    while here < end:
        there = min(here + _STEP, end)
        if _state(zone, here) != _state(zone, there):
            low, high = here, there
            while high - low > timedelta(seconds=1):
                middle = low + (high - low) / 2
                middle = middle.replace(microsecond=0)
                low, high = (middle, high) if _state(zone, middle) == _state(zone, low) else (low, middle)
            found.append(high)
        here = there
    return found


def _state(zone: ZoneInfo, moment: datetime) -> tuple[timedelta | None, timedelta | None]:
    local = moment.astimezone(zone)
    return local.utcoffset(), local.dst()
