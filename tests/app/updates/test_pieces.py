"""Whatever the writer does to a draft, no piece is lost, and what is kept of it comes back."""

from __future__ import annotations

import json
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.updates import (
    Length,
    UpdateDraft,
    add_words,
    arrange,
    compose,
    move,
    read_back,
    reword,
    spelled,
    tick,
    with_length,
)

KEYS = st.sampled_from([str(number) for number in range(11)])
ANY = settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])


@ANY
@given(
    steps=st.lists(st.tuples(KEYS, st.integers(-12, 12), st.booleans()), max_size=12),
    keys=st.lists(KEYS, max_size=11),
)
def test_no_order_loses_a_piece(
    steps: list[tuple[str, int, bool]], keys: list[str], draft: UpdateDraft
) -> None:
    found = draft
    for key, by, on in steps:
        found = tick(move(found, key, by), key, on=on)
    found = arrange(found, keys)
    assert sorted(one.key for one in found.pieces) == sorted(one.key for one in draft.pieces)
    said = compose(found).plain
    places = [said.find(one.text) for one in found.ticked]
    assert -1 not in places
    assert places == sorted(places)


@ANY
@given(text=st.text(st.characters(), max_size=80), length=st.sampled_from(Length), key=KEYS)
def test_what_is_kept_comes_back(text: str, length: Length, key: str, draft: UpdateDraft) -> None:
    written = replace(
        reword(add_words(draft, text), key, text, text), greeting=text, opening=text, subject=text
    )
    written = with_length(written, length)
    assert read_back(json.loads(json.dumps(spelled(written)))) == written


@ANY
@given(
    values=st.dictionaries(
        st.sampled_from(["pieces", "since", "length", "matter"]), st.integers() | st.none()
    )
)
def test_what_another_version_wrote_is_no_draft_and_no_bug(
    values: dict[str, object], draft: UpdateDraft
) -> None:
    assert read_back({**spelled(draft), **values}) is None or not values.keys() - {"since"}
