from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from ui.contactlog.followwords import read_follow_up, settled
from ui.contactlog.values import Present

NOW = datetime(2026, 11, 23, 15, 5, tzinfo=ZoneInfo("America/Los_Angeles"))
PRESENT = Present(NOW, "mdy")
TUESDAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    "words",
    [
        "David: send stipulation — tomorrow",
        "David: send stipulation - tomorrow",
        "David: send stipulation – Tue",
        "David: send stipulation @ tomorrow",
        "David: send stipulation, tomorrow",
        "David: send stipulation by tomorrow",
        "David:  send  stipulation — by Tue 24 Nov",
        "David : send stipulation — 11/24",
    ],
)
def test_who_what_and_day_are_found_however_they_are_joined(words: str) -> None:
    read = read_follow_up(words, PRESENT)
    assert (read.who, read.text, read.day) == ("David", "send stipulation", TUESDAY)


def test_a_hyphen_in_a_word_is_no_mark() -> None:
    read = read_follow_up("Nora: two-year-old pay slips — tomorrow", PRESENT)
    assert (read.text, read.day) == ("two-year-old pay slips", TUESDAY)


def test_only_the_last_part_is_the_day() -> None:
    read = read_follow_up("send the letter of tomorrow, ask again — in 2 days", PRESENT)
    assert (read.who, read.text, read.day) == (
        "",
        "send the letter of tomorrow, ask again",
        date(2026, 11, 25),
    )


def test_without_a_day_none_is_made_up() -> None:
    assert read_follow_up("David: send it soon", PRESENT).day is None


def test_a_web_address_names_nobody() -> None:
    assert read_follow_up("https://example.org read it — tomorrow", PRESENT).who == ""


def test_settled_words_mean_the_same_day_whenever_they_are_read() -> None:
    words = "David: send it — tomorrow"
    later = Present(NOW + timedelta(days=3), "mdy")
    again = settled(words, TUESDAY, later)
    assert again != words
    assert read_follow_up(again, later).day == TUESDAY
    assert settled(words, TUESDAY, PRESENT) == words
