"""What feedback puts on Today: calls that low scores owe in closed matters, and, where the firm wants it, asking."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select

from app.contactlog.after_closing import duties_after_closing
from app.feedback.asking import to_ask
from app.feedback.firm_rules import feedback_rules
from app.feedback.models import FeedbackAnswer
from app.kernel.duty import Duty, DutyKind
from app.kernel.language import tr
from app.storage.transaction import Reader

AT_MOST = 50
"""So many clients to ask stand on Today, those who wait longest; the page of feedback has all of them."""
ASK_WITHIN = timedelta(days=7)
"""A client remembers for so long what they are asked about."""


def feedback_duties(reader: Reader, last_day: date, matter_id: UUID | None = None) -> Iterable[Duty]:
    """What is owed by ``last_day``, in one matter or everywhere.

    A call in an open matter stands on Today as the follow-up it is; those of closed matters do not, and most clients
    are asked when the matter is over.
    """
    yield from _calls(reader, last_day, matter_id)
    if feedback_rules(reader).on_today:
        for one in to_ask(reader, matter_id, first=AT_MOST):
            due = one.on + ASK_WITHIN
            if due <= last_day:
                text = tr("Ask for feedback: {occasion}").format(occasion=one.occasion.label)
                yield Duty(DutyKind.FEEDBACK, one.source_id, text, due, matter_id=one.matter.id, since=one.on)


def _calls(reader: Reader, last_day: date, matter_id: UUID | None) -> Iterator[Duty]:
    called = select(FeedbackAnswer.follow_up_id).where(FeedbackAnswer.follow_up_id.is_not(None))
    return duties_after_closing(reader, DutyKind.FEEDBACK, called, last_day, matter_id)
