"""What is typed is looked over a little at a time, with the same outcome as at once."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.plain.jargon import WordList, usual
from app.plain.looking import Plainness, look_over
from app.plain.typed import PIECE, Looked, TypedText

PARTS = [
    "lien",
    "Affidavits",
    "the court met.",
    "(",
    ", that is",
    "😀",
    "Mr.",
    "!",
    "\u2028",
    "a\u0301",
    "depose",
]
PARAGRAPHS = st.lists(st.lists(st.sampled_from(PARTS), max_size=30).map(" ".join), max_size=8)


def looked(typed: TypedText, paragraphs: list[str]) -> Looked:
    *between, found = typed.look_over(paragraphs)
    assert not any(between)
    assert found is not None
    return found


@given(PARAGRAPHS, PARAGRAPHS)
def test_in_slices_as_at_once_and_after_a_change(first: list[str], then: list[str]) -> None:
    typed = TypedText(usual())
    for paragraphs in (first, then, first):
        assert looked(typed, paragraphs).plainness == look_over("\n".join(paragraphs))


@given(PARAGRAPHS)
def test_each_place_is_marked_unless_the_text_has_explained_it(paragraphs: list[str]) -> None:
    found = looked(TypedText(usual()), paragraphs)
    assert len(found.marks) == len(paragraphs)
    for paragraph, terms in zip(paragraphs, found.marks, strict=True):
        assert all(paragraph[one.begin : one.end] == one.word for one in terms)
    assert {one.word for one in found.plainness.jargon} <= {
        one.word for terms in found.marks for one in terms
    }


def test_a_paragraph_without_an_end_is_read_in_pieces() -> None:
    text = ("The lien of the neighbour was put on the house by the court. " * 400).strip()
    found = looked(TypedText(usual()), [text])
    assert found.plainness == Plainness(found.plainness.reading, look_over(text).jargon)  # type: ignore[union-attr] # English
    assert found.plainness.reading.words == 400 * 13
    assert len(found.marks[0]) == 400
    assert looked(TypedText(usual()), ["x" * 3 * PIECE]).plainness.reading.words == 3


class _Counting(WordList):
    """Counts the letters that are read."""

    read = 0

    def mentions(self, text: str) -> list[object]:  # type: ignore[override] # what comes back is handed on
        self.read += len(text)
        return list(super().mentions(text))


def test_only_what_changed_is_read_again_and_there_are_pauses() -> None:
    words = _Counting({"lien": "claim"})
    typed = TypedText(words)
    paragraphs = [f"Paragraph {number} of the lien." for number in range(2000)]
    pauses = [one is None for one in typed.look_over(paragraphs, lambda: True)]
    assert pauses == [True] * 2000 + [False]
    before, paragraphs[7] = words.read, "Another."
    looked(typed, paragraphs)
    assert words.read - before == len("Another.")
