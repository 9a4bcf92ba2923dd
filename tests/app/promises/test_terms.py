"""Which terms count: of firm, client or matter, and which of those that were written."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kernel.clock import FixedClock
from app.kernel.errors import Refused
from app.promises.commands import NewTerms, set_terms
from app.promises.queries import TermsBook, terms_book
from app.promises.terms import (
    DEFAULT_STEPS,
    DEFAULT_TERMS,
    TERMS,
    EscalationStep,
    OwnTerms,
    TermsVersion,
    carried,
    in_force,
    spell,
    spell_steps,
    unspell,
    unspell_steps,
)
from app.promises.words import read_promise, say_promise
from app.workdays.worktime import Promise, PromiseUnit
from app.workspace import Workspace
from tests.support import MONDAY

START = datetime(2026, 1, 1, tzinfo=UTC)
CLIENT, MATTER = UUID(int=1), UUID(int=2)
promises = st.builds(Promise, st.integers(0, 9000), st.sampled_from(list(PromiseUnit)))
own = st.builds(OwnTerms, *[st.none() | promises] * 4)
moments = st.integers(0, 100).map(lambda days: START + timedelta(days=days))
versions = st.lists(st.tuples(moments, own), max_size=6).map(
    lambda found: [
        TermsVersion(holds_from, START + timedelta(days=200 + n), said)
        for n, (holds_from, said) in enumerate(found)
    ]
)


@given(versions, moments)
def test_what_was_written_last_of_what_holds_by_then_counts(found: list[TermsVersion], at: datetime) -> None:
    counts = None
    for one in found:  # as a reader of the book would: each later line takes the place of the one before
        if one.holds_from <= at:
            counts = one
    assert in_force(found, at) is counts


@given(versions, versions, versions, moments)
def test_the_most_specific_one_that_says_anything_counts_for_each_field(
    firm: list[TermsVersion], client: list[TermsVersion], matter: list[TermsVersion], at: datetime
) -> None:
    book = TermsBook(at, {(None, None): firm, (CLIENT, None): client, (None, MATTER): matter})
    counts = book.of(CLIENT, MATTER, at)
    for name in TERMS:
        said = [in_force(one, at) for one in (matter, client, firm)]
        values = [getattr(one.own, name) for one in said if one and getattr(one.own, name)]
        assert getattr(counts, name) == (values[0] if values else getattr(DEFAULT_TERMS, name))
        who = book.said_by(name, CLIENT, MATTER)
        assert (who == "default") == (not values)
    assert book.of(None, None, at) == TermsBook(at, {(None, None): firm}).of(CLIENT, MATTER, at)


@given(promises)
def test_a_promise_is_spelled_so_that_it_comes_back(promise: Promise) -> None:
    assert unspell(spell(promise)) == promise
    assert read_promise(spell(promise), "answer") == promise
    assert str(promise.number) in say_promise(promise) or promise.number % 24 == 0


@given(st.lists(promises, min_size=3, max_size=3))
def test_steps_are_spelled_so_that_they_come_back(after: list[Promise]) -> None:
    steps = tuple(EscalationStep(one.to, late) for one, late in zip(DEFAULT_STEPS, after, strict=True))
    assert unspell_steps(spell_steps(steps)) == steps
    assert unspell_steps("") is None


@given(st.text())
def test_whatever_is_typed_is_a_promise_or_refused(words: str) -> None:
    with suppress(Refused):
        assert read_promise(words, "answer").number >= 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("2 working days", "2 working days"),
        ("2 business days", "2 working days"),
        ("6 hours of business days", "6 hours of working days"),
        ("24 working_day_hours", "1 working day"),
        ("36 Working_Day_Hours", "36 hours of working days"),
        ("4h", "4 hours"),
        ("1 clock_hours", "1 hour"),
        ("6 opening hours", "6 opening hours"),
    ],
)
def test_as_people_say_it(words: str, said: str) -> None:
    assert say_promise(read_promise(words, "answer")) == said


def test_what_is_agreed_for_later_still_comes_when_something_else_is_set_now(
    workspace: Workspace, clock: FixedClock
) -> None:
    def hours(number: int) -> Promise:
        return Promise(number, PromiseUnit.CLOCK_HOURS)

    later, last = MONDAY + timedelta(days=40), MONDAY + timedelta(days=50)
    with workspace.write() as tx:
        set_terms(tx, NewTerms(OwnTerms(answer=hours(5)), holds_from=later))
        set_terms(tx, NewTerms(OwnTerms(answer=hours(5), urgent_answer=hours(1)), holds_from=last))
    clock.advance(timedelta(days=1))
    with workspace.write() as tx:
        set_terms(tx, NewTerms(OwnTerms(acknowledge=hours(2), answer=hours(9))))
    clock.set(last + timedelta(days=1))
    with workspace.read() as reader:
        book = terms_book(reader)
        said = [book.own((None, None), at) for at in (MONDAY, later - timedelta(days=1), later, last)]
    assert said == [
        OwnTerms(),
        OwnTerms(acknowledge=hours(2), answer=hours(9)),
        OwnTerms(acknowledge=hours(2), answer=hours(5)),
        OwnTerms(acknowledge=hours(2), answer=hours(5), urgent_answer=hours(1)),
    ]
    with workspace.read(None, MONDAY) as reader:
        assert terms_book(reader).own((None, None), last).acknowledge is None, "as it was known then"


@given(versions, moments, own, st.integers(0, 100))
def test_carrying_changes_nothing_before_and_keeps_each_day(
    found: list[TermsVersion], holds_from: datetime, said: OwnTerms, days: int
) -> None:
    now = START + timedelta(days=days)
    new = TermsVersion(holds_from, START + timedelta(days=300), said)
    after = [*found, new, *carried(found, new, now)]
    for day in (START + timedelta(days=n) for n in range(101)):
        if day < holds_from:
            assert in_force(after, day) == in_force(found, day)
        elif day <= now:
            assert in_force(after, day) == new
        else:
            was, counts = in_force(found, day), in_force(after, day)
            begun = was is not None and was.holds_from > max(holds_from, now)
            assert counts is not None
            assert counts.holds_from == (was.holds_from if was and begun else holds_from)
    same = TermsVersion(holds_from, new.set_at, (in_force(found, holds_from) or new).own)
    if in_force(found, holds_from) is not None and holds_from >= now:
        for day in (holds_from + timedelta(days=n) for n in range(101)):
            with_same = in_force([*found, same, *carried(found, same, now)], day)
            was = in_force(found, day)
            assert with_same is not None
            assert was is not None
            assert with_same.own == was.own, "what says nothing new changes nothing"
