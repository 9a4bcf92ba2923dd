"""When the firm works and who is away, as the settings say now: correcting a holiday corrects every clock (E3)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import Uuid, column, select, table

from app.hours.models import AbsenceRow, FirmDay, OpeningSpan
from app.settings.queries import firm
from app.storage.transaction import Reader
from app.workdays.calendar import WorkCalendar
from app.workdays.own_days import DayKind, OwnDay, Span
from app.workdays.worktime import WorkTime

_MATTER = table("matters", column("id", Uuid()), column("court_country"), column("court_subdivision"))
"""The matters' room lies above this one: its table is named here, not imported."""


@dataclass(frozen=True, slots=True)
class FirmDayRow:
    """One of the firm's own days, as it is kept."""

    id: UUID
    day: OwnDay


@dataclass(frozen=True, slots=True)
class Absence:
    """Somebody is away from ``first`` to ``last``, both included; ``stand_in_id`` looks after what they owe."""

    id: UUID
    colleague_id: UUID
    first: date
    last: date
    stand_in_id: UUID | None = None
    note: str = ""


def opening_hours(reader: Reader) -> Mapping[int, tuple[Span, ...]] | None:
    """The firm's hours by weekday (0 is Monday); None until somebody set them."""
    query = select(OpeningSpan).order_by(OpeningSpan.weekday, OpeningSpan.opens)
    found: dict[int, tuple[Span, ...]] = {}
    for row in reader.session.scalars(query):
        found[row.weekday] = (*found.get(row.weekday, ()), (row.opens, row.closes))
    return found or None


def firm_days(reader: Reader) -> tuple[FirmDayRow, ...]:
    """The firm's own days, by their first day."""
    query = select(FirmDay).order_by(FirmDay.first, FirmDay.last, FirmDay.id)
    return tuple(FirmDayRow(row.id, own_day(row)) for row in reader.session.scalars(query))


def own_day(row: FirmDay) -> OwnDay:
    """A day as it is counted with."""
    half = row.kind is DayKind.HALF
    hours: tuple[Span, ...] = ()
    if row.kind is DayKind.OPENED and row.opens is not None and row.closes is not None:
        hours = ((row.opens, row.closes),)
    return OwnDay(row.kind, row.first, row.last, row.name, row.yearly, row.closes if half else None, hours)


def firm_calendar(reader: Reader) -> WorkCalendar:
    """The working days of the firm: its place's, its own, and the weekdays on which it has hours."""
    return _calendar(reader, opening_hours(reader))


def work_time(reader: Reader) -> WorkTime:
    """The firm's working time: its calendar, its zone and its hours, half days among them."""
    opening = opening_hours(reader)
    return WorkTime(_calendar(reader, opening), reader.zone, opening)


def _calendar(reader: Reader, opening: Mapping[int, tuple[Span, ...]] | None) -> WorkCalendar:
    details = firm(reader).details
    return WorkCalendar(
        details.country,
        details.subdivision or None,
        own=frozenset(row.day for row in firm_days(reader)),
        weekdays=None if opening is None else frozenset(opening),
    )


def court_calendar(reader: Reader, matter_id: UUID) -> WorkCalendar | None:
    """The holidays of the place of a matter's court; None where it is the firm's, or nothing was said."""
    query = select(_MATTER.c.court_country, _MATTER.c.court_subdivision).where(_MATTER.c.id == matter_id)
    row = reader.session.execute(query).first()
    if row is None or not row.court_country:
        return None
    details = firm(reader).details
    if (row.court_country, row.court_subdivision) == (details.country, details.subdivision):
        return None
    return WorkCalendar(row.court_country, row.court_subdivision or None)


def absences(
    reader: Reader, first: date, last: date, colleague_id: UUID | None = None
) -> tuple[Absence, ...]:
    """Who is away on some day from ``first`` to ``last``, both included; by first day."""
    query = (
        select(AbsenceRow)
        .where(AbsenceRow.first <= last, AbsenceRow.last >= first)
        .order_by(AbsenceRow.first, AbsenceRow.last, AbsenceRow.id)
    )
    if colleague_id is not None:
        query = query.where(AbsenceRow.colleague_id == colleague_id)
    known = reader.known_by
    if known is None:
        query = query.where(AbsenceRow.removed_at.is_(None))
    else:
        query = query.where(
            AbsenceRow.added_at <= known, AbsenceRow.removed_at.is_(None) | (AbsenceRow.removed_at > known)
        )
    return tuple(absence_of(row) for row in reader.session.scalars(query))


def away_on(reader: Reader, day: date) -> Mapping[UUID, Absence]:
    """Who is away on a day, by colleague; of two absences the one that lasts longer."""
    found: dict[UUID, Absence] = {}
    for one in absences(reader, day, day):
        before = found.get(one.colleague_id)
        if before is None or one.last > before.last:
            found[one.colleague_id] = one
    return found


def absence_of(row: AbsenceRow) -> Absence:
    """An absence as others see it."""
    return Absence(row.id, row.colleague_id, row.first, row.last, row.stand_in_id, row.note)
