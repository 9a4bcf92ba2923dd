"""Which client has which matters."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, func, select

from app.clients.models import Client
from app.matters.models import Matter, MatterClient
from app.matters.words import MatterStatus
from app.storage.transaction import Reader


def matters_of_clients(reader: Reader, client_ids: Sequence[UUID]) -> dict[UUID, tuple[UUID, ...]]:
    """For each client the matters that are not closed."""
    found: dict[UUID, list[UUID]] = defaultdict(list)
    query = (
        select(MatterClient.client_id, MatterClient.matter_id)
        .join(Matter, Matter.id == MatterClient.matter_id)
        .where(MatterClient.client_id.in_(client_ids), Matter.status != MatterStatus.CLOSED)
        .order_by(Matter.number_key)
    )
    for client_id, matter_id in reader.session.execute(query):
        found[client_id].append(matter_id)
    return {client_id: tuple(ids) for client_id, ids in found.items()}


def clients_of_matters(
    reader: Reader, *, status: MatterStatus | None = None, responsible_id: UUID | None = None
) -> frozenset[UUID]:
    """The clients who have a matter of that status, of that lawyer's."""
    query = select(MatterClient.client_id).join(Matter, Matter.id == MatterClient.matter_id)
    if status is not None:
        query = query.where(Matter.status == status)
    if responsible_id is not None:
        query = query.where(Matter.responsible_id == responsible_id)
    return frozenset(reader.session.scalars(query))


def count_by_client(reader: Reader, client_ids: Sequence[UUID]) -> dict[UUID, int]:
    """For each of these clients who has one, how many matters are not closed."""
    query = (
        select(MatterClient.client_id, func.count())
        .join(Matter, Matter.id == MatterClient.matter_id)
        .where(Matter.status != MatterStatus.CLOSED, MatterClient.client_id.in_(client_ids))
        .group_by(MatterClient.client_id)
    )
    return {client_id: int(count) for client_id, count in reader.session.execute(query)}


def running_matters() -> ColumnElement[int]:
    """How many matters of a client are not closed, for the order of `app.clients.queries.list_clients`."""
    return (
        select(func.count())
        .select_from(MatterClient)
        .join(Matter, Matter.id == MatterClient.matter_id)
        .where(MatterClient.client_id == Client.id, Matter.status != MatterStatus.CLOSED)
        .correlate(Client)
        .scalar_subquery()
    )
