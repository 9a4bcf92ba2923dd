"""Actions that have to be done though their matter is closed: a call after a bad score, what a complaint taught."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from sqlalchemy import Select, or_, select

from app.contactlog.models import FollowUp
from app.kernel.duty import Duty, DutyKind
from app.matters.models import Matter
from app.matters.words import MatterStatus
from app.storage.transaction import Reader


def duties_after_closing(
    reader: Reader, kind: DutyKind, ids: Select[UUID | None], last_day: date, matter_id: UUID | None
) -> Iterator[Duty]:
    """Those among ``ids`` (few) of follow-ups that are due by a day in closed matters, or in one of them. In an
    open matter they stand on Today as the follow-ups that they are."""
    closed = select(Matter.id).where(Matter.id == FollowUp.matter_id, Matter.status == MatterStatus.CLOSED)
    query = select(FollowUp).where(  # from the few ids, not from the many closed matters
        FollowUp.id.in_(ids),
        closed.exists(),
        or_(FollowUp.done_at.is_(None), FollowUp.done_at > reader.now),
        FollowUp.agreed_at <= reader.now,
        FollowUp.due_on <= last_day,
    )
    if reader.known_by is not None:
        query = query.where(FollowUp.written_at <= reader.known_by)
    if matter_id is not None:
        query = query.where(FollowUp.matter_id == matter_id)
    for one in reader.session.scalars(query):
        if one.due_on is not None:
            yield Duty(
                kind,
                one.id,
                one.text[:1].upper() + one.text[1:],
                one.due_on,
                matter_id=one.matter_id,
                person_id=one.colleague_id,
                since=reader.local(one.agreed_at).date(),
            )
