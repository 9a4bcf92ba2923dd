"""What happened to concerns, read together for many: stages, steps, closings, as the reader may know them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from uuid import UUID

from sqlalchemy import func, select

from app.concerns.forms import ConcernFacts, facts_in
from app.concerns.models import Concern, ConcernStage, ConcernStep, ConcernTurn, ConcernVersion
from app.concerns.rules import Course, Taken, Turned
from app.concerns.words import Stage
from app.kernel.errors import NotFound
from app.kernel.language import tr
from app.storage.transaction import Reader

_AT_ONCE = 500


def course_of(reader: Reader, concern_id: UUID) -> Course:
    """The course of one concern. Raises NotFound."""
    found = reader.session.get(Concern, concern_id)
    if found is None:
        raise NotFound("no-concern", tr("That concern is not in the vault."), field="concern")
    return courses(reader, [found])[concern_id]


def courses(reader: Reader, rows: Iterable[Concern]) -> dict[UUID, Course]:
    """The course of each, at the reader's moment."""
    rows = list(rows)
    facts = facts_then(reader, rows)
    ids = list(facts)
    stages, steps, turns = _stages(reader, ids), _steps(reader, ids), _turns(reader, ids)
    return {
        one: Course(
            said.raised_on,
            said.formal_on if said.formal_on and said.formal_on <= reader.today else None,
            tuple(stages[one]),
            tuple(steps[one]),
            tuple(turns[one]),
        )
        for one, said in facts.items()
    }


def facts_then(reader: Reader, rows: Iterable[Concern]) -> dict[UUID, ConcernFacts]:
    """What each said at the moment that the reader may know; nothing of what was not written by then."""
    there = {
        row.id: ConcernFacts(**{name: getattr(row, name) for name in ConcernFacts.__slots__}) for row in rows
    }
    if reader.known_by is None or not there:
        return there
    former: dict[UUID, ConcernFacts] = {}
    for ids in _stretches(there):
        newest = (
            select(ConcernVersion.concern_id, func.max(ConcernVersion.version).label("version"))
            .where(ConcernVersion.written_at <= reader.known_by, ConcernVersion.concern_id.in_(ids))
            .group_by(ConcernVersion.concern_id)
            .subquery()
        )
        query = select(ConcernVersion.concern_id, ConcernVersion.content).join(
            newest,
            (newest.c.concern_id == ConcernVersion.concern_id) & (newest.c.version == ConcernVersion.version),
        )
        former |= {one: facts_in(content) for one, content in reader.session.execute(query)}
    return former


def stage_ids(reader: Reader, rows: Iterable[Concern]) -> dict[UUID, UUID]:
    """The id of the stage at which each stands."""
    found: dict[UUID, UUID] = {}
    for some in _stretches(row.id for row in rows):
        query = select(ConcernStage.concern_id, ConcernStage.id).where(
            ConcernStage.concern_id.in_(some), ConcernStage.on <= reader.today
        )
        if reader.known_by is not None:
            query = query.where(ConcernStage.written_at <= reader.known_by)
        query = query.order_by(ConcernStage.on, ConcernStage.written_at, ConcernStage.id)
        for concern_id, one in reader.session.execute(query):
            found[concern_id] = one  # noqa: PERF403 - the last stays, and mypy knows the types of a row here
    return found


def concern_meant(reader: Reader, source_id: UUID) -> UUID | None:
    """The concern that an id of what is owed means: its own, or that of a stage of it, or of an action."""
    if reader.session.get(Concern, source_id) is not None:
        return source_id
    action = select(ConcernStep.concern_id).where(ConcernStep.follow_up_id == source_id)
    found = reader.session.scalars(action.limit(1)).first()
    if found is not None:
        return found
    return reader.session.scalar(select(ConcernStage.concern_id).where(ConcernStage.id == source_id))


def concern_of_step(reader: Reader, step_id: UUID) -> UUID | None:
    """The concern about which a step was taken."""
    return reader.session.scalar(
        select(ConcernStep.concern_id).where(ConcernStep.step_id == step_id).limit(1)
    )


def _stages(reader: Reader, ids: Collection[UUID]) -> dict[UUID, list[tuple[Stage, date]]]:
    found: dict[UUID, list[tuple[Stage, date]]] = defaultdict(list)
    for some in _stretches(ids):
        query = (
            select(ConcernStage.concern_id, ConcernStage.stage, ConcernStage.on)
            .where(ConcernStage.concern_id.in_(some), ConcernStage.on <= reader.today)
            .order_by(ConcernStage.on, ConcernStage.written_at, ConcernStage.id)
        )
        if reader.known_by is not None:
            query = query.where(ConcernStage.written_at <= reader.known_by)
        for one, stage, on in reader.session.execute(query):
            found[one].append((stage, on))
    return found


def _steps(reader: Reader, ids: Collection[UUID]) -> dict[UUID, list[Taken]]:
    found: dict[UUID, list[Taken]] = defaultdict(list)
    for row in steps_then(reader, ids):
        if not row.taken_back and row.on <= reader.today:
            found[row.concern_id].append(Taken(row.kind, row.on, row.round))
    return found


def steps_then(reader: Reader, ids: Collection[UUID]) -> list[ConcernStep]:
    """Of each step of these concerns the version that counts, by their days."""
    newest: dict[UUID, ConcernStep] = {}
    for some in _stretches(ids):
        query = select(ConcernStep).where(ConcernStep.concern_id.in_(some)).order_by(ConcernStep.number)
        if reader.known_by is not None:
            query = query.where(ConcernStep.written_at <= reader.known_by)
        newest |= {row.step_id: row for row in reader.session.scalars(query)}
    return sorted(newest.values(), key=lambda row: (row.on, row.step_id))


def _turns(reader: Reader, ids: Collection[UUID]) -> dict[UUID, list[Turned]]:
    found: dict[UUID, list[Turned]] = defaultdict(list)
    for some in _stretches(ids):
        query = (
            select(ConcernTurn)
            .where(ConcernTurn.concern_id.in_(some), ConcernTurn.on <= reader.today)
            .order_by(ConcernTurn.on, ConcernTurn.written_at, ConcernTurn.id)
        )
        if reader.known_by is not None:
            query = query.where(ConcernTurn.written_at <= reader.known_by)
        for row in reader.session.scalars(query):
            found[row.concern_id].append(Turned(row.kind, row.on, row.ending))
    return found


def _stretches(ids: Iterable[UUID]) -> Iterable[list[UUID]]:
    wanted = list(ids)
    return (wanted[start : start + _AT_ONCE] for start in range(0, len(wanted), _AT_ONCE))
