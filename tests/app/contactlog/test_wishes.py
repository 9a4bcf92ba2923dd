from __future__ import annotations

from datetime import time

import pytest

from app.contactlog.rules import Wishes
from app.contactlog.wishes import channels_in, hours_in, kinds_in, wishes_of
from app.contactlog.words import Channel


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("", ()),
        ("Phone", (Channel.PHONE,)),
        ("Work e-mail", (Channel.EMAIL,)),
        ("email, SMS", (Channel.EMAIL, Channel.TEXT)),
        ("her brother's house", ()),
        ("posthumous", ()),
    ],
)
def test_channels_are_found_as_whole_words(words: str, expected: tuple[Channel, ...]) -> None:
    assert channels_in(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("", (None, None)),
        ("after 15:00", (time(15), None)),
        ("weekdays, not before 9", (time(9), None)),
        ("until noon", (None, time(12))),
        ("after 3 pm, before 5 pm", (time(15), time(17))),
        ("9:30-12", (time(9, 30), time(12))),
        ("between 2 pm and 5 pm", (time(14), time(17))),
        ("any time", (None, None)),
        ("after 99", (None, None)),
    ],
)
def test_hours_are_read_from_words(words: str, expected: tuple[time | None, time | None]) -> None:
    assert hours_in(words) == expected


def test_two_preferred_channels_are_no_single_wish() -> None:
    assert wishes_of("phone or e-mail", "", "text") == Wishes(never_channels=frozenset({Channel.TEXT}))


@pytest.mark.parametrize(
    ("never", "whole", "of_a_kind"),
    [
        ("Work e-mail", set(), {(Channel.EMAIL, "office")}),
        ("work e-mail, phone", {Channel.PHONE}, {(Channel.EMAIL, "work")}),
        ("Home phone or SMS", {Channel.TEXT}, {(Channel.PHONE, "privat")}),
        ("correo del trabajo", set(), {(Channel.EMAIL, "Büro")}),
        ("Meeting at the office", {Channel.MEETING}, set()),
        ("Meeting at the office, phone", {Channel.MEETING, Channel.PHONE}, set()),
        ("home or mobile phone", set(), {(Channel.PHONE, "home"), (Channel.PHONE, "mobile")}),
        ("home/work phone", set(), {(Channel.PHONE, "home"), (Channel.PHONE, "work")}),
        ("phone at work or at home", set(), {(Channel.PHONE, "home"), (Channel.PHONE, "work")}),
        ("home phone, work", set(), {(Channel.PHONE, "home"), (Channel.PHONE, "work")}),
        ("privat oder Handy", set(), {(Channel.PHONE, "home"), (Channel.PHONE, "mobile")}),
        (
            "home phone, and work, work e-mail",
            set(),
            {(Channel.PHONE, "home"), (Channel.PHONE, "work"), (Channel.EMAIL, "work")},
        ),
        ("landline", set(), {(Channel.PHONE, "landline")}),
        ("E-mail", {Channel.EMAIL}, set()),
    ],
)
def test_a_kind_of_number_or_address_is_not_the_whole_channel(
    never: str, whole: set[Channel], of_a_kind: set[tuple[Channel, str]]
) -> None:
    wishes = wishes_of("", "", never)
    assert wishes.never_channels == whole
    assert wishes.never_kinds == {(channel, kind) for channel, label in of_a_kind for kind in kinds_in(label)}
    assert not wishes.never_loose


@pytest.mark.parametrize("never", ["home", "at home, or in person", "Her house; video"])
def test_a_kind_that_no_channel_is_near_is_kept_apart(never: str) -> None:
    wishes = wishes_of("", "", never)
    assert (wishes.never_kinds, wishes.never_loose) == (frozenset(), frozenset(kinds_in("home")))
