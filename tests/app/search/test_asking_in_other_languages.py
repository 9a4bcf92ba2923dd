"""The operators of the box in German and in Spanish; those of English are understood in every language."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from uuid import UUID

import pytest

from app.contactlog.words import Channel
from app.kernel.language import speaking
from app.languages.offered import catalogue_of
from app.search.asking import OPERATORS, Sort, channels_of, in_english, parse, written_operator
from app.search.completing import complete
from app.search.saved import save_search, saved_searches
from app.workspace import Workspace

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("code", "text", "operator", "value"),
    [
        ("de", "von:Nora", "from", "Nora"),
        ("de", "Von:Nora", "from", "Nora"),
        ("de", "from:Nora", "from", "Nora"),
        ("de", "akte:00003", "matter", "00003"),
        ("de", "hat:anlage", "has", "anlage"),
        ("de", "hat:Anhänge", "has", "Anhänge"),
        ("es", "de:Nora", "from", "Nora"),
        ("es", "después:ayer", "after", "ayer"),
        ("es", "despues:ayer", "after", "ayer"),
        ("es", "tiene:adjunto", "has", "adjunto"),
    ],
)
def test_operators(code: str, text: str, operator: str, value: str) -> None:
    with speaking(catalogue_of(code)):
        (token,) = parse(text, TODAY).tokens
    assert (token.sort, token.operator, token.value) == (Sort.FILTER, operator, value)


def test_de_without_a_colon_is_a_word_and_elsewhere_no_operator() -> None:
    with speaking(catalogue_of("es")):
        assert [one.sort for one in parse("contrato de arriendo", TODAY).tokens] == [Sort.WORD] * 3
    assert [one.sort for one in parse("de:Nora von:Nora", TODAY).tokens] == [Sort.WORD] * 2


@pytest.mark.parametrize(
    ("code", "text", "day"),
    [
        ("de", "vor:März", "2026-03-01"),
        ("de", "seit:gestern", "2026-11-22"),
        ("de", 'vor:"letzten Freitag"', "2026-11-20"),
        ("es", 'desde:"hace 3 semanas"', "2026-11-02"),
        ("es", "antes:marzo", "2026-03-01"),
        ("es", "before:March", "2026-03-01"),
    ],
)
def test_days(code: str, text: str, day: str) -> None:
    with speaking(catalogue_of(code)):
        (token,) = parse(text, TODAY, "mdy").tokens
    assert token.day == date.fromisoformat(day)


def test_channels_by_what_they_are_called() -> None:
    with speaking(catalogue_of("de")):
        assert channels_of(parse("kanal:Telefon", TODAY).tokens[0]) == {Channel.PHONE}
        assert channels_of(parse("kanal:brief", TODAY).tokens[0]) == {Channel.LETTER}
    with speaking(catalogue_of("es")):
        assert channels_of(parse("canal:correo", TODAY).tokens[0]) == {Channel.EMAIL}


@pytest.mark.parametrize("code", ["de", "es", "en-US"])
def test_each_operator_is_written_as_it_is_read(code: str) -> None:
    with speaking(catalogue_of(code)):
        read = [
            parse(f"{written_operator(one)}x", TODAY, typing=True).tokens[0].operator for one in OPERATORS
        ]
    assert read == list(OPERATORS)


@pytest.mark.parametrize(
    ("code", "text", "english"),
    [
        ("de", 'von:Nora -kanal:Telefon vor:"letzten Freitag" hat:anlage Miete', None),
        ("es", "de:Nora -canal:correo antes:marzo tiene:adjunto renta", None),
        ("de", "from:Nora Miete", "from:Nora Miete"),
        ("en-GB", 'from:Nora "a phrase"', 'from:Nora "a phrase"'),
    ],
)
def test_what_is_kept_asks_the_same_in_english(code: str, text: str, english: str | None) -> None:
    with speaking(catalogue_of(code)):
        asked, kept = parse(text, TODAY), in_english(text)
        channels = [channels_of(one) for one in asked.tokens if one.operator == "channel"]
    again = parse(kept, TODAY)
    assert english is None or kept == english
    assert [(one.sort, one.operator, one.day, one.excluded) for one in again.tokens] == [
        (one.sort, one.operator, one.day, one.excluded) for one in asked.tokens
    ]
    assert [channels_of(one) for one in again.tokens if one.operator == "channel"] == channels


def test_a_shared_search_is_understood_by_everybody(workspace: Workspace) -> None:
    with speaking(catalogue_of("de")), workspace.write() as tx:
        save_search(tx, "Anlagen", "von:Nora hat:anlage", shared=True)
    with workspace.read() as reader:
        assert [one.query for one in saved_searches(reader)] == ["from:Nora has:attachment"]


def test_what_is_offered_is_in_the_language(workspace: Workspace, log: Callable[..., UUID]) -> None:
    log("Die Anlage")
    with speaking(catalogue_of("de")), workspace.read() as reader:
        assert [one.text for one in complete(reader, "vo", 2)] == ["von:", "vor:"]
        assert [one.text for one in complete(reader, "hat:", 4)] == ["hat:anlage "]
        assert [one.text for one in complete(reader, "kanal:tele", 10)] == ["kanal:telefon "]
        assert [one.text for one in complete(reader, "seit:ges", 8)] == ["seit:gestern "]
        assert [one.text for one in complete(reader, "fro", 3)] == ["from:"]
