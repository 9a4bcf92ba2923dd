"""All that is known of a client beyond the form: numbers with their history, checks, consents, adjustments (A1-A4)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from app.channels.words import Channel
from app.clients.models import Adjustment, Consent, ContactPoint, IdentityCheck, PersonPoint, PointHistory
from app.clients.queries import ClientSheet, client_sheet
from app.clients.words import (
    ConsentHow,
    ConsentKind,
    IdentityHow,
    NeedKind,
    PointDeed,
    PointKind,
    VerifiedHow,
)
from app.people.queries import colleagues
from app.storage.transaction import Reader


@dataclass(frozen=True, slots=True)
class PointEvent:
    """One thing that was done to a point: added, verified, changed from something else, retired."""

    deed: PointDeed | None
    """None: added."""
    at: datetime
    by: str
    how: VerifiedHow | None = None
    note: str = ""
    before: str = ""


@dataclass(frozen=True, slots=True)
class KnownPoint:
    """A number or address with its whole history, oldest first; what stood there before belongs to it."""

    id: UUID
    person_id: UUID | None
    kind: PointKind
    value: str
    label: str
    verified_on: date | None
    verified_by: str
    verified_how: VerifiedHow | None
    was_verified: bool
    before: str
    """What stood there before it, "" where nothing did."""
    added_at: datetime
    added_by: str
    retired_at: datetime | None
    events: tuple[PointEvent, ...]

    @property
    def changed(self) -> bool:
        """Whether a verified one stood here, and this one was not verified since (A3)."""
        return self.was_verified and self.verified_on is None and self.retired_at is None


@dataclass(frozen=True, slots=True)
class CheckRow:
    """That somebody's identity was verified; ``person_id`` None: the client's."""

    id: UUID
    person_id: UUID | None
    how: IdentityHow
    detail: str
    on: date
    by: str
    withdrawn_at: datetime | None
    withdrawn_by: str
    withdrawn_why: str


@dataclass(frozen=True, slots=True)
class ConsentRow:
    """What a client was told, agreed to or declined, and whether they took it back."""

    id: UUID
    kind: ConsentKind
    channel: Channel | None
    given: bool
    wording: str
    how: ConsentHow
    given_by: str
    on: date
    taken_by: str
    withdrawn_on: date | None
    withdrawn_how: str
    withdrawn_by: str
    is_newest: bool
    """Whether nothing newer of its kind was said: it is this one that counts."""


@dataclass(frozen=True, slots=True)
class AdjustmentRow:
    """What was done for a client's needs, and since when."""

    id: UUID
    kind: NeedKind
    text: str
    on: date
    by: str
    ended_on: date | None


@dataclass(frozen=True, slots=True)
class Profile:
    """A client whole: newest first where it has a date."""

    sheet: ClientSheet
    points: tuple[KnownPoint, ...]
    checks: tuple[CheckRow, ...]
    consents: tuple[ConsentRow, ...]
    adjustments: tuple[AdjustmentRow, ...]

    @property
    def identity(self) -> CheckRow | None:
        """The last check of the client's own identity that counts."""
        mine = (one for one in self.checks if one.person_id is None and one.withdrawn_at is None)
        return next(mine, None)


def profile(reader: Reader, client_id: UUID) -> Profile:
    """All that is known of a client. Raises `NotFound`."""
    sheet = client_sheet(reader, client_id)
    names = {row.id: row.name for row in colleagues(reader, active_only=False)}
    return Profile(
        sheet,
        known_points(reader, client_id),
        _checks(reader, client_id, names),
        _consents(reader, client_id, names),
        _adjustments(reader, client_id, names),
    )


