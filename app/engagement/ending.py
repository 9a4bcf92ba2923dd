"""Ending a matter: closed, disengaged, or never engaged (PRACTICE J7).

In one transaction the ending is written down, the last note goes into the log, the matter is closed, and what all of
it cost is kept as a figure. The letter is made from what is written here (`app.letters`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import datetime, time
from uuid import UUID

from app.care.commands import NewCostsFigure, state_costs
from app.care.queries import matters_currency
from app.care.words import CostsKind
from app.contactlog.commands import log_contact
from app.contactlog.forms import NewContact
from app.contactlog.words import Channel, Direction
from app.engagement.ending_queries import StillOpen, ending_of, still_open
from app.engagement.forms import ENDING_LINES, EndingForm
from app.engagement.models import MatterEnding
from app.engagement.rules import ending_problems
from app.engagement.words import EndingKind
from app.kernel.errors import Invalid, Refused
from app.kernel.language import tr
from app.kernel.money import fit_amount, fit_currency
from app.kernel.rights import Right
from app.kernel.text import clean_texts
from app.matters.commands import edit_matter, the_matter
from app.matters.sheet import matter_sheet
from app.matters.words import MatterStatus
from app.storage.transaction import Transaction

_ASKED = {
    "key date": "a key date to come",
    "unanswered": "a contact without an answer",
    "not told": "news the client was not told",
}
"""What needs a reason, as it is asked for."""
_HEADS = {
    EndingKind.CLOSED: "Matter closed.",
    EndingKind.DISENGAGED: "We act for the client no more.",
    EndingKind.NOT_ENGAGED: "We did not take the matter on.",
}
_PARTS = {
    "outcome": "Outcome",
    "reason": "Why",
    "instructions": "Final instructions",
    "deadlines": "Time limits the client was told of",
    "documents": "Documents",
    "bill": "Final bill",
    "retention": "Retention told",
    "although": "Why it ends although something is open",
}


def end_matter(tx: Transaction, matter_id: UUID, form: EndingForm) -> UUID:
    """End a matter and close it. The id of what was written.

    With a contact unanswered, news untold or a key date to come it needs ``form.although``. Needs `Right.WRITE`.
    Raises `Invalid`, `NotFound`, `Refused` ("ended-already", "still-open", "bad-amount", "bad-currency").
    """
    tx.need(Right.WRITE)
    matter = the_matter(tx.session, matter_id)
    form = _with_currency(tx, matter_id, clean_texts(form, ENDING_LINES))
    if problems := ending_problems(form, matter.opened_on, tx.today):
        raise Invalid(problems)
    if ending_of(tx.reader(), matter_id) is not None:
        message = tr("This matter is ended already. Open it again first, if there is more to do.")
        raise Refused("ended-already", message, field="matter")
    if not form.although and (
        left := [one for one in still_open(tx.reader(), matter_id) if one.needs_reason]
    ):
        raise Refused("still-open", why_although(left), field="although")
    entry_id = log_contact(tx, _note(tx, matter_id, form))
    ending_id = tx.new_id()
    row = {"id": ending_id, "matter_id": matter_id, "entry_id": entry_id}
    tx.insert(MatterEnding, {**row, **asdict(form), "written_at": tx.now, "author_id": tx.actor})
    tx.record("ended", "matter_ending", ending_id, **asdict(form))
    details = matter_sheet(tx.reader(), matter_id).details
    closed = replace(details, status=MatterStatus.CLOSED, closed_on=form.ended_on)
    edit_matter(tx, matter_id, closed)
    # Once it is closed: nobody is left to be warned, and no news stays untold in it.
    if form.billed is not None:
        note = form.bill.partition("\n")[0] or tr("Final bill")
        told = CostsKind.TO_DATE, form.billed, form.ended_on, note
        state_costs(tx, NewCostsFigure(matter_id, *told, currency=form.currency, in_all=True))
    tx.touch("matter", matter_id)
    return ending_id


def _with_currency(tx: Transaction, matter_id: UUID, form: EndingForm) -> EndingForm:
    """Raises `Refused` ("bad-amount", "bad-currency")."""
    if form.billed is None:
        return replace(form, currency="")
    currency = fit_currency(form.currency) if form.currency else matters_currency(tx.reader(), matter_id)
    return replace(form, billed=fit_amount(form.billed, currency, "billed"), currency=currency)


def why_although(left: Sequence[StillOpen]) -> str:
    """What is asked of who ends a matter while something needs a reason; of what kind, without its words."""
    kinds = ", ".join(tr(_ASKED[kind]) for kind in dict.fromkeys(one.kind for one in left))
    return tr("Please say why the matter ends although there is still open: {kinds}.").format(kinds=kinds)


def last_note(form: EndingForm) -> str:
    """What the log keeps of it."""
    said = [f"{tr(head)}: {words}" for name, head in _PARTS.items() if (words := getattr(form, name))]
    return "\n".join([tr(_HEADS[form.kind]), *said])


def _note(tx: Transaction, matter_id: UUID, form: EndingForm) -> NewContact:
    """A note of our own at the end of that day, or now."""
    at = min(tx.now, datetime.combine(form.ended_on, time(23, 59), tx.zone))
    return NewContact(Channel.NOTE, Direction.INTERNAL, at, last_note(form), matter_id, with_client=False)
