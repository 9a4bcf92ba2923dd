"""Saying when the firm works, and who is away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, time, timedelta
from uuid import UUID

from sqlalchemy import delete, select

from app.hours.models import AbsenceRow, FirmDay, OpeningSpan
from app.hours.queries import absence_of, firm_calendar, opening_hours, own_day
from app.hours.rules import check_absence, check_day, check_week
from app.hours.typed import say_week
from app.kernel.errors import Invalid, NotFound, Problem, Refused
from app.kernel.language import SOURCE, speaking, tr
from app.kernel.rights import Right
from app.kernel.text import clean
from app.people.duties import who_cannot
from app.people.queries import who_left
from app.settings.models import Firm
from app.storage.transaction import Transaction
from app.workdays.own_days import DayKind, Span


@dataclass(frozen=True, slots=True)
class NewFirmDay:
    """A day, or several in a row up to ``last``, that is not like the calendar of the place.

    A half day ``closes`` at a time; an opened one may have hours of its own (``opens``, ``closes``).
    """

    kind: DayKind
    first: date
    last: date | None = None
    name: str = ""
    yearly: bool = False
    opens: time | None = None
    closes: time | None = None


@dataclass(frozen=True, slots=True)
class NewAbsence:
    """Somebody is away from ``first`` to ``last``, both included."""

    colleague_id: UUID
    first: date
    last: date
    stand_in_id: UUID | None = None
    note: str = ""


def set_opening_hours(tx: Transaction, hours: Mapping[int, Sequence[Span]] | None) -> None:
    """Say when the firm is open, by weekday (0 is Monday); None for the usual hours of its place.

    Weekdays without hours are no working days of the firm. Needs `Right.FIRM`; raises `Invalid`.
    """
    tx.need(Right.FIRM)
    before = opening_hours(tx.reader())
    week = None if hours is None else check_week(hours)
    if week == before:
        return
    tx.session.execute(delete(OpeningSpan))
    for weekday, spans in (week or {}).items():
        tx.session.add_all(OpeningSpan(weekday=weekday, opens=a, closes=b) for a, b in spans)
    tx.session.flush()
    with speaking(SOURCE):  # the trail is read in any language
        said, was = say_week(week), say_week(before)
    tx.record("changed", "firm", _firm(tx), opening_hours=said, before={"opening_hours": was})


def add_firm_day(tx: Transaction, new: NewFirmDay) -> UUID:
    """Close, shorten or open days. Needs `Right.FIRM`; raises `Invalid`, and `Refused` for the same twice."""
    tx.need(Right.FIRM)
    new = replace(new, name=clean(new.name, lines=False), last=new.last or new.first)
    problems = check_day(new.kind, new.first, new.last or new.first, new.opens, new.closes, new.name)
    if problems:
        raise Invalid(problems)
    same = {**asdict(new)}
    query = select(FirmDay.id).filter_by(**{name: value for name, value in same.items() if name != "name"})
    if tx.session.scalar(query.limit(1)) is not None:
        raise Refused("day-there", tr("The firm's calendar says so already."), field="first")
    row = FirmDay(id=tx.new_id(), added_at=tx.now, **same)
    tx.session.add(row)
    tx.session.flush()
    tx.record("added", "firm_day", row.id, **same)
    tx.touch("firm", _firm(tx))
    return row.id


def remove_firm_day(tx: Transaction, day_id: UUID) -> NewFirmDay:
    """Let days be again as the place's calendar says; the answer says them again. Needs `Right.FIRM`."""
    tx.need(Right.FIRM)
    found = tx.session.get(FirmDay, day_id)
    if found is None:
        raise NotFound("no-firm-day", tr("That day is not in the firm's calendar."))
    tx.session.delete(found)
    day = own_day(found)
    tx.record("removed", "firm_day", day_id, kind=day.kind, first=day.first, last=day.last, name=day.name)
    tx.touch("firm", _firm(tx))
    return NewFirmDay(
        found.kind, found.first, found.last, found.name, found.yearly, found.opens, found.closes
    )


@dataclass(frozen=True, slots=True)
class DayTurned:
    """What correcting a day did: the day put in, and those taken out."""

    added: UUID | None
    removed: tuple[NewFirmDay, ...]


