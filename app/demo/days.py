"""Days and hours of the story: working days of the firm's place, hours in which clients like to be rung."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from app.kernel.datewords import MONTHS
from app.schedule.rules import Interval, next_due
from app.workdays.calendar import WorkCalendar

DAY = timedelta(days=1)
OFFICE = (9, 17)
WAKING = (7, 22)


@dataclass(frozen=True, slots=True)
class Days:
    """The firm's calendar around one moment (aware)."""

    moment: datetime
    zone: ZoneInfo
    calendar: WorkCalendar

    @property
    def today(self) -> date:
        """The firm's date."""
        return self.moment.astimezone(self.zone).date()

    def ago(self, working_days: int) -> date:
        """So many working days before today."""
        day = self.today
        for _ in range(working_days):
            day = self.calendar.on_or_before(day - DAY)
        return day

    def ahead(self, working_days: int) -> date:
        """So many working days after today."""
        return self.calendar.add_working_days(self.today, working_days)

    def working(self, day: date) -> date:
        """The day itself, or the next working day."""
        return self.calendar.on_or_after(day)

    def after(self, day: date, working_days: int) -> date:
        """So many working days after ``day``; 0 is the day itself or the next that is worked."""
        return self.calendar.add_working_days(day, working_days) if working_days else self.working(day)

    def at(self, day: date, hour: int, minute: int) -> datetime:
        """That time on the firm's clocks, as UTC."""
        return datetime.combine(day, time(hour, minute), self.zone).astimezone(UTC)

    def some_time(self, rng: Random, day: date, hours: tuple[int, int] = OFFICE) -> datetime:
        """Some minute of the day between two hours, as UTC."""
        return self.at(day, rng.randrange(*hours), rng.randrange(60))

    def last_given(self, interval: Interval, due: date) -> date:
        """A day on which an update was given so that the next is due on ``due`` (or as near before as can
        be).
        """
        day = self.ago(1)
        best = day
        while day > due - timedelta(days=130):
            if self.calendar.is_working_day(day):
                best = day
                if next_due(day, interval, self.calendar) <= due:
                    break
            day -= DAY
        return best

    def given_lately(self, rng: Random, interval: Interval, quiet: date) -> date:
        """A day before today from which the next update is due after ``quiet``."""
        fitting: list[date] = []
        day = self.ago(1)
        while next_due(day, interval, self.calendar) > quiet and len(fitting) < 40:
            fitting.append(day)
            day = self.calendar.on_or_before(day - DAY)
        return rng.choice(fitting or [self.ago(1)])


def call_hours(preferred: str) -> tuple[int, int]:
    """The hours in which a client is called, from what the profile says ("after 3 PM", "mornings")."""
    text = preferred.casefold()
    if found := re.fullmatch(r"after (\d+) pm", text):
        start = 12 + int(found[1])
        return start, max(start + 2, 18)
    hours = {"mornings": (9, 12), "noon to 1 PM": (12, 13), "evenings": (17, 19), "before 9 AM": (8, 9)}
    return hours.get(preferred, (9, 15))


def said(day: date, today: date) -> str:
    """As in "December 8", as the firm in California writes it; the year where it is not that of ``today``."""
    year = "" if day.year == today.year else f", {day.year}"
    return f"{MONTHS[day.month - 1]} {day.day}{year}"
