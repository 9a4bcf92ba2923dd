"""The contact log as a list: light rows, newest first, a page at a time, at any length of the log.

A page begins after the last row of the one before (keyset), so the thousandth costs what the first does. Words
are looked for in bounded stretches of the log: the worker is free for others in between.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, literal, or_, select, tuple_

from app.clients.models import Client
from app.contactlog.models import ContactEntry
from app.contactlog.words import Channel, Direction, Outcome
from app.kernel.text import fold
from app.matters.models import Matter
from app.people.models import Colleague
from app.storage.transaction import Reader

STRETCH = 5_000
"""So many entries are looked at for words in one go: a few hundredths of a second."""

_SHOWN = 400
"""So many letters of what was said are read for a list."""


@dataclass(frozen=True, slots=True)
class LogFilter:
    """What is looked for. ``since`` is inclusive, ``before`` exclusive; every one of ``words`` must stand there."""

    words: str = ""
    matter_id: UUID | None = None
    client_id: UUID | None = None
    channels: frozenset[Channel] = frozenset()
    since: datetime | None = None
    before: datetime | None = None


@dataclass(frozen=True, slots=True)
class LogRow:
    """An entry as the list shows it; ``summary`` is its beginning."""

    id: UUID
    occurred_at: datetime
    written_at: datetime
    channel: Channel
    direction: Direction
    outcome: Outcome | None
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
    urgent: bool
    version: int
    withdrawn_at: datetime | None


class Cursor(NamedTuple):
    """Where a page ended: the next begins after it."""

    occurred_at: datetime
    id: UUID


class LogPage(NamedTuple):
    """Rows, and where to go on; None at the end of the log. With words a page may be empty and yet not the last."""

    rows: tuple[LogRow, ...]
    next: Cursor | None


def log_page(reader: Reader, wanted: LogFilter, after: Cursor | None = None, limit: int = 200) -> LogPage:
    """The next rows that fit ``wanted``, newest first."""
    words = wanted.words.split()
    stretch = STRETCH if words else limit
    narrow = select(ContactEntry.id, ContactEntry.occurred_at).where(*_conditions(reader, wanted, after))
    if after is not None:
        key = tuple_(ContactEntry.occurred_at, ContactEntry.id)
        moment = literal(after.occurred_at, ContactEntry.occurred_at.type)
        narrow = narrow.where(key < tuple_(moment, literal(after.id, ContactEntry.id.type)))
    narrow = narrow.order_by(ContactEntry.occurred_at.desc(), ContactEntry.id.desc()).limit(stretch)
    looked_at = reader.session.execute(narrow).all()
    if not looked_at:
        return LogPage((), None)
    last = Cursor(looked_at[-1].occurred_at, looked_at[-1].id)
    window = narrow.subquery()
    query = _rows().join(window, window.c.id == ContactEntry.id)
    for word in words:
        query = query.where(_says(word))
    query = query.order_by(ContactEntry.occurred_at.desc(), ContactEntry.id.desc()).limit(limit)
    rows = tuple(LogRow(*row) for row in reader.session.execute(query))
    if words and len(rows) == limit:
        return LogPage(rows, Cursor(rows[-1].occurred_at, rows[-1].id))
    return LogPage(rows, last if len(looked_at) == stretch else None)


def count_fitting(reader: Reader, wanted: LogFilter) -> int | None:
    """How many entries fit; None where words would have to be looked for in all of them."""
    if wanted.words.strip():
        return None
    return reader.session.scalar(
        select(func.count()).select_from(ContactEntry).where(*_conditions(reader, wanted))
    )


def _conditions(
    reader: Reader, wanted: LogFilter, after: Cursor | None = None
) -> Sequence[ColumnElement[bool]]:
    """One upper bound and no more: of several the index takes the first, and reads all the others leave out."""
    found: list[ColumnElement[bool]] = []
    last = min(reader.now, after.occurred_at) if after is not None else reader.now
    if wanted.before is not None and wanted.before <= last:
        found.append(ContactEntry.occurred_at < wanted.before)
    else:
        found.append(ContactEntry.occurred_at <= last)
    if wanted.matter_id is not None:
        found.append(ContactEntry.matter_id == wanted.matter_id)
    if wanted.client_id is not None:
        found.append(ContactEntry.client_id == wanted.client_id)
    if wanted.channels:
        found.append(ContactEntry.channel.in_(sorted(wanted.channels)))
    if wanted.since is not None:
        found.append(ContactEntry.occurred_at >= wanted.since)
    return found


def _says(word: str) -> ColumnElement[bool]:
    texts = (ContactEntry.summary, ContactEntry.advice, ContactEntry.decision)
    names = (Client.name_key, Matter.title_key, Matter.number_key)
    return or_(
        *(text.icontains(word, autoescape=True) for text in texts),
        *(and_(name.is_not(None), name.contains(fold(word), autoescape=True)) for name in names),
    )


def _rows() -> Any:
    joined: dict[str, Any] = {
        "matter_number": func.coalesce(Matter.number, ""),
        "matter_title": func.coalesce(Matter.title, ""),
        "client": func.coalesce(Client.name, ""),
        "author": Colleague.name,
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
