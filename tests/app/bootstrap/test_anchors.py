"""A cut end of the trail and an older copy of the vault are seen, and a backup restored on purpose is neither."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from app.bootstrap import open_workspace
from app.clients.commands import ClientDetails, add_client
from app.kernel.clock import FixedClock
from app.vault import attempts
from app.vault.backup import backup, default_file, restore
from app.verification import verify_workspace
from app.workspace import Workspace
from tests.support import PASSWORD


def _add(workspace: Workspace, name: str) -> None:
    with workspace.write() as tx:
        add_client(tx, ClientDetails(first_name=name, last_name="Whitcombe"))


def _trail(folder: Path, clock: FixedClock) -> tuple[bool, str]:
    workspace = open_workspace(folder, PASSWORD, clock=clock)
    (check,) = (one for one in verify_workspace(workspace) if one.name == "audit_trail")
    workspace.vault.lock()
    return check.ok, check.detail


def test_an_older_copy_put_in_place_is_seen(vault_folder: Path, tmp_path: Path, clock: FixedClock) -> None:
    shutil.copytree(vault_folder, tmp_path / "older")
    workspace = open_workspace(vault_folder, PASSWORD, clock=clock)
    _add(workspace, "Nora")
    workspace.lock()
    assert _trail(vault_folder, clock)[0]
    shutil.rmtree(vault_folder)
    shutil.copytree(tmp_path / "older", vault_folder)
    ok, said = _trail(vault_folder, clock)
    assert not ok
    assert "are missing: on 23 November 2026 there were" in said
    again = open_workspace(vault_folder, PASSWORD, clock=clock)
    for name in ("Nora", "Silas", "Ann"):  # longer than before, but not the same
        _add(again, name)
    again.lock()
    assert "is not the one that was remembered" in _trail(vault_folder, clock)[1]


def test_a_backup_is_an_anchor_where_the_machine_remembers_nothing(
    vault_folder: Path, tmp_path: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(vault_folder, tmp_path / "older")
    workspace = open_workspace(vault_folder, PASSWORD, clock=clock)
    _add(workspace, "Nora")
    backup(workspace.vault, default_file(workspace.vault))
    workspace.lock()
    monkeypatch.setattr(attempts, "state_folder", lambda: tmp_path / "another machine")
    shutil.copytree(vault_folder / "backups", tmp_path / "older" / "backups")
    assert not _trail(tmp_path / "older", clock)[0]
    assert _trail(vault_folder, clock)[0]


def test_what_was_restored_on_purpose_is_no_cut(
    vault_folder: Path, tmp_path: Path, clock: FixedClock
) -> None:
    workspace = open_workspace(vault_folder, PASSWORD, clock=clock)
    info = backup(workspace.vault, tmp_path / "one.liaison-backup")
    _add(workspace, "Nora")
    workspace.lock()
    shutil.rmtree(vault_folder)
    clock.advance(timedelta(hours=1))
    restore(info.file, vault_folder, PASSWORD, clock=clock).lock()
    assert _trail(vault_folder, clock)[0]
