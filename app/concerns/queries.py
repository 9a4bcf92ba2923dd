"""Concerns, read: the list with what is next of each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, case, false, func, or_, select

from app.clients.models import Client
from app.clients.queries import client_names
from app.concerns.forms import ConcernFacts
from app.concerns.models import Concern, ConcernTurn
from app.concerns.reading import courses, facts_then
from app.concerns.rules import Clock, Course, running, still_open
from app.concerns.settings import concern_rules
from app.concerns.words import Cause, Ending, Stage, StepKind, TurnKind
from app.hours.queries import firm_calendar
from app.kernel.text import fold
from app.matters.keepers import names_of
from app.matters.models import Matter
from app.storage.transaction import Reader


@dataclass(frozen=True, slots=True)
class ConcernRow:
    """A concern as a list shows it, at the reader's moment. ``clocks``: what is still to be done, the earliest first;
    ``age_days``: since it was raised, to today or to its closing."""

    id: UUID
    client_id: UUID
    client: str
    matter_number: str
    matter_title: str
    facts: ConcernFacts
    handler: str
    supervisor: str
    stage: Stage
    course: Course
    clocks: tuple[Clock, ...]
    age_days: int
    written_by: str

    @property
    def is_open(self) -> bool:
        """Whether it is not closed."""
        return self.course.closed_on is None

    @property
    def ending(self) -> Ending | None:
        """How it ended, where it is closed."""
        return None if self.is_open else self.course.turns[-1].ending

    @property
    def next(self) -> Clock | None:
        """What is to be done first."""
        return self.clocks[0] if self.clocks else None

    @property
    def still_open(self) -> tuple[StepKind, ...]:
        """The steps that were not taken in this round."""
        return still_open(self.course)


def concerns(
    reader: Reader,
    *,
    is_open: bool | None = None,
    matter_id: UUID | None = None,
    client_id: UUID | None = None,
    entry_id: UUID | None = None,
    cause: Cause | None = None,
    query: str = "",
    limit: int | None = None,
    offset: int = 0,
) -> tuple[ConcernRow, ...]:
    """The concerns that the reader may know of, open ones first, the oldest first among them; closed ones by when they
    were raised, the newest first. ``query``: a part of the client's name, or of what was said."""
    wanted = _wanted(reader, is_open, matter_id, client_id, entry_id, cause)
    if fold(query):
        named = Concern.client_id.in_(
            select(Client.id).where(Client.name_key.contains(fold(query), autoescape=True))
        )
        wanted = wanted.where(or_(named, Concern.how.icontains(query.strip(), autoescape=True)))
    closed = is_closed(reader)
    age = func.julianday(Concern.raised_on)
    wanted = wanted.order_by(closed, case((closed, -age), else_=age), Concern.id).offset(offset)
    return concern_rows(
        reader, reader.session.scalars(wanted if limit is None else wanted.limit(limit)).all()
    )


def count_concerns(reader: Reader, *, is_open: bool | None = None, cause: Cause | None = None) -> int:
    """How many there are."""
    query = _wanted(reader, is_open, None, None, None, cause).with_only_columns(func.count())
    return reader.session.scalar(query) or 0


def open_concerns_of(reader: Reader) -> dict[UUID, int]:
    """How many concerns are open in each matter that has any; those kept apart are no part of their matter."""
    query = (
        select(Concern.matter_id, func.count())
        .where(
            Concern.matter_id.is_not(None),
            Concern.apart == false(),
            Concern.raised_on <= reader.today,
            Concern.closed_on.is_(None) | (Concern.closed_on > reader.today),
        )
        .group_by(Concern.matter_id)
    )
    return {one: count for one, count in reader.session.execute(query) if one is not None}


def _wanted(
    reader: Reader,
    is_open: bool | None,
    matter_id: UUID | None,
    client_id: UUID | None,
    entry_id: UUID | None,
    cause: Cause | None,
) -> Select[Concern]:
    query = known_concerns(reader)
    if is_open is not None:
        query = query.where(is_closed(reader) == (not is_open))
    for column, value in (
        (Concern.matter_id, matter_id),
        (Concern.client_id, client_id),
        (Concern.entry_id, entry_id),
        (Concern.cause, cause),
    ):
        if value is not None:
            query = query.where(column == value)
    return query


def known_concerns(reader: Reader) -> Select[Concern]:
    """Those that the reader may know of, to be asked further."""
    query = select(Concern).where(Concern.raised_on <= reader.today)
    return query if reader.known_by is None else query.where(Concern.written_at <= reader.known_by)


def is_closed(reader: Reader) -> ColumnElement[Any]:
    """Whether its last closing or reopening, as the reader may know them, is a closing."""
    last = select(ConcernTurn.kind == TurnKind.CLOSED).where(
        ConcernTurn.concern_id == Concern.id, ConcernTurn.on <= reader.today
    )
    if reader.known_by is not None:
        last = last.where(ConcernTurn.written_at <= reader.known_by)
    last = last.order_by(ConcernTurn.on.desc(), ConcernTurn.written_at.desc(), ConcernTurn.id.desc()).limit(1)
    return func.coalesce(last.scalar_subquery(), false())


def concern_rows(reader: Reader, found: Sequence[Concern]) -> tuple[ConcernRow, ...]:
    """Rows of the list, of concerns in hand; without those that the reader may not know of yet."""
    if not found:
        return ()
    facts, course = facts_then(reader, found), courses(reader, found)
    rules, days = concern_rules(reader), firm_calendar(reader)
    people = [who for one in facts.values() for who in (one.handler_id, one.supervisor_id)]
    names = names_of(reader, [*people, *(row.author_id for row in found)])
    clients = client_names(reader, {row.client_id for row in found})
    matters = _matters(reader, {one.matter_id for one in facts.values() if one.matter_id is not None})
    return tuple(
        ConcernRow(
            row.id,
            row.client_id,
            clients.get(row.client_id, ""),
            *matters.get(facts[row.id].matter_id, ("", "")),
            facts[row.id],
            names.get(facts[row.id].handler_id, ""),
            names.get(facts[row.id].supervisor_id, ""),
            course[row.id].stages[-1][0] if course[row.id].stages else Stage.CONTACT,
            course[row.id],
            running(course[row.id], rules, days),
            ((course[row.id].closed_on or reader.today) - facts[row.id].raised_on).days,
            names.get(row.author_id, ""),
        )
        for row in found
        if row.id in facts
    )


def _matters(reader: Reader, ids: Iterable[UUID]) -> dict[UUID | None, tuple[str, str]]:
    query = select(Matter.id, Matter.number, Matter.title).where(Matter.id.in_(list(ids)))
    return {one: (number, title) for one, number, title in reader.session.execute(query)}
