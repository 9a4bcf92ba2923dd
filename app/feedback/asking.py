"""Whom the firm may ask for feedback now, and why another is not asked (PRACTICE H1)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy import Table, func, or_, select

from app.clients.declined import who_declined
from app.clients.words import ConsentKind
from app.feedback.firm_rules import feedback_rules
from app.feedback.models import FeedbackAnswer, FeedbackAsk
from app.feedback.occasions import Happened, happened
from app.feedback.words import Occasion
from app.matters.models import MatterClient
from app.matters.queries import MatterRow, matters_of
from app.storage.base import Base, as_id
from app.storage.rows import among, raw_rows
from app.storage.transaction import Reader
from app.storage.walls import past_walls

FEW_CLOSED: Final = 500
"""After an import thousands may have been closed on one day; Today, which is read again and again, looks at so many."""


@dataclass(frozen=True, slots=True)
class ToAsk:
    """A client who may be asked, and after what."""

    client_id: UUID
    client: str
    matter: MatterRow
    occasion: Occasion
    on: date
    source_id: UUID


def to_ask(reader: Reader, matter_id: UUID | None = None, *, first: int | None = None) -> tuple[ToAsk, ...]:
    """The clients who may be asked now, each once, after what happened last; the longest ago first. ``first``: no more
    than so many of them, and of the matters that were closed only the `FEW_CLOSED` closed longest ago are looked at.

    Never a client who declined, with whom a concern is open, or who was asked within the firm's time. Of what the
    reader may not see, nothing is known here either, but that a client was asked or is unhappy: such a client is not
    listed.
    """
    chosen = _may_be_asked(reader, matter_id, None if first is None else FEW_CLOSED)
    if first is not None:
        chosen = sorted(chosen, key=lambda one: (one[1].on, one[0]))[:first]
    matters = matters_of(reader, {one.matter_id for _, one in chosen}) if chosen else {}
    asked = [
        ToAsk(client, matter.client, matter, one.occasion, one.on, one.source_id)
        for client, one in chosen
        if (matter := matters.get(one.matter_id)) is not None
    ]
    return tuple(sorted(asked, key=lambda one: (one.on, one.client, one.client_id)))


def count_to_ask(reader: Reader) -> int:
    """How many clients may be asked now."""
    return len(_may_be_asked(reader, None))


def _may_be_asked(
    reader: Reader, matter_id: UUID | None, most_closed: int | None = None
) -> list[tuple[UUID, Happened]]:
    """Each client with what happened last; without a look at the matters themselves, of which there may be thousands
    that were closed lately."""
    rules = feedback_rules(reader)
    found = happened(reader, rules.occasions, matter_id, most_closed)
    if not found:
        return []
    first = _first_clients(reader, {one.matter_id for one in found})
    newest: dict[UUID, Happened] = {}
    for one in sorted(found, key=lambda one: (one.on, one.occasion == Occasion.CLOSING, one.source_id)):
        if (client := first.get(one.matter_id.hex)) is not None:
            newest[client] = one
    last = last_asked_by_anybody(reader, newest)
    kept = who_declined(reader, ConsentKind.SURVEY, newest) | with_concern_of_anybody(reader, newest)
    return [
        (client, one)
        for client, one in newest.items()
        if client not in kept
        and rules.may_ask(reader.today, last.get(client))
        and (client not in last or one.on > last[client])
    ]


def _first_clients(reader: Reader, matter_ids: Collection[UUID]) -> dict[str, UUID]:
    """The client of each matter, by its digits."""
    query = select(MatterClient.matter_id, MatterClient.client_id).where(
        among(MatterClient.matter_id, matter_ids), MatterClient.position == 0
    )
    found = raw_rows(reader.session, query)
    return {of: client for of, digits in found if (client := as_id(digits)) is not None}


def last_asked(reader: Reader, client_ids: Collection[UUID]) -> dict[UUID, date]:
    """When each of these clients was last asked, or answered of themselves, by the reader's day, as far as the reader
    may know."""
    return _last_asked(reader, client_ids, past=False)


def last_asked_by_anybody(reader: Reader, client_ids: Collection[UUID]) -> dict[UUID, date]:
    """The same, whoever asked: who is asked in a matter that the reader may not see is asked, too (PRACTICE H1: "never
    twice within a time"). For deciding alone; nothing of it may be shown."""
    return _last_asked(reader, client_ids, past=True)


def _last_asked(reader: Reader, client_ids: Collection[UUID], *, past: bool) -> dict[UUID, date]:
    last: dict[UUID, date] = {}
    for table, day in (
        (FeedbackAsk, FeedbackAsk.asked_on),
        (FeedbackAnswer, FeedbackAnswer.received_on),
    ):
        query = select(table.client_id, func.max(day)).where(
            among(table.client_id, client_ids), day <= reader.today
        )
        if table is FeedbackAnswer:
            query = query.where(FeedbackAnswer.withdrawn_at.is_(None))
        if reader.known_by is not None:
            query = query.where(table.written_at <= reader.known_by)
        query = past_walls(query) if past else query
        for client_id, on in reader.session.execute(query.group_by(table.client_id)):
            last[client_id] = max(on, last.get(client_id, on))
    return last


def with_concern(reader: Reader, client_ids: Iterable[UUID]) -> frozenset[UUID]:
    """Those of the clients with whom a concern is open, as far as the reader may know."""
    return _with_concern(reader, client_ids, past=False)


def with_concern_of_anybody(reader: Reader, client_ids: Iterable[UUID]) -> frozenset[UUID]:
    """The same, whoever may know of it: whoever is unhappy is not asked by a colleague from whom that is kept apart.
    For deciding alone; nothing of it may be shown."""
    return _with_concern(reader, client_ids, past=True)


def _with_concern(reader: Reader, client_ids: Iterable[UUID], *, past: bool) -> frozenset[UUID]:
    """Concerns are a room beside this one, so it is asked by the name of its table, of which this knows the client and
    the days."""
    concerns: Table = Base.metadata.tables["concerns"]
    columns = concerns.c
    open_then = or_(columns.closed_on.is_(None), columns.closed_on > reader.today)
    query = select(columns.client_id).where(open_then, columns.raised_on <= reader.today)
    if reader.known_by is not None:
        query = query.where(columns.written_at <= reader.known_by)
    return frozenset(reader.session.scalars(past_walls(query) if past else query)) & frozenset(client_ids)
