"""What an acknowledgement may say: by when the answer will come, in the hours in which somebody is there (E2)."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from app.workdays.worktime import PromiseUnit, WorkTime, advance

_A_DAY = timedelta(hours=8)
"""Of opening hours: what is suggested where the answer is late already."""


def suggested(due: datetime, now: datetime, where: WorkTime) -> datetime:
    """The last moment by ``due`` at which the firm is open and that is still to come, local to the firm.

    Where the answer is due before anybody is there again, ``due`` itself; where it is late, eight opening hours on.
    All moments aware.
    """
    if due <= now:
        return advance(now, _A_DAY, PromiseUnit.OPENING_HOURS, where).astimezone(where.zone)
    local, today = due.astimezone(where.zone), now.astimezone(where.zone).date()
    day = local.date()
    while day >= today:
        for opens, closes in reversed(where.hours_on(day)):
            begin = datetime.combine(day, opens, tzinfo=where.zone)
            until = day + timedelta(days=1) if closes == time() else day
            end = datetime.combine(until, closes, tzinfo=where.zone)
            if begin < due and min(end, due) > now:
                return min(end, due).astimezone(where.zone)
        day -= timedelta(days=1)
    return local
