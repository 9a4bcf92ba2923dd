"""The contact log as a list: light rows, newest first, a page at a time, at any length of the log.

A page begins after the last row of the one before (keyset), so the thousandth costs what the first does. What is looked
for is found by `app.search`; its rows, too, are read here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import func, literal, or_, select, tuple_
from sqlalchemy.orm import aliased

from app.clients.models import Client
from app.contactlog.models import ContactEntry, EntryAnswer
from app.contactlog.words import Channel, Direction, Outcome
from app.matters.models import Matter
from app.people.models import Colleague
from app.storage.transaction import Reader

_SHOWN = 400
"""So many letters of what was said are read for a list."""


@dataclass(frozen=True, slots=True)
class LogRow:
    """An entry as the list shows it; ``summary`` is its beginning."""

    id: UUID
    occurred_at: datetime
    written_at: datetime
    channel: Channel
    direction: Direction
    outcome: Outcome | None
    reached_at: str
    with_client: bool
    duration_minutes: int | None
    summary: str
    matter_id: UUID | None
    matter_number: str
    matter_title: str
    client_id: UUID | None
    client: str
    author: str
    is_update: bool
    needs_reply: bool
    is_answered: bool
    """Whether an entry that stands answers it."""
    urgent: bool
    version: int
    message_key: str | None
    withdrawn_at: datetime | None


class Cursor(NamedTuple):
    """Where a page ended: the next begins after it."""

    occurred_at: datetime
    id: UUID


class LogPage(NamedTuple):
    """Rows, and where to go on; None at the end of the log."""

    rows: tuple[LogRow, ...]
    next: Cursor | None


def log_page(reader: Reader, after: Cursor | None = None, limit: int = 200) -> LogPage:
    """The next entries, newest first."""
    last = min(reader.now, after.occurred_at) if after is not None else reader.now
    narrow = select(ContactEntry.id).where(ContactEntry.occurred_at <= last)
    if after is not None:
        key = tuple_(ContactEntry.occurred_at, ContactEntry.id)
        moment = literal(after.occurred_at, ContactEntry.occurred_at.type)
        narrow = narrow.where(key < tuple_(moment, literal(after.id, ContactEntry.id.type)))
    window = narrow.order_by(ContactEntry.occurred_at.desc(), ContactEntry.id.desc()).limit(limit).subquery()
    query = _rows().join(window, window.c.id == ContactEntry.id)
    query = query.order_by(ContactEntry.occurred_at.desc(), ContactEntry.id.desc())
    rows = tuple(LogRow(*row) for row in reader.session.execute(query))
    more = len(rows) == limit
    return LogPage(rows, Cursor(rows[-1].occurred_at, rows[-1].id) if more else None)


def log_rows(reader: Reader, ids: Sequence[UUID]) -> dict[UUID, LogRow]:
    """The rows of these entries, a page of them at most; those that are not there are left out."""
    query = _rows().where(ContactEntry.id.in_(ids))
    return {row.id: row for row in (LogRow(*one) for one in reader.session.execute(query))}


def count_log(reader: Reader) -> int:
    """How many entries there are."""
    query = select(func.count()).select_from(ContactEntry).where(ContactEntry.occurred_at <= reader.now)
    return reader.session.scalar(query) or 0


def _rows() -> Any:
    joined: dict[str, Any] = {
        "matter_number": func.coalesce(Matter.number, ""),
        "matter_title": func.coalesce(Matter.title, ""),
        "client": func.coalesce(Client.name, ""),
        "author": Colleague.name,
        "is_answered": _answered(),
        "summary": func.substr(ContactEntry.summary, 1, _SHOWN),
    }
    columns = [
        joined[one.name].label(one.name) if one.name in joined else getattr(ContactEntry, one.name)
        for one in fields(LogRow)
    ]
    return (
        select(*columns)
        .join(Colleague, Colleague.id == ContactEntry.author_id)
        .join(Matter, Matter.id == ContactEntry.matter_id, isouter=True)
        .join(Client, Client.id == ContactEntry.client_id, isouter=True)
    )


def _answered() -> Any:
    answer = aliased(ContactEntry)
    stands = (answer.answers_id == ContactEntry.id, answer.withdrawn_at.is_(None))
    alone = select(answer.id).where(*stands).correlate(ContactEntry).exists()
    other = aliased(ContactEntry)
    beside = (
        select(EntryAnswer.entry_id)
        .join(other, other.id == EntryAnswer.entry_id)
        .where(EntryAnswer.asked_id == ContactEntry.id, other.withdrawn_at.is_(None))
        .correlate(ContactEntry)
        .exists()
    )
    return or_(alone, beside)
