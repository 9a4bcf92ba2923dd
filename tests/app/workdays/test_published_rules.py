"""Examples that others published with their rules, so that a lawyer can check them; each with its source."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from app.kernel.days import add_months
from app.workdays.calendar import WorkCalendar
from app.workdays.worktime import PromiseUnit, WorkTime, advance

FEDERAL = WorkCalendar("US")
ENGLAND, SCOTLAND = WorkCalendar("GB", "ENG"), WorkCalendar("GB", "SCT")
BAVARIA, LOWER_SAXONY = WorkCalendar("DE", "BY"), WorkCalendar("DE", "NI")


class TestFederalRulesOfCivilProcedure:
    """Fed. R. Civ. P. 6(a), and the Committee Notes on the amendment of 2009."""

    def test_a_period_that_ends_on_a_weekend_runs_to_the_next_day_that_is_worked(self) -> None:
        # Notes to 6(a)(5): thirty days end on Saturday 1 September 2007; Monday 3 September is Labor Day.
        thirtieth = date(2007, 8, 2) + timedelta(days=30)
        assert thirtieth == date(2007, 9, 1)
        assert FEDERAL.on_or_after(thirtieth) == date(2007, 9, 4)

    def test_a_period_counted_back_runs_back(self) -> None:
        # Notes to 6(a)(5): twenty-one days before an event fall on Saturday 1 September 2007.
        back = date(2007, 9, 22) - timedelta(days=21)
        assert back == date(2007, 9, 1)
        assert FEDERAL.on_or_before(back) == date(2007, 8, 31)

    def test_hours_run_through_a_change_of_the_clocks(self) -> None:
        # Notes to 6(a)(2): 72 hours from 10:23 on Friday 2 November 2007 end at 9:23 on Monday 5 November.
        zone = ZoneInfo("America/New_York")
        begun = datetime(2007, 11, 2, 10, 23, tzinfo=zone)
        where = WorkTime(FEDERAL, zone)
        ends = advance(begun, timedelta(hours=72), PromiseUnit.CLOCK_HOURS, where)
        assert ends.astimezone(zone) == datetime(2007, 11, 5, 9, 23, tzinfo=zone)

    @pytest.mark.parametrize(
        "day", [date(2026, 1, 19), date(2026, 2, 16), date(2026, 10, 12), date(2026, 11, 11)]
    )
    def test_legal_holidays_are_those_of_the_rule(self, day: date) -> None:
        # 6(a)(6)(A): King's and Washington's birthdays, Columbus Day, Veterans Day, among others.
        assert not FEDERAL.is_working_day(day)


class TestCivilProcedureRules:
    """England and Wales, CPR 2.8: periods of days are clear days."""

    def test_three_clear_days_before_a_friday(self) -> None:
        # 2.8(3)(i): heard on Friday 20 October, served on Monday 16 October at the latest (as in 2023).
        assert ENGLAND.add_working_days(date(2023, 10, 20), -(3 + 1)) == date(2023, 10, 16)

    def test_five_days_or_less_leave_out_weekends(self) -> None:
        # 2.8(4): heard on Monday 20 October, served on Tuesday 14 October at the latest (as in 2025).
        assert ENGLAND.add_working_days(date(2025, 10, 20), -(3 + 1)) == date(2025, 10, 14)

    def test_longer_periods_count_every_day(self) -> None:
        # 2.8(3)(ii): notice on 1 October, at least 28 days: 30 October; (iii) within 14 days of 2 October: the 16th.
        assert date(2025, 10, 1) + timedelta(days=28 + 1) == date(2025, 10, 30)
        assert ENGLAND.on_or_after(date(2025, 10, 2) + timedelta(days=14)) == date(2025, 10, 16)

    def test_what_ends_when_the_office_is_closed_is_in_time_on_the_next_day(self) -> None:
        # 2.8(5): Good Friday and Easter Monday 2026 are bank holidays.
        assert ENGLAND.on_or_after(date(2026, 4, 3)) == date(2026, 4, 7)


class TestBuergerlichesGesetzbuch:
    """Germany, §§ 187-193 BGB."""

    def test_the_day_of_the_event_does_not_count(self) -> None:
        # §§ 187 (1), 188 (2): a fortnight from a Monday ends with the Monday a fortnight later.
        assert BAVARIA.on_or_after(date(2026, 4, 20) + timedelta(weeks=2)) == date(2026, 5, 4)

    def test_a_month_without_that_day_ends_with_its_last(self) -> None:
        # §§ 188 (3), 193: a month from 31 January 2026 ends on 28 February, a Saturday; so on Monday.
        ends = add_months(date(2026, 1, 31), 1)
        assert ends == date(2026, 2, 28)
        assert BAVARIA.on_or_after(ends) == date(2026, 3, 2)

    def test_a_holiday_moves_the_end(self) -> None:
        # § 193: 1 May 2026 is a Friday.
        assert BAVARIA.on_or_after(date(2026, 5, 1)) == date(2026, 5, 4)

    def test_only_a_holiday_of_the_place_moves_the_end(self) -> None:
        # § 193 "at the place": Reformation Day, Friday 31 October 2025, is one in Lower Saxony, not in Bavaria.
        friday = date(2025, 10, 31)
        assert (LOWER_SAXONY.on_or_after(friday), BAVARIA.on_or_after(friday)) == (date(2025, 11, 3), friday)


@pytest.mark.parametrize(
    ("calendar", "days"),
    [
        # www.gov.uk/bank-holidays: substitute days, England and Wales
        (ENGLAND, ["2021-12-27", "2021-12-28", "2022-01-03", "2022-12-26", "2022-12-27", "2023-01-02"]),
        (ENGLAND, ["2020-05-08", "2022-06-02", "2022-06-03", "2022-09-19", "2023-05-08"]),  # proclaimed
        # the same, Scotland: the second of January, the first Monday of August, St Andrew's Day (30 Nov 2024: Saturday)
        (SCOTLAND, ["2022-01-03", "2022-01-04", "2026-08-03", "2024-12-02"]),
        # 5 U.S.C. 6103(b): a Saturday's holiday is on the Friday before; E.O. 11582: a Sunday's on the Monday after
        (FEDERAL, ["2026-07-03", "2027-06-18", "2027-12-24", "2027-12-31", "2022-12-26", "2028-11-10"]),
    ],
)
def test_holidays_at_weekends_are_observed_on_other_days(calendar: WorkCalendar, days: list[str]) -> None:
    worked = [day for day in days if calendar.is_working_day(date.fromisoformat(day))]
    assert worked == []


@pytest.mark.parametrize(
    ("calendar", "day"),
    [(ENGLAND, "2020-05-04"), (ENGLAND, "2022-05-30"), (ENGLAND, "2026-08-03"), (SCOTLAND, "2026-08-31")],
)
def test_what_was_moved_or_is_elsewhere_is_worked(calendar: WorkCalendar, day: str) -> None:
    # www.gov.uk/bank-holidays: the early May one of 2020 and the spring one of 2022 were moved; August is not the same
    assert calendar.is_working_day(date.fromisoformat(day))


def test_a_day_has_twenty_three_or_twenty_five_hours() -> None:
    # Directive 2000/84/EC: clocks change on the last Sundays of March and October, at 01:00 UTC
    zone = ZoneInfo("Europe/Berlin")
    every = WorkTime(WorkCalendar(weekdays=frozenset(range(7))), zone)
    for day, hours in ((datetime(2026, 3, 29, tzinfo=zone), 23), (datetime(2026, 10, 25, tzinfo=zone), 25)):
        ends = advance(day, timedelta(hours=hours), PromiseUnit.WORKING_DAY_HOURS, every)
        midnight = datetime(day.year, day.month, day.day + 1, tzinfo=zone)
        assert ends == midnight.astimezone(UTC)
