"""Working time against a slow oracle that looks at every quarter of an hour, and by its laws."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.kernel.errors import Refused
from app.workdays.calendar import WorkCalendar
from app.workdays.own_days import DayKind, OwnDay
from app.workdays.worktime import (
    USUAL_HOURS,
    OpeningTimes,
    Pause,
    Promise,
    PromiseUnit,
    WorkTime,
    advance,
    due_at,
    worked_between,
)
from tests.app.workdays import slow

OFFICE_HOURS: OpeningTimes = dict.fromkeys(range(5), USUAL_HOURS)
LONDON = ZoneInfo("Europe/London")
NEW_YORK = ZoneInfo("America/New_York")
ENGLAND = WorkTime(WorkCalendar("GB", "ENG"), LONDON)
LONG_DAYS: OpeningTimes = {
    0: ((time(22), time(0)), (time(8), time(12, 30))),
    3: ((time(0), time(0)),),
    6: ((time(1, 30), time(2, 30)),),
}
QUARTER = timedelta(minutes=15)
MINUTE = timedelta(minutes=1)
EVERY: OpeningTimes = {n: ((time(0, 10), time(2, 40)), (time(23, 5), time(0))) for n in range(7)}
CHANGES = [
    (ZoneInfo(name), datetime.fromisoformat(moment).replace(tzinfo=UTC))
    for name, moment in (
        ("Europe/London", "2026-03-29T01:00"),
        ("America/New_York", "2026-11-01T06:00"),
        ("Australia/Lord_Howe", "2026-04-04T15:00"),  # half an hour
        ("America/Santiago", "2026-04-05T03:00"),  # at midnight, back to 23:00
        ("America/Santiago", "2026-09-06T04:00"),  # at midnight: no midnight that day
        ("America/St_Johns", "2009-11-01T02:31"),  # at 00:01, back to the day before
        ("Pacific/Apia", "2011-12-30T10:00"),  # a whole day left out
    )
]


def around(moment: datetime) -> frozenset[date]:
    return frozenset(moment.date() + timedelta(days=n) for n in range(-4, 40))


def always_open(zone: ZoneInfo) -> WorkTime:
    """Seven days a week, day and night."""
    return WorkTime(
        WorkCalendar(weekdays=frozenset(range(7))), zone, {n: ((time(), time()),) for n in range(7)}
    )


own_days = st.builds(
    lambda kind, first, length, yearly, until: OwnDay(
        kind, first, first + timedelta(days=length), "", yearly, until if kind is DayKind.HALF else None
    ),
    st.sampled_from(DayKind),
    st.dates(date(2025, 3, 1), date(2026, 4, 15)),
    st.integers(0, 6),
    st.booleans(),
    st.sampled_from([time(12), time(8, 15), time(14, 30)]),
)
places = st.builds(
    WorkTime,
    st.builds(
        WorkCalendar,
        st.sampled_from(["", "GB", "US", "IL"]),
        closed=st.frozensets(st.dates(date(2026, 3, 1), date(2026, 4, 15)), max_size=5),
        opened=st.frozensets(st.dates(date(2026, 3, 1), date(2026, 4, 15)), max_size=5),
        own=st.frozensets(own_days, max_size=4),
        weekdays=st.none() | st.frozensets(st.integers(1, 6)).map(lambda days: days | {0}),
    ),
    st.sampled_from(
        [ZoneInfo(name) for name in ("UTC", "Europe/London", "America/New_York", "Australia/Lord_Howe")]
    ),
    st.sampled_from([None, OFFICE_HOURS, LONG_DAYS]),
)
units = st.sampled_from(list(PromiseUnit))
spring = st.integers(0, 4 * 24 * 40).map(lambda n: datetime(2026, 3, 3, tzinfo=UTC) + n * QUARTER)
any_moment = st.integers(0, 2 * 365 * 24 * 60).map(
    lambda n: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=n)
)
pauses = st.lists(
    st.tuples(spring, st.integers(-8, 4 * 24 * 6)).map(lambda p: (p[0], p[0] + p[1] * QUARTER)), max_size=4
)
promises = st.builds(Promise, st.integers(0, 200), units)


@given(spring, st.integers(0, 4 * 24 * 12), units, places, pauses)
@settings(max_examples=150)
def test_time_worked_is_what_a_slow_count_finds(
    start: datetime, quarters: int, unit: PromiseUnit, where: WorkTime, stops: list[Pause]
) -> None:
    end = start + quarters * QUARTER
    assert worked_between(start, end, unit, where, stops) == slow.count(
        start, end, QUARTER, unit, where, stops
    )


@given(st.data(), units, st.integers(0, 2 * 24 * 60), st.integers(1, 30 * 60))
@settings(max_examples=60)
def test_every_minute_of_nights_when_clocks_change_is_counted_as_the_wall_shows_it(
    data: st.DataObject, unit: PromiseUnit, minutes: int, wanted: int
) -> None:
    zone, change = data.draw(st.sampled_from(CHANGES))
    where = data.draw(
        st.sampled_from([always_open(zone), WorkTime(WorkCalendar(opened=around(change)), zone, EVERY)])
    )
    start = change - timedelta(hours=26) + timedelta(minutes=data.draw(st.integers(0, 27 * 60)))
    end = start + timedelta(minutes=minutes)
    assert worked_between(start, end, unit, where) == slow.count(start, end, MINUTE, unit, where, [])
    span = wanted * MINUTE
    assert advance(start, span, unit, where) == slow.due(start, span, MINUTE, unit, where)


@given(any_moment, promises, places, pauses)
def test_a_promise_is_due_when_its_hours_are_worked_and_not_before(
    start: datetime, promise: Promise, where: WorkTime, stops: list[Pause]
) -> None:
    due = due_at(start, promise, where, stops)
    assert due >= start
    assert worked_between(start, due, promise.unit, where, stops) == promise.span
    if due > start:
        just_before = due - timedelta(microseconds=1)
        assert worked_between(start, just_before, promise.unit, where, stops) < promise.span


@given(any_moment, any_moment, promises, places, pauses)
def test_who_writes_earlier_is_answered_no_later(
    one: datetime, other: datetime, promise: Promise, where: WorkTime, stops: list[Pause]
) -> None:
    earlier, later = sorted((one, other))
    assert due_at(earlier, promise, where, stops) <= due_at(later, promise, where, stops)


@given(any_moment, promises, st.integers(0, 50), places, pauses)
def test_longer_promises_and_pauses_are_due_later(
    start: datetime, promise: Promise, more: int, where: WorkTime, stops: list[Pause]
) -> None:
    longer = Promise(promise.number + more, promise.unit)
    assert due_at(start, promise, where) <= due_at(start, longer, where)
    assert due_at(start, promise, where) <= due_at(start, promise, where, stops)


@given(any_moment, any_moment, any_moment, units, places, pauses)
@settings(max_examples=50)
def test_time_worked_adds_up(
    a: datetime, b: datetime, c: datetime, unit: PromiseUnit, where: WorkTime, stops: list[Pause]
) -> None:
    whole = worked_between(a, c, unit, where, stops)
    assert worked_between(a, b, unit, where, stops) + worked_between(b, c, unit, where, stops) == whole
    assert worked_between(c, a, unit, where, stops) == -whole
    assert abs(whole) <= abs(c - a)


@given(any_moment, st.integers(1, 200), st.dates(date(2026, 1, 1), date(2027, 12, 31)))
def test_a_holiday_more_never_makes_a_promise_due_sooner(start: datetime, hours: int, closed: date) -> None:
    promise = Promise(hours, PromiseUnit.WORKING_DAY_HOURS)
    corrected = WorkTime(WorkCalendar("GB", "ENG", frozenset({closed})), LONDON)
    before, after = due_at(start, promise, ENGLAND), due_at(start, promise, corrected)
    counted = ENGLAND.calendar.is_working_day(closed) and start.astimezone(LONDON).date() <= closed
    closed_from = datetime.combine(closed, time(), tzinfo=LONDON)
    if counted and closed_from < before:
        assert after > before
    else:
        assert after == before


def test_a_friday_evening_mail_is_answered_by_tuesday_evening() -> None:
    received = datetime(2026, 11, 20, 18, 30, tzinfo=LONDON)
    due = due_at(received, Promise(48, PromiseUnit.WORKING_DAY_HOURS), ENGLAND)
    assert due.astimezone(LONDON) == datetime(2026, 11, 24, 18, 30, tzinfo=LONDON)
    assert due.tzinfo is UTC


def test_what_comes_on_a_sunday_counts_from_monday() -> None:
    received = datetime(2026, 11, 22, 11, 0, tzinfo=LONDON)
    assert due_at(received, Promise(24, PromiseUnit.WORKING_DAY_HOURS), ENGLAND) == datetime(
        2026, 11, 24, tzinfo=UTC
    )
    eight = due_at(received, Promise(8, PromiseUnit.OPENING_HOURS), ENGLAND)
    assert eight == datetime(2026, 11, 23, 17, tzinfo=UTC)
    forty_one = due_at(received, Promise(41, PromiseUnit.OPENING_HOURS), ENGLAND)
    assert forty_one == datetime(
        2026, 11, 30, 10, tzinfo=UTC
    )  # five days of eight hours, then the next Monday


def test_a_short_day_counts_as_what_it_is() -> None:
    zone = ZoneInfo("Asia/Jerusalem")  # clocks change in the night to a Friday; here all days are worked
    always = WorkTime(WorkCalendar(opened=frozenset(date(2026, 3, n) for n in range(20, 32))), zone)
    start = datetime(2026, 3, 27, 0, 0, tzinfo=zone)
    assert due_at(start, Promise(23, PromiseUnit.WORKING_DAY_HOURS), always).astimezone(zone).date() == date(
        2026, 3, 28
    )
    clock = due_at(datetime(2026, 3, 7, 22, tzinfo=NEW_YORK), Promise(8, PromiseUnit.CLOCK_HOURS), always)
    assert clock.astimezone(NEW_YORK) == datetime(2026, 3, 8, 7, tzinfo=NEW_YORK)


def test_a_pause_moves_a_promise_by_the_working_time_in_it() -> None:
    received = datetime(2026, 11, 20, 12, tzinfo=UTC)
    promise = Promise(24, PromiseUnit.WORKING_DAY_HOURS)
    weekend = (datetime(2026, 11, 21, tzinfo=UTC), datetime(2026, 11, 23, tzinfo=UTC))
    monday = (datetime(2026, 11, 23, 9, tzinfo=UTC), datetime(2026, 11, 23, 11, tzinfo=UTC))
    assert due_at(received, promise, ENGLAND) == datetime(2026, 11, 23, 12, tzinfo=UTC)
    assert due_at(received, promise, ENGLAND, [weekend]) == datetime(2026, 11, 23, 12, tzinfo=UTC)
    assert due_at(received, promise, ENGLAND, [monday, weekend, monday]) == datetime(
        2026, 11, 23, 14, tzinfo=UTC
    )


def test_opening_inside_a_skipped_hour_counts_no_time_twice() -> None:
    odd = {6: ((time(1, 30), time(2, 30)), (time(2, 45), time(3, 10)))}
    sunday = date(2026, 3, 8)  # from 02:00 to 03:00 in New York
    where = WorkTime(WorkCalendar(opened=frozenset({sunday})), NEW_YORK, odd)
    start = datetime(2026, 3, 8, 5, tzinfo=UTC)
    worked = worked_between(start, start + timedelta(days=1), PromiseUnit.OPENING_HOURS, where)
    assert timedelta(0) < worked <= timedelta(minutes=85)


def test_time_counted_backwards_is_negative() -> None:
    due = datetime(2026, 11, 23, 12, tzinfo=UTC)
    friday = datetime(2026, 11, 20, 12, tzinfo=UTC)
    assert worked_between(friday, due, PromiseUnit.WORKING_DAY_HOURS, ENGLAND) == timedelta(hours=24)
    late = worked_between(due + timedelta(hours=3), due, PromiseUnit.WORKING_DAY_HOURS, ENGLAND)
    assert late == -timedelta(hours=3)


def test_nothing_promised_is_due_at_once() -> None:
    start = datetime(2026, 11, 21, tzinfo=UTC)
    assert advance(start, timedelta(hours=-5), PromiseUnit.OPENING_HOURS, ENGLAND) == start


def test_a_firm_that_never_opens_is_refused_and_does_not_hang() -> None:
    never = WorkTime(WorkCalendar(), LONDON, {})
    with pytest.raises(Refused, match="no working time"):
        due_at(datetime(2026, 1, 1, tzinfo=UTC), Promise(1, PromiseUnit.OPENING_HOURS), never)
    year = (datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC))
    assert worked_between(*year, PromiseUnit.OPENING_HOURS, never) == timedelta(0)
