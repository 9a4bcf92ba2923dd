"""Clients, read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, case, func, select

from app.channels.words import Channel
from app.clients.commands import ClientDetails, Point
from app.clients.merges import merged_away, present_client
from app.clients.models import Client, Consent, ContactPoint
from app.clients.people_queries import PersonRow, people_around
from app.clients.rules import Agreed, consent_state
from app.clients.words import ClientKind, ConsentKind, ConsentState, PointKind
from app.kernel.errors import NotFound
from app.kernel.ids import read_id
from app.kernel.language import tr
from app.kernel.text import digits, fold
from app.storage.rows import among
from app.storage.transaction import Reader


@dataclass(frozen=True, slots=True)
class PointRow:
    """One way to reach a client."""

    id: UUID
    kind: PointKind
    value: str
    label: str
    verified_on: date | None
    was_verified: bool = False
    added_at: datetime | None = None

    @property
    def changed(self) -> bool:
        """Whether a verified one stood here, and this one was not verified since (A3)."""
        return self.was_verified and self.verified_on is None


@dataclass(frozen=True, slots=True)
class ClientRow:
    """A client as a list shows it."""

    id: UUID
    name: str
    kind: ClientKind
    preferred_channel: str
    language: str
    phone: str
    email: str
    archived: bool
    last_name: str = ""
    first_name: str = ""

    @property
    def listed(self) -> str:
        """A person as a list by last names says it: "Whitcombe, Nora"; an organisation by its name."""
        if self.kind is ClientKind.ORGANISATION or not (self.last_name and self.first_name):
            return self.name
        return f"{self.last_name}, {self.first_name}"


_OF_CLIENT = tuple(one.name for one in fields(ClientRow) if one.name not in {"phone", "email"})


@dataclass(frozen=True, slots=True)
class ClientSheet:
    """A client whole."""

    id: UUID
    name: str
    details: ClientDetails
    points: tuple[PointRow, ...]
    people: tuple[PersonRow, ...] = ()
    channel_consents: tuple[Agreed, ...] = ()

    def consented(self, on: date) -> frozenset[Channel]:
        """The channels that are not secure and that the client agreed to, as it stood on a day."""
        return self._channels(ConsentState.AGREED, on)

    def declined(self, on: date) -> frozenset[Channel]:
        """The channels that the client does not agree to, or no more, as it stood on a day."""
        return self._channels(ConsentState.DECLINED, on)

    def _channels(self, state: ConsentState, on: date) -> frozenset[Channel]:
        said = self.channel_consents
        channels = {one.channel for one in said if one.channel is not None}
        return frozenset(
            channel
            for channel in channels
            if consent_state([one for one in said if one.channel is channel], on) is state
        )

    def first(self, kind: PointKind) -> PointRow | None:
        """The first contact point of a kind."""
        return next((point for point in self.points if point.kind is kind), None)


def list_clients(
    reader: Reader,
    *,
    query: str = "",
    archived: bool = False,
    limit: int | None = None,
    offset: int = 0,
    by_points: bool = False,
    descending: bool = False,
    by: ColumnElement[int] | None = None,
    ids: Iterable[UUID] | None = None,
) -> tuple[ClientRow, ...]:
    """Clients, people by their last name; ``query`` filters by words of the name, without case and accents.

    ``by_points``: a word may also be part of a number or address that the client is reached at. ``by`` comes before
    the name in their order (`app.matters.of_clients.running_matters`); ``descending`` turns the first of both around.
    ``ids``: only those of these that are there.
    """
    family_name = case((Client.kind == ClientKind.PERSON, func.nullif(Client.last_name, "")))
    names: list[ColumnElement[str]] = [func.lower(func.coalesce(family_name, Client.name))]
    order: list[ColumnElement[Any]] = [*names] if by is None else [by, *names]
    first = order[0].desc() if descending else order[0]
    ordered = (first, *order[1:], Client.name_key, Client.id)
    columns = (*(getattr(Client, name) for name in _OF_CLIENT),)
    found = select(*columns).where(*_conditions(reader, query, archived=archived, by_points=by_points))
    if ids is not None:
        found = found.where(among(Client.id, ids))
    rows = (
        reader.session.execute(found.order_by(*ordered).limit(limit).offset(offset or None)).mappings().all()
    )
    points = _first_points(reader, [row["id"] for row in rows] if limit or ids is not None else None)
    return tuple(
        ClientRow(
            phone=points.get((row["id"], PointKind.PHONE), ""),
            email=points.get((row["id"], PointKind.EMAIL), ""),
            **row,
        )
        for row in rows
    )


def count_clients(reader: Reader, *, archived: bool = False) -> int:
    """How many there are; with ``archived`` those put away, too."""
    conditions = _conditions(reader, "", archived=archived, by_points=False)
    return reader.session.scalar(select(func.count()).select_from(Client).where(*conditions)) or 0


def any_client(reader: Reader) -> bool:
    """Whether there is one, archived or not."""
    return reader.session.scalar(select(Client.id).limit(1)) is not None


def _conditions(reader: Reader, query: str, *, archived: bool, by_points: bool) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [Client.id.not_in(merged_away()) if archived else ~Client.archived]
    if reader.known_by is not None:
        found.append(Client.added_at <= reader.known_by)
    for word in fold(query).split():
        fits = Client.name_key.contains(word, autoescape=True)
        found.append(fits | _reached_by(word) if by_points else fits)
    return found


def client_sheet(reader: Reader, client_id: UUID) -> ClientSheet:
    """One client."""
    client = reader.session.get(Client, client_id)
    if client is None:
        raise NotFound("no-client", tr("That client is not in the vault."), field="client")
    points = points_of(reader, client_id)
    values = {one.name: getattr(client, one.name) for one in fields(ClientDetails) if one.name != "points"}
    details = ClientDetails(
        **values,
        points=tuple(Point(p.kind, p.value, p.label, p.verified_on is not None) for p in points),
    )
    return ClientSheet(
        client.id,
        client.name,
        details,
        points,
        people_around(reader, client_id),
        _channel_consents(reader, client_id),
    )


def details_of(reader: Reader, client_ids: Iterable[UUID]) -> dict[UUID, ClientDetails]:
    """The details of many clients in two statements, for an import that compares them."""
    ids = list(client_ids)
    points: dict[UUID, list[Point]] = defaultdict(list)
    for point in reader.session.scalars(
        select(ContactPoint)
        .where(ContactPoint.client_id.in_(ids), ContactPoint.retired_at.is_(None))
        .order_by(ContactPoint.position, ContactPoint.id)
    ):
        points[point.client_id].append(
            Point(point.kind, point.value, point.label, point.verified_on is not None)
        )
    names = [one.name for one in fields(ClientDetails) if one.name != "points"]
    query = select(Client.id, *(getattr(Client, name) for name in names)).where(Client.id.in_(ids))
    return {
        client_id: ClientDetails(**dict(zip(names, values, strict=True)), points=tuple(points[client_id]))
        for client_id, *values in reader.session.execute(query)
    }


def points_of(reader: Reader, client_id: UUID) -> tuple[PointRow, ...]:
    """The contact points in use, in the client's order."""
    found = reader.session.scalars(
        select(ContactPoint)
        .where(ContactPoint.client_id == client_id, ContactPoint.retired_at.is_(None))
        .order_by(ContactPoint.position, ContactPoint.id)
    )
    return tuple(
        PointRow(p.id, p.kind, p.value, p.label, p.verified_on, p.was_verified, p.added_at) for p in found
    )


