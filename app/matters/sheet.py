"""One matter whole: as its list row shows it, and as its form holds it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, fields
from uuid import UUID

from sqlalchemy import select

from app.clients.models import Client
from app.kernel.errors import NotFound
from app.kernel.language import tr
from app.matters.commands import MatterDetails
from app.matters.keepers import Change, KeeperRole, keeper_history, keepers_then
from app.matters.models import Matter, MatterClient
from app.matters.queries import MatterRow, list_matters
from app.settings.models import Firm
from app.storage.transaction import Reader


@dataclass(frozen=True, slots=True)
class MatterSheet:
    """A matter whole: as its list row shows it, and as its form holds it."""

    row: MatterRow
    details: MatterDetails
    clients: tuple[tuple[UUID, str], ...]
    emergency: str = ""
    """Who is reached out of hours: as said for the matter, or for the firm."""


def matter_sheet(reader: Reader, matter_id: UUID) -> MatterSheet:
    """One matter."""
    rows = list_matters(reader, ids=[matter_id])
    if not rows:
        raise NotFound("no-matter", tr("That matter is not in the vault."), field="matter")
    matter = reader.session.get_one(Matter, matter_id)
    clients = tuple(
        (client_id, name)
        for client_id, name in reader.session.execute(
            select(Client.id, Client.name)
            .join(MatterClient, MatterClient.client_id == Client.id)
            .where(MatterClient.matter_id == matter_id)
            .order_by(MatterClient.position)
        )
    )
    values = {one.name: getattr(matter, one.name) for one in fields(MatterDetails) if one.name != "clients"}
    details = MatterDetails(**values, clients=tuple(client_id for client_id, _ in clients))
    return MatterSheet(rows[0], details, clients, _emergency(reader, matter_id, details))


def keepers_to_come(reader: Reader, matter_id: UUID) -> tuple[Change, ...]:
    """The changes that count from a day to come, the next one first: a matter's row names them already."""
    history = keeper_history(reader, matter_id)
    return tuple(one for one in reversed(history) if one.since > reader.now and not one.overtaken)


def _emergency(reader: Reader, matter_id: UUID, details: MatterDetails) -> str:
    then = keepers_then(reader, [matter_id]).get(matter_id, {})
    words = then.get(KeeperRole.EMERGENCY, details.emergency_contact)
    return str(words or "") or reader.session.scalar(select(Firm.emergency_contact)) or ""


def details_of(reader: Reader, matter_ids: Iterable[UUID]) -> dict[UUID, MatterDetails]:
    """The details of many matters in two statements, for an import that compares them."""
    ids = list(matter_ids)
    clients: dict[UUID, list[UUID]] = defaultdict(list)
    for matter_id, client_id in reader.session.execute(
        select(MatterClient.matter_id, MatterClient.client_id)
        .where(MatterClient.matter_id.in_(ids))
        .order_by(MatterClient.position)
    ):
        clients[matter_id].append(client_id)
    names = [one.name for one in fields(MatterDetails) if one.name != "clients"]
    query = select(Matter.id, *(getattr(Matter, name) for name in names)).where(Matter.id.in_(ids))
    return {
        matter_id: MatterDetails(**dict(zip(names, values, strict=True)), clients=tuple(clients[matter_id]))
        for matter_id, *values in reader.session.execute(query)
    }
