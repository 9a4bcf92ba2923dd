"""Who is at the firm."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from app.kernel.errors import CannotUnlock, NotFound
from app.kernel.language import tr
from app.kernel.rights import NONE, Right, lacking
from app.kernel.text import fold
from app.people.models import Colleague
from app.people.rules import rights_of
from app.people.words import Role
from app.storage.rows import look_up_row
from app.storage.transaction import Reader

_PEOPLE = Colleague.__table__.c
_RIGHTS = select(_PEOPLE.role, _PEOPLE.is_admin).where(_PEOPLE.id == bindparam("who"), _PEOPLE.active)


@dataclass(frozen=True, slots=True)
class ColleagueRow:
    """Somebody of the firm."""

    id: UUID
    name: str
    role: Role
    job_title: str
    email: str
    phone: str
    active: bool
    is_admin: bool
    added_at: datetime
    left_at: datetime | None


def rights_held(session: Session, colleague_id: UUID) -> frozenset[Right]:
    """What somebody may do as the database has it now; nothing for who is not on the list or has left.

    Asked once in each write: it costs less than a hundredth of that, and a role taken away elsewhere bites at once.
    """
    row = look_up_row(session, _RIGHTS, who=colleague_id)
    return NONE if row is None else rights_of(*row)


def must_be_here(session: Session, colleague_id: UUID) -> None:
    """Raise `CannotUnlock` ("not-here") for who has a way into the vault but is nobody of the firm."""
    if look_up_row(session, _RIGHTS, who=colleague_id) is None:
        raise CannotUnlock(
            "not-here",
            tr(
                "This password opens the vault, but nobody of the firm belongs to it any more. Ask an administrator to "
                "add you again."
            ),
            field="user",
        )


def colleagues(reader: Reader, *, active_only: bool = True) -> tuple[ColleagueRow, ...]:
    """Everybody, by name."""
    query = select(Colleague).order_by(Colleague.name_key)
    if active_only:
        query = query.where(Colleague.active)
    return tuple(_row(colleague) for colleague in reader.session.scalars(query))


def colleague(reader: Reader, colleague_id: UUID) -> ColleagueRow:
    """One colleague."""
    found = reader.session.get(Colleague, colleague_id)
    if found is None:
        raise NotFound("no-colleague", tr("That person is not on the firm's list."))
    return _row(found)


def who_left(session: Session, several: Iterable[UUID | None]) -> frozenset[UUID]:
    """Those of ``several`` who are not at the firm any more, or never were: nothing can be given to them."""
    wanted = {one for one in several if one is not None}
    if not wanted:
        return frozenset()
    there = session.scalars(select(Colleague.id).where(Colleague.id.in_(wanted), Colleague.active))
    return frozenset(wanted.difference(there))


def is_lawyer(session: Session, colleague_id: UUID) -> bool:
    """Whether somebody who is at the firm answers for matters as a lawyer: a partner, too (PRACTICE J2)."""
    row = look_up_row(session, _RIGHTS, who=colleague_id)
    return row is not None and row[0] in {Role.PARTNER, Role.LAWYER}


def has_partner(session: Session) -> bool:
    """Whether the firm has a partner."""
    query = select(Colleague.id).where(Colleague.active, Colleague.role == Role.PARTNER).limit(1)
    return session.scalar(query) is not None


def find_colleague(reader: Reader, name: str, *, active_only: bool = False) -> ColleagueRow:
    """The one colleague whose name, or a part of it, was given; of those still here where somebody is to do
    something."""
    key = fold(name)
    matching = [row for row in colleagues(reader, active_only=active_only) if key and key in fold(row.name)]
    exact = [row for row in matching if fold(row.name) == key]
    chosen = exact or matching
    if len(chosen) != 1:
        known = ", ".join(row.name for row in (chosen or colleagues(reader)))
        raise NotFound(
            "no-colleague",
            tr("Which person of the firm is meant? There are: {known}.").format(known=known),
            field="person",
        )
    return chosen[0]


def _row(found: Colleague) -> ColleagueRow:
    return ColleagueRow(
        found.id,
        found.name,
        found.role,
        found.job_title,
        found.email,
        found.phone,
        found.active,
        found.is_admin,
        found.added_at,
        found.left_at,
    )


def may_weigh(reader: Reader, person_id: UUID | None) -> bool:
    """Whether who looks may see the figures of this person: how quickly, how often in time. Of nobody (None), and their
    own, everybody may."""
    return person_id in {None, reader.viewer} or Right.COLLEAGUES in reader.rights


def must_weigh(reader: Reader, person_id: UUID | None) -> None:
    """Raise `Refused` ("not-allowed") for who may not see the figures of this person."""
    if not may_weigh(reader, person_id):
        raise lacking(Right.COLLEAGUES)
