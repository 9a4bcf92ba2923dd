"""What of other matters hangs on a contact of this one: it would be owed again if that were destroyed (PRACTICE J5)."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, or_, select, union
from sqlalchemy.orm import InstrumentedAttribute, aliased

from app.contactlog.models import ContactEntry, EntryAnswer, EntryDevelopment
from app.contactlog.words import Telling
from app.matters.models import Development
from app.matters.running import runs
from app.storage.rows import among
from app.storage.transaction import Reader


class OnlyHere(NamedTuple):
    """A contact that needs a reply, or news, and the one matter whose contacts answer or tell it; ``of``: its own."""

    here: UUID
    id: UUID
    of: UUID | None


def only_answered_here(reader: Reader, matter_ids: Collection[UUID]) -> list[OnlyHere]:
    """Contacts that need a reply and news, of other matters that run or of none, that only contacts of one of these
    matters answer or tell."""
    one = aliased(ContactEntry)
    of_these = and_(among(one.matter_id, matter_ids), one.withdrawn_at.is_(None))
    beside = select(one.matter_id, EntryAnswer.asked_id).join(EntryAnswer, EntryAnswer.entry_id == one.id)
    replies = union(
        select(one.matter_id, one.answers_id).where(one.answers_id.is_not(None), of_these),
        beside.where(of_these),
    ).subquery()
    here, asked_id = replies.c
    asked = (
        select(here, ContactEntry.id, ContactEntry.matter_id)
        .join(ContactEntry, ContactEntry.id == asked_id)
        .where(
            ContactEntry.needs_reply,
            ContactEntry.withdrawn_at.is_(None),
            _elsewhere(ContactEntry.matter_id, here),
            ~_answered_by_another(here),
        )
    )
    tellings = (
        select(one.matter_id, EntryDevelopment.development_id)
        .join(EntryDevelopment, EntryDevelopment.entry_id == one.id)
        .where(EntryDevelopment.telling == Telling.TOLD, of_these)
        .distinct()
        .subquery()
    )
    here, told_id = tellings.c
    news = (
        select(here, Development.id, Development.matter_id)
        .join(Development, Development.id == told_id)
        .where(
            Development.withdrawn_at.is_(None),
            _elsewhere(Development.matter_id, here),
            ~_told_by_another(here),
        )
    )
    return [OnlyHere(*row) for query in (asked, news) for row in reader.session.execute(query)]


def _elsewhere(
    column: InstrumentedAttribute[UUID] | InstrumentedAttribute[UUID | None], here: ColumnElement[UUID]
) -> ColumnElement[bool]:
    return or_(column.is_(None), and_(column != here, runs(column)))


def _answered_by_another(here: ColumnElement[UUID]) -> ColumnElement[bool]:
    """Whether a contact that is not of that matter answers the contact of the query."""
    one = aliased(ContactEntry)
    another = _stands_elsewhere(one, here)
    beside = select(EntryAnswer.entry_id).join(one, one.id == EntryAnswer.entry_id)
    return or_(
        exists(select(one.id).where(one.answers_id == ContactEntry.id, another)),
        exists(beside.where(EntryAnswer.asked_id == ContactEntry.id, another)),
    )


def _told_by_another(here: ColumnElement[UUID]) -> ColumnElement[bool]:
    """The same of the development of the query."""
    one = aliased(ContactEntry)
    telling = select(EntryDevelopment.entry_id).join(one, one.id == EntryDevelopment.entry_id)
    return exists(
        telling.where(
            EntryDevelopment.development_id == Development.id,
            EntryDevelopment.telling == Telling.TOLD,
            _stands_elsewhere(one, here),
        )
    )


def _stands_elsewhere(one: type[ContactEntry], here: ColumnElement[UUID]) -> ColumnElement[bool]:
    return and_(one.matter_id.is_distinct_from(here), one.withdrawn_at.is_(None))
