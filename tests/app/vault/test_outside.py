"""What leaves the vault as a file never takes the place of what the vault is made of, nor of what is no file."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from app.kernel.errors import Refused
from app.vault.outside import Outgoing, write_outside
from tests.support import Cli


def test_what_stands_there_is_replaced_only_by_a_finished_file(tmp_path: Path) -> None:
    file = tmp_path / "new" / "report.pdf"
    write_outside(file, b"first", what="report")
    out = Outgoing(file, what="report")
    out.write(b"half")
    assert file.read_bytes() == b"first"
    out.give_up()
    assert [one.name for one in file.parent.iterdir()] == ["report.pdf"]
    write_outside(file, iter([b"sec", b"ond"]), what="report")
    assert file.read_bytes() == b"second"


def test_a_name_that_is_no_text_is_refused(tmp_path: Path) -> None:
    """Bytes of another age, as Python has them from the command line: the trail could not say them."""
    with pytest.raises(Refused) as told:
        write_outside(tmp_path / "B\udcfcro.pdf", b"words", what="report")
    assert told.value.code == "bad-name"
    assert not list(tmp_path.iterdir())


def test_a_file_beside_it_is_nobody_elses(tmp_path: Path) -> None:
    mine = tmp_path / "report.pdf.part"
    mine.write_bytes(b"mine")
    write_outside(tmp_path / "report.pdf", b"report", what="report")
    assert mine.read_bytes() == b"mine"


@pytest.mark.parametrize("name", ["data-1.db", "header.json", "vault.lock", "backups/one", "new/deep.pdf"])
def test_never_into_a_vault(vault_folder: Path, cli: Cli, name: str) -> None:
    before = {one: one.read_bytes() for one in vault_folder.rglob("*") if one.is_file()}
    with pytest.raises(Refused) as caught:
        write_outside(vault_folder / name, b"%PDF", what="report")
    assert caught.value.code == "inside-the-vault"
    assert {one: one.read_bytes() for one in vault_folder.rglob("*") if one.is_file()} == before


@pytest.mark.skipif(sys.platform == "win32", reason="makes a link to a folder and a pipe")
def test_nor_by_another_name_for_it_nor_over_a_pipe(vault_folder: Path, tmp_path: Path) -> None:
    (tmp_path / "shortcut").symlink_to(vault_folder)
    with pytest.raises(Refused) as caught:
        write_outside(tmp_path / "shortcut" / "data-1.db", b"%PDF", what="report")
    assert caught.value.code == "inside-the-vault"
    os.mkfifo(tmp_path / "pipe")
    for name in ("pipe", "shortcut"):
        with pytest.raises(Refused) as caught:
            write_outside(tmp_path / name, b"%PDF", what="report")
        assert caught.value.code == "not-a-file"


def test_by_command(vault_folder: Path, cli: Cli) -> None:
    cli("client", "add", "--first-name", "Nora", "--last-name", "Whitcombe")
    number = cli("matter", "add", "--title", "Whitcombe", "--client", "Nora Whitcombe").json["number"]
    ran = cli("report", "status", "--matter", number, "--out", str(vault_folder / "data-1.db"))
    assert (ran.status, ran.json["error"]["code"]) == (1, "inside-the-vault")
    assert cli("verify").status == 0
