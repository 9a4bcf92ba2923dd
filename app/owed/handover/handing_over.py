"""Whoever leaves hands over: matters, update schedules and agreed actions get others, as one act that can be undone."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from app.kernel.errors import Refused
from app.kernel.language import tr
from app.kernel.rights import Right
from app.matters.handing import change_keepers, check_keepers
from app.matters.keepers import KeeperRole, Turn, turn_from
from app.matters.walls import change_wall, may_restrict, wall_of
from app.matters.words import MatterStatus
from app.owed.handover.giving import give_follow_ups, give_key_dates
from app.owed.handover.house import HouseGiven, HouseThing, foresee_house, give_house
from app.owed.handover.left_with import LeftMatter, LeftWith, left_with
from app.owed.handover.new_keepers import TOLD, Told, tell_of_keepers
from app.owed.handover.to_come import ToCome, without
from app.people.queries import colleague
from app.people.words import Role
from app.schedule.commands import give_plans
from app.storage.transaction import Reader, Transaction


@dataclass(frozen=True, slots=True)
class NewHandOver:
    """Who hands over to whom.

    ``to_id`` takes all that ``of_matter`` gives to nobody else; None: only the matters of ``of_matter`` go.
    ``on`` is the day from which the client reaches the other one (None: today); what was agreed, key
    dates to act on and the update schedules go at once. ``tells``: the clients are told.
    """

    from_id: UUID
    to_id: UUID | None = None
    of_matter: Mapping[UUID, UUID] = field(default_factory=dict)
    on: date | None = None
    reason: str = ""
    tells: bool = True

    def heir(self, matter_id: UUID | None) -> UUID | None:
        """Who takes a matter; what belongs to no matter goes with the rest."""
        return self.of_matter.get(matter_id, self.to_id) if matter_id is not None else self.to_id


@dataclass(frozen=True, slots=True)
class Portion:
    """A matter and who takes it. ``let_in``: it is restricted, and who takes it is to be named in it."""

    matter: LeftMatter
    to_id: UUID
    let_in: bool = False

    @property
    def named(self) -> dict[KeeperRole, UUID | None]:
        """In which capacities who takes it is named in it."""
        return dict.fromkeys(roles_of(self.matter), self.to_id)


@dataclass(frozen=True, slots=True)
class Outlook:
    """What a hand-over will do.

    ``barred``: restricted matters whose heir is not named in them, and whom the actor may not let in; they stay.
    """

    left: LeftWith
    portions: tuple[Portion, ...]
    barred: tuple[Portion, ...]
    told: tuple[LeftMatter, ...]
    """The matters whose clients will be told."""
    loose_to: UUID | None
    on: date | None = None
    """The day to come from which the clients reach the others; None: from now on."""
    house: HouseGiven = ()
    """What of the firm's own house goes, and to whom."""
    house_stays: tuple[HouseThing, ...] = ()
    """What of it stays: who takes over may not see it, or who hands over may not give it."""

    @property
    def clients(self) -> int:
        """How many clients will be told."""
        return len({one.client_id for one in self.told})

    @property
    def nothing(self) -> bool:
        """Whether nothing will go."""
        loose = self.loose_to is not None and self.left.loose
        return not (self.portions or loose or self.house)


@dataclass(frozen=True, slots=True)
class Moved:
    """What went to somebody in one matter, for the way back."""

    portion: Portion
    wall: tuple[UUID, ...] | None
    told: Told
    planned: bool


@dataclass(frozen=True, slots=True)
class HandedOver:
    """What a hand-over did; `app.owed.handover.taking_back.take_back` undoes it."""

    new: NewHandOver
    by_id: UUID
    outlook: Outlook
    turn: Turn
    moved: tuple[Moved, ...] = ()
    agreed: tuple[tuple[UUID, UUID], ...] = ()
    """Agreed actions and who has them now."""
    dates: tuple[tuple[UUID, UUID], ...] = ()
    """Key dates, and who acts on them now."""

    @property
    def given(self) -> int:
        """How many matters went to somebody else."""
        return len(self.moved)


def foresee(reader: Reader, new: NewHandOver, settled: Collection[ToCome] = ()) -> Outlook:
    """What `hand_over` would do, ``settled`` being settled before (somebody is removed). Raises as it does."""
    for heir in {new.to_id, *new.of_matter.values()} - {None}:
        _check_heir(reader, new.from_id, heir)
    left = without(left_with(reader, new.from_id), settled)
    portions: list[Portion] = []
    barred: list[Portion] = []
    for matter in left.matters:
        to_id = new.heir(matter.id)
        if to_id is None:
            continue
        wall = wall_of(reader, matter.id) if matter.restricted else None
        inside = wall is None or to_id in {one for one, _ in wall.people}
        let_in = not inside and may_restrict(reader, matter.id)
        (portions if inside or let_in else barred).append(Portion(matter, to_id, let_in))
    turn = turn_from(new.on, new.reason, reader.local(reader.now))
    check_keepers(reader, {one.matter.id: one.named for one in portions}, turn)
    told = tuple(one.matter for one in portions if new.tells and one.matter.tells_client)
    on = new.on if new.on is not None and new.on > reader.today else None
    house = foresee_house(reader, left.house, {one.matter.id: one.to_id for one in portions}, new.to_id)
    return Outlook(left, tuple(portions), tuple(barred), told, new.to_id, on, *house)