def _channel_consents(reader: Reader, client_id: UUID) -> tuple[Agreed, ...]:
    query = (
        select(Consent.channel, Consent.given, Consent.on, Consent.withdrawn_on)
        .where(Consent.client_id == client_id, Consent.kind == ConsentKind.CHANNEL)
        .order_by(Consent.written_at, Consent.id)
    )
    return tuple(Agreed(*row) for row in reader.session.execute(query))


@dataclass(frozen=True, slots=True)
class Manner:
    """How a client likes to be spoken with, in short, for lists (A1)."""

    preferred_channel: str
    language: str
    interpreter: bool


def manners(reader: Reader, client_ids: Iterable[UUID]) -> dict[UUID, Manner]:
    """The manner of each of these clients."""
    query = select(Client.id, Client.preferred_channel, Client.language, Client.interpreter).where(
        Client.id.in_(list(client_ids))
    )
    return {found.id: Manner(*found[1:]) for found in reader.session.execute(query)}


def client_names(reader: Reader, client_ids: Iterable[UUID]) -> dict[UUID, str]:
    """The names of these clients."""
    query = select(Client.id, Client.name).where(among(Client.id, client_ids))
    return {row.id: row.name for row in reader.session.execute(query)}


def find_client(reader: Reader, name: str, *, exact: bool = False) -> UUID:
    """The one client of that name or id; an error lists those that match.

    Part of a name is enough to look somebody up. What changes something asks for the ``exact`` name or id, whatever
    its case and spacing.
    """
    key = fold(name)
    rows = list_clients(reader, query=name, archived=True, limit=None if exact else 20) if key else ()
    same = [row for row in rows if fold(row.name) == key or str(row.id) == name.strip()]
    chosen = same or list(rows)
    if exact and rows and not same:
        listed = "; ".join(f"{row.name} ({row.id})" for row in rows[:10])
        message = tr(
            "To change something, please give the client's whole name or the id. Did you mean: {listed}?"
        ).format(listed=listed)
        raise NotFound("no-client", message, field="client")
    if not chosen:  # nothing typed is nobody, not everybody
        by_id = read_id(name)
        if by_id is not None and reader.session.get(Client, by_id) is not None:
            return present_client(reader, by_id)
        raise NotFound("no-client", tr("No client of that name is in the vault."), field="client")
    if len(chosen) > 1:
        listed = "; ".join(f"{row.name} ({row.id})" for row in chosen)
        raise NotFound(
            "several-clients",
            tr("Several clients match; please give the id: {listed}.").format(listed=listed),
            field="client",
        )
    return chosen[0].id


