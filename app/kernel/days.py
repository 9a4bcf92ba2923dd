"""Dates as people type them.

What was understood is always shown beside the field ("→ Tue 24 Nov"), so the rules below may be short:

- A bare weekday is the next one after today, never today: on a Monday "Tue" is tomorrow, "Mon" in seven days.
- "next Tue" is the Tuesday of the next week (weeks begin on Monday): on a Monday it is in eight days.
- "this Tue" is the Tuesday of this week, even when it is past. "last Tue" is the latest one before today.
- A date without a year is the next one, today included. With a weekday before it ("Mon 23 Nov") the weekday
  picks the year out of last, this and next; where it fits none, nothing is understood.
- ``look="back"``, for what has already happened, turns the first and the fourth rule around: "Fri" is the
  latest one, today included.
- Between 3/4 and 4/3 the ``order`` of the language or else of the firm decides; 15/4 and 4/15 can only be one day.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Literal

from app.kernel.datewords import DAYS_FROM_TODAY, LEADING, MONTH_OF, NUMBER_OF, UNIT_OF, WEEKDAY_OF
from app.kernel.language import spoken
from app.kernel.typed import LONGEST
from app.kernel.typed import Order as Order

FIRST_YEAR, LAST_YEAR = 1800, 2999
"""What is dated outside of these was mistyped, and cannot be reckoned with in every time zone."""

Look = Literal["ahead", "back"]
AddWorkingDays = Callable[[date, int], date]

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_NUMERIC = re.compile(r"(\d{1,2})([/.-])(\d{1,2})(?:\2(\d{4}|\d{2})?)?")
_DAY_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\.?(?: of)?[ -]?([a-z]+)\.?(?:[ -](\d{4}|'?\d{2}))?")
_MONTH_DAY = re.compile(r"([a-z]+)\.?[ -]?(\d{1,2})(?:st|nd|rd|th)?(?: (\d{4}|'\d{2}))?")
_ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th)")
_SPAN = re.compile(r"([+-]|in )? ?(\d{1,4}|[a-z]+) ?([a-z]+(?: days?)?)( ago| from now| from today)?")


def parse_day(
    words: str,
    today: date,
    *,
    order: Order = "dmy",
    look: Look = "ahead",
    add_working_days: AddWorkingDays | None = None,
) -> date | None:
    """The day that ``words`` name as seen from ``today``, or None where they name none in the years 1800 to 2999.

    They are in the language that is spoken, or in English. ``order``: "dmy" (UK) or "mdy" (US) for 3/4, unless the
    language has its own. ``look``: see the module. ``add_working_days``: the firm's calendar, for "in 5 working
    days"; without it those words are not understood.
    """
    typed = spoken().typed

    def read(english: str) -> date | None:
        return day_in_english(english, today, typed.day_order(order), look, add_working_days)

    return typed.understood(words, "days", read)


def day_in_english(
    words: str, today: date, order: Order, look: Look, add_working_days: AddWorkingDays | None = None
) -> date | None:
    """As `parse_day`, of words that are English already, with the order of the language."""
    text = _plain(words) if len(words) <= LONGEST else ""
    if not text:
        return None
    try:
        found = (
            _relative(text, today)
            or _weekday(text, today, look)
            or _span(text, today, add_working_days)
            or _written(text, today, order, look)
        )
    except (ValueError, OverflowError):  # the 31st of April; in 9999 years
        return None
    return found if found and FIRST_YEAR <= found.year <= LAST_YEAR else None


def add_months(day: date, months: int, anchor_day: int | None = None) -> date:
    """``day`` so many calendar months on, at ``anchor_day`` (or its own day), or on the month's last day.

    31 January and one month is 28 or 29 February (PRACTICE D1).
    """
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(anchor_day or day.day, last))


def _plain(words: str) -> str:
    """Lower case, single spaces, no commas, no "by" in front."""
    text = re.sub(r"[\s,]+", " ", words.casefold()).strip()
    while True:
        first, _, rest = text.partition(" ")
        if first not in LEADING or not rest or text in DAYS_FROM_TODAY:
            return text
        text = rest


def _relative(text: str, today: date) -> date | None:
    if text in DAYS_FROM_TODAY:
        return today + timedelta(days=DAYS_FROM_TODAY[text])
    monday = today - timedelta(days=today.weekday())
    first = today.replace(day=1)
    match text.removeprefix("the "):
        case "next week":
            return monday + timedelta(days=7)
        case "end of week" | "end of the week" | "eow" | "end of this week":
            return monday + timedelta(days=4)
        case "end of next week":
            return monday + timedelta(days=11)
        case "next month":
            return add_months(first, 1)
        case "end of month" | "end of the month" | "eom" | "month end" | "end of this month":
            return add_months(first, 1) - timedelta(days=1)
        case "end of next month":
            return add_months(first, 2) - timedelta(days=1)
        case "end of year" | "end of the year" | "eoy" | "year end" | "end of this year":
            return date(today.year, 12, 31)
    return None


def _weekday(text: str, today: date, look: Look) -> date | None:
    first, _, rest = text.partition(" ")
    if first in {"this", "next", "last", "coming"}:
        number = WEEKDAY_OF.get(rest)
    else:
        number = WEEKDAY_OF.get(first)
        if rest not in {"", "week"}:
            return None
    if number is None:
        return None
    monday = today - timedelta(days=today.weekday())
    ahead = today + timedelta(days=(number - today.weekday() - 1) % 7 + 1)
    if first == "next":
        return monday + timedelta(days=7 + number)
    if first == "this":
        return monday + timedelta(days=number)
    if first == "last":
        return today - timedelta(days=(today.weekday() - number - 1) % 7 + 1)
    if rest == "week" and first != "coming":  # "Tuesday week": a week after Tuesday
        return ahead + timedelta(days=7)
    if look == "back" and first != "coming":
        return today - timedelta(days=(today.weekday() - number) % 7)
    return ahead


def _span(text: str, today: date, add_working_days: AddWorkingDays | None) -> date | None:
    found = _SPAN.fullmatch(text)
    if not found:
        return None
    sign, number, unit, tail = found.groups()
    count = int(number) if number.isdecimal() else NUMBER_OF.get(number)
    unit = UNIT_OF.get(unit)
    if count is None or unit is None or (sign and tail == " ago"):
        return None
    if sign == "-" or tail == " ago":
        count = -count
    if unit == "working day":
        return add_working_days(today, count) if add_working_days else None
    if unit in {"month", "year"}:
        return add_months(today, count * (12 if unit == "year" else 1))
    return today + timedelta(days=count * {"day": 1, "week": 7, "fortnight": 14}[unit])


def _written(text: str, today: date, order: Order, look: Look) -> date | None:
    """A date written out: ISO, numbers, or with the month's name; a weekday before it must be true."""
    weekday = None
    first, _, rest = text.partition(" ")
    if first.rstrip(".") in WEEKDAY_OF and rest:
        weekday, text = WEEKDAY_OF[first.rstrip(".")], rest.removeprefix("the ")
    if found := _ISO.fullmatch(text):
        day = date(int(found[1]), int(found[2]), int(found[3]))
        return day if weekday in {None, day.weekday()} else None
    if found := _NUMERIC.fullmatch(text):
        a, b = int(found[1]), int(found[3])
        month_first = b > 12 or (order == "mdy" and a <= 12)
        return _with_year(b if month_first else a, a if month_first else b, found[4], weekday, today, look)
    if (found := _DAY_MONTH.fullmatch(text)) and found[2] in MONTH_OF:
        return _with_year(int(found[1]), MONTH_OF[found[2]], found[3], weekday, today, look)
    if (found := _MONTH_DAY.fullmatch(text)) and found[1] in MONTH_OF:
        return _with_year(int(found[2]), MONTH_OF[found[1]], found[3], weekday, today, look)
    if found := _ORDINAL.fullmatch(text):
        return _nearest(_days_of_months(int(found[1]), today), weekday, today, look)
    return None


