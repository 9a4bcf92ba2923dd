"""Single cells to values: dates, yes and no, matter states, names, docket numbers. Pure rules."""

from __future__ import annotations

import re
from datetime import date, time

from app.exchange.csv_records import ClientName, MatterState
from app.kernel.language import tr

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?")
_YEAR_FIRST = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})(?:[T ].*)?")
_PARTS = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?:[T ,].*)?")
_NO_YEAR = re.compile(r"--?(\d{1,2})-(\d{1,2})")
_CLOCK = re.compile(r"[T ,](\d{1,2}):(\d{2})(?::\d{2})?(?:\.\d+)?\s*(?:([ap])\.?m\b)?", re.IGNORECASE)
_HOURS = re.compile(r"\d{1,4}(?:\.\d{0,6})?|\.\d{1,6}", re.ASCII)
_HOURS_MINUTES = re.compile(r"(\d{1,2}):([0-5]\d)", re.ASCII)
_NONE = frozenset({"0/0/00", "0/0/0000", "00/00/0000", "0000-00-00", "n/a", "none", "-", "null"})

_STATES: dict[str, MatterState] = {
    "open": "open",
    "opened": "open",
    "active": "open",
    "reopened": "open",
    "pending": "pending",
    "on hold": "pending",
    "hold": "pending",
    "stayed": "pending",
    "closed": "closed",
    "close": "closed",
    "archived": "closed",
    "inactive": "closed",
    "completed": "closed",
}
_YES = frozenset({"true", "yes", "y", "1", "x"})

_ORGANISATION = re.compile(
    r"\b(l\.?l\.?c|l\.?l\.?p|inc|corp|corporation|company|co|ltd|limited|plc|l\.?p|gmbh|ag|s\.?a|b\.?v|bank|trust"
    r"|university|city of|county of|state of|people of|estate of|united states|department|association|church"
    r"|school|hospital|group|services|fund|holdings|partners|foundation|in re)\b",
    re.IGNORECASE,
)
_FEDERAL = re.compile(
    r"(?:(?:case|no|nos|mdl|docket|index)\.?\s*(?:no\.?)?:?\s*)*"
    r"(?:\d{1,2}:\d{2,4}-[a-z]{2,4}-\d{2,6}\S*|\d{1,2}-\d{2}-\d{5}|\d{2}-\d{4,5}(?:-[a-z]{2,4}\d?)*|mdl\s*(?:no\.?)?\s*\d{2,4})",
    re.IGNORECASE,
)
_STATE = re.compile(
    # A type of case in letters between or after figures (22STCV12345, CGC-22-601234, 2022-CV-00123,
    # RG21104532).
    r"(?=(?:.*\d){5})[0-9]{0,4}-?(?:[0-9]{2})?[a-z]{0,4}-?"
    r"(?:stcv|cv|cr|civ|crim|fl|fam|pr|prob|dr|dom|ud|sc|cgc|rg|bc|hg|ml|mc|jv|jd|tr|sp|lt|gd|cf|ca|cp|cc|dc)"
    r"[a-z]{0,2}[- ]?\d{2,}(?:[-/ ][0-9a-z]{1,8}){0,5}",
    re.IGNORECASE,
)
_COURTLY = re.compile(r"court|district|superior|circuit|tribunal|county|\bd\.\s|bankr", re.IGNORECASE)
_COURT_CODE = re.compile(r"[a-z]{2,5}\d?|jpml|scotus|cafc|ca\d{1,2}")
_DOCKETLIKE = re.compile(r"(?=(?:.*\d){4})[A-Za-z0-9 :./#()-]+")


class DateError(ValueError):
    """The text is no date; the message says what it is instead, as the end of a sentence."""


