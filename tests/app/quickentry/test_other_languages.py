"""Lines as they are typed in German and in Spanish, and what is understood of each."""

from __future__ import annotations

from datetime import date

import pytest

from app.contactlog.words import Channel, Direction, FollowUpSide, Outcome
from app.kernel.language import speaking
from app.languages.offered import catalogue_of
from app.quickentry.languages import vocabulary
from app.quickentry.parts import Known, Setting, Understood
from app.quickentry.reading import read
from tests.app.quickentry.test_lines import (
    ANN,
    CLIENT,
    DAVID,
    FIRM,
    IN,
    MARIA,
    NORA,
    OTHER,
    OUT,
    Line,
    as_line,
    nov,
)
from tests.support import ROOT

PHONE, EMAIL, LETTER, MEETING, NOTE = (
    Channel.PHONE,
    Channel.EMAIL,
    Channel.LETTER,
    Channel.MEETING,
    Channel.NOTE,
)
W = "Whitcombe v. Larkspur Catering"


def agreed(
    who: str, side: FollowUpSide, text: str, day: date
) -> tuple[tuple[str, FollowUpSide, str, date], ...]:
    return ((who, side, text, day),)


GERMAN = (
    Line("Anruf ein 00003 10 Min fragte nach Termin; er schickt Mietvertrag bis Fr", PHONE, IN, W,
         "fragte nach Termin; er schickt Mietvertrag bis Fr", 10,
         agreed=agreed(NORA, CLIENT, "schickt Mietvertrag", nov(27))),
    Line("Anruf von Nora Whitcombe 20 Min. möchte Vergleich", PHONE, IN, W, "möchte Vergleich", 20),
    Line("Anruf an Nora 18 min Verhandlung verlegt", PHONE, OUT, W, "Verhandlung verlegt", 18),
    Line("Nora angerufen, Nachricht hinterlassen", PHONE, OUT, W, "Nora angerufen, Nachricht hinterlassen",
         outcome=Outcome.LEFT_MESSAGE),
    Line("Nora rief an, fragte nach dem Stand", PHONE, IN, W, "Nora rief an, fragte nach dem Stand"),
    Line("Anruf raus 00003 nicht erreicht", PHONE, OUT, W, "", outcome=Outcome.NO_ANSWER),
    Line("E-Mail an Gegenseite Müller wg 00003: Frist bis 4.12.", EMAIL, OUT, W, "wg 00003: Frist bis 4.12.",
         people=(("Müller", "gegenseite"),)),
    Line("gestern 15:10 Anruf an Nora Angebot erklärt", PHONE, OUT, W, "Angebot erklärt", when="2026-11-22T15:10"),
    Line("vor 2 Stunden Anruf von Nora Kosten", PHONE, IN, W, "Kosten", when="2026-11-23T09:00"),
    Line("Anruf ein 00003 um 9:45 fragte nach Kosten", PHONE, IN, W, "fragte nach Kosten", when="2026-11-23T09:45"),
    Line("Besprechung mit Nora und David 1:12 Vergleich", MEETING, OUT, W, "Vergleich", 72, people=((DAVID, ""),)),
    Line("Anruf ein 00003 halbe Stunde Kosten", PHONE, IN, W, "Kosten", 30),
    Line("Brief vom Gericht 00003 Termin am 12.1.", LETTER, IN, W, "Termin am 12.1.", people=(("gericht", ""),)),
    Line("Vermerk 00003 Kollision geprüft", NOTE, Direction.INTERNAL, W, "Kollision geprüft"),
    Line("Anruf aus 00003 erklärt; Entwurf senden bis nächsten Di", PHONE, OUT, W,
         "erklärt; Entwurf senden bis nächsten Di", agreed=agreed("wir", FIRM, "Entwurf senden", date(2026, 12, 1))),
    Line("Anruf ein 00003 will Entwurf; ich entwerfe bis 3.12.", PHONE, IN, W, "will Entwurf; ich entwerfe bis 3.12.",
         agreed=agreed(MARIA, FIRM, "entwerfe", date(2026, 12, 3))),
    Line("Anruf aus 00003 erklärt. David soll Klage bis 13. Dezember einreichen", PHONE, OUT, W,
         "erklärt. David soll Klage bis 13. Dezember einreichen",
         agreed=agreed(DAVID, FIRM, "Klage einreichen", date(2026, 12, 13))),
    Line("Anruf aus 00003 erklärt; bitte Ann um Klage bis Montag", PHONE, OUT, W,
         "erklärt; bitte Ann um Klage bis Montag", agreed=agreed(ANN, FIRM, "um Klage", nov(30))),
    Line("Anruf aus 00003 erklärt; Mandantin bringt sie in 3 Arbeitstagen", PHONE, OUT, W,
         "erklärt; Mandantin bringt sie in 3 Arbeitstagen", agreed=agreed(NORA, CLIENT, "bringt sie", nov(30))),
    Line("Anruf ein 00003 erklärt; wir melden uns bis Mo., 30.11.2026", PHONE, IN, W,
         "erklärt; wir melden uns bis Mo., 30.11.2026", agreed=agreed("wir", FIRM, "melden uns", nov(30))),
    Line("Anruf ein 00003 Termin Do 9:30 passt ihr", PHONE, IN, W, "Termin Do 9:30 passt ihr"),
    # "will" is "wants": who does what is asked; a noun is nobody's name
    Line("Anruf ein 00003 Mandantin will Kopie bis Freitag", PHONE, IN, W, "Mandantin will Kopie bis Freitag",
         agreed=agreed(NORA, CLIENT, "Kopie", nov(27)), doubts={"who"}),
    Line("Anruf ein 00003 Vertrag soll bis Freitag fertig werden", PHONE, IN, W,
         "Vertrag soll bis Freitag fertig werden",
         agreed=agreed("Vertrag", OTHER, "fertig werden", nov(27)), doubts={"who"}),
    Line("Telefonat Kosten besprochen 00003", PHONE, OUT, W, "Kosten besprochen 00003", doubts={"direction"}),
)  # fmt: skip

