"""Killed at any system call, a vault is as it was before or as it was to become: never neither."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.faults.killing import points_of

SCRIPT = Path(__file__).with_name("vault_kills.py")
pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="uses fork and SIGKILL to die at an exact point"
)


def _run(work: str, folder: Path, step: int = 1) -> list[tuple[str, object, str]]:
    return [(where, killed, found) for where, killed, found in points_of(SCRIPT, work, folder, step)]


def test_changing_a_password(tmp_path: Path) -> None:
    points = _run("change_password", tmp_path)
    found = [state for _, _, state in points]
    turn = found.index("new")
    assert set(found[:turn]) == {"old"}
    assert set(found[turn:]) == {"new"}
    assert points[turn][0] == "after replace"
    assert len(points) > 20


def test_creating_a_vault(tmp_path: Path) -> None:
    found = [state for _, _, state in _run("create_new", tmp_path)]
    assert set(found) == {"no-vault, then old", "old"}
    assert found == sorted(found), "once it is there, it stays"


def test_making_a_backup(tmp_path: Path) -> None:
    assert {state for _, _, state in _run("back_up", tmp_path)} == {"old and a good backup"}


def test_restoring_a_backup(tmp_path: Path) -> None:
    found = [state for _, _, state in _run("restore", tmp_path)]
    assert set(found) == {"no-vault, then old", "old"}
    assert found == sorted(found)


@pytest.mark.parametrize("step", [4, pytest.param(1, marks=pytest.mark.long)])
def test_removing_somebody_with_a_new_key(tmp_path: Path, step: int) -> None:
    """Old or new at every call: in the old state both get in, in the new one Ann alone; nothing of it is left over."""
    points = _run("remove_bob", tmp_path, step)
    found = [state for _, _, state in points]
    before = "Ann finds ['Ann', 'Bob'] and 300 notes; Bob finds ['Ann', 'Bob'] and 300 notes"
    after = "Ann finds ['Ann'] and 300 notes"
    turn = found.index(after)
    assert set(found[:turn]) == {before}
    assert set(found[turn:]) == {after}
    assert points[turn][0] == "after replace" or step > 1
    assert len(points) > 60 // step


@pytest.mark.parametrize("step", [5, pytest.param(1, marks=pytest.mark.long)])
def test_a_new_recovery_key(tmp_path: Path, step: int) -> None:
    """One of the two sheets opens the vault, whatever moment it is killed at, and nothing of the other is left."""
    points = _run("new_recovery", tmp_path, step)
    found = [state for _, _, state in points]
    turn = found.index("new")
    assert set(found[:turn]) == {"old"}
    assert set(found[turn:]) == {"new"}
    assert points[turn][0] == "after replace" or step > 1
    assert len(points) > 60 // step
