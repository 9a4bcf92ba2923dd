"""Which backups are kept: the newest of each of the last days, weeks and months that have one (PRACTICE J4).

Pure: values in, values out. Time is counted by the backups that there are, not by the clock, so that a clock put
years ahead for a day, or a summer in which nobody came, takes no more away than any other day does.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

MOST_DAYS, MOST_WEEKS, MOST_MONTHS, MOST_UPDATE_DAYS = 366, 520, 600, 3660
"""More than that is a mistake in typing."""


@dataclass(frozen=True, slots=True)
class KeepingRule:
    """How many days, weeks and months keep their newest backup; ``update_days``: how long one stays that was made
    before a new version changed the tables."""

    daily: int = 7
    weekly: int = 4
    monthly: int = 12
    update_days: int = 30


@dataclass(frozen=True, slots=True)
class Made:
    """A backup by its name, when it was made (aware), and whether a new version made it before changing tables."""

    name: str
    made_at: datetime
    before_update: bool = False


def going(made: Collection[Made], rule: KeepingRule, now: datetime, zone: ZoneInfo) -> tuple[Made, ...]:
    """Those that the rule no longer keeps, oldest first; days, weeks and months are the firm's (``zone``).

    The newest never goes, nor the last that was made before an update, nor one of a time that is not yet: the clock
    was wrong then, or is wrong now. Weeks begin on Monday. The days that one from before an update stays are counted
    back from the last day but one that has a backup.
    """
    past = sorted((one for one in made if one.made_at <= now), key=_age, reverse=True)
    kept = {one for one in made if one.made_at > now} | set(past[:1])
    for count, period in ((rule.daily, _day), (rule.weekly, _week), (rule.monthly, _month)):
        kept |= set(_newest_of_each(past, count, lambda one, of=period: of(one.made_at.astimezone(zone))))  # type: ignore[misc] # bound now
    updates = [one for one in past if one.before_update]
    early = _last_but_one_day(past, zone, now) - timedelta(days=rule.update_days)
    kept |= {one for one in updates if one.made_at >= early} | set(updates[:1])
    return tuple(one for one in reversed(past) if one not in kept)


def _last_but_one_day(past: Collection[Made], zone: ZoneInfo, now: datetime) -> datetime:
    days = _newest_of_each(past, 2, lambda one: _day(one.made_at.astimezone(zone)))
    return min((one.made_at for one in days), default=now)


def _newest_of_each(
    past: Iterable[Made], count: int, period: Callable[[Made], tuple[int, ...]]
) -> Iterable[Made]:
    found: dict[tuple[int, ...], Made] = {}
    for one in past:
        if len(found) == count and period(one) not in found:
            break
        found.setdefault(period(one), one)
    return found.values() if count else ()


def _age(one: Made) -> tuple[datetime, str]:
    return one.made_at, one.name


def _day(local: datetime) -> tuple[int, ...]:
    return local.year, local.month, local.day


def _week(local: datetime) -> tuple[int, ...]:
    return tuple(local.isocalendar()[:2])


def _month(local: datetime) -> tuple[int, ...]:
    return local.year, local.month
