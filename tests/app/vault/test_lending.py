"""Copies that another program opens: private, and wiped."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.kernel.errors import MachineTrouble
from app.vault import lending
from app.workspace import Workspace


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(lending, "state_folder", lambda: tmp_path)
    monkeypatch.setattr(lending, "_rooms", {})
    return tmp_path / "lent"


def copies(place: Path) -> list[str]:
    """What lies there but for locks and empty folders."""
    return sorted(one.name for one in place.rglob("*") if one.is_file() and one.suffix != ".held")


LENDS = """
import os, sys
from pathlib import Path
from app.vault import lending
from app.workspace import Workspace
lending.state_folder = lambda: Path(sys.argv[1])
(lending.lend("a.odt", [b"abc"]).parent / "~lock.a.odt").write_bytes(b"abc")
print("lent", flush=True)
sys.stdin.read()
os._exit(1)
"""


@contextlib.contextmanager
def another_window(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """A process that lent a copy and lives; it ends without warning."""
    with subprocess.Popen(
        [sys.executable, "-c", LENDS, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        assert process.stdout.readline() == "lent\n"
        yield process
        process.kill()


def test_where_nobody_can_look_it_is_not_said_that_all_is_gone(place: Path) -> None:
    assert lending.take_back_all()  # nothing was ever lent here
    place.write_bytes(b"no folder")
    assert not lending.take_back_all()


def test_a_copy_is_private_and_goes_with_its_folder(place: Path) -> None:
    file = lending.lend("note.odt", [b"abc", b"def"])
    assert file.read_bytes() == b"abcdef"
    assert file.name == "note.odt"
    if os.name == "posix":
        assert file.parent.stat().st_mode & 0o077 == 0
        assert file.stat().st_mode & 0o077 == 0
    assert lending.take_back(file)
    assert copies(place) == []


def test_what_a_crash_left_is_wiped_and_what_another_window_lent_is_not(tmp_path: Path, place: Path) -> None:
    mine = lending.lend("b.odt", [b"abc"])
    with another_window(tmp_path):
        assert lending.take_back_all()
        assert copies(place) == ["a.odt", "b.odt", "~lock.a.odt"]
    assert lending.take_back_all()
    assert copies(place) == ["b.odt"]
    assert lending.take_back(mine)
    assert len(list(place.iterdir())) == 2, "the room of this process, and its lock"


def test_what_was_there_is_overwritten_before_it_goes(place: Path) -> None:
    file = lending.lend("a.odt", [b"secret"])
    other = place.parent / "linked"
    os.link(file, other)
    lending.take_back(file)
    assert other.read_bytes() == bytes(6)


@pytest.mark.parametrize(
    "name", ["../../x.odt", "a/b\\c.odt", "\0.odt", "", "...", "x" * 300 + ".odt", "CON:1"]
)
def test_no_name_leads_out_of_the_folder(place: Path, name: str) -> None:
    file = lending.lend(name, [b"1"])
    assert file.parent.parent.parent == place
    assert lending.take_back(file)


def test_half_a_copy_does_not_stay(place: Path) -> None:
    def pieces() -> object:
        yield b"abc"
        raise OSError(28, "full")

    with pytest.raises(MachineTrouble):
        lending.lend("a.odt", pieces())  # type: ignore[arg-type] # a generator of bytes
    assert copies(place) == []


def test_only_documents_are_opened() -> None:
    documents = ("offer.pdf", "Lease.DOCX", "photo.heic", "notes.txt. ")
    others = (
        "offer.pdf.EXE",
        "a.lnk. ",
        "exe",
        ".pdf.iso",
        "a.docm",
        "a.html",
        "a.svg",
        "a.dmg",
        "a.settingcontent-ms",
    )
    assert [lending.is_document(one) for one in documents] == [True] * 4
    assert [lending.is_document(one) for one in others] == [False] * len(others)


def test_locking_wipes_what_is_lent_even_half_written(workspace: Workspace, place: Path) -> None:
    lending.lend("note.odt", [b"abc"])

    def pieces() -> Iterator[bytes]:
        yield b"abc"
        workspace.lock()
        assert copies(place) == []
        yield b"def"

    with contextlib.suppress(MachineTrouble):
        lending.lend("b.odt", pieces())
    lending.take_back_ours()
    assert copies(place) == []
