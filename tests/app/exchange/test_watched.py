"""The import folder: what is whole and was not taken is offered; nothing in it changes."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from app.exchange.watched import WatchedFolder, note_taken, taken_keys
from app.vault import attempts
from app.workspace import Workspace


@pytest.fixture(autouse=True)
def _own_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attempts, "state_folder", lambda: tmp_path / "state")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "Scans"
    made.mkdir()
    return made


def _names(watched: WatchedFolder) -> list[str]:
    return [one.path.name for one in watched.look()]


def test_a_file_is_offered_when_nobody_writes_to_it_any_more(workspace: Workspace, folder: Path) -> None:
    watched = WatchedFolder(workspace.vault, folder)
    (folder / "a.eml").write_text("half", encoding="utf-8")
    assert _names(watched) == []
    (folder / "a.eml").write_text("half and whole", encoding="utf-8")
    assert _names(watched) == []
    assert _names(watched) == ["a.eml"]
    assert _names(watched) == ["a.eml"], "until it is taken"


def test_what_was_taken_is_known_by_its_content_after_a_restart_too(
    workspace: Workspace, folder: Path
) -> None:
    watched = WatchedFolder(workspace.vault, folder)
    (folder / "a.eml").write_text("one", encoding="utf-8")
    (folder / "b.eml").write_text("two", encoding="utf-8")
    watched.look()
    first, second = watched.look()
    note_taken(workspace.vault, [first.key])
    assert _names(watched) == ["b.eml"]
    (folder / "a.eml").rename(folder / "c.eml")
    again = WatchedFolder(workspace.vault, folder)
    again.look()
    assert _names(again) == ["b.eml"], "under another name it is the same"
    (folder / "c.eml").write_text("three", encoding="utf-8")
    again.look()
    assert _names(again) == ["b.eml", "c.eml"], "other content under the name is another"
    assert sorted(one.name for one in folder.iterdir()) == ["b.eml", "c.eml"]
    assert second.key not in taken_keys(workspace.vault)


def test_a_long_file_changed_in_its_middle_is_another(
    workspace: Workspace, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.exchange.watched.WHOLE_BYTES", 10)
    monkeypatch.setattr("app.exchange.watched._BLOCK", 4)
    file = folder / "box.mbox"
    file.write_bytes(b"a" * 50)
    watched = WatchedFolder(workspace.vault, folder)
    watched.look()
    (one,) = watched.look()
    note_taken(workspace.vault, [one.key])
    file.write_bytes(b"a" * 25 + b"b" + b"a" * 24)
    os.utime(file, ns=(1, 1))
    watched.look()
    assert _names(watched) == ["box.mbox"]


def test_a_folder_that_is_away_or_the_vaults_own_holds_nothing(workspace: Workspace, tmp_path: Path) -> None:
    for folder in (tmp_path / "away", workspace.vault.folder, workspace.vault.folder.parent):
        watched = WatchedFolder(workspace.vault, folder)
        watched.look()
        assert watched.look() == ()


def test_a_list_that_was_spoiled_is_empty(workspace: Workspace, folder: Path) -> None:
    note_taken(workspace.vault, ["one"])
    assert taken_keys(workspace.vault) == {"one"}
    from app.exchange.watched import _list

    for spoiled in (b"", b"\xff\x00", b'{"a": 1}', b"[1, null]"):
        _list(workspace.vault).write_bytes(spoiled)
        assert taken_keys(workspace.vault) == frozenset()


@pytest.mark.skipif(sys.platform == "win32", reason="pipes of Unix")
def test_a_pipe_in_the_folder_keeps_nobody_waiting(workspace: Workspace, folder: Path) -> None:
    os.mkfifo(folder / "pipe")
    watched = WatchedFolder(workspace.vault, folder)
    watched.look()
    assert watched.look() == ()
