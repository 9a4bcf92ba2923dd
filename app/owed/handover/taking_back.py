"""A hand-over taken back, as one act, as long as nothing of it was given on and no client was told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from sqlalchemy import select

from app.contactlog.corrections import restore_development, withdraw_development
from app.contactlog.models import FollowUp
from app.kernel.errors import Refused
from app.kernel.language import tr
from app.kernel.rights import Right
from app.matters.handing import change_keepers, keepers_of, matters_by_id
from app.matters.keepers import Turn
from app.matters.models import Development, KeyDate
from app.matters.walls import change_wall, wall_of
from app.owed.handover import house
from app.owed.handover.giving import give_each, say_who_acts
from app.owed.handover.handing_over import HandedOver, Moved
from app.owed.handover.left_with import plans_of
from app.owed.handover.new_keepers import untold_of_keepers
from app.people.queries import colleague
from app.schedule.commands import give_plans
from app.storage.rows import among
from app.storage.transaction import Reader, Transaction

WHY = "The hand-over was taken back."


def take_back(tx: Transaction, done: HandedOver) -> int:
    """Put everything back into the hands it was in before. Needs `Right.WRITE`; by who handed over.

    What was logged, excused, moved or amended meanwhile stays and goes along. What was done with meanwhile (an action
    done, a date kept or called off) stays with who had it then; the answer is how many such things there are.

    Raises `Refused` ("not-yours", "has-left", "changed-since", "told-since") where something was given on, closed
    or told since: then nothing is taken back, and another hand-over is the way.
    """
    tx.need(Right.WRITE)
    over = _over(tx, done)
    given = done.outlook.house
    still = replace(
        done,
        moved=tuple(_without(one, over) for one in done.moved),
        agreed=tuple(one for one in done.agreed if one[0] not in over),
        dates=tuple(one for one in done.dates if one[0] not in over),
        outlook=replace(done.outlook, house=tuple(one for one in given if one[0].id not in over)),
    )
    _check(tx, still)
    from_id = done.new.from_id
    turn = Turn(done.turn.since, WHY, returned=True)
    with tx.as_one("taken back", "colleague", from_id, reason=WHY):
        _return_matters(tx, still.moved, from_id, turn)
        give_each(tx, tuple((follow_up_id, from_id) for follow_up_id, _ in still.agreed))
        for key_date_id, _ in still.dates:
            say_who_acts(tx, key_date_id, from_id, WHY)
        house.give_house(tx, tuple((one, from_id) for one, _ in still.outlook.house), WHY)
    return sum(
        len(before) - len(now)
        for before, now in (
            (done.agreed, still.agreed),
            (done.dates, still.dates),
            (given, still.outlook.house),
        )
    )


def _over(tx: Transaction, done: HandedOver) -> frozenset[UUID]:
    """Of what was given, and of the news that was made of it, what is done with or withdrawn."""
    made = [one for moved in done.moved for one in moved.told.made]
    queries = (
        select(FollowUp.id).where(
            among(FollowUp.id, [one for one, _ in done.agreed]), FollowUp.done_at.is_not(None)
        ),
        select(KeyDate.id).where(
            among(KeyDate.id, [one for one, _ in done.dates]),
            KeyDate.done_at.is_not(None) | KeyDate.withdrawn_at.is_not(None),
        ),
        select(Development.id).where(among(Development.id, made), Development.withdrawn_at.is_not(None)),
    )
    found = frozenset(one for query in queries for one in tx.session.scalars(query))
    return found | house.over(tx.reader(), done.outlook.house)


def _without(moved: Moved, over: frozenset[UUID]) -> Moved:
    made = tuple(one for one in moved.told.made if one not in over)
    return replace(moved, told=replace(moved.told, made=made))


def _return_matters(tx: Transaction, several: Sequence[Moved], from_id: UUID, turn: Turn) -> None:
    news = [one for moved in several for one in (*moved.told.made, *moved.told.withdrawn)]
    query = select(Development).where(among(Development.id, news))
    rows = tx.session.scalars(query).all()  # read together; each is then found by its id
    for moved in several:
        for development_id in moved.told.made:
            withdraw_development(tx, development_id, WHY)
        for development_id in moved.told.withdrawn:
            restore_development(tx, development_id)
    del rows
    back = {one.portion.matter.id: dict.fromkeys(one.portion.named, from_id) for one in several}
    change_keepers(tx, back, turn)
    give_plans(tx, {one.portion.matter.id: from_id for one in several if one.planned})
    for moved in several:
        if (
            moved.wall
            and tx.actor in moved.wall
            and wall_of(tx.reader(), moved.portion.matter.id) is not None
        ):
            change_wall(tx, moved.portion.matter.id, moved.wall, WHY)


def _check(tx: Transaction, done: HandedOver) -> None:
    reader = tx.reader()
    if done.by_id != tx.actor:
        raise Refused("not-yours", tr("Whoever handed over can take it back. You can hand over once more."))
    giver = colleague(reader, done.new.from_id)
    if not giver.active:
        message = tr(
            "{name} is no longer at the firm, so nothing can go back. Hand it over to somebody else."
        ).format(name=giver.name)
        raise Refused("has-left", message)
    if not (
        _as_given(reader, done.moved)
        and _given_still(tx, done)
        and house.given_still(reader, done.outlook.house)
    ):
        message = tr(
            "Something of it was changed since: given on, or its matter closed. "
            "Hand over once more what is to go back."
        )
        raise Refused("changed-since", message)
    untold = untold_of_keepers(reader, [moved.portion.matter.id for moved in done.moved])
    for moved in done.moved:
        if not untold[moved.portion.matter.id].keys() >= set(moved.told.made):
            message = tr(
                "A client was told of it since. Hand over once more, so that the client hears of that as well."
            )
            raise Refused("told-since", message)


def _as_given(reader: Reader, several: Sequence[Moved]) -> bool:
    """Whether the matters still are in the hands that the hand-over put them in."""
    rows = matters_by_id(reader, [one.portion.matter.id for one in several])
    plans = {to_id: plans_of(reader, to_id) for to_id in {one.portion.to_id for one in several}}
    return all(
        keepers_of(rows[one.portion.matter.id], one.portion.named) == one.portion.named
        and (not one.planned or one.portion.matter.id in plans[one.portion.to_id])
        for one in several
    )


def _given_still(tx: Transaction, done: HandedOver) -> bool:
    reader = tx.reader()
    query = select(FollowUp).where(among(FollowUp.id, [one for one, _ in done.agreed]))
    rows = {one.id: one for one in tx.session.scalars(query)}
    for follow_up_id, to_id in done.agreed:
        agreed = rows.get(follow_up_id)
        if agreed is None or agreed.colleague_id != to_id:
            return False
    for key_date_id, to_id in done.dates:
        date = tx.session.get(KeyDate, key_date_id)
        if date is None or date.who_acts != colleague(reader, to_id).name:
            return False
    return True
