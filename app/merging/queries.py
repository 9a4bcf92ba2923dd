"""Two clients side by side before they are merged, and merges that were made."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from app.clients.commands import ClientDetails
from app.clients.merges import ClientMerge, MergeMove
from app.clients.models import Client
from app.clients.queries import ClientSheet, client_sheet
from app.contactlog.models import ContactEntry
from app.kernel.errors import NotFound
from app.kernel.language import tr
from app.merging.tables import BY_HAND, moved, table_named
from app.people.models import Colleague
from app.storage.transaction import Reader

NOT_CHOSEN = frozenset({"points", "archived", "external_id"})
"""Details that nobody has to choose: every way to reach them is kept."""


@dataclass(frozen=True, slots=True)
class MergeRow:
    """A merge that was made."""

    id: UUID
    from_id: UUID
    from_name: str
    into_id: UUID
    into_name: str
    merged_at: datetime
    merged_by: str
    undone_at: datetime | None


@dataclass(frozen=True, slots=True)
class Side:
    """One of two clients. ``hangs``: how many rows of each table hang on it, as far as the reader may see."""

    sheet: ClientSheet
    added_at: datetime
    hangs: dict[str, int]


@dataclass(frozen=True, slots=True)
class UndoPreview:
    """What an undo does: ``back`` goes back, by table; ``stays`` counts the entries written since, which do not."""

    row: MergeRow
    back: dict[str, int]
    stays: int


def both_sides(reader: Reader, one: UUID, other: UUID) -> tuple[Side, Side]:
    """Two clients, to be compared."""
    return _side(reader, one), _side(reader, other)


def differing(one: ClientDetails, other: ClientDetails) -> tuple[str, ...]:
    """The details in which two clients differ, both having something to say."""
    return tuple(
        field.name
        for field in fields(ClientDetails)
        if field.name not in NOT_CHOSEN
        and getattr(one, field.name) != getattr(other, field.name)
        and getattr(one, field.name) not in {"", None, False}
        and getattr(other, field.name) not in {"", None, False}
    )


def merges(reader: Reader, client_id: UUID | None = None, *, standing: bool = False) -> tuple[MergeRow, ...]:
    """The merges that were made, newest first; of one client on either side, ``standing`` without those undone."""
    lost, kept = aliased(Client), aliased(Client)
    query = (
        select(
            ClientMerge.id,
            ClientMerge.from_id,
            lost.name,
            ClientMerge.into_id,
            kept.name,
            ClientMerge.merged_at,
            func.coalesce(Colleague.name, ""),
            ClientMerge.undone_at,
        )
        .join(lost, lost.id == ClientMerge.from_id)
        .join(kept, kept.id == ClientMerge.into_id)
        .join(Colleague, Colleague.id == ClientMerge.merged_by, isouter=True)
        .order_by(ClientMerge.merged_at.desc(), ClientMerge.id.desc())
    )
    if client_id is not None:
        query = query.where((ClientMerge.from_id == client_id) | (ClientMerge.into_id == client_id))
    if standing:
        query = query.where(ClientMerge.undone_at.is_(None))
    return tuple(MergeRow(*row) for row in reader.session.execute(query))


def undo_preview(reader: Reader, merge_id: UUID) -> UndoPreview:
    """What undoing a merge would do. Raises `NotFound`."""
    row = next((one for one in merges(reader) if one.id == merge_id), None)
    if row is None:
        raise NotFound("no-merge", tr("There is no such merge of clients."), field="merge")
    counted = (
        select(MergeMove.table_name, func.count())
        .where(MergeMove.merge_id == merge_id, MergeMove.table_name != "clients")
        .group_by(MergeMove.table_name)
    )
    back = {name: int(count) for name, count in reader.session.execute(counted)}
    since = select(func.count()).select_from(ContactEntry)
    since = since.where(ContactEntry.client_id == row.into_id, ContactEntry.written_at > row.merged_at)
    return UndoPreview(row, back, reader.session.scalar(since) or 0)


def _side(reader: Reader, client_id: UUID) -> Side:
    sheet = client_sheet(reader, client_id)
    columns = [(table, column.name) for table, column in moved()]
    columns += [(table_named(name), "client_id") for name in BY_HAND]
    hangs = {}
    for table, column in columns:
        counted = select(func.count()).select_from(table).where(table.columns[column] == client_id)
        if count := reader.session.scalar(counted):
            hangs[table.name] = count
    added = reader.session.scalar(select(Client.added_at).where(Client.id == client_id))
    if added is None:
        raise NotFound("no-client", tr("That client is not in the vault."), field="client")
    return Side(sheet, added, hangs)
