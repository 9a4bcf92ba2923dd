"""What came in and needs a reply, with what was said to it: receipts, promises, waiting for the client, the answer.

Everything is derived at the reader's moment; where the reader may know only what was written by some moment, it is
derived from what the entries said then.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Select,
    Text,
    bindparam,
    case,
    func,
    or_,
    select,
    type_coerce,
)
from sqlalchemy.orm import aliased

from app.contactlog.models import ContactEntry, EntryAnswer
from app.contactlog.reading import as_known
from app.contactlog.rows import AwaitingReply, EntryRow, Receipt
from app.contactlog.standing import counting, counting_at, counting_then
from app.contactlog.still_open import maybe_unanswered
from app.contactlog.words import Direction, Outcome
from app.storage.base import QuickUuid, UtcDateTime
from app.storage.rows import NOW, among, among_listed, listed, rows_of
from app.storage.transaction import Reader


def awaiting_reply(reader: Reader, matter_id: UUID | None = None) -> tuple[AwaitingReply, ...]:
    """What had come in and was not answered by the reader's moment, oldest first."""
    if reader.known_by is not None:
        found = _asked_then(reader)
        return tuple(one for one in found if one.answered_at is None and matter_id in {None, one.matter_id})
    query = _waiting(of_one=matter_id is not None)
    rows = [
        AwaitingReply(*row) for row in rows_of(reader.session, query, now=reader.now, matter_id=matter_id)
    ]
    receipts = _receipts(reader, [one.entry_id for one in rows])
    return tuple(
        replace(one, receipts=tuple(receipts[one.entry_id])) if one.entry_id in receipts else one
        for one in rows
    )


def asked(
    reader: Reader,
    *,
    entry_ids: Collection[UUID] | None = None,
    matter_id: UUID | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
) -> tuple[AwaitingReply, ...]:
    """What had come in and needed a reply, answered by the reader's moment or not, oldest first; by id, of a matter,
    of the time from ``since`` to before ``until``."""
    found: Iterable[AwaitingReply]
    if reader.known_by is not None:
        found = _asked_then(reader)
    else:
        query = select(*_COLUMNS).where(ContactEntry.needs_reply, *counting(reader))
        if entry_ids is not None:
            query = query.where(among(ContactEntry.id, entry_ids))
        if matter_id is not None:
            query = query.where(ContactEntry.matter_id == matter_id)
        if since is not None:
            query = query.where(ContactEntry.occurred_at >= since)
        if until is not None:
            query = query.where(ContactEntry.occurred_at < until)
        query = query.order_by(ContactEntry.occurred_at, ContactEntry.id)
        rows = [AwaitingReply(*row) for row in reader.session.execute(query)]
        ids = [one.entry_id for one in rows]
        receipts, answers = _receipts(reader, ids), _answers(reader, ids)
        found = [
            replace(one, receipts=tuple(receipts[one.entry_id]), answered_at=answers.get(one.entry_id))
            for one in rows
        ]
    return tuple(
        one
        for one in found
        if (entry_ids is None or one.entry_id in entry_ids)
        and matter_id in {None, one.matter_id}
        and (since is None or one.occurred_at >= since)
        and (until is None or one.occurred_at < until)
    )


_COLUMNS = (
    ContactEntry.id,
    ContactEntry.matter_id,
    ContactEntry.client_id,
    ContactEntry.occurred_at,
    ContactEntry.channel,
    ContactEntry.summary,
    ContactEntry.urgent,
    ContactEntry.reached_at,
)
"""In the order of `AwaitingReply`."""


@cache
def _waiting(*, of_one: bool) -> Select[*tuple[Any, ...]]:
    """What needs a reply and has none, in all matters and outside any, or in ``of_one``."""
    answer, other = aliased(ContactEntry), aliased(ContactEntry)
    answered = select(answer.id).where(answer.answers_id == ContactEntry.id, *_said(NOW, answer)).exists()
    beside = (
        select(EntryAnswer.entry_id)
        .join(other, other.id == EntryAnswer.entry_id)
        .where(EntryAnswer.asked_id == ContactEntry.id, *_said(NOW, other))
        .exists()
    )
    which = (
        ContactEntry.matter_id == bindparam("matter_id", type_=QuickUuid())
        if of_one
        else maybe_unanswered(NOW)
    )
    waiting = select(ContactEntry.id).where(
        ContactEntry.needs_reply, ~answered, ~beside, *counting_at(NOW), which
    )
    query = select(*_COLUMNS).where(ContactEntry.id.in_(waiting))
    return query.order_by(ContactEntry.occurred_at, ContactEntry.id)


def _said(
    now: datetime | BindParameter[datetime], table: type[ContactEntry]
) -> tuple[ColumnElement[bool], ...]:
    """Entries of ours that stand and had happened."""
    return (table.withdrawn_at.is_(None), table.occurred_at <= now)


def _receipts(reader: Reader, ids: Sequence[UUID]) -> dict[UUID, list[Receipt]]:
    """What acknowledged each of these, in the order in which it was said."""
    found: dict[UUID, list[Receipt]] = defaultdict(list)
    if ids:
        for asked_id, *row in rows_of(reader.session, _said_to(), now=reader.now, ids=listed(ids)):
            found[asked_id].append(Receipt(*row))
    return found


