"""The whole rhythm of a schedule as people say it: "monthly on the 31st, and at each change of stage" (PRACTICE D1)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from app.kernel.errors import Invalid, Problem
from app.kernel.language import spoken, tr
from app.schedule.rules import Interval, interval_in_english, interval_words, say_interval
from app.schedule.words import IntervalUnit, Roll

QUIET = Interval(1, IntervalUnit.QUARTER)
"""How often a client is updated who hears at stage changes or key dates: every open matter has a next date (D2)."""

ANCHORED = frozenset({IntervalUnit.MONTH, IntervalUnit.QUARTER, IntervalUnit.YEAR})
"""What may have a day of the month."""

_PARTS = re.compile(r"\s*(?:[;+]|,(?! on the \d| on the last)|\band\b)\s*")
_AT = re.compile(r"(?:(?:at|on|with) )?(?:each |every |all )?(.+)")
_STAGES = frozenset(
    {
        "stage",
        "stages",
        "stage change",
        "stage changes",
        "change of stage",
        "changes of stage",
        "stage-change",
    }
    | {"stage-changes", "new stage", "new stages"}
)
_DATES = frozenset(
    {"key date", "key dates", "milestone", "milestones", "hearing", "hearings", "key-dates"}
) | {
    "appointment",
    "appointments",
}
_ANCHOR = re.compile(
    r"(.*?),? ?(?:on|at) (?:the )?(?:(\d{1,2})(?:st|nd|rd|th)?|(last day)|end)(?: of the month)?"
)


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often a client is updated.

    ``anchor_day`` is the day of the month that was promised. ``at_stages``, ``at_dates``: also when another stage
    begins, and when a key date is reached. ``roll``: where a day off moves to, None as the firm has it.
    ``at_most_days``: the maximum interval; without one an update is late the day after it was due.
    """

    interval: Interval
    anchor_day: int | None = None
    at_stages: bool = False
    at_dates: bool = False
    roll: Roll | None = None
    at_most_days: int | None = None


def read_rhythm(words: str) -> Rhythm | None:
    """The rhythm that ``words`` name, or None: "month", "monthly on the 31st", "weekly and at stage changes"."""
    return spoken().typed.understood(words, "rhythms", _in_english)


def _in_english(words: str) -> Rhythm | None:
    text = " ".join(words.casefold().split())
    interval: Interval | None = None
    anchor: int | None = None
    stages = dates = False
    for part in filter(None, _PARTS.split(text)):
        what = found[1] if (found := _AT.fullmatch(part)) else part
        if what in _STAGES:
            stages = True
        elif what in _DATES:
            dates = True
        elif interval is None and (read := _read_anchored(part)) is not None:
            interval, anchor = read
        else:
            return None
    if interval is None and not (stages or dates):
        return None
    return Rhythm(interval or QUIET, anchor, stages, dates)


def parse_rhythm(words: str, field: str = "every") -> Rhythm:
    """As ``read_rhythm``; raises Invalid, for ``field``, where nothing is understood."""
    rhythm = read_rhythm(words)
    if rhythm is None:
        message = tr(
            'Say how often: week, fortnight, month, "month on the 31st", quarter, "10 days", "5 working days", '
            '"month and at stage changes", "at key dates".'
        )
        raise Invalid([Problem(field, "unknown-interval", message)])
    return rhythm


def rhythm_words(rhythm: Rhythm) -> str:
    """The words that ``read_rhythm`` reads back: "month on the 31st and at stage changes"; in another language than
    English those that it is said with."""
    if not spoken().code.startswith("en"):
        return say_rhythm(rhythm)
    anchor = f" on the {ordinal(rhythm.anchor_day)}" if rhythm.anchor_day else ""
    return interval_words(rhythm.interval) + anchor + _at(rhythm)


def say_rhythm(rhythm: Rhythm) -> str:
    """As in "every month on the 31st, and at each change of stage"."""
    said = say_interval(rhythm.interval)
    if rhythm.anchor_day:
        said = tr("{every} on the {day}").format(every=said, day=_say_ordinal(rhythm.anchor_day))
    if rhythm.at_stages and rhythm.at_dates:
        said = tr("{every}, and at each change of stage and key dates").format(every=said)
    elif rhythm.at_stages:
        said = tr("{every}, and at each change of stage").format(every=said)
    elif rhythm.at_dates:
        said = tr("{every}, and at key dates").format(every=said)
    return said


def _say_ordinal(number: int) -> str:
    """Of a day of the month; what no catalogue says otherwise is English."""
    return ordinal(number) if spoken().code.startswith("en") else tr("{number}.").format(number=number)


def ordinal(number: int) -> str:
    """1st, 2nd, 3rd, 11th, 31st."""
    tail = "th" if 10 < number % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{tail}"


def _at(rhythm: Rhythm) -> str:
    stages = " and at stage changes" if rhythm.at_stages else ""
    return stages + (" and at key dates" if rhythm.at_dates else "")


def _read_anchored(part: str) -> tuple[Interval, int | None] | None:
    found = _ANCHOR.fullmatch(part)
    if found is None:
        plain = interval_in_english(part)
        return None if plain is None else (plain, None)
    interval, day = interval_in_english(found[1]), int(found[2] or 31)
    fits = interval is not None and interval.unit in ANCHORED and 1 <= day <= 31
    return (interval, day) if fits and interval is not None else None
