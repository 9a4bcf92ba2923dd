"""How a text reads, by Flesch; counted by hand where figures stand here."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.plain.ease import LONG_SENTENCE, MEASURES, Ease, Reading, reading_of, sentences_of
from app.plain.syllables import english as syllables_of
from app.plain.syllables import german, spanish

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


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("Haus", 1),
        ("See", 1),
        ("Geist", 1),
        ("Treue", 2),
        ("Bayern", 2),
        ("Äußerung", 3),
        ("Qualität", 3),
        ("Nation", 3),
        ("geeignet", 3),
        ("geimpft", 2),
        ("Museum", 3),
        ("beurteilen", 4),
        ("Klageerwiderung", 6),
    ],
)
def test_german_syllables(word: str, count: int) -> None:
    assert german(word) == count


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("muy", 1),
        ("quien", 1),
        ("guerra", 2),
        ("país", 2),
        ("cliente", 2),
        ("leyes", 2),
        ("ciudad", 2),
        ("ahora", 3),
        ("pingüino", 3),
        ("aéreo", 4),
        ("construía", 4),
        ("reclamación", 4),
    ],
)
def test_spanish_syllables(word: str, count: int) -> None:
    assert spanish(word) == count


def test_each_language_has_its_own_measure() -> None:
    german_text = "Das Gericht hat am 3. Mai entschieden. " * 4
    found = reading_of(german_text, "de")
    assert (found.words, found.sentences) == (28, 4)
    assert found.score == pytest.approx(180 - 7 - 58.5 * 40 / 28)
    spanish_text = "El juez decidió el 3 de mayo. " * 4
    read = reading_of(spanish_text, "es")
    assert (read.words, read.sentences) == (28, 4)
    assert read.score == pytest.approx(206.835 - 7 - 62.3 * 40 / 28)
    assert read.ease is Ease.EASY


def test_what_is_easy_is_said_by_the_scale_of_the_language() -> None:
    said = {code: Reading(30, 2, 57.0, language=code).ease for code in MEASURES}
    assert said == {"en": Ease.HARD, "de": Ease.HARD, "es": Ease.PLAIN}


@pytest.mark.parametrize(
    ("text", "language", "count"),
    [
        ("Nach § 5 Abs. 2 Nr. 3 gilt das, z. B. bzw. ca. am 12. Mai. Dr. Weber kommt.", "de", 2),
        ("Er kam um 9. „Gut.“ Sie ging.", "de", 2),
        ("El Sr. García, D. Juan, cita el art. 5 de la ley. Ud. no. EE. UU. sí.", "es", 3),
    ],
)
def test_abbreviations_end_no_sentence_in_their_language(text: str, language: str, count: int) -> None:
    assert len(sentences_of(text, language)) == count
