"""Rotations that are killed on their way, while somebody else writes: nothing acknowledged is lost (VAULT.md)."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from tests.faults.killing import said_by

SCRIPT = Path(__file__).with_name("rotation_race.py")
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="uses fork and SIGKILL")


@pytest.fixture(scope="module", params=[20, pytest.param(1000, marks=pytest.mark.long)])
def found(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What so many rotations left, most of them killed."""
    said: dict[str, Any] = said_by(SCRIPT, tmp_path_factory.mktemp("race"), request.param)
    return said


def test_no_acknowledged_write_is_lost(found: dict[str, Any]) -> None:
    assert found["acknowledged"] > 20
    assert not found["writer_ended"], "the writer was told what to do each time"
    assert found["lost"] == []
    assert found["twice"] == 0
    assert found["more"] in {0, 1}, "at most the one that was being said"


def test_each_was_whole_or_had_not_been(found: dict[str, Any]) -> None:
    assert found["killed"] > 2
    assert found["ended"] > 2
    assert found["epoch"] >= found["ended"] + 1
    assert found["wrong"] == []


def test_the_next_unlocking_leaves_nothing_of_them(found: dict[str, Any]) -> None:
    assert found["left"] == []
    assert found["data"] == [f"data-{found['epoch']}.db"]
