"""A month of the calendar of 5,000 open matters: read, painted, exported; the same due days asked of bare libraries."""

from __future__ import annotations

import gc
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path
from statistics import median

from app.contactlog.commands import log_contact
from app.contactlog.forms import NewContact
from app.contactlog.words import Channel, Direction
from app.hours.queries import firm_calendar
from app.kernel.clock import SystemClock
from app.kernel.weeks import month_span
from app.matters.queries import list_matters
from app.matters.words import MatterStatus
from app.owed.calendar.day_items import EVERYTHING, DayItem, DayKind
from app.owed.calendar.days import days
from app.owed.calendar.span import firm_weeks, read_span
from app.schedule.queries import update_dues
from app.storage.transaction import Reader
from app.workspace import Workspace
from tests.bench.big_firm import make_big_firm
from tests.bench.figure import Figure, seconds

OPEN = 5_000
WITHIN = 0.1
"""Seconds for a month (issue 5)."""


def measure(room: Path, entries: int) -> list[Figure]:
    """One matter in four is open: four times as many lie in the vault."""
    workspace = make_big_firm(room / "calendar", SystemClock(), entries, OPEN * 4, keeps_informed=True)
    try:
        return [*_reading(workspace), *_against_peers(workspace), _exported(workspace), _painted(workspace)]
    finally:
        workspace.lock()


def _span(reader: Reader) -> tuple[date, date]:
    return month_span(reader.today.replace(day=1), firm_weeks(reader))


def _quiet(
    work: Callable[[], object], runs: int = 7, *, before: Callable[[], object] = lambda: None
) -> float:
    """The median, while nothing is collected that lies there from the making of the vault; ``before`` each run
    something is done that does not count."""
    work()
    gc.collect()
    gc.freeze()
    spent = []
    try:
        for _ in range(runs):
            before()
            spent.append(seconds(work))
    finally:
        gc.unfreeze()
    return median(spent)


def _reading(workspace: Workspace) -> list[Figure]:
    def month() -> None:
        with workspace.read() as reader:
            days(reader, *_span(reader), most=24)

    def whole() -> None:
        with workspace.read() as reader:
            days(reader, *_span(reader))

    def week() -> None:
        with workspace.read() as reader:
            days(reader, reader.today, reader.today + timedelta(days=6))

    def save() -> None:
        """What was derived for Today or another month counts no more."""
        with workspace.write() as tx:
            log_contact(tx, contact)

    with workspace.read() as reader:
        client = list_matters(reader, limit=1)[0].client_id
        contact = NewContact(
            Channel.PHONE, Direction.OUT, reader.now - timedelta(hours=1), "Told.", client_id=client
        )
    return [
        Figure(
            "a month of the calendar, 5,000 open matters, after a save",
            _quiet(month, before=save),
            within=WITHIN,
        ),
        Figure("the same, nothing changed since", _quiet(month), within=WITHIN),
        Figure("the same with everything that lies on its days", _quiet(whole, before=save)),
        Figure("a week of it", _quiet(week, before=save)),
    ]


def _against_peers(workspace: Workspace) -> list[Figure]:
    """The next due day of each schedule: by us, and by dateutil's rule with the holidays asked day by day."""
    from dateutil.rrule import MONTHLY, rrule
    from holidays import country_holidays

    with workspace.read() as reader:
        calendar = firm_calendar(reader)
        ours: dict[object, date] = {}

        def mine() -> None:
            ours.update({one: due.due_on for one, due in update_dues(reader, calendar, closed=False).items()})

        spent = _quiet(mine, 3)
        starts = {}
        for one, due in update_dues(reader, calendar, closed=False).items():
            given = reader.local(due.last_given).date() if due.last_given is not None else due.counted_from
            starts[one] = max(due.counted_from, given)
    theirs: dict[object, date] = {}

    def naive() -> None:
        known = country_holidays("US", subdiv="CA")
        for one, start in starts.items():
            rule = rrule(
                MONTHLY,
                dtstart=datetime.combine(start, time()),
                count=2,
                bymonthday=tuple(range(min(start.day, 28), start.day + 1)),
                bysetpos=-1,
            )
            day = list(rule)[1].date()
            while not known.is_working_day(day):
                day -= timedelta(days=1)
            theirs[one] = day

    bare = seconds(naive)
    same = sum(theirs[one] == day for one, day in ours.items())
    return [
        Figure("due days of 5,000 schedules, with the log; bare: rrule and holidays", spent, bare),
        Figure(
            "due days on which both agree, of 100", 100 * same / max(1, len(ours)), unit="%", at_least=99.9
        ),
    ]


def _exported(workspace: Workspace) -> Figure:
    """A year as a file; `recurring-ical-events` finds the same days in it."""
    import recurring_ical_events
    from icalendar import Calendar

    from app.exchange.calendar_file import calendar_file

    with workspace.read() as reader:
        first, last = _span(reader)
        made = calendar_file(reader, first, last)
        spent = seconds(lambda: calendar_file(reader, first, last))
        items = [one for day in read_span(reader, first, last, EVERYTHING).items.values() for one in day]
        today = reader.today
    expected = sorted(item.day.isoformat() for item in items if _is_on(item, today))
    found = recurring_ical_events.of(Calendar.from_ical(made.content)).between(
        first, last + timedelta(days=1)
    )
    theirs = sorted(one["DTSTART"].dt.isoformat()[:10] for one in found if one["STATUS"] == "CONFIRMED")
    if theirs != expected:
        raise AssertionError("recurring-ical-events finds other days in the exported calendar")
    return Figure(f"a month as a file, {made.events:,} events", spent)


def _is_on(item: DayItem, today: date) -> bool:
    """What the file says will take place."""
    matter = item.whose.matter
    closed = matter is not None and matter.status is MatterStatus.CLOSED
    if item.kind is DayKind.KEY_DATE:
        return not (closed and item.day >= today)
    return item.kind is not DayKind.REPLY and not item.done


def _painted(workspace: Workspace) -> Figure:
    """From the span that was read to the painted month."""
    from PySide6.QtWidgets import QApplication

    from ui.calendar.month import MonthGrid
    from ui.calendar.shown import shown_of
    from ui.kit import theme

    app = QApplication.instance() or QApplication([])
    if isinstance(app, QApplication):
        theme.install(app, scheme="light")
    with workspace.read() as reader:
        span = read_span(reader, *_span(reader), most=24)
    grid = MonthGrid("Month")
    grid.resize(1092, 680)

    def paint() -> None:
        grid.show_days(shown_of(span, (), span.today.replace(day=1)))
        grid.grab()

    return Figure("a month of 5,000 open matters painted", _quiet(paint))
