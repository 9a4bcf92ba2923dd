"""How much of a file is contact with the client: what the cover of an access export names (PRACTICE J6)."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import func, select

from app.contactlog.models import Attachment, ContactEntry
from app.contactlog.words import Direction
from app.reports.entry_classes import is_open
from app.storage.transaction import Reader


class Held(NamedTuple):
    """So many contacts, with so many files attached; when the first and the last of them took place."""

    contacts: int
    files: int
    first: datetime
    last: datetime


def held_with_client(reader: Reader, matter_id: UUID) -> Held | None:
    """Contacts with the client that stand; without internal notes and whatever is classified, which somebody decides
    about one by one. None where there is none."""
    own = (
        ContactEntry.matter_id == matter_id,
        ContactEntry.with_client,
        ContactEntry.direction != Direction.INTERNAL,
        ContactEntry.withdrawn_at.is_(None),
        ContactEntry.occurred_at <= reader.now,
    )
    when = ContactEntry.occurred_at
    counted = (
        select(ContactEntry.confidentiality, func.count(), func.min(when), func.max(when))
        .where(*own)
        .group_by(ContactEntry.confidentiality)
    )
    attached = (
        select(ContactEntry.confidentiality, func.count())
        .join(Attachment, Attachment.entry_id == ContactEntry.id)
        .where(*own)
        .group_by(ContactEntry.confidentiality)
    )
    found = [row for row in reader.session.execute(counted) if is_open(row[0])]
    if not found:
        return None
    files = sum(count for kind, count in reader.session.execute(attached) if is_open(kind))
    return Held(
        sum(count for _, count, _, _ in found),
        files,
        min(first for _, _, first, _ in found),
        max(last for _, _, _, last in found),
    )
