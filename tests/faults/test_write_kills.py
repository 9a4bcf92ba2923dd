"""Killed while they log calls: nothing that was acknowledged is lost, and the vault opens as before (VAULT.md)."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from tests.faults.killing import said_by

SCRIPT = Path(__file__).with_name("write_kills.py")
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="uses fork and SIGKILL")


@pytest.fixture(scope="module", params=[200, pytest.param(10_000, marks=pytest.mark.long)])
def found(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What so many kills left in one vault."""
    said: dict[str, Any] = said_by(SCRIPT, tmp_path_factory.mktemp("writes"), request.param)
    assert said["kills"] >= request.param
    return said


def test_no_acknowledged_call_is_lost(found: dict[str, Any]) -> None:
    assert found["killed_writing"] > found["kills"] / 4, "most were killed at their work"
    assert found["acknowledged"] > found["killed_writing"]
    assert found["lost"] == []
    assert found["fewer"] == 0, "nor was it missing for a while"


def test_of_what_was_not_acknowledged_at_most_the_one_that_was_being_said_is_there(
    found: dict[str, Any],
) -> None:
    assert found["more"] <= found["kills"]


def test_the_vault_and_its_trail_are_whole(found: dict[str, Any]) -> None:
    assert found["wrong"] == []
