"""How long something took, as people type it and read it: "1h 12m", "1:12", "72min", "1.2h", "half an hour"."""

from __future__ import annotations

import re
from fractions import Fraction

from app.kernel.datewords import NUMBER_OF
from app.kernel.language import spoken, tr

MOST_MINUTES = 9999 * 60
_NUMBERS = NUMBER_OF | {"fifteen": 15, "twenty": 20, "twenty-five": 25, "thirty": 30, "forty": 40,
                        "forty-five": 45, "fifty": 50, "sixty": 60, "ninety": 90}  # fmt: skip
_NUMBER = "|".join(sorted(map(re.escape, _NUMBERS), key=len, reverse=True))
_ABOUT = re.compile(
    r"(?:about|around|approx\.?|approximately|circa|ca\.?|nearly|almost|roughly|for|[~≈+])\s*"
)
_PHRASES = (
    (re.compile(r"\bthree[- ]quarters of an hour\b"), "45 min"),
    (re.compile(r"\b(?:a )?quarter(?: of an)?[- ]hour\b"), "15 min"),
    (re.compile(r"\b(?:half an|a half|half a|half)[- ]hour\b"), "30 min"),
    (re.compile(rf"\b({_NUMBER}|\d{{1,4}}) and a half (?=h)"), r"\1½ "),
    (re.compile(rf"\b({_NUMBER}|\d{{1,4}}) and a quarter (?=h)"), r"\1¼ "),
    (re.compile(rf"\b({_NUMBER}|\d{{1,4}})( ?h(?:ou)?rs?) and a half\b"), r"\1½\2"),
    (re.compile(rf"\b({_NUMBER}|\d{{1,4}})( ?h(?:ou)?rs?) and a quarter\b"), r"\1¼\2"),
    (re.compile(rf"\b({_NUMBER})(?=[\s½¼¾]|$)"), lambda found: str(_NUMBERS[found[1]])),
    (re.compile(r"(?<=[0-9a-z]),? and (?=\d)"), " "),
)
_PARTS = {"½": ".5", "¼": ".25", "¾": ".75"}
_AMOUNT = r"(?:\d{1,4}(?:[.,]\d{1,4})?|\.\d{1,4})"
_CLOCK = re.compile(r"(\d{1,4}):([0-5]\d)(?::([0-5]\d))? ?(?:h|hrs?|hours?)?", re.ASCII)
_SPELLED = re.compile(
    rf"(?:({_AMOUNT}) ?(?:h|hrs?|hours?)\.?)?,? ?"
    rf"(?:({_AMOUNT})(?: ?(m|mins?|minutes?|'|′)\.?|\Z))?,? ?"
    rf"(?:({_AMOUNT}) ?(?:s|secs?|seconds?|\"|″)\.?)?",
    re.ASCII,
)


def parse_minutes(words: str) -> int | None:
    """The minutes that ``words`` say, to the nearest whole one; None where they say none.

    A bare whole number is minutes ("90"), one with a decimal mark is hours ("1.2", as time is billed), and so is
    what stands before a colon ("1:12"). What took some seconds took a minute.
    """
    if len(words) > 60:
        return None
    return spoken().typed.understood(words, "spans", _minutes_in_english)


def _minutes_in_english(words: str) -> int | None:
    text = _ABOUT.sub("", " ".join(words.casefold().split()), count=1) if words.strip() else ""
    for pattern, plain in _PHRASES:
        text = pattern.sub(plain, text)
    for sign, decimal in _PARTS.items():
        text = re.sub(rf"(?<![0-9.,])([0-9]*) ?{sign}", rf"\g<1>{decimal}", text)
    clock, spelled = _CLOCK.fullmatch(text), _SPELLED.fullmatch(text)
    if clock:
        return _whole(int(clock[1]) * 60 + int(clock[2]) + Fraction(int(clock[3] or 0), 60))
    if not text or not spelled:
        return None
    hours, minutes, unit, seconds = spelled.groups()
    if minutes is not None and (unit, hours) == (None, None) and ("." in minutes or "," in minutes):
        hours, minutes = minutes, None  # a decimal alone
    return _whole(_amount(hours) * 60 + _amount(minutes) + _amount(seconds) / 60)


def say_minutes(minutes: int) -> str:
    """As in "18 min", "1 h", "1 h 12 min"."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return tr("{count} min").format(count=rest)
    if not rest:
        return tr("{count} h").format(count=hours)
    return tr("{hours} h {minutes} min").format(hours=hours, minutes=rest)


def _amount(digits: str | None) -> Fraction:
    return Fraction(digits.replace(",", ".")) if digits else Fraction(0)


def _whole(minutes: Fraction | int) -> int | None:
    found = int(minutes + Fraction(1, 2))
    if minutes > 0 and found == 0:
        found = 1
    return found if found <= MOST_MINUTES else None
