"""By when a client has to hear of a development."""

from __future__ import annotations

from datetime import datetime

from app.promises.terms import DEFAULT_TERMS, PromiseTerms
from app.workdays.worktime import WorkTime, due_at


def tell_by(
    occurred_at: datetime,
    where: WorkTime,
    *,
    urgent: bool,
    essential: bool,
    terms: PromiseTerms = DEFAULT_TERMS,
) -> datetime | None:
    """Urgent news within the urgent promise, essential news within the time for an answer, both counted from when it
    happened; what is supplementary goes with the next update and has no date of its own (PRACTICE D3, E1).
    """
    if urgent:
        return due_at(occurred_at, terms.urgent_answer, where)
    return due_at(occurred_at, terms.answer, where) if essential else None
