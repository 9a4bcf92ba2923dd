"""Actions that were agreed: added, done, given up, moved to another day, given to somebody else."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from uuid import UUID

from app.contactlog.checking import first_client
from app.contactlog.follow_ups import agreed, known_people
from app.contactlog.forms import NewFollowUp
from app.contactlog.models import FollowUp
from app.kernel.errors import NotFound, Refused
from app.kernel.language import tr
from app.kernel.reasons import given_reason
from app.people.queries import colleague
from app.storage.transaction import Transaction


def add_follow_up(tx: Transaction, matter_id: UUID, new: NewFollowUp, entry_id: UUID | None = None) -> UUID:
    """Agree an action."""
    client_id = first_client(tx.reader(), matter_id)
    found = FollowUp(
        id=tx.new_id(),
        matter_id=matter_id,
        client_id=client_id,
        entry_id=entry_id,
        agreed_at=tx.now,
        written_at=tx.now,
        **agreed(new, known_people(tx.reader(), client_id)),
    )
    tx.session.add(found)
    tx.session.flush()
    tx.record("added", "follow_up", found.id, **{**asdict(new), "who": found.who})
    tx.touch("matter", matter_id)
    return found.id


def finish_follow_up(tx: Transaction, follow_up_id: UUID) -> None:
    """What was agreed is done."""
    found = _follow_up(tx, follow_up_id)
    if found.done_at is None:
        found.done_at, found.done_by = tx.now, tx.actor
        tx.record("done", "follow_up", follow_up_id)
        _touch_follow_up(tx, found)


def give_up_follow_up(tx: Transaction, follow_up_id: UUID, reason: str) -> None:
    """It is off the list though nobody did it: the trail says so, with the reason. What was done stays done.

    Raises NotFound, `Refused` ("no-reason").
    """
    found = _follow_up(tx, follow_up_id)
    reason = given_reason(reason, "Please say why nobody has to do it any more.")
    if found.done_at is None:
        found.done_at, found.done_by = tx.now, tx.actor
        tx.record("given up", "follow_up", follow_up_id, reason=reason)
        _touch_follow_up(tx, found)


def reopen_follow_up(tx: Transaction, follow_up_id: UUID) -> None:
    """It was not done after all."""
    found = _follow_up(tx, follow_up_id)
    if found.done_at is not None:
        found.done_at = found.done_by = None
        tx.record("reopened", "follow_up", follow_up_id)
        _touch_follow_up(tx, found)


def move_follow_up(tx: Transaction, follow_up_id: UUID, due_on: date | None, reason: str) -> None:
    """Agree another day, and say why; the day it was before stands in the audit trail with the reason.

    Refused without a reason ("no-reason") and for what is done ("follow-up-done"). The same day again does nothing.
    """
    found = _follow_up(tx, follow_up_id)
    if found.done_at is not None:
        raise Refused("follow-up-done", tr("That is done. Reopen it first to move it."), field="due_on")
    reason = given_reason(reason, "Please say why it is moved.")
    if found.due_on != due_on:
        tx.record("moved", "follow_up", follow_up_id, before=found.due_on, after=due_on, reason=reason)
        found.due_on = due_on
        _touch_follow_up(tx, found)


def give_follow_up(tx: Transaction, follow_up_id: UUID, colleague_id: UUID) -> None:
    """Somebody else of the firm does it."""
    found, name = _follow_up(tx, follow_up_id), colleague(tx.reader(), colleague_id).name
    if found.colleague_id != colleague_id:
        was = {
            "before": found.who,
            "before_id": found.colleague_id,
        }  # for who asks what was known (--known-by)
        tx.record("given", "follow_up", follow_up_id, **was, after=name)
        found.colleague_id, found.who = colleague_id, name
        _touch_follow_up(tx, found)


def _follow_up(tx: Transaction, follow_up_id: UUID) -> FollowUp:
    found = tx.session.get(FollowUp, follow_up_id)
    if found is None:
        raise NotFound("no-follow-up", tr("That follow-up is not in the vault."))
    return found


def _touch_follow_up(tx: Transaction, found: FollowUp) -> None:
    if found.matter_id is not None:
        tx.touch("matter", found.matter_id)
