"""What developments and key dates said before they were corrected: every version stays (PRACTICE C2, D3).

A row says what counts now. The first correction keeps version 1 as it was written, each correction the version it
makes, with who, when and why. A thing that was never corrected has no version here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from app.matters.models import Development, DevelopmentVersion, KeyDate, KeyDateVersion
from app.matters.words import DevelopmentKind, KeyDateKind
from app.people.models import Colleague
from app.storage.transaction import Reader, Transaction

DEVELOPMENT_SAYS = (
    *("kind", "occurred_at", "text", "whole_text", "plain_words"),
    *("document_number", "essential", "urgent"),
)
KEY_DATE_SAYS = ("kind", "on", "at", "title", "place", "client_attends", "who_acts")
_READ: Mapping[str, Any] = {
    "occurred_at": datetime.fromisoformat,
    "on": date.fromisoformat,
    "at": time.fromisoformat,
}


@dataclass(frozen=True, slots=True)
class FormerVersion:
    """How a thing read from one writing to the next; ``said`` has its fields by name."""

    version: int
    written_at: datetime
    author: str
    reason: str
    said: Mapping[str, Any]


@contextmanager
def keep_development(row: Development, tx: Transaction, reason: str) -> Iterator[None]:
    """Around a change of a development: what it said before is kept, and what it says then is its next version."""
    with _keeping(row, tx, DevelopmentVersion, DEVELOPMENT_SAYS, reason):
        yield


@contextmanager
def keep_key_date(row: KeyDate, tx: Transaction, reason: str) -> Iterator[None]:
    """As `keep_development`, for a key date."""
    with _keeping(row, tx, KeyDateVersion, KEY_DATE_SAYS, reason):
        yield


@contextmanager
def _keeping(
    row: Development | KeyDate,
    tx: Transaction,
    table: type[DevelopmentVersion | KeyDateVersion],
    names: Sequence[str],
    reason: str,
) -> Iterator[None]:
    if row.version == 1:
        first = {"version": 1, "written_at": row.written_at, "author_id": row.author_id, "reason": ""}
        tx.insert(table, {"of_id": row.id, **first, "content": _said(row, names)})
    yield
    row.version += 1
    row.changed_at = tx.now
    tx.session.flush()
    now = {"version": row.version, "written_at": tx.now, "author_id": tx.actor, "reason": reason}
    tx.insert(table, {"of_id": row.id, **now, "content": _said(row, names)})


def development_versions(reader: Reader, development_id: UUID) -> tuple[FormerVersion, ...]:
    """Every version that the reader may know, oldest first; nothing for one that was never corrected."""
    return _versions(reader, DevelopmentVersion, DevelopmentKind, development_id)


def key_date_versions(reader: Reader, key_date_id: UUID) -> tuple[FormerVersion, ...]:
    """As `development_versions`, of a key date."""
    return _versions(reader, KeyDateVersion, KeyDateKind, key_date_id)


def said_then(
    reader: Reader, table: type[DevelopmentVersion | KeyDateVersion], ids: Sequence[UUID]
) -> dict[UUID, dict[str, Any]]:
    """What these things said at the moment that the reader may know, for those that were corrected since."""
    kind = DevelopmentKind if table is DevelopmentVersion else KeyDateKind
    newest = (
        select(table.of_id, func.max(table.version).label("version"))
        .where(table.written_at <= reader.known_by, table.of_id.in_(ids))
        .group_by(table.of_id)
        .subquery()
    )
    query = select(table.of_id, table.content).join(
        newest, (newest.c.of_id == table.of_id) & (newest.c.version == table.version)
    )
    return {of_id: read_back(content, kind) for of_id, content in reader.session.execute(query)}


def if_by(moment: datetime | None, by: datetime) -> datetime | None:
    """A moment of what was known ``by`` then; None for one that came later."""
    return moment if moment is not None and moment <= by else None


def _versions(
    reader: Reader,
    table: type[DevelopmentVersion | KeyDateVersion],
    kind: type[DevelopmentKind | KeyDateKind],
    of_id: UUID,
) -> tuple[FormerVersion, ...]:
    query = (
        select(
            table.version, table.written_at, func.coalesce(Colleague.name, ""), table.reason, table.content
        )
        .join(Colleague, Colleague.id == table.author_id, isouter=True)
        .where(table.of_id == of_id)
        .order_by(table.version)
    )
    if reader.known_by is not None:
        query = query.where(table.written_at <= reader.known_by)
    return tuple(
        FormerVersion(number, at, author, reason, read_back(content, kind))
        for number, at, author, reason, content in reader.session.execute(query)
    )


def _said(row: Development | KeyDate, names: Sequence[str]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}


def read_back(content: Mapping[str, Any], kind: type[DevelopmentKind | KeyDateKind]) -> dict[str, Any]:
    """What a version says, by the names of its fields."""
    found = {
        name: _READ[name](value) if name in _READ and value is not None else value
        for name, value in content.items()
    }
    return {**found, "kind": kind(found["kind"])}
