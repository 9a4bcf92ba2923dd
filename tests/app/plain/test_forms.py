"""The plainer word in the form of the one it stands for."""

from __future__ import annotations

import pytest

from app.plain.forms import article_before, in_case_of, is_simple, plural_of
from app.plain.jargon import WordList, jargon_in


@pytest.mark.parametrize(
    ("one", "several"),
    [
        ("claim", "claims"),
        ("penalty", "penalties"),
        ("day", "days"),
        ("search", "searches"),
        ("tax", "taxes"),
    ],
)
def test_regular_plurals(one: str, several: str) -> None:
    assert plural_of(one) == several


@pytest.mark.parametrize(
    "words", ["give up", "claim of the other side", "formally charged", "costs", "", "send back"]
)
def test_what_has_no_simple_plural(words: str) -> None:
    assert not is_simple(words)


@pytest.mark.parametrize(
    ("word", "say", "found"),
    [
        ("lien", "claim", "claim"),
        ("Lien", "claim", "Claim"),
        ("LIEN", "claim", "CLAIM"),
        ("A", "claim", "Claim"),
        ("§", "claim", "claim"),
    ],
)
def test_the_case_of_the_word(word: str, say: str, found: str) -> None:
    assert in_case_of(word, say) == found


@pytest.mark.parametrize(
    ("text", "say", "found"),
    [
        ("We have an affidavit", "sworn statement", (8, "a")),
        ("A lien", "interest", (0, "An")),
        ("a lien", "claim", None),
        ("a lien", "hour", (0, "an")),
        ("an order", "use", (0, "a")),
        ("Santa lien", "interest", None),
        ("an order", "one-off rule", (0, "a")),
    ],
)
def test_the_article_before_it(text: str, say: str, found: tuple[int, str] | None) -> None:
    assert article_before(text, text.rindex(" ") + 1, say) == found


def test_the_plain_plural_of_a_word_is_known_with_it() -> None:
    words = WordList.with_own({"retainer": "advance payment", "affidavit": ""})
    found = jargon_in("Retainers, a retainer, an affidavit, two affidavits.", words)
    assert [(one.word, one.instead) for one in found] == [
        ("Retainers", "Advance payments"),
        ("retainer", "advance payment"),
    ]


def test_the_firms_word_counts_before_the_programs() -> None:
    (found,) = jargon_in("The lien ends.", WordList.with_own({"lien": "hold on the house"}))
    assert found.say == "hold on the house"
    assert jargon_in("The lien ends.", WordList.with_own({"lien": ""})) == ()
    assert jargon_in("The lien ends.", WordList({})) == ()
