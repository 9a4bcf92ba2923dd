"""Developments corrected, withdrawn and brought back, with an eye on what the log says was told (PRACTICE C4, D3)."""

from __future__ import annotations

from dataclasses import fields, replace
from uuid import UUID

from sqlalchemy import select

from app.contactlog.rules import told_before
from app.contactlog.telling import tellings
from app.kernel.errors import Refused
from app.kernel.language import tr
from app.kernel.reasons import given_reason
from app.kernel.said import say_day
from app.matters.developments import NewDevelopment, add_development, checked_development, the_development
from app.matters.history import DEVELOPMENT_SAYS, keep_development
from app.matters.models import Development
from app.matters.withdrawing import brought_back, taken_out
from app.settings.queries import firms_language
from app.storage.transaction import Transaction


def correct_development(
    tx: Transaction, development_id: UUID, new: NewDevelopment, reason: str, *, tell_again: bool = False
) -> int:
    """Say of a development what is right; what it said before stays readable. The answer is its version.

    With ``tell_again`` a client who heard it as it was is owed what is right: that is a development of its own, as
    urgent as this one, in the place of an earlier correction that nobody told. Refused without a reason ("no-reason"),
    for one that was withdrawn ("withdrawn"), for another matter than its own ("other-matter"), and where it would have
    been told before it happened ("told-before").
    """
    found = the_development(tx.session, development_id)
    reason = given_reason(reason, "Please say why the development is corrected.")
    _check(found, new)
    new = replace(checked_development(new), origin=found.origin)
    told = tellings(tx.reader(), found.matter_id).get(development_id, ())
    happened_on = new.occurred_at.astimezone(tx.zone).date()
    for one in told:
        if told_before(one.at.astimezone(tx.zone).date(), happened_on):
            day = say_day(one.at.astimezone(tx.zone).date(), tx.today)
            message = tr(
                "An entry of {day} told the client of it. Amend that entry first, or check the time."
            ).format(day=day)
            raise Refused("told-before", message, field="occurred_at")
    changed = {
        name: getattr(new, name) for name in DEVELOPMENT_SAYS if getattr(found, name) != getattr(new, name)
    }
    if not changed:
        return found.version
    before = {f"was_{name}": getattr(found, name) for name in changed}
    with keep_development(found, tx, reason):
        for name, value in changed.items():
            setattr(found, name, value)
    tx.record("corrected", "development", development_id, **changed, reason=reason, **before)
    tx.touch("matter", found.matter_id)
    overtaken = _withdraw_untold(tx, found) if tell_again or "text" in changed else False
    if told and (tell_again or overtaken):
        _owe_again(tx, found, new)
    return found.version


def withdraw_development(tx: Transaction, development_id: UUID, reason: str) -> None:
    """It did not happen, or not in this matter: it stays readable, and nobody has to be told of it."""
    found = the_development(tx.session, development_id)
    if taken_out(found, tx, reason, "Please say why the development is withdrawn."):
        tx.record("withdrawn", "development", development_id, reason=found.withdrawn_reason)


def restore_development(tx: Transaction, development_id: UUID) -> None:
    """It happened after all: it counts again, and is owed unless it was told."""
    if brought_back(the_development(tx.session, development_id), tx):
        tx.record("restored", "development", development_id)


def _check(found: Development, new: NewDevelopment) -> None:
    if found.withdrawn_at is not None:
        raise Refused("withdrawn", tr("That development was withdrawn. Bring it back first."))
    if new.matter_id != found.matter_id:
        message = tr("A development stays in its matter. Withdraw it, and write it down in the other one.")
        raise Refused("other-matter", message, field="matter")


def _withdraw_untold(tx: Transaction, found: Development) -> bool:
    """A correction that nobody told is overtaken by the next one: one of them is owed, not both. Whether there was."""
    query = select(Development.id).where(
        Development.matter_id == found.matter_id,
        Development.origin.startswith(f"corrected:{found.id}:"),
        Development.withdrawn_at.is_(None),
    )
    told = tellings(tx.reader(), found.matter_id)
    untold = [one for one in tx.session.scalars(query).all() if one not in told]
    for one in untold:
        withdraw_development(tx, one, tr("Overtaken by another correction before anybody told it"))
    return bool(untold)


def _owe_again(tx: Transaction, found: Development, new: NewDevelopment) -> None:
    values = {one.name: getattr(new, one.name) for one in fields(new)}
    right = NewDevelopment(
        **values | {"occurred_at": tx.now, "origin": f"corrected:{found.id}:{found.version}"}
    )
    with firms_language(tx.reader()):  # the client reads it, whatever is spoken here
        text = tr("Correction: {text}").format(text=new.text)
    add_development(tx, replace(right, text=text, whole_text="", plain_words=""))
