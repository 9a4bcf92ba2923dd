"""What could be several is asked and never guessed; what the window shows is meant where nothing is named."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.quickentry.contact import client_name, new_contact, participants
from app.quickentry.parts import Known, KnownMatter, Ref, Setting
from app.quickentry.reading import read, with_about
from tests.app.quickentry.conftest import number


def test_several_matters_of_a_client_are_a_choice(setting: Setting, known: Known) -> None:
    found = read("call in Prewitt wants news", setting, known)
    assert found.about is None
    assert found.asked is not None
    assert [one.text for one in found.asked.choices] == [
        "Estate of Prewitt",
        "Prewitt lease",
        "Harold Prewitt",
    ]
    assert found.asked.words == "Prewitt"
    assert not found.is_sure


def test_what_was_chosen_stands_as_long_as_its_words_do(setting: Setting, known: Known) -> None:
    asked = read("call in Prewitt wants news", setting, known).asked
    assert asked is not None
    chosen = {"prewitt": asked.choices[1]}
    found = read("call in Prewitt wants news", setting, known, chosen=chosen)
    assert found.about == asked.choices[1]
    assert found.is_sure
    assert read("call in Prewit wants news", setting, known, chosen=chosen).about is None


def test_a_name_that_fits_more_than_was_looked_at_is_not_guessed(setting: Setting, known: Known) -> None:
    found = read("call in Nora wants news", setting, replace(known, cut=True))
    assert found.about is None
    assert found.asked is not None


def test_the_matter_on_the_page_is_meant_where_none_is_named(setting: Setting, known: Known) -> None:
    lease = known.matters[2]
    on_page = replace(setting, page=Ref(lease.id, lease.client_id))
    found = read("call in wants news", on_page, known)
    assert (found.about and found.about.text, found.from_page) == ("Prewitt lease", True)
    found = read("call in Prewitt wants news", on_page, known)
    assert (found.about and found.about.text, found.from_page) == ("Prewitt lease", False)
    found = read("call in Nora wants news", on_page, known)
    assert found.about is not None
    assert found.about.text == "Whitcombe v. Larkspur Catering"


def test_two_cases_of_one_serial_are_a_choice(setting: Setting, known: Known) -> None:
    other = replace(known.matters[3], court_number="4:26-cr-00412")
    both = replace(known, matters=(*known.matters[:3], other))
    assert read("call in 26-00412 asked", setting, both).asked is not None
    assert read("call in 26-cv-00412 asked", setting, both).about is not None


def test_who_took_part(setting: Setting, known: Known) -> None:
    found = read("call out 00003 explained the offer", setting, known)
    people = participants(found, setting, client_name(found, known))
    assert [(one.name, one.role) for one in people] == [("Nora Whitcombe", "client"), ("Maria Ortega", "")]
    found = read("email to opposing counsel John Smith 00003 extension", setting, known)
    new = new_contact(found, setting, client_name(found, known))
    assert [(one.name, one.role) for one in new.participants] == [
        ("John Smith", "opposing counsel"),
        ("Maria Ortega", ""),
    ]
    assert not new.with_client


def test_a_matter_that_was_said_apart_wins(setting: Setting, known: Known) -> None:
    found = with_about(
        read("call in Prewitt wants news", setting, known), Ref(known.matters[0].id, None), known
    )
    assert found.about is not None
    assert found.about.text == "Whitcombe v. Larkspur Catering"
    assert found.is_sure


@pytest.mark.parametrize("line", ["letter from court: hearing moved", "letter from the Court hearing moved"])
def test_a_role_alone_chooses_no_matter_that_has_its_word(line: str, setting: Setting, known: Known) -> None:
    peony = KnownMatter(number(40), "00040", "Zhao v. Peony Court", "", number(41), "Ling Zhao")
    known = replace(known, matters=(*known.matters, peony))
    found = read(line, setting, known)
    assert found.about is None
    assert not found.is_sure
    named = read("letter from Peony Court hearing moved", setting, known)
    assert named.about is not None
    assert named.about.text == "Zhao v. Peony Court"
