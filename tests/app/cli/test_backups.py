"""`backup`, `restore`, `verify FILE`: their words are a contract (CLI.md)."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from app.backups.commands import set_place
from app.bootstrap import open_workspace
from app.kernel.clock import FixedClock
from app.vault.lock import WindowLock
from app.vault.passwords import change_password
from app.workspace import Workspace
from tests.support import ENVIRONMENT, MONDAY, PASSWORD, Cli


def test_a_backup_goes_into_the_vaults_own_folder(cli: Cli, vault_folder: Path) -> None:
    ran = cli("backup")
    assert ran.status == 0, ran.err
    assert set(ran.json) == {"file", "entries", "audit_head"}
    file = Path(ran.json["file"])
    assert (file.parent, ran.json["entries"]) == (vault_folder / "backups", 0)
    assert ran.json["audit_head"]["seq"] >= 2
    assert len(ran.json["audit_head"]["mac"]) == 64
    assert cli("verify", str(file)).json["ok"] is True


def test_or_where_it_is_told_to(cli: Cli, tmp_path: Path) -> None:
    out = tmp_path / "away" / "friday.liaison-backup"
    ran = cli("backup", "--out", str(out))
    assert (ran.status, Path(ran.json["file"])) == (0, out)
    assert [path.name for path in out.parent.iterdir()] == [out.name]
    before = out.read_bytes()
    assert cli("backup", "--out", str(out)).status == 0, "a nightly job writes the same file again"
    assert out.read_bytes() != before
    ran = cli("backup", "--out", str(tmp_path))
    assert (ran.status, ran.json["error"]["code"]) == (1, "not-a-file")


def test_it_is_restored_into_a_new_folder(cli: Cli, tmp_path: Path, vault_folder: Path) -> None:
    file = cli("backup").json["file"]
    anew = tmp_path / "anew"
    ran = cli("restore", file, "--to", str(anew), vault=tmp_path / "no vault here")
    assert (ran.status, ran.json) == (0, {"vault": str(anew)})
    assert all(check["ok"] for check in cli("verify", vault=anew).json["checks"])
    actions = [event["action"] for event in cli("audit", vault=anew).json["events"]]
    assert "restored" in actions
    ran = cli("restore", file, "--to", str(vault_folder))
    assert (ran.status, ran.json["error"]["code"]) == (1, "vault-exists")


def test_the_exit_status_says_what_was_wrong(cli: Cli, tmp_path: Path, vault_folder: Path) -> None:
    file = Path(cli("backup").json["file"])
    anew, nowhere = tmp_path / "anew", tmp_path / "nowhere"
    assert cli("restore", str(tmp_path / "none"), "--to", str(anew)).status == 1
    assert cli("verify", str(tmp_path / "none")).json["error"]["code"] == "no-file"
    (tmp_path / "password").write_text("guess\n")
    assert cli("restore", str(file), "--to", str(anew)).status == 3
    assert cli("verify", str(file), vault=nowhere).status == 3
    (tmp_path / "password").write_text(PASSWORD + "\n")
    content = bytearray(file.read_bytes())
    content[-5000] ^= 4
    file.write_bytes(content)
    for vault in (vault_folder, nowhere):
        assert cli("verify", str(file), vault=vault).status == 4
    assert cli("restore", str(file), "--to", str(anew)).status == 4
    assert not list(anew.glob("*")), "nothing half made"


def test_a_backup_is_checked_where_its_vault_is_not(cli: Cli, tmp_path: Path) -> None:
    away = tmp_path / "usb" / "one.liaison-backup"
    away.parent.mkdir()
    shutil.copy(cli("backup").json["file"], away)
    ran = cli("verify", str(away), vault=tmp_path / "nowhere")
    assert (ran.status, ran.json["ok"]) == (0, True)
    assert not (tmp_path / "nowhere").exists()


def test_one_from_before_the_password_was_changed(cli: Cli, vault_folder: Path, tmp_path: Path) -> None:
    file = cli("backup").json["file"]
    workspace = open_workspace(vault_folder, PASSWORD, clock=FixedClock(MONDAY))
    change_password(workspace.vault, PASSWORD, "another horse")
    workspace.lock()
    assert cli("verify", file).status == 0, "by the password of then"
    (tmp_path / "password").write_text("another horse\n")
    assert cli("verify", file).status == 0, "and by today's, with the vault's key"
    actions = [event["action"] for event in cli("audit").json["events"]]
    assert "sign-in failed" not in actions, "nobody guessed"


def test_who_guesses_at_a_backup_waits_and_is_told_of(cli: Cli, tmp_path: Path) -> None:
    file = cli("backup", at=None).json["file"]
    (tmp_path / "password").write_text("guess\n")
    codes = [
        cli("restore", file, "--to", str(tmp_path / "anew"), at=None).json["error"]["code"] for _ in range(4)
    ]
    assert codes == ["wrong-password"] * 3 + ["too-many-tries"]


def test_it_works_beside_an_open_window(cli: Cli, vault_folder: Path) -> None:
    with WindowLock.take(vault_folder, FixedClock(MONDAY)):
        assert cli("backup").status == 0


def test_a_second_place_that_is_not_there_is_told_and_no_failure(
    cli: Cli, workspace: Workspace, tmp_path: Path
) -> None:
    (tmp_path / "disk").mkdir()
    with workspace.write() as tx:
        set_place(tx, workspace.vault, tmp_path / "disk")
    assert "second place" not in cli("backup").err
    shutil.rmtree(tmp_path / "disk")
    ran = cli("backup", at=None)
    assert ran.status == 0
    assert "second place for backups is not there" in ran.err


@pytest.mark.parametrize("command", ["backup", "restore"])
def test_help_names_what_there_is(command: str) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "app", command, "--help"],
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert {"backup": "--out", "restore": "--to"}[command] in ran.stdout


@pytest.mark.skipif(sys.platform != "linux", reason="places that only Linux has")
@pytest.mark.parametrize(("out", "code"), [("/proc/x/y", "no-folder"), ("/" + "a" * 300, "not-a-file")])
def test_a_place_where_nothing_can_be_is_said(cli: Cli, out: str, code: str) -> None:
    ran = cli("backup", "--out", out)
    assert (ran.status, ran.json["error"]["code"]) == (1, code)
