"""All that can make an update due: against the slow model, and by example."""

from __future__ import annotations

import importlib.util
from datetime import date, timedelta
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kernel.errors import Invalid
from app.schedule.rhythm import (
    ANCHORED,
    QUIET,
    Rhythm,
    ordinal,
    parse_rhythm,
    read_rhythm,
    rhythm_words,
    say_rhythm,
)
from app.schedule.rules import Interval, next_due
from app.schedule.standing import Event, Season, Standing, regular, stand, state_of, steps
from app.schedule.words import IntervalUnit, Roll, UpdateState, Why
from app.workdays.calendar import WorkCalendar


def _model() -> ModuleType:
    spec = importlib.util.spec_from_file_location("slow_schedule", Path(__file__).with_name("slow.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


SLOW = _model()
CALIFORNIA = WorkCalendar("US", "CA")
MONTH = Rhythm(Interval(1, IntervalUnit.MONTH))
TODAY = date(2026, 11, 23)
"""A Monday, the week of Thanksgiving."""

days = st.dates(date(2024, 1, 1), date(2029, 12, 31))
near = st.integers(-120, 200).map(lambda n: TODAY + timedelta(days=n))
units = st.sampled_from(list(IntervalUnit))


@st.composite
def rhythms(draw: st.DrawFn) -> Rhythm:
    unit = draw(units)
    anchor = draw(st.none() | st.integers(1, 31)) if unit in ANCHORED else None
    return Rhythm(
        Interval(draw(st.integers(1, 24)), unit),
        anchor,
        draw(st.booleans()),
        draw(st.booleans()),
        None,
        draw(st.none() | st.integers(1, 200)),
    )


seasons_of_silence = st.lists(
    st.builds(lambda first, n: Season(first, first + timedelta(days=n)), near, st.integers(0, 90)), max_size=3
).map(lambda found: sorted(found, key=lambda one: (one.first, one.last)))
events_to_tell = st.lists(
    st.builds(Event, st.sampled_from([Why.STAGE, Why.KEY_DATE, Why.REOPENED]), near), max_size=4
)
calendars = st.builds(WorkCalendar, st.sampled_from(["", "US", "GB"]), closed=st.frozensets(near, max_size=8))


@given(
    near, rhythms(), st.sampled_from(Roll), events_to_tell, seasons_of_silence, near, calendars, st.booleans()
)
def test_it_agrees_with_the_slow_model(
    start: date,
    rhythm: Rhythm,
    roll: Roll,
    events: list[Event],
    seasons: list[Season],
    today: date,
    calendar: WorkCalendar,
    begins: bool,
) -> None:
    plain = regular(start, rhythm, roll, calendar, begins=begins)
    found = stand(plain, events, seasons, today, calendar)
    expected = SLOW.due_days(start, rhythm, roll, events, seasons, today, calendar, begins=begins)
    assert (found.due_on, found.latest_on) == expected


@given(days, rhythms(), st.sampled_from(Roll), calendars)
def test_the_days_ahead_are_those_that_come_if_each_is_given_when_due(
    start: date, rhythm: Rhythm, roll: Roll, calendar: WorkCalendar
) -> None:
    for step in steps(start, rhythm, roll, calendar, 4):
        due = next_due(start, rhythm.interval, calendar, anchor_day=rhythm.anchor_day, roll=roll)
        assert step.due == due > start
        start = due


@given(near, rhythms(), events_to_tell, seasons_of_silence, near)
def test_nothing_is_owed_in_a_season_of_silence(
    start: date, rhythm: Rhythm, events: list[Event], seasons: list[Season], today: date
) -> None:
    found = stand(regular(start, rhythm, Roll.BEFORE, CALIFORNIA), events, seasons, today, CALIFORNIA)
    if any(one.first <= today <= one.last for one in seasons):
        assert state_of(found, today) is UpdateState.UPCOMING


def test_an_anchored_month_goes_to_its_end_and_back() -> None:
    every_day = WorkCalendar(opened=frozenset(date(2026, 1, 1) + timedelta(days=n) for n in range(400)))
    anchored = Rhythm(Interval(1, IntervalUnit.MONTH), 31)
    found = [one.due for one in steps(date(2026, 1, 31), anchored, Roll.BEFORE, every_day, 4)]
    assert found == [date(2026, 2, 28), date(2026, 3, 31), date(2026, 4, 30), date(2026, 5, 31)]


@pytest.mark.parametrize(
    ("given_on", "due"),
    [
        (date(2026, 3, 30), date(2026, 4, 30)),  # a day early counts for the 31st
        (date(2026, 4, 2), date(2026, 4, 30)),  # two days late, too
        (date(2026, 4, 7), date(2026, 4, 30)),  # a week late is the last that does
        (date(2026, 4, 8), date(2026, 4, 30)),  # out of turn: the last promised day within a month
        (date(2026, 4, 20), date(2026, 4, 30)),
    ],
)
def test_an_update_near_its_promised_day_counts_for_it(given_on: date, due: date) -> None:
    assert (
        next_due(given_on, Interval(1, IntervalUnit.MONTH), CALIFORNIA, anchor_day=31, roll=Roll.NONE) == due
    )


@pytest.mark.parametrize(
    ("begun_on", "anchor", "due"),
    [
        (date(2026, 11, 22), 31, date(2026, 11, 30)),
        (date(2026, 11, 23), 31, date(2026, 11, 30)),  # seven days before the promised day
        (date(2026, 11, 29), 31, date(2026, 11, 30)),
        (date(2026, 11, 30), 31, date(2026, 12, 31)),  # never on the day itself
        (date(2026, 12, 3), 31, date(2026, 12, 31)),
        (date(2026, 10, 29), 5, date(2026, 11, 5)),
        (date(2027, 2, 28), 31, date(2027, 3, 31)),
        (date(2027, 1, 31), 30, date(2027, 2, 28)),
    ],
)
def test_where_none_was_given_the_first_promised_day_is_kept(begun_on: date, anchor: int, due: date) -> None:
    month = Interval(1, IntervalUnit.MONTH)
    found = next_due(begun_on, month, CALIFORNIA, anchor_day=anchor, roll=Roll.NONE, begins=True)
    assert found == due


def test_a_quarter_that_begins_near_its_day_has_its_first_within_the_quarter() -> None:
    quarter = Rhythm(Interval(1, IntervalUnit.QUARTER), 31)
    found = steps(date(2026, 11, 25), quarter, Roll.NONE, CALIFORNIA, 2, begins=True)
    assert [one.due for one in found] == [date(2027, 1, 31), date(2027, 4, 30)]


def _stands(*events: Event, seasons: tuple[Season, ...] = (), today: date = TODAY) -> Standing:
    plain = regular(date(2026, 11, 12), MONTH, Roll.BEFORE, CALIFORNIA)
    return stand(plain, events, seasons, today, CALIFORNIA)


def test_another_stage_is_told_two_working_days_later() -> None:
    found = _stands(Event(Why.STAGE, date(2026, 11, 24)))  # a Tuesday; Thanksgiving and the day after are off
    assert (found.due_on, found.latest_on, found.why) == (date(2026, 11, 30), date(2026, 11, 30), Why.STAGE)


def test_what_comes_later_than_the_regular_update_changes_nothing() -> None:
    assert _stands(Event(Why.KEY_DATE, date(2027, 1, 11))) == _stands()


def test_a_reopened_matter_owes_at_once() -> None:
    found = _stands(Event(Why.REOPENED, date(2026, 11, 21)))  # a Saturday: late after Monday
    assert (found.due_on, found.latest_on) == (date(2026, 11, 21), date(2026, 11, 23))
    assert state_of(found, TODAY) is UpdateState.DUE
    assert state_of(found, TODAY + timedelta(days=1)) is UpdateState.OVERDUE


def test_after_the_silence_it_is_owed_on_the_next_working_day() -> None:
    season = Season(date(2026, 12, 1), date(2027, 1, 8))  # a Friday
    found = _stands(seasons=(season,))
    assert (found.due_on, found.why, found.event_on) == (date(2027, 1, 11), Why.SILENCE, season.last)


def test_what_was_late_before_the_silence_waits_for_its_end() -> None:
    season = Season(date(2026, 12, 20), date(2027, 1, 8))
    assert _stands(seasons=(season,), today=date(2026, 12, 19)).due_on == date(2026, 12, 11)
    assert _stands(seasons=(season,), today=date(2026, 12, 20)).due_on == date(2027, 1, 11)


@given(rhythms())
def test_a_rhythm_that_was_said_is_understood(rhythm: Rhythm) -> None:
    shown = Rhythm(rhythm.interval, rhythm.anchor_day, rhythm.at_stages, rhythm.at_dates)
    assert read_rhythm(rhythm_words(shown)) == shown
    assert read_rhythm(say_rhythm(shown)) == shown


@pytest.mark.parametrize(
    ("words", "rhythm"),
    [
        ("monthly and at each stage change", Rhythm(Interval(1, IntervalUnit.MONTH), at_stages=True)),
        ("at stage changes", Rhythm(QUIET, at_stages=True)),
        ("at stage changes and milestones", Rhythm(QUIET, at_stages=True, at_dates=True)),
        ("Every month on the 31st", Rhythm(Interval(1, IntervalUnit.MONTH), 31)),
        ("monthly at the end of the month", Rhythm(Interval(1, IntervalUnit.MONTH), 31)),
        ("5 working days, at key dates", Rhythm(Interval(5, IntervalUnit.WORKING_DAY), at_dates=True)),
    ],
)
def test_rhythms_as_people_type_them(words: str, rhythm: Rhythm) -> None:
    assert parse_rhythm(words) == rhythm


@pytest.mark.parametrize(
    "words", ["", "month and week", "week on the 3rd", "month on the 32nd", "and", "at noon"]
)
def test_what_is_no_rhythm_is_refused(words: str) -> None:
    with pytest.raises(Invalid, match="how often"):
        parse_rhythm(words)


@given(st.text(max_size=60))
def test_any_words_are_a_rhythm_or_none(words: str) -> None:
    assert read_rhythm(words) is None or isinstance(read_rhythm(words), Rhythm)


def test_ordinals() -> None:
    assert [ordinal(one) for one in (1, 2, 3, 4, 11, 12, 13, 21, 22, 31)] == [
        *("1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "22nd", "31st")
    ]
