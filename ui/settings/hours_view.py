"""When the firm works, as the Firm page tells it: its hours, and the unlike days of two years."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from PySide6.QtCore import QCoreApplication

from app.hours.queries import Absence, FirmDayRow, absences, firm_days, work_time
from app.hours.typed import say_clock, say_hours
from app.kernel.said import say_day
from app.storage.transaction import Reader
from app.workdays.calendar import DayNote, NoteKind
from app.workdays.own_days import DayKind, OwnDay
from app.workdays.worktime import WorkTime

translate = QCoreApplication.translate
_YEAR = timedelta(days=366)


class Correction(StrEnum):
    """What can be done about a line of the calendar."""

    NONE = ""
    OPEN = "open"
    CLOSE = "close"
    REMOVE = "remove"


@dataclass(frozen=True, slots=True)
class DayLine:
    """One line of the calendar: a holiday of the place (``day_id`` None), or days of the firm's own."""

    first: date
    last: date
    name: str
    kind: NoteKind
    is_working: bool
    says: str
    correction: Correction
    day_id: UUID | None = None
    yearly: bool = False


@dataclass(frozen=True, slots=True)
class HoursView:
    """What the part shows. ``lines``: of this and the next year, by year."""

    where: WorkTime
    is_set: bool
    days: tuple[FirmDayRow, ...]
    lines: Mapping[int, tuple[DayLine, ...]]
    absences: tuple[Absence, ...]
    today: date


def hours_view(reader: Reader) -> HoursView:
    """Read it on the worker."""
    where, days, today = work_time(reader), firm_days(reader), reader.today
    lines = {year: tuple(_lines(where, days, year, today)) for year in (today.year, today.year + 1)}
    away = absences(reader, today, today + _YEAR)
    return HoursView(where, where.week is not None, days, lines, away, today)


def week_lines(where: WorkTime) -> list[tuple[int, int, str]]:
    """First and last weekday of each stretch of equal hours, and the hours in words."""
    closed = translate("HoursPart", "closed")
    found: list[tuple[int, int, str]] = []
    for weekday in range(7):
        said = say_hours(where.usual_hours(weekday), closed)
        if found and found[-1][2] == said:
            found[-1] = found[-1][0], weekday, said
        else:
            found.append((weekday, weekday, said))
    return found


def _lines(where: WorkTime, days: tuple[FirmDayRow, ...], year: int, today: date) -> Iterator[DayLine]:
    """Holidays and own days of a year in one order."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    notes = where.calendar.notes(first, last)
    holidays = {note.day: note for note in notes if _is_of_place(where, note)}
    found = [_holiday(where, note, today) for note in holidays.values()]
    for row in days:
        own = list(row.day.in_year(year))
        corrects = row.day.first == row.day.last and not row.day.yearly and row.day.kind is not DayKind.HALF
        if own and not (corrects and own[0] in holidays and not row.day.name):
            found.append(_own(where, row, own[0], own[-1], today))
    yield from sorted(found, key=lambda line: (line.first, line.last, line.name))


def _is_of_place(where: WorkTime, note: DayNote) -> bool:
    return where.calendar.public_holiday(note.day) is not None


def _holiday(where: WorkTime, note: DayNote, today: date) -> DayLine:
    name = where.calendar.public_holiday(note.day) or note.name
    weekend = not where.calendar.works_on(note.day.weekday())
    if note.is_working:
        says, correction = _open_words(where, note.day), Correction.CLOSE
    elif weekend:
        says, correction = translate("HoursPart", "no working day anyway"), Correction.NONE
    else:
        says, correction = "", Correction.OPEN
    return DayLine(note.day, note.day, name, note.kind, note.is_working, says, correction)


def _own(where: WorkTime, row: FirmDayRow, first: date, last: date, today: date) -> DayLine:
    own = row.day
    kind = NoteKind(own.kind.value)
    name = own.name or _kind_words(own)
    working = any(
        where.calendar.is_working_day(first + timedelta(days=n)) for n in range((last - first).days + 1)
    )
    if own.kind is DayKind.HALF and own.until is not None:
        says = translate("HoursPart", "until {time}").format(time=say_clock(own.until))
        if not working:
            says = translate("HoursPart", "no working day anyway")
    else:
        says = _open_words(where, first) if own.kind is DayKind.OPENED and working else ""
    return DayLine(first, last, name, kind, working, says, Correction.REMOVE, row.id, own.yearly)


def _open_words(where: WorkTime, day: date) -> str:
    return say_hours(where.hours_on(day), translate("HoursPart", "without hours"))


def _kind_words(own: OwnDay) -> str:
    return {
        DayKind.CLOSED: translate("HoursPart", "Closed"),
        DayKind.HALF: translate("HoursPart", "Half day"),
        DayKind.OPENED: translate("HoursPart", "Open", "opening hours"),
    }[own.kind]


def say_days(first: date, last: date, today: date) -> str:
    """A day, or from the first to the last."""
    said = say_day(first, today)
    return said if first == last else f"{said} – {say_day(last, today)}"
