"""Who has something to do, and a firm's questions, in German and in Spanish."""

from __future__ import annotations

from uuid import UUID

import pytest

from app.contactlog.follow_ups import is_us, say_who, whose
from app.contactlog.kinds import Question, questions_text, read_questions
from app.contactlog.words import FollowUpSide
from app.kernel.language import speaking
from app.languages.offered import LANGUAGES, catalogue_of

ANN = UUID(int=3)
PEOPLE = [(ANN, "Ann Harbour")]


@pytest.mark.parametrize(
    ("who", "side"),
    [
        ("we", FollowUpSide.FIRM),
        ("wir", FollowUpSide.FIRM),
        ("nosotros", FollowUpSide.FIRM),
        ("Ann", FollowUpSide.FIRM),
        ("Gericht", FollowUpSide.COURT),
        ("el juzgado", FollowUpSide.COURT),
        ("Mandantin", FollowUpSide.CLIENT),
        ("la clienta", FollowUpSide.CLIENT),
        ("Nora", FollowUpSide.CLIENT),
        ("Gegenseite", FollowUpSide.OTHER),
    ],
)
@pytest.mark.parametrize("code", ["en-GB", "de"])
def test_who_is_meant_whatever_is_spoken(code: str, who: str, side: FollowUpSide) -> None:
    with speaking(catalogue_of(code)):
        assert whose(who, PEOPLE, "Nora Whitcombe")[0] is side


def test_who_we_are() -> None:
    assert is_us("Wir")
    assert is_us("the firm")
    assert not is_us("Gericht")


@pytest.mark.parametrize(
    ("code", "who", "said"),
    [
        ("en-GB", "wir", "we"),
        ("en-US", "Nosotros", "we"),
        ("en-GB", "die Mandantin", "client"),
        ("de", "we", "wir"),
        ("de", "nosotros", "wir"),
        ("es", "client", "cliente"),
        ("en-GB", "the firm", "the firm"),
        ("de", "die Kanzlei", "die Kanzlei"),
        ("de", "", ""),
        ("de", "Nora Whitcombe", "Nora Whitcombe"),
        ("en-GB", "Richterin", "Richterin"),
    ],
)
def test_who_does_it_is_said_in_the_language_of_who_reads_it(code: str, who: str, said: str) -> None:
    with speaking(catalogue_of(code)):
        assert say_who(who) == said


@pytest.mark.parametrize("code", [one.code for one in LANGUAGES])
def test_questions_are_read_as_they_are_shown(code: str) -> None:
    questions = tuple(
        Question(field, "Risks", "What can go wrong?")
        for field in ("summary", "received", "advice", "decision", "costs", "advice_declined")
    )
    with speaking(catalogue_of(code)):
        assert read_questions(questions_text(questions)) == questions
        assert read_questions("Advice – Risks: What can go wrong?")[0].field == "advice"


def test_questions_in_german() -> None:
    with speaking(catalogue_of("de")):
        assert questions_text([Question("advice", "Risiken", "Was?")]) == "Rat – Risiken: Was?"
        assert read_questions("Beratung – Risiken: Was kann schiefgehen?")[0].field == "advice"
