"""When the demo firm works, and who is away."""

from __future__ import annotations

from datetime import date, time, timedelta

from app.demo.ledger import Ledger
from app.demo.names import FIRM, MARIA, TOM
from app.hours.commands import NewAbsence, NewFirmDay, add_absence, add_firm_day, set_opening_hours
from app.storage.transaction import Transaction
from app.workdays.calendar import WorkCalendar
from app.workdays.own_days import DayKind, OwnDay, Span

_MORNING: Span = (time(9), time(12, 30))
HOURS: dict[int, tuple[Span, ...]] = {
    **{weekday: (_MORNING, (time(13, 30), time(17, 30))) for weekday in range(4)},
    4: (_MORNING, (time(13, 30), time(16))),
}
DAYS = (
    NewFirmDay(DayKind.OPENED, date(2020, 3, 31), name="César Chávez Day", yearly=True),
    NewFirmDay(DayKind.HALF, date(2020, 12, 24), name="Christmas Eve", yearly=True, closes=time(12)),
    NewFirmDay(
        DayKind.CLOSED,
        date(2020, 12, 28),
        date(2020, 12, 31),
        "Week between Christmas and New Year",
        yearly=True,
    ),
)
"""From long before anything happens at the firm."""


def demo_calendar() -> WorkCalendar:
    """The working days of the demo firm, as its vault will say."""
    own = frozenset(
        OwnDay(day.kind, day.first, day.last or day.first, day.name, day.yearly, day.closes) for day in DAYS
    )
    return WorkCalendar(FIRM.country, FIRM.subdivision, own=own, weekdays=frozenset(HOURS))


def set_hours(tx: Transaction) -> None:
    """Write what the firm settled when it began with the program."""
    set_opening_hours(tx, HOURS)
    for day in DAYS:
        add_firm_day(tx, day)


def go_away(tx: Transaction, ledger: Ledger, today: date) -> None:
    """Tom takes the week after this one off, and Maria looks after what he owes."""
    monday = today + timedelta(days=7 - today.weekday())
    week = NewAbsence(
        ledger.people[TOM], monday, monday + timedelta(days=4), ledger.people[MARIA], "Hiking in Lassen"
    )
    add_absence(tx, week)
