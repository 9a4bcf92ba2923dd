"""A shortcut leads to a vault of this machine, and nothing that only looks like one leads anywhere."""

from __future__ import annotations

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
