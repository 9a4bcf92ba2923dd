"""The contact log, read. Entries come as frozen rows with all that belongs to them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import fields
from datetime import date, datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import BindParameter, ColumnElement, Select, func, literal, select, tuple_

from app.contactlog.agreed_then import agreed_then
from app.contactlog.content import content_of
from app.contactlog.forms import NewContact, NewParticipant
from app.contactlog.models import ContactEntry, EntryTag, EntryVersion, FollowUp, Participant
from app.contactlog.reading import as_known, as_stood, as_written, entry_columns, every_version, whole
from app.contactlog.replies import asked, awaiting_reply
from app.contactlog.rows import AttachmentRow, AwaitingReply, EntryRow, FollowUpRow, VersionRow
from app.contactlog.standing import (
    given_in_rows,
    given_then,
    given_updates,
    last_contacts,
    last_updates,
    untold_developments,
)
from app.contactlog.still_open import undone
from app.contactlog.storing import pieces_of
from app.kernel.errors import NotFound
from app.kernel.language import tr
from app.matters.running import runs
from app.people.models import Colleague
from app.storage.rows import NOW, rows_of
from app.storage.transaction import Reader

__all__ = [
    "AttachmentRow",
    "AwaitingReply",
    "EntryRow",
    "FollowUpRow",
    "VersionRow",
    "asked",
    "attachment_content",
    "awaiting_reply",
    "count_entries",
    "earlier_participants",
    "entries",
    "entry",
    "entry_form",
    "follow_ups",
    "given_in_rows",
    "given_then",
    "given_updates",
    "last_contacts",
    "last_updates",
    "untold_developments",
    "used_tags",
    "versions",
    "versions_read",
]


def entries(
    reader: Reader,
    *,
    matter_id: UUID | None = None,
    client_id: UUID | None = None,
    since: datetime | None = None,
    ids: Collection[UUID] | None = None,
    limit: int | None = None,
    after: EntryRow | None = None,
) -> tuple[EntryRow, ...]:
    """Entries that had occurred by the reader's moment, newest first; ``since`` is exclusive, ``ids`` looks at these
    alone, ``after`` begins after the last row of a page before (keyset), so that the tenth costs what the first does.

    Where the reader may know only what was written by some moment, they read as they did then.
    """
    query = entry_columns().where(ContactEntry.occurred_at <= reader.now, *as_written(reader))
    if matter_id is not None:
        query = query.where(ContactEntry.matter_id == matter_id)
    if client_id is not None:
        query = query.where(ContactEntry.client_id == client_id)
    if since is not None:
        query = query.where(ContactEntry.occurred_at > since)
    if ids is not None:
        query = query.where(ContactEntry.id.in_(ids))
    if after is not None:
        key = tuple_(ContactEntry.occurred_at, ContactEntry.id)
        moment = literal(after.occurred_at, ContactEntry.occurred_at.type)
        query = query.where(
            ContactEntry.occurred_at <= after.occurred_at,
            key < tuple_(moment, literal(after.id, ContactEntry.id.type)),
        )
    query = query.order_by(ContactEntry.occurred_at.desc(), ContactEntry.id.desc())
    if reader.known_by is None:
        return whole(reader, reader.session.execute(query.limit(limit)).all())
    then = (
        row
        for row in as_known(reader)
        if row.occurred_at <= reader.now
        and matter_id in {None, row.matter_id}
        and client_id in {None, row.client_id}
        and (since is None or row.occurred_at > since)
        and (ids is None or row.id in ids)
        and (after is None or (row.occurred_at, row.id) < (after.occurred_at, after.id))
    )
    rows = [*whole(reader, reader.session.execute(query).all()), *then]
    rows.sort(key=lambda row: (row.occurred_at, row.id), reverse=True)
    return tuple(rows[:limit])


def entry(reader: Reader, entry_id: UUID) -> EntryRow:
    """One entry, as the reader may know it."""
    query = entry_columns().where(ContactEntry.id == entry_id, *as_written(reader))
    rows = whole(reader, reader.session.execute(query).all())
    rows = rows or tuple(row for row in as_known(reader) if row.id == entry_id)
    if not rows:
        raise NotFound("no-entry", tr("That entry is not in the contact log."), field="entry")
    return rows[0]


def entry_form(reader: Reader, entry_id: UUID) -> NewContact:
    """An entry as its form holds it, to be amended: follow-ups and files that are there already stay out."""
    row = entry(reader, entry_id)
    shared = {one.name for one in fields(NewContact)} & {one.name for one in fields(EntryRow)}
    values = {name: getattr(row, name) for name in shared - {"participants", "follow_ups", "attachments"}}
    return NewContact(**values, participants=tuple(NewParticipant(*one) for one in row.participants))


def versions(reader: Reader, entry_id: UUID) -> tuple[VersionRow, ...]:
    """Every version of an entry, the first one first."""
    query = (
        select(
            EntryVersion.version,
            EntryVersion.written_at,
            Colleague.name,
            EntryVersion.reason,
            EntryVersion.content,
        )
        .join(Colleague, Colleague.id == EntryVersion.author_id)
        .where(EntryVersion.entry_id == entry_id)
        .order_by(EntryVersion.version)
    )
    found = tuple(VersionRow(*row) for row in reader.session.execute(query))
    if found:
        return found
    now = entry(reader, entry_id)  # never amended: its row is the only version
    return (VersionRow(1, now.written_at, now.author, "", content_of(now)),)


def versions_read(reader: Reader, entry_id: UUID) -> tuple[tuple[VersionRow, EntryRow], ...]:
    """Every version of an entry, with the entry as it said it."""
    found = versions(reader, entry_id)
    return tuple(zip(found, every_version(reader, entry(reader, entry_id), found), strict=True))


def count_entries(reader: Reader) -> int:
    """How many entries the log holds."""
    return reader.session.scalar(select(func.count()).select_from(ContactEntry)) or 0


def count_of_client(reader: Reader, client_id: UUID) -> int:
    """How many entries with a client may be seen."""
    found = select(func.count()).select_from(ContactEntry).where(ContactEntry.client_id == client_id)
    return reader.session.scalar(found) or 0


def attachment_content(reader: Reader, attachment_id: UUID) -> bytes:
    """The bytes of a file; `pieces_of` has those of a large one a piece at a time."""
    return b"".join(pieces_of(reader, attachment_id))


def follow_ups(
    reader: Reader,
    *,
    matter_id: UUID | None = None,
    open_only: bool = False,
    done_only: bool = False,
    first: date | None = None,
    last: date | None = None,
    closed: bool = True,
) -> tuple[FollowUpRow, ...]:
    """Agreed actions by the day they are due (those without a day last), as they stood at the reader's moment.

    ``open_only`` and ``done_only`` choose by how they stood; ``first`` and ``last`` by the day due; with ``closed``
    False those in closed matters are left out.
    """
    if (
        open_only
        and not closed
        and reader.known_by is None
        and (matter_id, first, last) == (None, None, None)
    ):
        found = rows_of(reader.session, _open_in_running(), now=reader.now)
        return tuple(as_stood(reader, FollowUpRow(*row)) for row in found)
    query = _agreed(reader.now, reader.now if reader.known_by is None else reader.known_by)
    if not closed:
        query = query.where(FollowUp.matter_id.is_(None) | runs(FollowUp.matter_id))
    if reader.known_by is not None:  # what it said then decides, not what the row says now
        query = query.where(FollowUp.written_at <= reader.known_by)
    else:
        query = query.where(*_wanted(matter_id, first, last))
        if open_only:
            query = query.where(FollowUp.done_at.is_(None) | (FollowUp.done_at > reader.now))
        if done_only:  # a firm's month has thousands that are open
            query = query.where(FollowUp.done_at <= reader.now)
    rows = agreed_then(reader, [FollowUpRow(*row) for row in reader.session.execute(query)])
    if reader.known_by is not None:
        rows = sorted(
            (row for row in rows if _is_wanted(row, matter_id, first, last)),
            key=lambda row: (row.due_on or date.max, row.id),
        )
    stood = (as_stood(reader, row) for row in rows)
    return tuple(row for row in stood if not (open_only if row.done_at is not None else done_only))


def _wanted(matter_id: UUID | None, first: date | None, last: date | None) -> Iterator[ColumnElement[bool]]:
    if matter_id is not None:
        yield FollowUp.matter_id == matter_id
    if first is not None:
        yield FollowUp.due_on >= first
    if last is not None:
        yield FollowUp.due_on <= last


def _is_wanted(row: FollowUpRow, matter_id: UUID | None, first: date | None, last: date | None) -> bool:
    """The same of a row that was read."""
    if matter_id is not None and row.matter_id != matter_id:
        return False
    if first is None and last is None:
        return True
    return row.due_on is not None and (first or date.min) <= row.due_on <= (last or date.max)


@cache
def _open_in_running() -> Select[*tuple[Any, ...]]:
    """What Today asks for again and again, made once."""
    return _agreed(NOW, NOW).where(undone(NOW))


def _agreed(
    now: datetime | BindParameter[datetime], known_by: datetime | BindParameter[datetime]
) -> Select[*tuple[Any, ...]]:
    """What was agreed by a moment. What a withdrawn entry agreed counts for nothing from its withdrawal on."""
    stands = ContactEntry.withdrawn_at.is_(None) | (ContactEntry.withdrawn_at > known_by)
    return (
        select(*(getattr(FollowUp, one.name) for one in fields(FollowUpRow)))
        .join(ContactEntry, ContactEntry.id == FollowUp.entry_id, isouter=True)
        .where(FollowUp.agreed_at <= now, stands)
        .order_by(FollowUp.due_on.is_(None), FollowUp.due_on, FollowUp.id)
    )


def used_tags(reader: Reader, limit: int = 60) -> tuple[str, ...]:
    """Tags of the latest entries, the most used first; a few thousand are looked at, however long the log is."""
    latest = select(EntryTag.tag).order_by(EntryTag.entry_id.desc()).limit(3000)
    return tuple(tag for tag, _ in Counter(reader.session.scalars(latest)).most_common(limit))


def earlier_participants(
    reader: Reader, matter_id: UUID | None, client_id: UUID | None, limit: int = 40
) -> tuple[tuple[str, str], ...]:
    """(name, role) of those who took part in contact about the matter, or with the client, the latest first."""
    query = select(Participant.name, Participant.role).join(
        ContactEntry, ContactEntry.id == Participant.entry_id
    )
    if matter_id is not None:
        query = query.where(ContactEntry.matter_id == matter_id)
    else:
        query = query.where(ContactEntry.client_id == client_id)
    latest = query.group_by(Participant.name, Participant.role).order_by(
        func.max(ContactEntry.occurred_at).desc()
    )
    return tuple((name, role) for name, role in reader.session.execute(latest.limit(limit)))
