"""The first hour of a firm: what is left to be settled of it, kept for whoever made the vault.

It is a draft of that person, encrypted like any other, so it can be left at any step and taken up again after a lock,
a crash, or a week. That the recovery key was proved is part of it: it is begun in the transaction that makes the firm,
so that a vault whose key nobody has read says so for as long as that is true.
"""

from __future__ import annotations

from enum import StrEnum
from uuid import UUID, uuid5

from app.drafts.commands import drop_draft, keep_draft
from app.drafts.queries import drafts
from app.storage.transaction import Reader, Transaction

FIRST_HOUR = "first-hour"


class Step(StrEnum):
    """What is settled once the vault is there, in this order. Each but the first has a good default."""

    KEY = "key"
    HOURS = "hours"
    PROMISES = "promises"
    PEOPLE = "people"
    IMPORT = "import"


def begin_first_hour(tx: Transaction) -> None:
    """Everything is left to be settled."""
    _keep(tx, tuple(Step))


def settle_step(tx: Transaction, step: Step) -> None:
    """That is done, or good as it is; with the last one the first hour is over."""
    _keep(tx, tuple(one for one in steps_left(tx.reader()) if one is not step))


def end_first_hour(tx: Transaction) -> None:
    """Whoever knows the way needs no more of it. That nobody has the recovery key is not forgotten."""
    _keep(tx, tuple(one for one in steps_left(tx.reader()) if one is Step.KEY))


def steps_left(reader: Reader) -> tuple[Step, ...]:
    """What is left of it for who is signed in, in order; empty for everybody who did not make the vault."""
    rows = drafts(reader, FIRST_HOUR)
    left = rows[0].values.get("left") if rows else ()
    return tuple(step for step in Step if isinstance(left, list) and step.value in left)


def _keep(tx: Transaction, left: tuple[Step, ...]) -> None:
    tx.touch(FIRST_HOUR, tx.actor)
    if left:
        keep_draft(tx, _draft_of(tx.actor), FIRST_HOUR, {"left": [step.value for step in left]})
    else:
        drop_draft(tx, _draft_of(tx.actor))


def _draft_of(actor: UUID) -> UUID:
    return uuid5(actor, FIRST_HOUR)
