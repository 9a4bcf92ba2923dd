"""Copies that another program opens: private, and wiped."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from app.kernel.errors import MachineTrouble
from app.vault import lending


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(lending, "state_folder", lambda: tmp_path)
    return tmp_path / "lent"


def test_a_copy_is_private_and_goes_with_its_folder(place: Path) -> None:
    file = lending.lend("note.odt", [b"abc", b"def"])
    assert file.read_bytes() == b"abcdef"
    assert file.name == "note.odt"
    if os.name == "posix":
        assert file.parent.stat().st_mode & 0o077 == 0
        assert file.stat().st_mode & 0o077 == 0
    assert lending.take_back(file)
    assert list(place.iterdir()) == []


def test_what_a_crash_left_is_wiped(place: Path) -> None:
    lending.lend("a.odt", [b"abc"])
    (lending.lend("b.odt", [b"abc"]).parent / "~lock.b.odt").write_bytes(b"abc")
    assert lending.take_back_all()
    assert list(place.iterdir()) == []


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
    assert file.parent.parent == place
    assert lending.take_back(file)


def test_half_a_copy_does_not_stay(place: Path) -> None:
    def pieces() -> object:
        yield b"abc"
        raise OSError(28, "full")

    with pytest.raises(MachineTrouble):
        lending.lend("a.odt", pieces())  # type: ignore[arg-type] # a generator of bytes
    assert list(place.iterdir()) == []


def test_programs_are_not_opened() -> None:
    assert [lending.runs(one) for one in ("offer.pdf.EXE", "a.lnk. ", "offer.pdf", "exe")] == [
        True,
        True,
        False,
        False,
    ]
