"""The rows of policies as they are kept, without their words: read by statements that are made once, as Today asks for
them at each reading."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BindParameter, Select, bindparam, select

from app.policies.models import (
    PolicyAcknowledgement,
    PolicyForce,
    PolicyKeeping,
    PolicyReview,
    PolicyVersion,
)
from app.policies.rules import Audience, Force
from app.policies.words import Outcome, PolicyKind
from app.storage.rows import look_up, rows_of
from app.storage.transaction import Reader

_VERSION = PolicyVersion.__table__.c
_FORCE = PolicyForce.__table__.c
_KEEPING = PolicyKeeping.__table__.c
_REVIEW = PolicyReview.__table__.c
_READ = PolicyAcknowledgement.__table__.c
EVER = datetime.max.replace(tzinfo=UTC)
"""Known by then is all that ever was."""
_KNOWN: BindParameter[datetime] = bindparam("known", type_=_VERSION.made_at.type)

_VERSIONS = (
    select(
        _VERSION.id,
        _VERSION.policy_id,
        _VERSION.number,
        _VERSION.kind,
        _VERSION.title,
        _VERSION.starter,
        _VERSION.reason,
        _VERSION.made_at,
        _VERSION.made_by,
    )
    .where(_VERSION.made_at <= _KNOWN)
    .order_by(_VERSION.number.desc())
)
_FORCES = (
    select(_FORCE.policy_id, _FORCE.number, _FORCE.version_id, _FORCE.from_on, _FORCE.asks_again)
    .where(_FORCE.made_at <= _KNOWN)
    .order_by(_FORCE.number)
)
_KEEPINGS = (
    select(
        _KEEPING.policy_id,
        _KEEPING.responsible_id,
        _KEEPING.review_months,
        _KEEPING.everyone,
        _KEEPING.roles,
        _KEEPING.people,
    )
    .where(_KEEPING.made_at <= _KNOWN)
    .order_by(_KEEPING.number)
)
_REVIEWS = (
    select(
        _REVIEW.id,
        _REVIEW.policy_id,
        _REVIEW.version_id,
        _REVIEW.reviewed_on,
        _REVIEW.outcome,
        _REVIEW.findings,
        _REVIEW.next_on,
        _REVIEW.made_by,
    )
    .where(_REVIEW.made_at <= _KNOWN)
    .order_by(_REVIEW.reviewed_on.desc(), _REVIEW.made_at.desc(), _REVIEW.id.desc())
)
_READS = (
    select(_READ.policy_id, _READ.version_id, _READ.person_id, _READ.on_paper, _READ.made_at, _READ.made_by)
    .where(_READ.made_at <= _KNOWN)
    .order_by(_READ.made_at, _READ.id)
)
_ANY = select(_FORCE.id).limit(1)


@dataclass(frozen=True, slots=True)
class VersionHead:
    """A version without its words."""

    id: UUID
    policy_id: UUID
    number: int
    kind: PolicyKind
    title: str
    starter: str
    reason: str
    made_at: datetime
    made_by: UUID


@dataclass(frozen=True, slots=True)
class KeepingRow:
    """Who looks after a policy, and whom it asks. ``review_months`` None: it is never looked at again."""

    responsible_id: UUID | None = None
    review_months: int | None = 12
    audience: Audience = field(default_factory=Audience)


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One look at a policy; ``number`` of the version that was in force."""

    id: UUID
    policy_id: UUID
    number: int
    reviewed_on: date
    outcome: Outcome
    findings: str
    next_on: date | None
    made_by: UUID


@dataclass(frozen=True, slots=True)
class ReadRow:
    """One acknowledgement; ``number`` of the version that was read."""

    policy_id: UUID
    person_id: UUID
    number: int
    on_paper: bool
    made_at: datetime
    made_by: UUID


def has_policies(reader: Reader) -> bool:
    """Whether any was ever put in force."""
    return look_up(reader.session, _ANY) is not None


def _of(reader: Reader, query: Select[*tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """The rows that were known; a query that is made once, as Today asks it at each reading."""
    return rows_of(reader.session, query, known=reader.known_by or EVER)


def versions_kept(reader: Reader, policy_id: UUID | None) -> dict[UUID, list[VersionHead]]:
    """The versions of each policy, or of one, the newest first."""
    found: dict[UUID, list[VersionHead]] = defaultdict(list)
    for row in _of(reader, _VERSIONS):
        head = VersionHead(*row)
        if policy_id is None or head.policy_id == policy_id:
            found[head.policy_id].append(head)
    return found


def forces_kept(reader: Reader, numbers: Mapping[UUID, int] | None = None) -> dict[UUID, list[Force]]:
    """By policy; without ``numbers`` of the versions each stands for itself."""
    found: dict[UUID, list[Force]] = defaultdict(list)
    own: dict[UUID, int] = {}
    for policy_id, turn, version_id, from_on, asks_again in _of(reader, _FORCES):
        if numbers is not None and version_id is not None and version_id not in numbers:
            continue
        known = numbers if numbers is not None else own
        if numbers is None and version_id is not None:
            own.setdefault(version_id, len(own))
        number = known[version_id] if version_id is not None else None
        found[policy_id].append(Force(turn, number, from_on, asks_again))
    return found


def keepings_kept(reader: Reader) -> dict[UUID, KeepingRow]:
    """Who keeps each policy, and whom it asks."""
    return {row[0]: _keeping(*row[1:]) for row in _of(reader, _KEEPINGS)}  # the last one counts


def _keeping(
    responsible_id: UUID | None, months: int | None, everyone: bool, roles: list[str], people: list[str]
) -> KeepingRow:
    """A row as it is read."""
    audience = Audience(everyone, frozenset(roles), frozenset(map(UUID, people)))
    return KeepingRow(responsible_id, months, audience)


def reviews_kept(reader: Reader, numbers: Mapping[UUID, int] | None = None) -> dict[UUID, list[ReviewRow]]:
    """By policy, the newest first; without ``numbers`` of the versions they are not told."""
    found: dict[UUID, list[ReviewRow]] = defaultdict(list)
    for review_id, policy_id, version_id, day, outcome, findings, next_on, made_by in _of(reader, _REVIEWS):
        if day > reader.today or (numbers is not None and version_id not in numbers):
            continue
        number = numbers[version_id] if numbers is not None else 0
        row = ReviewRow(review_id, policy_id, number, day, outcome, findings, next_on, made_by)
        found[policy_id].append(row)
    return found


def reads_kept(reader: Reader, numbers: Mapping[UUID, int]) -> dict[UUID, list[ReadRow]]:
    """The acknowledgements of each policy, in the order of reading."""
    found: dict[UUID, list[ReadRow]] = defaultdict(list)
    for policy_id, version_id, person_id, on_paper, made_at, made_by in _of(reader, _READS):
        if made_at <= reader.now and version_id in numbers:
            row = ReadRow(policy_id, person_id, numbers[version_id], on_paper, made_at, made_by)
            found[policy_id].append(row)
    return found
