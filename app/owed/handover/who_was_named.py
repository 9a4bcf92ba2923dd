"""Which matters ran at the reader's moment, and who was named in them then: one moment for all that stood in a name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, and_, or_, select

from app.matters.keepers import COLUMNS, KeeperRole, named_then
from app.matters.models import Matter
from app.matters.turning import stood_then
from app.matters.words import MatterStatus
from app.storage.base import as_id
from app.storage.rows import raw_rows
from app.storage.transaction import Reader

ROLES = (KeeperRole.RESPONSIBLE, KeeperRole.CONTACT, KeeperRole.SUPERVISOR)


@dataclass(frozen=True, slots=True)
class Running:
    """The matters that were not closed at the reader's moment, and had been opened by then."""

    reader: Reader
    status: Mapping[UUID, MatterStatus]
    """Of those that stood otherwise than now."""

    @property
    def sql(self) -> ColumnElement[bool]:
        """The same for a query that reads `Matter`."""
        ran = [one for one, status in self.status.items() if status is not MatterStatus.CLOSED]
        shut = [one for one, status in self.status.items() if status is MatterStatus.CLOSED]
        there = Matter.opened_on.is_(None) | (Matter.opened_on <= self.reader.today)
        if self.reader.known_by is not None:
            there = there & (Matter.added_at <= self.reader.known_by)
        now = and_(Matter.status != MatterStatus.CLOSED, Matter.id.not_in(shut))
        return and_(there, or_(now, Matter.id.in_(ran)))


def running_then(reader: Reader) -> Running:
    """Read which matters stood otherwise: none, for the present."""
    return Running(reader, {one: status for one, (_, status) in stood_then(reader).items()})


def named_in(
    reader: Reader, running: Running, colleague_id: UUID | None = None
) -> dict[UUID, dict[KeeperRole, UUID | None]]:
    """The matters that ran and who was named in each; with ``colleague_id`` those that name this person alone.

    What was written counts, from a day to come even: what is handed over already stands in the other name.
    """
    others = named_then(reader)
    columns = {role: getattr(Matter, COLUMNS[role]) for role in ROLES}
    query = select(Matter.id, *columns.values()).where(running.sql)
    if colleague_id is not None:
        theirs = or_(*(column == colleague_id for column in columns.values()))
        query = query.where(theirs | Matter.id.in_(others))
    found: dict[UUID, dict[KeeperRole, UUID | None]] = defaultdict(dict)
    for digits, *named in raw_rows(reader.session, query):
        matter_id = UUID(digits)
        now = dict(zip(ROLES, map(as_id, named), strict=True))
        found[matter_id] = now | dict(_people(others.get(matter_id, {})))
    if colleague_id is None:
        return found
    return {one: named for one, named in found.items() if colleague_id in named.values()}


def _people(then: Mapping[KeeperRole, UUID | str | None]) -> Iterator[tuple[KeeperRole, UUID | None]]:
    return ((role, who if isinstance(who, UUID) else None) for role, who in then.items() if role in ROLES)
