"""Working days of real places."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kernel.errors import Refused
from app.kernel.language import speaking
from app.languages.offered import catalogue_of
from app.workdays.calendar import WorkCalendar
from app.workdays.places import countries, subdivisions

CALIFORNIA = WorkCalendar("US", "CA")
days = st.dates(date(2000, 1, 1), date(2060, 12, 31))
closings = st.frozensets(st.dates(date(2026, 1, 1), date(2026, 12, 31)), max_size=20)


def test_thanksgiving_is_a_holiday_and_the_firm_may_open_or_close() -> None:
    thanksgiving, monday = date(2026, 11, 26), date(2026, 11, 23)
    assert CALIFORNIA.holiday(thanksgiving) == "Thanksgiving Day"
    assert not CALIFORNIA.is_working_day(thanksgiving)
    assert CALIFORNIA.next_holiday(monday) == (thanksgiving, "Thanksgiving Day")
    opened = WorkCalendar("US", "CA", opened=frozenset({thanksgiving}))
    assert opened.is_working_day(thanksgiving)
    assert opened.holiday(thanksgiving) is None
    closed = WorkCalendar("US", "CA", closed=frozenset({monday, thanksgiving}), opened=frozenset({monday}))
    assert closed.holiday(monday) == "closed"
    assert closed.next_holiday(monday) == (monday, "closed")
    assert not closed.is_working_day(monday)


@pytest.mark.parametrize(
    ("country", "subdivision", "day", "name"),
    [
        ("GB", "ENG", date(2026, 12, 28), "Boxing Day (observed)"),
        ("GB", "SCT", date(2026, 11, 30), "Saint Andrew's Day"),
        ("DE", "BY", date(2026, 1, 6), "Epiphany"),
        ("US", None, date(2026, 7, 3), "Independence Day (observed)"),
    ],
)
def test_places_have_their_holidays_in_english(
    country: str, subdivision: str | None, day: date, name: str
) -> None:
    calendar = WorkCalendar(country, subdivision)
    assert calendar.holiday(day) == name
    assert not calendar.is_working_day(day)


def test_a_holiday_observed_in_the_year_before_is_known() -> None:
    assert not WorkCalendar("US").is_working_day(date(2027, 12, 31))  # 1 January 2028 is a Saturday


def test_its_days_are_called_in_the_language_of_who_asks() -> None:
    """One value of a calendar serves window and paper, which may speak two languages."""
    christmas, closed = date(2026, 12, 25), date(2026, 11, 24)
    calendar = WorkCalendar("DE", "BY", closed=frozenset({closed}))

    def said() -> list[str | None]:
        note, coming = calendar.note(christmas), calendar.next_holiday(date(2026, 12, 24))
        assert note is not None
        assert coming is not None
        return [calendar.holiday(christmas), note.name, coming[1], calendar.holiday(closed)]

    assert said() == ["Christmas Day"] * 3 + ["closed"]
    with speaking(catalogue_of("de")):
        assert said() == ["Erster Weihnachtstag"] * 3 + ["geschlossen"]
    assert said() == ["Christmas Day"] * 3 + ["closed"]


def test_the_language_of_the_machine_does_not_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "th:de")
    assert WorkCalendar("DE", "NW").holiday(date(2031, 11, 1)) == "All Saints' Day"
    assert WorkCalendar("US", "OR").holiday(date(2031, 12, 25)) == "Christmas Day"


@given(st.integers(1990, 2090))
def test_each_day_of_a_year_is_weekend_holiday_or_worked(year: int) -> None:
    calendar, plain = WorkCalendar("GB", "ENG"), WorkCalendar()
    day = date(year, 1, 1)
    while day.year == year:
        assert plain.is_working_day(day) == (day.weekday() < 5)
        off = day.weekday() >= 5 or calendar.holiday(day) is not None
        assert calendar.is_working_day(day) is not off
        day += timedelta(days=1)


def test_a_neighbours_holiday_is_not_ours() -> None:
    assert WorkCalendar("GB", "ENG").is_working_day(date(2026, 11, 30))


def test_weekends_are_the_countrys() -> None:
    friday, sunday = date(2026, 11, 20), date(2026, 11, 22)
    israel = WorkCalendar("IL")
    assert not israel.is_working_day(friday)
    assert israel.is_working_day(sunday)
    moved = date(2025, 9, 28)  # a Sunday worked in China for a long holiday
    assert WorkCalendar("CN").is_working_day(moved)


def test_a_firm_without_a_country_has_weekends_alone() -> None:
    assert WorkCalendar().is_working_day(date(2026, 12, 25))
    assert not WorkCalendar().is_working_day(date(2026, 12, 26))
    assert WorkCalendar().next_holiday(date(2026, 1, 1)) is None


def test_an_unknown_place_is_refused_in_words() -> None:
    with pytest.raises(Refused, match="XX") as country:
        WorkCalendar("XX").is_working_day(date(2026, 1, 1))
    assert country.value.field == "country"
    with pytest.raises(Refused, match="US-ZZ") as state:
        WorkCalendar("US", "ZZ").holiday(date(2026, 1, 1))
    assert state.value.field == "subdivision"


def test_a_calendar_closed_for_ever_is_refused_and_does_not_hang() -> None:
    start = date(2026, 1, 1)
    closed = frozenset(start + timedelta(days=n) for n in range(4000))
    with pytest.raises(Refused, match="no working day"):
        WorkCalendar(closed=closed).on_or_after(start)


def test_the_settings_offer_places_by_name() -> None:
    assert ("US", "United States") in countries()
    assert ("GB", "United Kingdom") in countries()
    assert ("CA", "California") in subdivisions("US")
    assert ("ENG", "England") in subdivisions("GB")
    assert subdivisions("") == ()
    names = [name for _, name in countries()]
    assert names == sorted(names)


def test_every_place_offered_has_a_calendar() -> None:
    for code, _ in countries():
        WorkCalendar(code).is_working_day(date(2026, 5, 1))
    for code, _ in subdivisions("US"):
        assert not WorkCalendar("US", code).is_working_day(date(2026, 12, 25))


def test_the_library_is_not_imported_before_it_is_needed() -> None:
    probe = "import sys, app.workdays.worktime; sys.exit('holidays' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", probe], check=False).returncode == 0


@given(days, closings)
def test_before_and_after_are_the_nearest_working_days(day: date, closed: frozenset[date]) -> None:
    calendar = WorkCalendar("GB", "ENG", closed)
    before, after = calendar.on_or_before(day), calendar.on_or_after(day)
    assert before <= day <= after
    assert calendar.is_working_day(before)
    assert calendar.is_working_day(after)
    between = ((before + timedelta(days=n)) for n in range(1, (after - before).days))
    assert not any(calendar.is_working_day(there) for there in between)


@given(days, st.integers(1, 300), closings)
def test_adding_working_days_is_undone_by_counting_them(
    day: date, count: int, closed: frozenset[date]
) -> None:
    calendar = WorkCalendar("US", "NY", closed)
    later, earlier = calendar.add_working_days(day, count), calendar.add_working_days(day, -count)
    assert calendar.is_working_day(later)
    assert calendar.is_working_day(earlier)
    assert calendar.working_days_between(day, later) == count
    assert calendar.working_days_between(later, day) == -count
    assert calendar.working_days_between(earlier - timedelta(days=1), day - timedelta(days=1)) == count
    assert calendar.add_working_days(day, 0) == day
