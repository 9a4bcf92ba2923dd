"""Three clients of the demo firm who were not content: one settled, one formal complaint, one doubtful tone."""

from __future__ import annotations

from datetime import date, timedelta

from app.concerns.commands import raise_concern
from app.concerns.course import close_concern, escalate_concern
from app.concerns.forms import NewConcern, NewStage, NewStep
from app.concerns.steps import take_step
from app.concerns.words import Cause, Ending, Stage, StepKind
from app.contactlog.queries import entries
from app.demo.ledger import Ledger
from app.demo.names import ANN, DAVID, PRIYA
from app.storage.transaction import Transaction

SETTLED, FORMAL, DOUBTFUL = "00045", "00026", "00030"
"""The matters of the three."""


def settle_one(tx: Transaction, ledger: Ledger, today: date) -> None:
    """Letters that stayed without an answer; it led to another way of answering them."""

    def on(days: int) -> date:
        return today - timedelta(days=days)

    said = "He wrote twice about the insurer's offer and heard nothing for nine days."
    new = NewConcern(said, Cause.LATE_REPLY, matter_id=ledger.matters[SETTLED], raised_on=on(70))
    concern = raise_concern(tx, new)
    for kind, days, note in (
        (StepKind.ACKNOWLEDGED, 69, "Called him the next morning and apologized."),
        (StepKind.DISCUSSED, 67, "He wants to know within two days that a letter has arrived."),
        (StepKind.EXPLAINED, 67, "The letters lay in the tray of somebody who was away."),
        (StepKind.RESOLVED, 62, "Agreed by letter: every letter is acknowledged on the day it comes."),
        (StepKind.FOLLOWED_UP, 48, "Content; two letters were answered the same day."),
    ):
        take_step(tx, concern, NewStep(kind, on(days), note=note))
    learned = "Whoever stands in reads the tray of who is away, each morning."
    take_step(
        tx,
        concern,
        NewStep(StepKind.LEARNED, on(45), note=learned, policy_title="Response times and stand-ins"),
    )
    close_concern(tx, concern, Ending.RESOLVED, on=on(45))


def complain(tx: Transaction, ledger: Ledger, today: date) -> None:
    """A bill that nobody had announced: a formal complaint since, with the complaints partner."""

    def on(days: int) -> date:
        return today - timedelta(days=days)

    said = "The bill is twice what she was told in spring, and nobody said so before it came."
    new = NewConcern(
        said,
        Cause.FEES,
        matter_id=ledger.matters[FORMAL],
        raised_on=on(24),
        formal_on=on(20),
        handler_id=ledger.people[PRIYA],
        supervisor_id=ledger.people[ANN],
    )
    concern = raise_concern(tx, new)
    take_step(
        tx, concern, NewStep(StepKind.ACKNOWLEDGED, on(19), note="By letter, with the name of who answers.")
    )
    take_step(
        tx,
        concern,
        NewStep(StepKind.DISCUSSED, on(14), note="An hour on the phone; she wants each step priced."),
    )
    note = "The fees are above what I may settle."
    escalate_concern(tx, concern, NewStage(Stage.PARTNER, ledger.people[DAVID], on=on(13), note=note))


def doubt(tx: Transaction, ledger: Ledger, today: date) -> None:
    """A call that ended sooner than it used to."""
    matter_id = ledger.matters[DOUBTFUL]
    heard = next(
        (one for one in entries(tx.reader(), matter_id=matter_id) if one.client_id is not None), None
    )
    said = "Shorter than usual on the phone, and asked twice whether anybody reads the file."
    new = NewConcern(
        said,
        Cause.TONE,
        heard.client_id if heard else None,
        matter_id,
        heard.id if heard else None,
        today - timedelta(days=3),
    )
    raise_concern(tx, new)