def read_date(text: str, *, month_first: bool = True) -> date | None:
    """The date in a cell, None where the cell is empty. Times after it are left off.

    ISO is read everywhere, 14.03.2026 always day first, 3/4/2026 as ``month_first`` says. A year of two
    digits is taken as 1970 to 2069. Raises DateError.
    """
    text = text.strip()
    if not text or text.casefold() in _NONE:
        return None
    if match := _ISO.fullmatch(text) or _YEAR_FIRST.fullmatch(text):
        year, month, day = int(match[1]), int(match[2]), int(match[3])
    elif match := _PARTS.fullmatch(text):
        first, second, year = int(match[1]), int(match[3]), int(match[4])
        month, day = (first, second) if month_first and match[2] != "." else (second, first)
        if len(match[4]) == 2:
            year += 2000 if year < 70 else 1900
    else:
        raise DateError(tr("{cell} is no date that can be read; write it like 2026-11-23."))
    if not 1800 <= year <= 2200:
        raise DateError(tr("{cell} has a year that cannot be right."))
    try:
        return date(year, month, day)
    except ValueError:
        words = (
            tr("{cell} is no day of the calendar (read as month/day/year).")
            if month_first
            else tr("{cell} is no day of the calendar (read as day/month/year).")
        )
        raise DateError(words) from None


def has_short_year(text: str) -> bool:
    """Whether the year has two digits: for a birthday the century cannot be known."""
    match = _PARTS.fullmatch(text.strip())
    return bool(match) and len(match[4]) == 2 if match else False


def is_day_of_year(text: str) -> bool:
    """A birthday without a year, as Google writes it ("--03-14")."""
    return _NO_YEAR.fullmatch(text.strip()) is not None


class DayOrder:
    """How a whole column of dates is meant: day first only where some first number is above 12 and no second is."""

    def __init__(self) -> None:
        self._day_first = self._month_first = False

    def see(self, text: str) -> None:
        """One more date."""
        if not self._month_first and (match := _PARTS.fullmatch(text.strip())):
            self._month_first = int(match[3]) > 12
            self._day_first = self._day_first or int(match[1]) > 12

    @property
    def month_first(self) -> bool:
        """After all that was seen."""
        return self._month_first or not self._day_first


def read_state(text: str) -> MatterState | None:
    """Open, pending or closed; None for a word nobody knows or an empty cell."""
    return _STATES.get(" ".join(text.casefold().split()))


def read_yes(text: str) -> bool:
    """True for true, yes, y, 1, x in any case."""
    return text.strip().casefold() in _YES


def read_time(text: str) -> time | None:
    """The time of day that stands after a date ("03/04/2026 2:15 PM", "2026-03-04T14:15:00"), None without one."""
    match = _CLOCK.search(text)
    if match is None:
        return None
    hour, minute, half = int(match[1]), int(match[2]), (match[3] or "").casefold()
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def read_minutes(text: str) -> int | None:
    """Minutes of a duration in hours ("0.4", "1,5", "1:12"), at most 24 hours; None for what is none or empty."""
    text = text.strip().replace(",", ".")
    if match := _HOURS_MINUTES.fullmatch(text):
        found = int(match[1]) * 60 + int(match[2])
    elif _HOURS.fullmatch(text):
        found = round(float(text) * 60)
    else:
        return None
    return found if found <= 24 * 60 else None


def read_name(text: str) -> ClientName:
    """A name written in one cell: "Ortega, Maria" or "Maria Ortega" is a person, "Larkspur Catering, Inc." is
    not.

    One word alone is an organisation as far as anybody can tell.
    """
    text = " ".join(text.split())
    if _ORGANISATION.search(text):
        return ClientName("", "", text)
    last, comma, first = text.partition(",")
    if comma and first.strip() and "," not in first:
        return ClientName(first.strip(), last.strip(), "")
    first, _, last = text.rpartition(" ")
    return ClientName(first, last, "") if first else ClientName("", "", text)


def looks_like_docket_number(text: str, court: str = "") -> bool:
    """Whether a reference is a court's number, not the client's own.

    Federal forms (3:26-cv-00412, 24-10418, MDL No. 2967) and state ones with a case type (22STCV12345)
    always; with a court known (a court's code or name in ``court``) anything short that has at least four
    digits.
    """
    text = text.strip()
    if _FEDERAL.fullmatch(text) or _STATE.fullmatch(text):
        return True
    known = bool(_COURT_CODE.fullmatch(court.strip()) or _COURTLY.search(court))
    return known and len(text) <= 40 and _DOCKETLIKE.fullmatch(text) is not None


def in_quotes(words: str) -> str:
    """What stands in a file, as the language quotes: “…”, „…“, «…»."""
    return tr("“{words}”").format(words=words)
