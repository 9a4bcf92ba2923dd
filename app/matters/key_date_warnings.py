"""What to mention of a key date's day: it may be meant so, so nothing is refused (PRACTICE D4)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from app.hours.queries import court_calendar, firm_calendar
from app.kernel.errors import Problem
from app.kernel.language import tr
from app.kernel.said import say_day, weekday_name
from app.storage.transaction import Reader


def day_warnings(reader: Reader, on: date, matter_id: UUID) -> tuple[Problem, ...]:
    """That a day is a holiday of the firm's place or of the matter's court, a weekend, or past."""
    found = []
    said = say_day(on, reader.today)
    firms, courts = firm_calendar(reader), court_calendar(reader, matter_id)
    if name := firms.holiday(on):
        found.append(
            Problem("on", "on-holiday", tr("{said} is a holiday: {name}.").format(said=said, name=name))
        )
    elif not firms.is_working_day(on):
        words = (
            tr("{said} is a {weekday}.")
            if on.weekday() > 4
            else tr("{said} is a day on which the firm does not work.")
        )
        message = words.format(said=said, weekday=weekday_name(on.weekday()))
        found.append(Problem("on", "no-working-day", message))
    if courts is not None and (there := courts.holiday(on)) and there != firms.holiday(on):
        found.append(
            Problem(
                "on",
                "court-holiday",
                tr("{said} is a holiday where the court is: {there}.").format(said=said, there=there),
            )
        )
    if on < reader.today:
        found.append(Problem("on", "in-the-past", tr("{said} is past.").format(said=said)))
    return tuple(found)
