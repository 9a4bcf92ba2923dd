"""Words of lawyers are found where they stand, once, and not where the text explains them."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.plain.jargon import FILE, WordList, jargon_in, usual
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


def test_a_german_noun_keeps_its_capital_to_itself() -> None:
    text = "Die Klageerwiderung kam. Streitwert und Schriftsätze folgen; gemäß § 5."
    found = jargon_in(text, usual("de"))
    assert [(one.word, one.instead) for one in found] == [
        ("Klageerwiderung", "Antwort auf die Klage"),
        ("Streitwert", "Betrag, um den es geht"),
        ("Schriftsätze", "Schreiben an das Gericht"),
        ("gemäß", "nach"),
    ]
    (duly,) = jargon_in("So ist es. Gesamtschuldnerisch haften beide.", usual("de"))
    assert duly.instead == "Jeder für alles"
    (inside,) = jargon_in("Die Zwangsvollstreckung droht.", usual("de"))
    assert inside.instead == "zwangsweise Durchsetzung"
    assert jargon_in("Der Streitwert, das heißt der Betrag, ist hoch.", usual("de")) == ()


def test_the_list_is_that_of_the_texts_language() -> None:
    text = "La sentencia firme, es decir, la última, y la reconvención; subpoena."
    found = look_over(text, "es-MX")
    assert found is not None
    assert [(one.word, one.instead) for one in found.jargon] == [
        ("reconvención", "demanda de la otra parte contra usted")
    ]
    english = look_over("A subpoena came.", "en-GB", usual("de"))
    assert english is not None
    assert [one.word for one in english.jargon] == ["subpoena"]


def test_the_firms_own_words_stand_beside_those_of_its_language() -> None:
    words = WordList.with_own({"streitwert": "", "honorarnote": "Rechnung"}, "de")
    found = jargon_in("Die Honorarnote nennt den Streitwert und eine Widerklage.", words)
    assert [(one.word, one.instead) for one in found] == [
        ("Honorarnote", "Rechnung"),
        ("Widerklage", "Klage der anderen Seite gegen Sie"),
    ]
