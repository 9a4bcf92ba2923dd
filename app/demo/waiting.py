"""What the demo firm has put off: a report that waits for somebody else's figures."""

from __future__ import annotations

from typing import Final

from app.demo.ledger import Ledger
from app.hours.queries import firm_calendar
from app.owed.items import OwedKind
from app.owed.snooze.commands import put_off
from app.storage.transaction import Transaction

WAITS: Final = "00008"
"""Okafor v. Stonegate: the monthly report is due in two days."""


def wait_for_figures(tx: Transaction, ledger: Ledger) -> None:
    """Put off until the next working day."""
    until = firm_calendar(tx.reader()).add_working_days(tx.today, 1)
    reason = "the surveyor has not sent his figures yet"
    matter = ledger.matters[WAITS]
    put_off(tx, OwedKind.UPDATE, matter, until, reason, matter_id=matter)
