"""Who looks after a matter, and who did before: point of contact, responsible lawyer, supervisor, and who is reached
out of hours (PRACTICE B4).

The matter's row has who was named last. Each change stands beside it with the moment from which it counts, so that
another moment is read by undoing what came later: at any moment counts what was written last of what had begun by
then. A change for a day to come is kept from now and counts from that day, by itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ColumnElement, ForeignKey, func, or_, select, tuple_
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.language import tr
from app.kernel.reasons import given_reason
from app.kernel.rights import Right
from app.people.models import Colleague
from app.storage.base import Base
from app.storage.rows import among
from app.storage.transaction import Reader, Transaction


class KeeperRole(StrEnum):
    """In what capacity somebody looks after a matter."""

    CONTACT = "contact"
    RESPONSIBLE = "responsible"
    SUPERVISOR = "supervisor"
    EMERGENCY = "emergency"

    @property
    def label(self) -> str:
        """As people read it."""
        return tr(_LABELS[self])


_LABELS = {
    KeeperRole.CONTACT: "point of contact",
    KeeperRole.RESPONSIBLE: "responsible lawyer",
    KeeperRole.SUPERVISOR: "supervisor",
    KeeperRole.EMERGENCY: "out of hours",
}
COLUMNS: Mapping[KeeperRole, str] = {
    KeeperRole.CONTACT: "point_of_contact_id",
    KeeperRole.RESPONSIBLE: "responsible_id",
    KeeperRole.SUPERVISOR: "supervisor_id",
    KeeperRole.EMERGENCY: "emergency_contact",
}
"""What of a matter's form says it."""


class MatterKeeper(Base):
    """One change of who looks after a matter: who it was before, who it is from when, and why."""

    __tablename__ = "matter_keepers"

    matter_id: Mapped[UUID] = mapped_column(ForeignKey("matters.id"), primary_key=True)
    role: Mapped[KeeperRole] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    """In the order in which they were written, from 1."""
    was_id: Mapped[UUID | None] = mapped_column(ForeignKey("colleagues.id"))
    now_id: Mapped[UUID | None] = mapped_column(ForeignKey("colleagues.id"))
    was_words: Mapped[str] = mapped_column(default="")
    """Who is reached out of hours has a name and a number, and need not be of the firm."""
    now_words: Mapped[str] = mapped_column(default="")
    since: Mapped[datetime] = mapped_column(index=True)
    reason: Mapped[str] = mapped_column(default="")
    written_at: Mapped[datetime] = mapped_column(index=True)
    author_id: Mapped[UUID]


NEWS = "keeper"
"""How the origin of a development begins that tells a client who looks after the matter."""


@dataclass(frozen=True, slots=True)
class Turn:
    """From when, and why, somebody else looks after a matter. ``since`` None: from now on.

    ``returned``: what was handed over goes back by the hand that gave it, which nobody has to ask a partner for.
    """

    since: datetime | None = None
    reason: str = ""
    returned: bool = False


AT_ONCE = Turn()


def turn_from(on: date | None, reason: str, now: datetime) -> Turn:
    """From the beginning of a day; for today, or None, from ``now``, which is in the firm's zone.

    Whether it needs a reason: `app.matters.backdating.check_turn`. Raises `Refused` ("too-long").
    """
    reason = given_reason(reason, "", needed=False)
    if on is None or on == now.date():
        return Turn(now, reason)
    return Turn(datetime.combine(on, time(), tzinfo=now.tzinfo), reason)


@dataclass(frozen=True, slots=True)
class Change:
    """One line of a matter's history of keepers. Names, or the words for who is reached out of hours."""

    role: KeeperRole
    was: str
    now: str
    since: datetime
    reason: str
    written_at: datetime
    author: str
    overtaken: bool
    """Whether something written later took its place from the same moment on, or from an earlier one."""


Values = Mapping[str, object]
"""Who looks after a matter, by the names of its form."""


def write_changes(tx: Transaction, several: Mapping[UUID, tuple[Values, Values]], turn: Turn) -> None:
    """Put down which keepers of some matters are others now: of each what was before and what is after."""
    tx.need(Right.WRITE)
    changed = [
        (matter_id, role, before.get(name), after[name])
        for matter_id, (before, after) in several.items()
        for role, name in COLUMNS.items()
        if name in after and before.get(name) != after[name]
    ]
    if not changed:
        return
    count = select(MatterKeeper.matter_id, MatterKeeper.role, func.max(MatterKeeper.number))
    mine = among(MatterKeeper.matter_id, {matter_id for matter_id, *_ in changed})
    counted = tx.session.execute(count.where(mine).group_by(MatterKeeper.matter_id, MatterKeeper.role))
    numbers = {(matter_id, role): number for matter_id, role, number in counted}
    written = {"reason": turn.reason, "written_at": tx.now, "author_id": tx.actor}
    tx.insert(
        MatterKeeper,
        *(
            {
                "matter_id": matter_id,
                "role": role,
                "number": numbers.get((matter_id, role), 0) + 1,
                "was_id": was if isinstance(was, UUID) else None,
                "now_id": now if isinstance(now, UUID) else None,
                "was_words": was if isinstance(was, str) else "",
                "now_words": now if isinstance(now, str) else "",
                "since": turn.since or tx.now,
                **written,
            }
            for matter_id, role, was, now in changed
        ),
    )


KeptThen = Mapping[UUID, Mapping[KeeperRole, UUID | str | None]]
"""Of some matters who looks after them, in some of the four capacities."""