def _with_year(
    day: int, month: int, year: str | None, weekday: int | None, today: date, look: Look
) -> date | None:
    if year:
        short = year.lstrip("'")
        full = int(short) if len(short) == 4 else 2000 + int(short)
        if len(short) == 2 and full > today.year + 50:
            full -= 100
        if not FIRST_YEAR <= full <= LAST_YEAR:  # "12 Dec 1530" is a time of day, not a year
            return None
        written = date(full, month, day)
        return written if weekday in {None, written.weekday()} else None
    if weekday is not None:
        years = range(today.year - 1, today.year + 2)
        return next((d for d in _valid(day, month, years) if d.weekday() == weekday), None)
    years = range(today.year - 8, today.year + 9)  # eight: 29 February around 1900 and 2100
    return _nearest(_valid(day, month, years), None, today, look)


def _valid(day: int, month: int, years: range) -> Iterator[date]:
    if not 1 <= month <= 12:
        return
    for year in years:
        if 1 <= day <= monthrange(year, month)[1]:
            yield date(year, month, day)


def _days_of_months(day: int, today: date) -> Iterator[date]:
    first = today.replace(day=1)
    for months in range(-8, 9):
        there = add_months(first, months)
        yield from _valid(day, there.month, range(there.year, there.year + 1))


def _nearest(days: Iterator[date], weekday: int | None, today: date, look: Look) -> date | None:
    """The first on or after today or, looking back, the last on or before it. ``days`` ascend."""
    fitting = [day for day in days if weekday in {None, day.weekday()}]
    if look == "back":
        return max((day for day in fitting if day <= today), default=None)
    return min((day for day in fitting if day >= today), default=None)
