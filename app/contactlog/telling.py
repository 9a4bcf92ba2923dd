"""By which entries a client was told of what happened: when, and by whom (PRACTICE C4, D3).

Derived from the log at the reader's moment: an entry that was withdrawn, or amended so that it tells no more, told
nothing, and what it told is owed again at once.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from app.contactlog.models import ContactEntry, EntryDevelopment
from app.contactlog.standing import counting, counting_then
from app.contactlog.words import Channel, Telling
from app.people.models import Colleague
from app.storage.transaction import Reader


@dataclass(frozen=True, slots=True)
class Told:
    """One entry that told the client of a development, and who spoke or wrote."""

    entry_id: UUID
    at: datetime
    by_id: UUID
    by: str
    channel: Channel


def tellings(reader: Reader, matter_id: UUID | None = None) -> dict[UUID, tuple[Told, ...]]:
    """For each development that was told, the entries that did, the first one first; of one matter or of all."""
    holder = aliased(Colleague)
    query = (
        select(
            EntryDevelopment.development_id,
            ContactEntry.id,
            ContactEntry.occurred_at,
            func.coalesce(holder.id, ContactEntry.author_id),
            func.coalesce(holder.name, Colleague.name),
            ContactEntry.channel,
        )
        .join(ContactEntry, ContactEntry.id == EntryDevelopment.entry_id)
        .join(Colleague, Colleague.id == ContactEntry.author_id)
        .join(holder, holder.id == ContactEntry.held_by_id, isouter=True)
        .where(EntryDevelopment.telling == Telling.TOLD, *counting(reader))
    )
    if matter_id is not None:
        query = query.where(ContactEntry.matter_id == matter_id)
    found: dict[UUID, list[Told]] = defaultdict(list)
    for development_id, entry_id, at, by_id, by, channel in reader.session.execute(query):
        found[development_id].append(Told(entry_id, at, by_id, by, channel))
    for row in counting_then(reader, matter_id):
        for development_id in row.tells:
            by_id = row.held_by_id or row.author_id
            found[development_id].append(Told(row.id, row.occurred_at, by_id, row.held_by, row.channel))
    return {key: tuple(sorted(told, key=lambda one: (one.at, one.entry_id))) for key, told in found.items()}
