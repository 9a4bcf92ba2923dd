"""What may be put off, until when, and how long that holds: pure.

To put a thing off changes nothing about when it is due; it only leaves the list of who owes it until then, and stands
at its foot with the reason, where who supervises sees it too.

- What is grave is put off within the working day alone, and is back an hour before it ends and an hour before it is
  late, so that it can still be done: what is urgent, an acknowledgement or an answer that is late, a deadline or
  limitation date that has passed.
- Anything else is put off for at most `LONGEST` days; a key date is back on its day, and is not put off on that.
- What has become grave since it was put off is back at once, and so is an update when another is due than the one that
  was put off.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from app.kernel.errors import Refused
from app.kernel.language import tr
from app.kernel.said import say_long, say_time
from app.owed.items import OwedItem, OwedKind, OwedState
from app.owed.snooze.put_off import PutOff
from app.workdays.worktime import WorkTime

LONGEST = 14
"""Days that anything may be put off."""
LAST_HOUR = timedelta(hours=1)
"""How long before the end of the working day what is grave is back."""

_CLOCKS = frozenset({OwedKind.ACKNOWLEDGEMENT, OwedKind.ANSWER, OwedKind.KEY_DATE})


def is_grave(item: OwedItem) -> bool:
    """Whether the thing cannot wait for another day: urgent, or a clock or a key date that is late."""
    return item.urgent or (item.state is OwedState.OVERDUE and item.kind in _CLOCKS)


def holds(item: OwedItem, put_off: PutOff, now: datetime) -> bool:
    """Whether a thing that was put off still is at ``now``, in the firm's zone."""
    today = now.date()
    back = now >= put_off.until_at if put_off.until_at is not None else today >= put_off.until_on
    if back or (put_off.until_at is None and is_grave(item)):
        return False
    if item.kind is OwedKind.UPDATE:
        return item.due == put_off.for_due
    due = item.due.astimezone(now.tzinfo).date() if isinstance(item.due, datetime) else item.due
    return not (item.kind is OwedKind.KEY_DATE and due == today)


def later_today(item: OwedItem, now: datetime, where: WorkTime) -> datetime | None:
    """When a thing that is put off within the day is back, in UTC: an hour before the working day ends, and before it
    is late. None where that is not ahead, and for a key date on its day."""
    today = now.astimezone(where.zone).date()
    if item.kind is OwedKind.KEY_DATE and _day_of(item, where) == today:
        return None
    end = _closing(today, where)
    if end is not None and isinstance(item.due, datetime) and item.due > now:
        end = min(end, item.due.astimezone(UTC))
    return end - LAST_HOUR if end is not None and end - LAST_HOUR > now else None


def until_when(
    item: OwedItem, until: date | None, now: datetime, where: WorkTime
) -> tuple[date, datetime | None]:
    """The day, and within today the moment of it (UTC), until which a thing may be put off.

    ``until`` None, or today: until later today. Raises `Refused` ("day-ends", "past", "not-that-long"), field "until".
    """
    today = now.astimezone(where.zone).date()
    if until is None or until == today:
        back = later_today(item, now, where)
        if back is None:
            raise Refused(
                "day-ends", tr("There is not time enough left today: it stays on the list."), field="until"
            )
        return today, back
    if until < today:
        raise Refused("past", tr("Please choose a day to come, until when it is put off."), field="until")
    if is_grave(item):
        raise Refused("not-that-long", _grave_words(item, now, where), field="until")
    latest = latest_day(item, now, where)
    if until > latest:
        longest = tr("This can be put off until {long} at most.").format(long=say_long(latest, today))
        message = longest if latest > today else tr("This is today: it stays on the list.")
        raise Refused("not-that-long", message, field="until")
    return until, None


def _closing(day: date, where: WorkTime) -> datetime | None:
    """When the firm closes on a day, in UTC; None where it does not work."""
    hours = where.hours_on(day)
    if not hours:
        return None
    closes = hours[-1][1]
    last = day + timedelta(days=1) if closes == time() else day
    return datetime.combine(last, closes, tzinfo=where.zone).astimezone(UTC)


def latest_day(item: OwedItem, now: datetime, where: WorkTime) -> date:
    """The last day until which a thing may be put off; today for what is grave."""
    today = now.astimezone(where.zone).date()
    if is_grave(item):
        return today
    latest = today + timedelta(days=LONGEST)
    day = _day_of(item, where) if item.kind is OwedKind.KEY_DATE else None
    return latest if day is None else max(min(latest, day), today)


def _grave_words(item: OwedItem, now: datetime, where: WorkTime) -> str:
    back = later_today(item, now, where)
    if back is None and item.urgent:
        return tr("What is urgent cannot be put off until another day.")
    if back is None:
        return tr("What is late already cannot be put off until another day.")
    words = (
        tr("What is urgent can be put off within today alone: it is back at {time}.")
        if item.urgent
        else tr("What is late already can be put off within today alone: it is back at {time}.")
    )
    return words.format(time=say_time(back.astimezone(where.zone)))


def _day_of(item: OwedItem, where: WorkTime) -> date | None:
    due = item.due
    return due.astimezone(where.zone).date() if isinstance(due, datetime) else due
