"""What a contact is held against: consents, the firm's rules, whom not to tell."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.channels.rules import USUAL, ChannelRule
from app.channels.words import RULED, Channel
from app.clients.around import PersonAround
from app.clients.commands import ClientDetails, Point
from app.clients.queries import ClientSheet, PersonRow, PointRow
from app.clients.rules import Agreed, consent_state
from app.clients.words import Authority, ConsentState, Hears, PointKind
from app.contactlog.holding import AGAINST, Contact, Held, held_against, held_of
from app.contactlog.wishes import wishes_of
from app.contactlog.words import Direction

AT = datetime(2026, 11, 23, 11, 0, tzinfo=ZoneInfo("America/Los_Angeles"))
EMAIL = Contact(Channel.EMAIL, Direction.OUT, AT)
NED = PersonAround("Ned Whitcombe", "her brother", hears=Hears.NOTHING)


def person(details: PersonAround) -> PersonRow:
    return PersonRow(uuid4(), uuid4(), details)


def codes(contact: Contact, held: Held) -> list[str]:
    return [problem.code for problem in held_against(contact, held)]


@pytest.mark.parametrize(
    ("contact", "expected"),
    [
        (EMAIL, []),
        (replace(EMAIL, advice=True), ["insecure-without-consent"]),
        (replace(EMAIL, confidential=True), ["insecure-without-consent"]),
        (replace(EMAIL, advice=True, direction=Direction.IN), []),
        (replace(EMAIL, advice=True, with_client=False), []),
        (replace(EMAIL, urgent=True), ["not-for-urgent"]),
        (replace(EMAIL, channel=Channel.LETTER, advice=True, confidential=True), []),
        (replace(EMAIL, channel=Channel.TEXT, advice=True), ["insecure-without-consent", "not-for-advice"]),
        (replace(EMAIL, channel=Channel.NOTE, direction=Direction.INTERNAL, advice=True), []),
    ],
)
def test_the_firms_rules(contact: Contact, expected: list[str]) -> None:
    assert codes(contact, Held()) == expected
    assert set(expected) <= AGAINST


def test_a_consent_makes_the_channel_fit_but_not_for_what_the_firm_forbids() -> None:
    agreed = Held(consented=frozenset({Channel.EMAIL, Channel.TEXT}))
    assert codes(replace(EMAIL, advice=True, confidential=True), agreed) == []
    text = replace(EMAIL, channel=Channel.TEXT, confidential=True)
    assert codes(text, agreed) == ["not-for-confidential"]
    own = {**USUAL, Channel.TEXT: ChannelRule(Channel.TEXT)}
    assert codes(text, replace(agreed, rules=own)) == []


@pytest.mark.parametrize(
    ("contact", "told"),
    [
        (Contact(Channel.MEETING, Direction.IN, AT, names=("Nora Whitcombe", "Ned Whitcombe")), True),
        (Contact(Channel.PHONE, Direction.OUT, AT, names=("ned",)), True),
        (Contact(Channel.PHONE, Direction.OUT, AT, reached_at="(510) 555-0161"), True),
        (Contact(Channel.PHONE, Direction.OUT, AT, names=("Whitcombe",)), False),
        (Contact(Channel.PHONE, Direction.OUT, AT, names=("Nora Whitcombe", "")), False),
        (Contact(Channel.EMAIL, Direction.IN, AT, names=("Ned Whitcombe",)), False),
        (Contact(Channel.NOTE, Direction.INTERNAL, AT, names=("Ned Whitcombe",)), False),
    ],
)
def test_who_must_not_be_told_was_there(contact: Contact, told: bool) -> None:
    ned = replace(NED, points=(Point(PointKind.PHONE, "+1 510 555 0161"),))
    held = Held("Nora Whitcombe", kept_from=(person(ned),))
    assert codes(contact, held) == (["must-not-be-told"] if told else [])


def test_what_somebody_must_not_be_told_is_only_mentioned() -> None:
    ake = person(PersonAround("Åke", hears=Hears.NOT_THIS, not_told="the will"))
    (problem,) = held_against(replace(EMAIL, names=("Ake",)), Held("Karin", kept_from=(ake,)))
    assert (problem.code, problem.message) == ("not-to-be-told-this", "Åke must not be told: the will.")
    assert problem.code not in AGAINST


def test_a_changed_number_is_pointed_out_for_what_is_confidential() -> None:
    new = PointRow(uuid4(), PointKind.PHONE, "510 555 0199", "", None, was_verified=True)
    sheet = ClientSheet(uuid4(), "Nora", ClientDetails(), (new,))
    held = held_of(sheet, USUAL, AT.date())
    call = Contact(Channel.PHONE, Direction.OUT, AT, advice=True, reached_at="510-555-0199")
    assert codes(call, held) == ["point-changed"]
    assert codes(replace(call, advice=False), held) == []
    assert codes(replace(call, reached_at="510 555 0100"), held) == []


DAYS = st.dates(date(2026, 1, 1), date(2026, 1, 9))


@given(
    st.lists(st.builds(Agreed, st.just(Channel.EMAIL), st.booleans(), DAYS, st.none() | DAYS), max_size=5),
    DAYS,
)
def test_the_newest_word_counts(consents: list[Agreed], day: date) -> None:
    known = [one for one in consents if one.on <= day]
    if not known:
        assert consent_state(consents, day) is ConsentState.NOT_ASKED
        return
    newest = [one for one in known if one.on == max(other.on for other in known)][-1]
    withdrawn = newest.withdrawn_on is not None and newest.withdrawn_on <= day
    assert (consent_state(consents, day) is ConsentState.AGREED) == (newest.given and not withdrawn)


WORDS = st.text(max_size=30) | st.sampled_from(["\x00", "\u202eabc", "🙂" * 50, " ", "a" * 5000])


@given(
    st.sampled_from(list(Channel)),
    st.sampled_from(list(Direction)),
    st.tuples(*[st.booleans()] * 4),
    st.lists(WORDS, max_size=3),
    WORDS,
    WORDS,
)
def test_nothing_typed_raises(
    channel: Channel,
    direction: Direction,
    marks: tuple[bool, bool, bool, bool],
    names: list[str],
    reached: str,
    name: str,
) -> None:
    with_client, confidential, advice, urgent = marks
    contact = Contact(
        channel,
        direction,
        AT,
        with_client=with_client,
        confidential=confidential,
        advice=advice,
        urgent=urgent,
        names=tuple(names),
        reached_at=reached,
    )
    kept = PersonAround(
        name, "", Authority.NONE, "", Hears.NOTHING, points=(Point(PointKind.PHONE, reached),)
    )
    for problem in held_against(contact, Held("Nora", kept_from=(person(kept),))):
        assert problem.code in AGAINST | {"not-preferred", "point-changed", "not-to-be-told-this"}


def test_every_channel_that_leaves_the_firm_has_a_rule() -> None:
    assert set(USUAL) == set(RULED) == set(Channel) - {Channel.NOTE}


@pytest.mark.parametrize(
    ("label", "reached_at", "expected"),
    [
        ("", "nora@example.com", []),
        ("private", "nora@example.com", []),
        ("office", "Nora@example.com", ["never-channel"]),
        ("private", "nora@employer.example", ["never-channel"]),
        ("private", "", []),
        ("work", "", ["never-channel"]),
    ],
)
def test_never_by_work_email_says_nothing_of_the_private_address(
    label: str, reached_at: str, expected: list[str]
) -> None:
    point = PointRow(uuid4(), PointKind.EMAIL, "nora@example.com", label, None)
    held = Held(wishes=wishes_of("", "", "Work e-mail"), points=(point,))
    assert codes(replace(EMAIL, reached_at=reached_at), held) == expected
