"""The sentence of a court notice that says when it was entered and filed."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone

_DATE = r"(\d{1,2})/(\d{1,2})/(\d{4}|\d\d)\b"
_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
           "november", "december")  # fmt: skip
_MONTH_DATE = re.compile(rf"\b({'|'.join(_MONTHS)})\s+(\d{{1,2}}),\s+(\d{{4}})\b", re.IGNORECASE)
_FILED = re.compile(r"\bfiled\s+on\s+" + _DATE, re.IGNORECASE)
_ENTERED = re.compile(
    rf"\bon\s+{_DATE}(?:,?\s*(?:at\s+)?(\d{{1,2}}):(\d\d)(?::(\d\d))?(?:\s*([AP])\.?M\.?)?"
    r"(?:\s+((?!and\b)[A-Za-z]{2,20}(?:\s(?!and\b)[A-Za-z]{2,20}){0,3}))?)?",
    re.IGNORECASE,
)
# Hours of standard time. The abbreviations are those of the court's system ("CDT", "Central Daylight Time").
_ZONES = {"e": -5, "c": -6, "m": -7, "p": -8, "ak": -9, "h": -10, "a": -4, "ch": 10, "s": -11}
_ZONE_WORDS = {"eastern": "e", "central": "c", "mountain": "m", "pacific": "p", "alaska": "ak",
               "alaskan": "ak", "hawaii": "h", "hawaiian": "h", "atlantic": "a", "chamorro": "ch",
               "samoa": "s"}  # fmt: skip


def filed_on(sentence: str) -> date | None:
    """The date of filing; where none is said, that of entering. None where it is no real date."""
    sentence = _with_digits(sentence)
    found = _FILED.search(sentence) or _ENTERED.search(sentence)
    return _date(found) if found else None


def entered_at(sentence: str) -> datetime | None:
    """The moment (UTC) of "… on 8/9/2021 at 11:53 AM CDT and filed on …"; None where the zone is not said."""
    found = _ENTERED.search(_with_digits(sentence))
    day = _date(found) if found else None
    if found is None or day is None or not found[4] or not found[8]:
        return None
    zone = found[8].lower().split()
    name = _ZONE_WORDS.get(zone[0], "") if len(zone) > 1 else zone[0][:-2]
    summer = "daylight" in zone or zone[0].endswith("dt")
    hour, minute, second = (int(piece or 0) for piece in found.groups()[3:6])
    if found[7]:
        hour = hour % 12 + (12 if found[7].upper() == "P" else 0)
    if name not in _ZONES or hour > 23 or minute > 59 or second > 59:
        return None
    here = timezone(timedelta(hours=_ZONES[name] + summer))
    return datetime.combine(day, time(hour, minute, second), here).astimezone(UTC)


def _with_digits(sentence: str) -> str:
    """ "June 23, 2025" as "6/23/2025"."""
    return _MONTH_DATE.sub(
        lambda found: f"{_MONTHS.index(found[1].lower()) + 1}/{found[2]}/{found[3]}", sentence
    )


def _date(found: re.Match[str]) -> date | None:
    month, day, year = (int(piece) for piece in found.groups()[:3])
    try:
        return date(year + 2000 if year < 100 else year, month, day)
    except ValueError:
        return None
