"""How follow-ups read before they were moved, given, done or taken up again: from the audit trail (CLI.md, --known-by).

The rows say what counts now. The trail is asked by its index for these few things, however long it is.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, select

from app.audit.models import GIVING, AuditBody, AuditEvent, by_kind
from app.contactlog.follow_ups import whose
from app.contactlog.rows import FollowUpRow
from app.people.models import Colleague
from app.storage.rows import among
from app.storage.transaction import Reader

_OFF = frozenset({"done", "given up"})
"""What takes it off the list."""
_TURNS = ("moved", "given", "reopened", *sorted(_OFF))

Turn = tuple[UUID, str, datetime, Mapping[str, Any]]
"""Of which follow-up, what was done, when, and what was recorded of it."""


@dataclass(slots=True)
class _Past:
    """What is known of one follow-up: what it said before its first turn after the moment, and when it was done."""

    changes: dict[str, Any] = field(default_factory=dict)
    done_at: datetime | None = None
    turned: bool = False


def as_they_read(reader: Reader, rows: Sequence[FollowUpRow]) -> Iterator[FollowUpRow]:
    """The follow-ups as they were known: a day that was moved since and a person it was given to since, as they were;
    what was done by then and taken up again since, as done."""
    by = reader.known_by
    if by is None or not rows:
        yield from rows
        return
    past: dict[UUID, _Past] = {}
    for row_id, action, at, said in _turns(reader, {row.id for row in rows}, by):
        one = past.setdefault(row_id, _Past())
        if at > by and action in {"moved", "given"}:
            for name, value in _before(reader, action, said).items():
                one.changes.setdefault(name, value)  # the first after the moment says what stood then
        elif at > by:
            one.turned = True
        elif action in {"reopened", *_OFF}:
            one.done_at = at if action in _OFF else None
    for row in rows:
        if (found := past.get(row.id)) is None:
            yield row
            continue
        known = replace(row, **found.changes)
        yield replace(known, done_at=found.done_at) if found.turned else known


def _before(reader: Reader, action: str, said: Mapping[str, Any]) -> dict[str, Any]:
    """What it said before it was moved or given."""
    was = said["before"]
    if action == "moved":
        return {"due_on": date.fromisoformat(was) if was else None}
    if "before_id" in said:
        return {"who": was, "colleague_id": UUID(said["before_id"]) if said["before_id"] else None}
    people = reader.session.execute(select(Colleague.id, Colleague.name))
    return {"who": was, "colleague_id": whose(was, [(one.id, one.name) for one in people], "")[1]}


def _turns(reader: Reader, ids: set[UUID], by: datetime) -> Iterator[Turn]:
    """What was done to these follow-ups, in the order of the trail: by itself, or after ``by`` within a hand-over."""
    alone = _events(by_kind("follow_up"), AuditEvent.action.in_(_TURNS), among(AuditEvent.object_id, ids))
    acts = _events(by_kind("colleague"), AuditEvent.action.in_(GIVING), AuditEvent.at > by)
    rows = [*reader.session.execute(alone), *reader.session.execute(acts)]
    for seq, row_id, action, at, body in sorted(rows, key=lambda row: row[0]):
        del seq
        said = json.loads(body)
        if action not in GIVING:
            yield row_id, action, at, said
            continue
        for inner, kind, spelled, told in said.get("done", ()):
            if kind == "follow_up" and inner == "given" and (of := UUID(spelled)) in ids:
                yield of, inner, at, told


def _events(*conditions: ColumnElement[bool]) -> Select[int, UUID | None, str, datetime, str]:
    return (
        select(AuditEvent.seq, AuditEvent.object_id, AuditEvent.action, AuditEvent.at, AuditBody.body)
        .join(AuditBody, AuditBody.seq == AuditEvent.seq)
        .where(*conditions)
    )
