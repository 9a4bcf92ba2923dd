"""Where a waiting message most likely belongs, and why: said, never done by itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select

from app.clients.models import Client
from app.clients.queries import clients_reached_at
from app.clients.words import PointKind
from app.contactlog.models import ContactEntry
from app.exchange.models import TrayItem
from app.matters.models import Matter, MatterClient
from app.matters.of_clients import matters_of_clients
from app.storage.transaction import Reader

LAST = 3
"""So many of a sender's last messages must have gone to one matter, or all where there are fewer."""
_OF_MACHINES = ("noreply@", "no-reply@", "donotreply@", "do-not-reply@", "mailer-daemon@", "postmaster@")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A matter, and the reason: "sender" with how many of the last went there, or "client" with that client's name."""

    matter_id: UUID
    number: str
    title: str
    client: str
    why: str
    count: int = 0


def suggestions(reader: Reader, items: Sequence[tuple[UUID, str]]) -> dict[UUID, Suggestion]:
    """For those of the waiting messages (id, sender's address) where something speaks for one matter.

    First what became of the sender's last messages, else the matter of the sender's client that was worked on last.
    Nothing is concluded from an address that writes about many clients: a court's, a machine's.
    """
    wanted = {address for _, address in items if address and not is_of_many(address)}
    found = _by_sender(reader, wanted)
    found |= _by_client(reader, wanted - found.keys())
    named = _named(reader, {matter_id for matter_id, _, _ in found.values()})
    return {
        item_id: Suggestion(matter_id, *named[matter_id], why, count)
        for item_id, address in items
        if address in found
        for matter_id, why, count in [found[address]]
        if matter_id in named
    }


def is_of_many(address: str) -> bool:
    """Whether an address writes about the matters of many clients: a US federal court's, or one nobody answers at."""
    return address.endswith("uscourts.gov") or address.startswith(_OF_MACHINES)


def _by_sender(reader: Reader, addresses: Iterable[str]) -> dict[str, tuple[UUID, str, int]]:
    rank = func.row_number().over(
        partition_by=TrayItem.address, order_by=(TrayItem.placed_at.desc(), TrayItem.id.desc())
    )
    placed = (
        select(TrayItem.address, ContactEntry.matter_id, rank.label("rank"))
        .join(ContactEntry, ContactEntry.id == TrayItem.entry_id)
        .where(TrayItem.address.in_(list(addresses)), ContactEntry.withdrawn_at.is_(None))
        .subquery()
    )
    went: dict[str, list[UUID | None]] = defaultdict(list)
    for address, matter_id in reader.session.execute(
        select(placed.c.address, placed.c.matter_id).where(placed.c.rank <= LAST)
    ):
        went[address].append(matter_id)
    return {
        address: (matters[0], "sender", len(matters))
        for address, matters in went.items()
        if matters[0] is not None and len(set(matters)) == 1
    }


def _by_client(reader: Reader, addresses: Iterable[str]) -> dict[str, tuple[UUID, str, int]]:
    """The client's running matter with the latest contact, where the address is one client's alone."""
    reached = clients_reached_at(reader, PointKind.EMAIL, list(addresses))
    alone = {address: min(clients) for address, clients in reached.items() if len(clients) == 1}
    running = matters_of_clients(reader, list(set(alone.values())))
    every = [matter_id for matters in running.values() for matter_id in matters]
    query = (
        select(ContactEntry.matter_id, func.max(ContactEntry.occurred_at))
        .where(ContactEntry.matter_id.in_(every), ContactEntry.withdrawn_at.is_(None))
        .group_by(ContactEntry.matter_id)
    )
    latest = {row[0]: row[1] for row in reader.session.execute(query)}
    found: dict[str, tuple[UUID, str, int]] = {}
    for address, client_id in alone.items():
        matters = [one for one in running.get(client_id, ()) if one in latest]
        if matters:
            found[address] = max(matters, key=lambda one: latest[one]), "client", len(running[client_id])
    return found


def _named(reader: Reader, matter_ids: Iterable[UUID]) -> dict[UUID, tuple[str, str, str]]:
    """Number, title and first client of each."""
    query = (
        select(Matter.id, Matter.number, Matter.title, Client.name)
        .outerjoin(MatterClient, (MatterClient.matter_id == Matter.id) & (MatterClient.position == 0))
        .outerjoin(Client, Client.id == MatterClient.client_id)
        .where(Matter.id.in_(list(matter_ids)))
    )
    return {row[0]: (row[1], row[2], row[3] or "") for row in reader.session.execute(query)}
