"""The hour that a clock and a part of the day mean: "8 in the evening" is 20:00, "12 at night" nobody can know."""

from __future__ import annotations

import re
from datetime import time
from typing import Final

from app.kernel.datewords import NUMBER_OF

PART_BEHIND: Final = r"in the (?:morning|afternoon|evening|small hours)|at night"
"""What may stand behind a time of day and says which half is meant."""

_BEHIND = re.compile(rf"(.+?) ({PART_BEHIND})")
_HALF_SAID = re.compile(r"[ap]\.?\s?m\b|noon|midday|midnight|in the|at night")
_NIGHT: Final = range(1, 6)
"""Hours at which nobody works: the clock's two is two in the afternoon, unless something else is said."""
_HOUR = rf"(\d{{1,2}}|{'|'.join(NUMBER_OF)})"
_MINUTES: Final = {
    re.compile(rf"{_HOUR} o'clock"): 0,
    re.compile(rf"quarter past {_HOUR}"): 15,
    re.compile(rf"{_HOUR} fifteen"): 15,
    re.compile(rf"half past {_HOUR}"): 30,
    re.compile(rf"{_HOUR} thirty"): 30,
    re.compile(rf"half before {_HOUR}"): -30,
    re.compile(rf"quarter to {_HOUR}"): -15,
    re.compile(rf"{_HOUR} less a quarter"): -15,
}
"""How times of day are spoken, with the minutes after the full hour that is named. "Half before three" is nobody's
English but the German "halb drei"; "three less a quarter" is the Spanish "las tres menos cuarto"."""
_ALONE = re.compile(_HOUR)
_HOURS: Final = {
    "morning": (range(12), range(0)),
    "lunchtime": (range(11, 15), range(1, 3)),
    "afternoon": (range(12, 21), range(1, 9)),
    "evening": (range(17, 24), range(5, 12)),
    "night": (range(18, 24), range(6, 12)),
    "hours": (range(1, 6), range(0)),
}
"""By the last word of what is said: hours of the clock that are in that part of the day, and those that are meant
twelve hours later. Twelve at night is left out: whether it ends the day or begins it, nobody can know."""


def split_part(words: str) -> tuple[str, str]:
    """The time of day and the part that stands behind it: "8:30", "evening"; "" where none does."""
    found = _BEHIND.fullmatch(words)
    return (found[1], found[2].rpartition(" ")[2]) if found else (words, "")


def part_of(day_words: str) -> str:
    """The part of the day that a day is said with: "evening" of "yesterday evening", or ""."""
    last = "evening" if day_words == "tonight" else day_words.rpartition(" ")[2]
    return last if last in _HOURS else ""


def says_half(words: str) -> bool:
    """Whether a time of day says by itself which half of the day is meant."""
    return bool(_HALF_SAID.search(words))


def by_word(words: str, *, alone: bool = False, day: bool = False) -> time | None:
    """A time of day as it is spoken: "half past two", "quarter to 3"; "8" where it may stand ``alone``, as in "at 8".

    ``day``: nothing else says which half of the day is meant, so it is one in which people work.
    """
    for spoken, after in ((_ALONE, 0), *_MINUTES.items()) if alone else _MINUTES.items():
        if found := spoken.fullmatch(words):
            named = found[1]
            hour, minute = divmod((int(named) if named.isdecimal() else NUMBER_OF[named]) * 60 + after, 60)
            hour = hour or 12
            if hour > 23 or named in {"0", "00"}:
                return None
            return time(hour + 12 if day and hour in _NIGHT else hour, minute)
    return None


def in_part(at: time, part: str, *, fixed: bool = False) -> time | None:
    """The time of day that is meant by the clock's ``at`` in this part of the day; None where it is not in it.

    ``fixed``: it says itself which half of the day is meant.
    """
    if not part:
        return at
    there, later = _HOURS[part]
    if at.hour in there or (part == "night" and at.hour in _NIGHT):
        return at
    return at.replace(hour=at.hour + 12) if at.hour in later and not fixed else None
