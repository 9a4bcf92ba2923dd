"""The contact history of a matter, as evidence: every entry, every version of it, and what was withdrawn and why (C2).

The oldest comes first. The keys of all entries are read at once, some hundred bytes each; the entries whole are read a
few hundred at a time, so that the longest matter takes no more room than a short one.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import select

from app.audit.models import AuditBody, AuditEvent
from app.contactlog.models import ContactEntry, EntryVersion
from app.contactlog.reading import as_known, as_written, entry_columns, every_version, whole
from app.contactlog.rows import EntryRow, VersionRow
from app.contactlog.words import Direction
from app.people.models import Colleague
from app.storage.transaction import Reader

AT_ONCE = 200
"""Entries read together."""


class Key(NamedTuple):
    """An entry of the history: enough to put it in its place, and to decide who gets it."""

    occurred_at: datetime
    id: UUID
    direction: Direction
    with_client: bool
    confidentiality: str
    withdrawn_at: datetime | None


@dataclass(frozen=True, slots=True)
class Writing:
    """One version of an entry: when it was written, by whom, why (of an amendment), and the entry as it said it.

    ``elsewhere``: it stood in another matter then, or in none; its words are not this matter's.
    """

    version: int
    written_at: datetime
    author: str
    reason: str
    row: EntryRow
    elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """When an entry was withdrawn; by whom and why, as the audit trail has it ("" where that is not kept)."""

    at: datetime
    by: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Remembered:
    """An entry with all its versions, the first one first; the last is how it reads."""

    row: EntryRow
    writings: tuple[Writing, ...]
    withdrawal: Withdrawal | None


def history_keys(
    reader: Reader, matter_id: UUID, first: date | None = None, last: date | None = None
) -> list[Key]:
    """The entries of a matter that had occurred by the reader's moment, and were known by it, the oldest first.

    ``first`` and ``last``: days on which they occurred, both inclusive, in the firm's zone.
    """
    columns = [getattr(ContactEntry, name) for name in Key._fields]
    query = select(*columns).where(
        ContactEntry.matter_id == matter_id, ContactEntry.occurred_at <= reader.now, *as_written(reader)
    )
    found = [Key(*row) for row in reader.session.execute(query)]
    found += [key_of(row) for row in as_known(reader) if row.matter_id == matter_id]
    return sorted(key for key in (_known(reader, one) for one in found) if _within(reader, key, first, last))


def recorded(reader: Reader, keys: Sequence[Key]) -> Iterator[Remembered]:
    """The entries whole, in the order of their keys."""
    withdrawals = _withdrawals(reader, {key.id: key.withdrawn_at for key in keys if key.withdrawn_at})
    amended_since = {row.id: row for row in as_known(reader)}
    for start in range(0, len(keys), AT_ONCE):
        some = keys[start : start + AT_ONCE]
        rows = _rows(reader, [key.id for key in some])
        rows.update((key.id, amended_since[key.id]) for key in some if key.id in amended_since)
        kept = _versions(reader, [row.id for row in rows.values() if row.version > 1])
        for key in some:
            row = rows[key.id]
            yield Remembered(row, _writings(reader, row, kept[row.id]), withdrawals.get(key.id))


def key_of(row: EntryRow) -> Key:
    """Of an entry in hand."""
    return Key(*(getattr(row, name) for name in Key._fields))


def _known(reader: Reader, key: Key) -> Key:
    """A withdrawal that was not known by then had not been."""
    by = reader.known_by
    unknown = by is not None and key.withdrawn_at is not None and key.withdrawn_at > by
    return key._replace(withdrawn_at=None) if unknown else key


def _within(reader: Reader, key: Key, first: date | None, last: date | None) -> bool:
    if key.occurred_at > reader.now:
        return False
    day = reader.local(key.occurred_at).date()
    return (first is None or day >= first) and (last is None or day <= last)


def _rows(reader: Reader, ids: Collection[UUID]) -> dict[UUID, EntryRow]:
    query = entry_columns().where(ContactEntry.id.in_(ids))
    return {row.id: row for row in whole(reader, reader.session.execute(query).all())}


def _versions(reader: Reader, ids: Collection[UUID]) -> defaultdict[UUID, list[VersionRow]]:
    found: defaultdict[UUID, list[VersionRow]] = defaultdict(list)
    query = (
        select(
            EntryVersion.entry_id,
            EntryVersion.version,
            EntryVersion.written_at,
            Colleague.name,
            EntryVersion.reason,
            EntryVersion.content,
        )
        .join(Colleague, Colleague.id == EntryVersion.author_id)
        .where(EntryVersion.entry_id.in_(ids))
        .order_by(EntryVersion.entry_id, EntryVersion.version)
    )
    if reader.known_by is not None:
        query = query.where(EntryVersion.written_at <= reader.known_by)
    for entry_id, *version in reader.session.execute(query) if ids else ():
        found[entry_id].append(VersionRow(*version))
    return found


def _writings(reader: Reader, row: EntryRow, kept: Sequence[VersionRow]) -> tuple[Writing, ...]:
    if not kept:
        return (Writing(row.version, row.written_at, row.author, "", row),)
    said = every_version(reader, row, kept)
    return tuple(
        Writing(
            one.version,
            one.written_at,
            one.author,
            one.reason,
            then,
            elsewhere=then.matter_id != row.matter_id,
        )
        for one, then in zip(kept, said, strict=True)
    )


def _withdrawals(reader: Reader, when: dict[UUID, datetime | None]) -> dict[UUID, Withdrawal]:
    """Who withdrew these and why. The trail has no index, on purpose: it is gone through once, however many."""
    found = {one: Withdrawal(at) for one, at in when.items() if at is not None}
    if not found:
        return {}
    query = (
        select(AuditEvent.object_id, Colleague.name, AuditBody.body)
        .join(AuditBody, AuditBody.seq == AuditEvent.seq)
        .join(Colleague, Colleague.id == AuditEvent.actor_id)
        .where(AuditEvent.action == "withdrawn", AuditEvent.object_kind == "entry")
    )
    for entry_id, name, body in reader.session.execute(query):
        if entry_id in found:
            found[entry_id] = Withdrawal(found[entry_id].at, name, _reason(body))
    return found


def _reason(body: str) -> str:
    said = json.loads(body)
    return str(said.get("reason", "")) if isinstance(said, dict) else ""
