"""Short ways to type follow-ups and participants, the same in the form and on the command line."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from app.kernel.days import AddWorkingDays, Order, parse_day
from app.kernel.errors import Invalid, Problem
from app.kernel.language import tr
from app.kernel.text import clean

_WHO = re.compile(r"([^:@\d][^:@]{0,79}?)\s*:(?!//|\d)\s*(.*)")
_DATE_MARKS = re.compile(r"\s+[@—–]\s*|@\s*")
_AFTER_NAME = frozenset(
    {"jr", "sr", "ii", "iii", "iv", "esq", "phd", "md", "kc", "qc", "llp", "llc", "inc", "ltd"}
)


class FollowUpWords(NamedTuple):
    """An agreed action as typed; ``who`` is empty where nobody was named."""

    who: str
    text: str
    day: date


class ParticipantWords(NamedTuple):
    """Somebody who took part, as typed; ``role`` may be empty."""

    name: str
    role: str


def parse_follow_up(
    words: str, today: date, *, order: Order = "dmy", add_working_days: AddWorkingDays | None = None
) -> FollowUpWords:
    """Take "WHO: TEXT @ DATE" apart; the date in words ("David: send the stipulation @ next Tue").

    A dash before the date does as well as the @. Raises Invalid, field "follow_up", where the action or the
    date is missing: an action without a day is one that nobody is reminded of.
    """
    line = clean(words, lines=False)
    head, day = line, None
    for mark in reversed(list(_DATE_MARKS.finditer(line))):
        day = parse_day(line[mark.end() :], today, order=order, add_working_days=add_working_days)
        if day is not None:
            head = line[: mark.start()].rstrip()
            break
    if day is None:
        message = tr("Say by when, after an @: for example “David: send the draft @ next Tue”.")
        raise Invalid([Problem("follow_up", "no-date", message)])
    found = _WHO.fullmatch(head)
    who, text = (found[1].strip(), found[2].strip()) if found else ("", head)
    if not text:
        message = tr("Say what is to be done: for example “David: send the draft @ next Tue”.")
        raise Invalid([Problem("follow_up", "no-text", message)])
    return FollowUpWords(who, text, day)


def parse_participant(words: str) -> ParticipantWords:
    """Take "NAME, ROLE" apart at the last comma ("Nora Whitcombe, client"); raises Invalid without a name."""
    line = clean(words, lines=False)
    name, comma, role = (part.strip() for part in line.rpartition(","))
    if not comma or role.rstrip(".").casefold() in _AFTER_NAME:
        name, role = line, ""
    name = name.strip(", ")
    if not name:
        raise Invalid([Problem("participant", "no-name", tr("Give the name of the person who took part."))])
    return ParticipantWords(name, role)
