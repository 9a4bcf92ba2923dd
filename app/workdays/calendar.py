"""Which days the firm works: weekends and public holidays of its place, and what the firm says otherwise.

Nothing computed from a calendar is stored, so that correcting a holiday corrects every clock (PRACTICE E3).
A year is looked at once and kept beside the calendar's value: a question costs a look into a table.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from enum import StrEnum
from functools import lru_cache

from app.kernel.errors import Refused
from app.kernel.language import spoken, tr
from app.workdays.own_days import DayKind, OwnDay, Span
from app.workdays.places import days_of, place_weekend, place_year

_DAY = timedelta(days=1)
_FURTHEST = 10
"""Years to look for a working day before giving up."""


class NoteKind(StrEnum):
    """Why a day is not like others of its weekday."""

    HOLIDAY = "holiday"
    CLOSED = "closed"
    HALF = "half"
    OPENED = "opened"


@dataclass(frozen=True, slots=True)
class DayNote:
    """A day that is not like others of its weekday. ``until``: when a half day closes."""

    day: date
    kind: NoteKind
    name: str
    is_working: bool
    until: time | None = None


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """The working days of one place.

    ``country`` is an ISO code ("US"; "" for weekends alone), ``subdivision`` one of ``places.subdivisions()``.
    ``closed`` are days the firm does not work though others do; ``opened`` days it works though they are
    holidays or weekends; ``own`` the same with names, over several days or every year, and half days. A single day
    goes before one of every year; then closed goes before opened. ``weekdays`` are those that are worked (0 is
    Monday); None for all that are no weekend at the place.
    Every method raises Refused for a place that is not known.
    """

    country: str = ""
    subdivision: str | None = None
    closed: frozenset[date] = field(default_factory=frozenset)
    opened: frozenset[date] = field(default_factory=frozenset)
    own: frozenset[OwnDay] = field(default_factory=frozenset)
    weekdays: frozenset[int] | None = None
    _years: dict[int, _Year] = field(default_factory=dict, init=False, repr=False, compare=False)

    def is_working_day(self, day: date) -> bool:
        """Neither weekend nor holiday nor closed."""
        return day in self._year(day.year).working

    def holiday(self, day: date) -> str | None:
        """The name of the public holiday on ``day``, in the language that is spoken where it is known, else in English;
        of the firm's own day its name, or "closed".

        None on a day that is worked.
        """
        note = self.note(day)
        return None if note is None or note.is_working else note.name or tr("closed")

    def public_holiday(self, day: date) -> str | None:
        """The name of the public holiday of the place, whether the firm works on it or not."""
        return place_year(self.country, self.subdivision, day.year).names.get(day)

    def note(self, day: date) -> DayNote | None:
        """What is to be said of a day that is not like others of its weekday."""
        return _notes_of(spoken().code, self, day.year).get(day)

    def notes(self, first: date, last: date) -> tuple[DayNote, ...]:
        """Every such day from ``first`` to ``last``, both included, in order; a holiday at a weekend, too."""
        return tuple(
            note
            for year in range(first.year, last.year + 1)
            for day, note in _notes_of(spoken().code, self, year).items()
            if first <= day <= last
        )

    def closes_at(self, day: date) -> time | None:
        """When a half day ends; None for a day that is as long as always."""
        return self._year(day.year).early.get(day)

    def hours_on(self, day: date) -> tuple[Span, ...] | None:
        """The hours of a day that the firm opened with hours of its own."""
        return self._year(day.year).hours.get(day)

    def works_on(self, weekday: int) -> bool:
        """Whether the firm works on a weekday in a week like others; 0 is Monday."""
        if self.weekdays is not None:
            return weekday in self.weekdays
        return weekday not in place_weekend(self.country, self.subdivision)

    def is_extra(self, day: date) -> bool:
        """Whether a day is worked though others of its weekday are not, or though it is a holiday."""
        return day in self._year(day.year).extra

    def on_or_before(self, day: date) -> date:
        """``day`` itself, or the last working day before it."""
        return day if self.is_working_day(day) else self._before(day, 1)

    def on_or_after(self, day: date) -> date:
        """``day`` itself, or the next working day after it."""
        return day if self.is_working_day(day) else self._after(day, 1)

    def add_working_days(self, day: date, count: int) -> date:
        """The ``count``-th working day after ``day``, before it if negative; for 0 ``day`` itself."""
        if count > 0:
            return self._after(day, count)
        return self._before(day, -count) if count else day

    def working_days_between(self, start: date, end: date) -> int:
        """How many working days lie after ``start``, ``end`` included; negative where ``end`` is earlier."""
        if end < start:
            return -self.working_days_between(end, start)
        passed = bisect_right(self._year(start.year).days, start)
        until = bisect_right(self._year(end.year).days, end)
        return sum(len(self._year(year).days) for year in range(start.year, end.year)) + until - passed

    def next_holiday(self, day: date) -> tuple[date, str] | None:
        """The first holiday or closed day on or after ``day`` that is no weekend, and its name.

        None where the next two years have none.
        """
        for note in self.notes(day, day + timedelta(days=730)):
            if not note.is_working and note.day not in self._year(note.day.year).weekends:
                return note.day, note.name or tr("closed")
        return None

    def _after(self, day: date, count: int) -> date:
        """The ``count``-th working day after ``day``."""
        year, empty = day.year, 0
        days = self._year(year).days
        at = bisect_right(days, day) + count - 1
        while at >= len(days):
            at -= len(days)
            empty = empty + 1 if not days else 0
            year += 1
            days = self._looked_at(year, empty)
        return days[at]

    def _before(self, day: date, count: int) -> date:
        """The ``count``-th working day before ``day``."""
        year, empty = day.year, 0
        days = self._year(year).days
        at = bisect_left(days, day) - count
        while at < 0:
            empty = empty + 1 if not days else 0
            year -= 1
            days = self._looked_at(year, empty)
            at += len(days)
        return days[at]

    def _looked_at(self, year: int, empty: int) -> tuple[date, ...]:
        if empty >= _FURTHEST or not date.min.year < year < date.max.year:
            raise Refused(
                "no-working-day",
                tr(
                    "The firm's calendar has no working day within ten years. Check its closed days in the settings."
                ),
            )
        return self._year(year).days

    def _year(self, year: int) -> _Year:
        found = self._years.get(year)
        if found is None:
            found = self._years[year] = _year_of(self, year)
        return found


@dataclass(frozen=True, slots=True)
class _Year:
    """One year of a calendar. ``days`` are the working days in order, ``working`` the same to look up."""

    days: tuple[date, ...]
    working: frozenset[date]
    weekends: frozenset[date]
    extra: frozenset[date]
    early: Mapping[date, time]
    hours: Mapping[date, tuple[Span, ...]]


@lru_cache(maxsize=128)
def _year_of(calendar: WorkCalendar, year: int) -> _Year:
    """A year of every calendar of this value."""
    place = place_year(calendar.country, calendar.subdivision, year)
    ruled, half = _own(calendar, year)
    worked = calendar.weekdays
    weekends = (
        place.weekends
        if worked is None
        else frozenset(day for day in days_of(year) if day.weekday() not in worked)
    )
    days: list[date] = []
    for day in days_of(year):
        own = ruled.get(day)
        off = day in place.names if day not in weekends else day not in place.moved
        if (not off) if own is None else own.kind is DayKind.OPENED:
            days.append(day)
    working = frozenset(days)
    return _Year(
        tuple(days),
        working,
        weekends - place.moved,
        frozenset(day for day in working if day in weekends or day in place.names),
        {day: own.until for day, own in half.items() if own.until is not None and day in working},
        {day: own.hours for day, own in ruled.items() if own.hours and day in working},
    )


def _own(calendar: WorkCalendar, year: int) -> tuple[dict[date, OwnDay], dict[date, OwnDay]]:
    """The firm's own days of a year: which rule each closed or opened one, and which half days there are."""
    plain = (
        OwnDay(kind, day, day)
        for kind, those in ((DayKind.CLOSED, calendar.closed), (DayKind.OPENED, calendar.opened))
        for day in those
        if day.year == year
    )
    ruled: dict[date, OwnDay] = {}
    half: dict[date, OwnDay] = {}
    # what comes later goes before: a single day before one of every year, then closed before opened
    for own in sorted((*plain, *calendar.own), key=_weight):
        into = half if own.kind is DayKind.HALF else ruled
        into.update((day, own) for day in own.in_year(year))
    return ruled, half


