from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text
from sqlcipher3 import dbapi2

from app.kernel.clock import FixedClock
from app.storage.engine import writer
from app.vault import verify
from app.vault.vault import Vault, unlock
from app.vault.verify import checks


@pytest.fixture(autouse=True)
def filled(vault: Vault) -> None:
    with writer(vault.engine).begin() as connection:
        connection.execute(text("CREATE TABLE clients (id INTEGER PRIMARY KEY)"))
        connection.execute(
            text("CREATE TABLE notes (id INTEGER PRIMARY KEY, client INTEGER REFERENCES clients, words TEXT)")
        )
        connection.execute(
            text("CREATE VIRTUAL TABLE found USING fts5(words, content=notes, content_rowid=id)")
        )
        connection.execute(text("INSERT INTO clients VALUES (1)"))
        rows = [{"words": f"word{number} " * 20} for number in range(500)]
        connection.execute(text("INSERT INTO notes (client, words) VALUES (1, :words)"), rows)
        connection.execute(text("INSERT INTO found (found) VALUES ('rebuild')"))


def _bad(vault: Vault) -> set[str]:
    return {check.name for check in checks(vault) if not check.ok}


def test_a_sound_vault_passes_every_check(vault: Vault) -> None:
    found = checks(vault)
    assert [check.name for check in found] == [
        "header", "header_copy", "identity", "checkpoint",
        "cipher_integrity", "integrity", "foreign_keys", "search_index",
    ]  # fmt: skip
    assert all(check.ok and check.detail.endswith(".") for check in found)


def test_a_missing_or_other_copy_of_the_header_shows(vault: Vault) -> None:
    copy = vault.folder / "header.json.bak"
    copy.unlink()
    assert _bad(vault) == {"header_copy"}


def test_unlocking_makes_a_missing_copy_again(vault: Vault, clock: FixedClock) -> None:
    copy = vault.folder / "header.json.bak"
    copy.unlink()
    unlock(vault.folder, "correct horse", clock=clock).lock()
    assert copy.read_bytes() == (vault.folder / "header.json").read_bytes()


def test_an_altered_header_shows(vault: Vault) -> None:
    file = vault.folder / "header.json"
    file.write_bytes(file.read_bytes().replace(b"Ann Lee", b"Ann Lea"))
    assert _bad(vault) == {"header", "header_copy"}
    file.write_bytes(b"")
    assert _bad(vault) == {"header"}


def test_a_reference_to_nothing_shows(vault: Vault) -> None:
    with vault.engine.connect() as connection:
        raw = connection.connection.dbapi_connection
        assert raw is not None
        raw.cursor().execute("PRAGMA foreign_keys = OFF")
        raw.cursor().execute("UPDATE notes SET client = 7 WHERE id = 3")
        connection.invalidate()
    assert _bad(vault) == {"foreign_keys"}


def test_an_index_that_lost_a_row_shows(vault: Vault) -> None:
    with writer(vault.engine).begin() as connection:
        connection.execute(text("UPDATE notes SET words = 'other' WHERE id = 3"))
    assert _bad(vault) == {"search_index"}


def test_a_changed_page_shows(vault: Vault, clock: FixedClock) -> None:
    vault.lock()
    _flip(vault.data_file, 20 * 4096 + 100)
    again = unlock(vault.folder, "correct horse", clock=clock)
    assert "cipher_integrity" in _bad(again)
    again.lock()


def _flip(file: Path, at: int) -> None:
    content = bytearray(file.read_bytes())
    content[at] ^= 1
    file.write_bytes(content)


def test_a_check_that_is_stopped_ends_on_the_way(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verify, "_STEPS", 1)  # the vault is small
    with pytest.raises(dbapi2.OperationalError, match="interrupted"):
        checks(vault, lambda: True)
    assert all(one.ok for one in checks(vault, lambda: False))
