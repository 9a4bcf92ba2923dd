"""Hand-overs still to come that concern who leaves: to them they are called off, from them they come at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import or_, select

from app.kernel.language import tr
from app.kernel.rights import Right
from app.kernel.said import say_date
from app.matters.handing import matters_by_id
from app.matters.keepers import COLUMNS, KeeperRole, MatterKeeper, Turn, keepers_then, write_changes
from app.matters.models import Matter
from app.matters.words import MatterStatus
from app.owed.handover.left_with import LeftMatter, LeftWith
from app.owed.handover.new_keepers import TOLD, tell_of_keepers
from app.owed.handover.who_was_named import ROLES
from app.people.queries import colleagues
from app.storage.rows import among
from app.storage.transaction import Reader, Transaction


@dataclass(frozen=True, slots=True)
class ToCome:
    """In one matter and capacity, what was to change on a day to come, and what becomes of it when somebody leaves."""

    matter_id: UUID
    number: str
    title: str
    role: KeeperRole
    on: date
    """The day on which it was to change."""
    since: datetime
    """From when ``keeps_id`` is named instead."""
    keeps_id: UUID
    keeps: str
    called_off: bool
    """It was to come to who leaves; else it was to go from them, and goes at once."""

    @property
    def said(self) -> str:
        """As in "00012 Lease: Nora Brandt stays point of contact (it was to change on 30 November 2026)"."""
        words = (
            tr("{number} {title}: {name} stays {role} (it was to change on {day})")
            if self.called_off
            else tr("{number} {title}: {name} is now {role} (it was to change on {day})")
        )
        return words.format(
            number=self.number,
            title=self.title,
            name=self.keeps,
            role=self.role.label,
            day=say_date(self.on),
        )


def to_come(reader: Reader, colleague_id: UUID) -> tuple[ToCome, ...]:
    """What is to change hands on a day to come, to somebody or from them, and what their leaving makes of it; as far as
    who looks may see it, by matter."""
    of_them = or_(MatterKeeper.was_id == colleague_id, MatterKeeper.now_id == colleague_id)
    query = select(MatterKeeper.matter_id).where(MatterKeeper.since > reader.now, of_them)
    changes = _counting(reader, set(reader.session.scalars(query)))
    concerned = {
        one: ahead
        for one, ahead in changes.items()
        if any(colleague_id in {change.was_id, change.now_id} for change in ahead)
    }
    if not concerned:
        return ()
    matters = matters_by_id(reader, {matter_id for matter_id, _ in concerned})
    then = keepers_then(reader, list(matters))
    here = {one.id: one.name for one in colleagues(reader) if one.id != colleague_id}
    found = []
    for (matter_id, role), ahead in concerned.items():
        matter = matters[matter_id]
        now = then.get(matter_id, {}).get(role, getattr(matter, COLUMNS[role]))
        one = _settled(reader, colleague_id, matter, role, now, ahead, here)
        if one is not None and matter.status is not MatterStatus.CLOSED:
            found.append(one)
    return tuple(sorted(found, key=lambda one: (one.number, one.role)))


def _counting(
    reader: Reader, matter_ids: Collection[UUID]
) -> dict[tuple[UUID, KeeperRole], list[MatterKeeper]]:
    """What is to change on a day to come and was not overtaken by what was written later, in the order written."""
    query = select(MatterKeeper).where(
        among(MatterKeeper.matter_id, matter_ids), MatterKeeper.role.in_(ROLES)
    )
    found: dict[tuple[UUID, KeeperRole], list[MatterKeeper]] = defaultdict(list)
    for one in reader.session.scalars(query.order_by(MatterKeeper.number)):
        before = found[one.matter_id, one.role]
        before[:] = [change for change in before if change.since < one.since]
        if one.since > reader.now:
            before.append(one)
    return found


def _settled(
    reader: Reader,
    leaver: UUID,
    matter: Matter,
    role: KeeperRole,
    now: object,
    changes: Collection[MatterKeeper],
    here: dict[UUID, str],
) -> ToCome | None:
    """None where it cannot be settled: nobody else who is here is named; then it stands in the old name."""
    written: UUID | None = getattr(matter, COLUMNS[role])
    mine = [one for one in changes if leaver in {one.was_id, one.now_id}]
    on, since, called_off = mine[0].since, reader.now, False
    if now == leaver and written != leaver:
        keeps = written
    elif written == leaver:
        keeps, called_off = (now if isinstance(now, UUID) else None), True
    else:  # they were to have it for a while only: who has it after them, has it from their day on
        keeps, since = written, on
    if keeps is None or keeps not in here:
        return None
    return ToCome(
        matter.id,
        matter.number,
        matter.title,
        role,
        reader.local(on).date(),
        since,
        keeps,
        here[keeps],
        called_off,
    )


def without(left: LeftWith, settled: Collection[ToCome]) -> LeftWith:
    """What stands in somebody's name once ``settled`` is: who it was given to looks after those matters."""
    gone: dict[UUID, set[KeeperRole]] = defaultdict(set)
    for one in settled:
        gone[one.matter_id].add(one.role)
    matters = (_kept(matter, gone[matter.id]) for matter in left.matters)
    return replace(left, matters=tuple(matter for matter in matters if not matter.nothing))


def _kept(matter: LeftMatter, gone: Collection[KeeperRole]) -> LeftMatter:
    return replace(
        matter,
        as_responsible=matter.as_responsible and KeeperRole.RESPONSIBLE not in gone,
        as_contact=matter.as_contact and KeeperRole.CONTACT not in gone,
        as_supervisor=matter.as_supervisor and KeeperRole.SUPERVISOR not in gone,
    )


def settle_to_come(tx: Transaction, colleague_id: UUID) -> tuple[ToCome, ...]:
    """Call off what was to come to somebody, and let go at once what was to go from them, as one act of the trail; what
    was done.

    The clients hear of it as of any change. For `leaving.remove_user`, from which it follows: needs `Right.PEOPLE`.
    """
    tx.need(Right.PEOPLE)
    found = to_come(tx.reader(), colleague_id)
    rows = matters_by_id(tx.reader(), {one.matter_id for one in found})
    with tx.following_from(Right.PEOPLE), tx.as_one("settled to come", "colleague", colleague_id):
        for one in found:
            _settle(tx, rows[one.matter_id], one, colleague_id)
        told: dict[UUID, dict[KeeperRole, UUID]] = {}
        for one in found:
            if one.role in TOLD:
                told.setdefault(one.matter_id, {})[one.role] = colleague_id
        tx.session.flush()
        if told:
            tell_of_keepers(tx, told)
    return found


def _settle(tx: Transaction, matter: Matter, one: ToCome, leaver: UUID) -> None:
    name, why = COLUMNS[one.role], tr("Somebody leaves the firm")
    turn = Turn(one.since, why)
    before, after = {name: leaver}, {name: one.keeps_id}
    write_changes(tx, {matter.id: (before, after)}, turn)
    setattr(matter, name, one.keeps_id)
    tx.record("changed", "matter", matter.id, **after, reason=why, since=one.since, before=before)
