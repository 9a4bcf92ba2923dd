"""Values through the pipe: what comes out is what went in, and foreign bytes are only ever values."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.apart.packing import pack, unpack


class Kind(StrEnum):
    ONE = "one"
    TWO = "two"


@dataclass(frozen=True, slots=True)
class Leaf:
    content: bytes
    day: date | None


@dataclass(frozen=True, slots=True)
class Tree:
    name: str
    kind: Kind
    at: datetime | None
    leaves: tuple[Leaf, ...]
    inside: tuple[Tree, ...]
    which: Leaf | Kind | None
    pair: tuple[int, bool]


sys.modules[__name__] = sys.modules.get(__name__) or type(sys)(__name__)
vars(sys.modules[__name__]).update(Tree=Tree, Leaf=Leaf, Kind=Kind, date=date, datetime=datetime)

leaves = st.builds(Leaf, st.binary(max_size=50), st.none() | st.dates())
trees = st.recursive(
    st.builds(
        Tree,
        st.text(),
        st.sampled_from(Kind),
        st.none() | st.datetimes(timezones=st.just(UTC)),
        st.lists(leaves, max_size=3).map(tuple),
        st.just(()),
        st.none() | leaves | st.sampled_from(Kind),
        st.tuples(st.integers(), st.booleans()),
    ),
    lambda inner: st.builds(
        Tree,
        st.text(),
        st.sampled_from(Kind),
        st.none(),
        st.just(()),
        st.lists(inner, max_size=3).map(tuple),
        st.none(),
        st.tuples(st.integers(), st.booleans()),
    ),
    max_leaves=8,
)


@given(trees)
def test_what_comes_out_is_what_went_in(tree: Tree) -> None:
    assert unpack(Tree, pack(Tree, tree)) == tree


def test_halves_of_characters_come_through() -> None:
    leaf = Leaf(b"", None)
    tree = Tree("\ud800", Kind.ONE, None, (leaf,), (), leaf, (1, True))
    assert unpack(Tree, pack(Tree, tree)) == tree


@given(st.binary(max_size=200))
def test_foreign_bytes_are_a_value_or_an_error(data: bytes) -> None:
    try:
        found = unpack(Tree, data)
    except ValueError:
        return
    assert isinstance(found, Tree)


@pytest.mark.parametrize("cut", [1, 5, 30])
def test_a_cut_answer_is_an_error(cut: int) -> None:
    data = pack(Leaf, Leaf(b"abcdef" * 10, None))
    with pytest.raises(ValueError, match="length"):
        unpack(Leaf, data[:-cut])
