"""Times that the clocks of a place skip in spring or show twice in autumn: how one is read, said in a sentence."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, tzinfo

from app.kernel.days import Look, Order
from app.kernel.language import tr
from app.kernel.moments import is_span, parse_moment
from app.kernel.said import say_day, say_time

_OFFSET = re.compile(r"\d(?:z|[+-]\d{2}:?\d{2})$", re.IGNORECASE)


def doubt_of(
    words: str,
    now: datetime,
    *,
    order: Order = "dmy",
    look: Look = "back",
    default_time: time | None = None,
) -> str:
    """What to say of a moment as typed, read as `parse_moment` reads it: "" where its clock time is there once.

    A time with an offset, a span ("in 2 hours") and "now" leave no doubt.
    """
    text = words.strip()
    if now.tzinfo is None or is_span(text) or ("T" in text.upper() and _OFFSET.search(text)):
        return ""
    wall = parse_moment(text, now.replace(tzinfo=UTC), order=order, look=look, default_time=default_time)
    return "" if wall is None else odd_time(wall.replace(tzinfo=None), now.tzinfo)


def shown_time(day: date, at: time | None, zone: tzinfo) -> time | None:
    """The time that the clocks of a place show where they skip the one given: 02:30 is 03:30; else ``at`` itself."""
    if at is None:
        return None
    wall = datetime.combine(day, at, tzinfo=zone)
    return wall.astimezone(UTC).astimezone(zone).time()


def odd_time(wall: datetime, zone: tzinfo) -> str:
    """The same of a time on the clock of ``zone``, without a zone of its own."""
    first, second = wall.replace(tzinfo=zone), wall.replace(tzinfo=zone, fold=1)
    if first.utcoffset() == second.utcoffset():
        return ""
    day, clock = say_day(wall.date(), date.min), say_time(wall)  # with its year
    meant = first.astimezone(UTC).astimezone(zone)
    if meant.replace(tzinfo=None, fold=0) != wall:
        words = tr("The clocks skip {clock} on {day}; it is read as {meant}.")
        return words.format(clock=clock, day=day, meant=say_time(meant))
    words = tr(
        "The clocks show {clock} twice on {day}; it is read as the first of the two. For the second, give "
        "{later}."
    )
    return words.format(clock=clock, day=day, later=second.isoformat(timespec="minutes"))
