"""The people around clients, read (PRACTICE A2)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from uuid import UUID

from sqlalchemy import select

from app.clients.around import PersonAround
from app.clients.models import ClientPerson, PersonPoint
from app.clients.points import Point
from app.clients.words import Authority, Hears, PointKind
from app.kernel.errors import NotFound
from app.kernel.language import tr
from app.kernel.text import fold
from app.storage.transaction import Reader


@dataclass(frozen=True, slots=True)
class PersonRow:
    """Somebody around a client, or without a name a note about people."""

    id: UUID
    client_id: UUID
    details: PersonAround
    was_verified: frozenset[str] = frozenset()
    """The points whose verified predecessor was changed, and that were not verified since."""

    @property
    def called(self) -> str:
        """The name with the relation: "Ned Whitcombe, her brother"; of a note, nothing."""
        return ", ".join(part for part in (self.details.name, self.details.relation) if part)

    @property
    def is_note(self) -> bool:
        """Whether nobody is named: words about who decides, or who must not be told."""
        return not self.called and not self.details.points and (self.decides or self.is_kept_from)

    @property
    def decides(self) -> bool:
        """Whether they may decide something."""
        return self.details.authority is not Authority.NONE

    @property
    def is_kept_from(self) -> bool:
        """Whether there is something they must not be told."""
        return self.details.hears in {Hears.NOT_THIS, Hears.NOTHING}


@dataclass(frozen=True, slots=True)
class PersonReached:
    """Whose number or address it is, and around which client."""

    person_id: UUID
    client_id: UUID
    name: str
    relation: str


_DETAILS = tuple(one.name for one in fields(PersonAround) if one.name != "points")


def people_around(reader: Reader, client_id: UUID) -> tuple[PersonRow, ...]:
    """Who is noted with a client, in the order they were noted."""
    return people_of(reader, [client_id]).get(client_id, ())


def people_of(reader: Reader, client_ids: Iterable[UUID]) -> dict[UUID, tuple[PersonRow, ...]]:
    """Who is noted with each of these clients."""
    found: dict[UUID, list[PersonRow]] = defaultdict(list)
    query = (
        select(ClientPerson)
        .where(ClientPerson.client_id.in_(list(client_ids)), ClientPerson.removed_at.is_(None))
        .order_by(ClientPerson.position, ClientPerson.id)
    )
    people = reader.session.scalars(query).all()
    points = _points(reader, [one.id for one in people]) if people else {}
    for one in people:
        mine = points.get(one.id, [])
        values = {name: getattr(one, name) for name in _DETAILS}
        kept = tuple(Point(p.kind, p.value, p.label, p.verified_on is not None) for p in mine)
        open_ = frozenset(p.value for p in mine if p.was_verified and p.verified_on is None)
        found[one.client_id].append(
            PersonRow(one.id, one.client_id, PersonAround(**values, points=kept), open_)
        )
    return {client_id: tuple(rows) for client_id, rows in found.items()}


def people_reached_at(
    reader: Reader, kind: PointKind, keys: Sequence[str]
) -> dict[str, tuple[PersonReached, ...]]:
    """For each match key (see ``rules.match_key``) who around a client has that number or address now."""
    found: dict[str, list[PersonReached]] = defaultdict(list)
    query = (
        select(
            PersonPoint.match_key,
            ClientPerson.id,
            ClientPerson.client_id,
            ClientPerson.name,
            ClientPerson.relation,
        )
        .join(ClientPerson, ClientPerson.id == PersonPoint.person_id)
        .where(
            PersonPoint.kind == kind,
            PersonPoint.match_key.in_(list(keys)),
            PersonPoint.retired_at.is_(None),
            ClientPerson.removed_at.is_(None),
        )
        .order_by(ClientPerson.position, ClientPerson.id)
    )
    for key, person_id, client_id, name, relation in reader.session.execute(query):
        found[key].append(PersonReached(person_id, client_id, name, relation))
    return {key: tuple(people) for key, people in found.items()}


def find_person(reader: Reader, client_id: UUID, name: str) -> PersonRow:
    """The one person around a client of that name, relation or id; an error lists those that match."""
    key = fold(name)
    people = people_around(reader, client_id)
    exact = [one for one in people if key in {fold(one.details.name), fold(one.called), str(one.id)}]
    found = exact or [one for one in people if key and key in fold(one.called)]
    if not found:
        raise NotFound("no-person", tr("Nobody of that name is noted with the client."), field="person")
    if len(found) > 1:
        listed = "; ".join(f"{one.called} ({one.id})" for one in found)
        raise NotFound(
            "several-people",
            tr("Several people match; please give the id: {listed}.").format(listed=listed),
            field="person",
        )
    return found[0]


def _points(reader: Reader, person_ids: Sequence[UUID]) -> dict[UUID, list[PersonPoint]]:
    found: dict[UUID, list[PersonPoint]] = defaultdict(list)
    query = (
        select(PersonPoint)
        .where(PersonPoint.person_id.in_(person_ids), PersonPoint.retired_at.is_(None))
        .order_by(PersonPoint.position, PersonPoint.id)
    )
    for point in reader.session.scalars(query):
        found[point.person_id].append(point)
    return found
