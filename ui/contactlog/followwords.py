"""Follow-up lines as people type them: "David: send the draft — tomorrow", also with a hyphen or a comma."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from app.kernel.days import parse_day
from app.kernel.language import spoken
from app.kernel.said import say_day
from app.kernel.typed import Typed

if TYPE_CHECKING:
    from ui.contactlog.values import Present

_WHO = re.compile(r"([^:@\d][^:@]{0,79}?)\s*:(?!//)\s*(.*)", re.DOTALL)


class Read(NamedTuple):
    """A line taken apart: ``head`` is all before the words for the day. ``day`` is None where none was understood."""

    who: str
    text: str
    day: date | None
    head: str


def read_follow_up(words: str, present: Present) -> Read:
    """Take "who: what — by when" apart. The last part that names a day is the day."""
    line = " ".join(words.split())
    head, day = line, None
    for mark in reversed(list(_marks(spoken().typed).finditer(line))):
        found = parse_day(
            line[mark.end() :], present.today, order=present.order, add_working_days=present.add_working_days
        )
        if day is not None and (found is None or (found.month, found.day) != (day.month, day.day)):
            break  # but "Mon, Nov 23" is one day, whose weekday says of which year
        if found is not None:
            head, day = line[: mark.start()].rstrip(" ,-–—@"), found
    named = _WHO.fullmatch(head)
    who, text = (named[1].strip(), named[2].strip()) if named else ("", head.strip())
    return Read(who, text, day, head)


@cache
def _marks(typed: Typed) -> re.Pattern[str]:
    """What stands between what is to be done and its day: a dash, an @, a comma, or "by"."""
    by = "|".join(map(re.escape, ("by", *typed.written("days", "by"))))
    return re.compile(rf"\s+[-–—@]+\s*|\s*@\s*|,\s+|\s+(?=(?:{by})\s)", re.IGNORECASE)


def settled(words: str, day: date | None, present: Present) -> str:
    """The line with its day said so that it still means ``day`` when read now."""
    read = read_follow_up(words, present)
    if day is None or read.day == day:
        return words
    return f"{read.head} — {say_day(day, present.today)}" if read.day else words
