"""How each of many clients is reached, for a list to take along: the numbers and when to call (PRACTICE A1, A3)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import select

from app.clients.models import Client, ContactPoint
from app.clients.people_queries import people_of
from app.clients.said import who_must_not_know
from app.clients.words import PointKind
from app.storage.rows import among
from app.storage.transaction import Reader


class Number(NamedTuple):
    """A telephone number; ``is_unproved``: it took the place of a verified one and nobody verified it since."""

    value: str
    label: str = ""
    is_unproved: bool = False


@dataclass(frozen=True, slots=True)
class Reach:
    """``phones``: the numbers in use, the first one first; ``interpreter``: the language that one is needed for, "yes"
    where it is not known, "" where none is; ``times``, ``never`` and ``not_told`` in the words of the profile."""

    phones: tuple[Number, ...] = ()
    interpreter: str = ""
    times: str = ""
    never: str = ""
    not_told: str = ""


def reach_of(reader: Reader, client_ids: Iterable[UUID]) -> dict[UUID, Reach]:
    """How each of these clients is reached, in four statements however many there are."""
    ids = list(client_ids)
    if not ids:
        return {}
    numbers: defaultdict[UUID, list[Number]] = defaultdict(list)
    for point in reader.session.scalars(
        select(ContactPoint)
        .where(
            among(ContactPoint.client_id, ids),
            ContactPoint.kind == PointKind.PHONE,
            ContactPoint.retired_at.is_(None),
        )
        .order_by(ContactPoint.position, ContactPoint.id)
    ):
        unproved = point.was_verified and point.verified_on is None
        numbers[point.client_id].append(Number(point.value, point.label, unproved))
    people = people_of(reader, ids)
    query = select(
        Client.id, Client.preferred_times, Client.never_channels, Client.interpreter, Client.language
    ).where(among(Client.id, ids))
    return {
        one: Reach(
            tuple(numbers[one]),
            times=times,
            never=never,
            not_told=who_must_not_know(people.get(one, ())),
            interpreter=(language.strip() or "yes") if interpreter else "",
        )
        for one, times, never, interpreter, language in reader.session.execute(query)
    }
