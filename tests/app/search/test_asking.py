"""The search box takes whatever is typed."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from datetime import date
from uuid import UUID

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from app.search.asking import Sort, parse, quoted
from app.search.completing import complete
from app.search.folding import fold, fold_with_places, for_index, phone_key, phone_keys, words_of
from app.search.marking import marks, snippet
from app.search.searching import count_found, search
from app.workspace import Workspace

TODAY = date(2026, 11, 23)
SYNTAX = st.text(
    alphabet=st.sampled_from("\"'*^:-+(){}[]<>=,.;!?/\\|&%$#@~`_ \t\n\0abNOTeéß“”«京٣\u202e🙂"), max_size=40
)
WORDS = st.sampled_from(
    ["AND", "OR", "NOT", "NEAR(", "NEAR", "said:", "matter:", 'client:"', "before:", "after:9999-99", "has:", "-", '"',
     "*", "^", "lease", "_e", "channel:", "{said}", "from:", "to:x", "by:m", "tag:-", "\0", "\ud800", "ﬁ", "İ"]
)  # fmt: skip
TYPED = st.one_of(
    SYNTAX,
    st.text(max_size=60),
    st.lists(WORDS, max_size=8).map(" ".join),
    st.lists(WORDS, max_size=8).map("".join),
)


@given(TYPED, st.booleans())
@example("-" * 70, True)
@example('"' * 33, False)
@example("a:" * 50, False)
def test_tokens_lie_in_the_text_in_order(text: str, typing: bool) -> None:
    asked = parse(text, TODAY, "mdy", typing=typing)
    end = 0
    for token in asked.tokens:
        assert token.start >= end
        assert token.length > 0
        end = token.start + token.length
        assert end <= len(text)
        assert token.value in text or token.operator == ""
        assert bool(token.why) is (token.sort is Sort.UNCLEAR)


@given(text=TYPED)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
def test_nothing_typed_raises(workspace: Workspace, log: Callable[..., UUID], text: str) -> None:
    if not search(workspace, parse("", TODAY)).rows:
        log("The lease, a ab abe e é ß 京 x")
    for typing in (True, False):
        asked = parse(text, TODAY, "mdy", typing=typing)
        page = search(workspace, asked)
        assert len(page.rows) == count_found(workspace, asked)
    with workspace.read() as reader:
        complete(reader, text, len(text))


@pytest.mark.parametrize(
    "text", ["a" * 1_000_000, '"' + "ab " * 400_000, "x " * 300_000, "\0" * 100_000, "-" * 500_000]
)
def test_a_megabyte_is_no_trouble(workspace: Workspace, text: str) -> None:
    for typing in (True, False):
        assert search(workspace, parse(text, TODAY, typing=typing)).rows == ()


@given(st.text(max_size=200))
def test_folding_is_steady_and_knows_its_places(text: str) -> None:
    folded, places = fold_with_places(text)
    assert folded == fold(text)
    assert fold(folded).split() == folded.split()
    assert fold(text.upper()).split() == fold(text.upper().lower()).split()
    assert places is None or (len(places) == len(folded) and places == sorted(places))
    assert all(letter.isalnum() or letter == " " for letter in folded if letter.isascii())
    assert words_of(unicodedata.normalize("NFD", text)) == words_of(unicodedata.normalize("NFC", text))


@given(st.text(max_size=80), st.text(max_size=12), st.text(max_size=80))
def test_marks_lie_in_the_text_in_order(before: str, word: str, after: str) -> None:
    text = f"{before} {word} {after}"
    asked = parse(word, TODAY)
    found = marks(text, asked)
    end = 0
    for one in found:
        assert one.start >= end
        assert one.length > 0
        end = one.start + one.length
    assert end <= len(text)
    wanted = [
        token
        for token in asked.tokens
        if token.sort in {Sort.WORD, Sort.PREFIX, Sort.PHRASE} and not token.excluded
    ]
    if wanted:
        assert found
        cut = snippet(text, asked)
        assert cut is not None
        assert all(one.start + one.length <= len(cut.text) for one in cut.marks)
        assert "\n" not in cut.text


@given(st.text(max_size=30))
def test_what_is_typed_stands_in_the_index_of_it(word: str) -> None:
    """The words asked for are words of what the text itself gives, one after the other."""
    asked, there = words_of(word), for_index(word).split()
    size = len(asked)
    places = range(len(there) - size + 1)
    assert not asked or any(
        there[at : at + size - 1] == asked[:-1] and there[at + size - 1].startswith(asked[-1])
        for at in places
    )


def test_a_number_is_the_same_however_it_is_written() -> None:
    for one in ("+1 (510) 555-0134", "510.555.0134", "15105550134", "5105550134", "001 510 555 0134"):
        assert phone_key("510 555 0134") in phone_keys(f"call {one}, please")
        assert phone_key("555-0134") in phone_keys(one)
    assert phone_keys("on 3 November at 15:05") == set()
    assert phone_key("26-cv-00412") is None


@pytest.mark.parametrize(
    "name", ["Foo “Bar” Baz", 'the "Big" one', "name*", "a:b", "(c)", "Whitcombe", "", "«x"]
)
def test_a_name_is_written_so_that_it_is_asked_for(name: str) -> None:
    (token,) = parse(f"client:{quoted(name)} ", date(2026, 11, 23)).tokens
    if name:
        assert (token.sort, token.operator, token.begins) == (Sort.FILTER, "client", False)
        assert words_of(token.value) == words_of(name)
