"""The ways to reach a client or somebody around one: set, verified, each with its history (PRACTICE A3).

A point that is changed is retired and replaced, never overwritten. Where a verified one was replaced, the new one
says so until it is verified itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import cast
from uuid import UUID

from sqlalchemy import select

from app.clients.models import ContactPoint, PersonPoint, PointHistory
from app.clients.rules import match_key
from app.clients.words import PointDeed, PointKind, VerifiedHow
from app.kernel.errors import NotFound, Refused
from app.kernel.language import tr
from app.kernel.text import clean
from app.storage.transaction import Transaction

AnyPoint = ContactPoint | PersonPoint


@dataclass(frozen=True, slots=True)
class Point:
    """A way to reach somebody, as the form holds it."""

    kind: PointKind
    value: str
    label: str = ""
    verified: bool = False
    how: VerifiedHow | None = None
    """How it was verified, of one that is verified with this form; None: nobody said how."""


@dataclass(frozen=True, slots=True)
class Verification:
    """How a point was verified. ``on``: None is today."""

    how: VerifiedHow | None = VerifiedHow.CALL
    note: str = ""
    on: date | None = None


_POINT = tuple(one.name for one in fields(Point))


def fit_points(points: Iterable[Point]) -> tuple[Point, ...]:
    """The points cleaned, without empty ones."""
    return tuple(
        replace(point, value=value, label=clean(point.label, lines=False))
        for point in points
        if (value := clean(point.value))
    )


def _different(points: Iterable[Point]) -> list[Point]:
    """Each kind and value once."""
    return list({(point.kind, point.value): point for point in points}.values())


def plain_point(point: Point) -> dict[str, object]:
    """As the audit trail keeps it."""
    return {name: getattr(point, name) for name in _POINT if name != "how" or point.how is not None}


class PointsOf:
    """The points of a client or, with ``person_id``, of somebody around them."""

    def __init__(self, tx: Transaction, client_id: UUID, person_id: UUID | None = None) -> None:
        self._tx = tx
        self._client_id = client_id
        self._person_id = person_id
        self._table: type[AnyPoint] = ContactPoint if person_id is None else PersonPoint

    @staticmethod
    def histories(tx: Transaction, rows: Iterable[Mapping[str, object]]) -> list[dict[str, object]]:
        """What the history says of new points that were verified from the beginning."""
        return [
            {
                "id": tx.new_id(),
                "client_id": row["client_id"],
                "point_id": row["id"],
                "deed": PointDeed.VERIFIED,
                "how": row["verified_how"],
                "at": tx.now,
                "by_id": tx.actor,
            }
            for row in rows
            if row["verified_on"] is not None
        ]

    def rows(self, points: Sequence[Point]) -> list[dict[str, object]]:
        """The rows of new points."""
        return [self._row(point, position) for position, point in enumerate(_different(points))]

    def add(self, points: Sequence[Point]) -> None:
        """Write new points."""
        rows = self.rows(points)
        self._tx.insert(self._table, *rows)
        self._tx.insert(PointHistory, *self.histories(self._tx, rows))

    def set(self, wanted: Sequence[Point]) -> bool:
        """Make the points these; whether something changed. What goes and what comes of one kind are one change."""
        kept = {(point.kind, point.value): point for point in self._current()}
        changed, new = False, []
        for position, point in enumerate(_different(wanted)):
            found = kept.pop((point.kind, point.value), None)
            if found is None:
                new.append((position, point))
            else:
                changed |= self._settle(found, point, position)
        gone = sorted(kept.values(), key=lambda one: (one.verified_on is None, one.position))
        for position, point in new:
            before = next((one for one in gone if one.kind is point.kind), None)
            if before is not None:
                gone.remove(before)
            self._put(point, position, before)
        for one in gone:
            self._retire(one)
            self._say(one.id, PointDeed.RETIRED)
        self._tx.session.flush()
        return changed or bool(new) or bool(kept)

    def _current(self) -> Sequence[AnyPoint]:
        table = self._table
        query = select(table).where(table.client_id == self._client_id, table.retired_at.is_(None))
        if self._person_id is not None:
            query = query.where(PersonPoint.person_id == self._person_id)
        return cast("Sequence[AnyPoint]", self._tx.session.scalars(query.order_by(table.position)).all())

    def _settle(self, found: AnyPoint, point: Point, position: int) -> bool:
        changed = (found.label, found.position) != (point.label, position)
        found.label, found.position = point.label, position
        if point.verified and found.verified_on is None:
            self.verify(found, Verification(point.how))
            return True
        if not point.verified and found.verified_on is not None:
            found.was_verified = True
            found.verified_on = found.verified_by = found.verified_how = None
            self._say(found.id, PointDeed.UNVERIFIED)
            return True
        return changed

    def verify(self, point: AnyPoint, found: Verification) -> None:
        """It is theirs: from now on what stood there before does not matter any more."""
        point.verified_on, point.verified_by = found.on or self._tx.today, self._tx.actor
        point.verified_how = found.how
        self._say(point.id, PointDeed.VERIFIED, how=found.how, note=found.note)

    def _put(self, point: Point, position: int, before: AnyPoint | None) -> None:
        row = self._row(point, position)
        if before is not None:
            self._retire(before)
            was_verified = before.verified_on is not None or before.was_verified
            row |= {"replaces_id": before.id, "was_verified": was_verified}
        self._tx.insert(self._table, row)
        if before is not None:
            self._say(cast("UUID", row["id"]), PointDeed.CHANGED, before=before.value)
        self._tx.insert(PointHistory, *self.histories(self._tx, [row]))

    def _retire(self, point: AnyPoint) -> None:
        point.retired_at, point.retired_by = self._tx.now, self._tx.actor

    def _row(self, point: Point, position: int) -> dict[str, object]:
        tx, verified = self._tx, point.verified
        whose: dict[str, object] = {} if self._person_id is None else {"person_id": self._person_id}
        return {
            "id": tx.new_id(),
            "client_id": self._client_id,
            **whose,
            "kind": point.kind,
            "value": point.value,
            "match_key": match_key(point.kind, point.value),
            "label": point.label,
            "position": position,
            "verified_on": tx.today if verified else None,
            "verified_by": tx.actor if verified else None,
            "verified_how": point.how if verified else None,
            "added_at": tx.now,
            "added_by": tx.actor,
        }

    def _say(
        self,
        point_id: UUID,
        deed: PointDeed,
        *,
        how: VerifiedHow | None = None,
        note: str = "",
        before: str = "",
    ) -> None:
        row = {"id": self._tx.new_id(), "client_id": self._client_id, "point_id": point_id, "deed": deed}
        more = {"how": how, "note": note, "before": before, "at": self._tx.now, "by_id": self._tx.actor}
        self._tx.insert(PointHistory, row | more)


def verify_point(tx: Transaction, point_id: UUID, found: Verification | None = None) -> None:
    """A number or address was found to be theirs, usually by a call to the number on file (A3)."""
    found = replace(found or Verification(), note=clean((found or Verification()).note))
    point = tx.session.get(ContactPoint, point_id) or tx.session.get(PersonPoint, point_id)
    if point is None or point.retired_at is not None:
        raise NotFound("no-point", tr("That number or address is not on file any more."), field="point")
    if found.on is not None and found.on > tx.today:
        raise Refused("in-future", tr("It cannot have been verified on a day to come."), field="on")
    person_id = point.person_id if isinstance(point, PersonPoint) else None
    PointsOf(tx, point.client_id, person_id).verify(point, found)
    tx.session.flush()
    tx.record(
        "point verified",
        "client",
        point.client_id,
        point=point_id,
        kind=point.kind,
        value=point.value,
        how=found.how,
        note=found.note,
    )
