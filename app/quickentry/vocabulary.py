"""The words of quick entry, in one place: another language adds its own (`languages.vocabulary`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from app.contactlog.words import Channel, Direction, FollowUpSide, Outcome


@dataclass(frozen=True, slots=True)
class Way:
    """What a word says of the contact. ``sentence``: it is a verb that stays in the note ("called her back")."""

    channel: Channel | None = None
    direction: Direction | None = None
    outcome: Outcome | None = None
    sentence: bool = False


class Who(Enum):
    """Whom a subject means."""

    ME = "me"
    US = "us"
    CLIENT = "client"
    THEM = "them"
    """He, she, they: whoever the contact was with."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """One language. Keys are folded; several words are joined by single spaces."""

    ways: Mapping[str, Way]
    arrows: Mapping[str, Direction]
    before_name: Mapping[str, Direction | None]
    """Words that stand between the channel and a name: from, to, with."""
    not_after_direction: frozenset[str]
    """"in" is a direction unless one of these follows: "in court", "in person"."""
    objects: frozenset[str]
    """Who is called when one is called: her, him, them, client."""
    to_us: frozenset[str]
    """Who is called when the firm is: me, us, in."""
    fillers: frozenset[str]
    """After "called her": words that change nothing."""
    subjects: Mapping[str, Who]
    contractions: Mapping[str, tuple[str, str]]
    """ "he'll" is "he" and "will"."""
    roles: Mapping[str, FollowUpSide]
    """People who are not the client and have no name yet: opposing counsel, the court."""
    possessives: frozenset[str]
    relations: frozenset[str]
    """Her brother, his accountant."""
    will: tuple[tuple[str, ...], ...]
    """What stands between who and what: "will", "has to", "agreed to"."""
    to: str
    asks: frozenset[str]
    """"Ask Ann to file"."""
    owes: frozenset[str]
    tasks: frozenset[str]
    """Verbs that begin an order to oneself: "draft the answer by 3/12"."""
    not_tasks: frozenset[str]
    """After "will" these tell what will be, not what somebody does."""
    day_marks: frozenset[str]
    """Before a day, these say that it is the last one."""
    soft_marks: frozenset[str]
    days: Mapping[str, str]
    """Words for days that `app.kernel.days` does not know, in words that it does."""
    day_starts: frozenset[str]
    joints: frozenset[str]
    """Words that begin another half of a sentence."""
    spent: frozenset[str]
    """Before a duration: for, took."""
    at: frozenset[str]
    not_when: frozenset[str]
    """After a time these say that it is what was talked of: "Thu 9:30 works for her"."""
    matter_words: frozenset[str]
    small: frozenset[str]
    """Words of names that say nothing by themselves."""
    past_starts: frozenset[str]
    """Words with which a moment of the past may begin: most begin none, which keeps the reading quick."""
    spent_starts: frozenset[str]
    """Words with which a duration may begin: half, a quarter."""
    by_way: frozenset[str]
    """Before a channel further on: "by phone"."""
    ands: frozenset[str]
    """Between two who took part."""
    articles: frozenset[str]
    """Before a role, where they are left out: "the court" is "court"."""
    tasks_behind: frozenset[str] = frozenset()
    """Verbs that end an order to oneself, as in German: "Entwurf senden bis Freitag"."""
    doubtful: frozenset[str] = frozenset()
    """English words of `will` that mean something else in the language: what they say is asked."""
    before_stranger: frozenset[str] = frozenset()
    """Where every noun is written large: only behind one of these a word is the name of somebody nobody knows yet."""
    day_abbreviations: frozenset[str] = frozenset()
    """Of one or two letters: a day only behind a mark, "bis Fr"."""
