"""Who does what somebody owes while they are away (PRACTICE B4, J2). Nothing is rewritten: it returns by itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from app.hours.queries import away_on
from app.people.queries import colleagues
from app.storage.transaction import Reader


@dataclass(frozen=True, slots=True)
class StandIn:
    """Somebody is away until ``until``, that day included; ``by_id`` does their work meanwhile."""

    away_id: UUID
    by_id: UUID
    until: date


def stand_ins(reader: Reader, day: date | None = None) -> dict[UUID, StandIn]:
    """For each colleague who is away on ``day`` (None: today) and for whom somebody stands in: who that is.

    Where the one who stands in is away as well, it is whoever stands in for them; where all of a circle are away, or
    have left, nobody is.
    """
    away = away_on(reader, day or reader.today)
    if not any(one.stand_in_id for one in away.values()):
        return {}
    here = {one.id for one in colleagues(reader)}
    found = {}
    for away_id, absence in away.items():
        seen, by_id = {away_id}, absence.stand_in_id
        while by_id is not None and by_id in away and by_id not in seen:
            seen.add(by_id)
            by_id = away[by_id].stand_in_id
        if by_id is not None and by_id in here and by_id not in seen:
            found[away_id] = StandIn(away_id, by_id, absence.last)
    return found


def standing_in(reader: Reader) -> Mapping[UUID, UUID]:
    """Who is away today, and who does what they owe."""
    return {away_id: one.by_id for away_id, one in stand_ins(reader).items()}
