"""Case numbers: read in any form, and matched only where the match is certain."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.matters.docket_numbers import (
    CaseIndex,
    DocketNumber,
    Found,
    KnownCase,
    Match,
    compare,
    find_docket_numbers,
    parse_docket_number,
    same_parties,
)


def number(text: str) -> DocketNumber:
    """The number in ``text``, which must hold one."""
    found = parse_docket_number(text)
    assert found is not None, text
    return found


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("3:21-cv-00437-RAH-JTA", "3:21-cv-00437"),
        ("3:21cv437", "3:21-cv-00437"),
        ("Case No. 3:2021cv00437 (RAH)", "3:21-cv-00437"),
        ("1:17-cr-00201-ABJ-2", "1:17-cr-00201"),
        ("21-cv-437", "21-cv-00437"),
        ("13 Civ. 1234 (JGK)", "13-cv-01234"),
        ("CV-21-01234-PHX-DLR", "21-cv-01234"),
        ("SA-21-CV-123-FB", "21-cv-00123"),
        ("2:17-cv-00109-EWH-LRLVAED", "2:17-cv-00109"),
        ("NYS/1:20-cv-01296", "1:20-cv-01296"),
        ("6:22-bk-13768-WJ", "6:22-bk-13768"),
        ("0:22-ap-193", "0:22-ap-00193"),
        ("22-22507-cgm", "22-22507"),
        ("24-04888-7", "24-04888"),
        ("22-00105-5-JNC", "22-00105"),
        ("1-23-01071-nhl", "1-23-01071"),
        ("22-1376", "22-1376"),
        ("MDL No. 2967", "MDL No. 2967"),
        ("MDL Docket No. 2967", "MDL No. 2967"),
        ("93-cv-00001", "93-cv-00001"),
    ],
)
def test_numbers_in_every_form(text: str, written: str) -> None:
    assert str(number(text)) == written
    assert number(written) == number(text)


@pytest.mark.parametrize(
    "text",
    ["", "none", "24-50237-JTD 24-12480-JTD", "212-555-1234", "2021-04-05", "A-1234-20", "CL-2021-001"],
)
def test_what_is_no_single_number(text: str) -> None:
    assert parse_docket_number(text) is None


def test_numbers_in_running_text() -> None:
    text = (
        "Call 212-555-1234 on 06-12-2024 about case 22-13768 and 3:21-cv-437 (see MDL No. 2875 and 21cv55); "
        "zip 12345-6789, 10-20 people, pages 12-345, No. 22-1376."
    )
    assert [str(found) for found in find_docket_numbers(text)] == [
        "22-13768", "3:21-cv-00437", "MDL No. 2875", "21-cv-00055", "22-1376",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other", "match"),
    [
        ("3:21-cv-00437-RAH", "3:21cv437", Match.SAME),
        ("21-cv-437", "3:21-cv-00437", Match.POSSIBLE),
        ("22-13768", "6:22-bk-13768-WJ", Match.POSSIBLE),
        ("22-13768", "22-13768-ABC", Match.SAME),
        ("2:21-cv-00437", "3:21-cv-00437", Match.NO),
        ("3:21-cr-00437", "3:21-cv-00437", Match.NO),
        ("2:24-ap-00078", "2:24-bk-00078", Match.NO),
        ("3:20-cv-00437", "3:21-cv-00437", Match.NO),
        ("1:21-cv-00437", "1:1921-cv-00437", Match.NO),
        ("MDL No. 2967", "MDL 2967", Match.SAME),
        ("MDL No. 2967", "1:17-md-02967", Match.NO),
    ],
)
def test_comparing(one: str, other: str, match: Match) -> None:
    assert compare(number(one), number(other)) is match
    assert compare(number(other), number(one)) is match


@given(
    st.sampled_from(["cv", "cr", "bk", "ap", "md", "mj"]),
    st.integers(0, 9),
    st.integers(1990, 2059),
    st.integers(1, 99999),
)
def test_a_full_number_survives_being_written(kind: str, office: int, year: int, serial: int) -> None:
    made = DocketNumber(year, serial, kind, str(office))
    assert number(str(made)) == made
    assert number(f"{office}:{year}{kind}{serial}-ABC") == made


def known(case: str, court: str | None, text: str, name: str = "") -> KnownCase[str]:
    """A case of the firm."""
    return KnownCase(case, court, number(text), name)


def find(cases: list[KnownCase[str]], courts: list[str], text: str, name: str = "") -> Found[str]:
    """What the index says."""
    return CaseIndex(cases).find(courts, number(text), name)


def test_court_and_full_number_are_enough() -> None:
    cases = [known("a", "almd", "3:21-cv-00437"), known("b", "alsd", "3:21-cv-00437")]
    assert find(cases, ["almd"], "3:21-cv-00437-RAH").case == "a"
    assert find(cases, ["alnd"], "3:21-cv-00437") == Found(None, ())


def test_what_is_left_out_needs_the_parties_to_agree() -> None:
    cases = [known("a", "almd", "21-cv-437", "Stapler v. Automatic Food Service, Inc.")]
    assert find(cases, ["almd"], "3:21-cv-00437", "Stapler v. Automatic Food").case == "a"
    assert find(cases, ["almd"], "3:21-cv-00437", "Jones v. Smith") == Found(None, ("a",))
    assert find(cases, ["almd"], "3:21-cv-00437") == Found(None, ("a",))


def test_two_that_fit_are_left_to_a_person() -> None:
    name = "Stapler v. Automatic Food"
    cases = [known("a", "almd", "21-cv-437", name), known("b", "almd", "21-437", name)]
    assert find(cases, ["almd"], "3:21-cv-00437", name) == Found(None, ("a", "b"))
    twice = [known("a", "almd", "3:21-cv-00437"), known("b", "almd", "3:21-cv-00437")]
    assert find(twice, ["almd"], "3:21-cv-00437") == Found(None, ("a", "b"))


def test_the_certain_one_wins_over_the_likely() -> None:
    name = "Stapler v. Automatic Food"
    cases = [known("a", "almd", "21-cv-437", name), known("b", "almd", "3:21-cv-00437", name)]
    assert find(cases, ["almd"], "3:21-cv-00437", name).case == "b"


def test_another_court_needs_the_number_in_full_and_the_same_parties() -> None:
    cases = [
        known("a", "almd", "1:17-cr-00201", "United States v. Manafort"),
        known("b", "deb", "22-13768", "Acme"),
    ]
    assert find(cases, ["dcd"], "1:17-cr-00201", "USA v. MANAFORT et al").case == "a"
    assert find(cases, ["dcd"], "1:17-cr-00201", "USA v. Gates") == Found(None, ())
    assert find(cases, ["njb"], "22-13768", "Acme") == Found(None, ())


def test_a_case_without_its_court() -> None:
    cases = [known("a", None, "3:21-cv-00437", "Stapler v. Automatic Food")]
    assert find(cases, ["almd"], "3:21-cv-00437", "Stapler v. Automatic Food").case == "a"
    assert find(cases, ["almd"], "3:21-cv-00437") == Found(None, ("a",))


def test_one_of_several_courts_may_agree() -> None:
    cases = [known("a", "nysd", "1:20-cv-01296")]
    assert find(cases, ["jpml", "nysd"], "1:20-cv-01296").case == "a"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Stapler v. Automatic Food Service, Inc.", "Stapler v. Automatic Food", True),
        ("Stapler v. Automatic Food", "Stapler v. Jones", False),
        ("Stapler v. Jones", "Jones v. Stapler", True),
        ("In re Widget Litigation", "IN RE: Widget Litigation", True),
        ("Franchise Group, Inc.", "Franchise Group, Inc. v. Gale", True),
        ("USA v. Smith", "United States of America v. Smith", True),
        ("USA v. Smith", "USA v. Jones", False),
        ("The City v. The State", "The City v. The State", False),
        ("", "", False),
    ],
)
def test_same_parties(one: str, other: str, same: bool) -> None:
    assert same_parties(one, other) is same
    assert same_parties(other, one) is same
