"""A shortcut leads to a vault of this machine, and nothing that only looks like one leads anywhere."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from app.kernel.errors import MachineTrouble, Refused
from app.vault.shortcut import folder_of, write_shortcut


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where a vault's header lies, in a folder with a name of its own."""
    made = tmp_path / "Kanzlei Müller & Söhne"
    made.mkdir()
    (made / "header.json").write_text("{}", encoding="utf-8")
    return made


def test_it_leads_to_the_vault_it_was_made_for(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "Liaison.liaison"
    write_shortcut(file, folder)
    assert folder_of(file) == folder
    assert file.read_text(encoding="utf-8") == f"Liaison vault\n{folder}\n"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"Liaison vault",
        b"[InternetShortcut]\nURL=file:///C:/",
        b"\xff\xfe\x00",
        b"Liaison vault\n/a\n/b\n",
    ],
)
def test_another_file_leads_nowhere(content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "x.liaison"
    file.write_bytes(content)
    with pytest.raises(Refused) as refused:
        folder_of(file)
    assert refused.value.code == "no-shortcut"


def test_a_file_that_is_not_there_or_too_long_leads_nowhere(folder: Path, tmp_path: Path) -> None:
    long = tmp_path / "long.liaison"
    long.write_text(f"Liaison vault\n{folder}\n" + "x" * 5000, encoding="utf-8")
    for file in (tmp_path / "none.liaison", tmp_path, long):
        with pytest.raises(Refused):
            folder_of(file)


@pytest.mark.parametrize("place", [r"\\stranger\share\vault", "//stranger/share/vault", r"\/stranger/vault"])
def test_another_computer_is_not_even_asked(
    place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "x.liaison"
    file.write_text(f"Liaison vault\n{place}\n", encoding="utf-8")
    monkeypatch.setattr("app.vault.shortcut.is_there", lambda _: pytest.fail("it was looked at"))
    with pytest.raises(Refused) as refused:
        folder_of(file)
    assert refused.value.code == "elsewhere"


@pytest.mark.parametrize("place", ["nowhere/at/all", "/nowhere/at/all", "/with\0nought"])
def test_where_no_vault_is_nothing_is_made(place: str, tmp_path: Path) -> None:
    """The window would offer to make one there."""
    file = tmp_path / "x.liaison"
    file.write_text(f"Liaison vault\n{place}\n", encoding="utf-8")
    with pytest.raises(Refused) as refused:
        folder_of(file)
    assert refused.value.code == "no-vault"


def test_it_cannot_be_written_everywhere(folder: Path) -> None:
    with pytest.raises(MachineTrouble):
        write_shortcut(folder / "header.json" / "x.liaison", folder)


@pytest.mark.parametrize(
    "ends", ["Liaison vault\n{}", "Liaison vault\r\n{}\r\n", "\ufeffLiaison vault\r\n{}\r\n"]
)
def test_one_that_an_editor_saved_leads_there_too(folder: Path, tmp_path: Path, ends: str) -> None:
    file = tmp_path / "x.liaison"
    file.write_bytes(ends.format(folder).encode())
    assert folder_of(file) == folder


@pytest.mark.skipif(sys.platform == "win32", reason="no folder is called so there")
@pytest.mark.parametrize(
    "name", ["\u202eabc", "a\u2028b", "a\x0bb", " a ", "a\u200b", "--vault", "~", "$HOME", "%41"]
)
def test_odd_names_of_folders_are_led_to(tmp_path: Path, name: str) -> None:
    made = tmp_path / name
    made.mkdir()
    (made / "header.json").write_text("{}", encoding="utf-8")
    file = tmp_path / "x.liaison"
    write_shortcut(file, made)
    assert folder_of(file) == made


@pytest.mark.parametrize("name", ["a\nb", "a\r\nb", "a\udc80b", "\0", "x" * 5000])
def test_what_cannot_stand_on_a_line_is_not_written(tmp_path: Path, name: str) -> None:
    file = tmp_path / "x.liaison"
    with pytest.raises(Refused) as refused:
        write_shortcut(file, tmp_path / name)
    assert refused.value.code == "no-line"
    assert not file.exists()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes among the files there")
def test_a_pipe_is_not_waited_for_and_links_in_a_ring_lead_nowhere(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.liaison")
    (tmp_path / "ring").symlink_to(tmp_path / "ring")
    (tmp_path / "x.liaison").write_text(f"Liaison vault\n{tmp_path / 'ring'}\n", encoding="utf-8")
    for name in ("pipe.liaison", "ring", "x.liaison"):
        with pytest.raises(Refused):
            folder_of(tmp_path / name)