@cache
def _said_to() -> Select[*tuple[Any, ...]]:
    """What acknowledged some of ``ids``; for the columns of `_receipts`."""
    ours = aliased(ContactEntry)
    heard = _next_word(ours.matter_id, ours.client_id, ours.occurred_at, counting_at(NOW))
    awaited = case((ours.awaits_client, heard.correlate(ours).scalar_subquery()), else_=None)
    columns = (ours.acknowledges_id, ours.id, ours.occurred_at, ours.promised_by, ours.awaits_client)
    these = among_listed(ours.acknowledges_id, bindparam("ids", type_=Text()))
    query = select(*columns, type_coerce(awaited, UtcDateTime())).where(these, *_said(NOW, ours))
    return query.order_by(ours.occurred_at, ours.id)


def _answers(reader: Reader, ids: Sequence[UUID]) -> dict[UUID, datetime]:
    """When each of these was answered first."""
    ours = aliased(ContactEntry)
    found: dict[UUID, datetime] = {}
    alone = select(ours.answers_id, ours.occurred_at).where(among(ours.answers_id, ids))
    beside = (
        select(EntryAnswer.asked_id, ours.occurred_at)
        .join(ours, ours.id == EntryAnswer.entry_id)
        .where(among(EntryAnswer.asked_id, ids))
    )
    for query in (alone, beside):
        for asked_id, at in reader.session.execute(query.where(*_said(reader.now, ours))):
            if asked_id is not None:
                found[asked_id] = min(found.get(asked_id, at), at)
    return found


def _next_word(matter_id: Any, client_id: Any, after: Any, counts: Sequence[ColumnElement[bool]]) -> Any:
    """When we next heard from the client in the matter, or outside any: what came in, or a talk in which both spoke;
    of the entries that count (`counting`)."""
    return select(func.min(ContactEntry.occurred_at)).where(
        ContactEntry.with_client,
        ContactEntry.matter_id.is_not_distinct_from(matter_id),
        or_(ContactEntry.matter_id.is_not(None), ContactEntry.client_id == client_id),
        ContactEntry.occurred_at > after,
        or_(ContactEntry.direction == Direction.IN, ContactEntry.outcome == Outcome.SPOKE),
        *counts,
    )


def _asked_then(reader: Reader) -> Iterator[AwaitingReply]:
    """The same from what the entries said by the moment the reader may know; any of them may have changed."""
    others = _others_then(reader)
    query = select(
        *_COLUMNS,
        ContactEntry.needs_reply,
        ContactEntry.acknowledges_id,
        ContactEntry.promised_by,
        ContactEntry.awaits_client,
        ContactEntry.answers_id,
    ).where(
        ContactEntry.needs_reply
        | ContactEntry.acknowledges_id.is_not(None)
        | ContactEntry.answers_id.is_not(None),
        *counting(reader),
    )
    then = list(counting_then(reader))
    rows: list[Any] = [*reader.session.execute(query), *then]
    answered: dict[UUID, datetime] = {}
    said: dict[UUID, list[Any]] = defaultdict(list)
    for row in rows:
        for asked_id in {row.answers_id, *others.get(row.id, ())} - {None}:
            answered[asked_id] = min(answered.get(asked_id, row.occurred_at), row.occurred_at)
        if row.acknowledges_id is not None:
            said[row.acknowledges_id].append(row)
    for row in sorted(rows, key=lambda row: (row.occurred_at, row.id)):
        if row.needs_reply:
            values = {column.key: getattr(row, column.key) for column in _COLUMNS if column.key != "id"}
            ours = sorted(said[row.id], key=lambda one: (one.occurred_at, one.id))
            receipts = tuple(_receipt_then(reader, one, then) for one in ours)
            yield AwaitingReply(row.id, **values, receipts=receipts, answered_at=answered.get(row.id))


def _others_then(reader: Reader) -> dict[UUID, tuple[UUID, ...]]:
    """What each entry answered beside the first, by what it said then."""
    found: dict[UUID, tuple[UUID, ...]] = {}
    for entry_id, asked_id in reader.session.execute(select(EntryAnswer.entry_id, EntryAnswer.asked_id)):
        found[entry_id] = (*found.get(entry_id, ()), asked_id)
    return found | {row.id: row.also_answers for row in as_known(reader)}


def _receipt_then(reader: Reader, row: Any, then: Iterable[EntryRow]) -> Receipt:
    heard = None
    if row.awaits_client:
        query = _next_word(row.matter_id, row.client_id, row.occurred_at, counting(reader))
        words = [
            one.occurred_at
            for one in then
            if one.with_client
            and _place(one) == _place(row)
            and one.occurred_at > row.occurred_at
            and (one.direction is Direction.IN or one.outcome is Outcome.SPOKE)
        ]
        if (found := reader.session.scalar(query)) is not None:
            words.append(found)
        heard = min(words, default=None)
    return Receipt(row.id, row.occurred_at, row.promised_by, row.awaits_client, heard)


def _place(row: Any) -> tuple[UUID | None, UUID | None]:
    """The matter; outside any, the client."""
    return row.matter_id, (row.client_id if row.matter_id is None else None)
