from __future__ import annotations

import unicodedata
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.search.folding import fold
from app.search.names import Named, Names, in_pieces

FIRM: Sequence[Named[str]] = (
    Named("abernathy", "00001 Abernathy v. Coastline Motors Piers Abernathy 2:25-cv-00917"),
    Named("whitcombe", "00003 Whitcombe v. Larkspur Catering Nora Whitcombe 3:26-cv-00412"),
    Named("lindqvist", "00012 Estate of R. Lindqvist Karin Lindqvist"),
    Named("old rowe", "00030 Rowe v. Meadow Poultry Tamsin Rowe", faded=True),
    Named("rowe", "00031 Rowe v. Stonegate Tamsin Rowe"),
    Named("mueller", "Jürgen Müller"),
    Named("lodz", "Łukasz Żółć-Straßer"),
    Named("tokyo", "東京電力 Holdings"),
)
NAMES = Names(FIRM)


def found_in(names: Names[str], typed: str, most: int = 50, recent: Sequence[str] = ()) -> list[str]:
    hits = names.find(typed, most, recent=recent)
    assert [one.cost for one in hits] == sorted(one.cost for one in hits)
    return [one.key for one in hits]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("whit", "whitcombe"),
        ("WHIT", "whitcombe"),
        ("larks nora", "whitcombe"),  # in any order
        ("v larkspur", "whitcombe"),
        ("wvl", "whitcombe"),  # initials
        ("nw", "whitcombe"),
        ("norwhi", "whitcombe"),  # pieces
        ("whitlark", "whitcombe"),
        ("combe", "whitcombe"),  # the middle
        ("3", "whitcombe"),  # its number, without zeros
        ("00003", "whitcombe"),
        ("26-cv-00412", "whitcombe"),
        ("3:26-cv-412", "whitcombe"),
        ("12", "lindqvist"),
        ("lindqvíst", "lindqvist"),
        ("estate lind", "lindqvist"),
        ("rowe", "rowe"),  # what is put away comes after it
        ("muller", "mueller"),
        ("mueller", "mueller"),
        ("MÜLLER j", "mueller"),
        ("lukasz zolc", "lodz"),
        ("strasser", "lodz"),
        ("東京", "tokyo"),
        ("電力", "tokyo"),
    ],
)
def test_what_is_meant_comes_first(typed: str, first: str) -> None:
    assert found_in(NAMES, typed)[:1] == [first]


@pytest.mark.parametrize(
    "typed", ["", "   ", "zeppelin", "whit zeppelin", "ew", "…", "[", "(?:", "\\", "^$.*+"]
)
def test_what_no_name_has_finds_none(typed: str) -> None:
    assert found_in(NAMES, typed) == []


def test_of_what_fits_as_well_the_recent_comes_first_and_never_before_what_fits_better() -> None:
    assert found_in(NAMES, "tamsin") == ["rowe", "old rowe"]
    names = Names([Named("whole", "Rowe"), Named("longer", "Rowell"), Named("other", "Rowell again")])
    assert found_in(names, "rowel") == ["longer", "other"]
    assert found_in(names, "rowel", recent=["other"]) == ["other", "longer"]
    assert found_in(names, "rowe", recent=["other"]) == ["whole", "other", "longer"]
    assert found_in(names, "rowe", 1, recent=["other"]) == ["whole"]


def test_a_beginning_comes_before_initials_before_pieces_before_the_middle() -> None:
    names = Names(
        [
            Named("middle", "Cabin"),
            Named("pieces", "Able Bind"),
            Named("initials", "Anna Beth Ina"),
            Named("begins", "Abigail"),
            Named("whole", "Abi"),
        ]
    )
    assert found_in(names, "abi") == ["whole", "begins", "initials", "pieces", "middle"]


LETTERS = st.text("abcdefghijklmnoprstuvwzäöüéßłøñ", min_size=1, max_size=8)
NAMES_OF_PEOPLE = st.lists(LETTERS, min_size=1, max_size=5).map(" ".join)


@given(st.lists(NAMES_OF_PEOPLE, min_size=1, max_size=12, unique=True), st.data())
def test_beginnings_of_its_words_in_any_order_find_a_name(firm: list[str], data: st.DataObject) -> None:
    names = Names([Named(one, one) for one in firm])
    meant = data.draw(st.sampled_from(firm))
    words = data.draw(st.permutations(meant.split()))
    typed = " ".join(word[: data.draw(st.integers(1, len(word)))] for word in words)
    assert meant in found_in(names, typed)
    assert meant in found_in(names, typed.upper())
    bare = "".join(one for one in unicodedata.normalize("NFKD", typed) if not unicodedata.combining(one))
    assert meant in found_in(names, bare), "without its accents"


@given(st.lists(NAMES_OF_PEOPLE, min_size=1, max_size=12, unique=True), st.data())
def test_initials_and_pieces_find_a_name(firm: list[str], data: st.DataObject) -> None:
    names = Names([Named(one, one) for one in firm])
    meant = data.draw(st.sampled_from(firm))
    words = fold(meant).split()
    assert meant in found_in(names, "".join(word[0] for word in words))
    kept = [word[: data.draw(st.integers(0, len(word)))] for word in words]
    if "".join(kept):
        assert meant in found_in(names, "".join(kept))


@given(st.lists(NAMES_OF_PEOPLE, max_size=12, unique=True), st.text(max_size=12))
def test_whatever_is_typed_every_letter_of_it_is_in_what_is_found(firm: list[str], typed: str) -> None:
    names = Names([Named(one, one) for one in firm])
    found = found_in(names, typed)
    assert len(set(found)) == len(found)
    for one in found:
        assert set(fold(typed)) - {" "} <= set(fold(one)) | set("aou"), "a spelling of ae, oe, ue apart"
    assert found_in(names, typed, 3) == found[:3] or len(found) > 3


@given(LETTERS, st.lists(LETTERS, max_size=6))
def test_pieces_are_what_trying_every_cut_says(typed: str, words: list[str]) -> None:
    def tried(rest: str, left: tuple[str, ...]) -> bool:
        if not rest:
            return True
        return any(
            left[place].startswith(rest[:cut]) and tried(rest[cut:], left[place + 1 :])
            for place in range(len(left))
            for cut in range(1, len(rest) + 1)
        )

    assert in_pieces(typed, words) == tried(typed, tuple(words))