def _weight(own: OwnDay) -> tuple[bool, bool, int, date, str]:
    """The order in which own days count; of two half days the one that ends earlier."""
    ends = 1440 if own.until is None else 60 * own.until.hour + own.until.minute
    return not own.yearly, own.kind is DayKind.CLOSED, -ends, own.first, own.name


@lru_cache(maxsize=128)
def _notes_of(_language: str, calendar: WorkCalendar, year: int) -> Mapping[date, DayNote]:
    """What is to be said of the days of a year, in order: names are in the language that is spoken."""
    names = place_year(calendar.country, calendar.subdivision, year).names
    return dict(_notes(names, *_own(calendar, year), _year_of(calendar, year).working))


def _notes(
    names: Mapping[date, str],
    ruled: Mapping[date, OwnDay],
    half: Mapping[date, OwnDay],
    working: frozenset[date],
) -> Iterator[tuple[date, DayNote]]:
    for day in sorted({*names, *ruled, *half}):
        own = ruled.get(day)
        if own is not None and own.kind is DayKind.CLOSED:
            yield day, DayNote(day, NoteKind.CLOSED, names.get(day) or own.name, is_working=False)
        elif day in working and (short := half.get(day)) is not None:
            yield day, DayNote(day, NoteKind.HALF, short.name, is_working=True, until=short.until)
        elif own is not None:
            yield day, DayNote(day, NoteKind.OPENED, own.name or names.get(day, ""), is_working=True)
        elif day in names:
            yield day, DayNote(day, NoteKind.HOLIDAY, names[day], is_working=day in working)
