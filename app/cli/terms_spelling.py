"""How engagement terms, intake and endings are spelled in JSON. These keys are a contract: add, never rename."""

from __future__ import annotations

from app.care.estimate import PARTS, Estimate
from app.cli.promise_spelling import own_terms
from app.contactlog.words import FollowUpSide
from app.engagement.ending_queries import EndingRow
from app.engagement.forms import AgreedDuty, TermsForm
from app.engagement.intake_queries import DocumentRow, IntakeSheet
from app.engagement.said import say_differences
from app.engagement.terms_queries import Agreement, Revision, TermsSheet
from app.kernel.money import written
from app.schedule.rhythm import Rhythm, rhythm_words

Json = dict[str, object]


def terms(sheet: TermsSheet) -> Json:
    """Where the terms stand: what is agreed, the draft after it, what differs."""
    return {
        "state": sheet.state,
        "agreed": revision(sheet.agreed) if sheet.agreed else None,
        "agreement": agreement(sheet.agreement) if sheet.agreement else None,
        "draft": revision(sheet.draft) if sheet.draft else None,
        "reaffirmed": [agreement(one) for one in sheet.reaffirmed],
        "differs": list(sheet.differs),
        "differences": list(say_differences(sheet)),
    }


def revision(one: Revision) -> Json:
    """One revision whole."""
    head = {"id": one.id, "revision": one.number, "made_at": one.made_at, "made_by": one.made_by}
    duties = [duty(which) for which in one.form.duties]
    actions: list[Json] = [
        {**said, "follow_up": action}
        for said, action in zip(duties, one.follow_ups or (None,) * len(duties), strict=True)
    ]
    return {**head, "reason": one.reason, **form(one.form), "duties": actions}


def form(one: TermsForm) -> Json:
    """What terms say, without the duties. Money as text."""
    return {
        "scope": one.scope,
        "out_of_scope": one.out_of_scope,
        "timeline": one.timeline,
        "arrangement": one.arrangement,
        "rates": one.rates,
        **estimate(one.estimate),
        "decides": one.decides,
        "channels": one.channels,
        "replies": own_terms(one.replies),
        "updates": None if one.rhythm is None else updates(one.rhythm),
        "format": one.format,
        "by": one.by_id,
        "emergency": one.emergency,
    }


def estimate(one: Estimate | None) -> Json:
    """What it costs: each sum a text with the places of ``estimate_currency``; null for what is not said."""
    currency = one.currency if one else None
    sums = {"estimate": "amount", **{f"estimate_{name}": name for name in PARTS}}
    said: Json = {
        key: None if one is None or (part := getattr(one, name)) is None else written(part, one.currency)
        for key, name in sums.items()
    }
    return {**said, "estimate_currency": currency, "estimate_note": one.covers if one else ""}


def updates(one: Rhythm) -> Json:
    """How often."""
    return {"every": rhythm_words(one), "roll": one.roll, "at_most_days": one.at_most_days}


def duty(one: AgreedDuty) -> Json:
    """What one side does."""
    return {
        "side": "client" if one.side is FollowUpSide.CLIENT else "firm",
        "text": one.text,
        "due_on": one.due_on,
    }


def agreement(one: Agreement) -> Json:
    """That the client agreed, or reaffirmed."""
    return {
        "kind": one.kind,
        "revision": one.number,
        "on": one.on,
        "how": one.how,
        "by_whom": one.by_whom,
        "note": one.note,
        "written_at": one.written_at,
        "author": one.author,
    }


def intake(sheet: IntakeSheet) -> Json:
    """The beginning of a matter."""
    said, check = sheet.form, sheet.check
    return {
        "held_on": said.held_on,
        "with_whom": said.with_whom,
        "held_by": sheet.held_by or None,
        "facts": said.facts,
        "versions": len(sheet.versions),
        "documents": [document(one) for one in sheet.documents],
        "conflict_check": (
            None
            if check is None
            else {"id": check.id, "asked_at": check.asked_at, "conclusion": check.conclusion}
        ),
    }


def document(one: DocumentRow) -> Json:
    """A document that is owed, here, or gone."""
    return {
        "id": one.id,
        "title": one.title,
        "owner": one.owner,
        "original": one.original,
        "state": one.state,
        "due_on": one.due_on,
        "received_on": one.received_on,
        "returned_on": one.returned_on,
        "follow_up": one.follow_up_id,
    }


def ending(one: EndingRow) -> Json:
    """How a matter ended."""
    said = one.form
    return {
        "id": one.id,
        "kind": said.kind,
        "ended_on": said.ended_on,
        "outcome": said.outcome,
        "reason": said.reason,
        "instructions": said.instructions,
        "deadlines": said.deadlines,
        "documents": said.documents,
        "bill": said.bill,
        "billed": None if said.billed is None else written(said.billed, said.currency),
        "currency": said.currency or None,
        "retention": said.retention,
        "although": said.although,
        "entry": one.entry_id,
        "written_at": one.written_at,
        "author": one.author,
    }
