"""Whoever has a vault open looks at its header at the beginning of each transaction, and only at its epoch."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text

from app.kernel.errors import MachineTrouble
from app.storage.engine import writer
from app.vault import header as headers
from app.vault import kdf, lock
from app.vault.superseded import StillThisKey
from app.vault.vault import Vault, change_password


def work(vault: Vault) -> None:
    with writer(vault.engine).begin() as connection:
        connection.execute(text("CREATE TABLE IF NOT EXISTS notes (words TEXT)"))
        connection.execute(text("INSERT INTO notes VALUES ('said')"))


def test_a_header_replaced_for_another_reason_stops_nobody(vault: Vault) -> None:
    for number in range(3):
        work(vault)
        change_password(
            vault, "correct horse" if not number else f"{number}", f"{number + 1}", cost=kdf.CHEAP
        )
    work(vault)


@pytest.mark.parametrize("content", [None, b"", b"junk", b"{}"])
def test_a_header_that_is_gone_or_damaged_says_nothing_about_keys(
    vault: Vault, content: bytes | None
) -> None:
    """The vault in hand is the vault still; `verify` tells of the header."""
    work(vault)
    (vault.folder / headers.NAME).unlink()
    if content is not None:
        (vault.folder / headers.NAME).write_bytes(content)
    work(vault)


def test_a_header_that_comes_back_with_a_later_key_is_seen(vault: Vault) -> None:
    header = headers.read(vault.folder)
    (vault.folder / headers.NAME).unlink()
    work(vault)
    later = replace(header, epoch=2, data_file="data-2.db")
    (vault.folder / headers.NAME).write_bytes(later.spell())
    with pytest.raises(MachineTrouble) as caught:
        work(vault)
    assert caught.value.code == "key-changed"
    (vault.folder / headers.NAME).write_bytes(header.spell())
    work(vault)  # what was refused left nothing open


def test_a_header_that_is_as_it_was_is_not_read_again(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    still = StillThisKey(vault.folder, 1)
    still()

    def read(_: Path) -> headers.Header:
        raise AssertionError("read again")

    monkeypatch.setattr(headers, "read", read)
    still()


def test_one_changes_the_header_at_a_time(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock, "_HEADER_SECONDS", 0.05)
    with lock.changing_header(vault.folder), pytest.raises(MachineTrouble) as caught:
        change_password(vault, "correct horse", "another", cost=kdf.CHEAP)
    assert caught.value.code == "busy"
    change_password(vault, "correct horse", "another", cost=kdf.CHEAP)
