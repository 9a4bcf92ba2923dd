"""What the calendar page reads."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from app.kernel.days import FIRST_YEAR, LAST_YEAR
from app.kernel.weeks import Weeks, month_span
from app.matters.queries import list_matters, practice_areas
from app.owed.calendar.day_items import Among, DayItem
from app.owed.calendar.days import late_items
from app.owed.calendar.span import Span, firm_weeks, read_span
from app.workspace import Workspace
from ui.calendar.shown import Look
from ui.kit.typeahead import Suggestion
from ui.schedule.desk import Desk, load_desk

AGENDA_DAYS = 28
A_DAY_OF_MONTH = 24
"""So many things of a day are read for a month: more have no room on any screen."""
MATTERS_AT_MOST = 9
EARLIEST, LATEST = date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 1)
"""Nobody leafs further: dates beyond are not understood elsewhere either."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """``day``: the one that the page is about, the first of the month for a month; ``late``: all that is late,
    whenever it was due, for week and agenda (a month shows it on its day); ``now`` is in the firm's zone."""

    look: Look
    day: date
    span: Span
    desk: Desk
    areas: tuple[str, ...]
    late: tuple[DayItem, ...]
    now: datetime


def load(
    workspace: Workspace,
    look: Look,
    day: date | None,
    among: Among,
    hidden: frozenset[str] = frozenset(),
) -> Loaded:
    """A month, week or agenda around a ``day``, today where none is said, without the ``hidden`` kinds."""
    with workspace.read() as reader:
        asked = min(max(day or reader.today, EARLIEST), LATEST)
        first, last = bounds(look, asked, firm_weeks(reader))
        most = A_DAY_OF_MONTH if look is Look.MONTH else None
        span = read_span(reader, first, last, among, hidden=hidden, most=most)
        begins = asked.replace(day=1) if look is Look.MONTH else first
        late = () if look is Look.MONTH else late_items(reader, among)
        now = reader.local(reader.now)
        return Loaded(look, begins, span, load_desk(reader), practice_areas(reader), late, now)


def load_day(workspace: Workspace, day: date, among: Among, hidden: frozenset[str]) -> Span:
    """All of one day."""
    with workspace.read() as reader:
        return read_span(reader, day, day, among, hidden=hidden)


def bounds(look: Look, day: date, weeks: Weeks) -> tuple[date, date]:
    """The first and the last day that are shown."""
    if look is Look.MONTH:
        return month_span(day.replace(day=1), weeks)
    first = weeks.start(day) if look is Look.WEEK else day
    return first, first + timedelta(days=6 if look is Look.WEEK else AGENDA_DAYS - 1)


def turned(look: Look, day: date, by: int) -> date:
    """A page further or back: a month, a week, four weeks."""
    if look is not Look.MONTH:
        return min(
            max(day + timedelta(days=by * (7 if look is Look.WEEK else AGENDA_DAYS)), EARLIEST), LATEST
        )
    months = day.year * 12 + day.month - 1 + by
    return min(max(date(months // 12, months % 12 + 1, 1), EARLIEST), LATEST)


def find_matters(workspace: Workspace, words: str) -> list[Suggestion]:
    """Matters for the filter, by words of number, title or client."""
    with workspace.read() as reader:
        rows = list_matters(reader, query=words, limit=MATTERS_AT_MOST)
        return [Suggestion(row.id, row.title, f"{row.number} · {row.client}", "folder") for row in rows]
