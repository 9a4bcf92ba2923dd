"""Whatever moment the answer to an access request is killed at, its file is whole or not there, and what was given is
kept with the file's own hash."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.faults.killing import lines_of

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the script forks")


@pytest.mark.parametrize("kind", ["zip", "pdf"])
@pytest.mark.parametrize("step", [9, pytest.param(1, marks=pytest.mark.long)])
def test_whole_or_not_there(tmp_path: Path, kind: str, step: int) -> None:
    runs = lines_of(Path(__file__).with_name("access_kills.py"), tmp_path, kind, step)
    assert len(runs) > 4, "it is killed on its way"
    assert runs[-1]["where"] is None
    assert runs[-1]["said"] == ["given"], "and comes to its end at last"
    for one in runs:
        assert one["wrong"] == [], one
        assert one["stands"] != "torn", one
        if one["said"]:
            assert (one["given"], one["stands"]) == (1, "kept"), "what was acknowledged"
        if one["given"]:
            assert one["stands"] == "kept", one
        elif one["stands"] != "older":
            # Between its place and the commit: no file and no database share one. What stood there lies beside.
            assert (one["stands"], one["beside"][".before"]) == ("whole", True), one
        assert one["again"] == [one["given"] + 1, "kept", []], "made once more, it is there and kept"
