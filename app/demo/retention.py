"""What the made-up firm says of keeping files: a rule of one practice area, and a hold on a closed matter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.retention.commands import set_hold
from app.retention.firm_rules import set_rule
from app.retention.rules import YEAR
from app.retention.words import RetentionEvent

if TYPE_CHECKING:
    from app.demo.ledger import Ledger
    from app.storage.transaction import Transaction


def set_rules(tx: Transaction) -> None:
    """Files of families are kept longer than others."""
    why = "Our insurer asks for it where children are concerned."
    set_rule(tx, "Family", RetentionEvent.CLOSING, 10 * YEAR, why)


def hold(tx: Transaction, ledger: Ledger, number: str) -> None:
    """Nothing of it goes before the other side has said what it wants."""
    why = "The other side's insurer has written that it may ask for its costs; wait for its answer."
    set_hold(tx, why, matter_id=ledger.matters[number])
