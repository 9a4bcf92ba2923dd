"""Words of lawyers are found where they stand, once, and not where the text explains them."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.plain.jargon import FILE, jargon_in
from app.plain.looking import look_over

LIST: dict[str, str] = tomllib.loads(FILE.read_text("utf-8"))["words"]


def words(text: str) -> list[str]:
    return [one.word for one in jargon_in(text)]


def test_the_longest_that_fits() -> None:
    found = jargon_in("They filed a Motion to\nDismiss; a subpoena duces tecum came.")
    assert [(one.word, one.say) for one in found] == [
        ("Motion to\nDismiss", "request to throw the case out"),
        ("subpoena duces tecum", "court order to bring documents"),
    ]


def test_each_once_and_whole_words_alone() -> None:
    assert words("A lien, the lien; an alien, non-lien.") == ["lien"]


@pytest.mark.parametrize(
    "text",
    [
        "Your deposition (you are asked questions under oath) is on 3 May. After the deposition you may go.",
        "The lien, that is a claim on the house, ends.",
        "An injunction, which is a court order, was made.",
    ],
)
def test_what_is_explained_is_left_out(text: str) -> None:
    assert words(text) == []


@pytest.mark.parametrize("word", LIST)
def test_the_list_says_something_simpler(word: str) -> None:
    assert word == word.casefold() == word.strip()
    assert LIST[word]
    assert words(LIST[word]) == [], "what is said instead is no jargon itself"


@given(st.lists(st.sampled_from([*LIST, "house", "(", ", that is", "\u202e", "\0", "ß"])).map(" ".join))
def test_terms_stand_where_they_say(text: str) -> None:
    for one in jargon_in(text):
        assert text[one.begin : one.end] == one.word


def test_other_languages_are_left_alone() -> None:
    assert look_over("Le tribunal a jugé.", "fr-FR") is None
    assert look_over("", "en-GB") is not None


def test_a_letter_that_is_only_like_one_of_the_word() -> None:
    assert words("İnter alia") == []  # a dotted capital I matches "i", whatever its own small letter is
