"""What can happen in the firm's own house, as the worked firms say it: concerns, answers, reviews, policies."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from app.concerns.commands import raise_concern
from app.concerns.course import close_concern, reopen_concern
from app.concerns.forms import NewConcern, NewStep
from app.concerns.steps import take_step
from app.concerns.words import Cause, Ending, StepKind
from app.feedback.commands import NewFeedback, decline_feedback, record_feedback
from app.feedback.rules import Scores
from app.matters.words import MatterStatus
from app.policies.commands import PolicyForm, acknowledge_policy, draft_policy, put_in_force
from app.reviews.checklist import checklist
from app.reviews.commands import NewRecord, Said, drop_review, record_review, start_review
from app.reviews.words import Verdict
from app.storage.transaction import Transaction
from tests.truth.casebook import Case, edited

WHY = "As the case says"
Fact = Callable[[Transaction, Case, datetime, Sequence[str]], UUID | None]


def _raised(tx: Transaction, case: Case, at: datetime, said: Sequence[str]) -> UUID:
    cause, who = said
    new = NewConcern("Nobody calls", Cause(cause), matter_id=case.matter, handler_id=case.firm.people[who])
    return raise_concern(tx, new)


def _resolved(tx: Transaction, case: Case, _at: datetime, said: Sequence[str]) -> None:
    take_step(tx, case.named[said[0]], NewStep(StepKind.RESOLVED))


def _ended(tx: Transaction, case: Case, _at: datetime, said: Sequence[str]) -> None:
    close_concern(tx, case.named[said[0]], Ending(said[1]), WHY)


def _reopened(tx: Transaction, case: Case, _at: datetime, said: Sequence[str]) -> None:
    reopen_concern(tx, case.named[said[0]], WHY)


def _answers(tx: Transaction, case: Case, _at: datetime, said: Sequence[str]) -> None:
    scores = Scores(*(None if one == "-" else int(one) for one in said))
    record_feedback(tx, NewFeedback(case.matter, scores))


def _declines(tx: Transaction, case: Case, _at: datetime, _said: Sequence[str]) -> None:
    decline_feedback(tx, case.matter, this_time=True)


def _reviewed(tx: Transaction, case: Case, _at: datetime, said: Sequence[str]) -> None:
    who, how = said
    mine = _as(tx, case.firm.people[who])
    review = start_review(mine, case.matter)
    if how:
        drop_review(mine, review, WHY)
        return
    points = len(checklist(tx.reader()).items)
    record_review(mine, review, NewRecord({place: Said(Verdict.FINE) for place in range(points)}))


def _in_force(tx: Transaction, case: Case, _at: datetime, said: Sequence[str]) -> UUID:
    (title,) = said
    written = case.named.get(title)
    form = PolicyForm(title, f"Nobody lends a key. Written at {_at:%d %m %H:%M}.")
    policy = draft_policy(tx, form, WHY if written else "", written)
    put_in_force(tx, policy)
    return policy


def _read(tx: Transaction, case: Case, _at: datetime, said: Sequence[str]) -> None:
    acknowledge_policy(tx, case.named[said[1]], person_id=case.firm.people[said[0]])


def _file_closed(tx: Transaction, case: Case, _at: datetime, _said: Sequence[str]) -> None:
    edited(tx, case, status=MatterStatus.CLOSED, closed_on=tx.today)


def _as(tx: Transaction, actor: UUID) -> Transaction:
    """The same transaction, as somebody else: what they may is looked up anew."""
    return Transaction(tx.session, actor, tx.clock, tx.zone, tx.rights_in)


HOUSE_FACTS: Mapping[str, Fact] = {
    r"concern of (\w+) by (\w+)": _raised,
    r"concern (\w+) resolved": _resolved,
    r"concern (\w+) ended as (\w+)": _ended,
    r"concern (\w+) reopened": _reopened,
    r"feedback ([-\d]+) ([-\d]+) ([-\d]+) ([-\d]+)": _answers,
    "feedback declined": _declines,
    r"reviewed by (\w+)(, given up)?": _reviewed,
    r"policy (\w+) in force": _in_force,
    r"(\w+) acknowledges (\w+)": _read,
    "file closed": _file_closed,
}
