"""The steps taken about a concern: each dated, with a person; put right, never overwritten (PRACTICE G1)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.concerns.commands import LONGEST, the_concern, the_entry, touch_concern
from app.concerns.forms import NewStep
from app.concerns.models import Concern, ConcernStep, ConcernTurn
from app.concerns.reading import course_of
from app.concerns.words import StepKind, TurnKind
from app.contactlog.follow_up_commands import add_follow_up
from app.contactlog.models import FollowUp
from app.kernel.errors import Invalid, NotFound, Problem, Refused
from app.kernel.language import tr
from app.kernel.numbers import say_number
from app.kernel.reasons import given_reason
from app.kernel.rights import Right
from app.kernel.text import clean, plain_name
from app.people.queries import colleague
from app.storage.transaction import Transaction

_SAYS = (
    *("kind", "on", "person_id", "entry_id", "note"),
    *("follow_up_id", "policy_id", "policy_title", "taken_back"),
)
_ALSO_OF_CLOSED = {"note", "person_id", "entry_id"}
"""What is put right of a closed concern's steps as well: it changes nothing for which it was closed."""


def take_step(tx: Transaction, concern_id: UUID, new: NewStep) -> UUID:
    """Say that a step was taken. The step's id.

    Raises Invalid, NotFound, `Refused` ("concern-closed", "other-client", "not-formal", "not-learned", "no-matter").
    """
    tx.need(Right.WRITE)
    found = the_concern(tx.session, concern_id)
    _must_be_open(found)
    number = round_of(tx.session, concern_id)
    says = _says(tx, found, new, number)
    step_id = tx.new_id()
    _write(tx, found, step_id, 1, number, says, "")
    tx.record("took a step", "concern", concern_id, step_id=step_id, **says)
    touch_concern(tx, found)
    return step_id


def correct_step(tx: Transaction, step_id: UUID, new: NewStep, reason: str) -> None:
    """Put a step right; what it said before stays. The same again does nothing. Of a closed concern its note, person
    and contact alone. Raises as `take_step`, and `Refused` ("no-reason")."""
    tx.need(Right.WRITE)
    last = the_step(tx.session, step_id)
    found = the_concern(tx.session, last.concern_id)
    if new.action is not None:  # before it is agreed
        _must_be_open(found)
    says = _says(tx, found, new, last.round)
    before = {name: getattr(last, name) for name in _SAYS}
    changed = {name: value for name, value in says.items() if value != before[name]}
    if not changed:
        return
    if changed.keys() - _ALSO_OF_CLOSED:
        _must_be_open(found)
    reason = given_reason(reason, "Please say why the step is corrected.")
    _write(tx, found, step_id, last.number + 1, last.round, says, reason)
    was = {name: before[name] for name in changed}
    tx.record("corrected a step", "concern", found.id, step_id=step_id, **changed, before=was, reason=reason)
    touch_concern(tx, found)


def take_step_back(tx: Transaction, step_id: UUID, reason: str) -> None:
    """It was not taken after all: it counts no more and stays readable. Raises NotFound, `Refused` ("concern-closed",
    "no-reason")."""
    tx.need(Right.WRITE)
    last = the_step(tx.session, step_id)
    if last.taken_back:
        return
    found = the_concern(tx.session, last.concern_id)
    _must_be_open(found)
    reason = given_reason(reason, "Please say why the step is taken back.")
    says = {**{name: getattr(last, name) for name in _SAYS}, "taken_back": True}
    _write(tx, found, step_id, last.number + 1, last.round, says, reason)
    tx.record("took a step back", "concern", found.id, step_id=step_id, kind=last.kind, reason=reason)
    touch_concern(tx, found)


def the_step(session: Session, step_id: UUID) -> ConcernStep:
    """The version of a step that counts. Raises NotFound."""
    query = select(ConcernStep).where(ConcernStep.step_id == step_id).order_by(ConcernStep.number.desc())
    found = session.scalars(query.limit(1)).first()
    if found is None:
        raise NotFound("no-step", tr("That step is not in the vault."), field="step")
    return found


