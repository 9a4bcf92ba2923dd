"""What makes a file risky: each risk by one function, which counts it in all matters at once (PRACTICE I3).

What a neighbour room knows is asked there. Each is one or two statements, whatever the firm's size.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import ColumnElement, func, select

from app.care.queries import costs_of
from app.care.words import FeeLevel
from app.concerns.queries import open_concerns_of
from app.contactlog.models import ContactEntry, FollowUp
from app.contactlog.rules import LATE_AFTER, bare_note
from app.contactlog.standing import counting
from app.contactlog.words import SPOKEN
from app.engagement.missing import without_terms
from app.feedback.models import FeedbackAnswer
from app.matters.running import running
from app.owed.items import OwedKind, OwedState
from app.owed.lately import owed_lately
from app.reviews.words import Risk
from app.storage.base import as_id
from app.storage.rows import raw_rows
from app.storage.transaction import Reader

Counts = Mapping[UUID, int]

NOTES_BACK: Final = timedelta(days=30)
"""How far back notes are looked at: what was written badly long ago nobody can mend."""
BARE_LETTERS: Final = 60
"""A longer note is not looked at: it may be empty, too, but it is seldom, and all of them are too many to read."""


def overdue_updates(reader: Reader) -> Counts:
    """Updates that are late."""
    return _late(reader, updates=True)


def other_overdue(reader: Reader) -> Counts:
    """Replies, news, actions, dates and duties that are late."""
    return _late(reader, updates=False)


def _late(reader: Reader, *, updates: bool) -> Counts:
    return Counter(
        item.matter_id
        for item in owed_lately(reader).items
        if item.state is OwedState.OVERDUE
        and item.matter_id is not None
        and (item.kind is OwedKind.UPDATE) is updates
    )


def estimates_passed(reader: Reader) -> Counts:
    """Estimates that are used up."""
    return {one: 1 for one, found in costs_of(reader).items() if found.level is FeeLevel.RED}


def calls_not_made(reader: Reader) -> Counts:
    """Low scores about which nobody called."""
    query = (
        select(FeedbackAnswer.matter_id, func.count())
        .join(FollowUp, FollowUp.id == FeedbackAnswer.follow_up_id)
        .where(
            FeedbackAnswer.follow_up_id.is_not(None),
            FeedbackAnswer.withdrawn_at.is_(None),
            FeedbackAnswer.received_on <= reader.today,
            FollowUp.done_at.is_(None) | (FollowUp.done_at > reader.now),
        )
        .group_by(FeedbackAnswer.matter_id)
    )
    return dict(reader.session.execute(query).all())


def no_terms(reader: Reader) -> Counts:
    """Matters whose terms are owed by today and not agreed."""
    return {one.matter_id: 1 for one in without_terms(reader, reader.today)}


def late_notes(reader: Reader) -> Counts:
    """Notes of the last month that were written more than 24 hours after the contact (C1)."""
    late = func.julianday(ContactEntry.written_at) - func.julianday(ContactEntry.occurred_at)
    query = (
        select(ContactEntry.matter_id, func.count())
        .where(
            *_of_last_month(reader),
            late > LATE_AFTER / timedelta(days=1),
        )
        .group_by(ContactEntry.matter_id)
    )
    return {
        one: int(str(count)) for matter, count in raw_rows(reader.session, query) if (one := as_id(matter))
    }


def bare_notes(reader: Reader) -> Counts:
    """Short notes of the last month of what was spoken that will not show what the client was told (C3)."""
    columns = (ContactEntry.matter_id, ContactEntry.summary, ContactEntry.outcome)
    query = select(*columns).where(
        *_of_last_month(reader),
        func.length(ContactEntry.summary) <= BARE_LETTERS,
        ContactEntry.channel.in_(SPOKEN),
        ContactEntry.advice == "",
        ContactEntry.decision == "",
        ContactEntry.with_client,
    )
    found: Counter[UUID] = Counter()
    for matter_id, summary, outcome in reader.session.execute(query):
        if matter_id is not None and bare_note(summary, outcome=outcome) is not None:
            found[matter_id] += 1
    return found


def _of_last_month(reader: Reader) -> list[ColumnElement[bool]]:
    return [
        ContactEntry.occurred_at >= reader.now - NOTES_BACK,
        ContactEntry.message_key.is_(None),
        ContactEntry.matter_id.in_(running()),
        *counting(reader),
    ]


RISKS: Final[Mapping[Risk, Callable[[Reader], Counts]]] = {
    Risk.CONCERNS: open_concerns_of,  # none that is kept apart: a review is read by who may not know of it
    Risk.UPDATES: overdue_updates,
    Risk.OVERDUE: other_overdue,
    Risk.ESTIMATE: estimates_passed,
    Risk.FEEDBACK: calls_not_made,
    Risk.NO_TERMS: no_terms,
    Risk.LATE_NOTES: late_notes,
    Risk.BARE_NOTES: bare_notes,
}
"""All that the queue looks at, the gravest first."""


def risks_of(reader: Reader) -> dict[UUID, tuple[tuple[Risk, int], ...]]:
    """Each matter's risks with their numbers; nothing of matters that have none."""
    found: dict[UUID, list[tuple[Risk, int]]] = {}
    for risk, counted in RISKS.items():
        for matter_id, count in counted(reader).items():
            found.setdefault(matter_id, []).append((risk, count))
    return {matter_id: tuple(several) for matter_id, several in found.items()}
