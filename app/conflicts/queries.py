"""Conflict checks, read."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from app.conflicts.models import ConflictCheck, ConflictHit
from app.conflicts.words import Conclusion, Match, Source
from app.kernel.errors import NotFound
from app.kernel.language import tr
from app.kernel.text import fold
from app.matters.models import Matter
from app.people.models import Colleague
from app.storage.transaction import Reader
from app.storage.walls import past_walls


@dataclass(frozen=True, slots=True)
class CheckRow:
    """A check as a list shows it. ``restricted``: something matched that who asked must not see."""

    id: UUID
    asked_at: datetime
    asked_by: str
    about: str
    names: tuple[str, ...]
    phones: tuple[str, ...]
    emails: tuple[str, ...]
    restricted: bool
    conclusion: Conclusion
    note: str
    concluded_at: datetime | None
    concluded_by: str
    hits: int
    """How many matches the reader may see."""
    more: int
    """How many matches there were beyond those that are kept."""

    @property
    def asked(self) -> str:
        """What was looked for, in one line."""
        return ", ".join((*self.names, *self.phones, *self.emails))


@dataclass(frozen=True, slots=True)
class HitRow:
    """A match as it read then. ``matter`` and ``matter_number``: of today."""

    source: Source
    asked: str
    found: str
    match: Match
    detail: str
    client_id: UUID | None
    matter_id: UUID | None
    matter_number: str
    matter: str


@dataclass(frozen=True, slots=True)
class CheckSheet:
    """A check whole. ``hidden``: there are matches that the reader must not see."""

    row: CheckRow
    searched: dict[str, int]
    hits: tuple[HitRow, ...]
    hidden: bool

    @property
    def unmatched(self) -> tuple[str, ...]:
        """What was looked for and not found, as far as the reader may see; of a check that found too much, nothing."""
        if self.row.more:
            return ()
        found = {hit.asked for hit in self.hits}
        every = (*self.row.names, *self.row.phones, *self.row.emails)
        return tuple(one for one in every if one not in found)

    @property
    def total(self) -> int:
        """How many records were looked through."""
        return sum(self.searched.values())


def checks(
    reader: Reader, *, query: str = "", limit: int | None = None, offset: int = 0, open_only: bool = False
) -> tuple[CheckRow, ...]:
    """The checks that were made, newest first; ``query`` filters by words of what was looked for and what for."""
    found = _rows().order_by(ConflictCheck.asked_at.desc(), ConflictCheck.id.desc())
    if reader.known_by is not None:
        found = found.where(ConflictCheck.asked_at <= reader.known_by)
    if open_only:
        found = found.where(ConflictCheck.conclusion == Conclusion.OPEN)
    words = fold(query).split()
    if not words:
        return tuple(_row(row) for row in reader.session.execute(found.limit(limit).offset(offset)))
    every = (_row(row) for row in reader.session.execute(found))
    fit = [row for row in every if all(word in fold(f"{row.asked} {row.about}") for word in words)]
    return tuple(fit[offset : None if limit is None else offset + limit])


def check_sheet(reader: Reader, check_id: UUID) -> CheckSheet:
    """One check."""
    found = reader.session.execute(_rows().where(ConflictCheck.id == check_id)).first()
    if found is None:
        raise NotFound("no-check", tr("That conflict check is not in the vault."))
    row = _row(found)
    query: Any = (
        select(
            *(getattr(ConflictHit, one.name) for one in fields(HitRow)[:-2]),
            func.coalesce(Matter.number, ""),
            func.coalesce(Matter.title, ""),
        )
        .join(Matter, Matter.id == ConflictHit.matter_id, isouter=True)
        .where(ConflictHit.check_id == check_id)
        .order_by(ConflictHit.position)
    )
    hits = tuple(HitRow(*one) for one in reader.session.execute(query))
    whole = select(ConflictCheck.searched).where(ConflictCheck.id == check_id)
    return CheckSheet(row, reader.session.scalar(whole) or {}, hits, hidden_hits(reader, check_id))


def newest_check(reader: Reader, matter_id: UUID) -> CheckRow | None:
    """The last check that was made for a matter."""
    found = _rows().where(ConflictCheck.matter_id == matter_id)
    row = reader.session.execute(
        found.order_by(ConflictCheck.asked_at.desc(), ConflictCheck.id.desc()).limit(1)
    ).first()
    return None if row is None else _row(row)


def hidden_hits(reader: Reader, check_id: UUID) -> bool:
    """Whether there are matches that the reader must not see: that alone is said of them."""
    counted = select(func.count()).select_from(ConflictHit).where(ConflictHit.check_id == check_id)
    return reader.session.scalar(past_walls(counted)) != reader.session.scalar(counted)


def _rows() -> Any:
    asker, judge = aliased(Colleague), aliased(Colleague)
    hits = (
        select(func.count())
        .select_from(ConflictHit)
        .where(ConflictHit.check_id == ConflictCheck.id)
        .scalar_subquery()
    )
    return (
        select(
            ConflictCheck.id,
            ConflictCheck.asked_at,
            asker.name,
            ConflictCheck.about,
            ConflictCheck.names,
            ConflictCheck.phones,
            ConflictCheck.emails,
            ConflictCheck.restricted,
            ConflictCheck.conclusion,
            ConflictCheck.note,
            ConflictCheck.concluded_at,
            func.coalesce(judge.name, ""),
            hits,
            ConflictCheck.more,
        )
        .join(asker, asker.id == ConflictCheck.asked_by)
        .join(judge, judge.id == ConflictCheck.concluded_by, isouter=True)
    )


def _row(row: Any) -> CheckRow:
    found = list(row)
    found[4:7] = [tuple(one) for one in found[4:7]]
    return CheckRow(*found)
