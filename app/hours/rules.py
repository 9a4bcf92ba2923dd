"""What opening hours, own days and absences have to be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, time
from uuid import UUID

from app.kernel.days import FIRST_YEAR, LAST_YEAR
from app.kernel.errors import Problem, Refused
from app.kernel.language import tr
from app.workdays.own_days import DayKind, Span
from app.workdays.worktime import joined_hours

LONGEST_TEXT = 200
"""Letters of a name or a note."""
LONGEST = 366
"""Days in a row."""


def check_week(hours: Mapping[int, Sequence[Span]]) -> dict[int, tuple[Span, ...]]:
    """Hours by weekday made fit to be kept: ascending, apart, to the minute. Raises Refused without any."""
    week = {
        weekday: spans
        for weekday in range(7)
        if (spans := joined_hours((_minute(a), _minute(b)) for a, b in hours.get(weekday, ())))
    }
    if not week:
        raise Refused(
            "never-open",
            tr("The firm must be open at some time of the week: nothing would ever be due otherwise."),
            field="hours",
        )
    return week


def check_day(
    kind: DayKind, first: date, last: date, opens: time | None, closes: time | None, name: str
) -> list[Problem]:
    """What is wrong with one of the firm's own days."""
    problems = _check_span(first, last)
    if kind is DayKind.HALF and (closes is None or closes == time() or opens is not None):
        problems.append(
            Problem("closes", "no-end", tr("Please say when the firm closes on that day, such as 12:00."))
        )
    elif kind is DayKind.CLOSED and (opens is not None or closes is not None):
        problems.append(Problem("closes", "closed-hours", tr("On a closed day there are no hours.")))
    elif kind is DayKind.OPENED and (opens is None) != (closes is None):
        problems.append(
            Problem("closes", "half-hours", tr("Please say from when to when the firm is open that day."))
        )
    elif opens is not None and closes is not None and closes != time() and closes <= opens:
        problems.append(Problem("closes", "hours-turned", tr("The hours end before they begin.")))
    return problems + _check_text("name", name)


def check_absence(
    first: date, last: date, colleague_id: UUID, stand_in_id: UUID | None, note: str
) -> list[Problem]:
    """What is wrong with an absence."""
    problems = _check_span(first, last)
    if stand_in_id == colleague_id:
        message = tr("Nobody stands in for themselves. Please choose somebody else, or nobody.")
        problems.append(Problem("stand_in_id", "own-stand-in", message))
    return problems + _check_text("note", note)


def _check_span(first: date, last: date) -> list[Problem]:
    if not FIRST_YEAR <= first.year <= LAST_YEAR or not FIRST_YEAR <= last.year <= LAST_YEAR:
        return [
            Problem(
                "first",
                "far-day",
                tr("Please give days between {first_year} and {last_year}.").format(
                    first_year=FIRST_YEAR, last_year=LAST_YEAR
                ),
            )
        ]
    if last < first:
        return [
            Problem("last", "days-turned", tr("The last day is before the first. Please turn them round."))
        ]
    if (last - first).days >= LONGEST:
        return [Problem("last", "too-long", tr("More than a year in a row. Please give a shorter time."))]
    return []


def _check_text(field: str, text: str) -> list[Problem]:
    if len(text) <= LONGEST_TEXT:
        return []
    return [
        Problem(
            field, "too-long", tr("At most {longest_text} letters, please.").format(longest_text=LONGEST_TEXT)
        )
    ]


def _minute(at: time) -> time:
    return at.replace(second=0, microsecond=0, tzinfo=None)
