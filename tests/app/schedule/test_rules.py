"""When the next update is due."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from app.kernel.errors import Invalid
from app.kernel.language import speaking
from app.languages.offered import catalogue_of
from app.schedule.rules import (
    Interval,
    interval_words,
    latest_due,
    next_due,
    parse_interval,
    read_interval,
    say_adverb,
    say_interval,
    state,
)
from app.schedule.words import IntervalUnit, Roll, UpdateState
from app.workdays.calendar import WorkCalendar

EVERY_DAY = WorkCalendar(opened=frozenset(date(2026, 1, 1) + timedelta(days=n) for n in range(1500)))
CALIFORNIA = WorkCalendar("US", "CA")
MONTH = Interval(1, IntervalUnit.MONTH)
WEEK = Interval(1, IntervalUnit.WEEK)
DAY = Interval(1, IntervalUnit.DAY)

days = st.dates(date(2020, 1, 1), date(2040, 12, 31))
intervals = st.builds(Interval, st.integers(1, 60), st.sampled_from(list(IntervalUnit)))
calendars = st.builds(
    WorkCalendar, st.sampled_from(["", "US", "GB"]), closed=st.frozensets(days, max_size=10)
)
rolls: st.SearchStrategy[Roll] = st.sampled_from(Roll)


def test_months_are_counted_by_the_calendar_from_the_last_update_given() -> None:
    assert next_due(date(2026, 1, 31), MONTH, EVERY_DAY) == date(2026, 2, 28)
    assert next_due(date(2026, 2, 28), MONTH, EVERY_DAY) == date(2026, 3, 28)
    assert next_due(date(2027, 11, 30), Interval(1, IntervalUnit.QUARTER), EVERY_DAY) == date(2028, 2, 29)


def test_a_promised_day_of_the_month_comes_back_after_february() -> None:
    assert next_due(date(2026, 2, 28), MONTH, EVERY_DAY, anchor_day=31) == date(2026, 3, 31)
    assert next_due(date(2026, 2, 27), MONTH, CALIFORNIA, anchor_day=31) == date(
        2026, 3, 30
    )  # the 28th, 31st are off
    assert next_due(date(2026, 3, 10), MONTH, EVERY_DAY, anchor_day=31) == date(
        2026, 3, 31
    )  # given out of turn


def test_the_first_promised_day_comes_before_a_month_is_over() -> None:
    assert next_due(date(2026, 11, 22), MONTH, CALIFORNIA, anchor_day=31) == date(2026, 11, 30)
    assert next_due(date(2026, 11, 12), MONTH, CALIFORNIA, anchor_day=5) == date(2026, 12, 4)  # a Saturday
    quarter = Interval(1, IntervalUnit.QUARTER)
    assert next_due(date(2026, 11, 12), quarter, EVERY_DAY, anchor_day=31) == date(2027, 1, 31)


def test_a_day_off_moves_to_the_working_day_before_or_as_set() -> None:
    given_on = date(2026, 11, 12)  # two weeks on is Thanksgiving, a Thursday; the Friday after is off too
    fortnight = Interval(2, IntervalUnit.WEEK)
    assert next_due(given_on, fortnight, CALIFORNIA) == date(2026, 11, 25)
    assert next_due(given_on, fortnight, CALIFORNIA, roll=Roll.AFTER) == date(2026, 11, 30)
    assert next_due(given_on, fortnight, CALIFORNIA, roll=Roll.NONE) == date(2026, 11, 26)


def test_the_next_update_is_never_the_one_just_given() -> None:
    assert next_due(date(2026, 11, 20), DAY, CALIFORNIA) == date(
        2026, 11, 23
    )  # Friday, so not back to Friday


def test_working_days_are_counted_as_such() -> None:
    assert next_due(date(2026, 11, 23), Interval(5, IntervalUnit.WORKING_DAY), CALIFORNIA) == date(
        2026, 12, 2
    )


@given(days, intervals, calendars, st.none() | st.integers(1, 31), rolls)
def test_the_next_due_day_is_later_and_a_working_day(
    last: date, interval: Interval, calendar: WorkCalendar, anchor: int | None, roll: Roll
) -> None:
    due = next_due(last, interval, calendar, anchor_day=anchor, roll=roll)
    assert due > last
    assert roll is Roll.NONE or calendar.is_working_day(due)


@given(days, intervals, calendars)
def test_no_promise_is_stretched_beyond_the_interval(
    last: date, interval: Interval, calendar: WorkCalendar
) -> None:
    due = next_due(last, interval, calendar)
    plain = next_due(last, interval, calendar, roll=Roll.NONE)
    first_possible = calendar.on_or_after(last + timedelta(days=1))
    assert due <= max(plain, first_possible)


@given(days, st.integers(1, 60))
def test_months_agree_with_dateutil(last: date, count: int) -> None:
    assert next_due(
        last, Interval(count, IntervalUnit.MONTH), EVERY_DAY, roll=Roll.NONE
    ) == last + relativedelta(months=count)
    assert next_due(
        last, Interval(count, IntervalUnit.QUARTER), EVERY_DAY, roll=Roll.NONE
    ) == last + relativedelta(months=3 * count)


def test_a_year_is_twelve_months() -> None:
    year = Interval(1, IntervalUnit.YEAR)
    assert next_due(date(2028, 2, 29), year, EVERY_DAY) == date(2029, 2, 28)


@given(st.integers(1, 31), st.integers(1, 48))
def test_an_anchored_schedule_keeps_its_day_for_years(anchor: int, months: int) -> None:
    start = date(2026, 1, anchor)
    due = start
    for _ in range(months):
        due = next_due(due, MONTH, EVERY_DAY, anchor_day=anchor, roll=Roll.NONE)
    assert due == start + relativedelta(months=months)


@given(days, days, intervals, calendars)
def test_a_later_update_is_never_followed_sooner(
    one: date, other: date, interval: Interval, calendar: WorkCalendar
) -> None:
    earlier, later = sorted((one, other))
    assert next_due(earlier, interval, calendar) <= next_due(later, interval, calendar)


@pytest.mark.parametrize(
    ("words", "interval"),
    [
        ("week", Interval(1, IntervalUnit.WEEK)),
        ("every fortnight", Interval(2, IntervalUnit.WEEK)),
        ("Month", Interval(1, IntervalUnit.MONTH)),
        ("quarterly", Interval(1, IntervalUnit.QUARTER)),
        ("daily", Interval(1, IntervalUnit.DAY)),
        ("weekly", Interval(1, IntervalUnit.WEEK)),
        ("biweekly", Interval(2, IntervalUnit.WEEK)),
        ("bi-weekly", Interval(2, IntervalUnit.WEEK)),
        ("every two weeks", Interval(2, IntervalUnit.WEEK)),
        ("every 2 weeks", Interval(2, IntervalUnit.WEEK)),
        ("every other week", Interval(2, IntervalUnit.WEEK)),
        ("monthly", Interval(1, IntervalUnit.MONTH)),
        ("yearly", Interval(1, IntervalUnit.YEAR)),
        ("10 days", Interval(10, IntervalUnit.DAY)),
        ("5 working days", Interval(5, IntervalUnit.WORKING_DAY)),
        ("5 business days", Interval(5, IntervalUnit.WORKING_DAY)),
        ("2 fortnights", Interval(4, IntervalUnit.WEEK)),
        ("working_day", Interval(1, IntervalUnit.WORKING_DAY)),
    ],
)
def test_intervals_as_people_type_them(words: str, interval: Interval) -> None:
    assert parse_interval(words) == interval


@pytest.mark.parametrize("words", ["", "often", "0 days", "-1 days", "99999 days", "4000 weeks", "1.5 weeks"])
def test_what_is_no_interval_is_refused_with_the_choices(words: str) -> None:
    assert read_interval(words) is None
    with pytest.raises(Invalid, match="fortnight") as refused:
        parse_interval(words, field="at_most")
    assert refused.value.field == "at_most"


@given(intervals)
def test_an_interval_that_was_said_is_understood(interval: Interval) -> None:
    assert parse_interval(interval_words(interval)) == interval
    assert parse_interval(say_interval(interval)) == interval


@pytest.mark.parametrize(
    ("code", "typed"),
    [("en-GB", "fortnight"), ("en-US", "two weeks"), ("de", "alle 14 Tage"), ("es", "cada dos semanas")],
)
def test_two_weeks_are_typed_and_read_as_each_country_says_them(code: str, typed: str) -> None:
    fortnight = Interval(2, IntervalUnit.WEEK)
    with speaking(catalogue_of(code)):
        assert interval_words(fortnight) == typed
        assert parse_interval(typed) in {fortnight, Interval(14, IntervalUnit.DAY)}
        with pytest.raises(Invalid) as refused:
            parse_interval("now and then")
    assert ("fortnight" in refused.value.message) == (code == "en-GB")


def test_intervals_as_people_read_them() -> None:
    assert say_interval(Interval(2, IntervalUnit.WEEK)) == "every fortnight"
    assert say_interval(Interval(10, IntervalUnit.WORKING_DAY)) == "every 10 working days"
    assert say_adverb(Interval(2, IntervalUnit.WEEK)) == "fortnightly"
    assert say_adverb(MONTH) == "monthly"
    assert say_adverb(Interval(10, IntervalUnit.DAY)) == "10-day"


def test_an_interval_counts_at_least_one() -> None:
    with pytest.raises(ValueError, match="counts from 1"):
        Interval(0, IntervalUnit.DAY)


def test_amber_from_the_ideal_day_and_red_after_the_longest() -> None:
    given_on = date(2026, 11, 2)
    ideal = next_due(given_on, WEEK, CALIFORNIA)
    latest = latest_due(given_on, ideal, Interval(14, IntervalUnit.DAY), CALIFORNIA)
    assert (ideal, latest) == (date(2026, 11, 9), date(2026, 11, 16))
    assert state(ideal, date(2026, 11, 8), latest) is UpdateState.UPCOMING
    assert state(ideal, date(2026, 11, 9), latest) is UpdateState.DUE
    assert state(ideal, date(2026, 11, 16), latest) is UpdateState.DUE
    assert state(ideal, date(2026, 11, 17), latest) is UpdateState.OVERDUE


def test_without_a_longest_interval_an_update_is_late_the_day_after() -> None:
    due = date(2026, 11, 9)
    assert latest_due(date(2026, 11, 2), due, None, CALIFORNIA) is None
    assert state(due, due) is UpdateState.DUE
    assert state(due, due + timedelta(days=1)) is UpdateState.OVERDUE


@given(days, intervals, intervals, calendars, st.integers(-50, 400))
def test_states_follow_each_other(
    last: date, ideal_interval: Interval, maximum: Interval, calendar: WorkCalendar, passed: int
) -> None:
    order = [UpdateState.UPCOMING, UpdateState.DUE, UpdateState.OVERDUE]
    due = next_due(last, ideal_interval, calendar)
    latest = latest_due(last, due, maximum, calendar)
    assert latest is not None
    assert latest >= due
    today = last + timedelta(days=passed)
    now, tomorrow = state(due, today, latest), state(due, today + timedelta(days=1), latest)
    assert order.index(now) <= order.index(tomorrow)
    assert order.index(now) <= order.index(state(due, today))  # a maximum only ever makes it milder
