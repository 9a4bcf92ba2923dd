"""Weeks as countries have them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kernel.weeks import Weeks, month_span, weeks_of


@pytest.mark.parametrize(
    ("country", "first", "numbered"),
    [
        ("US", 6, False),
        ("CA", 6, False),
        ("DE", 0, True),
        ("GB", 0, True),
        ("FR", 0, True),
        ("AU", 0, False),
        ("PT", 6, False),
        ("EG", 5, False),
        ("MV", 4, False),
        ("", 0, True),
        ("ZZ", 0, False),
    ],
)
def test_by_country(country: str, first: int, numbered: bool) -> None:
    assert weeks_of(country) == Weeks(first, numbered)


def test_qt_has_the_same_first_days() -> None:
    """Qt takes them from the same source: a second witness for the table."""
    core = pytest.importorskip("PySide6.QtCore")
    from app.workdays.places import countries

    anything = (
        core.QLocale.Language.AnyLanguage,
        core.QLocale.Script.AnyScript,
        core.QLocale.Country.AnyCountry,
    )
    by_name: dict[str, set[int]] = {}
    for one in core.QLocale.matchingLocales(*anything):
        by_name.setdefault(one.name().split("_")[-1], set()).add(one.firstDayOfWeek().value - 1)
    looked_at = 0
    for code, _ in countries():
        if len(by_name.get(code, set())) == 1:
            looked_at += 1
            assert weeks_of(code).first in by_name[code], code
    assert looked_at > 200


@given(
    st.dates(date(1800, 1, 1), date(2999, 11, 30)), st.sampled_from([Weeks(0), Weeks(4), Weeks(5), Weeks(6)])
)
def test_a_month_lies_in_whole_weeks(day: date, weeks: Weeks) -> None:
    first, last = month_span(day.replace(day=1), weeks)
    assert first.weekday() == weeks.first
    assert ((last - first).days + 1) % 7 == 0
    assert first <= day <= last
    next_month = (day.replace(day=1) + timedelta(days=32)).replace(day=1)
    assert (day.replace(day=1) - first).days < 7
    assert last >= next_month - timedelta(days=1)
    assert (last - (next_month - timedelta(days=1))).days < 7
