"""Whatever moment the set-up of a firm is killed at, what was answered and settled is there, and it can be taken up."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from app.drafts.first_hour import Step
from tests.faults.killing import lines_of

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the script forks")
FILES = ["data-1.db", "header.json", "header.json.bak"]
ASKED = ("", "place", "you", "password")
_LONG = pytest.mark.long


@pytest.mark.parametrize(
    ("begin", "step"),
    [
        ("questions", 211),
        ("hour", 11),
        pytest.param("questions", 3, marks=_LONG),
        pytest.param("hour", 1, marks=_LONG),
    ],
)
def test_it_can_be_taken_up(tmp_path: Path, begin: str, step: int) -> None:
    runs = lines_of(Path(__file__).with_name("founding_kills.py"), tmp_path, begin, step)
    assert len(runs) > 4, "it is killed on its way"
    assert runs[-1]["where"] is None, "and comes to its end at last"
    for one in runs:
        said, steps = one["said"], list(Step)
        assert one["wrong"] == [], one
        assert one["people"] == ["Maria Delgado"], one
        assert one["files"] == FILES, "whatever was left half made is gone"
        if "made" in said:
            assert one["was_there"], one
        if not one["was_there"]:  # the vault is not there yet: the questions stand where they were left
            answered = [word.removeprefix("at ") for word in said]
            assert ASKED.index(one["at"]) >= ASKED.index(answered[-1] if answered else ""), one
        done = [step for step in steps if step in said]
        assert one["left"] in (steps[len(done) :], steps[len(done) + 1 :]), "what was settled stays so"
