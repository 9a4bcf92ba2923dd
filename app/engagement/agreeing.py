"""Agreeing engagement terms sets what the matter is measured by: what is promised and what is measured are one thing.

Response times, update schedule, estimate and out-of-hours contact of the matter become those of the terms, and each
duty with a day an agreed action, in the transaction in which the agreement is written down (PRACTICE B2).
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import datetime, time
from uuid import UUID

from sqlalchemy import update

from app.care.commands import NewCostsFigure, state_costs
from app.care.estimate import sums_of
from app.care.queries import costs
from app.care.words import CostsKind
from app.contactlog.follow_up_commands import add_follow_up, move_follow_up
from app.contactlog.forms import NewFollowUp
from app.contactlog.models import FollowUp
from app.contactlog.queries import last_updates
from app.contactlog.words import FollowUpSide
from app.engagement.forms import AgreedDuty, NewAgreement, TermsForm
from app.engagement.models import TermsDuty
from app.engagement.rules import missing_for_agreement
from app.engagement.terms_commands import must_be_shown, write_agreement
from app.engagement.terms_queries import Revision, TermsSheet, terms_sheet
from app.engagement.words import AgreementKind
from app.hours.queries import firm_calendar
from app.kernel.errors import Invalid, Refused
from app.kernel.language import tr
from app.kernel.rights import Right
from app.kernel.said import say_date
from app.kernel.text import fold
from app.matters.commands import edit_matter, the_matter
from app.matters.sheet import matter_sheet
from app.matters.words import MatterStatus
from app.promises.commands import NewTerms, set_terms
from app.promises.queries import terms_book
from app.promises.terms import TERMS
from app.schedule.commands import new_plan, set_plan
from app.schedule.queries import update_dues
from app.storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Agreed:
    """What agreeing did. ``left``: actions of the terms before that are not in these, and are still open."""

    terms_id: UUID
    number: int
    left: tuple[str, ...] = ()


def agree_terms(tx: Transaction, new: NewAgreement) -> Agreed:
    """The client agreed to the newest revision: from that day on it holds, and the matter is measured by it.

    Needs `Right.WRITE`. Raises `NotFound`; `Refused` ("closed", "no-draft" where there is nothing new to agree to,
    "changed-meanwhile", "agreed-in-future", "before-agreed"); `Invalid` where scope or schedule are not said.
    """
    tx.need(Right.WRITE)
    if the_matter(tx.session, new.matter_id).status is MatterStatus.CLOSED:
        message = tr(
            "This matter is closed: nothing in it is measured by terms any more. Open it again first."
        )
        raise Refused("closed", message, field="matter")
    sheet = terms_sheet(tx.reader(), new.matter_id)
    draft = sheet.draft
    if draft is None:
        message = (
            tr(
                "The newest terms of this matter are agreed already. Say that they still hold with “reaffirm”."
            )
            if sheet.agreed
            else tr("This matter has no terms yet. Please write them first.")
        )
        raise Refused("no-draft", message, field="matter")
    must_be_shown(new, draft.id)
    if sheet.agreement is not None and new.on < sheet.agreement.on:
        message = tr("The revision before was agreed on a later day. Please look at the date.")
        raise Refused("before-agreed", message, field="on")
    if problems := missing_for_agreement(draft.form):
        raise Invalid(problems)
    tx.record("agreed", "terms", draft.id, **write_agreement(tx, new, AgreementKind.AGREED, draft.id))
    _set_replies(tx, new, draft.form)
    _set_schedule(tx, new, draft.form)
    _set_estimate(tx, new, draft)
    _set_emergency(tx, new.matter_id, draft.form)
    return Agreed(draft.id, draft.number, _set_duties(tx, new, draft, sheet))


def _set_replies(tx: Transaction, new: NewAgreement, form: TermsForm) -> None:
    """The matter's own response times, for contacts from the day of the agreement on."""
    whose = None, new.matter_id
    book = terms_book(tx.reader())
    since = None if new.on >= tx.today else datetime.combine(new.on, time.min, tx.zone)
    if any(getattr(form.replies, name) != getattr(book.own(whose, since), name) for name in TERMS):
        reason = tr("Engagement terms agreed on {day}").format(day=say_date(new.on))
        set_terms(tx, NewTerms(form.replies, matter_id=new.matter_id, holds_from=since, reason=reason))


