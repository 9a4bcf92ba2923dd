"""A hand-over taken back, as one act, as long as nothing was built on it."""

from __future__ import annotations

from uuid import UUID

from app.contactlog.corrections import restore_development, withdraw_development
from app.contactlog.follow_up_commands import give_follow_up
from app.contactlog.models import FollowUp
from app.kernel.errors import Refused
from app.kernel.rights import Right
from app.matters.commands import edit_matter
from app.matters.keepers import COLUMNS, Turn
from app.matters.models import KeyDate
from app.matters.sheet import matter_sheet
from app.matters.walls import change_wall, wall_of
from app.owed.giving import give_plan, say_who_acts
from app.owed.handing_over import HandedOver, Moved, kept_by, roles_of
from app.owed.left_with import plans_of
from app.owed.new_keepers import untold_of_keepers
from app.people.queries import colleague
from app.storage.transaction import Reader, Transaction

WHY = "The hand-over was taken back."


def take_back(tx: Transaction, done: HandedOver) -> None:
    """Put everything back into the hands it was in before. Needs `Right.WRITE`; by who handed over.

    Raises `Refused` ("not-yours", "has-left", "changed-since", "told-since") where something was changed or told since:
    then nothing is taken back, and another hand-over is the way.
    """
    tx.need(Right.WRITE)
    _check(tx, done)
    from_id = done.new.from_id
    turn = Turn(done.turn.since, WHY, returned=True)
    with tx.as_one("taken back", "colleague", from_id, reason=WHY):
        for one in done.moved:
            _return_matter(tx, one, from_id, turn)
        for follow_up_id, _ in done.agreed:
            give_follow_up(tx, follow_up_id, from_id)
        for key_date_id, _ in done.dates:
            say_who_acts(tx, key_date_id, from_id, WHY)


def _return_matter(tx: Transaction, moved: Moved, from_id: UUID, turn: Turn) -> None:
    matter_id = moved.portion.matter.id
    for development_id in moved.told.made:
        withdraw_development(tx, development_id, WHY)
    for development_id in moved.told.withdrawn:
        restore_development(tx, development_id)
    if moved.before is not None:
        details = matter_sheet(tx.reader(), matter_id).details
        edit_matter(tx, matter_id, kept_by(details, roles_of(moved.portion.matter), from_id), turn)
    if moved.planned:
        give_plan(tx, matter_id, from_id)
    if moved.wall and tx.actor in moved.wall:
        wall = wall_of(tx.reader(), matter_id)
        if wall is not None:
            change_wall(tx, matter_id, moved.wall, WHY)


def _check(tx: Transaction, done: HandedOver) -> None:
    reader = tx.reader()
    if done.by_id != tx.actor:
        raise Refused("not-yours", "Whoever handed over can take it back. You can hand over once more.")
    giver = colleague(reader, done.new.from_id)
    if not giver.active:
        message = (
            f"{giver.name} is no longer at the firm, so nothing can go back. Hand it over to somebody else."
        )
        raise Refused("has-left", message)
    if any(not _as_given(reader, moved) for moved in done.moved) or not _given_still(tx, done):
        message = "Something of it was changed since. Hand over once more what is to go back."
        raise Refused("changed-since", message)
    for moved in done.moved:
        if not untold_of_keepers(reader, moved.portion.matter.id).keys() >= set(moved.told.made):
            message = "A client was told of it since. Hand over once more, so that the client hears of that as well."
            raise Refused("told-since", message)


def _as_given(reader: Reader, moved: Moved) -> bool:
    """Whether a matter still is in the hands that the hand-over put it in."""
    matter, to_id = moved.portion.matter, moved.portion.to_id
    details = matter_sheet(reader, matter.id).details
    named = all(getattr(details, COLUMNS[role]) == to_id for role in roles_of(matter))
    return named and (not moved.planned or matter.id in plans_of(reader, to_id))


def _given_still(tx: Transaction, done: HandedOver) -> bool:
    reader = tx.reader()
    for follow_up_id, to_id in done.agreed:
        agreed = tx.session.get(FollowUp, follow_up_id)
        if agreed is None or agreed.colleague_id != to_id or agreed.done_at is not None:
            return False
    for key_date_id, to_id in done.dates:
        date = tx.session.get(KeyDate, key_date_id)
        if date is None or date.who_acts != colleague(reader, to_id).name:
            return False
    return True
