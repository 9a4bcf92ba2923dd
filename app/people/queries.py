"""Who is at the firm."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from app.kernel.errors import NotFound
from app.kernel.text import fold
from app.people.models import Colleague
from app.people.words import Role
from app.storage.transaction import Reader


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
        raise NotFound("no-colleague", "That person is not on the firm's list.")
    return _row(found)


def find_colleague(reader: Reader, name: str) -> ColleagueRow:
    """The one colleague whose name, or a part of it, was given."""
    key = fold(name)
    matching = [row for row in colleagues(reader, active_only=False) if key and key in fold(row.name)]
    exact = [row for row in matching if fold(row.name) == key]
    chosen = exact or matching
    if len(chosen) != 1:
        known = ", ".join(row.name for row in (chosen or colleagues(reader)))
        raise NotFound(
            "no-colleague", f"Which person of the firm is meant? There are: {known}.", field="person"
        )
    return chosen[0]


def _row(found: Colleague) -> ColleagueRow:
    return ColleagueRow(
        found.id, found.name, found.role, found.job_title, found.email, found.phone, found.active
    )
