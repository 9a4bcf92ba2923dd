"""Hours that can be read in two ways are not guessed."""

from __future__ import annotations

from datetime import time

import pytest

from app.hours.typed import read_hours, read_time
from app.kernel.errors import Refused
from tests.support import Cli


@pytest.mark.parametrize("words", ["17-9", "9-9", "13:30-5:30", "9-9:00", "14-2"])
def test_an_end_not_after_its_start_is_refused(words: str) -> None:
    with pytest.raises(Refused) as refused:
        read_hours(words)
    assert refused.value.code == "hours-turned"


@pytest.mark.parametrize(
    ("words", "opens", "closes"),
    [
        ("9-5", 9, 17),
        ("12-5", 12, 17),
        ("1pm-5", 13, 17),
        ("9-24", 9, 0),
        ("22-0", 22, 0),
        ("9am-9pm", 9, 21),
    ],
)
def test_what_is_plain_is_taken(words: str, opens: int, closes: int) -> None:
    assert read_hours(words) == ((time(opens), time(closes)),)


def test_a_firm_that_closes_at_one_closes_after_noon() -> None:
    assert (read_time("1"), read_time("9"), read_time("01:00"), read_time("12")) == (
        time(13),
        time(9),
        time(1),
        time(12),
    )


def test_a_weekday_alone_does_not_close_it(cli: Cli) -> None:
    ran = cli("hours", "set", "Mon")
    assert (ran.status, ran.json["error"]["code"]) == (1, "no-hours")
    assert cli("hours", "set", "Mon closed").status == 0


@pytest.mark.parametrize(
    "words",
    [
        ("Mon-Thu 9-5; Fri 9-1", "Sat, Sun closed"),
        ("Mon-Thu 9-5, Fri 9-1; Sat-Sun closed",),
        ("Mon, Tue, Wed and Thu: 9-17; Fri. 9 to 1 pm; Sat & Sun - ",),
        ("monday to thursday 9:00–17:00\nFri 9-13\nSat closed Sun closed",),
    ],
)
def test_a_week_is_said_in_one_go_or_in_parts(cli: Cli, words: tuple[str, ...]) -> None:
    ran = cli("hours", "set", *words)
    assert ran.status == 0, ran.err
    hours = [[f"{one['from']}-{one['to']}" for one in day["hours"]] for day in ran.json["weekdays"]]
    assert hours == [["09:00-17:00"]] * 4 + [["09:00-13:00"], [], []]
    assert "Mon–Thu 9:00 AM–5:00 PM; Fri 9:00 AM–1:00 PM" in cli("hours", "set", *words, as_json=False).out


@pytest.mark.parametrize(
    ("words", "code", "named"),
    [
        ("Mon-Thu 9-5; Fri nine", "hours-not-understood", "“Fri nine”"),
        ("Mon-Thu 9-5; Fri", "no-hours", "“Fri”"),
        ("Mon-Thu 9-5; Fri 17-9", "hours-turned", "“Fri 17-9”"),
        ("Mon-Thu 9-5; Caturday 9-1", "hours-not-understood", "“Mon-Thu 9-5; Caturday 9-1”"),
        ("open 9-5", "no-weekday", "“open 9-5”"),
    ],
)
def test_the_part_that_is_not_understood_is_named(cli: Cli, words: str, code: str, named: str) -> None:
    error = cli("hours", "set", words).json["error"]
    assert (error["code"], error["field"]) == (code, "week")
    assert named in error["message"]
    assert "leave the field" not in error["message"]
