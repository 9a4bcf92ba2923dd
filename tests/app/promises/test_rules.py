"""The clocks of an inbound contact."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.promises.rules import Clocks, ClockState, OpenPause, clocks
from app.promises.terms import DEFAULT_TERMS
from app.workdays.calendar import WorkCalendar
from app.workdays.worktime import PromiseUnit, WorkTime, worked_between

ZONE = ZoneInfo("America/Los_Angeles")
FIRM = WorkTime(WorkCalendar("US", "CA"), ZONE)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """A local moment of November 2026; the 19th is a Thursday, the 26th Thanksgiving."""
    return datetime(2026, 11, day, hour, minute, tzinfo=ZONE)


def test_the_defaults_of_the_practice() -> None:
    read = clocks(at(19, 17, 40), at(19, 18), FIRM)
    assert read.acknowledge.due_at == at(20, 17, 40)
    assert read.answer.due_at == at(23, 17, 40)
    assert read.acknowledge.due_at.tzinfo is UTC
    assert read.acknowledge.state is ClockState.RUNNING
    assert read.owed is read.acknowledge


def test_urgent_contact_is_answered_within_four_hours_by_the_clock() -> None:
    read = clocks(at(21, 22), at(21, 23), FIRM, urgent=True)  # a Saturday night
    assert read.answer.due_at == at(22, 2)
    assert read.acknowledge.due_at == at(22, 2)


def test_an_acknowledgement_is_kept_or_late() -> None:
    kept = clocks(at(19, 17, 40), at(23, 9), FIRM, acknowledged_at=at(20, 9))
    assert (kept.acknowledge.state, kept.answer.state) == (ClockState.KEPT, ClockState.RUNNING)
    assert kept.owed is kept.answer
    late = clocks(at(19, 17, 40), at(23, 9), FIRM, acknowledged_at=at(20, 18))
    assert late.acknowledge.state is ClockState.LATE


def test_what_an_acknowledgement_promises_is_the_clock() -> None:
    later = clocks(at(19, 9), at(24, 9), FIRM, acknowledged_at=at(19, 10), promised_by=at(25, 12))
    assert later.answer.due_at == at(25, 12)
    assert later.answer.promised
    assert later.answer.state is ClockState.RUNNING
    sooner = clocks(at(19, 9), at(19, 16), FIRM, acknowledged_at=at(19, 10), promised_by=at(19, 15))
    assert sooner.answer.state is ClockState.OVERDUE


def test_a_promise_that_nobody_was_told_is_none() -> None:
    read = clocks(at(19, 9), at(20, 9), FIRM, promised_by=at(30, 9))
    assert read.answer.due_at == at(23, 9)
    assert not read.answer.promised


def test_an_answer_acknowledges_too() -> None:
    read = clocks(at(19, 9), at(25, 9), FIRM, answered_at=at(20, 8))
    assert (read.acknowledge.state, read.answer.state) == (ClockState.KEPT, ClockState.KEPT)
    assert read.owed is None


def test_on_the_minute_is_in_time() -> None:
    done = clocks(at(19, 9), at(30, 9), FIRM, acknowledged_at=at(20, 9), answered_at=at(23, 9))
    assert (done.acknowledge.state, done.answer.state) == (ClockState.KEPT, ClockState.KEPT)
    assert clocks(at(19, 9), at(23, 9), FIRM).answer.state is ClockState.RUNNING
    resumed = clocks(at(19, 9), at(19, 12), FIRM, pauses=[(at(19, 10), at(19, 12))])
    assert resumed.answer.state is ClockState.RUNNING


def test_an_acknowledgement_after_the_answer_changes_nothing() -> None:
    read = clocks(at(19, 9), at(30, 9), FIRM, answered_at=at(19, 10), acknowledged_at=at(24, 9))
    assert read.acknowledge.done_at == at(19, 10)
    assert read.acknowledge.state is ClockState.KEPT


def test_three_hours_late_is_overdue() -> None:
    read = clocks(at(19, 12), at(23, 15), FIRM, acknowledged_at=at(19, 13))
    assert read.answer.state is ClockState.OVERDUE
    assert at(23, 15).astimezone(UTC) - read.answer.due_at == timedelta(hours=3)


def test_clocks_stand_while_the_clients_answer_is_awaited() -> None:
    received, asked = at(19, 9), at(19, 15)
    waiting = clocks(received, at(24, 15), FIRM, acknowledged_at=asked, pauses=[(asked, None)])
    assert waiting.answer.state is ClockState.PAUSED
    assert waiting.answer.due_at == at(23, 9), "as it was when the pause began; it does not drift"
    back = clocks(received, at(24, 16), FIRM, acknowledged_at=asked, pauses=[(asked, at(24, 15))])
    assert back.answer.state is ClockState.RUNNING
    assert back.answer.due_at == at(30, 9)  # Thanksgiving and the day after do not count


def test_a_pause_moves_a_promised_moment_too() -> None:
    read = clocks(
        at(19, 9),
        at(23, 9),
        FIRM,
        acknowledged_at=at(19, 10),
        promised_by=at(20, 10),
        pauses=[(at(19, 12), at(19, 14))],
    )
    assert read.answer.due_at == at(20, 12)


@pytest.mark.parametrize(
    ("begin", "heard", "due"),
    [
        (at(20, 16), at(22, 12), at(25, 1)),  # from Friday 16:00 on 8 hours of a working day were waited
        (at(21, 9), at(22, 12), at(24, 17)),  # a weekend is no working time: it stays where it was promised
        (at(23, 9), at(24, 9), at(25, 17)),
        (at(24, 16), at(25, 9), at(25, 10)),
    ],
)
def test_a_promised_moment_moves_by_the_working_time_that_was_waited(
    begin: datetime, heard: datetime, due: datetime
) -> None:
    def read(now: datetime) -> Clocks:
        words = {"acknowledged_at": at(19, 10), "promised_by": at(24, 17)}
        return clocks(at(19, 9), now, FIRM, pauses=[(begin, heard)], **words)

    waiting = [read(begin + n * (heard - begin) / 5).answer for n in range(5)]
    assert {one.due_at for one in waiting} == {at(24, 17)}, "while it is paused nothing moves"
    assert {one.state for one in waiting} == {ClockState.PAUSED}
    assert read(heard).answer.due_at == due


def test_a_promise_for_a_sunday_is_not_late_as_long_as_the_client_is_waited_for() -> None:
    def read(now: datetime) -> Clocks:
        pause = [(at(21, 12), at(22, 18))]
        return clocks(at(19, 9), now, FIRM, acknowledged_at=at(19, 10), promised_by=at(22, 17), pauses=pause)

    assert read(at(22, 17, 30)).answer.state is ClockState.PAUSED
    heard = read(at(22, 18)).answer
    assert (heard.state, heard.due_at) == (ClockState.RUNNING, at(23, 23)), "29 hours were left by the clock"


def test_what_was_late_before_a_pause_stays_late() -> None:
    read = clocks(at(16, 9), at(24, 9), FIRM, pauses=[(at(23, 9), None)])
    assert read.answer.state is ClockState.OVERDUE
    assert read.answer.due_at == at(18, 9)


def test_looking_back_what_came_later_had_not_happened() -> None:
    read = clocks(
        at(19, 9), at(19, 12), FIRM, acknowledged_at=at(19, 13), answered_at=at(20, 9), promised_by=at(30, 9)
    )
    assert read.owed is read.acknowledge
    assert read.answer.due_at == at(23, 9)


def test_correcting_a_holiday_corrects_the_clock() -> None:
    corrected = WorkTime(WorkCalendar("US", "CA", closed=frozenset({date(2026, 11, 20)})), ZONE)
    before, after = clocks(at(19, 9), at(19, 9), FIRM), clocks(at(19, 9), at(19, 9), corrected)
    assert before.answer.due_at == at(23, 9)
    assert after.answer.due_at == at(24, 9)


moments = st.integers(0, 24 * 60).map(
    lambda hours: datetime(2026, 10, 1, tzinfo=UTC) + timedelta(hours=hours)
)
pauses = st.lists(st.tuples(moments, st.none() | moments), max_size=3)


def read_all(
    received: datetime,
    now: datetime,
    acknowledged: datetime | None,
    answered: datetime | None,
    stops: list[OpenPause],
) -> Clocks:
    return clocks(received, now, FIRM, acknowledged_at=acknowledged, answered_at=answered, pauses=stops)


@given(moments, moments, st.none() | moments, st.none() | moments, pauses)
def test_states_say_what_the_moments_say(
    received: datetime,
    now: datetime,
    acknowledged: datetime | None,
    answered: datetime | None,
    stops: list[OpenPause],
) -> None:
    read = read_all(received, now, acknowledged, answered, stops)
    assert received <= read.acknowledge.due_at <= read.answer.due_at
    for clock in (read.acknowledge, read.answer):
        if clock.state in {ClockState.KEPT, ClockState.LATE}:
            assert clock.done_at is not None
            assert (clock.done_at > clock.due_at) == (clock.state is ClockState.LATE)
        else:
            assert clock.is_open
            assert clock.state is ClockState.PAUSED or (now > clock.due_at) == (
                clock.state is ClockState.OVERDUE
            )
    assert (read.owed is None) == (answered is not None and answered <= now)


@given(moments, moments, pauses)
def test_an_overdue_clock_has_run_its_hours(
    received: datetime, now: datetime, stops: list[OpenPause]
) -> None:
    read = clocks(received, now, FIRM, pauses=stops)
    closed = [(begin, now if end is None else end) for begin, end in stops]
    if read.answer.state is ClockState.OVERDUE:
        run = worked_between(received, now, PromiseUnit.WORKING_DAY_HOURS, FIRM, closed)
        assert run >= DEFAULT_TERMS.answer.span


@given(moments, moments, moments)
def test_an_overdue_clock_stays_overdue_until_something_is_done(
    received: datetime, one: datetime, other: datetime
) -> None:
    earlier, later = sorted((one, other))
    if clocks(received, earlier, FIRM).answer.state is ClockState.OVERDUE:
        assert clocks(received, later, FIRM).answer.state is ClockState.OVERDUE
