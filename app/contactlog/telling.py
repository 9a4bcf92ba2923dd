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
from app.matters.models import Development
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


def tellings(
    reader: Reader,
    matter_id: UUID | None = None,
    *,
    since: datetime | None = None,
    until: datetime | None = None,
) -> dict[UUID, tuple[Told, ...]]:
    """For each development that was told, the entries that did, the first one first; of one matter or of all.

    With ``since`` and ``until`` only those of which some entry of that time told, and all that told them.
    """
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
    of_matter = None
    if matter_id is not None:  # by the development's: news of several matters can be told in one contact
        wanted = select(Development.id).where(Development.matter_id == matter_id)
        query = query.where(EntryDevelopment.development_id.in_(wanted))
        of_matter = frozenset(reader.session.scalars(wanted)) if reader.known_by is not None else None
    elif since is not None and until is not None and reader.known_by is None:
        then = aliased(ContactEntry)
        meant = (
            select(EntryDevelopment.development_id)
            .join(then, then.id == EntryDevelopment.entry_id)
            .where(
                EntryDevelopment.telling == Telling.TOLD, then.occurred_at >= since, then.occurred_at <= until
            )
        )
        query = query.where(EntryDevelopment.development_id.in_(meant))
    found: dict[UUID, list[Told]] = defaultdict(list)
    for development_id, entry_id, at, by_id, by, channel in reader.session.execute(query):
        found[development_id].append(Told(entry_id, at, by_id, by, channel))
    for row in counting_then(reader):
        for development_id in row.tells:
            if of_matter is not None and development_id not in of_matter:
                continue
            by_id = row.held_by_id or row.author_id
            found[development_id].append(Told(row.id, row.occurred_at, by_id, row.held_by, row.channel))
    return {key: tuple(sorted(told, key=lambda one: (one.at, one.entry_id))) for key, told in found.items()}
