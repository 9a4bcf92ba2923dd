"""How long after a contact its note was written, for the figures of the firm (PRACTICE C1, I5)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple, cast
from uuid import UUID

from sqlalchemy import select

from app.contactlog.models import ContactEntry
from app.contactlog.standing import counting, counting_then
from app.storage.base import as_id, as_moment
from app.storage.rows import raw_rows
from app.storage.transaction import Reader


class NoteTime(NamedTuple):
    """A contact that somebody wrote down: when it was and when it was first written. Moments are UTC."""

    entry_id: UUID
    matter_id: UUID | None
    client_id: UUID | None
    author_id: UUID
    occurred_at: datetime
    written_at: datetime
    message_key: None = None
    """Messages that came in say themselves what was said and when: none of them is a note from memory."""


def note_times(reader: Reader, begin: datetime, end: datetime) -> Iterator[NoteTime]:
    """The notes of contacts from ``begin`` to before ``end`` that stand; a message that was brought in is none."""
    columns = (
        ContactEntry.id,
        ContactEntry.matter_id,
        ContactEntry.client_id,
        ContactEntry.author_id,
        ContactEntry.occurred_at,
        ContactEntry.written_at,
    )
    query = select(*columns).where(
        ContactEntry.message_key.is_(None),
        ContactEntry.occurred_at >= begin,
        ContactEntry.occurred_at < end,
        *counting(reader),
    )
    for entry, matter, client, author, occurred, written in raw_rows(reader.session, query):
        yield NoteTime(
            cast("UUID", as_id(entry)),
            as_id(matter),
            as_id(client),
            cast("UUID", as_id(author)),
            cast("datetime", as_moment(occurred)),
            cast("datetime", as_moment(written)),
        )
    for row in counting_then(reader):
        if row.message_key is None and begin <= row.occurred_at < end:
            yield NoteTime(
                row.id, row.matter_id, row.client_id, row.author_id, row.occurred_at, row.written_at
            )
