"""What leaves the vault as a file never takes the place of what the vault is made of, nor of what is no file."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path
from time import time

import pytest

from app.kernel.errors import MachineTrouble, Refused
from app.vault.leaving import send_out
from app.vault.outside import Outgoing, cannot_write, write_outside
from app.vault.target import half_made, kept_beside
from app.workspace import Workspace
from tests.support import Cli


def test_what_stands_there_is_replaced_only_by_a_finished_file(tmp_path: Path) -> None:
    file = tmp_path / "new" / "report.pdf"
    write_outside(file, b"first")
    out = Outgoing(file)
    out.write(b"half")
    assert file.read_bytes() == b"first"
    out.give_up()
    assert [one.name for one in file.parent.iterdir()] == ["report.pdf"]
    write_outside(file, iter([b"sec", b"ond"]))
    assert file.read_bytes() == b"second"


def test_what_a_killed_save_left_goes_with_the_next_one_after_a_day(tmp_path: Path) -> None:
    """It has the document's words in the clear. A younger one may still be written."""
    file = tmp_path / "report [1].pdf"
    ours, young, others = (half_made(one, "part")[0] for one in (file, file, tmp_path / "report 1.pdf"))
    mine = tmp_path / "report [1].pdf.mine.part"
    long_ago = time() - 90_000
    for one in (ours, young, others, mine):
        one.touch()
        os.utime(one, (long_ago, long_ago))
    os.utime(young)
    write_outside(file, b"report")
    assert set(tmp_path.iterdir()) == {file, young, others, mine}