def _set_schedule(tx: Transaction, new: NewAgreement, form: TermsForm) -> None:
    """The matter's own schedule. It counts on from where the one before did; the first one from the last update, or
    else from the day of the agreement."""
    if form.rhythm is None:
        raise ValueError("agreed terms have a schedule")  # `missing_for_agreement` asked for it
    reader = tx.reader()
    due = update_dues(reader, firm_calendar(reader), new.matter_id).get(new.matter_id)
    says = form.rhythm, form.format, form.by_id
    if due is not None and not due.by_default and (due.rhythm, due.format, due.by_id) == says:
        return
    begins = due is None and new.matter_id not in last_updates(reader, new.matter_id)
    set_plan(tx, new_plan(new.matter_id, *says, counted_from=new.on if begins else None))


def _set_estimate(tx: Transaction, new: NewAgreement, draft: Revision) -> None:
    """What the terms say it will cost is what it is measured against (one place speaks to costs)."""
    agreed, told = draft.form.estimate, costs(tx.reader(), new.matter_id).estimate
    if agreed is None:
        return
    if told is not None and (sums_of(told), told.covers) == (sums_of(agreed), agreed.covers):
        return
    reason = draft.reason or _revision(draft)
    whole = asdict(agreed)
    figure = NewCostsFigure(
        new.matter_id, CostsKind.ESTIMATE, whole.pop("amount"), new.on, reason=reason, told=True, **whole
    )
    state_costs(tx, figure)


def _revision(draft: Revision) -> str:
    return tr("Engagement terms, revision {number}").format(number=draft.number)


def _set_emergency(tx: Transaction, matter_id: UUID, form: TermsForm) -> None:
    sheet = matter_sheet(tx.reader(), matter_id)
    if form.emergency and form.emergency != sheet.emergency:
        edit_matter(tx, matter_id, replace(sheet.details, emergency_contact=form.emergency))


def _set_duties(tx: Transaction, new: NewAgreement, draft: Revision, sheet: TermsSheet) -> tuple[str, ...]:
    """Each duty with a day becomes an agreed action; one that was agreed before stays the same action, on its new day.

    Gives the words of open actions that are agreed no more: whether they are done or given up is for people to say.
    """
    before = _actions(sheet)
    for position, duty in enumerate(draft.form.duties):
        action = before.pop(_key(duty), None)
        if duty.due_on is None and action is None:
            continue
        if action is None:
            who = tr("client") if duty.side is FollowUpSide.CLIENT else ""
            said = NewFollowUp(who, duty.text, duty.due_on, duty.side)
            action = add_follow_up(tx, new.matter_id, said)
        else:
            found = tx.session.get(FollowUp, action)
            if found is not None and found.done_at is None and found.due_on != duty.due_on:
                move_follow_up(tx, action, duty.due_on, _revision(draft))
        tx.session.execute(
            update(TermsDuty)
            .where(TermsDuty.terms_id == draft.id, TermsDuty.position == position)
            .values(follow_up_id=action)
        )
    left = (tx.session.get(FollowUp, action) for action in before.values())
    return tuple(one.text for one in left if one is not None and one.done_at is None)


def _actions(sheet: TermsSheet) -> dict[tuple[FollowUpSide, str], UUID]:
    """The actions that the terms before became, by what they say."""
    held = sheet.agreed
    if held is None:
        return {}
    pairs = zip(held.form.duties, held.follow_ups, strict=True)
    return {_key(duty): action for duty, action in pairs if action is not None}


def _key(duty: AgreedDuty) -> tuple[FollowUpSide, str]:
    return duty.side, fold(duty.text)
