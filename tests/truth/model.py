"""What is owed, derived anew the slow and obvious way: from a list of facts, by the words of PRACTICE D1-D3 and E1-E2.

Nothing here is taken from the program: working days are looked up in a list that was typed from the statute book, hours
are counted a quarter at a time.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("America/Los_Angeles")
DAY, QUARTER = timedelta(days=1), timedelta(minutes=15)
HOLIDAYS = {
    date(2026, 9, 7),  # Labor Day
    date(2026, 11, 11),  # Veterans Day
    date(2026, 11, 26),  # Thanksgiving
    date(2026, 11, 27),  # the day after it, in California
    date(2026, 12, 25),
    date(2027, 1, 1),
    date(2027, 1, 18),  # Martin Luther King Jr. Day
    date(2027, 2, 15),  # Presidents' Day
    date(2027, 3, 31),  # Cesar Chavez Day, in California
    date(2027, 5, 31),  # Memorial Day
    date(2027, 6, 18),  # Juneteenth, on a Saturday
    date(2027, 7, 5),  # Independence Day, on a Sunday
}

Line = tuple[str, int, str, str]
"""Kind, matter, by when, and how it stands."""


@dataclass(eq=False)
class Matter:
    """A matter and its schedule: every so many of a unit, from a day, at most so many days."""

    number: int
    is_open: bool = True
    reopened_at: datetime | None = None
    every: tuple[int, str] | None = None
    counted_from: date = date.min
    at_most: int | None = None
    excused: list[date] = field(default_factory=list)


@dataclass(eq=False)
class Entry:
    """A contact."""

    matter: Matter
    at: datetime
    update: bool = False
    asks: bool = False
    urgent: bool = False
    acknowledges: Entry | None = None
    promised_by: datetime | None = None
    answers: Entry | None = None
    tells: list[News] = field(default_factory=list)
    agreed: date | None = None
    done: bool = False
    withdrawn: bool = False


@dataclass(eq=False)
class News:
    """Something that happened."""

    matter: Matter
    at: datetime
    urgent: bool
    essential: bool


@dataclass(eq=False)
class Deadline:
    """A day by which something must be done."""

    matter: Matter
    on: date
    done: bool = False


@dataclass
class Firm:
    """All that was written down."""

    matters: list[Matter] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    news: list[News] = field(default_factory=list)
    deadlines: list[Deadline] = field(default_factory=list)

    def standing(self) -> Iterator[Entry]:
        """What was not withdrawn (C2)."""
        return (one for one in self.entries if not one.withdrawn)

    def owed(self, now: datetime) -> list[Line]:
        """Everything that is owed, now and later."""
        return sorted([*self._updates(now), *self._untold(now), *self._unanswered(now), *self._agreed(now)])

    def forgotten(self) -> set[int]:
        """Open matters without a next date (D2)."""
        dated = {one.matter for one in self.deadlines if not one.done}
        dated |= {one.matter for one in self.standing() if one.agreed and not one.done}
        return {one.number for one in self.matters if one.is_open and one.every is None and one not in dated}

    def update_due(self, matter: Matter) -> tuple[date, date] | None:
        """(due, late after that day) of a matter's next update (D1, D2)."""
        if not matter.is_open or matter.every is None:
            return None
        given = [one.at for one in self.standing() if one.update and one.matter is matter]
        start = max([matter.counted_from, *matter.excused, *(at.astimezone(ZONE).date() for at in given)])
        due = rolled(start, plus(start, *matter.every))
        latest = due
        if matter.at_most:
            latest = max(due, rolled(start, start + matter.at_most * DAY))
        again = matter.reopened_at
        if again is not None and not any(at >= again for at in given):
            day = again.astimezone(ZONE).date()
            if day >= matter.counted_from and not any(one >= day for one in matter.excused):
                latest = min(latest, after(day))
                due = min(due, day)
        return due, max(due, latest)

    def _updates(self, now: datetime) -> Iterator[Line]:
        today = now.astimezone(ZONE).date()
        for matter in self.matters:
            if (found := self.update_due(matter)) is not None:
                due, latest = found
                state = "upcoming" if today < due else "due" if today <= latest else "overdue"
                yield "update", matter.number, str(due), state

    def _untold(self, now: datetime) -> Iterator[Line]:
        told = {id(news) for one in self.standing() for news in one.tells}
        for news in self.news:
            if id(news) in told or not news.matter.is_open:
                continue
            if not (news.urgent or news.essential):
                if news.matter.every is None:  # no update comes with which it could go (D2)
                    yield "development", news.matter.number, "None", "due"
                continue
            by = news.at + 4 * timedelta(hours=1) if news.urgent else working_hours(news.at, 48)
            yield _clock("development", news.matter, by, now)

    def _unanswered(self, now: datetime) -> Iterator[Line]:
        for asked in self.standing():
            if not asked.asks or any(one.answers is asked for one in self.standing()):
                continue
            said = sorted(
                (one for one in self.standing() if one.acknowledges is asked), key=lambda one: one.at
            )
            urgent = asked.at + timedelta(hours=4)
            if not said:
                by = urgent if asked.urgent else working_hours(asked.at, 24)
                yield _clock("acknowledgement", asked.matter, by, now)
                continue
            by = urgent if asked.urgent else working_hours(asked.at, 48)
            promises = [one.promised_by for one in said if one.promised_by]
            yield _clock("answer", asked.matter, promises[-1] if promises else by, now)

    def _agreed(self, now: datetime) -> Iterator[Line]:
        days = [("key_date", one.matter, one.on) for one in self.deadlines if not one.done]
        days += [
            ("follow_up", one.matter, one.agreed) for one in self.standing() if one.agreed and not one.done
        ]
        today = now.astimezone(ZONE).date()
        for kind, matter, day in days:
            if matter.is_open:
                state = "upcoming" if today < day else "due" if today == day else "overdue"
                yield kind, matter.number, str(day), state


def is_working(day: date) -> bool:
    """Neither weekend nor holiday."""
    return day.weekday() < 5 and day not in HOLIDAYS


def after(day: date) -> date:
    """The day itself or the next working day."""
    while not is_working(day):
        day += DAY
    return day


def rolled(start: date, day: date) -> date:
    """Back to a working day; on, where nothing is left after ``start``: a promise is not stretched (D1)."""
    before = day
    while not is_working(before):
        before -= DAY
    return before if before > start else after(day)


def plus(day: date, count: int, unit: str) -> date:
    """So many days, weeks, months or working days later; 31 January and a month is the end of February."""
    if unit == "working_day":
        for _ in range(count):
            day = after(day + DAY)
        return day
    if unit == "month":
        months = day.month - 1 + count
        year, month = day.year + months // 12, months % 12 + 1
        return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
    return day + count * {"day": 1, "week": 7}[unit] * DAY


def working_hours(start: datetime, hours: int) -> datetime:
    """When so many hours of working days are over, counted a quarter at a time."""
    moment, left = start.astimezone(UTC), hours * 4
    while left:
        left -= is_working(moment.astimezone(ZONE).date())
        moment += QUARTER
    return moment


def spelled(moment: datetime) -> str:
    """A moment in the one way that lines are compared by."""
    return moment.astimezone(UTC).isoformat(timespec="minutes")


def _clock(kind: str, matter: Matter, by: datetime, now: datetime) -> Line:
    days: Iterable[date] = (by.astimezone(ZONE).date(), now.astimezone(ZONE).date())
    due, today = days
    state = "overdue" if now > by else "due" if due <= today else "upcoming"
    return kind, matter.number, spelled(by), state