def clients_reached_at(reader: Reader, kind: PointKind, keys: Sequence[str]) -> dict[str, frozenset[UUID]]:
    """For each match key (see ``rules.match_key``) the clients who have or had that contact point."""
    found: dict[str, set[UUID]] = defaultdict(set)
    query = select(ContactPoint.match_key, ContactPoint.client_id).where(
        ContactPoint.kind == kind, ContactPoint.match_key.in_(keys)
    )
    for key, client_id in reader.session.execute(query):
        found[key].add(client_id)
    return {key: frozenset(ids) for key, ids in found.items()}


def _reached_by(word: str) -> ColumnElement[bool]:
    """Whether the client has a contact point in use with ``word`` in it; phones by their digits.

    All points are looked through once: asking of each client in turn takes several times as long.
    """
    key = word if "@" in word or not digits(word) else digits(word)
    reached = select(ContactPoint.client_id).where(
        ContactPoint.retired_at.is_(None), ContactPoint.match_key.contains(key, autoescape=True)
    )
    return Client.id.in_(reached)


def _first_points(reader: Reader, client_ids: Sequence[UUID] | None) -> dict[tuple[UUID, PointKind], str]:
    query = (
        select(ContactPoint.client_id, ContactPoint.kind, ContactPoint.value)
        .where(ContactPoint.retired_at.is_(None), ContactPoint.kind.in_((PointKind.PHONE, PointKind.EMAIL)))
        .order_by(ContactPoint.position.desc(), ContactPoint.id.desc())
    )
    if client_ids is not None:
        query = query.where(ContactPoint.client_id.in_(client_ids))
    return {(client_id, kind): value for client_id, kind, value in reader.session.execute(query)}
