"""Key dates: hearings, appointments, deadlines, limitation dates and milestones, put in, moved, corrected, kept
(PRACTICE D4)."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields, replace
from datetime import date, time
from uuid import UUID

from sqlalchemy.orm import Session

from app.kernel.clock_turns import shown_time
from app.kernel.errors import NotFound, Refused
from app.kernel.language import tr
from app.kernel.reasons import given_reason
from app.kernel.text import clean
from app.matters.commands import the_matter
from app.matters.history import keep_key_date
from app.matters.models import KeyDate
from app.matters.withdrawing import brought_back, taken_out
from app.matters.words import KeyDateKind
from app.storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class NewKeyDate:
    """A date to keep. ``at`` is local to the firm; None means the whole day. One that its clocks skip is read as they
    show it (`app.kernel.clock_turns.shown_time`)."""

    matter_id: UUID
    kind: KeyDateKind
    on: date
    title: str
    at: time | None = None
    place: str = ""
    client_attends: bool = False
    who_acts: str = ""


def add_key_date(tx: Transaction, new: NewKeyDate) -> UUID:
    """Put a date into the matter."""
    the_matter(tx.session, new.matter_id)
    values = asdict(_checked(new, tx))
    found = KeyDate(id=tx.new_id(), written_at=tx.now, author_id=tx.actor, done_at=None, **values)
    tx.session.add(found)
    tx.session.flush()
    tx.record("added", "key_date", found.id, **values)
    tx.touch("matter", new.matter_id)
    return found.id


def finish_key_date(tx: Transaction, key_date_id: UUID) -> None:
    """The date was kept. Refused for a date that was withdrawn ("withdrawn")."""
    found = standing_key_date(tx.session, key_date_id)
    if found.done_at is None:
        found.done_at = tx.now
        tx.record("done", "key_date", key_date_id)
        tx.touch("matter", found.matter_id)


def reopen_key_date(tx: Transaction, key_date_id: UUID) -> None:
    """The date was not kept after all, or takes place after all. Refused for a date that was withdrawn."""
    found = standing_key_date(tx.session, key_date_id)
    if found.done_at is not None:
        found.done_at = found.cancelled_at = None
        tx.record("reopened", "key_date", key_date_id)
        tx.touch("matter", found.matter_id)


def move_key_date(tx: Transaction, key_date_id: UUID, on: date, at: time | None, reason: str) -> None:
    """Put an open date on another day or time; why, and the day it was before, stay with it and in the audit trail.

    ``at`` is local to the firm; None means the whole day. Refused without a reason, and for a date that is done.
    """
    found = standing_key_date(tx.session, key_date_id)
    if found.done_at is not None:
        raise Refused("key-date-done", tr("That date is done. Reopen it first to move it."), field="on")
    reason = given_reason(reason, "Please say why the date is moved.")
    at = shown_time(on, at, tx.zone)
    if (found.on, found.at) == (on, at):
        raise Refused("not-moved", tr("The date stands on that day already."), field="on")
    before = {"was_on": found.on, "was_at": found.at}
    with keep_key_date(found, tx, reason):
        found.on, found.at = on, at
    tx.record("moved", "key_date", key_date_id, on=on, at=at, reason=reason, **before)
    tx.touch("matter", found.matter_id)


def correct_key_date(tx: Transaction, key_date_id: UUID, new: NewKeyDate, reason: str) -> int:
    """Say of a date what is right; what it said before stays readable. The answer is its version.

    Refused without a reason, for a date that was withdrawn, and for another matter than its own.
    """
    found = standing_key_date(tx.session, key_date_id)
    reason = given_reason(reason, "Please say why the date is corrected.")
    if new.matter_id != found.matter_id:
        raise Refused(
            "other-matter", tr("A date stays in its matter. Withdraw it, and add it to the other one.")
        )
    checked = _checked(new, tx)
    values = {one.name: getattr(checked, one.name) for one in fields(new) if one.name != "matter_id"}
    changed = {name: value for name, value in values.items() if getattr(found, name) != value}
    if changed:
        before = {f"was_{name}": getattr(found, name) for name in changed}
        with keep_key_date(found, tx, reason):
            for name, value in changed.items():
                setattr(found, name, value)
        tx.record("edited", "key_date", key_date_id, **changed, reason=reason, **before)
        tx.touch("matter", found.matter_id)
    return found.version


def cancel_key_date(tx: Transaction, key_date_id: UUID, reason: str) -> None:
    """It does not take place, and is not ahead any more; why stands in the audit trail. `reopen_key_date` undoes it.

    What the client has to hear of it: `app.contactlog.date_turns.announce_key_date`.
    """
    found = standing_key_date(tx.session, key_date_id)
    if found.done_at is None:
        reason = given_reason(reason, "Please say why the date does not take place.")
        found.done_at = found.cancelled_at = tx.now
        tx.record("cancelled", "key_date", key_date_id, reason=reason)
        tx.touch("matter", found.matter_id)


def withdraw_key_date(tx: Transaction, key_date_id: UUID, reason: str) -> None:
    """It was put in by mistake: it stays readable, and counts for nothing."""
    found = the_key_date(tx.session, key_date_id)
    if taken_out(found, tx, reason, "Please say why the date is withdrawn."):
        tx.record("withdrawn", "key_date", key_date_id, reason=found.withdrawn_reason)


def restore_key_date(tx: Transaction, key_date_id: UUID) -> None:
    """It was no mistake: it counts again."""
    if brought_back(the_key_date(tx.session, key_date_id), tx):
        tx.record("restored", "key_date", key_date_id)


def the_key_date(session: Session, key_date_id: UUID) -> KeyDate:
    """The row of a key date. Raises `NotFound`."""
    found = session.get(KeyDate, key_date_id)
    if found is None:
        raise NotFound("no-key-date", tr("That key date is not in the vault."))
    return found


def standing_key_date(session: Session, key_date_id: UUID) -> KeyDate:
    """The row of a key date that counts. Raises `NotFound`, `Refused` ("withdrawn")."""
    found = the_key_date(session, key_date_id)
    if found.withdrawn_at is not None:
        raise Refused("withdrawn", tr("That date was withdrawn. Bring it back first."))
    return found


def _checked(new: NewKeyDate, tx: Transaction) -> NewKeyDate:
    title = clean(new.title, lines=False)
    if not title:
        raise Refused("no-title", tr("Please say what the date is for."), field="title")
    place, who_acts = clean(new.place, lines=False), clean(new.who_acts, lines=False)
    at = shown_time(new.on, new.at, tx.zone)
    return replace(new, title=title, at=at, place=place, who_acts=who_acts)
