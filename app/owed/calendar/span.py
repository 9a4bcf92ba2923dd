"""Days as the calendar shows them: what lies on each, which of them nobody works, and who is away."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from app.hours.queries import Absence, absences, firm_calendar
from app.kernel.weeks import Weeks, weeks_of
from app.owed.calendar.day_items import EVERYTHING, Among, DayItem
from app.owed.calendar.days import days
from app.people.queries import colleagues
from app.settings.queries import firm
from app.storage.transaction import Reader


@dataclass(frozen=True, slots=True)
class Away:
    """Somebody who is not there from ``first`` to ``last``, and who stands in ("" for nobody)."""

    id: UUID
    person_id: UUID
    name: str
    first: date
    last: date
    stand_in: str = ""

    def on(self, day: date) -> bool:
        """Whether that day is one of it."""
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class Load:
    """How many things lie on a day, and how many of them are to do."""

    every: int
    to_do: int
    folded: int = 0
    """Updates given there that stand in one line."""


@dataclass(frozen=True, slots=True)
class Span:
    """The days from ``first`` to ``last``. ``off``: days that nobody works, with the holiday's name or "";
    ``weeks``: as the firm's country has them."""

    first: date
    last: date
    today: date
    weeks: Weeks
    items: Mapping[date, tuple[DayItem, ...]]
    loads: Mapping[date, Load]
    off: Mapping[date, str]
    away: tuple[Away, ...] = ()

    def days(self) -> list[date]:
        """Each day, in order."""
        return [self.first + timedelta(days=number) for number in range((self.last - self.first).days + 1)]

    def away_on(self, day: date) -> tuple[Away, ...]:
        """Who is away on that day."""
        return tuple(one for one in self.away if one.on(day))

    def load(self, day: date) -> int:
        """How much there is to do on that day."""
        return self.loads[day].to_do if day in self.loads else 0

    def folded(self, day: date) -> int:
        """How many updates were given there that stand in one line and not among ``items``."""
        return self.loads[day].folded if day in self.loads else 0

    def more(self, day: date) -> int:
        """How many things lie there beside ``items``, of which no more were asked for, and what is folded."""
        load = self.loads.get(day)
        return load.every - load.folded - len(self.items[day]) if load is not None else 0


def firm_weeks(reader: Reader) -> Weeks:
    """The weeks of the firm's country."""
    return weeks_of(firm(reader).details.country)


def read_span(
    reader: Reader,
    first: date,
    last: date,
    among: Among = EVERYTHING,
    *,
    hidden: Collection[str] = (),
    most: int | None = None,
) -> Span:
    """The calendar from ``first`` to ``last``; ``hidden`` and ``most`` as `days` has them. Somebody's calendar shows
    when that person is away, a matter's when anybody of the firm is."""
    calendar = firm_calendar(reader)
    count = (last - first).days + 1
    span = [first + timedelta(days=number) for number in range(count)]
    found = days(reader, first, last, among, hidden=hidden, most=most)
    return Span(
        first,
        last,
        reader.today,
        firm_weeks(reader),
        {day: one.items for day, one in found.items()},
        {day: Load(one.count, one.to_do, one.folded) for day, one in found.items()},
        {day: calendar.holiday(day) or "" for day in span if not calendar.is_working_day(day)},
        read_away(reader, first, last, among.person_id),
    )


def read_away(reader: Reader, first: date, last: date, person_id: UUID | None = None) -> tuple[Away, ...]:
    """Who is away on any of these days; one person or everybody."""
    return away_of(reader, absences(reader, first, last, person_id))


def away_of(reader: Reader, found: Sequence[Absence]) -> tuple[Away, ...]:
    """Absences with the names of who is away and who stands in."""
    names = {one.id: one.name for one in colleagues(reader, active_only=False)} if found else {}

    def name(person_id: UUID | None) -> str:
        return names.get(person_id, "") if person_id is not None else ""

    return tuple(
        Away(one.id, one.colleague_id, name(one.colleague_id), one.first, one.last, name(one.stand_in_id))
        for one in found
    )
