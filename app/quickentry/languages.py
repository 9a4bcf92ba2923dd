"""The words of quick entry in the language that is spoken, beside those of English (`[line…]` in its `typed.toml`)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from typing import Any, Final

from app.contactlog.words import Channel, Direction, Outcome
from app.kernel.language import spoken
from app.kernel.typed import Typed, plain
from app.quickentry.english import ENGLISH
from app.quickentry.vocabulary import Vocabulary, Way, Who

_DAY_SECTIONS = ("weekdays", "months", "numbers", "days", "times", "ago")
_SETS: Final = (
    *(
        "not_after_direction",
        "objects",
        "to_us",
        "fillers",
        "possessives",
        "relations",
        "asks",
        "owes",
        "tasks",
    ),
    *(
        "tasks_behind",
        "not_tasks",
        "day_marks",
        "soft_marks",
        "joints",
        "spent",
        "at",
        "not_when",
        "matter_words",
    ),
    *("small", "by_way", "ands", "articles", "before_stranger", "doubtful"),
)
"""Fields of `Vocabulary` that are sets of words."""


def vocabulary() -> Vocabulary:
    """The words that are understood here and now."""
    return _vocabulary(spoken().typed)


@cache
def _vocabulary(typed: Typed) -> Vocabulary:
    if not typed.sections:
        return ENGLISH
    said, words = typed.spelled, typed.sections.get("line", {})
    sets: dict[str, Any] = {
        name: getattr(ENGLISH, name) | {plain(one) for one in words.get(name, ())} for name in _SETS
    }
    days = {word for section in _DAY_SECTIONS for word in _begins(said(section))}
    return replace(
        ENGLISH,
        **sets,
        ways={**ENGLISH.ways} | {one: _way(means) for one, means in said("line_ways").items()},
        before_name={**ENGLISH.before_name}
        | {one: ENGLISH.before_name[means] for one, means in said("line_before_name").items()},
        subjects={**ENGLISH.subjects} | {one: Who(means) for one, means in said("line_subjects").items()},
        roles={**ENGLISH.roles} | {one: ENGLISH.roles[means] for one, means in said("line_roles").items()},
        will=_longest_first((*ENGLISH.will, *(tuple(plain(one).split()) for one in words.get("will", ())))),
        day_starts=ENGLISH.day_starts | days,
        past_starts=ENGLISH.past_starts | days,
        spent_starts=ENGLISH.spent_starts | frozenset(_begins(said("spans"))),
        day_abbreviations=frozenset(one for one in said("weekdays") if len(one) < 3),
    )


def _way(means: str) -> Way:
    """ "phone out left_message": channel, direction, outcome; "said": a verb that stays in the note."""
    parts = means.split()
    return Way(
        next((Channel(one) for one in parts if one in set(Channel)), None),
        next((Direction(one) for one in parts if one in set(Direction)), None),
        next((Outcome(one) for one in parts if one in set(Outcome)), None),
        sentence="said" in parts,
    )


def _longest_first(phrases: Iterable[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    return tuple(sorted(phrases, key=len, reverse=True))


def _begins(spelled: Mapping[str, str]) -> Iterable[str]:
    """The first words of what names a day or a time."""
    for one in spelled:
        first = one.split()[0]
        if first[:1].isalpha():
            yield first
