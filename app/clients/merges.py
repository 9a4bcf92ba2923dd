"""Which clients were merged, and every row that went from one to the other: what an undo needs."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, Select, bindparam, select
from sqlalchemy.orm import Mapped, mapped_column

from app.clients.models import Client
from app.kernel.errors import NotFound
from app.kernel.language import tr
from app.storage.base import Base, Id, JsonText
from app.storage.rows import look_up
from app.storage.transaction import Reader


class ClientMerge(Base):
    """Two records that turned out to be one client. Both records stay; until it is undone only ``into`` is a client."""

    __tablename__ = "client_merges"

    id: Mapped[Id]
    from_id: Mapped[UUID] = mapped_column(ForeignKey("clients.id"), index=True)
    into_id: Mapped[UUID] = mapped_column(ForeignKey("clients.id"), index=True)
    merged_at: Mapped[datetime]
    merged_by: Mapped[UUID]
    undone_at: Mapped[datetime | None]
    undone_by: Mapped[UUID | None]


class ApartClients(Base):
    """Two records that look like one and are not: somebody looked and said so."""

    __tablename__ = "apart_clients"

    one_id: Mapped[UUID] = mapped_column(ForeignKey("clients.id"), primary_key=True)
    """The smaller id of the two."""
    other_id: Mapped[UUID] = mapped_column(ForeignKey("clients.id"), primary_key=True)
    said_at: Mapped[datetime]
    said_by: Mapped[UUID]


class MergeMove(Base):
    """One row that a merge changed: by its key as it is since, with the values of before. ``dropped``: one that went,
    because the other client had the same."""

    __tablename__ = "merge_moves"
    __table_args__ = (Index("ix_merge_moves_row", "table_name", "key"),)

    merge_id: Mapped[UUID] = mapped_column(ForeignKey("client_merges.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    table_name: Mapped[str]
    key: Mapped[dict[str, Any]] = mapped_column(JsonText)
    matter_id: Mapped[UUID | None] = mapped_column(ForeignKey("matters.id"))
    """Of a row that hangs on a matter: who must not see the matter does not see that it moved."""
    before: Mapped[dict[str, Any]] = mapped_column(JsonText)
    after: Mapped[dict[str, Any]] = mapped_column(JsonText)
    dropped: Mapped[bool] = mapped_column(default=False)


_INTO = select(ClientMerge.into_id).where(
    ClientMerge.from_id == bindparam("from_id"), ClientMerge.undone_at.is_(None)
)


def merged_away() -> Select[UUID]:
    """The ids of clients that are another's record now, for the ``in_`` of a query."""
    return select(ClientMerge.from_id).where(ClientMerge.undone_at.is_(None))


def present_client(reader: Reader, client_id: UUID) -> UUID:
    """The client that somebody means by this id: where it was merged into another, that one."""
    seen = {client_id}
    while True:
        into = look_up(reader.session, _INTO, from_id=client_id)
        if into is None or into in seen:
            return client_id
        seen.add(client_id := into)


def present_or_refused(reader: Reader, client_id: UUID) -> UUID:
    """`present_client` for a form that may have been open while the client was merged. Raises `NotFound`."""
    present = present_client(reader, client_id)
    if reader.session.get(Client, present) is None:
        raise NotFound("no-client", tr("That client is not in the vault."), field="client")
    return present


def present_clients(reader: Reader) -> dict[UUID, UUID]:
    """Every client that was merged away, with whom to go to."""
    query = select(ClientMerge.from_id, ClientMerge.into_id).where(ClientMerge.undone_at.is_(None))
    into = {row.from_id: row.into_id for row in reader.session.execute(query)}
    found = {}
    for one in into:
        last = into[one]
        while last in into and into[last] != one:
            last = into[last]
        found[one] = last
    return found


def written_for(reader: Reader, entry_id: UUID) -> UUID | None:
    """The client whom a contact was written for, where a merge gave it to another since; None where none did."""
    query = (
        select(MergeMove.before)
        .join(ClientMerge, ClientMerge.id == MergeMove.merge_id)
        .where(MergeMove.table_name == "contact_entries", MergeMove.key == {"id": str(entry_id)})
        .order_by(ClientMerge.merged_at, ClientMerge.id)
        .limit(1)
    )
    before = reader.session.scalar(query)
    return UUID(before["client_id"]) if before else None
