"""When two names may mean the same person."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from app.clients.likeness import (
    Likeness,
    distance,
    likeness,
    name_words,
    near,
    pieces,
    same_phone,
    squeezed,
)

LETTERS = st.text("abcdehimnorstwuzäöüß", min_size=5, max_size=14)
WORDS = st.lists(LETTERS, min_size=1, max_size=4)


@pytest.mark.parametrize(
    ("one", "other", "how"),
    [
        ("Nora Whitcombe", "nora  WHITCOMBE", Likeness.SAME),
        ("Nora Whitcombe", "Whitcombe, Nora", Likeness.ORDER),
        ("Müller GmbH", "Mueller", Likeness.SAME),
        ("Jürgen Groß", "Juergen Gross", Likeness.SAME),
        ("Łukasz Nowak", "Lukasz Nowak", Likeness.SAME),
        ("Larkspur Catering, Inc.", "Larkspur Catering L.L.C.", Likeness.SAME),
        ("The Larkspur Company", "Larkspur", Likeness.SAME),
        ("Pat O'Brien", "Pat OBrien", Likeness.SAME),
        ("J. Smith", "John Smith", Likeness.INITIALS),
        ("John Q. Smith", "John Smith", Likeness.INITIALS),
        ("Anna Maria López", "Anna Lopez", Likeness.INITIALS),
        ("Nora Whitcomb", "Nora Whitcombe", Likeness.NEAR),
        ("Marta Kowalski", "Marta Kowalska", Likeness.NEAR),
        ("Nora Whitocmbe", "Nora Whitcombe", Likeness.NEAR),
        ("Larkspur", "Larkspur Catering", Likeness.PART),
        ("Jon Smith", "John Smith", None),
        ("Ann Smith", "Amy Smith", None),
        ("J. S.", "John Smith", None),
        ("Smith", "Jones", None),
        ("Pier 4, Inc.", "Pier 5, Inc.", None),
        ("", "John Smith", None),
        ("Inc.", "LLC", None),
    ],
)
def test_names(one: str, other: str, how: Likeness | None) -> None:
    assert likeness(one, other) == likeness(other, one) == how


@given(WORDS)
def test_order_and_case_make_no_other_name(words: list[str]) -> None:
    turned = sorted(words, reverse=True)
    assert sorted(name_words(" ".join(words))) == sorted(name_words(", ".join(turned).upper()))
    assert likeness(" ".join(words), " ".join(turned)) in {Likeness.SAME, Likeness.ORDER}


@given(st.text(max_size=60), st.text(max_size=60))
def test_whatever_is_typed_the_order_of_the_two_is_the_same(one: str, other: str) -> None:
    assert likeness(one, other) == likeness(other, one)


@given(st.text())
def test_a_name_is_like_itself(name: str) -> None:
    assert likeness(name, name) in ({Likeness.SAME} if name_words(name) else {None})


@given(LETTERS, st.data())
def test_one_slip_in_a_long_word_is_near(word: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(word) - 2))
    letter = data.draw(st.sampled_from("abcxyz"))
    how = data.draw(st.sampled_from(["change", "add", "turn"]))
    if how == "change":
        other = word[:place] + letter + word[place + 1 :]
    elif how == "add":
        other = word[:place] + letter + word[place:]
    else:
        other = word[:place] + word[place + 1] + word[place] + word[place + 2 :]
    assume(word != other)
    assert near(word, other)
    assert near(other, word)


@st.composite
def slipped(draw: st.DrawFn) -> tuple[str, str]:
    """A word of few letters, and what up to two slips made of it."""
    word = draw(st.text("abc", min_size=5, max_size=12))
    other = word
    for _ in range(draw(st.integers(1, 2))):
        place, letter = draw(st.integers(0, len(other) - 2)), draw(st.sampled_from("abc"))
        other = draw(
            st.sampled_from(
                [
                    other[:place] + letter + other[place + 1 :],
                    other[:place] + letter + other[place:],
                    other[:place] + other[place + 1 :],
                    other[:place] + other[place + 1] + other[place] + other[place + 2 :],
                ]
            )
        )
    return word, other


@settings(max_examples=1000)
@given(slipped())
def test_what_is_near_shares_a_piece(words: tuple[str, str]) -> None:
    a, b = words
    if near(a, b):
        assert any(piece in b for piece in pieces(a))
        assert any(piece in a for piece in pieces(b))


@given(st.text("ab", max_size=6), st.text("ab", max_size=6), st.text("ab", max_size=6))
def test_the_distance_is_one(a: str, b: str, c: str) -> None:
    assert distance(a, b, 9) == distance(b, a, 9)
    assert (distance(a, b, 9) == 0) == (a == b)
    assert distance(a, c, 12) <= distance(a, b, 12) + distance(b, c, 12)


@given(st.text())
def test_squeezing_twice_is_squeezing_once_or_shorter(text: str) -> None:
    assert len(squeezed(squeezed(text))) <= len(squeezed(text))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("+1 510 555 0144", "(510) 555-0144", True),
        ("+49 151 2345678", "0151 2345678", True),
        ("0049 151 2345678", "+49 151 2345678", True),
        ("+1 510 555 0144", "+1 510 555 0145", False),
        ("555 0144", "510 555 0144", False),
        ("555 0144", "555-0144", True),
        ("", "", False),
        ("00", "000", False),
        ("12345 510 555 0144", "510 555 0144", False),
    ],
)
def test_phones(one: str, other: str, same: bool) -> None:
    assert same_phone(one, other) is same
    assert same_phone(other, one) is same
