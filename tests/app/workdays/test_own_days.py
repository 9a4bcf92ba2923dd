"""The firm's own days against a model that asks each day by itself."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.workdays.calendar import NoteKind, WorkCalendar
from app.workdays.own_days import DayKind, OwnDay
from app.workdays.worktime import WorkTime
from tests.app.workdays import slow
from tests.app.workdays.test_worktime import LONDON, own_days

YEARS = [date(2025, 1, 1) + timedelta(days=n) for n in range(3 * 365 + 1)]
anywhere = st.builds(
    WorkCalendar,
    st.sampled_from(["", "GB", "US", "IL", "CN", "DE"]),
    closed=st.frozensets(st.dates(date(2025, 12, 20), date(2027, 1, 10)), max_size=6),
    opened=st.frozensets(st.dates(date(2025, 12, 20), date(2027, 1, 10)), max_size=6),
    own=st.frozensets(own_days, max_size=5),
    weekdays=st.none() | st.frozensets(st.integers(0, 6), min_size=1),
)
days = st.dates(date(2025, 2, 1), date(2027, 11, 30))


@given(anywhere)
@settings(max_examples=60)
def test_every_day_is_what_the_words_of_the_calendar_say(calendar: WorkCalendar) -> None:
    assert [calendar.is_working_day(day) for day in YEARS] == [slow.works(calendar, day) for day in YEARS]
    assert [calendar.is_extra(day) for day in YEARS] == [slow.is_extra(calendar, day) for day in YEARS]


@given(anywhere, days, st.integers(-40, 40))
@settings(max_examples=100)
def test_working_days_are_added_and_counted_as_one_by_one(
    calendar: WorkCalendar, day: date, count: int
) -> None:
    later = calendar.add_working_days(day, count)
    assert later == slow.add_days(calendar, day, count)
    between = [day + timedelta(days=n) for n in range(1, abs((later - day).days) + 1)]
    if later >= day:
        assert calendar.working_days_between(day, later) == sum(slow.works(calendar, one) for one in between)


@given(anywhere, days)
def test_rolling_finds_the_nearest_working_day(calendar: WorkCalendar, day: date) -> None:
    worked = slow.works(calendar, day)
    assert calendar.on_or_after(day) == (day if worked else slow.add_days(calendar, day, 1))
    assert calendar.on_or_before(day) == (day if worked else slow.add_days(calendar, day, -1))


@given(anywhere)
@settings(max_examples=40)
def test_what_is_said_of_a_day_agrees_with_how_it_counts(calendar: WorkCalendar) -> None:
    for note in calendar.notes(date(2026, 1, 1), date(2026, 12, 31)):
        assert note.is_working == calendar.is_working_day(note.day)
        assert (calendar.holiday(note.day) is None) == note.is_working
        if note.kind is NoteKind.HALF:
            assert note.until == calendar.closes_at(note.day)
        if note.kind is NoteKind.CLOSED:
            assert not note.is_working


def test_every_year_again_over_new_year_and_on_the_leap_day() -> None:
    break_ = OwnDay(DayKind.CLOSED, date(2026, 12, 28), date(2027, 1, 3), "Ski week", yearly=True)
    leap = OwnDay(DayKind.CLOSED, date(2024, 2, 29), date(2024, 2, 29), "Leap day", yearly=True)
    calendar = WorkCalendar(own=frozenset({break_, leap}))
    assert calendar.holiday(date(2028, 12, 29)) == "Ski week"
    assert calendar.holiday(date(2029, 1, 2)) == "Ski week"
    assert calendar.is_working_day(date(2025, 12, 29)), "not before it began"
    assert calendar.holiday(date(2028, 2, 29)) == "Leap day"
    assert calendar.is_working_day(date(2028, 2, 28))
    assert calendar.holiday(date(2029, 2, 28)) == "Leap day"


def test_a_single_day_goes_before_a_yearly_one_and_closed_before_opened() -> None:
    eve = date(2026, 12, 24)
    yearly = OwnDay(DayKind.CLOSED, date(2020, 12, 24), date(2020, 12, 24), yearly=True)
    once = OwnDay(DayKind.OPENED, eve, eve)
    assert WorkCalendar(own=frozenset({yearly, once})).is_working_day(eve)
    assert not WorkCalendar(own=frozenset({yearly, once}), closed=frozenset({eve})).is_working_day(eve)
    assert not WorkCalendar(own=frozenset({yearly})).is_working_day(date(2025, 12, 24))


@pytest.mark.parametrize(
    ("halves", "hours"),
    [
        ([time(12)], ((time(9), time(12)),)),
        ([time(14), time(12)], ((time(9), time(12)),)),
        ([time(8)], ()),
        ([time(15)], ((time(9), time(12, 30)), (time(13, 30), time(15)))),
    ],
)
def test_a_half_day_ends_early_and_stays_a_working_day(
    halves: list[time], hours: tuple[tuple[time, time], ...]
) -> None:
    monday = date(2026, 11, 23)
    own = frozenset(OwnDay(DayKind.HALF, monday, monday, until=until) for until in halves)
    opening = {0: ((time(13, 30), time(17, 30)), (time(9), time(12, 30)))}
    where = WorkTime(WorkCalendar(own=own), LONDON, opening)
    assert where.hours_on(monday) == hours
    assert where.calendar.is_working_day(monday)


def test_an_opened_weekend_has_hours_of_its_own_or_of_the_first_day_that_has_some() -> None:
    saturday, sunday = date(2026, 11, 28), date(2026, 11, 29)
    own = frozenset(
        {
            OwnDay(DayKind.OPENED, saturday, saturday, hours=((time(10), time(12)),)),
            OwnDay(DayKind.OPENED, sunday, sunday),
        }
    )
    where = WorkTime(WorkCalendar(own=own, weekdays=frozenset({1})), LONDON, {1: ((time(8), time(16)),)})
    assert where.hours_on(saturday) == ((time(10), time(12)),)
    assert where.hours_on(sunday) == ((time(8), time(16)),)
    assert where.hours_on(date(2026, 11, 27)) == ()


def test_equal_values_share_a_table_and_others_do_not() -> None:
    one, other = (WorkTime(WorkCalendar("GB", "ENG"), LONDON, {0: [(time(9), time(17))]}) for _ in range(2))
    unit = next(iter(slow.PromiseUnit))
    assert one == other
    assert hash(one) == hash(other)
    assert one.line(unit) is other.line(unit)
    longer = WorkTime(WorkCalendar("GB", "ENG"), LONDON, {0: [(time(9), time(18))]})
    assert longer != one
    assert longer.line(unit) is not one.line(unit)
