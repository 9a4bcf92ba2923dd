"""Which version is in force and who owes reading it, in any course of things."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.policies.rules import Force, asked_since, counting, in_force_on, is_outstanding, next_review

BEGIN = date(2026, 1, 1)
DAYS = st.integers(0, 60).map(lambda days: BEGIN + timedelta(days=days))


@st.composite
def courses(draw: st.DrawFn) -> list[Force]:
    """Versions put in force one after the other, some for a day to come, an end here and there."""
    found: list[Force] = []
    for turn in range(1, draw(st.integers(0, 7)) + 1):
        number = draw(st.none() | st.just(turn))
        found.append(Force(turn, number, draw(DAYS), draw(st.booleans())))
    return found


@given(courses(), DAYS)
def test_who_read_what_is_in_force_owes_nothing(forces: list[Force], day: date) -> None:
    force = in_force_on(forces, day)
    if force is None:
        assert not is_outstanding(forces, day, ())
    else:
        assert is_outstanding(forces, day, ()), "who read nothing owes it"
        assert force.number is not None
        assert not is_outstanding(forces, day, (force.number,))


@given(courses(), DAYS, st.sets(st.integers(1, 7)))
def test_reading_more_never_makes_one_owe_more(forces: list[Force], day: date, read: set[int]) -> None:
    if not is_outstanding(forces, day, read):
        assert not is_outstanding(forces, day, read | {99})
    asking = asked_since(forces, day)
    if asking is not None and asking.number in read:
        assert not is_outstanding(forces, day, read)


@given(courses(), DAYS)
def test_a_version_counts_once_and_in_the_order_of_its_days(forces: list[Force], day: date) -> None:
    order = counting(forces)
    numbers = [one.number for one in order if one.number is not None]
    assert len(numbers) == len(set(numbers))
    assert [one.from_on for one in order] == sorted(one.from_on for one in order)
    asking = asked_since(forces, day)
    assert (asking is None) == (in_force_on(forces, day) is None)


@given(DAYS, st.sampled_from([3, 6, 12, None]), st.none() | DAYS, st.none() | DAYS)
def test_the_next_look_comes_after_the_last(
    begun: date, every: int | None, looked: date | None, said: date | None
) -> None:
    due = next_review(begun, every, looked, said if looked and said and said > looked else None)
    if due is not None:
        assert due > begun
        assert looked is None or looked < begun or due > looked
