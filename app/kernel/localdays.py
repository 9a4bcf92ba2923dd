"""The days of thousands of moments in a zone, as the database spells both: looked up, not reckoned one by one."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

_DAY, _LAST = timedelta(days=1), timedelta(days=1) - timedelta(microseconds=1)


class LocalDays:
    """The days that clocks in a zone show. Moments are texts of UTC, "2026-11-23 07:59:59.000000", days "2026-11-22".

    Of each day of UTC it is known once where the zone's midnight lies in it, and the days before and after that.
    """

    def __init__(self, zone: ZoneInfo) -> None:
        self._zone = zone
        self._known: dict[str, tuple[str, str, str] | None] = {}

    def of(self, moment: str) -> str:
        """The day of a moment."""
        day = moment[:10]
        try:
            known = self._known[day]
        except KeyError:
            known = self._known[day] = self._look(datetime.fromisoformat(day).replace(tzinfo=UTC))
        if known is None:
            return self._day(datetime.fromisoformat(moment).replace(tzinfo=UTC)).isoformat()
        midnight, before, after = known
        return before if moment < midnight else after

    def _look(self, begin: datetime) -> tuple[str, str, str] | None:
        """None where there is no one midnight: on either side of which the clocks of a zone went back over it."""
        first, last = self._day(begin), self._day(begin + _LAST)
        if first == last:
            return "", first.isoformat(), first.isoformat()
        midnight = datetime.combine(last, time(), tzinfo=self._zone).astimezone(UTC)
        hours = (begin + timedelta(hours=number) for number in range(25))
        plain = all(
            self._day(one) == (first if one < midnight else last) for one in hours if one < begin + _DAY
        )
        if not plain or last - first != _DAY or self._day(midnight - timedelta(microseconds=1)) != first:
            return None
        return midnight.strftime("%Y-%m-%d %H:%M:%S.%f"), first.isoformat(), last.isoformat()

    def _day(self, moment: datetime) -> date:
        return moment.astimezone(self._zone).date()


@lru_cache(maxsize=8)
def local_days(zone: ZoneInfo) -> LocalDays:
    """Those of a zone, with what is known of it already."""
    return LocalDays(zone)
