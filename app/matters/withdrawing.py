"""A development or a key date that was put in by mistake: it stays readable and counts for nothing (PRACTICE C2)."""

from __future__ import annotations

from app.kernel.reasons import given_reason
from app.matters.models import Development, KeyDate
from app.storage.transaction import Transaction


def withdraw(tx: Transaction, found: Development | KeyDate, reason: str, ask: str) -> None:
    """From now on it counts for nothing; withdrawn already, it stays so. Without a reason `Refused`, which says
    ``ask``."""
    reason = given_reason(reason, ask)
    if found.withdrawn_at is None:
        found.withdrawn_at, found.withdrawn_reason = tx.now, reason
        tx.record("withdrawn", _KINDS[type(found)], found.id, reason=reason)
        tx.touch("matter", found.matter_id)


def restore(tx: Transaction, found: Development | KeyDate) -> None:
    """It was no mistake: it counts again."""
    if found.withdrawn_at is not None:
        found.withdrawn_at, found.withdrawn_reason = None, ""
        tx.record("restored", _KINDS[type(found)], found.id)
        tx.touch("matter", found.matter_id)


_KINDS: dict[type[Development | KeyDate], str] = {Development: "development", KeyDate: "key_date"}
"""By which word the trail calls them."""
