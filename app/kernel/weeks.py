"""Weeks as a country has them: the day they begin with, and whether people there count them (ISO 8601).

Facts from the Unicode CLDR's week data: ``firstDay``, and ``minDays`` 4 where weeks are numbered as ISO 8601 does.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

_SATURDAY = "AF BH DJ DZ EG IQ IR JO KW LY OM QA SD SY"
_SUNDAY = (
    "AG AS BD BR BS BT BW BZ CA CO DM DO ET GT GU HK HN ID IL IN IS JM JP KE KH KR LA MH MM MO MT MX MZ NI NP PA PE "
    "PH PK PR PT PY SA SG SV TH TT TW UM US VE VI WS YE ZA ZW"
)
_FIRST = {**dict.fromkeys(_SATURDAY.split(), 5), **dict.fromkeys(_SUNDAY.split(), 6), "MV": 4}
"""Country → the weekday its weeks begin with, where it is not Monday."""
_NUMBERED = (
    "AD AN AT AX BE BG CH CZ DE DK EE ES FI FJ FO FR GB GF GG GI GP GR HU IE IM IT JE LI LT LU MC MQ NL NO PL RE RU SE "
    "SJ SK SM VA"
)
_ISO = frozenset(_NUMBERED.split())


@dataclass(frozen=True, slots=True)
class Weeks:
    """``first``: the weekday that a week begins with, 0 for Monday; ``numbered``: whether weeks have their number."""

    first: int = 0
    numbered: bool = True

    def start(self, day: date) -> date:
        """The first day of the week that ``day`` lies in. The calendar's own first days have no week before them."""
        back = (day.weekday() - self.first) % 7
        return day - timedelta(days=min(back, day.toordinal() - 1))

    def weekdays(self) -> tuple[int, ...]:
        """The seven weekdays in their order, 0 for Monday."""
        return tuple((self.first + number) % 7 for number in range(7))


def weeks_of(country: str) -> Weeks:
    """The weeks of a country by its ISO code; Monday first and numbered where none is given."""
    if not country:
        return Weeks()
    return Weeks(_FIRST.get(country, 0), country in _ISO)


def month_span(first_of_month: date, weeks: Weeks) -> tuple[date, date]:
    """The first and the last day of the whole weeks that a month touches."""
    start = weeks.start(first_of_month)
    next_month = (first_of_month.replace(day=28) + timedelta(days=4)).replace(day=1)
    last_week = weeks.start(next_month - timedelta(days=1))
    return start, last_week + timedelta(days=6)
