"""Hours as people type them."""

from __future__ import annotations

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.hours.typed import read_hours, read_time, read_weekdays, say_clock, say_hours, say_week
from app.kernel.errors import Refused
from app.workdays.worktime import joined_hours

NINE, NOON = time(9), time(12)


@pytest.mark.parametrize(
    ("words", "hours"),
    [
        ("9-12:30, 13:30-17:30", ((time(9), time(12, 30)), (time(13, 30), time(17, 30)))),
        ("9-12:30, 1:30-5:30", ((time(9), time(12, 30)), (time(13, 30), time(17, 30)))),
        ("9–5", ((time(9), time(17)),)),
        ("9 to 5", ((time(9), time(17)),)),
        ("9am-5pm", ((time(9), time(17)),)),
        ("8.30 - noon and 2 - 6", ((time(8, 30), NOON), (time(14), time(18)))),
        ("9-12", ((NINE, NOON),)),
        ("0-24", ((time(), time()),)),
        ("22:00-24:00", ((time(22), time()),)),
        ("13-midnight", ((time(13), time()),)),
        ("9-12, 12-17", ((NINE, time(17)),)),
        ("", ()),
        ("closed", ()),
        ("  -  ", ()),
    ],
)
def test_what_is_typed_is_understood(words: str, hours: tuple[tuple[time, time], ...]) -> None:
    assert read_hours(words) == hours


@pytest.mark.parametrize(
    "words", ["9", "9-", "nine-five", "9-12-17", "25-26", "22-6", "9-9:00am", "17:00-9am", "9-12,"]
)
def test_what_makes_no_hours_is_refused_in_a_sentence(words: str) -> None:
    with pytest.raises(Refused) as refused:
        read_hours(words, "hours-3")
    assert refused.value.field == "hours-3"
    assert refused.value.message.endswith(".")


minutes = st.lists(st.integers(0, 24 * 60), min_size=2, max_size=8, unique=True).map(sorted)


@given(minutes)
def test_hours_that_are_said_are_read_again(marks: list[int]) -> None:
    pairs = zip(marks[::2], marks[1::2], strict=False)
    hours = joined_hours((time(*divmod(a, 60)), time(*divmod(b % (24 * 60), 60))) for a, b in pairs if a < b)
    assert read_hours(say_hours(hours)) == hours


@given(st.text(max_size=200) | st.text("0123456789:-–,.apm toand\x00\u202e🕘", max_size=40))
def test_whatever_is_typed_is_hours_or_a_sentence(words: str) -> None:
    for read in (read_hours, read_time, read_weekdays):
        said = "Understood."
        try:
            read(words)
        except Refused as refused:
            said = refused.message
        assert said.endswith(".")


def test_a_megabyte_is_refused_quickly() -> None:
    with pytest.raises(Refused):
        read_hours("9-12," * 200_000)


def test_times_and_weekdays() -> None:
    assert read_time("12") == NOON
    assert read_time("until noon") == NOON
    assert read_time("4pm") == time(16)
    assert read_weekdays("Mon-Fri") == (0, 1, 2, 3, 4)
    assert read_weekdays("sat, sun") == (5, 6)
    assert read_weekdays("Fri-Mon") == (0, 4, 5, 6)
    assert (say_clock(time(9)), say_clock(time(), end=True)) == ("9:00", "24:00")


def test_a_week_in_one_line() -> None:
    assert say_week(None) == ""
    week = {n: ((NINE, time(17)),) for n in range(4)} | {4: ((NINE, NOON),)}
    assert say_week(week) == "Mon–Thu 9:00–17:00; Fri 9:00–12:00; Sat–Sun closed"
