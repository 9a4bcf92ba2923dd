"""Updates that nobody is owed any more, absences taken back: a calendar that was told of them has to be told so."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from sqlalchemy import select

from app.hours.models import AbsenceRow
from app.hours.queries import absence_of, firm_calendar
from app.matters.key_date_queries import key_dates
from app.matters.models import Matter
from app.matters.queries import list_matters
from app.matters.words import MatterStatus
from app.owed.days import DayItem, DayKind, date_item
from app.owed.items import of_matter
from app.owed.span import Away, away_of
from app.schedule.queries import update_dues
from app.storage.transaction import Reader

SINCE = timedelta(days=92)
"""How long what has ended is still called off."""


def ended_updates(reader: Reader, first: date, last: date) -> tuple[DayItem, ...]:
    """The updates that matters closed lately would have been owed from ``first`` to ``last``."""
    closed = select(Matter.id).where(
        Matter.status == MatterStatus.CLOSED,
        Matter.closed_on >= reader.today - SINCE,
        Matter.closed_on <= reader.today,
    )
    ids = reader.session.scalars(closed).all()
    if not ids:
        return ()
    dues = update_dues(reader, firm_calendar(reader), among=ids)
    matters = {row.id: row for row in list_matters(reader, ids=dues.keys())}
    return tuple(
        DayItem(
            DayKind.UPDATE,
            due.due_on,
            None,
            of_matter(matter),
            due.by_id or matter.point_of_contact_id or matter.responsible_id,
            "update",
            source_id=due.matter_id,
        )
        for due in dues.values()
        if first <= due.due_on <= last and (matter := matters.get(due.matter_id)) is not None
    )


def withdrawn_dates(reader: Reader, first: date, last: date) -> tuple[DayItem, ...]:
    """The key dates from ``first`` to ``last`` that were put in by mistake, and taken out lately."""
    since = datetime.combine(reader.today - SINCE, time(), tzinfo=reader.zone)
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
    since = datetime.combine(reader.today - SINCE, time(), tzinfo=reader.zone).astimezone(UTC)
    query = (
        select(AbsenceRow)
        .where(AbsenceRow.first <= last, AbsenceRow.last >= first)
        .where(AbsenceRow.removed_at >= since, AbsenceRow.removed_at <= reader.now)
        .order_by(AbsenceRow.first, AbsenceRow.id)
    )
    if person_id is not None:
        query = query.where(AbsenceRow.colleague_id == person_id)
    return away_of(reader, [absence_of(row) for row in reader.session.scalars(query)])
