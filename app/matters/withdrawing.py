"""A development or a key date that was put in by mistake: it stays readable and counts for nothing (PRACTICE C2).

The commands write the audit trail themselves: each says there what it is.
"""

from __future__ import annotations

from app.kernel.reasons import given_reason
from app.matters.models import Development, KeyDate
from app.storage.transaction import Transaction


def taken_out(found: Development | KeyDate, tx: Transaction, reason: str, ask: str) -> bool:
    """From now on it counts for nothing. False where it did so before; without a reason `Refused`, which says
    ``ask``."""
    reason = given_reason(reason, ask)
    if found.withdrawn_at is not None:
        return False
    found.withdrawn_at, found.withdrawn_reason = tx.now, reason
    tx.touch("matter", found.matter_id)
    return True


def brought_back(found: Development | KeyDate, tx: Transaction) -> bool:
    """It was no mistake: it counts again. False where it counts already."""
    if found.withdrawn_at is None:
        return False
    found.withdrawn_at, found.withdrawn_reason = None, ""
    tx.touch("matter", found.matter_id)
    return True
