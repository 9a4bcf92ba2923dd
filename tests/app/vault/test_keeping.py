from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.vault.keeping import KeepingRule, Made, going

ZONE = ZoneInfo("America/Los_Angeles")
NOW = datetime(2026, 11, 23, 19, 0, tzinfo=UTC)
RULE = KeepingRule()

moments = st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 aware by timezones
rules = st.builds(KeepingRule, st.integers(0, 9), st.integers(0, 5), st.integers(0, 13), st.integers(0, 60))
shelves = st.lists(st.tuples(moments, st.booleans()), max_size=40).map(
    lambda rows: [Made(f"{number}", at, before) for number, (at, before) in enumerate(rows)]
)


def daily(days: int, *, until: datetime = NOW) -> list[Made]:
    return [Made(f"{back}", until - timedelta(days=back)) for back in range(days)]


def kept(made: Sequence[Made], now: datetime = NOW, rule: KeepingRule = RULE) -> list[Made]:
    gone = going(made, rule, now, ZONE)
    return sorted((one for one in made if one not in gone), key=lambda one: one.made_at, reverse=True)


def test_two_years_of_days_leave_days_weeks_and_months() -> None:
    days = [one.made_at.date().isoformat() for one in kept(daily(730))]
    assert days[:7] == [f"2026-11-{day}" for day in (23, 22, 21, 20, 19, 18, 17)]
    assert days[7:9] == ["2026-11-15", "2026-11-08"], (
        "the Sundays of the weeks before; this week's and last's are there"
    )
    assert days[9:] == [
        "2026-10-31", "2026-09-30", "2026-08-31", "2026-07-31", "2026-06-30", "2026-05-31",
        "2026-04-30", "2026-03-31", "2026-02-28", "2026-01-31", "2025-12-31",
    ]  # fmt: skip


def test_of_a_day_the_newest_stays_and_a_day_is_the_firms() -> None:
    late = Made("late", datetime(2026, 11, 23, 6, 0, tzinfo=UTC))  # the evening before, in California
    early, later = Made("early", NOW - timedelta(hours=2)), Made("later", NOW)
    assert kept([late, early, later]) == [later, late]


def test_what_was_there_before_an_update_stays_for_a_month() -> None:
    busy = [Made(f"{back}", NOW - timedelta(minutes=back)) for back in range(5)]
    before = Made("before", NOW - timedelta(minutes=3, seconds=30), before_update=True)
    last = Made("last", NOW - timedelta(minutes=2, seconds=30), before_update=True)
    for days in (0, 29):
        assert {before, last} <= set(kept([*busy, before, last], NOW + timedelta(days=days)))
    days = [Made(f"later {back}", NOW + timedelta(days=back)) for back in (31, 32)]
    left = kept([*busy, before, last, *days], days[-1].made_at)
    assert last in left, "the last one stays, however long ago it was made"
    assert before not in left


def test_a_clock_put_years_ahead_takes_none_from_before_an_update() -> None:
    updates = [Made(f"update {back}", NOW - timedelta(days=back), before_update=True) for back in range(3)]
    ahead = Made("ahead", NOW + timedelta(days=3650))
    assert set(updates) <= set(kept([*updates, *daily(3)], ahead.made_at))
    left = kept([*updates, *daily(3), ahead], ahead.made_at + timedelta(hours=1))
    assert set(updates) <= set(left), "nor when a backup was made by it"


def test_a_clock_put_years_ahead_takes_no_more_than_a_day_does() -> None:
    shelf = kept(daily(400))
    ahead = Made("ahead", NOW + timedelta(days=3650))
    assert len(going([*shelf, ahead], RULE, ahead.made_at, ZONE)) <= 3, (
        "one of the days, the weeks, the months"
    )
    again = kept([*shelf, ahead], ahead.made_at)
    assert [one for one in again if one in shelf][:6] == shelf[:6]
    assert kept(again, NOW) == again, "when the clock is right again, nothing more goes"


def test_a_clock_put_back_loses_nothing() -> None:
    shelf = kept(daily(400))
    early = NOW - timedelta(days=2000)
    assert going(shelf, RULE, early, ZONE) == ()
    back = Made("back", early)
    assert kept([*shelf, back], early) == [*shelf, back]


@given(shelves, rules, moments)
def test_the_newest_never_goes(made: list[Made], rule: KeepingRule, now: datetime) -> None:
    gone = going(made, rule, now, ZONE)
    past = [one for one in made if one.made_at <= now]
    for some in (made, past):
        if some:
            newest = max(one.made_at for one in some)
            assert any(one.made_at == newest and one not in gone for one in some)


@given(shelves, rules, moments)
def test_nothing_of_a_time_to_come_goes_and_nothing_younger_than_promised(
    made: list[Made], rule: KeepingRule, now: datetime
) -> None:
    for one in going(made, rule, now, ZONE):
        assert one.made_at <= now
        assert not one.before_update or now - one.made_at > timedelta(days=rule.update_days)


@given(shelves, rules, moments)
def test_as_many_days_are_left_as_the_rule_says(made: list[Made], rule: KeepingRule, now: datetime) -> None:
    def days(some: Sequence[Made]) -> set[object]:
        return {one.made_at.astimezone(ZONE).date() for one in some if one.made_at <= now}

    left = kept(made, now, rule)
    assert (
        sorted(days(left), key=str)[-rule.daily :] == sorted(days(made), key=str)[-rule.daily :]
        or not rule.daily
    )
    assert len(days(left)) >= min(rule.daily, len(days(made)))


@given(shelves, rules, moments)
def test_asked_again_it_takes_no_more(made: list[Made], rule: KeepingRule, now: datetime) -> None:
    left = kept(made, now, rule)
    assert going(left, rule, now, ZONE) == ()


@pytest.mark.parametrize("rule", [RULE, KeepingRule(3, 0, 2), KeepingRule(1, 6, 0)])
def test_day_by_day_is_the_same_as_all_at_once(rule: KeepingRule) -> None:
    shelf: list[Made] = []
    for one in reversed(daily(500)):
        shelf = kept([*shelf, one], one.made_at, rule)
    assert shelf == kept(daily(500), rule=rule)
