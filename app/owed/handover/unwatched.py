"""Days on which nobody would look after what somebody owes who is away, though somebody was to stand in (J2)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from app.hours.commands import NewAbsence
from app.hours.queries import Absence, absences
from app.kernel.errors import Problem
from app.kernel.language import counted, tr
from app.kernel.numbers import say_number
from app.kernel.said import say_day
from app.owed.deriving import comes_by
from app.owed.queries import owed
from app.people.queries import colleagues
from app.storage.transaction import Reader

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Unwatched:
    """From ``first`` to ``last``, both included, ``by_id`` is away who was to stand in for ``away_id``."""

    away_id: UUID
    by_id: UUID
    first: date
    last: date


def unwatched(new: NewAbsence, others: Iterable[Absence]) -> tuple[Unwatched, ...]:
    """What an absence leaves without anybody: its own stand-in is away, or it is of one who stands in for others.

    Pure. ``others`` may have the absence already. A circle of stand-ins who are all away ends nowhere.
    """
    there = [one for one in others if one.colleague_id != new.colleague_id]
    spans = [
        *((one.colleague_id, one.first, one.last, one.stand_in_id) for one in there),
        (new.colleague_id, new.first, new.last, new.stand_in_id),
    ]
    edges = {new.first}
    for _, first, last, _ in spans:
        edges |= {day for day in (first, last + _DAY) if new.first <= day <= new.last}
    days = sorted(edges)
    found: list[Unwatched] = []
    for day, until in zip(days, [*(one - _DAY for one in days[1:]), new.last], strict=True):
        away = {who: by for who, first, last, by in spans if first <= day <= last}
        for who, by in away.items():
            if by is not None and _ends_nowhere(who, away, new.colleague_id):
                found.append(Unwatched(who, by, day, until))
    return tuple(sorted(_joined(found), key=lambda one: (one.away_id != new.colleague_id, one.first)))


def _ends_nowhere(who: UUID, away: Mapping[UUID, UUID | None], through: UUID) -> bool:
    """Whether nobody is found who is here, and the one that it is about is why."""
    seen, at = {who}, away[who]
    while at is not None and at in away and at not in seen:
        seen.add(at)
        at = away[at]
    return through in seen and (at is None or at in seen)


def _joined(found: Iterable[Unwatched]) -> list[Unwatched]:
    joined: list[Unwatched] = []
    for one in sorted(found, key=lambda one: (str(one.away_id), one.first)):
        before = joined[-1] if joined else None
        same = before is not None and (before.away_id, before.by_id) == (one.away_id, one.by_id)
        if before is not None and same and before.last + _DAY == one.first:
            joined[-1] = Unwatched(one.away_id, one.by_id, before.first, one.last)
        else:
            joined.append(one)
    return joined


def absence_warnings(reader: Reader, new: NewAbsence) -> tuple[Problem, ...]:
    """What to say to whoever puts an absence down; it is recorded all the same."""
    found = unwatched(new, absences(reader, new.first, new.last))
    names = {one.id: one.name for one in colleagues(reader, active_only=False)}
    return tuple(_problem(reader, new, one, names) for one in found)


def _problem(reader: Reader, new: NewAbsence, one: Unwatched, names: Mapping[UUID, str]) -> Problem:
    ahead = max((one.last - reader.today).days, 0)
    theirs = (item for item in owed(reader, days=ahead).items if item.person_id == one.away_id)
    count = sum(comes_by(item, one.last, reader) for item in theirs)
    things = counted(count, "1 thing", "{count} things") if count else tr("what comes up")
    today = reader.today
    days = tr("on {day}") if one.last == one.first else tr("from {day} to {last}")
    days = days.format(day=say_day(one.first, today), last=say_day(one.last, today))
    away, by = names.get(one.away_id, ""), names.get(one.by_id, "")
    if one.away_id == new.colleague_id:
        words = tr(
            "{by} is away as well {days}; nobody would look after {things}. Please name somebody else."
        )
    else:
        words = tr(
            "{away} is away {days}, with {by} to stand in; nobody would look after {things} of {away}'s. "
            "Please name somebody else."
        )
    said = words.format(away=away, by=by, days=days, things=things.format(count=say_number(count)))
    return Problem("stand_in", "stand-in-away", said)
