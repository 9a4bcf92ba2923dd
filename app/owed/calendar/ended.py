"""What is not owed any more, or not by the same person: a calendar that was told of it has to be told so."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from sqlalchemy import select

from app.contactlog.models import ContactEntry, FollowUp
from app.hours.models import AbsenceRow
from app.hours.queries import absence_of, firm_calendar
from app.matters.keepers import MatterKeeper
from app.matters.key_date_queries import key_dates
from app.matters.models import Matter
from app.matters.queries import list_matters
from app.matters.turning import MatterTurn
from app.matters.words import MatterStatus
from app.owed.calendar.day_items import DayItem, DayKind
from app.owed.calendar.days import days
from app.owed.calendar.done import date_item
from app.owed.calendar.span import Away, away_of
from app.owed.items import of_matter
from app.schedule.models import UpdatePlan
from app.schedule.queries import update_dues
from app.storage.transaction import Reader

SINCE = timedelta(days=92)
"""How long what has ended is still called off."""


def ended_updates(
    reader: Reader, first: date, last: date, owed: Collection[UUID] = ()
) -> tuple[DayItem, ...]:
    """The updates that would have been owed from ``first`` to ``last`` in matters that lately closed, are not open any
    more or lost their schedule; ``owed`` are the matters that owe one there still."""
    ids = [one for one in _without_updates(reader) if one not in owed]
    if not ids:
        return ()
    dues = update_dues(reader, firm_calendar(reader), among=ids)
    matters = {row.id: row for row in list_matters(reader, ids=ids)}
    found = []
    for matter_id, matter in matters.items():
        due = dues.get(matter_id)
        if due is not None and matter.status is MatterStatus.OPEN:
            continue  # another schedule counts
        day = due.due_on if due is not None else min(max(reader.today, first), last)
        person = (due.by_id if due else None) or matter.point_of_contact_id or matter.responsible_id
        if first <= day <= last:
            found.append(
                DayItem(
                    DayKind.UPDATE,
                    day,
                    None,
                    of_matter(matter),
                    person,
                    "update",
                    source_id=matter_id,
                    cancelled=True,
                )
            )
    return tuple(found)


def _without_updates(reader: Reader) -> list[UUID]:
    since = _since(reader)
    closed = select(Matter.id).where(
        Matter.status == MatterStatus.CLOSED,
        Matter.closed_on >= reader.today - SINCE,
        Matter.closed_on <= reader.today,
    )
    turned = (
        select(MatterTurn.matter_id)
        .join(Matter, Matter.id == MatterTurn.matter_id)
        .where(Matter.status != MatterStatus.OPEN, MatterTurn.at >= since, MatterTurn.at <= reader.now)
    )
    dropped = select(UpdatePlan.matter_id).where(
        UpdatePlan.dropped_at >= since, UpdatePlan.dropped_at <= reader.now
    )
    return list(reader.session.scalars(closed.union(turned, dropped)))


def withdrawn_actions(reader: Reader, first: date, last: date) -> tuple[DayItem, ...]:
    """The actions due from ``first`` to ``last`` that were agreed in an entry which was withdrawn lately."""
    query = (
        select(FollowUp)
        .join(ContactEntry, ContactEntry.id == FollowUp.entry_id)
        .where(ContactEntry.withdrawn_at >= _since(reader), ContactEntry.withdrawn_at <= reader.now)
        .where(FollowUp.due_on >= first, FollowUp.due_on <= last, FollowUp.matter_id.is_not(None))
    )
    rows = reader.session.scalars(query).all()
    ids = {row.matter_id for row in rows if row.matter_id is not None}
    matters = {row.id: row for row in (list_matters(reader, ids=ids) if ids else ())}
    return tuple(
        DayItem(
            DayKind.FOLLOW_UP,
            row.due_on,
            None,
            of_matter(matter),
            row.colleague_id or matter.point_of_contact_id or matter.responsible_id,
            row.text,
            source_id=row.id,
            cancelled=True,
        )
        for row in rows
        if row.due_on is not None and row.matter_id is not None and (matter := matters.get(row.matter_id))
    )


def given_away(reader: Reader, first: date, last: date, person_id: UUID) -> tuple[DayItem, ...]:
    """What somebody had to do from ``first`` to ``last`` in matters that lately came to others, and has no more."""
    query = select(MatterKeeper.matter_id).where(
        MatterKeeper.was_id == person_id,
        MatterKeeper.now_id.is_distinct_from(person_id),
        MatterKeeper.since >= _since(reader),
        MatterKeeper.since <= reader.now,
    )
    matters = set(reader.session.scalars(query))
    if not matters:
        return ()
    return tuple(
        replace(item, cancelled=True)
        for day in days(reader, first, last).values()
        for item in day.items
        if item.is_owed and item.person_id != person_id and item.whose.matter_id in matters
    )


def _since(reader: Reader) -> datetime:
    return datetime.combine(reader.today - SINCE, time(), tzinfo=reader.zone).astimezone(UTC)


def withdrawn_dates(reader: Reader, first: date, last: date) -> tuple[DayItem, ...]:
    """The key dates from ``first`` to ``last`` that were put in by mistake, and taken out lately."""
    since = _since(reader)
    found = [
        one
        for one in key_dates(reader, first=first, last=last, withdrawn=True)
        if one.withdrawn_at is not None and one.withdrawn_at >= since
    ]
    matters = (
        {row.id: row for row in list_matters(reader, ids={one.matter_id for one in found})} if found else {}
    )
    return tuple(date_item(one, matters[one.matter_id]) for one in found if one.matter_id in matters)


def ended_absences(
    reader: Reader, first: date, last: date, person_id: UUID | None = None
) -> tuple[Away, ...]:
    """The absences from ``first`` to ``last`` that were taken back lately."""
    since = _since(reader)
    query = (
        select(AbsenceRow)
        .where(AbsenceRow.first <= last, AbsenceRow.last >= first)
        .where(AbsenceRow.removed_at >= since, AbsenceRow.removed_at <= reader.now)
        .order_by(AbsenceRow.first, AbsenceRow.id)
    )
    if person_id is not None:
        query = query.where(AbsenceRow.colleague_id == person_id)
    return away_of(reader, [absence_of(row) for row in reader.session.scalars(query)])
