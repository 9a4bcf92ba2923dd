"""The audit trail, read: newest first, a page at a time, at any length of the trail.

Nothing but the sequence number is indexed, on purpose: an index would cost every save. Who asks for one person's or
one matter's events is answered a stretch of the trail at a time, so that the worker is free for others in between.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, true

from app.audit.models import AuditBody, AuditEvent
from app.audit.trail import head
from app.kernel.rights import Right
from app.storage.transaction import Reader

STRETCH = 50_000
"""So many events are looked at in one go: some hundredths of a second."""
SHORT = 8_000
"""Of a longer body the beginning is read, until somebody opens the event: that of an import lists all that came in."""
_LIST = ',"done":['
"""Where the list of what was done begins in the body of an event that folds others: at its end."""
FOLDED = frozenset(
    {"imported", "handed over", "taken back", "settled to come", "told of absence", "untold of absence"}
)
"""The actions of events that list others (`Transaction.as_one`)."""

NOBODY = UUID(int=0)
"""The actor of what happened while nobody was signed in."""


@dataclass(frozen=True, slots=True)
class EventFilter:
    """What is looked for. ``first`` is inclusive, ``before`` exclusive.

    ``person``: who did it, or had it done to themselves. ``things``: a query for the ids of which one must be meant.
    """

    person: UUID | None = None
    things: Select[tuple[UUID]] | None = None
    actions: frozenset[str] = frozenset()
    other_actions: frozenset[str] = frozenset()
    """Actions that are not looked for."""
    first: datetime | None = None
    before: datetime | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that was done. ``body`` is what was recorded with it; None where it is long or not kept."""

    seq: int
    at: datetime
    actor_id: UUID
    action: str
    kind: str
    object_id: UUID | None
    body: Mapping[str, Any] | None


class EventPage(NamedTuple):
    """Events, and where to go on (``before_seq``); None at the beginning of the trail.

    With a filter a page may be empty and yet not the last.
    """

    rows: tuple[Event, ...]
    next: int | None


def events(
    reader: Reader, wanted: EventFilter, *, before_seq: int | None = None, limit: int = 200
) -> EventPage:
    """The next events that fit ``wanted``, newest first. Raises `Refused` for who may not see the trail."""
    reader.need(Right.AUDIT)
    top = before_seq - 1 if before_seq is not None else head(reader.session).seq
    bottom = max(0, top - STRETCH)
    query = (
        _events()
        .where(AuditEvent.seq <= top, AuditEvent.seq > bottom, *_conditions(wanted))
        .order_by(AuditEvent.seq.desc())
        .limit(limit)
    )
    rows = tuple(_event(row) for row in reader.session.execute(query))
    if len(rows) == limit:
        return EventPage(rows, rows[-1].seq)
    return EventPage(rows, bottom + 1 if bottom else None)


def event(reader: Reader, seq: int) -> Event | None:
    """One event with its body, however long."""
    reader.need(Right.AUDIT)
    row = reader.session.execute(_events(short=False).where(AuditEvent.seq == seq)).first()
    return _event(row) if row else None


def _events(*, short: bool = True) -> Select[Any]:
    body = func.substr(AuditBody.body, 1, SHORT) if short else AuditBody.body
    return select(
        AuditEvent.seq,
        AuditEvent.at,
        AuditEvent.actor_id,
        AuditEvent.action,
        AuditEvent.object_kind,
        AuditEvent.object_id,
        body,
    ).join(AuditBody, AuditBody.seq == AuditEvent.seq, isouter=True)


def _event(row: Sequence[Any]) -> Event:
    seq, at, actor, action, kind, about, body = row
    return Event(seq, at, actor, action, kind, about, _read(body))


def _read(body: object) -> Mapping[str, Any] | None:
    """What was recorded. Of a body that was not read to its end, what stands before the list of what was done; None
    where it is not what is ever written, for `verify` to find."""
    if not isinstance(body, str):
        return None
    if len(body) == SHORT:
        beginning, found, _ = body.partition(_LIST)
        body = beginning + "}" if found else body
    try:
        read = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return read if isinstance(read, dict) else None


def _conditions(wanted: EventFilter) -> Sequence[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.person is not None:
        about = and_(AuditEvent.object_kind == "colleague", AuditEvent.object_id == wanted.person)
        found.append(or_(AuditEvent.actor_id == wanted.person, about))
    if wanted.actions:
        found.append(AuditEvent.action.in_(sorted(wanted.actions)))
    if wanted.other_actions:
        found.append(AuditEvent.action.not_in(sorted(wanted.other_actions)))
    if wanted.first is not None:
        found.append(AuditEvent.at >= wanted.first)
    if wanted.before is not None:
        found.append(AuditEvent.at < wanted.before)
    if wanted.things is not None:
        found.append(or_(AuditEvent.object_id.in_(wanted.things), _lists(wanted.things)))
    return found


def _lists(things: Select[tuple[UUID]]) -> ColumnElement[bool]:
    """Whether a folded event lists one of ``things``: its third word, an id as JSON spells it."""
    listed = func.json_each(AuditBody.body, "$.done").table_valued("value")
    spelled = func.replace(func.json_extract(listed.c.value, "$[2]"), "-", "")
    inside = (
        select(AuditBody.seq).join(listed, true()).where(AuditBody.seq == AuditEvent.seq, spelled.in_(things))
    )
    return and_(AuditEvent.action.in_(sorted(FOLDED)), inside.exists())
