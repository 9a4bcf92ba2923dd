"""The day of a moment looked up is the day reckoned, wherever clocks are put."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kernel.localdays import LocalDays

ZONES = [
    "America/Los_Angeles",
    "Europe/London",
    "Australia/Lord_Howe",
    "Asia/Kathmandu",
    "Pacific/Apia",  # left out a whole day in 2011
    "America/Sao_Paulo",  # put its clocks at midnight
    "America/Havana",
    "Africa/Cairo",
    "UTC",
]


@given(
    zone=st.sampled_from(ZONES).map(ZoneInfo),
    moments=st.lists(st.datetimes(datetime(2011, 1, 1), datetime(2031, 1, 1)), min_size=1, max_size=9),  # noqa: DTZ001 - hypothesis takes them so
)
def test_as_reckoned(zone: ZoneInfo, moments: list[datetime]) -> None:
    days = LocalDays(zone)
    for one in moments:
        local = one.replace(tzinfo=UTC).astimezone(zone).date()
        assert days.of(one.strftime("%Y-%m-%d %H:%M:%S.%f")) == local.isoformat()


@pytest.mark.parametrize("name", ZONES)
@pytest.mark.parametrize("year", [2011, 2018, 2026])
def test_every_hour_of_a_year(name: str, year: int) -> None:
    zone, days = ZoneInfo(name), LocalDays(ZoneInfo(name))
    begin = int(datetime(year, 1, 1, tzinfo=UTC).timestamp())
    for seconds in range(begin, begin + 366 * 86_400, 3_600 // 2):
        moment = datetime.fromtimestamp(seconds, UTC)
        spelled = moment.strftime("%Y-%m-%d %H:%M:%S.%f")
        assert days.of(spelled) == moment.astimezone(zone).date().isoformat(), spelled