def _check_heir(reader: Reader, from_id: UUID, heir_id: UUID | None) -> None:
    if heir_id is None:
        return
    heir = colleague(reader, heir_id)
    if not heir.active:
        message = tr("{name} is no longer at the firm. Please choose somebody else.").format(name=heir.name)
        raise Refused("has-left", message, field="heir")
    if heir.role is Role.READ_ONLY:
        message = tr("{name} reads only and can take nothing over. Please choose somebody else.").format(
            name=heir.name
        )
        raise Refused("reads-only", message, field="heir")
    if heir_id == from_id:
        raise Refused("oneself", tr("Please choose somebody else to take over."), field="heir")


def hand_over(tx: Transaction, new: NewHandOver) -> HandedOver:
    """Put others in the place of somebody in all that is not closed or done, and have the clients told. As one act of
    the trail. Needs `Right.WRITE`.

    Only what the actor may see is handed over (J2). Raises `NotFound`, `Refused` ("has-left", "reads-only", "oneself").
    """
    tx.need(Right.WRITE)
    reader = tx.reader()
    outlook = foresee(reader, new)
    turn = turn_from(new.on, new.reason, tx.now.astimezone(tx.zone))
    heirs = sorted({one.to_id for one in outlook.portions} | ({new.to_id} if new.to_id else set()))
    more = {"reason": turn.reason} if turn.reason else {}
    with tx.as_one("handed over", "colleague", new.from_id, to=heirs, **more):
        moved = _give_matters(tx, new, outlook.portions, turn)
        gone = {one.matter.id: one.to_id for one in outlook.portions}
        agreed = give_follow_ups(tx, new.from_id, gone, new.to_id)
        dates = give_key_dates(tx, new.from_id, gone, turn.reason)
        give_house(tx, outlook.house, turn.reason)
    return HandedOver(new, tx.actor, outlook, turn, moved, agreed, dates)


def _give_matters(
    tx: Transaction, new: NewHandOver, portions: Sequence[Portion], turn: Turn
) -> tuple[Moved, ...]:
    """All of them together: hundreds of matters must not hold up everybody's saves for seconds."""
    walls = {
        one.matter.id: _let_in(tx, one.matter.id, one.to_id, turn.reason) for one in portions if one.let_in
    }
    named = {one.matter.id: one.named for one in portions}
    before = change_keepers(tx, named, turn)
    told = _tell(tx, new, portions, before) if new.tells else {}
    give_plans(tx, {one.matter.id: one.to_id for one in portions if one.matter.gives_updates})
    return tuple(
        Moved(one, walls.get(one.matter.id), told.get(one.matter.id, Told()), one.matter.gives_updates)
        for one in portions
    )


def _tell(
    tx: Transaction,
    new: NewHandOver,
    portions: Sequence[Portion],
    before: Mapping[UUID, Mapping[KeeperRole, UUID | None]],
) -> dict[UUID, Told]:
    news: dict[UUID, dict[KeeperRole, UUID]] = {}
    for one in portions:
        was = {role: who for role, who in before[one.matter.id].items() if role in TOLD and who is not None}
        if was and one.matter.status is not MatterStatus.CLOSED:
            news[one.matter.id] = was
    return tell_of_keepers(tx, news, new.on) if news else {}


def roles_of(matter: LeftMatter) -> tuple[KeeperRole, ...]:
    """In which roles who hands over looks after a matter."""
    held = {
        KeeperRole.CONTACT: matter.as_contact,
        KeeperRole.RESPONSIBLE: matter.as_responsible,
        KeeperRole.SUPERVISOR: matter.as_supervisor,
    }
    return tuple(role for role, is_held in held.items() if is_held)


def _let_in(tx: Transaction, matter_id: UUID, to_id: UUID, reason: str) -> tuple[UUID, ...]:
    """Name who takes over a restricted matter in it; who was named before."""
    wall = wall_of(tx.reader(), matter_id)
    if wall is None:
        return ()
    people = [one for one, _ in wall.people]
    change_wall(tx, matter_id, [*people, to_id], reason or wall.reason)
    return tuple(people)
