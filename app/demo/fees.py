"""What the demo firm told of fees: rates that were agreed, an estimate revised, a warning given in time."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from app.care.commands import NewArrangement, NewCostsFigure, arrange_fees, state_costs
from app.care.queries import Rate, costs
from app.care.words import Arrangement, CostsKind
from app.contactlog.commands import log_contact
from app.contactlog.forms import NewContact
from app.contactlog.queries import untold_developments
from app.contactlog.words import Channel, Direction, Outcome
from app.matters.words import DevelopmentKind

if TYPE_CHECKING:
    from app.demo.ledger import Ledger
    from app.storage.transaction import Transaction

RATED: Final = "00003"
"""Whitcombe v. Larkspur, by the hour."""
REVISED: Final = "00007"
"""Rowe v. Meadow Poultry: an expert is needed."""
WARNED: Final = "00005"
"""Delacroix v. Timberline Mills: three quarters of the estimate are used, and the client was told."""


def arrange(tx: Transaction, ledger: Ledger) -> None:
    """What was agreed when the matter was opened."""
    rates = (Rate("Attorney", Decimal(340)), Rate("Paralegal", Decimal(140)))
    words = "Billed monthly. Travel within the county is not charged."
    arrange_fees(tx, NewArrangement(ledger.matters[RATED], Arrangement.HOURLY, tx.today, words, rates))


def revise(tx: Transaction, ledger: Ledger) -> None:
    """A range in place of one figure, and why."""
    matter = ledger.matters[REVISED]
    before = costs(tx.reader(), matter).estimate
    most = (before.amount if before is not None else Decimal(3000)) * Decimal("1.5")
    state_costs(
        tx,
        NewCostsFigure(
            matter,
            CostsKind.ESTIMATE,
            most,
            tx.today,
            low=most * Decimal("0.8"),
            covers="All work up to the hearing, without the expert's own bill.",
            reason="The other side's figures have to be answered by an expert.",
        ),
    )


def reach_amber(tx: Transaction, ledger: Ledger) -> None:
    """The month's bill brings a matter to 78 % of its estimate."""
    matter = ledger.matters[WARNED]
    estimate = costs(tx.reader(), matter).estimate
    if estimate is not None:
        used = (estimate.amount * Decimal("0.78")).quantize(Decimal(1))
        state_costs(tx, NewCostsFigure(matter, CostsKind.TO_DATE, used, tx.today, told=False))


def warn(tx: Transaction, ledger: Ledger) -> None:
    """The day after, the client is called."""
    matter = ledger.matters[WARNED]
    untold = untold_developments(tx.reader(), matter)
    log_contact(
        tx,
        NewContact(
            matter_id=matter,
            occurred_at=tx.now,
            channel=Channel.PHONE,
            direction=Direction.OUT,
            outcome=Outcome.SPOKE,
            summary="Told the client what it has cost so far and how much of the estimate is left. "
            "The estimate still holds if the case settles at mediation; otherwise there will be a new one.",
            costs="78% of the estimate is used.",
            tells=tuple(one.id for one in untold if one.kind is DevelopmentKind.COSTS),
        ),
    )


def days_of(today: date) -> tuple[date, date, date]:
    """When it was revised, when amber was reached, when the client was called."""
    return today - timedelta(days=20), today - timedelta(days=7), today - timedelta(days=6)
