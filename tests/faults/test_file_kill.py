"""Killed while a file is taken in: nothing of it stands in plain text, and its pieces are swept away a day later."""

from __future__ import annotations

import shutil
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from app.bootstrap import open_workspace
from app.contactlog.models import StoredFile, StoredPiece
from app.kernel.clock import FixedClock, SystemClock
from app.vault import lending
from app.verification import verify_workspace
from app.workspace import Workspace
from tests.support import ENVIRONMENT, PASSWORD
from ui.contactlog.keeper import sweep_files

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")


def pieces(workspace: Workspace) -> tuple[int, int]:
    """How many files and pieces the vault has."""
    with workspace.read() as reader:
        return tuple(
            reader.session.scalar(select(func.count()).select_from(table)) or 0
            for table in (StoredFile, StoredPiece)
        )  # type: ignore[return-value] # two of them


def test_a_kill_while_a_file_is_taken_in_leaves_nothing_for_long(
    made_vault: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "vault"
    shutil.copytree(made_vault, folder)
    state = tmp_path / "state"
    state.mkdir()
    done = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("file_kill.py")), str(folder)],
        env={**ENVIRONMENT, "XDG_STATE_HOME": str(state), "HOME": str(tmp_path), "TMPDIR": str(tmp_path)},
        capture_output=True,
        check=False,
    )
    assert done.returncode == -9, done.stderr
    found = [path.name for path in tmp_path.rglob("*") if path.is_file() and b"zalfink" in path.read_bytes()]
    assert found == []
    (copy,) = state.rglob("a.txt")
    monkeypatch.setattr(lending, "state_folder", lambda: copy.parents[3])
    assert lending.take_back_all()
    assert not copy.exists()
    workspace = open_workspace(folder, PASSWORD, clock=SystemClock())
    try:
        assert pieces(workspace) == (1, 2)
        sweep_files(workspace)
        assert pieces(workspace) == (1, 2), "a day is given to go on with the form"
        assert all(check.ok for check in verify_workspace(workspace))
    finally:
        workspace.lock()
    later = open_workspace(folder, PASSWORD, clock=FixedClock(SystemClock().now() + timedelta(days=2)))
    try:
        sweep_files(later)
        assert pieces(later) == (0, 0)
    finally:
        later.lock()
