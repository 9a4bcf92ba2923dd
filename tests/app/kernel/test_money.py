"""Amounts of money with their currency: exact, read as people write them, said so that currencies are told apart."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kernel.errors import Refused
from app.kernel.money import (
    currency_of,
    fit_amount,
    fit_currency,
    from_mills,
    in_mills,
    places,
    read_amount,
    say_money,
    to_the_cent,
    written,
)


@pytest.mark.parametrize(
    ("country", "currency"), [("US", "USD"), ("GB", "GBP"), ("DE", "EUR"), ("CH", "CHF"), ("XX", "USD")]
)
def test_a_place_has_its_currency(country: str, currency: str) -> None:
    assert currency_of(country) == currency


@pytest.mark.parametrize(
    ("amount", "currency", "home", "said"),
    [
        ("11000", "USD", "USD", "$11,000"),
        ("11000.5", "USD", "", "$11,000.50"),
        ("900", "CAD", "USD", "CA$900"),
        ("900", "USD", "CAD", "US$900"),
        ("900", "CAD", "CAD", "$900"),
        ("900", "GBP", "USD", "£900"),
        ("90.5", "CHF", "CHF", "CHF 90.50"),
        ("1.25", "KWD", "KWD", "KWD 1.250"),
        ("1250", "JPY", "", "¥1,250"),
    ],
)
def test_how_it_is_said(amount: str, currency: str, home: str, said: str) -> None:
    assert say_money(Decimal(amount), currency, home) == said


@pytest.mark.parametrize(
    ("amount", "currency"),
    [
        ("0.001", "USD"),
        ("0.5", "JPY"),
        ("0.0005", "KWD"),
        ("-1", "USD"),
        ("1e12", "USD"),
        ("NaN", "USD"),
        ("Infinity", "USD"),
    ],
)
def test_what_is_no_amount_is_refused_and_never_rounded(amount: str, currency: str) -> None:
    with pytest.raises(Refused) as refusal:
        fit_amount(Decimal(amount), currency, "low")
    assert (refusal.value.code, refusal.value.field) == ("bad-amount", "low")


@pytest.mark.parametrize("words", ["", "US", "DOLLAR", "U$D", "1 2", "€", "\0SD"])
def test_a_currency_has_three_letters(words: str) -> None:
    with pytest.raises(Refused):
        fit_currency(words)
    assert fit_currency(" usd ") == "USD"


@given(st.integers(0, 10**14 - 1))
def test_cents_there_and_back(cents: int) -> None:
    amount = from_mills(cents * 10)
    assert in_mills(amount) == cents * 10
    assert fit_amount(amount, "USD") == amount
    assert read_amount(f"{amount:,.2f}") == amount


@given(st.integers(0, 10**15 - 1), st.sampled_from(["JPY", "USD", "KWD", "JOD"]))
def test_every_amount_of_a_currency_is_written_and_read_exactly(number: int, currency: str) -> None:
    amount = fit_amount(Decimal(number).scaleb(-places(currency)) % 10**12, currency)
    assert from_mills(in_mills(amount)) == amount
    for grouped in (False, True):
        assert read_amount(written(amount, currency, grouped=grouped), currency) == amount
    assert read_amount(say_money(amount, currency), currency) == amount


@pytest.mark.parametrize(
    ("words", "currency", "amount"),
    [
        ("1.250", "KWD", "1.250"),
        ("1,250", "KWD", "1250"),
        ("1,250.500", "KWD", "1250.500"),
        ("1.250,500", "JOD", "1250.500"),
        ("1.250.500", "JOD", "1250500"),
        ("1.250", "USD", "1250"),
        ("1,250", "JPY", "1250"),
        ("0.5", "KWD", "0.5"),
    ],
)
def test_three_places_are_read_where_the_currency_has_them(words: str, currency: str, amount: str) -> None:
    assert read_amount(words, currency) == Decimal(amount)


@given(st.decimals(0, 10**6, places=4))
def test_half_a_cent_goes_up(amount: Decimal) -> None:
    rounded = to_the_cent(amount, "USD")
    assert Decimal("-0.005") < amount - rounded < Decimal("0.005") or amount - rounded == Decimal("-0.005")


@given(st.text(max_size=30))
def test_any_text_is_read_or_is_none(words: str) -> None:
    found = read_amount(words)
    assert found is None or found >= 0
