"""Restricting a matter to named people, and lifting that again (PRACTICE J2).

For everybody else the matter does not exist. What holds that is `app.storage.walls`; here is only who may say so, and
for whom. An administrator has no eyes beyond their own.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import bindparam, delete, exists, select, text
from sqlalchemy.orm import Session
from sqlalchemy.types import Uuid

from app.kernel.errors import NotFound, Refused
from app.kernel.language import tr
from app.kernel.reasons import given_reason
from app.kernel.rights import Right, lacking
from app.matters.keepers import KeeperRole
from app.matters.models import Matter, MatterPerson, MatterWall
from app.matters.queries import MatterRow
from app.people.models import Colleague
from app.people.queries import is_lawyer, who_left
from app.people.rules import rights_of
from app.storage.transaction import Reader, Transaction
from app.storage.walls import past_walls


@dataclass(frozen=True, slots=True)
class Wall:
    """For whom a matter exists, by whom that was last said, since when, and why."""

    people: tuple[tuple[UUID, str], ...]
    restricted_by: UUID
    since: datetime
    reason: str


def restrict_matter(tx: Transaction, matter_id: UUID, people: Sequence[UUID], reason: str) -> None:
    """From now on the matter exists for ``people`` alone, among whom is who says so.

    A partner may, and the matter's responsible lawyer. One of ``people`` is a partner, so that no matter can vanish
    from all of them; but in a firm that has none. Raises `Refused` ("not-allowed", "already-restricted", "no-people",
    "not-yourself", "has-left", "no-partner", "no-reason"), `NotFound`.
    """
    _may(tx, matter_id)
    if tx.session.get(MatterWall, matter_id) is not None:
        raise Refused(
            "already-restricted", tr("This matter is restricted already. Change for whom it exists instead.")
        )
    chosen, why = _checked(tx, people, reason)
    tx.session.add(MatterWall(matter_id=matter_id, restricted_by=tx.actor, since=tx.now, reason=why))
    tx.session.flush()
    tx.session.add_all(MatterPerson(matter_id=matter_id, colleague_id=one) for one in chosen)
    tx.record("restricted", "matter", matter_id, people=chosen, reason=why)


def change_wall(tx: Transaction, matter_id: UUID, people: Sequence[UUID], reason: str) -> None:
    """The restricted matter exists for these ``people`` from now on. Raises as `restrict_matter`, and `Refused`
    ("not-restricted")."""
    _may(tx, matter_id)
    wall = _wall(tx, matter_id)
    chosen, why = _checked(tx, people, reason)
    before = _named(tx.session, matter_id)
    if set(before) == set(chosen) and wall.reason == why:
        return
    tx.session.execute(
        delete(MatterPerson).where(
            MatterPerson.matter_id == matter_id, MatterPerson.colleague_id.not_in(chosen)
        )
    )
    added = [one for one in chosen if one not in before]
    tx.session.add_all(MatterPerson(matter_id=matter_id, colleague_id=one) for one in added)
    wall.restricted_by, wall.since, wall.reason = tx.actor, tx.now, why
    tx.record("wall changed", "matter", matter_id, people=chosen, reason=why)


def lift_wall(tx: Transaction, matter_id: UUID) -> None:
    """The matter exists for everybody again. Raises `Refused` ("not-allowed", "not-restricted"), `NotFound`."""
    _may(tx, matter_id)
    wall = _wall(tx, matter_id)
    tx.session.execute(delete(MatterPerson).where(MatterPerson.matter_id == matter_id))
    tx.session.delete(wall)
    tx.record("wall lifted", "matter", matter_id)


def may_restrict(reader: Reader, matter_id: UUID) -> bool:
    """Whether who looks may restrict this matter, or lift its restriction."""
    responsible = reader.session.scalar(select(Matter.responsible_id).where(Matter.id == matter_id))
    answers = responsible == reader.viewer and is_lawyer(reader.session, reader.viewer)
    return Right.RESTRICT in reader.rights or answers


def wall_of(reader: Reader, matter_id: UUID) -> Wall | None:
    """For whom a matter exists; None where that is everybody."""
    wall = reader.session.get(MatterWall, matter_id)
    if wall is None:
        return None
    query = (
        select(Colleague.id, Colleague.name)
        .join(MatterPerson, MatterPerson.colleague_id == Colleague.id)
        .where(MatterPerson.matter_id == matter_id)
        .order_by(Colleague.name_key)
    )
    people = tuple((one.id, one.name) for one in reader.session.execute(query))
    return Wall(people, wall.restricted_by, wall.since, wall.reason)


def shut_out(row: MatterRow, wall: Wall | None) -> tuple[tuple[KeeperRole, str], ...]:
    """Who looks after a matter that does not exist for them, and as what: until somebody else is named, or they are
    let in, what is owed or late there does not reach them."""
    if wall is None:
        return ()
    inside = {one for one, _ in wall.people}
    keepers = (
        (KeeperRole.CONTACT, row.point_of_contact_id, row.point_of_contact),
        (KeeperRole.RESPONSIBLE, row.responsible_id, row.responsible),
        (KeeperRole.SUPERVISOR, row.supervisor_id, row.supervisor),
    )
    return tuple((role, name) for role, who, name in keepers if who is not None and who not in inside)


def who_may_not_see(reader: Reader, matter_id: UUID, several: Iterable[UUID | None]) -> dict[UUID, Refused]:
    """Those of ``several`` for whom a matter does not exist, and the refusal for each ("may-not-see"): what they were
    given to do in it, they would never find."""
    wanted = {one for one in several if one is not None}
    wall = wall_of(reader, matter_id) if wanted else None
    outside = wanted.difference(one for one, _ in wall.people) if wall is not None else set()
    found: dict[UUID, Refused] = {}
    for one in outside:
        who = reader.session.get(Colleague, one)
        name = who.name if who is not None else tr("That person")
        message = tr(
            "{name} may not see this matter. Please choose somebody who may, or name them in it first."
        ).format(name=name)
        found[one] = Refused("may-not-see", message)
    return found


def is_restricted(reader: Reader, matter_id: UUID) -> bool:
    """Whether a matter exists for named people alone."""
    return bool(reader.session.scalar(select(exists().where(MatterWall.matter_id == matter_id))))


# Who looks after the people of the firm need not see a matter to keep it from being lost with the last who could. So
# these look at the table itself, past what may be hidden from whoever asks; they say a number and no more.
_NAMED = text(
    """
    SELECT matter_id, colleague_id FROM main.matter_people WHERE matter_id IN
        (SELECT matter_id FROM main.matter_people WHERE colleague_id = :who)
    """
).columns(matter_id=Uuid(), colleague_id=Uuid())
_WHO = bindparam("who", type_=Uuid())


def restricted_among(session: Session, matter_ids: Iterable[UUID | None]) -> tuple[UUID, ...]:
    """Those of some matters that are restricted, in a steady order: what leaves the vault of each is told by itself."""
    walled = frozenset(session.scalars(past_walls(select(MatterWall.matter_id))))
    return tuple(sorted(one for one in matter_ids if one in walled and one is not None))


def last_behind_walls(session: Session, colleague_id: UUID, signing_in: Collection[UUID]) -> int:
    """How many restricted matters this person must not leave behind without a successor.

    Those that nobody else who can sign in (``signing_in``: who has a slot) could open, and those that no partner could
    any more.
    """
    return len(_last(session, colleague_id, signing_in))


def hand_over_walls(tx: Transaction, from_id: UUID, to_id: UUID, signing_in: Collection[UUID]) -> int:
    """Name ``to_id`` in every restricted matter that `last_behind_walls` counts for ``from_id``; how many there are.

    Needs `Right.PEOPLE`. The successor is a partner who can sign in: whoever looks after the people and is none gets
    through no wall by it. Raises `Refused` ("not-allowed", "oneself", "has-left", "not-a-partner").
    """
    tx.need(Right.PEOPLE)
    if from_id == to_id:
        raise Refused(
            "oneself", tr("Please name somebody else to take over the restricted matters."), field="successor"
        )
    if who_left(tx.session, [to_id]):
        raise Refused(
            "has-left",
            tr("That person is not at the firm any more. Please choose somebody else."),
            field="successor",
        )
    found = _last(tx.session, from_id, signing_in)
    if found and to_id not in _partners(tx.session) & set(signing_in):
        raise Refused(
            "not-a-partner",
            tr("Only a partner who can sign in may take over restricted matters. Please choose one."),
            field="successor",
        )
    there = tx.session.execute(_NAMED.bindparams(_WHO), {"who": to_id}).all()
    has = {one.matter_id for one in there}
    tx.insert(MatterPerson, *({"matter_id": one, "colleague_id": to_id} for one in found if one not in has))
    for one in found:
        tx.record("wall changed", "matter", one, handed_from=from_id, handed_to=to_id)
    return len(found)


def leave_walls(tx: Transaction, colleague_id: UUID) -> None:
    """Name this person in no restricted matter any more: who leaves and comes back later is let in anew.

    Needs `Right.PEOPLE`; for `app.owed.handover.leaving`, after `hand_over_walls`.
    """
    tx.need(Right.PEOPLE)
    rows = tx.session.execute(_NAMED.bindparams(_WHO), {"who": colleague_id}).all()
    left = sorted({row.matter_id for row in rows})
    if left:
        tx.session.execute(delete(MatterPerson).where(MatterPerson.colleague_id == colleague_id))
    for one in left:
        tx.record("wall changed", "matter", one, taken_off=colleague_id)


def _last(session: Session, leaving: UUID, signing_in: Collection[UUID]) -> list[UUID]:
    named: dict[UUID, set[UUID]] = {}
    for row in session.execute(_NAMED.bindparams(_WHO), {"who": leaving}):
        named.setdefault(row.matter_id, set()).add(row.colleague_id)
    can = _active(session) & set(signing_in) - {leaving}
    others = _partners(session) & can
    return sorted(one for one, people in named.items() if not people & (others or can))


def _active(session: Session) -> frozenset[UUID]:
    return frozenset(session.scalars(select(Colleague.id).where(Colleague.active)))


def _partners(session: Session) -> frozenset[UUID]:
    query = select(Colleague.id, Colleague.role, Colleague.is_admin).where(Colleague.active)
    return frozenset(
        row.id for row in session.execute(query) if Right.RESTRICT in rights_of(row.role, row.is_admin)
    )


def _may(tx: Transaction, matter_id: UUID) -> None:
    matter = tx.session.get(Matter, matter_id)
    if matter is None:
        raise NotFound("no-matter", tr("That matter is not in the vault."), field="matter")
    answers = matter.responsible_id == tx.actor and is_lawyer(tx.session, tx.actor)
    if Right.RESTRICT not in tx.rights and not answers:
        raise lacking(Right.RESTRICT)


def _wall(tx: Transaction, matter_id: UUID) -> MatterWall:
    wall = tx.session.get(MatterWall, matter_id)
    if wall is None:
        raise Refused("not-restricted", tr("This matter is not restricted: everybody at the firm sees it."))
    return wall


def _named(session: Session, matter_id: UUID) -> list[UUID]:
    return list(session.scalars(select(MatterPerson.colleague_id).where(MatterPerson.matter_id == matter_id)))


def _checked(tx: Transaction, people: Sequence[UUID], reason: str) -> tuple[list[UUID], str]:
    chosen = list(dict.fromkeys(people))
    if not chosen:
        raise Refused("no-people", tr("Please name the people who may see this matter."), field="people")
    if tx.actor not in chosen:
        message = tr(
            "Name yourself as well: a matter that you could not see afterwards, you could not open again either. "
            "One of the others can take you off."
        )
        raise Refused("not-yourself", message, field="people")
    if who_left(tx.session, chosen):
        raise Refused(
            "has-left",
            tr("One of them is not at the firm any more. Please choose somebody else."),
            field="people",
        )
    partners = _partners(tx.session)
    if partners and partners.isdisjoint(chosen):
        raise Refused(
            "no-partner",
            tr(
                "Name a partner as well: a matter that no partner sees would be lost to the firm with the others."
            ),
            field="people",
        )
    return chosen, given_reason(reason, "Please say why the matter is restricted.", lines=True)
