"""When a matter's stage or status changed: for updates at stage changes, reopened matters, and how it stood then."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, Select, select
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.rights import Right
from app.matters.models import Matter
from app.matters.words import MatterStatus
from app.storage.base import Base, Id
from app.storage.rows import among
from app.storage.transaction import Reader, Transaction


class MatterTurn(Base):
    """One change of a matter's stage or status. How it was opened needs none: the first turn says what was before."""

    __tablename__ = "matter_turns"
    __table_args__ = (Index(None, "matter_id", "at"),)

    id: Mapped[Id]
    matter_id: Mapped[UUID] = mapped_column(ForeignKey("matters.id"))
    at: Mapped[datetime] = mapped_column(index=True)
    was_stage: Mapped[str]
    stage: Mapped[str]
    was_status: Mapped[MatterStatus]
    status: Mapped[MatterStatus]
    by_id: Mapped[UUID]


@dataclass(frozen=True, slots=True)
class TurnRow:
    """A change of stage, of status, or of both."""

    matter_id: UUID
    at: datetime
    was_stage: str
    stage: str
    was_status: MatterStatus
    status: MatterStatus


def note_turn(tx: Transaction, matter: Matter, before: Mapping[str, object]) -> None:
    """Keep that the matter's stage or status was changed; ``before`` has what was in the fields that changed.

    Needs `Right.WRITE`.
    """
    tx.need(Right.WRITE)
    if before.keys().isdisjoint(("stage", "status")):
        return
    stood = {f"was_{name}": before.get(name, getattr(matter, name)) for name in ("stage", "status")}
    row = {"id": tx.new_id(), "matter_id": matter.id, "at": tx.now, "by_id": tx.actor}
    tx.insert(MatterTurn, {**row, **stood, "stage": matter.stage, "status": matter.status})


def turns(reader: Reader, matter_id: UUID) -> tuple[TurnRow, ...]:
    """The changes of one matter by the reader's moment, the earliest first."""
    until = min(reader.now, reader.known_by or reader.now)
    query = _rows().where(MatterTurn.matter_id == matter_id, MatterTurn.at <= until)
    return tuple(TurnRow(*row) for row in reader.session.execute(query))


def _rows() -> Select[*tuple[Any, ...]]:
    columns = (getattr(MatterTurn, one.name) for one in fields(TurnRow))
    return select(*columns).order_by(MatterTurn.at, MatterTurn.id)


class Turns:
    """The changes of some matters, whenever they were, to be asked as of many moments."""

    def __init__(self, reader: Reader, matter_ids: Iterable[UUID]) -> None:
        query = _rows().where(among(MatterTurn.matter_id, matter_ids))
        self._rows: dict[UUID, list[TurnRow]] = defaultdict(list)
        for row in reader.session.execute(query):
            self._rows[row[0]].append(TurnRow(*row))

    def until(self, matter_id: UUID, moment: datetime) -> Sequence[TurnRow]:
        """Those of one matter by a moment, the earliest first."""
        return [row for row in self._rows.get(matter_id, ()) if row.at <= moment]

    def stood(self, matter_id: UUID, moment: datetime) -> tuple[str, MatterStatus] | None:
        """Stage and status at a moment, where either was changed since."""
        since = (row for row in self._rows.get(matter_id, ()) if row.at > moment)
        return next(((row.was_stage, row.was_status) for row in since), None)


StoodThen = Mapping[UUID, tuple[str, MatterStatus]]
"""Stage and status of matters where either was another at some moment."""


def stood_then(
    reader: Reader, matter_ids: Iterable[UUID] | None = None
) -> dict[UUID, tuple[str, MatterStatus]]:
    """(stage, status) at the reader's moment of the matters where either was changed since; few, for most moments.

    ``matter_ids`` looks at these alone.
    """
    until = min(reader.now, reader.known_by or reader.now)
    query = (
        select(MatterTurn.matter_id, MatterTurn.was_stage, MatterTurn.was_status)
        .where(MatterTurn.at > until)
        .order_by(MatterTurn.at.desc(), MatterTurn.id.desc())
    )
    if matter_ids is not None:
        query = query.where(among(MatterTurn.matter_id, matter_ids))
    return {matter_id: (stage, status) for matter_id, stage, status in reader.session.execute(query)}