def known_points(reader: Reader, client_id: UUID) -> tuple[KnownPoint, ...]:
    """Every number and address of a client and of the people around them, those in use first, each with its history."""
    names = {row.id: row.name for row in colleagues(reader, active_only=False)}
    events: dict[UUID, list[PointHistory]] = defaultdict(list)
    query = select(PointHistory).where(PointHistory.client_id == client_id)
    for event in reader.session.scalars(query.order_by(PointHistory.at, PointHistory.id)):
        events[event.point_id].append(event)
    points: list[ContactPoint | PersonPoint] = []
    points += reader.session.scalars(select(ContactPoint).where(ContactPoint.client_id == client_id))
    points += reader.session.scalars(select(PersonPoint).where(PersonPoint.client_id == client_id))
    by_id = {point.id: point for point in points}
    points.sort(key=lambda one: (one.retired_at is not None, one.position, one.id))
    return tuple(_known(point, by_id, events, names) for point in points)


def _known(
    point: ContactPoint | PersonPoint,
    by_id: dict[UUID, ContactPoint | PersonPoint],
    events: dict[UUID, list[PointHistory]],
    names: dict[UUID, str],
) -> KnownPoint:
    def name(colleague_id: UUID | None) -> str:
        return names.get(colleague_id, "") if colleague_id is not None else ""

    before = by_id.get(point.replaces_id) if point.replaces_id is not None else None
    said: list[PointEvent] = []
    seen = set()
    step: ContactPoint | PersonPoint | None = point
    while step is not None and step.id not in seen:
        seen.add(step.id)
        own = [
            PointEvent(one.deed, one.at, name(one.by_id), one.how, one.note, one.before)
            for one in events[step.id]
        ]
        first = [] if step.replaces_id else [PointEvent(None, step.added_at, name(step.added_by))]
        said = first + own + said
        step = by_id.get(step.replaces_id) if step.replaces_id is not None else None
    return KnownPoint(
        point.id,
        point.person_id if isinstance(point, PersonPoint) else None,
        point.kind,
        point.value,
        point.label,
        point.verified_on,
        name(point.verified_by),
        point.verified_how,
        point.was_verified,
        before.value if before is not None else "",
        point.added_at,
        name(point.added_by),
        point.retired_at,
        tuple(said),
    )


def _checks(reader: Reader, client_id: UUID, names: dict[UUID, str]) -> tuple[CheckRow, ...]:
    query = select(IdentityCheck).where(IdentityCheck.client_id == client_id)
    found = reader.session.scalars(query.order_by(IdentityCheck.on.desc(), IdentityCheck.id.desc()))
    return tuple(
        CheckRow(
            one.id,
            one.person_id,
            one.how,
            one.detail,
            one.on,
            _name(names, one.by_id),
            one.withdrawn_at,
            _name(names, one.withdrawn_by),
            one.withdrawn_why,
        )
        for one in found
    )


def _consents(reader: Reader, client_id: UUID, names: dict[UUID, str]) -> tuple[ConsentRow, ...]:
    query = select(Consent).where(Consent.client_id == client_id)
    seen: set[tuple[ConsentKind, Channel | None]] = set()
    found = []
    for one in reader.session.scalars(query.order_by(Consent.on.desc(), Consent.id.desc())):
        is_newest = one.kind.each_apart or (one.kind, one.channel) not in seen
        seen.add((one.kind, one.channel))
        found.append(
            ConsentRow(
                one.id,
                one.kind,
                one.channel,
                one.given,
                one.wording,
                one.how,
                one.given_by,
                one.on,
                _name(names, one.taken_by),
                one.withdrawn_on,
                one.withdrawn_how,
                _name(names, one.withdrawn_by),
                is_newest,
            )
        )
    return tuple(found)


def _adjustments(reader: Reader, client_id: UUID, names: dict[UUID, str]) -> tuple[AdjustmentRow, ...]:
    query = select(Adjustment).where(Adjustment.client_id == client_id)
    found = reader.session.scalars(query.order_by(Adjustment.on.desc(), Adjustment.id.desc()))
    return tuple(
        AdjustmentRow(one.id, one.kind, one.text, one.on, _name(names, one.by_id), one.ended_on)
        for one in found
    )


def _name(names: dict[UUID, str], colleague_id: UUID | None) -> str:
    return names.get(colleague_id, "") if colleague_id is not None else ""
