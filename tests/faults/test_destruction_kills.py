"""Whatever moment a destruction is killed at, the vault is whole and all of the matter is there, or nothing of it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.faults.killing import lines_of

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the script forks")
STEP = 11
"""Of a few hundred moments; each run takes a third of a second."""


def test_all_or_nothing(tmp_path: Path) -> None:
    runs = lines_of(Path(__file__).with_name("destruction_kills.py"), tmp_path, STEP)
    assert len(runs) > 10, "it is killed on its way"
    assert runs[-1]["where"] is None, "and comes to its end at last"
    for one in runs:
        assert one["failed"] == [], one
        assert (one["matters"], one["certificates"]) in {(1, 0), (0, 1)}, one
        assert one["left"] == (one["matters"] == 1), one
        data = [name for name in one["files"] if name.startswith(("data-", "rotation-"))]
        assert data == [f"data-{1 + one['certificates']}.db"], one
    assert {one["matters"] for one in runs[:-1]} >= {1}
