"""The order in which what is owed hurts: late, urgent, latest by its own promise, earliest due."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.owed.order import Hurt, hurt, lateness

NOW = datetime(2026, 11, 23, 19, tzinfo=UTC)
HOURS = st.integers(-2000, 2000).map(lambda hours: timedelta(hours=hours))


def at(due: timedelta, promised: timedelta | None = None, *, urgent: bool = False, state: int = 0) -> Hurt:
    moment = NOW + due
    since = None if promised is None else moment - promised
    return hurt(state, moment, NOW, urgent=urgent, since=since)


def test_an_answer_promised_in_hours_stands_before_an_update_promised_in_weeks() -> None:
    answer = at(timedelta(hours=-4), timedelta(hours=4))
    update = at(timedelta(days=-3), timedelta(days=30))
    assert lateness(NOW - timedelta(hours=4), NOW, NOW - timedelta(hours=8)) == 1.0
    assert sorted([update, answer]) == [answer, update]


def test_late_stands_before_urgent_that_is_not_late_and_urgent_before_the_rest() -> None:
    late = at(timedelta(minutes=-1), timedelta(days=30))
    urgent = at(timedelta(hours=9), urgent=True, state=1)
    soon = at(timedelta(hours=1), state=1)
    to_come = at(timedelta(hours=12), urgent=True, state=2)
    assert sorted([to_come, soon, urgent, late]) == [late, urgent, soon, to_come]


def test_a_promise_of_minutes_counts_as_an_hour() -> None:
    assert lateness(NOW - timedelta(hours=2), NOW, NOW - timedelta(hours=2, seconds=1)) == 2.0
    assert lateness(NOW - timedelta(hours=2), NOW, NOW) == 2.0


@given(due=HOURS, promised=st.none() | HOURS)
def test_nothing_is_later_than_not_late(due: timedelta, promised: timedelta | None) -> None:
    since = None if promised is None else NOW + due - promised
    late = lateness(NOW + due, NOW, since)
    assert late >= 0
    assert (late > 0) == (due < timedelta())


@given(first=HOURS, second=HOURS, promised=HOURS)
def test_of_one_promise_the_one_due_first_comes_first(
    first: timedelta, second: timedelta, promised: timedelta
) -> None:
    state = 0 if first < timedelta() and second < timedelta() else 1
    pair = sorted([at(first, promised, state=state), at(second, promised, state=state)])
    assert [one.due for one in pair] == sorted([NOW + first, NOW + second])


@given(due=HOURS, state=st.integers(0, 2))
def test_urgent_never_stands_behind_its_equal(due: timedelta, state: int) -> None:
    assert at(due, state=state, urgent=True) < at(due, state=state)