SPANISH = (
    Line("llamada entrante 00003 10 min preguntó por la vista; enviará el contrato antes del viernes", PHONE, IN, W,
         "preguntó por la vista; enviará el contrato antes del viernes", 10,
         agreed=agreed("nosotros", FIRM, "enviará el contrato", nov(27)), doubts={"who"}),
    Line("llamada de Nora Whitcombe 20 minutos quiere acuerdo", PHONE, IN, W, "quiere acuerdo", 20),
    Line("llamada a Nora 18 min vista aplazada", PHONE, OUT, W, "vista aplazada", 18),
    Line("llamé a Nora, dejé mensaje", PHONE, OUT, W, "llamé a Nora, dejé mensaje", outcome=Outcome.LEFT_MESSAGE),
    Line("Nora llamó, preguntó por el asunto", PHONE, IN, W, "Nora llamó, preguntó por el asunto"),
    Line("he llamado a Nora por las costas", PHONE, OUT, W, "he llamado a Nora por las costas"),
    Line("llamada saliente 00003 no contesta", PHONE, OUT, W, "", outcome=Outcome.NO_ANSWER),
    Line("correo a la parte contraria 00003: plazo hasta 4/12", EMAIL, OUT, W, "plazo hasta 4/12",
         people=(("parte contraria", ""),)),
    Line("ayer 15:10 llamada a Nora oferta explicada", PHONE, OUT, W, "oferta explicada", when="2026-11-22T15:10"),
    Line("hace 2 horas llamada de Nora costas", PHONE, IN, W, "costas", when="2026-11-23T09:00"),
    Line("llamada entrante 00003 a las 9:45 preguntó", PHONE, IN, W, "preguntó", when="2026-11-23T09:45"),
    Line("llamada entrante 00003 media hora costas", PHONE, IN, W, "costas", 30),
    Line("reunión con Nora y David 1:12 acuerdo", MEETING, OUT, W, "acuerdo", 72, people=((DAVID, ""),)),
    Line("carta del juzgado 00003 vista el 12/1", LETTER, IN, W, "vista el 12/1", people=(("juzgado", ""),)),
    Line("nota 00003 conflicto revisado", NOTE, Direction.INTERNAL, W, "conflicto revisado"),
    Line("llamada entrante 00003 quiere borrador; redactar borrador para el 3/12", PHONE, IN, W,
         "quiere borrador; redactar borrador para el 3/12",
         agreed=agreed("nosotros", FIRM, "redactar borrador", date(2026, 12, 3))),
    Line("llamada saliente 00003 explicado. David va a presentar la demanda antes del 13 de diciembre", PHONE, OUT, W,
         "explicado. David va a presentar la demanda antes del 13 de diciembre",
         agreed=agreed(DAVID, FIRM, "presentar la demanda", date(2026, 12, 13))),
    Line("llamada saliente 00003 explicado; la clienta traerá los papeles en 3 días hábiles", PHONE, OUT, W,
         "explicado; la clienta traerá los papeles en 3 días hábiles",
         agreed=agreed(NORA, CLIENT, "traerá los papeles", nov(30))),
    Line("llamada saliente 00003 explicado; llamaremos el mié. 25 nov", PHONE, OUT, W,
         "explicado; llamaremos el mié. 25 nov",
         agreed=agreed("nosotros", FIRM, "llamaremos", nov(25)), doubts={"who"}),
)  # fmt: skip


