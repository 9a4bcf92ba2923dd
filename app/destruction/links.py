"""What of other matters hangs on a contact of this one: it would be owed again if that were destroyed (PRACTICE J5)."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import InstrumentedAttribute, aliased

from app.contactlog.models import ContactEntry, EntryAnswer, EntryDevelopment
from app.contactlog.words import Telling
from app.matters.models import Development
from app.matters.running import runs
from app.storage.transaction import Reader


def only_answered_here(reader: Reader, matter_id: UUID) -> list[tuple[UUID, UUID | None]]:
    """Contacts that need a reply and news, of other matters that run or of none, that only contacts of this matter
    answer or tell: the id, and the matter that it is of."""
    asked = select(ContactEntry.id, ContactEntry.matter_id).where(
        ContactEntry.needs_reply,
        ContactEntry.withdrawn_at.is_(None),
        _elsewhere(ContactEntry.matter_id, matter_id),
        _answered(matter_id, here=True),
        ~_answered(matter_id, here=False),
    )
    news = select(Development.id, Development.matter_id).where(
        Development.withdrawn_at.is_(None),
        _elsewhere(Development.matter_id, matter_id),
        _told(matter_id, here=True),
        ~_told(matter_id, here=False),
    )
    return [(one, of) for query in (asked, news) for one, of in reader.session.execute(query)]


def _elsewhere(
    column: InstrumentedAttribute[UUID] | InstrumentedAttribute[UUID | None], matter_id: UUID
) -> ColumnElement[bool]:
    return or_(column.is_(None), and_(column != matter_id, runs(column)))


def _answered(matter_id: UUID, *, here: bool) -> ColumnElement[bool]:
    """Whether a contact of the matter, or (not ``here``) one of another, answers the contact of the query."""
    one = aliased(ContactEntry)
    beside = select(EntryAnswer.entry_id).where(EntryAnswer.asked_id == ContactEntry.id)
    answers = or_(one.answers_id == ContactEntry.id, one.id.in_(beside))
    of = one.matter_id == matter_id if here else one.matter_id.is_distinct_from(matter_id)
    return exists(select(one.id).where(answers, of, one.withdrawn_at.is_(None)))


def _told(matter_id: UUID, *, here: bool) -> ColumnElement[bool]:
    """The same of the development of the query."""
    one = aliased(ContactEntry)
    telling = select(EntryDevelopment.entry_id).where(
        EntryDevelopment.development_id == Development.id, EntryDevelopment.telling == Telling.TOLD
    )
    of = one.matter_id == matter_id if here else one.matter_id.is_distinct_from(matter_id)
    return exists(select(one.id).where(one.id.in_(telling), of, one.withdrawn_at.is_(None)))
