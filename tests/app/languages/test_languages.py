"""Catalogues: read, chosen, spoken."""

from __future__ import annotations

import threading
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kernel.errors import Invalid
from app.kernel.language import SOURCE, counted, speak, speaking, spoken, tr
from app.kernel.money import say_money
from app.kernel.numbers import say_number
from app.languages import offered
from app.languages.offered import catalogue_of, english_of, firms_language, fitting
from app.languages.po import BadCatalogue, Entry, read, write
from app.languages.pseudo import PSEUDO, pseudo
from app.languages.written import WrittenCatalogue
from app.settings.commands import FirmDetails, check_firm

GERMAN = WrittenCatalogue(
    "de",
    {
        ("Late", ""): ("Verspätet",),
        ("Open", "verb"): ("Öffnen",),
        ("1 day", ""): ("1 Tag", "{count} Tage"),
    },
)
WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters='\n\t\r\\"'), min_size=1)


def test_what_nobody_translated_is_said_in_english() -> None:
    assert tr("Late") == "Late"
    with speaking(GERMAN):
        assert tr("Late") == "Verspätet"
        assert tr("Early") == "Early"
        assert tr("Open") == "Open"
        assert tr("Open", "verb") == "Öffnen"
    assert spoken() is SOURCE


def test_counted_things_have_their_form() -> None:
    def said(count: int) -> str:
        return counted(count, "1 day", "{count} days").format(count=count)

    assert [said(count) for count in (0, 1, 2)] == ["0 days", "1 day", "2 days"]
    with speaking(GERMAN):
        assert [said(count) for count in (0, 1, 2)] == ["0 Tage", "1 Tag", "2 Tage"]


def test_a_paper_in_another_language_changes_nothing_beside_it() -> None:
    heard: list[str] = []
    with speaking(GERMAN):
        other = threading.Thread(target=lambda: heard.append(tr("Late")))
        other.start()
        other.join()
    assert heard == ["Late"]
    try:
        speak(GERMAN)
        other = threading.Thread(target=lambda: heard.append(tr("Late")))
        other.start()
        other.join()
    finally:
        speak(SOURCE)
    assert heard == ["Late", "Verspätet"]


@given(st.lists(st.builds(Entry, WORDS, st.tuples(WORDS), WORDS | st.just("")), max_size=4))
def test_what_is_written_is_read(entries: list[Entry]) -> None:
    assert read(write("de", entries)) == entries


def test_lines_folded_by_a_translators_program_are_one() -> None:
    text = 'msgid ""\nmsgstr "Language: de\\n"\n\n#: ui/a.py\nmsgid ""\n"one "\n"day"\nmsgstr ""\n"ein "\n"Tag"\n'
    assert read(text) == [Entry("one day", ("ein Tag",), places=("ui/a.py",))]


@pytest.mark.parametrize(
    "text", ['msgid "a"\n', 'msgid "a"\nmsgstr "b\n', "<<<<<<< HEAD\n", 'msgid "a" "b"\nmsgstr "c"']
)
def test_a_damaged_file_is_not_half_read(text: str) -> None:
    with pytest.raises(BadCatalogue):
        read('msgid "x"\nmsgstr "y"\n\n' + text)


def test_who_chose_nothing_gets_the_systems_language_with_the_terms_of_the_firm() -> None:
    assert fitting(["en-US"]).code == "en-US"
    assert fitting(["en_GB", "de"]).code == "en-GB"
    assert fitting(["en-US"], "GB").code == "en-GB"
    assert fitting(["fr-FR", "en-IE"]).code == "en-GB"
    assert fitting(["fr-FR"]).code == "en-US"
    assert english_of("nz").code == "en-GB"


def test_a_us_firm_has_business_days_and_is_reached_after_hours() -> None:
    said = catalogue_of("en-US")
    entries = [
        one for file in (offered.FOLDER / "de").glob("*.po") for one in read(file.read_text(encoding="utf-8"))
    ]
    british = ("working day", "out of hours", "fortnight")
    wrong = [
        one.words
        for one in entries
        if any(term in (said.find(one.words, one.meaning) or one.words).lower() for term in british)
    ]
    assert wrong == []


def test_attorneys_are_american_and_fee_earners_are_british() -> None:
    words = "Responsible lawyer"
    assert catalogue_of("en-US").find(words) == "Responsible attorney"
    assert catalogue_of("en-GB").find(words) == "Fee earner"
    assert catalogue_of("none of ours") is SOURCE


def test_the_pseudo_language_is_marked_longer_and_keeps_its_fields() -> None:
    said = pseudo("Hello {name}, &save <b>it</b>")
    assert said.startswith("⟦")
    assert said.endswith("⟧")
    assert "{name}" in said
    assert "<b>" in said
    assert len(said) >= 1.35 * len("Hello {name}, &save <b>it</b>")
    assert pseudo(" ") == " "
    assert PSEUDO.find_counted(2, "1 day", "{count} days") == pseudo("{count} days")


@pytest.fixture
def two_more(monkeypatch: pytest.MonkeyPatch) -> None:
    """German and Spanish are offered."""
    monkeypatch.setattr(offered, "LANGUAGES", tuple(replace(one, is_whole=True) for one in offered.LANGUAGES))


@pytest.mark.usefixtures("two_more")
@pytest.mark.parametrize(
    ("chosen", "country", "language"),
    [
        ("", "US", "en-US"),
        ("", "IE", "en-GB"),
        ("", "DE", "de-DE"),
        ("", "ch", "de-CH"),
        ("", "MX", "es-MX"),
        ("en-GB", "DE", "en-GB"),
        ("es", "DE", "es"),
        ("fr", "ES", "es-ES"),
    ],
)
def test_paper_is_written_as_the_firm_chose_else_as_its_country_writes(
    chosen: str, country: str, language: str
) -> None:
    assert FirmDetails("Quay", country, "UTC", language=chosen).written_in == language
    assert catalogue_of(language).code == language


def test_a_language_that_is_not_offered_is_nobodys() -> None:
    assert firms_language("de", "DE").code in {one.code for one in offered.offered()}
    with pytest.raises(Invalid, match="one of these"):
        check_firm(FirmDetails("Quay", "US", "UTC", language="fr"))


@pytest.mark.parametrize(
    ("code", "number", "money"),
    [
        ("en-US", "1,234,567.50", "$11,000.50"),
        ("de-DE", "1.234.567,50", "11.000,50\xa0$"),
        ("de-CH", "1’234’567.50", "$11’000.50"),
        ("es-ES", "1.234.567,50", "11.000,50\xa0$"),
        ("es-AR", "1.234.567,50", "$11.000,50"),
        ("es-MX", "1,234,567.50", "$11,000.50"),
    ],
)
def test_numbers_and_money_have_the_signs_of_their_country(code: str, number: str, money: str) -> None:
    with speaking(catalogue_of(code)):
        assert say_number(Decimal("1234567.50")) == number
        assert say_money(Decimal("11000.50"), "USD") == money
