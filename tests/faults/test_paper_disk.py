"""Paper that cannot be written, on a full disk or one that may only be read: a sentence, and nothing half."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from itertools import repeat
from pathlib import Path

import pytest

from tests.support import Cli

PAPERS = {
    "status": ("report", "status", "--matter", "00001", "--out", "{}.pdf"),
    "every status": ("report", "status", "--all", "--out", "{}"),
    "history": ("report", "history", "--matter", "00001", "--out", "{}.pdf"),
    "history table": ("report", "history", "--matter", "00001", "--out", "{}.csv"),
    "owed": ("report", "owed", "--out", "{}.pdf"),
    "owed table": ("report", "owed", "--out", "{}.csv"),
    "firm": ("report", "firm", "--out", "{}.pdf"),
    "morning": ("report", "morning", "--out", "{}.pdf"),
    "attendance": ("report", "attendance", "--entry", "{entry}", "--out", "{}.pdf"),
    "update": ("update", "pdf", "--matter", "00001", "--out", "{}.pdf"),
    "update as e-mail": ("update", "eml", "--matter", "00001", "--out", "{}.eml"),
    "update as script": ("update", "script", "--matter", "00001", "--out", "{}.pdf"),
    "letter": ("letter", "write", "closing", "--matter", "00001", "--out", "{}.pdf"),
    "words of an e-mail": ("letter", "write", "update-email", "--matter", "00001", "--out", "{}.txt"),
}
"""Each command that writes a file."""


@pytest.fixture
def entry(cli: Cli) -> str:
    """Of a matter with one contact: that contact's id."""
    added = cli("client", "add", "--first-name", "Nora", "--last-name", "Whitcombe")
    assert added.status == 0, added.err
    assert cli("matter", "add", "--client", "Nora Whitcombe", "--title", "A case").status == 0
    said = ("--summary", "Went through the file. " * 400)
    logged = cli(*["log", "--matter", "00001", "--channel", "phone", "--direction", "out"], *said)
    assert logged.status == 0, logged.err
    return str(logged.json["id"])


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A folder on a disk of its own with sixteen kilobytes of room."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = shutil.which("mount")
    if sys.platform != "linux" or mount is None:
        pytest.skip("only Linux makes a small disk out of memory")
    words = [mount, "-t", "tmpfs", "-o", "size=16k", "tmpfs", str(disk)]
    if subprocess.run(words, capture_output=True, check=False).returncode:
        pytest.skip("making a small disk takes rights that this account has not")
    (disk / "out").mkdir()
    try:
        yield disk
    finally:
        subprocess.run(["umount", "--lazy", str(disk)], check=True)


def _fill(disk: Path) -> None:
    with (disk / "filler").open("wb", buffering=0) as file, pytest.raises(OSError, match="No space left"):
        file.writelines(repeat(bytes(1024)))


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("how", ["full", "read only", "a folder"])
def test_paper_that_cannot_be_written_leaves_nothing_behind(
    cli: Cli, small_disk: Path, paper: str, how: str, entry: str
) -> None:
    folder = small_disk / "out"
    words = [one.format(folder / "paper", entry=entry) for one in PAPERS[paper]]
    target = Path(words[-1])
    if how == "full":
        _fill(small_disk)
    elif how == "read only":
        subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    elif paper == "every status":
        target.write_text("mine", encoding="utf-8")
    else:
        target.mkdir()
    before = _files(folder)
    ran = cli(*words)
    assert ran.status != 0, ran.out
    assert "Whitcombe" not in ran.err
    assert str(small_disk / "out" / ".") not in ran.err, "no temporary file is named"
    assert _files(folder) == before
    assert not {"exported", "printed"} & {one["action"] for one in cli("audit").json["events"]}


@pytest.mark.parametrize("paper", [one for one in PAPERS if one != "every status"])
def test_a_file_that_another_program_holds_stays_as_it_was(
    cli: Cli, tmp_path: Path, paper: str, entry: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As Windows has it with a PDF that a reader has open: it can neither be renamed nor replaced."""
    words = [one.format(tmp_path / "paper", entry=entry) for one in PAPERS[paper]]
    target = Path(words[-1])
    target.write_text("what was there", encoding="utf-8")
    renamed, replaced = Path.rename, Path.replace

    def held(real: Callable[[Path, Path], Path], *ends: Path) -> Path:
        if target in ends:
            raise PermissionError(errno.EACCES, "held")
        return real(*ends)

    monkeypatch.setattr(Path, "rename", lambda one, to: held(renamed, one, to))
    monkeypatch.setattr(Path, "replace", lambda one, to: held(replaced, one, to))
    ran = cli(*words)
    assert ran.status != 0
    assert "another program has that file open" in ran.err + ran.out
    assert target.read_text(encoding="utf-8") == "what was there"
    assert [one.name for one in tmp_path.iterdir() if one.name.startswith("paper")] == [target.name]
    assert not {"exported", "printed"} & {one["action"] for one in cli("audit").json["events"]}


def _files(folder: Path) -> dict[str, int]:
    """The files there and their sizes; a folder that was asked for may be made and be empty."""
    return {
        os.fspath(one.relative_to(folder)): one.stat().st_size for one in folder.rglob("*") if one.is_file()
    }
