"""Countries, their states and time zones, and the holidays that come next: read beside the window."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple
from zoneinfo import available_timezones

from PySide6.QtCore import QLocale, QTimeZone

from app.kernel.errors import Refused
from app.kernel.said import say_day

HOLIDAYS = 4


class PlaceFacts(NamedTuple):
    """What belongs to one country and state. ``zones`` are all there are, the country's own first; ``holidays`` are
    said: ("Thu 26 Nov", "Thanksgiving Day")."""

    country: str
    subdivision: str
    subdivisions: tuple[tuple[str, str], ...]
    own_zones: tuple[str, ...]
    zones: tuple[str, ...]
    holidays: tuple[tuple[str, str], ...]


def all_countries() -> tuple[tuple[str, str], ...]:
    """Code and name of every country whose holidays are known."""
    from app.workdays.places import countries

    return countries()


def place_facts(country: str, subdivision: str, today: date) -> PlaceFacts:
    """Read it; takes a moment the first time."""
    from app.workdays.calendar import WorkCalendar
    from app.workdays.places import subdivisions

    try:
        parts = subdivisions(country)
        known = subdivision if subdivision in {code for code, _ in parts} else ""
        calendar = WorkCalendar(country, known or None)
        holidays: list[tuple[str, str]] = []
        day = today
        while len(holidays) < HOLIDAYS and (found := calendar.next_holiday(day)) is not None:
            holidays.append((say_day(found[0], today), found[1]))
            day = found[0] + timedelta(days=1)
    except Refused:  # a country without known holidays: weekends alone count
        return PlaceFacts(country, "", (), *zones_of(country), ())
    return PlaceFacts(country, known, parts, *zones_of(country), tuple(holidays))


def zones_of(country: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Time zones of the country, that of this computer first if it is one of them; and these before all others."""
    known = available_timezones()
    territory = QLocale.codeToTerritory(country)
    own = [bytes(zone.data()).decode() for zone in list(QTimeZone.availableTimeZoneIds(territory))]
    first = [zone for zone in own if zone in known and "/" in zone]
    rest = sorted(zone for zone in known if "/" in zone and not zone.startswith(("Etc/", "posix", "right")))
    here = bytes(QTimeZone.systemTimeZoneId().data()).decode()
    first.sort(key=lambda zone: (zone != here, zone))
    return tuple(first), tuple(dict.fromkeys([*first, *rest, "UTC"]))
