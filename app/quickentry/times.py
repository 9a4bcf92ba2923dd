"""How long it took, and when it was, out of words of a line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.kernel.datewords import DAYS_FROM_TODAY, WEEKDAY_OF
from app.kernel.days import parse_day
from app.kernel.language import spoken
from app.kernel.moments import parse_moment
from app.kernel.spans import parse_minutes
from app.quickentry.parts import Setting
from app.quickentry.tokens import Token, phrase
from app.quickentry.vocabulary import Vocabulary

_SPENT = re.compile(
    r"\d{1,2} ?(?:h|hrs?|hours?) ?(?:\d{1,2} ?(?:m|mins?|minutes?)?)?|\d{1,4} ?(?:m|mins?|minutes?)|"
    r"\d{1,2}[.,]\d{1,2} ?(?:h|hrs?|hours?)|half an hour|an hour|a quarter of an hour|quarter of an hour"
)
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})")
_NIGHT = 6
"""Nobody takes calls before six: "1:12" is an hour and twelve minutes, "9:30" half past nine."""
_GRACE = timedelta(minutes=5)
_LONG_AGO = timedelta(days=5 * 366)


@dataclass(frozen=True, slots=True)
class Spent:
    """So many minutes in so many words."""

    minutes: int
    count: int
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Happened:
    """When it was, in so many words; a day alone has no ``moment``."""

    moment: datetime | None
    count: int


def spent_at(
    tokens: tuple[Token, ...], at: int, vocabulary: Vocabulary, *, said: bool = False
) -> Spent | None:
    """The duration that begins at a word, the longest one. ``said``: "for" or "took" stands before it."""
    key = tokens[at].key
    if not (key[:1].isdecimal() or key in vocabulary.spent_starts):
        return None
    for count in (4, 3, 2, 1):
        words = phrase(tokens, at, count)
        if words is None:
            continue
        clock = _CLOCK.fullmatch(words)
        if clock and int(clock[1]) >= _NIGHT and not said:
            return None
        after = phrase(tokens, at + count, 1)
        if (clock or _is_span(words)) and after not in {"ago", "am", "pm", "from", "later"}:
            minutes = parse_minutes(words)
            if minutes is not None and 0 < minutes <= 24 * 60:
                return Spent(minutes, count, doubtful=clock is not None and not said and int(clock[1]) > 1)
    return None


def happened_at(
    tokens: tuple[Token, ...], at: int, setting: Setting, vocabulary: Vocabulary
) -> Happened | None:
    """The moment, or the day, of the past that begins at a word."""
    lead = 1 if tokens[at].key in vocabulary.at else 0
    first = tokens[at + lead].key if at + lead < len(tokens) else ""
    if not _may_begin(first, vocabulary, alone=not lead):
        return None
    for count in (5, 4, 3, 2, 1):
        words = phrase(tokens, at + lead, count)
        if words is None:
            continue
        moment = parse_moment(words, setting.now, order=setting.order)
        if moment is not None and _is_past(moment, setting.now):
            return Happened(moment, count + lead)
        if len(words) > 2 and ((count == 1 and _dated(words)) or _is_day(words)):
            day = parse_day(words, setting.now.date(), order=setting.order, look="back")
            if day is not None and day <= setting.now.date() and not lead:
                return Happened(None, count)
    return None


def _is_span(words: str) -> bool:
    return any(_SPENT.fullmatch(english) for english in spoken().typed.readings(words, "spans"))


def _is_day(words: str) -> bool:
    """Whether it is a day of the past by name: "yesterday", "last Friday"."""
    return any(
        english in DAYS_FROM_TODAY or english.split(" ", 1)[0] in {*WEEKDAY_OF, "last"}
        for english in spoken().typed.readings(words, "days")
    )


def _may_begin(key: str, vocabulary: Vocabulary, *, alone: bool) -> bool:
    """Most words begin no date: this keeps the reading quick. Four digits are a number, not a time of day."""
    if alone and key.isdecimal() and len(key) == 4:
        return False
    digit = key[:1].isdecimal() and key.isascii()
    return digit or key in vocabulary.past_starts


def _dated(words: str) -> bool:
    return sum(letter in "/-." for letter in words) == 2 or "/" in words


def _is_past(moment: datetime, now: datetime) -> bool:
    return now - _LONG_AGO < moment <= now + _GRACE
