"""A concern goes on to the next stage, is closed, is brought up again (PRACTICE G1)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

from sqlalchemy import select

from app.concerns.commands import LONGEST_NAME, change_concern, facts_of, the_concern, touch_concern
from app.concerns.forms import NewStage
from app.concerns.models import Concern, ConcernStage, ConcernTurn
from app.concerns.naming import whom_a_stage_means
from app.concerns.outside import outside_body
from app.concerns.reading import course_of
from app.concerns.rules import still_open
from app.concerns.settings import concern_rules
from app.concerns.words import LADDER, Ending, Stage, StepKind, TurnKind
from app.kernel.errors import Refused
from app.kernel.language import tr
from app.kernel.reasons import given_reason
from app.kernel.rights import Right
from app.kernel.text import clean
from app.matters.able import must_be_able_in
from app.matters.models import Matter
from app.storage.transaction import Transaction

_ANSWERED = {Ending.RESOLVED, Ending.NOT_UPHELD}
"""How a concern ends that the firm answered: the steps are to be there."""


def escalate_concern(tx: Transaction, concern_id: UUID, new: NewStage) -> Stage:
    """Give a concern on to a higher stage; its person becomes the handler. The stage.

    Raises NotFound, `Refused` ("concern-closed", "not-higher", "nobody", "bad-day", "has-left", "reads-only").
    """
    tx.need(Right.WRITE)
    found = the_concern(tx.session, concern_id)
    if found.closed_on is not None:
        raise Refused("concern-closed", tr("This concern is closed. Reopen it first."), field="concern")
    now = _stage_now(tx, concern_id)
    stage = _higher(now.stage, new.stage)
    on = _day(new.on, max(now.on, course_of(tx.reader(), concern_id).began_on), tx.today)
    matter = tx.session.get(Matter, found.matter_id) if found.matter_id is not None else None
    rules = concern_rules(tx.reader())
    body = ""
    person_id: UUID | None = None
    if stage is Stage.OUTSIDE:
        body = clean(new.body, lines=False)[:LONGEST_NAME] or outside_body(tx.reader())
    else:
        person_id = new.person_id or whom_a_stage_means(
            tx.reader(), stage, matter, found.supervisor_id, rules, formal=found.formal_on is not None
        )
        if person_id is None:
            message = tr("Nobody is named as {label}. Please choose who it is.").format(label=stage.label)
            raise Refused("nobody", message, field="person")
        must_be_able_in(tx.reader(), matter.id if matter is not None else None, person_id, "person")
    says = {"stage": stage, "person_id": person_id, "body": body, "on": on, "note": clean(new.note)}
    written = {"id": tx.new_id(), "concern_id": concern_id, "written_at": tx.now, "author_id": tx.actor}
    tx.insert(ConcernStage, {**written, **says})
    tx.record("escalated", "concern", concern_id, **says, before_stage=now.stage)
    if person_id is not None and person_id != found.handler_id:
        change_concern(tx, concern_id, replace(facts_of(found), handler_id=person_id), stage.label)
    touch_concern(tx, found)
    return stage


def close_concern(
    tx: Transaction,
    concern_id: UUID,
    ending: Ending,
    note: str = "",
    on: date | None = None,
    *,
    without_response: str = "",
) -> None:
    """Close a concern. What the firm answered is resolved and, where it is formal, has its final response; other steps
    that were not taken need a note that says why. A formal complaint that ended otherwise without a final response
    needs the reason of that, too, which is kept as the last line of the note.

    Raises NotFound, `Refused` ("concern-closed", "not-resolved", "no-final-response", "steps-open",
    "final-response-reason", "no-reason-needed", "bad-day").
    """
    tx.need(Right.WRITE)
    found = the_concern(tx.session, concern_id)
    if found.closed_on is not None:
        raise Refused("concern-closed", tr("This concern is closed already."), field="concern")
    note, because = clean(note), clean(without_response)
    course = course_of(tx.reader(), concern_id)
    left = still_open(course)
    if ending in _ANSWERED:
        if StepKind.FINAL_RESPONSE in left:
            message = tr(
                "A formal complaint is closed with its final response. Say first when that was given, in writing."
            )
            raise Refused("no-final-response", message, field="ending")
        if ending is Ending.RESOLVED and StepKind.RESOLVED in left:
            message = tr("Say first when it was resolved and documented.")
            raise Refused("not-resolved", message, field="ending")
    if left and not note:
        several = ", ".join(one.label for one in left)
        raise Refused(
            "steps-open",
            tr("Please say why it is closed without: {several}.").format(several=several),
            field="note",
        )
    note = _with_reason(note, because, is_missing=StepKind.FINAL_RESPONSE in left)
    last = [course.began_on, *(one.on for one in course.steps), *(day for _, day in course.stages)]
    day = _day(on, max(last), tx.today)
    _turn(tx, found, TurnKind.CLOSED, day, ending, note)
    found.closed_on = day
    tx.record("closed", "concern", concern_id, on=day, ending=ending, note=note, steps_left=[*left])
    touch_concern(tx, found)


def _with_reason(note: str, because: str, *, is_missing: bool) -> str:
    """The note, with why there is no final response. Raises `Refused` ("final-response-reason", "no-reason-needed")."""
    if is_missing and not because:
        message = tr(
            "This is a formal complaint. Please say why it is closed without a final response in writing."
        )
        raise Refused("final-response-reason", message, field="without_response")
    if because and not is_missing:
        message = tr(
            "No final response is missing. Please leave out why there is none, or say it in the note."
        )
        raise Refused("no-reason-needed", message, field="without_response")
    if not because:
        return note
    return note + "\n" + tr("No final response: {because}").format(because=because)


def reopen_concern(tx: Transaction, concern_id: UUID, reason: str, on: date | None = None) -> None:
    """The client brought it up again: its clocks begin anew. Raises NotFound, `Refused` ("not-closed", "no-reason",
    "bad-day")."""
    tx.need(Right.WRITE)
    found = the_concern(tx.session, concern_id)
    if found.closed_on is None:
        raise Refused("not-closed", tr("This concern is open."), field="concern")
    reason = given_reason(reason, "Please say why it is reopened.")
    day = _day(on, found.closed_on, tx.today)
    _turn(tx, found, TurnKind.REOPENED, day, None, reason)
    found.closed_on = None
    tx.record("reopened", "concern", concern_id, on=day, reason=reason)
    touch_concern(tx, found)


def _turn(
    tx: Transaction, found: Concern, kind: TurnKind, on: date, ending: Ending | None, note: str
) -> None:
    of = {"id": tx.new_id(), "concern_id": found.id, "kind": kind, "on": on, "ending": ending, "note": note}
    tx.insert(ConcernTurn, {**of, "written_at": tx.now, "author_id": tx.actor})


def _stage_now(tx: Transaction, concern_id: UUID) -> ConcernStage:
    query = select(ConcernStage).where(ConcernStage.concern_id == concern_id)
    return tx.session.scalars(query.order_by(ConcernStage.written_at.desc(), ConcernStage.id.desc())).all()[0]


def _higher(now: Stage, wanted: Stage | None) -> Stage:
    at = LADDER.index(now)
    if at + 1 == len(LADDER) or (wanted is not None and LADDER.index(wanted) <= at):
        message = tr("It stands with the {label} already. Please choose a stage above that.").format(
            label=now.label
        )
        raise Refused("not-higher", message, field="stage")
    return wanted or LADDER[at + 1]


def _day(on: date | None, earliest: date, today: date) -> date:
    on = on or max(today, earliest)
    if not earliest <= on <= today:
        message = tr("That day lies before what happened last, or in the future. Please choose another.")
        raise Refused("bad-day", message, field="on")
    return on
