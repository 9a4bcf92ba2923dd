"""Drafting engagement terms, and saying again that they hold. Nothing is overwritten: each revision stays."""

from __future__ import annotations

from dataclasses import fields, replace
from uuid import UUID

from app.care.estimate import PARTS, Estimate, fit_estimate
from app.engagement.forms import TERMS_LINES, AgreedDuty, NewAgreement, TermsForm
from app.engagement.models import TermsAgreement, TermsDuty, TermsVersion
from app.engagement.rules import terms_problems
from app.engagement.terms_queries import terms_sheet
from app.engagement.words import AgreementKind
from app.kernel.errors import Invalid, NotFound, Refused
from app.kernel.language import tr
from app.kernel.reasons import given_reason
from app.kernel.rights import Right
from app.kernel.text import clean, clean_texts
from app.matters.commands import the_matter
from app.people.models import Colleague
from app.promises.terms import TERMS, spell
from app.schedule.defaults import check_rhythm, columns_of
from app.storage.transaction import Transaction
from app.storage.versions import write_matters_version

_APART = {"replies", "rhythm", "duties", "estimate"}
"""Fields of the form that are columns of their own names, or rows."""


def draft_terms(tx: Transaction, matter_id: UUID, form: TermsForm, reason: str = "") -> UUID:
    """Write the next revision of a matter's terms; what is the same writes nothing. Its id.

    Once terms were agreed a revision needs a ``reason``. Needs `Right.WRITE`. Raises `Invalid`, `NotFound`, `Refused`
    ("no-reason").
    """
    tx.need(Right.WRITE)
    the_matter(tx.session, matter_id)
    form = check_terms(tx, form)
    sheet = terms_sheet(tx.reader(), matter_id)
    newest = sheet.revisions[0] if sheet.revisions else None
    if newest is not None and newest.form == form:
        return newest.id
    ask = "These terms were agreed. Please say why they are revised."
    reason = given_reason(reason, ask, needed=sheet.agreed is not None)
    number = newest.number + 1 if newest else 1
    version_id = write_matters_version(
        tx, TermsVersion, matter_id, _columns(form), number=number, reason=reason
    )
    for position, duty in enumerate(form.duties):
        row = {
            "position": position,
            "side": duty.side,
            "text": duty.text,
            "due_on": duty.due_on,
            "follow_up_id": None,
        }
        tx.insert(TermsDuty, {"terms_id": version_id, **row})
    said = {name: value for name, value in _columns(form).items() if value not in {None, "", False}}
    duties = [[duty.side, duty.text, duty.due_on] for duty in form.duties]
    why = {"reason": reason} if reason else {}
    tx.record("drafted", "terms", version_id, version=number, **said, duties=duties, **why)
    tx.touch("matter", matter_id)
    return version_id


def reaffirm_terms(tx: Transaction, new: NewAgreement) -> None:
    """The client said again that the agreed terms hold. Needs `Right.WRITE`. Raises `Refused` ("not-agreed",
    "changed-meanwhile", "agreed-in-future", "before-agreed"), `NotFound`."""
    tx.need(Right.WRITE)
    the_matter(tx.session, new.matter_id)
    sheet = terms_sheet(tx.reader(), new.matter_id)
    if sheet.agreed is None or sheet.agreement is None:
        message = tr("The terms of this matter are not agreed yet: they cannot be reaffirmed.")
        raise Refused("not-agreed", message, field="matter")
    must_be_shown(new, sheet.agreed.id)
    if new.on < sheet.agreement.on:
        message = tr("The terms were agreed on a later day. Please look at the date.")
        raise Refused("before-agreed", message, field="on")
    said = write_agreement(tx, new, AgreementKind.REAFFIRMED, sheet.agreed.id)
    tx.record("reaffirmed", "terms", sheet.agreed.id, **said)


def must_be_shown(new: NewAgreement, terms_id: UUID) -> None:
    """Nobody agrees to what they did not see: raise `Refused` ("changed-meanwhile")."""
    if new.terms_id not in {None, terms_id}:
        message = tr(
            "The terms are not those that you looked at: somebody revised them meanwhile. Please read them first."
        )
        raise Refused("changed-meanwhile", message, field="matter")


def write_agreement(
    tx: Transaction, new: NewAgreement, kind: AgreementKind, terms_id: UUID
) -> dict[str, object]:
    """Keep what the client said of a revision; gives it to be recorded. Raises `Refused` ("agreed-in-future")."""
    if new.on > tx.today:
        raise Refused("agreed-in-future", tr("That day is still to come."), field="on")
    new = clean_texts(new, {"note"})
    values = {"on": new.on, "how": new.how, "by_whom": new.by_whom, "note": new.note}
    row = {"id": tx.new_id(), "matter_id": new.matter_id, "terms_id": terms_id, "kind": kind}
    tx.insert(TermsAgreement, {**row, **values, "written_at": tx.now, "author_id": tx.actor})
    tx.touch("matter", new.matter_id)
    return values


def check_terms(tx: Transaction, form: TermsForm) -> TermsForm:
    """The form cleaned. Raises `Invalid`, `NotFound` ("no-colleague"), `Refused` as `fit_estimate` does."""
    duties = tuple(AgreedDuty(one.side, clean(one.text, lines=False), one.due_on) for one in form.duties)
    form = replace(clean_texts(form, TERMS_LINES), duties=duties)
    if problems := terms_problems(form):
        raise Invalid(problems)
    if form.estimate is not None:
        form = replace(form, estimate=fit_estimate(tx.reader(), form.estimate))
    if form.rhythm is not None:
        check_rhythm(form.rhythm)
    if form.by_id is not None and tx.session.get(Colleague, form.by_id) is None:
        raise NotFound("no-colleague", tr("That person is not on the firm's list."), field="by")
    return form


def _columns(form: TermsForm) -> dict[str, object]:
    values = {one.name: getattr(form, one.name) for one in fields(form) if one.name not in _APART}
    empty = {"count": None, "unit": None, "anchor_day": None, "roll": None, "at_most_days": None}
    rhythm = columns_of(form.rhythm) if form.rhythm else {**empty, "at_stages": False, "at_dates": False}
    replies = {name: spell(getattr(form.replies, name)) for name in TERMS}
    return {**values, **_estimate(form.estimate), **replies, **rhythm}


def _estimate(one: Estimate | None) -> dict[str, object]:
    beside = {f"estimate_{name}": getattr(one, name, None) for name in PARTS}
    texts = {"estimate_currency": one.currency if one else "", "estimate_note": one.covers if one else ""}
    return {"estimate": one.amount if one else None, **beside, **texts}
