"""What holds for terms and endings, whatever is typed: the pure rules."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from app.care.estimate import Estimate
from app.contactlog.words import FollowUpSide
from app.engagement.forms import AgreedDuty, EndingForm, TermsForm
from app.engagement.rules import (
    LONGEST_TEXT,
    MOST_DUTIES,
    Measured,
    differing,
    ending_problems,
    missing_for_agreement,
    owed_on,
    terms_problems,
)
from app.engagement.words import EndingKind
from app.promises.terms import LONGEST, TERMS, OwnTerms
from app.schedule.rhythm import Rhythm
from app.schedule.rules import Interval
from app.schedule.words import IntervalUnit, UpdateFormat
from app.workdays.worktime import Promise, PromiseUnit

promises = st.none() | st.builds(Promise, st.integers(1, LONGEST), st.sampled_from(PromiseUnit))
replies = st.builds(OwnTerms, promises, promises, promises, promises)
rhythms = st.none() | st.builds(
    Rhythm, st.builds(Interval, st.integers(1, 30), st.sampled_from(IntervalUnit))
)
sums = st.decimals(0, 10**6, places=3)
estimates = st.none() | st.builds(
    Estimate, sums, st.none() | sums, st.none() | sums, st.none() | sums, st.sampled_from(["USD", "KWD"])
)
duties = st.builds(AgreedDuty, st.sampled_from(FollowUpSide), st.text(min_size=1, max_size=9))
terms = st.builds(
    TermsForm,
    scope=st.sampled_from(["", "The claim"]),
    estimate=estimates,
    replies=replies,
    rhythm=rhythms,
    format=st.none() | st.sampled_from(UpdateFormat),
    emergency=st.sampled_from(["", "Dana, 555 0100"]),
    duties=st.lists(duties, max_size=3).map(tuple),
)


def counting(form: TermsForm) -> Measured:
    return Measured(form.replies, form.rhythm, form.format, form.estimate, form.emergency)


@given(terms)
def test_what_was_set_by_the_terms_differs_in_nothing(form: TermsForm) -> None:
    assert differing(form, counting(form)) == ()
    if form.estimate is not None:
        other_words = replace(form.estimate, covers="Something else")
        assert differing(replace(form, estimate=other_words), counting(form)) == (), "the sums are measured"


@given(terms, terms)
def test_only_what_the_terms_say_can_differ(agreed: TermsForm, other: TermsForm) -> None:
    counts = counting(other)
    found = differing(agreed, counts)
    said = {name for name in TERMS if getattr(agreed.replies, name) is not None}
    said |= {name for name in ("rhythm", "estimate", "emergency") if getattr(agreed, name)}
    said |= {"format"} if agreed.rhythm is not None and agreed.format is not None else set()
    assert set(found) <= said
    for name in ("rhythm", "emergency", "estimate"):
        assert (name in found) == (name in said and getattr(agreed, name) != getattr(counts, name))
    assert found == differing(replace(agreed, scope="Else", duties=()), counts), "nothing else is measured"


@given(estimates.filter(bool), st.sampled_from(["amount", "low", "tax", "disbursements", "currency"]))
def test_every_part_of_an_estimate_is_compared(one: Estimate, part: str) -> None:
    other = "JPY" if part == "currency" else (getattr(one, part) or Decimal(0)) + Decimal("0.001")
    form = TermsForm(estimate=one)
    assert differing(form, counting(replace(form, estimate=replace(one, **{part: other})))) == ("estimate",)
    assert differing(form, counting(replace(form, estimate=None))) == ("estimate",)


@given(terms)
def test_a_draft_may_leave_things_open_and_an_agreement_may_not(form: TermsForm) -> None:
    assert terms_problems(form) == []
    missing = {one.field for one in missing_for_agreement(form)}
    assert missing == {
        name for name, there in (("scope", form.scope), ("every", form.rhythm is not None)) if not there
    }


@given(st.sampled_from([one.name for one in fields(TermsForm) if one.type == "str"]), st.integers(-2, 2))
def test_a_text_is_as_long_as_it_may_be_and_no_longer(name: str, more: int) -> None:
    found = terms_problems(TermsForm(**{name: "x" * (LONGEST_TEXT + more)}))  # type: ignore[arg-type] # a text's name
    assert [one.field for one in found] == ([name] if more > 0 else [])


@given(st.integers(0, MOST_DUTIES + 3), st.sampled_from(TERMS), st.integers(-5, LONGEST + 5))
def test_numbers_have_bounds(count: int, name: str, hours: int) -> None:
    said = OwnTerms(**{name: Promise(hours, PromiseUnit.CLOCK_HOURS)})
    form = TermsForm(replies=said, duties=(AgreedDuty(FollowUpSide.FIRM, "x"),) * count)
    wrong = {name} if not 1 <= hours <= LONGEST else set()
    wrong |= {"duties"} if count > MOST_DUTIES else set()
    assert {one.field for one in terms_problems(form)} == wrong


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.integers(1, 366))
def test_terms_are_owed_so_many_days_after_the_opening(opened: date, days: int) -> None:
    assert owed_on(opened, days) - opened == timedelta(days=days)


days = st.dates(date(2026, 1, 1), date(2026, 12, 31))


@given(st.sampled_from(EndingKind), days, st.none() | days, days, st.booleans(), st.booleans())
def test_an_ending_says_what_its_kind_asks_and_lies_between(
    kind: EndingKind, on: date, opened: date | None, today: date, outcome: bool, reason: bool
) -> None:
    form = EndingForm(kind, on, outcome="Settled" if outcome else "", reason="Conflict" if reason else "")
    codes = {one.code for one in ending_problems(form, opened, today)}
    closes = kind is EndingKind.CLOSED
    assert codes == {
        code
        for code, wrong in (
            ("no-outcome", closes and not outcome),
            ("no-reason", not closes and not reason),
            ("ends-in-future", on > today),
            ("closed-before-opened", opened is not None and on < opened),
        )
        if wrong
    }
