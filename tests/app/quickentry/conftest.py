"""A small firm as a line of quick entry may mean it, on Monday 23 November 2026, 11:00 in California."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from app.quickentry.parts import Known, KnownClient, KnownMatter, Setting
from app.workdays.calendar import WorkCalendar


def number(n: int) -> UUID:
    """An id."""
    return UUID(int=n)


@pytest.fixture(scope="session")
def setting() -> Setting:
    calendar = WorkCalendar("US", "CA")
    return Setting(
        now=datetime(2026, 11, 23, 11, 0, tzinfo=ZoneInfo("America/Los_Angeles")),
        order="mdy",
        add_working_days=calendar.add_working_days,
        is_working_day=calendar.is_working_day,
        holiday=calendar.holiday,
        colleagues=((number(1), "Maria Ortega"), (number(2), "David Finch"), (number(3), "Ann Harbour")),
        me="Maria Ortega",
    )


@pytest.fixture(scope="session")
def known() -> Known:
    return Known(
        (
            KnownMatter(number(10), "00003", "Whitcombe v. Larkspur Catering", "3:26-cv-00412", number(20),
                        "Nora Whitcombe"),
            KnownMatter(number(11), "00007", "Estate of Prewitt", "", number(21), "Harold Prewitt"),
            KnownMatter(number(12), "00008", "Prewitt lease", "", number(21), "Harold Prewitt"),
            KnownMatter(number(13), "2026-114", "Castellano adoption", "", number(22), "Inés Castellano"),
        ),
        (
            KnownClient(number(20), "Nora Whitcombe", (number(10),)),
            KnownClient(number(21), "Harold Prewitt", (number(11), number(12))),
            KnownClient(number(22), "Inés Castellano", (number(13),)),
            KnownClient(number(23), "Otto Brandt"),
        ),
    )  # fmt: skip