def understood(code: str, line: str, setting: Setting, known: Known) -> Understood:
    with speaking(catalogue_of(code)):
        return read(line, setting, known)


@pytest.mark.parametrize(
    ("code", "line"),
    [*(("de", one) for one in GERMAN), *(("es", one) for one in SPANISH)],
    ids=lambda one: getattr(one, "words", one),
)
def test_a_line_is_understood(code: str, line: Line, setting: Setting, known: Known) -> None:
    found = understood(code, line.words, setting, known)
    assert as_line(found) == {name: getattr(line, name) for name in as_line(found)}
    if line.outcome is not None:
        assert found.outcome is line.outcome


@pytest.mark.parametrize(("code", "tag"), [("de", "mietvertrag"), ("es", "contrato")])
def test_the_line_that_the_guide_shows_is_understood_whole(
    code: str, tag: str, setting: Setting, known: Known
) -> None:
    guide = (ROOT / "resources" / "help" / code / "logging.md").read_text(encoding="utf-8")
    line = next(one.strip() for one in guide.splitlines() if one.startswith("    "))
    found = understood(code, line, setting, known)
    assert found.about is not None
    assert found.about.text == W
    assert (found.channel, found.direction, found.duration) == (PHONE, IN, 10)
    assert [one.due_on for one in found.follow_ups] == [nov(27)]
    assert found.tags == (tag,)


@pytest.mark.parametrize("by", ["Mon, Dec 7", "Mon, Dec 7, 2026", "Dec 7, 2026", "12/7/2026"])
def test_a_day_as_it_is_written_in_the_united_states(by: str, setting: Setting, known: Known) -> None:
    found = understood("en-US", f"call in 00003 told her; file answer by {by}, costs next", setting, known)
    assert [(one.text, one.due_on) for one in found.follow_ups] == [("file answer", date(2026, 12, 7))]


def test_a_comma_before_a_number_makes_no_date(setting: Setting, known: Known) -> None:
    found = understood("en-GB", "call in 00003 told her; send them by Fri, 3 copies", setting, known)
    assert [one.due_on for one in found.follow_ups] == [nov(27)]


def test_the_words_of_a_language_stand_beside_those_of_english() -> None:
    english = vocabulary()
    for code in ("de", "es"):
        with speaking(catalogue_of(code)):
            own = vocabulary()
            assert own is vocabulary(), "made once"
        assert own.ways.items() >= {"call": english.ways["call"], "email": english.ways["email"]}.items()
        assert own.tasks >= english.tasks
