"""How a text reads, by Flesch; counted by hand where figures stand here."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.plain.ease import LONG_SENTENCE, Ease, reading_of, sentences_of
from app.plain.syllables import english as syllables_of

SYLLABLES = {
    1: "the court asked made rules filed house years while signed lease one",
    2: "client lawyer judges wanted agreed settled houses trial being quiet language notice motion changes table",
    3: "decided defendant evidence area serious previous financial annual damages possible settlement",
    4: "deposition affidavit mediation geography",
    6: "interlocutory",
}


@pytest.mark.parametrize(
    ("count", "word"), [(count, word) for count, words in SYLLABLES.items() for word in words.split()]
)
def test_syllables(count: int, word: str) -> None:
    assert syllables_of(word) == count


def test_a_point_that_ends_no_sentence() -> None:
    text = 'Mr. J. Doe comes on 3 Nov. at 9:30 a.m. to Dept. 4. "Is it late?" No. 5 is void.\nSincerely'
    assert sentences_of(text) == [
        "Mr. J. Doe comes on 3 Nov. at 9:30 a.m. to Dept. 4.",
        '"Is it late?"',
        "No. 5 is void.",
        "Sincerely",
    ]


def test_flesch_by_hand() -> None:
    """20 words, 2 sentences, 20 syllables: 206.835 - 1.015 * 10 - 84.6."""
    found = reading_of(
        "The court met and said that it will hear us soon. The judge set the day for the next June."
    )
    assert (found.words, found.sentences) == (20, 2)
    assert found.score == pytest.approx(206.835 - 10.15 - 84.6)
    assert found.ease is Ease.EASY


def test_what_lawyers_write_is_hard() -> None:
    text = (
        "Notwithstanding the aforementioned stipulation, interlocutory applications necessitating evidentiary "
        "determinations remain discretionary, jurisdictional considerations permitting, irrespective of antecedent "
        "authorisations of the court."
    )
    assert reading_of(text).ease is Ease.VERY_HARD


def test_too_short_to_say() -> None:
    assert reading_of("We won.").ease is None


def test_long_sentences_stand_as_they_are() -> None:
    long = " ".join(["word"] * (LONG_SENTENCE + 1)) + "."
    assert reading_of(f"Short. {long}").long_sentences == (long,)


@given(st.text(max_size=400))
def test_any_text(text: str) -> None:
    found = reading_of(text)
    assert found.sentences <= found.words
    assert "".join("".join(sentences_of(text)).split()) == "".join(text.replace("\0", ".").split())