def work_on(tx: Transaction, day: date, *, open_: bool) -> DayTurned:
    """Correct one day of the place's calendar: the firm works on it, or it does not. Needs `Right.FIRM`.

    What said the contrary of that day alone is taken back, so that two clicks leave nothing behind; `turn_back` puts
    it in again as it was.
    """
    tx.need(Right.FIRM)
    contrary = DayKind.CLOSED if open_ else DayKind.OPENED
    query = select(FirmDay.id).where(
        FirmDay.first == day, FirmDay.last == day, FirmDay.kind == contrary, FirmDay.yearly.is_(False)
    )
    removed = tuple(remove_firm_day(tx, one) for one in tx.session.scalars(query).all())
    added = None
    if firm_calendar(tx.reader()).is_working_day(day) is not open_:
        added = add_firm_day(tx, NewFirmDay(DayKind.OPENED if open_ else DayKind.CLOSED, day))
    return DayTurned(added, removed)


def turn_back(tx: Transaction, turned: DayTurned) -> None:
    """The day is what it was before `work_on`, with its name and hours. Needs `Right.FIRM`."""
    tx.need(Right.FIRM)
    if turned.added is not None:
        remove_firm_day(tx, turned.added)
    for one in turned.removed:
        add_firm_day(tx, one)


def add_absence(tx: Transaction, new: NewAbsence) -> UUID:
    """Say that somebody is away: oneself, or anybody by who may change the firm's settings.

    Raises `Invalid`, and `Refused` ("not-allowed", "already-away") where the days overlap another absence.
    """
    _may_say(tx, new.colleague_id)
    new = replace(new, note=clean(new.note, lines=False))
    problems = check_absence(new.first, new.last, new.colleague_id, new.stand_in_id, new.note)
    gone = who_left(tx.session, [new.colleague_id, new.stand_in_id])
    for field, one in (("colleague_id", new.colleague_id), ("stand_in_id", new.stand_in_id)):
        if one in gone:
            message = tr("That person is not at the firm. Please choose somebody else.")
            problems.append(Problem(field, "has-left", message))
    for why in who_cannot(tx.session, {new.stand_in_id} - gone).values():
        problems.append(Problem("stand_in_id", why.code, why.message))
    if problems:
        raise Invalid(problems)
    overlap = select(AbsenceRow.id).where(
        AbsenceRow.colleague_id == new.colleague_id,
        AbsenceRow.removed_at.is_(None),
        AbsenceRow.first <= new.last,
        AbsenceRow.last >= new.first,
    )
    if tx.session.scalar(overlap.limit(1)) is not None:
        raise Refused(
            "already-away",
            tr(
                "Some of these days are in another absence of the same person. Remove that first, or choose other days."
            ),
            field="first",
        )
    return _add_absence(tx, new)


def remove_absence(tx: Transaction, absence_id: UUID) -> UUID | None:
    """Take an absence back, or what is left of it: who comes back earlier was away until yesterday, and that is kept
    as an absence of its own (the answer)."""
    row = tx.session.get(AbsenceRow, absence_id)
    if row is None or row.removed_at is not None:
        raise NotFound("no-absence", tr("That absence is not in the vault."))
    _may_say(tx, row.colleague_id)
    was = absence_of(row)
    row.removed_at = tx.now
    tx.record("removed", "absence", absence_id, colleague_id=was.colleague_id, first=was.first, last=was.last)
    tx.touch("colleague", was.colleague_id)
    if not was.first < tx.today <= was.last:
        return None
    until = tx.today - timedelta(days=1)
    return _add_absence(tx, NewAbsence(was.colleague_id, was.first, until, was.stand_in_id, was.note))


def _add_absence(tx: Transaction, new: NewAbsence) -> UUID:
    row = AbsenceRow(id=tx.new_id(), added_at=tx.now, removed_at=None, **asdict(new))
    tx.session.add(row)
    tx.session.flush()
    tx.record("added", "absence", row.id, **asdict(new))
    tx.touch("colleague", new.colleague_id)
    return row.id


def _may_say(tx: Transaction, colleague_id: UUID) -> None:
    """One's own absence is said by who may write; anybody's by who may change the firm's settings."""
    if Right.FIRM in tx.rights:
        return
    if colleague_id != tx.actor:
        tx.need(Right.FIRM)
    tx.need(Right.WRITE)


def _firm(tx: Transaction) -> UUID:
    return tx.session.scalars(select(Firm.id)).one()
