"""Paper that cannot be written, on a full disk or one that may only be read: a sentence, and nothing half."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
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
    "letter": ("letter", "write", "closing", "--matter", "00001", "--out", "{}.pdf"),
    "words of an e-mail": ("letter", "write", "update-email", "--matter", "00001", "--out", "{}.txt"),
}
"""Each command that writes a file."""


@pytest.fixture
def matter(cli: Cli) -> None:
    added = cli("client", "add", "--first-name", "Nora", "--last-name", "Whitcombe")
    assert added.status == 0, added.err
    assert cli("matter", "add", "--client", "Nora Whitcombe", "--title", "A case").status == 0
    said = ("--summary", "Went through the file. " * 400)
    assert cli(*["log", "--matter", "00001", "--channel", "phone", "--direction", "out"], *said).status == 0


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


@pytest.mark.usefixtures("matter")
@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("how", ["full", "read only", "a folder"])
def test_paper_that_cannot_be_written_leaves_nothing_behind(
    cli: Cli, small_disk: Path, paper: str, how: str
) -> None:
    folder = small_disk / "out"
    words = [one.format(folder / "paper") for one in PAPERS[paper]]
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


def _files(folder: Path) -> dict[str, int]:
    """The files there and their sizes; a folder that was asked for may be made and be empty."""
    return {
        os.fspath(one.relative_to(folder)): one.stat().st_size for one in folder.rglob("*") if one.is_file()
    }
