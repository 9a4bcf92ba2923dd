"""What to mention of a key date's day: it may be meant so, so nothing is refused (PRACTICE D4)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from app.hours.queries import court_calendar, firm_calendar
from app.kernel.errors import Problem
from app.kernel.language import tr
from app.kernel.said import say_day, weekday_name
from app.storage.transaction import Reader
from app.workdays.calendar import WorkCalendar


class DaysOff:
    """Says of days that they are none on which one would expect a date; the calendars are read once."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._firms = firm_calendar(reader)
        self._courts: dict[UUID, WorkCalendar | None] = {}

    def doubts(self, on: date, matter_id: UUID) -> tuple[Problem, ...]:
        """That a day is a holiday of the firm's place or of the matter's court, or a weekend."""
        found, firms, courts = [], self._firms, self._court_of(matter_id)
        said = say_day(on, self._reader.today)
        if name := firms.holiday(on):
            words = tr("{said} is a holiday: {name}.").format(said=said, name=name)
            found.append(Problem("on", "on-holiday", words))
        elif not firms.is_working_day(on):
            words = (
                tr("{said} is a {weekday}.")
                if on.weekday() > 4
                else tr("{said} is a day on which the firm does not work.")
            )
            message = words.format(said=said, weekday=weekday_name(on.weekday()))
            found.append(Problem("on", "no-working-day", message))
        if courts is not None and (there := courts.holiday(on)) and there != firms.holiday(on):
            words = tr("{said} is a holiday where the court is: {there}.").format(said=said, there=there)
            found.append(Problem("on", "court-holiday", words))
        return tuple(found)

    def _court_of(self, matter_id: UUID) -> WorkCalendar | None:
        if matter_id not in self._courts:
            self._courts[matter_id] = court_calendar(self._reader, matter_id)
        return self._courts[matter_id]


def day_warnings(reader: Reader, on: date, matter_id: UUID) -> tuple[Problem, ...]:
    """That a day is a holiday of the firm's place or of the matter's court, a weekend, or past."""
    found = DaysOff(reader).doubts(on, matter_id)
    if on < reader.today:
        past = tr("{said} is past.").format(said=say_day(on, reader.today))
        found += (Problem("on", "in-the-past", past),)
    return found
