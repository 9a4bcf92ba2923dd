"""What changed in a text: words in a line, lines beside each other."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from app.wording.differences import MOST_WORDS, Pair, Run, gathered, line_pairs, word_diff

LINES = st.lists(st.text("ab #-|", max_size=12), max_size=8).map("\n".join)


def test_a_line_that_was_changed_stands_beside_what_it_became() -> None:
    old = "# Letters\nWe answer within two working days.\nA letter is scanned."
    new = "# Letters\nWe answer within one working day.\nA letter is scanned.\nIt is filed the same day."
    assert [one for one in line_pairs(old, new) if not one.same] == [
        Pair("We answer within two working days.", "We answer within one working day."),
        Pair("", "It is filed the same day."),
    ]


def test_lines_that_have_nothing_in_common_are_two() -> None:
    assert line_pairs("Call the client.", "Nobody signs for another.") == (
        Pair("Call the client.", ""),
        Pair("", "Nobody signs for another."),
    )


def test_words_next_to_each_other_are_said_as_one() -> None:
    runs = Pair("within two working days", "within one calendar day").runs
    assert [run for run in runs if run.kind != "same"] == [
        Run("gone", "two working days"),
        Run("new", "one calendar day"),
    ]


def test_a_figure_is_one_word() -> None:
    runs = Pair("Estimate: $7,500 to $9,000 by 3:30", "Estimate: $12,000 to $14,000 by 4:30").runs
    assert [run.text for run in runs if run.kind != "same"] == [
        "$7,500",
        "$12,000",
        "$9,000",
        "$14,000",
        "3:30",
        "4:30",
    ]


@given(LINES, LINES)
def test_both_texts_come_out_whole(old: str, new: str) -> None:
    pairs = line_pairs(old, new)
    assert [one.before for one in pairs if one.before] == [line for line in old.split("\n") if line]
    assert [one.after for one in pairs if one.after] == [line for line in new.split("\n") if line]
    for pair in pairs:
        assert "".join(run.text for run in pair.runs if run.kind != "new") == pair.before
        assert (
            "".join(run.text for run in gathered(word_diff(pair.before, pair.after)) if run.kind != "gone")
            == pair.after
        )


@given(
    st.lists(st.sampled_from(["one ", "two ", "three. "]), max_size=30),
    st.lists(st.sampled_from(["one ", "two ", "three. "]), max_size=30),
)
@settings(max_examples=25)
def test_a_long_text_shows_what_changed_in_it(before: list[str], after: list[str]) -> None:
    """It was shown as wholly replaced."""
    long = "word " * MOST_WORDS
    old, new = f"{long}{''.join(before)}{long}", f"{long}{''.join(after)}{long}"
    runs = word_diff(old, new)
    assert "".join(run.text for run in runs if run.kind != "new") == old
    assert "".join(run.text for run in runs if run.kind != "gone") == new
    assert sum(len(run.text) for run in runs if run.kind != "same") <= len("".join((*before, *after)))
