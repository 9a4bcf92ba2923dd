"""What the library knows of places: their public holidays and weekends, year by year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from app.kernel.errors import Refused
from app.kernel.language import spoken, tr
from app.kernel.text import fold

if TYPE_CHECKING:
    from holidays import HolidayBase


@dataclass(frozen=True, slots=True)
class PlaceYear:
    """One year of a place. ``names`` are its public holidays, observed days among them.

    ``weekends`` are days off of every week, ``moved`` those of them that are worked by law (China).
    """

    names: Mapping[date, str]
    weekends: frozenset[date]
    moved: frozenset[date]


def days_of(year: int) -> list[date]:
    """Every day of a year."""
    first = date(year, 1, 1)
    return [first + timedelta(days=n) for n in range((date(year, 12, 31) - first).days + 1)]


def place_year(country: str, subdivision: str | None, year: int) -> PlaceYear:
    """What is known of one year; "" for a place with weekends alone. Raises Refused for a place that is not known."""
    return _place_year(spoken().code, country, subdivision, year)


@lru_cache(maxsize=512)
def _place_year(_language: str, country: str, subdivision: str | None, year: int) -> PlaceYear:
    if not country:
        return PlaceYear({}, frozenset(day for day in days_of(year) if day.weekday() >= 5), frozenset[date]())
    known = _library(country, subdivision, (year,))
    weekends = frozenset(day for day in days_of(year) if known.is_weekend(day))
    return PlaceYear(
        {day: str(name) for day, name in known.items() if day.year == year},
        weekends,
        frozenset(day for day in weekends if known.is_working_day(day)),
    )


@lru_cache(maxsize=512)
def place_weekend(country: str, subdivision: str | None) -> frozenset[int]:
    """The weekdays (0 is Monday) that are off at a place."""
    return frozenset(_library(country, subdivision, ()).weekend) if country else frozenset({5, 6})


def countries() -> tuple[tuple[str, str], ...]:
    """Code and name of every country whose holidays are known, by name; takes a moment the first time."""
    return _countries(spoken().code)


@lru_cache(maxsize=8)
def _countries(_language: str) -> tuple[tuple[str, str], ...]:
    from holidays.registry import COUNTRIES

    named = ((entry[1], tr(english_name(key), "country")) for key, entry in COUNTRIES.items())
    return tuple(sorted(named, key=_name))


@lru_cache(maxsize=32)
def subdivisions(country: str) -> tuple[tuple[str, str], ...]:
    """Code and name of the states or provinces of ``country``, by name; may be empty."""
    if not country:
        return ()
    aliases = _library(country, None, ()).get_subdivision_aliases()
    return tuple(sorted(((code, names[0] if names else code) for code, names in aliases.items()), key=_name))


def must_be_place(country: str, subdivision: str | None) -> None:
    """Raise Refused ("unknown-place") for a place whose holidays are not known."""
    if country:
        _library(country, subdivision, ())


def _library(country: str, subdivision: str | None, years: tuple[int, ...]) -> HolidayBase:
    """The library's holidays of a place; imported here because that takes 0.2 s."""
    from holidays import country_holidays

    try:
        known = country_holidays(country, subdiv=subdivision or None)
        language = _spoken(known.default_language, known.supported_languages)
        return country_holidays(country, subdiv=subdivision or None, years=years, language=language)
    except NotImplementedError:
        place = f"{country}-{subdivision}" if subdivision else country
        raise Refused(
            "unknown-place",
            tr(
                "No public holidays are known for {place}. Choose the country and state from the list."
            ).format(place=place),
            field="subdivision" if subdivision and _is_known(country) else "country",
        ) from None


def _is_known(country: str) -> bool:
    from holidays.registry import COUNTRIES

    return any(country in entry[1:] for entry in COUNTRIES.values())


def _spoken(default: str | None, supported: tuple[str, ...]) -> str | None:
    """The language to ask for: the one that is spoken, else English; without one the library would take that of the
    machine."""
    wanted = spoken().code.partition("-")[0]
    for one in filter(None, (default, *supported)):
        if wanted != "en" and one.partition("_")[0] == wanted:
            return one
    if default is None or default.startswith("en"):
        return default
    return "en_US" if "en_US" in supported else default


def english_name(key: str) -> str:
    """What the library calls a country ("isle_of_man"), as it is written."""
    small = {"and", "of", "the"}
    return " ".join(word if word in small else word.capitalize() for word in key.split("_"))


def _name(pair: tuple[str, str]) -> str:
    return fold(pair[1])
