"""Working time: due moments and time worked, beside the naive way: rrule, each day asked of `holidays`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from time import perf_counter
from zoneinfo import ZoneInfo

from dateutil.rrule import DAILY, rrule
from holidays import country_holidays

from app.workdays.calendar import WorkCalendar
from app.workdays.own_days import DayKind, OwnDay
from app.workdays.worktime import Promise, PromiseUnit, WorkTime, due_at, worked_between
from tests.bench.figure import Figure, paired

WANTED = 100_000
"""Computations a second."""
OURS, NAIVE, RUNS = 50_000, 300, 5
_ZONE = ZoneInfo("America/Los_Angeles")
_HOURS = (time(9), time(17))
_PROMISE = Promise(20, PromiseUnit.OPENING_HOURS)


def measure() -> list[Figure]:
    """Due moments, times worked over some months, working days added; all over two years."""
    eve = date(2020, 12, 24)
    own = frozenset(
        {
            OwnDay(DayKind.CLOSED, date(2020, 12, 28), date(2020, 12, 31), yearly=True),
            OwnDay(DayKind.HALF, eve, eve, yearly=True, until=time(12)),
        }
    )
    where = WorkTime(WorkCalendar("US", "CA", own=own), _ZONE)
    starts = _starts(OURS)
    ends = [start + timedelta(days=90) for start in starts]
    days = [start.date() for start in starts]
    naive = _Naive()
    unit = PromiseUnit.OPENING_HOURS
    add_days = where.calendar.add_working_days
    pairs: tuple[tuple[str, Callable[[], float], Callable[[], float]], ...] = (
        (
            "due moments, 20 opening hours",
            lambda: _rate(lambda n: due_at(starts[n], _PROMISE, where), OURS),
            lambda: _rate(lambda n: naive.due(starts[n], timedelta(hours=20)), NAIVE),
        ),
        (
            "opening hours in 90 days",
            lambda: _rate(lambda n: worked_between(starts[n], ends[n], unit, where), OURS),
            lambda: _rate(lambda n: naive.worked(starts[n], ends[n]), NAIVE // 10),
        ),
        (
            "10 working days added",
            lambda: _rate(lambda n: add_days(days[n], 10), OURS),
            lambda: _rate(lambda n: naive.add(days[n], 10), NAIVE),
        ),
    )
    figures = []
    for words, ours, bare in pairs:
        rate, theirs, _ = paired(ours, bare, RUNS)
        figures.append(Figure(words, rate, theirs, unit="/s", at_least=WANTED))
    return [*figures, _first(starts[0])]


def _first(start: datetime) -> Figure:
    """The first answer of a calendar that was just corrected: its year's table is made then."""
    took = []
    for day in range(1, 21):
        closed = WorkTime(WorkCalendar("US", "CA", frozenset({date(2026, 3, day)})), _ZONE)
        began = perf_counter()
        due_at(start, _PROMISE, closed)
        took.append(perf_counter() - began)
    return Figure("the first answer after a calendar was corrected", sorted(took)[10], within=0.02)


def _starts(count: int) -> Sequence[datetime]:
    some = Random(5)  # noqa: S311  # moments, not secrets
    begin = datetime(2026, 1, 5, tzinfo=UTC)
    return [begin + timedelta(minutes=some.randrange(600 * 24 * 60)) for _ in range(count)]


def _rate(one: Callable[[int], object], count: int) -> float:
    began = perf_counter()
    for number in range(count):
        one(number)
    return count / (perf_counter() - began)


class _Naive:
    """As one writes it first: every day is asked of the library, every span made anew."""

    def __init__(self) -> None:
        self._holidays = country_holidays("US", subdiv="CA", years=range(2025, 2029))

    def _days(self, start: datetime) -> rrule:
        first = start.astimezone(_ZONE).replace(tzinfo=None, hour=0, minute=0, second=0, microsecond=0)
        return rrule(DAILY, dtstart=first)

    def due(self, start: datetime, left: timedelta) -> datetime:
        for day in self._days(start):
            opened, closed = self._span(day.date())
            begin = max(opened, start)
            if begin < closed:
                if closed - begin >= left:
                    return begin + left
                left -= closed - begin
        raise AssertionError("a rule without an end ended")

    def worked(self, start: datetime, end: datetime) -> timedelta:
        total = timedelta()
        for day in self._days(start):
            opened, closed = self._span(day.date())
            if opened >= end and opened != closed:
                break
            total += max(min(closed, end) - max(opened, start), timedelta())
        return total

    def add(self, day: date, count: int) -> date:
        for there in rrule(DAILY, dtstart=datetime.combine(day + timedelta(days=1), time())):
            count -= self._works(there.date())
            if not count:
                return there.date()
        raise AssertionError("a rule without an end ended")

    def _works(self, day: date) -> bool:
        return day.weekday() < 5 and day not in self._holidays

    def _span(self, day: date) -> tuple[datetime, datetime]:
        opened, closed = (datetime.combine(day, at, _ZONE).astimezone(UTC) for at in _HOURS)
        return (opened, closed) if self._works(day) else (opened, opened)
