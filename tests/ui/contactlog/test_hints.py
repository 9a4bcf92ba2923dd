"""What the banner points out, and that it never blocks."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest

from app.clients.commands import ClientDetails
from app.clients.queries import ClientSheet
from app.contactlog.words import Channel, Direction
from app.matters.development_queries import DevelopmentRow
from app.matters.words import DevelopmentKind
from ui.contactlog.about import About
from ui.contactlog.hints import hints
from ui.contactlog.values import FormValues, Present, Timed

NOW = datetime(2026, 11, 23, 11, 5, tzinfo=ZoneInfo("America/Los_Angeles"))
PRESENT = Present(NOW, "mdy")
WISHED = ClientDetails(
    salutation="Ms", preferred_channel="Phone", preferred_times="after 15:00", never_channels="E-mail"
)
NORA = ClientSheet(uuid4(), "Nora Whitcombe", WISHED, ())
ABOUT = About(client=NORA)
VALUES = FormValues(
    matter_id=uuid4(), when=Timed("11:00"), summary="Told her of the motion for more time and the new date."
)


def codes(values: FormValues, about: About = ABOUT) -> list[str]:
    return [hint.code for hint in hints(values, about, PRESENT)]


def test_a_call_before_the_wished_hour_asks_for_a_reason() -> None:
    found = hints(VALUES, ABOUT, PRESENT)
    assert [hint.code for hint in found] == ["outside-hours"]
    assert found[0].asks_reason
    assert found[0].holds


def test_with_the_reason_given_nothing_is_held_up() -> None:
    found = hints(replace(VALUES, wish_reason="the hearing"), ABOUT, PRESENT)
    assert not any(hint.holds for hint in found)
    assert "Say why" not in found[0].text


def test_a_wish_that_is_kept_is_no_news() -> None:
    assert codes(replace(VALUES, when=Timed("15:10", NOW.replace(hour=15, minute=10)))) == []


@pytest.mark.parametrize(
    ("channel", "direction", "expected"),
    [
        (Channel.EMAIL, Direction.OUT, ["never-channel"]),
        (Channel.LETTER, Direction.OUT, ["not-preferred"]),
        (Channel.EMAIL, Direction.IN, []),
    ],
)
def test_channels_are_held_against_the_wishes(
    channel: Channel, direction: Direction, expected: list[str]
) -> None:
    assert codes(replace(VALUES, channel=channel, direction=direction, outcome=None)) == expected


def test_confidential_advice_by_phone_asks_who_it_was() -> None:
    advised = replace(VALUES, advice="Agree and ask for a firm date.", direction=Direction.IN)
    assert codes(advised) == ["identity"]
    assert codes(replace(advised, identity_checked=True)) == []
    assert codes(replace(advised, channel=Channel.MEETING)) == []
    assert codes(replace(advised, not_with_client=True)) == []


def test_a_bare_note_is_pointed_out_and_one_with_a_decision_is_not() -> None:
    bare = replace(VALUES, summary="Updated Nora.", direction=Direction.IN)
    assert codes(bare) == ["bare-note"]
    assert codes(replace(bare, decision="Agree.")) == []
    assert codes(replace(bare, channel=Channel.NOTE)) == []


def test_a_late_note_says_how_late() -> None:
    late = replace(VALUES, when=Timed("3 days ago 16:00", NOW - timedelta(days=3)), direction=Direction.IN)
    assert [hint.text for hint in hints(late, ABOUT, PRESENT)] == [
        "Written 3 days after the contact: it will show as late."
    ]
    assert codes(replace(late, entry_id=uuid4())) == [], "an amendment says when it was written by itself"


def test_what_is_urgent_does_not_go_by_a_channel_that_may_wait() -> None:
    letter = replace(VALUES, channel=Channel.LETTER, wish_reason="as agreed")
    plain = About(client=replace(NORA, details=ClientDetails()))
    assert codes(letter, plain) == []
    assert codes(replace(letter, urgent=True), plain) == ["not-for-urgent"]
    offer, matter_id = DevelopmentKind.OFFER, letter.matter_id or uuid4()
    news = DevelopmentRow(
        uuid4(), matter_id, offer, NOW, "An offer", "", "", "", True, True, NOW, uuid4(), 1, None, None, ""
    )
    told = replace(letter, tells=(news.id,))
    assert codes(told, replace(plain, untold=(news,))) == ["not-for-urgent"]
