"""Hours as people type them, and as they are shown: "9-12:30, 13:30-17:30"."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import time
from typing import TypeVar

from app.kernel.datewords import WEEKDAY_OF
from app.kernel.dayparts import says_half
from app.kernel.errors import Refused
from app.kernel.language import spoken, tr
from app.kernel.moments import parse_time
from app.kernel.said import time_fields, weekday_name
from app.workdays.own_days import Span
from app.workdays.worktime import joined_hours

_NONE = frozenset({"", "-", "–", "closed", "none", "no hours"})
_BETWEEN = re.compile(r"\s*(?:-|–|—|\bto\b|\buntil\b|\btill\b)\s*")
_AND = re.compile(r"\s*(?:[,;+&]|\band\b)\s*")
_BARE = re.compile(r"\d{1,2}")
_DAY = rf"\b(?:{'|'.join(sorted(WEEKDAY_OF, key=len, reverse=True))})\b\.?"
_DAYS_NAMED = re.compile(rf"{_DAY}(?:\s*(?:-|–|—|\bto\b|[,+&]|\band\b)\s*{_DAY})*", re.IGNORECASE)
_BESIDE = " \t\r\n,;:"
_NOON = 12 * 60
_MIDNIGHT = 24 * 60
_AFTERNOON = 6
"""Up to this a bare hour at which a firm closes is of the afternoon."""
MOST_SPANS = 8
"""Of one day."""
Found = TypeVar("Found")


def _first(words: str, read: Callable[[str], Found]) -> Found:
    """What is read of the language that is spoken, or else of English; why not is said of the words as they stand."""
    *others, last = spoken().typed.readings(words, "hours")
    turned: Refused | None = None
    for english in others:
        try:
            return read(english)
        except Refused as why:
            turned = why if why.code == "hours-turned" else None
    try:
        return read(last)
    except Refused as why:
        if turned is not None:
            raise turned from why
        raise


def read_hours(words: str, field: str = "hours") -> tuple[Span, ...]:
    """The hours of a day; none for "closed" or nothing.

    Times ascend: what does not, and says no "am", is of the afternoon ("9-12:30, 1:30-5:30", "9-5"). Raises Refused
    ("hours-not-understood", "hours-turned") with the field.
    """
    return _first(words, lambda english: _read_hours(english, field))


def _read_hours(words: str, field: str) -> tuple[Span, ...]:
    text = " ".join(words.casefold().split())
    if text in _NONE:
        return ()
    minutes: list[int] = []
    for piece in _AND.split(text):
        ends = _BETWEEN.split(piece)
        if len(ends) != 2 or len(minutes) >= 2 * MOST_SPANS:
            raise _unclear(words, field)
        opens = _ascending(ends[0], minutes[-1] - 1 if minutes else -1, words, field)
        closes = _ascending(ends[1], opens, words, field)
        said, until = _said(ends[0], words, field), _said(ends[1], words, field)
        by_the_day = said > _NOON and not says_half(ends[0])
        if until not in {0, closes} and (by_the_day or said == until):  # "17-9", "9-9": nobody can know
            raise _turned(field)
        minutes += opens, closes
    pairs = zip(minutes[::2], minutes[1::2], strict=True)
    return joined_hours((_time(opens), _time(closes)) for opens, closes in pairs)


def read_time(words: str, field: str = "until") -> time:
    """One time of a day at which something closes: "12", "12:00", "noon"; "1" to "6" are of the afternoon. Raises
    Refused."""
    return _first(words, lambda english: _read_time(english, field))


def _read_time(words: str, field: str) -> time:
    text = " ".join(words.casefold().split()).removeprefix("until ")
    if _BARE.fullmatch(text) and int(text) < 24:
        hour = int(text)
        return time(hour + 12 if 1 <= hour <= _AFTERNOON else hour)
    found = parse_time(text)
    if found is None:
        raise Refused("time-not-understood", tr("Please give a time, such as 12:00."), field=field)
    return found


def _ascending(words: str, before: int, whole: str, field: str) -> int:
    """Minutes of the day, later than ``before``."""
    at = _said(words, whole, field)
    if at == 0 and before >= 0:
        at = _MIDNIGHT
    if at <= before and at <= _NOON and not says_half(words):
        at += _NOON
    if at <= before or (before < 0 and at >= _MIDNIGHT):
        raise _turned(field)
    return at


def _said(words: str, whole: str, field: str) -> int:
    """Minutes of the day, as the words have it."""
    if _BARE.fullmatch(words) and int(words) <= 24:
        return int(words) * 60
    if words == "24:00":
        return _MIDNIGHT
    parsed = parse_time(words)
    if parsed is None:
        raise _unclear(whole, field)
    return parsed.hour * 60 + parsed.minute


def _turned(field: str) -> Refused:
    return Refused(
        "hours-turned",
        tr("The hours end before they begin. What goes on after midnight belongs to the next day."),
        field=field,
    )


def _time(minutes: int) -> time:
    return time() if minutes >= _MIDNIGHT else time(*divmod(minutes, 60))


def _unclear(words: str, field: str) -> Refused:
    return Refused(
        "hours-not-understood",
        tr("Please give hours such as 9-12:30, 13:30-17:30, or “closed”."),
        field=field,
    )


def say_hours(spans: Sequence[Span], closed: str | None = None) -> str:
    """The hours of a day: "9:00–12:30, 13:30–17:30"; ``closed`` or "closed" for none."""
    said = ", ".join(f"{say_clock(opens)}–{say_clock(closes, end=True)}" for opens, closes in spans)
    return said or (tr("closed") if closed is None else closed)


def say_clock(at: time, *, end: bool = False) -> str:
    """A time of day; midnight at the end of a day is 24:00."""
    if end and at == time():
        return tr("24:00", "end of the day")
    return tr("{hour1}:{minute}", "time of day").format(**time_fields(at))


def say_week(week: Mapping[int, Sequence[Span]] | None) -> str:
    """A week in one line, days of equal hours together: "Mon–Thu 9:00–17:00, Fri 9:00–12:00"; "" for the usual."""
    if week is None:
        return ""
    stretches: list[tuple[int, int, Sequence[Span]]] = []
    for weekday in range(7):
        hours = tuple(week.get(weekday, ()))
        if stretches and stretches[-1][2] == hours:
            stretches[-1] = stretches[-1][0], weekday, hours
        else:
            stretches.append((weekday, weekday, hours))
    return "; ".join(f"{_days(first, last)} {say_hours(hours)}" for first, last, hours in stretches)


def _not_understood(words: str) -> str:
    return tr(
        "“{words}” is not understood. Please give days and hours, such as “Mon-Thu 9-17; Fri 9-13” or “Sat closed”."
    ).format(words=_short(words))


def read_week(words: str, field: str = "week") -> dict[int, tuple[Span, ...]]:
    """Hours by weekday (0 is Monday), for the days that are named: "Mon-Thu 9-5; Fri 9-1", "Sat, Sun closed".

    Raises Refused with the part that is not understood.
    """
    return _first(words, lambda english: _read_week(english, field))


def _read_week(words: str, field: str) -> dict[int, tuple[Span, ...]]:
    found: dict[int, tuple[Span, ...]] = {}
    named = list(_DAYS_NAMED.finditer(words))
    if not named or words[: named[0].start()].strip(_BESIDE):
        raise Refused("no-weekday", _not_understood(words), field=field)
    ends = [one.start() for one in named[1:]] + [len(words)]
    for days, end in zip(named, ends, strict=True):
        part = words[days.start() : end].strip(_BESIDE)
        hours = words[days.end() : end].strip(_BESIDE)
        if not hours:
            message = tr("Please give the hours of “{short}” as well, or say “{short} closed”.").format(
                short=_short(part)
            )
            raise Refused("no-hours", message, field=field)
        try:
            found.update(dict.fromkeys(_read_weekdays(days[0], field), _read_hours(hours, field)))
        except Refused as why:
            turned = why.code == "hours-turned"
            said = f"“{_short(part)}”: {why.message}" if turned else _not_understood(part)
            raise Refused(why.code, said, field=field) from None
    return found


def _short(words: str) -> str:
    text = " ".join(words.split())
    return text if len(text) <= 60 else f"{text[:59]}…"


def _days(first: int, last: int) -> str:
    named = [weekday_name(day, short=True) for day in dict.fromkeys((first, last))]
    return "–".join(named)


def read_weekdays(words: str, field: str = "weekdays") -> tuple[int, ...]:
    """Weekdays: "Mon", "mon-fri", "Sat, Sun". Raises Refused."""
    return _first(words, lambda english: _read_weekdays(english, field))


def _read_weekdays(words: str, field: str) -> tuple[int, ...]:
    found: set[int] = set()
    for piece in _AND.split(words.casefold().strip()):
        ends = [WEEKDAY_OF.get(end.removesuffix(".")) for end in _BETWEEN.split(piece)]
        first, last = ends[0], ends[-1]
        if len(ends) > 2 or first is None or last is None:
            raise Refused("no-weekday", tr("Please name weekdays, such as Mon-Fri or Sat."), field=field)
        found.update(day % 7 for day in range(first, (last if last >= first else last + 7) + 1))
    return tuple(sorted(found))
