"""The update that the demo firm wrote: what the court said, and what comes next, by letter."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from app.demo.ledger import Ledger
from app.matters.developments import NewDevelopment, add_development
from app.matters.words import DevelopmentKind
from app.storage.transaction import Transaction
from app.updates import Length, add_words, draft, log_sent

WRITTEN: Final = "00017"
"""Eastwick: a house of an estate is being sold, and the client wants everything by letter."""
_NEWS = "Notice: the court has set the hearing to confirm the sale of the house."
_PLAIN = "The court has set the day on which it decides about the sale of the house."


def write_update(tx: Transaction, ledger: Ledger) -> None:
    """The day after the court's notice: drafted, one paragraph added, sent."""
    matter, when = ledger.matters[WRITTEN], tx.now - timedelta(days=1)
    add_development(tx, NewDevelopment(matter, DevelopmentKind.HEARING, when, _NEWS, plain_words=_PLAIN))
    begun = draft(tx.reader(), matter, length=Length.SHORT)
    log_sent(
        tx,
        add_words(begun, "Thank you for looking for the bank statements: we know how many boxes there are."),
    )
