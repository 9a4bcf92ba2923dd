from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from app.kernel.clock import FixedClock
from app.kernel.errors import Damaged
from app.vault import header as headers
from app.vault import place
from app.vault.backup import backup, default_file
from app.vault.finding import find_backups
from app.vault.machine import machine_id, remember_place, remembered_place
from app.vault.place import COPY, NAME, default_folder, is_there, make_default
from app.vault.vault import Vault


def test_backups_are_found_without_a_key(vault: Vault, tmp_path: Path, clock: FixedClock) -> None:
    first = backup(vault, default_file(vault)).file
    clock.advance(clock.now() - clock.now().replace(hour=0))
    second = backup(vault, default_file(vault)).file
    away = tmp_path / "away"
    shutil.copytree(first.parent, away)
    first.unlink()
    remember_place(vault.id, away)
    found = find_backups(vault.folder)
    assert [one.file for one in found] == [second, away / first.name]
    for name in (NAME, COPY):
        (vault.folder / name).write_bytes(b"junk")
    assert [one.file for one in find_backups(vault.folder)] == [second, away / first.name]
    remember_place(vault.id, None)
    assert [one.file for one in find_backups(vault.folder)] == [second]
    assert find_backups(tmp_path / "nowhere") == ()


def test_what_is_remembered_of_a_place_may_be_damaged(vault: Vault, tmp_path: Path, state: Path) -> None:
    remember_place(vault.id, tmp_path)
    (file,) = state.glob("backups-*.json")
    for content in (b"", b"{", b"[]", b'{"folder": 3}', b'{"folder": "a\\u0000b"}'):
        file.write_bytes(content)
        assert remembered_place(vault.id) is None


def test_a_machine_keeps_its_name(state: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    name = machine_id()
    assert (len(name), machine_id()) == (32, name)
    (state / "machine").write_bytes(b"\xff")
    assert machine_id() != name


def test_data_that_lost_its_header_is_a_damaged_vault(vault: Vault) -> None:
    for name in (NAME, COPY):
        (vault.folder / name).unlink()
    assert is_there(vault.folder)
    with pytest.raises(Damaged) as caught:
        headers.read(vault.folder)
    assert caught.value.code == "header-lost"


def test_the_usual_vault_is_the_one_that_was_restored(
    vault: Vault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(place, "_home", lambda: tmp_path / "home")
    assert default_folder() == tmp_path / "home" / "vault"
    make_default(vault.folder)
    assert default_folder() == vault.folder
    make_default(tmp_path / "away")
    assert default_folder() == tmp_path / "away", (
        "its disk may be away: an older vault must not open in its place"
    )
