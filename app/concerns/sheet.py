"""One concern whole: its steps, stages, closings and versions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select

from app.concerns.forms import ConcernFacts, facts_in
from app.concerns.models import Concern, ConcernStage, ConcernStep, ConcernTurn, ConcernVersion
from app.concerns.queries import ConcernRow, concern_rows
from app.concerns.reading import steps_then
from app.concerns.rules import Clock, clocks
from app.concerns.settings import concern_rules
from app.concerns.words import Ending, Stage, StepKind, TurnKind
from app.contactlog.models import FollowUp
from app.hours.queries import firm_calendar
from app.kernel.errors import NotFound
from app.kernel.language import tr
from app.matters.keepers import names_of
from app.storage.transaction import Reader


@dataclass(frozen=True, slots=True)
class StepRow:
    """A step, as it counts. ``versions``: how many there are; ``action``: what was agreed from what was learned."""

    step_id: UUID
    kind: StepKind
    on: date
    person_id: UUID
    person: str
    entry_id: UUID | None
    note: str
    follow_up_id: UUID | None
    action: str
    action_done: bool
    policy_id: UUID | None
    policy_title: str
    round: int
    versions: int
    taken_back: bool
    reason: str
    written_at: datetime
    author: str


@dataclass(frozen=True, slots=True)
class StageRow:
    """From when on who answers it."""

    stage: Stage
    person_id: UUID | None
    person: str
    on: date
    note: str


@dataclass(frozen=True, slots=True)
class TurnRow:
    """A closing or reopening."""

    kind: TurnKind
    on: date
    ending: Ending | None
    note: str
    author: str


@dataclass(frozen=True, slots=True)
class FormerFacts:
    """What a concern said from one writing to the next."""

    version: int
    facts: ConcernFacts
    reason: str
    written_at: datetime
    author: str


@dataclass(frozen=True, slots=True)
class ConcernSheet:
    """One concern whole. ``clocks``: all of this round, those that were met, too."""

    row: ConcernRow
    steps: tuple[StepRow, ...]
    stages: tuple[StageRow, ...]
    turns: tuple[TurnRow, ...]
    versions: tuple[FormerFacts, ...]
    clocks: tuple[Clock, ...]


def concern_sheet(reader: Reader, concern_id: UUID) -> ConcernSheet:
    """One concern whole. Raises NotFound."""
    found = reader.session.get(Concern, concern_id)
    rows = concern_rows(reader, [found] if found is not None else [])
    if not rows:
        raise NotFound("no-concern", tr("That concern is not in the vault."), field="concern")
    return ConcernSheet(
        rows[0],
        _steps(reader, concern_id),
        _stages(reader, concern_id),
        _turns(reader, concern_id),
        concern_versions(reader, concern_id),
        clocks(rows[0].course, concern_rules(reader), firm_calendar(reader)),
    )


def step_versions(reader: Reader, step_id: UUID) -> tuple[StepRow, ...]:
    """Every version of a step, the newest first."""
    query = select(ConcernStep).where(ConcernStep.step_id == step_id).order_by(ConcernStep.number.desc())
    return _step_rows(reader, _known(reader, ConcernStep, query))


def concern_versions(reader: Reader, concern_id: UUID) -> tuple[FormerFacts, ...]:
    """What a concern said, the newest version first."""
    query = select(ConcernVersion).where(ConcernVersion.concern_id == concern_id)
    rows = _known(reader, ConcernVersion, query.order_by(ConcernVersion.version.desc()))
    names = names_of(reader, [row.author_id for row in rows])
    return tuple(
        FormerFacts(
            row.version, facts_in(row.content), row.reason, row.written_at, names.get(row.author_id, "")
        )
        for row in rows
    )


def _steps(reader: Reader, concern_id: UUID) -> tuple[StepRow, ...]:
    rows = [row for row in steps_then(reader, [concern_id]) if row.on <= reader.today]
    return _step_rows(reader, rows)


def _step_rows(reader: Reader, rows: Sequence[ConcernStep]) -> tuple[StepRow, ...]:
    names = names_of(reader, [who for row in rows for who in (row.person_id, row.author_id)])
    agreed = [row.follow_up_id for row in rows if row.follow_up_id is not None]
    query = select(FollowUp.id, FollowUp.text, FollowUp.done_at).where(FollowUp.id.in_(agreed))
    actions = {one: (text, done is not None) for one, text, done in reader.session.execute(query)}
    return tuple(
        StepRow(
            row.step_id,
            row.kind,
            row.on,
            row.person_id,
            names.get(row.person_id, ""),
            row.entry_id,
            row.note,
            row.follow_up_id,
            *(actions.get(row.follow_up_id, ("", False)) if row.follow_up_id is not None else ("", False)),
            row.policy_id,
            row.policy_title,
            row.round,
            row.number,
            row.taken_back,
            row.reason,
            row.written_at,
            names.get(row.author_id, ""),
        )
        for row in rows
    )


def _stages(reader: Reader, concern_id: UUID) -> tuple[StageRow, ...]:
    query = select(ConcernStage).where(ConcernStage.concern_id == concern_id, ConcernStage.on <= reader.today)
    query = query.order_by(ConcernStage.on, ConcernStage.written_at, ConcernStage.id)
    rows = _known(reader, ConcernStage, query)
    names = names_of(reader, [row.person_id for row in rows])
    return tuple(
        StageRow(row.stage, row.person_id, names.get(row.person_id, "") or row.body, row.on, row.note)
        for row in rows
    )


def _turns(reader: Reader, concern_id: UUID) -> tuple[TurnRow, ...]:
    query = select(ConcernTurn).where(ConcernTurn.concern_id == concern_id, ConcernTurn.on <= reader.today)
    query = query.order_by(ConcernTurn.on, ConcernTurn.written_at, ConcernTurn.id)
    rows = _known(reader, ConcernTurn, query)
    names = names_of(reader, [row.author_id for row in rows])
    return tuple(
        TurnRow(row.kind, row.on, row.ending, row.note, names.get(row.author_id, "")) for row in rows
    )


def _known(reader: Reader, table: Any, query: Select[Any]) -> list[Any]:
    """The rows that were written by the moment that the reader may know."""
    if reader.known_by is not None:
        query = query.where(table.written_at <= reader.known_by)
    return list(reader.session.scalars(query))