def test_what_is_replaced_stands_in_its_place_until_it_is(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ended right before the new one is there, it would have gone; and ended right after that, the old one stays beside
    until the next save."""
    room = tmp_path / "room"
    file = room / "answer.zip"

    def save(content: bytes) -> None:
        send_out(workspace, file, content, lambda tx: tx.record("exported", "client_update", tx.actor))

    def ended(self: Outgoing) -> None:
        seen.append(file.read_bytes())
        raise KeyboardInterrupt

    seen: list[bytes] = []
    save(b"first")
    with monkeypatch.context() as patch:
        patch.setattr(Outgoing, "finish", ended)
        with pytest.raises(KeyboardInterrupt):
            save(b"second")
    assert seen == [b"first"]
    assert [one.read_bytes() for one in room.iterdir()] == [b"first"]
    with monkeypatch.context() as patch:
        patch.setattr("app.vault.leaving._Placed.stays", lambda _: None)
        save(b"second")
    assert sorted(one.read_bytes() for one in room.iterdir()) == [b"first", b"second"]
    save(b"third")
    assert sorted(one.read_bytes() for one in room.iterdir()) == [b"first", b"third"], (
        "somebody may save there now"
    )
    monkeypatch.setattr("app.vault.target._ABANDONED_SECONDS", -1)
    save(b"fourth")
    assert [one.read_bytes() for one in room.iterdir()] == [b"fourth"]


def test_what_stood_there_before_goes_a_day_after_it_was_set_aside(tmp_path: Path) -> None:
    """Its name says since when: the times of a file say when it was written, and on Windows when it was made."""
    file = tmp_path / "report.pdf"
    now = time()
    old, young, foreign = (
        kept_beside(file, now - 90_000),
        kept_beside(file, now - 80_000),
        half_made(file, "before")[0],
    )
    for one, written in ((old, now), (young, now - 900_000), (foreign, now - 900_000)):
        one.touch()
        os.utime(one, (written, written))
    write_outside(file, b"report")
    assert set(tmp_path.iterdir()) == {file, young, foreign}
    assert kept_beside(file, -5.0).name.startswith("report.pdf.0000000000"), (
        "a disk whose clock stands at nothing"
    )


@pytest.mark.parametrize("letter", ["a", "山", "\N{GRINNING FACE}"])
@pytest.mark.parametrize("bytes_", [233, 234, 247, 255])
def test_the_longest_name_that_a_disk_takes_is_written_and_replaced(
    workspace: Workspace, tmp_path: Path, letter: str, bytes_: int
) -> None:
    """What is written beside it has a longer name, which the disk would not take."""
    room = tmp_path / "room"
    file = room / (letter * ((bytes_ - 4) // len(letter.encode())) + ".pdf")
    for content in (b"first", b"second"):
        send_out(workspace, file, content, lambda tx: tx.record("exported", "client_update", tx.actor))
        assert file.read_bytes() == content
    (left,) = half_made(file, "part")
    left.touch()
    os.utime(left, (time() - 90_000, time() - 90_000))
    write_outside(file, b"third")
    assert list(room.iterdir()) == [file]


def test_a_name_that_no_disk_takes_is_said(workspace: Workspace, tmp_path: Path) -> None:
    room = tmp_path / "room"
    with pytest.raises(MachineTrouble) as told:
        send_out(workspace, room / f"{'a' * 300}.pdf", b"words", lambda _: None)
    assert told.value.message.endswith("File name too long. Choose a shorter name.")
    assert not list(room.iterdir())


@pytest.mark.parametrize(
    ("number", "advice"),
    [
        (errno.ENOSPC, "Make room there, or choose another place."),
        (errno.EFBIG, "Make room there, or choose another place."),
        (errno.EACCES, "Choose a folder in which you may save."),
        (errno.EROFS, "Choose a folder in which you may save."),
        (errno.ENOTDIR, "What should be a folder is a file: choose another folder."),
    ],
)
def test_what_to_do_is_said_with_the_reason(tmp_path: Path, number: int, advice: str) -> None:
    found = cannot_write(tmp_path / "a.pdf", OSError(number, "x"))
    assert found.message == f"This cannot be saved there: {os.strerror(number)}. {advice}"


def test_a_name_that_is_no_text_is_refused(tmp_path: Path) -> None:
    """Bytes of another age, as Python has them from the command line: the trail could not say them."""
    for name in ("B\udcfcro.pdf", "a\0b.pdf", "a\0b/c.pdf"):
        with pytest.raises(Refused) as told:
            write_outside(tmp_path / name, b"words")
        assert told.value.code == "bad-name"
    assert not list(tmp_path.iterdir())


def test_a_file_beside_it_is_nobody_elses(tmp_path: Path) -> None:
    mine = tmp_path / "report.pdf.part"
    mine.write_bytes(b"mine")
    write_outside(tmp_path / "report.pdf", b"report")
    assert mine.read_bytes() == b"mine"


@pytest.mark.parametrize("name", ["data-1.db", "header.json", "vault.lock", "backups/one", "new/deep.pdf"])
def test_never_into_a_vault(vault_folder: Path, cli: Cli, name: str) -> None:
    before = {one: one.read_bytes() for one in vault_folder.rglob("*") if one.is_file()}
    with pytest.raises(Refused) as caught:
        write_outside(vault_folder / name, b"%PDF")
    assert caught.value.code == "inside-the-vault"
    assert {one: one.read_bytes() for one in vault_folder.rglob("*") if one.is_file()} == before


@pytest.mark.skipif(sys.platform == "win32", reason="makes a link to a folder and a pipe")
def test_nor_by_another_name_for_it_nor_over_a_pipe(vault_folder: Path, tmp_path: Path) -> None:
    (tmp_path / "shortcut").symlink_to(vault_folder)
    with pytest.raises(Refused) as caught:
        write_outside(tmp_path / "shortcut" / "data-1.db", b"%PDF")
    assert caught.value.code == "inside-the-vault"
    os.mkfifo(tmp_path / "pipe")
    for name in ("pipe", "shortcut"):
        with pytest.raises(Refused) as caught:
            write_outside(tmp_path / name, b"%PDF")
        assert caught.value.code == "not-a-file"


def test_by_command(vault_folder: Path, cli: Cli) -> None:
    cli("client", "add", "--first-name", "Nora", "--last-name", "Whitcombe")
    number = cli("matter", "add", "--title", "Whitcombe", "--client", "Nora Whitcombe").json["number"]
    ran = cli("report", "status", "--matter", number, "--out", str(vault_folder / "data-1.db"))
    assert (ran.status, ran.json["error"]["code"]) == (1, "inside-the-vault")
    assert cli("verify").status == 0