def round_of(session: Session, concern_id: UUID) -> int:
    """1, and one more with each reopening."""
    query = select(func.count()).where(
        ConcernTurn.concern_id == concern_id, ConcernTurn.kind == TurnKind.REOPENED
    )
    return 1 + (session.scalar(query) or 0)


def _says(tx: Transaction, found: Concern, new: NewStep, in_round: int) -> dict[str, object]:
    """What a version of the step says, checked; the action that it leads to is agreed."""
    new = replace(
        new, note=clean(new.note), on=new.on or tx.today, policy_title=plain_name(new.policy_title, "policy")
    )
    _refuse_misplaced(found, new)
    begun, closed = course_of(tx.reader(), found.id).days_of(in_round)
    if problems := _problems(new, begun, closed or tx.today):
        raise Invalid(problems)
    person_id = new.person_id or tx.actor
    colleague(tx.reader(), person_id)
    if new.entry_id is not None:
        the_entry(tx.session, new.entry_id, found.client_id)
    return {
        "kind": new.kind,
        "on": new.on,
        "person_id": person_id,
        "entry_id": new.entry_id,
        "note": new.note,
        "follow_up_id": _action(tx, found, new),
        "policy_id": new.policy_id,
        "policy_title": new.policy_title,
        "taken_back": False,
    }


def _refuse_misplaced(found: Concern, new: NewStep) -> None:
    if new.kind is StepKind.FINAL_RESPONSE and found.formal_on is None:
        message = tr("A final response is given to a formal complaint. Say first on which day it became one.")
        raise Refused("not-formal", message, field="kind")
    leads = new.action or new.follow_up_id or new.policy_id or new.policy_title
    if leads and new.kind is not StepKind.LEARNED:
        message = tr("An action or a change of policy belongs to what was learned.")
        raise Refused("not-learned", message, field="kind")


def _problems(new: NewStep, earliest: date, latest: date) -> list[Problem]:
    found = []
    if new.on is not None and not earliest <= new.on <= latest:
        message = tr(
            "A step is taken after the concern was raised, or brought up again, before it was closed, and not in the "
            "future."
        )
        found.append(Problem("on", "bad-day", message))
    if len(new.note) > LONGEST:
        message = tr(
            "A note has at most {longest} letters. Please shorten it; the log has room for more."
        ).format(longest=say_number(LONGEST))
        found.append(Problem("note", "note-too-long", message))
    if new.kind is StepKind.LEARNED and not (new.note or new.policy_title):
        found.append(Problem("note", "no-note", tr("Please write what was learned.")))
    return found


def _action(tx: Transaction, found: Concern, new: NewStep) -> UUID | None:
    if new.action is not None:
        if found.matter_id is None:
            message = tr(
                "This concern is of no matter in which an action could stand. Please name a change of policy."
            )
            raise Refused("no-matter", message, field="action")
        return add_follow_up(tx, found.matter_id, new.action)
    if new.follow_up_id is not None:
        action = tx.session.get(FollowUp, new.follow_up_id)
        if action is None:
            raise NotFound("no-follow-up", tr("That action is not in the vault."), field="action")
    return new.follow_up_id


def _write(
    tx: Transaction,
    found: Concern,
    step_id: UUID,
    number: int,
    in_round: int,
    says: dict[str, object],
    reason: str,
) -> None:
    of = {"id": tx.new_id(), "concern_id": found.id, "step_id": step_id, "number": number, "round": in_round}
    tx.insert(ConcernStep, {**of, **says, "reason": reason, "written_at": tx.now, "author_id": tx.actor})


def _must_be_open(found: Concern) -> None:
    if found.closed_on is not None:
        raise Refused("concern-closed", tr("This concern is closed. Reopen it first."), field="concern")
