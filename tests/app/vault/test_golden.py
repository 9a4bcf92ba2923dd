"""A vault and a backup written by the first version: every later version must open them, byte for byte as they are.

Never make these files anew to get the test green. The passwords are made up; there is nothing else in them.
"""

from __future__ import annotations

import shutil
import unicodedata
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import text

from app.kernel.clock import FixedClock
from app.vault import header as headers
from app.vault import kdf
from app.vault.backup import restore, verify_backup
from app.vault.vault import Vault, unlock, unlock_with_recovery
from app.vault.verify import checks

GOLDEN = Path(__file__).with_name("golden")
ANN, BOB = "Grüße, 律师", "bob's password"
RECOVERY = "7TPFR-DVAAV-F40WW-NNSPR-57QEW-2EY5S-72740-QSA68"
AUDIT_KEY = "a648e1eb91674ea2a3754f67053a21b746291f3e686074bdf551910077713a22"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    kdf.allow(kdf.CHEAP)
    folder = tmp_path / "vault"
    folder.mkdir()
    for name in ("header.json", "header.json.bak", "data-1.db"):
        shutil.copyfile(GOLDEN / name, folder / name)
    return folder


def _is_the_one(vault: Vault) -> None:
    assert vault.id == UUID("01a20320-a200-7a67-a625-dfafa2bd7d11")
    assert vault.subkey("audit").hex() == AUDIT_KEY
    with vault.engine.connect() as connection:
        assert connection.execute(text("SELECT words FROM notes")).scalar_one() == "kept for good"
    assert [check.name for check in checks(vault) if not check.ok] == []


@pytest.mark.parametrize(("label", "password"), [("Ann Lee", ANN), ("Bob", BOB)])
def test_each_user_opens_it(folder: Path, clock: FixedClock, label: str, password: str) -> None:
    vault = unlock(folder, unicodedata.normalize("NFD", password), clock=clock, label=label)
    _is_the_one(vault)
    vault.lock()


def test_the_recovery_key_opens_it(folder: Path, clock: FixedClock) -> None:
    vault = unlock_with_recovery(folder, RECOVERY, clock=clock)
    _is_the_one(vault)
    vault.lock()


def test_the_backup_is_restored(folder: Path, tmp_path: Path, clock: FixedClock) -> None:
    vault = restore(GOLDEN / "one.liaison-backup", tmp_path / "anew", BOB, clock=clock, label="Bob")
    _is_the_one(vault)
    assert headers.read(tmp_path / "anew") == headers.read(folder)
    vault.lock()


def test_the_backup_is_verified(folder: Path, tmp_path: Path, clock: FixedClock) -> None:
    file = tmp_path / "one"
    shutil.copyfile(GOLDEN / "one.liaison-backup", file)
    vault = unlock(folder, ANN, clock=clock, label="Ann Lee")
    assert verify_backup(file, vault).tables == {"notes": 1, "vault_identity": 1}
    vault.lock()
