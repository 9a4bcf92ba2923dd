"""Which days the firm works: weekends and public holidays of its place, and what the firm says otherwise.

Nothing computed from a calendar is stored, so that correcting a holiday corrects every clock (PRACTICE E3).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from app.kernel.errors import Refused

if TYPE_CHECKING:
    from holidays import HolidayBase

_DAY = timedelta(days=1)
_FURTHEST = 3660
"""Days to look for a working day before giving up: ten years."""


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """The working days of one place.

    ``country`` is an ISO code ("US"; "" for weekends alone), ``subdivision`` one of ``subdivisions()``.
    ``closed`` are days the firm does not work though others do; ``opened`` days it works though they are
    holidays or weekends; ``closed`` wins. Every method raises Refused for a place that is not known.
    """

    country: str = ""
    subdivision: str | None = None
    closed: frozenset[date] = field(default_factory=frozenset)
    opened: frozenset[date] = field(default_factory=frozenset)

    def is_working_day(self, day: date) -> bool:
        """Neither weekend nor holiday nor closed."""
        if day in self.closed:
            return False
        return day in self.opened or day not in _year(self.country, self.subdivision, day.year).off

    def holiday(self, day: date) -> str | None:
        """The name of the public holiday on ``day``, in English if known; "closed" for the firm's own."""
        if day in self.closed:
            return _year(self.country, self.subdivision, day.year).names.get(day, "closed")
        if day in self.opened:
            return None
        return _year(self.country, self.subdivision, day.year).names.get(day)

    def on_or_before(self, day: date) -> date:
        """``day`` itself, or the last working day before it."""
        return self._walk(day, -_DAY)

    def on_or_after(self, day: date) -> date:
        """``day`` itself, or the next working day after it."""
        return self._walk(day, _DAY)

    def add_working_days(self, day: date, count: int) -> date:
        """The ``count``-th working day after ``day``, before it if negative; for 0 ``day`` itself."""
        step = _DAY if count > 0 else -_DAY
        for _ in range(abs(count)):
            day = self._walk(day + step, step)
        return day

    def working_days_between(self, start: date, end: date) -> int:
        """How many working days lie after ``start``, ``end`` included; negative where ``end`` is earlier."""
        if end < start:
            return -self.working_days_between(end, start)
        days = (start + timedelta(days=n) for n in range(1, (end - start).days + 1))
        return sum(self.is_working_day(day) for day in days)

    def next_holiday(self, day: date) -> tuple[date, str] | None:
        """The first holiday or closed day on or after ``day`` that is no weekend, and its name.

        None where the next two years have none.
        """
        for n in range(731):
            there = day + timedelta(days=n)
            name = self.holiday(there)
            if name is not None and not _year(self.country, self.subdivision, there.year).weekend(there):
                return there, name
        return None

    def _walk(self, day: date, step: timedelta) -> date:
        for _ in range(_FURTHEST):
            if self.is_working_day(day):
                return day
            day += step
        raise Refused(
            "no-working-day",
            "The firm's calendar has no working day within ten years. Check its closed days in the settings.",
        )


def countries() -> tuple[tuple[str, str], ...]:
    """Code and English name of every country whose holidays are known, by name."""
    from holidays.registry import COUNTRIES

    named = ((entry[1], _country_name(key)) for key, entry in COUNTRIES.items())
    return tuple(sorted(named, key=lambda pair: pair[1]))


def subdivisions(country: str) -> tuple[tuple[str, str], ...]:
    """Code and name of the states or provinces of ``country``, by name; may be empty."""
    if not country:
        return ()
    aliases = _library(country, None, ()).get_subdivision_aliases()
    return tuple(sorted(((code, names[0] if names else code) for code, names in aliases.items()), key=_name))


@dataclass(frozen=True, slots=True)
class _Year:
    names: Mapping[date, str]
    off: frozenset[date]
    weekends: frozenset[date]

    def weekend(self, day: date) -> bool:
        return day in self.weekends


@lru_cache(maxsize=512)
def _year(country: str, subdivision: str | None, year: int) -> _Year:
    """What the library knows of one year. A moved weekend (China) counts as it was moved."""
    first = date(year, 1, 1)
    days = [first + timedelta(days=n) for n in range((date(year, 12, 31) - first).days + 1)]
    if not country:
        weekends = frozenset(day for day in days if day.weekday() >= 5)
        return _Year({}, weekends, weekends)
    known = _library(country, subdivision, (year,))
    names = {day: str(name) for day, name in known.items() if day.year == year}
    weekends = frozenset(day for day in days if known.is_weekend(day))
    off = frozenset(day for day in days if not known.is_working_day(day))
    return _Year(names, off, weekends)


def _library(country: str, subdivision: str | None, years: tuple[int, ...]) -> HolidayBase:
    """The library's holidays of a place; imported here because that takes 0.2 s."""
    from holidays import country_holidays

    try:
        known = country_holidays(country, subdiv=subdivision or None)
        language = _english(known.default_language, known.supported_languages)
        return country_holidays(country, subdiv=subdivision or None, years=years, language=language)
    except NotImplementedError:
        place = f"{country}-{subdivision}" if subdivision else country
        raise Refused(
            "unknown-place",
            f"No public holidays are known for {place}. Choose the firm's country and state from the list.",
            field="subdivision" if subdivision else "country",
        ) from None


def _english(default: str | None, supported: tuple[str, ...]) -> str | None:
    """The English to ask for; without one the library would take the language of the machine."""
    if default is None or default.startswith("en"):
        return default
    return "en_US" if "en_US" in supported else default


def _country_name(key: str) -> str:
    small = {"and", "of", "the"}
    return " ".join(word if word in small else word.capitalize() for word in key.split("_"))


def _name(pair: tuple[str, str]) -> str:
    return pair[1]
