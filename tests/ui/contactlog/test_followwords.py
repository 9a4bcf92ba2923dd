from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from app.kernel.language import speaking
from app.languages.offered import catalogue_of
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


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("en-US", "David: send stipulation — Tue, Nov 24"),
        ("en-US", "David: send stipulation by Tue, Nov 24"),
        ("de", "David: send stipulation — bis Di., 24.11.2026"),
        ("de", "David: send stipulation bis morgen"),
        ("es", "David: send stipulation para el martes"),
        ("es", "David: send stipulation – en 1 día"),
    ],
)
def test_the_day_is_said_as_the_language_says_it(code: str, words: str) -> None:
    with speaking(catalogue_of(code)):
        read = read_follow_up(words, PRESENT)
    assert (read.who, read.text, read.day) == ("David", "send stipulation", TUESDAY)


@pytest.mark.parametrize("code", ["en-US", "en-GB", "de", "es"])
def test_settled_words_are_read_in_every_language(code: str) -> None:
    later = Present(NOW + timedelta(days=3), "mdy")
    with speaking(catalogue_of(code)):
        read = read_follow_up(settled("David: send it — tomorrow", TUESDAY, later), later)
    assert (read.text, read.day) == ("send it", TUESDAY)


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