def keepers_then(reader: Reader, only: Collection[UUID] | None = None) -> KeptThen:
    """The matters that others looked after at the reader's moment than their rows say, and who that was.

    Nearly always nothing: it looks for what was changed later than that moment, or is to change on a day to come.
    """
    return kept_since(reader, reader.now, only).all_at(reader.now)


def next_keepers(reader: Reader) -> datetime | None:
    """When others look after some matter, as it was written down for a moment to come; None where nothing was."""
    return reader.session.scalar(select(func.min(MatterKeeper.since)).where(MatterKeeper.since > reader.now))


class Kept:
    """Who looked after matters at one moment or another, read once for all of them."""

    def __init__(
        self, reader: Reader, rows: Mapping[UUID, Mapping[KeeperRole, Sequence[MatterKeeper]]]
    ) -> None:
        self._reader = reader
        self._rows = rows

    def at(self, matter_id: UUID, moment: datetime) -> dict[KeeperRole, UUID | str | None]:
        """As `keepers_then`, of one matter at that moment."""
        then = replace(self._reader, now=moment)
        changed = self._rows.get(matter_id, {})
        return {role: _then(then, role, changes) for role, changes in changed.items()}

    def all_at(self, moment: datetime) -> KeptThen:
        """The same of all of them."""
        return {matter_id: self.at(matter_id, moment) for matter_id in self._rows}


def kept_since(reader: Reader, earliest: datetime, only: Collection[UUID] | None = None) -> Kept:
    """What is to be known for any moment from ``earliest`` on; as `keepers_then`."""
    not_yet = MatterKeeper.since > earliest
    if reader.known_by is not None:
        not_yet = or_(not_yet, MatterKeeper.written_at > reader.known_by)
    return Kept(reader, _changes(reader, not_yet, only))


def named_then(reader: Reader) -> KeptThen:
    """The matters of which others were named at the reader's moment than their rows say, and who that was.

    Other than in `keepers_then` what had been written for a day to come counts: it was settled by then.
    """
    not_yet: ColumnElement[bool] = (MatterKeeper.since > reader.now) & (MatterKeeper.written_at > reader.now)
    if reader.known_by is not None:
        not_yet = or_(not_yet, MatterKeeper.written_at > reader.known_by)
    return {
        matter_id: {
            role: _last(role, changes, [one for one in changes if _was_settled(reader, one)])
            for role, changes in by_role.items()
        }
        for matter_id, by_role in _changes(reader, not_yet).items()
    }


def _changes(
    reader: Reader, not_yet: ColumnElement[bool], only: Collection[UUID] | None = None
) -> dict[UUID, dict[KeeperRole, list[MatterKeeper]]]:
    """Every change, in the order written, of those of which one did ``not_yet`` count."""
    others = select(MatterKeeper.matter_id, MatterKeeper.role).where(not_yet)
    if only is not None:
        others = others.where(among(MatterKeeper.matter_id, only))
    query = (
        select(MatterKeeper)
        .where(tuple_(MatterKeeper.matter_id, MatterKeeper.role).in_(others))
        .order_by(MatterKeeper.matter_id, MatterKeeper.role, MatterKeeper.number)
    )
    rows: dict[UUID, dict[KeeperRole, list[MatterKeeper]]] = defaultdict(dict)
    for row in reader.session.scalars(query):
        rows[row.matter_id].setdefault(row.role, []).append(row)
    return rows


def _was_settled(reader: Reader, change: MatterKeeper) -> bool:
    known = reader.known_by is None or change.written_at <= reader.known_by
    return known and (change.since <= reader.now or change.written_at <= reader.now)


def _then(reader: Reader, role: KeeperRole, changes: Sequence[MatterKeeper]) -> UUID | str | None:
    """Of one matter's changes, in the order written, who it was at the reader's moment."""
    counted = [
        change
        for change in changes
        if change.since <= reader.now and (reader.known_by is None or change.written_at <= reader.known_by)
    ]
    return _last(role, changes, counted)


def _last(
    role: KeeperRole, changes: Sequence[MatterKeeper], counted: Sequence[MatterKeeper]
) -> UUID | str | None:
    """Who it was after the changes that ``counted``, or before the first of all."""
    if counted:
        return counted[-1].now_words if role is KeeperRole.EMERGENCY else counted[-1].now_id
    return changes[0].was_words if role is KeeperRole.EMERGENCY else changes[0].was_id


def keeper_history(reader: Reader, matter_id: UUID) -> tuple[Change, ...]:
    """Each change of who looks after a matter, the newest first; those that begin on a day to come as well."""
    query = select(MatterKeeper).where(MatterKeeper.matter_id == matter_id)
    if reader.known_by is not None:
        query = query.where(MatterKeeper.written_at <= reader.known_by)
    rows = list(reader.session.scalars(query.order_by(MatterKeeper.written_at, MatterKeeper.number)))
    names = names_of(reader, (one for row in rows for one in (row.was_id, row.now_id, row.author_id)))
    found = [
        Change(
            row.role,
            row.was_words or names.get(row.was_id, ""),
            row.now_words or names.get(row.now_id, ""),
            row.since,
            row.reason,
            row.written_at,
            names.get(row.author_id, ""),
            any(
                other.role is row.role and other.number > row.number and other.since <= row.since
                for other in rows
            ),
        )
        for row in rows
    ]
    return tuple(sorted(found, key=lambda one: (one.since, one.written_at), reverse=True))


def names_of(reader: Reader, several: Iterable[UUID | None]) -> dict[UUID | None, str]:
    """The names of colleagues, of those who left as well."""
    wanted = {one for one in several if one is not None}
    if not wanted:
        return {}
    query = select(Colleague.id, Colleague.name).where(Colleague.id.in_(wanted))
    return {one.id: one.name for one in reader.session.execute(query)}
