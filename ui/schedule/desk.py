"""What every form needs to read dates and to name people: today, the firm's calendar, its people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from app.hours.queries import work_time
from app.kernel.clock_turns import doubt_of
from app.kernel.days import Look, Order, parse_day
from app.kernel.moments import parse_moment
from app.kernel.said import say_day, say_moment
from app.people.queries import ColleagueRow, colleagues
from app.settings.queries import firm
from app.storage.transaction import Reader
from app.workdays.calendar import WorkCalendar
from app.workdays.worktime import WorkTime


@dataclass(frozen=True, slots=True)
class Desk:
    """``now`` is in the firm's zone."""

    now: datetime
    order: Order
    where: WorkTime
    people: tuple[ColleagueRow, ...]
    me: UUID

    @property
    def calendar(self) -> WorkCalendar:
        """The firm's working days."""
        return self.where.calendar

    @property
    def today(self) -> date:
        """The firm's date."""
        return self.now.date()

    def parse_ahead(self, words: str) -> date | None:
        """A day to come, by words."""
        return self._parse(words, "ahead")

    def parse_back(self, words: str) -> date | None:
        """A day that was, by words."""
        return self._parse(words, "back")

    def parse_past_moment(self, words: str) -> datetime | None:
        """A moment that was, by words: "15:05", "Fri 14:00"."""
        return parse_moment(words, self.now, order=self.order, look="back", default_time=self.now.time())

    def doubt_of_past(self, words: str) -> str:
        """What to say of such a moment where the clocks skip it or show it twice."""
        return doubt_of(words, self.now, order=self.order, look="back", default_time=self.now.time())

    def say(self, day: date) -> str:
        """A day as people say it."""
        return say_day(day, self.today)

    def say_moment(self, moment: datetime) -> str:
        """A moment as people say it."""
        return say_moment(moment.astimezone(self.now.tzinfo), self.now, near=True)

    def name_of(self, person_id: UUID | None) -> str:
        """The name of a colleague, empty for nobody."""
        return next((person.name for person in self.people if person.id == person_id), "")

    def choices(self, nobody: str) -> list[tuple[UUID | None, str]]:
        """The firm's people for a drop-down."""
        return [(None, nobody), *((person.id, person.name) for person in self.people)]

    def _parse(self, words: str, look: Look) -> date | None:
        add = self.calendar.add_working_days
        return parse_day(words, self.today, order=self.order, look=look, add_working_days=add)


def load_desk(reader: Reader) -> Desk:
    """Read it on the worker; looks the calendar up once, because its first look takes long."""
    where = work_time(reader)
    where.calendar.is_working_day(reader.today)
    order = firm(reader).details.day_order
    return Desk(reader.local(reader.now), order, where, colleagues(reader), reader.viewer)
