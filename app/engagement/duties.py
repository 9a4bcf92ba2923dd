"""What is owed for want of agreed terms: a letter, by who answers for the matter (PRACTICE B2)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from app.engagement.missing import Missing, without_terms
from app.kernel.duty import Duty, DutyKind
from app.kernel.language import tr
from app.storage.transaction import Reader

_WRITE = "Agree engagement terms"
_AGREE = "Have the engagement terms agreed"


def engagement_duties(reader: Reader, last_day: date, matter_id: UUID | None) -> Iterator[Duty]:
    """The open matters whose terms are owed by a day. No person is named: it is whose the matter is."""
    return (_duty(one) for one in without_terms(reader, last_day, matter_id))


def _duty(one: Missing) -> Duty:
    words = _AGREE if one.drafted else _WRITE
    return Duty(DutyKind.TERMS, one.matter_id, tr(words), one.owed_on, one.matter_id, since=one.opened_on)
