"""Creating, unlocking and locking, as a person meets it."""

from __future__ import annotations

import stat
import sys
import unicodedata
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import text

from app.kernel.clock import FixedClock
from app.kernel.errors import CannotUnlock, Damaged, Invalid, Refused
from app.storage.engine import writer
from app.vault import header as headers
from app.vault import kdf
from app.vault.recovery import RecoveryKey
from app.vault.vault import (
    TooManyTries,
    Vault,
    add_user,
    change_password,
    create_vault,
    reset_password,
    slots,
    unlock,
    unlock_with_recovery,
)

PASSWORD = "correct horse"
WRONG = "wrong horse"


def _wrong(folder: Path, clock: FixedClock, password: str = WRONG) -> CannotUnlock:
    with pytest.raises(CannotUnlock) as caught:
        unlock(folder, password, clock=clock)
    return caught.value


def test_what_is_written_survives_locking_and_unlocking(vault: Vault, clock: FixedClock) -> None:
    with writer(vault.engine).begin() as connection:
        connection.execute(text("CREATE TABLE t (a TEXT)"))
        connection.execute(text("INSERT INTO t VALUES ('kept')"))
    audit = vault.subkey("audit")
    vault.lock()
    again = unlock(vault.folder, PASSWORD, clock=clock)
    with again.engine.connect() as connection:
        assert connection.execute(text("SELECT a FROM t")).scalar_one() == "kept"
    assert (again.id, again.epoch, again.user) == (vault.id, 1, vault.user)
    assert again.subkey("audit") == audit
    assert again.data_file == vault.folder / "data-1.db"
    again.lock()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_folder_and_files_are_private(vault: Vault) -> None:
    assert stat.S_IMODE(vault.folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in vault.folder.iterdir()} == {0o600}


def test_locked_means_locked(vault: Vault) -> None:
    vault.lock()
    vault.lock()
    assert vault.is_locked
    with pytest.raises(CannotUnlock):
        vault.subkey("audit")
    with pytest.raises(CannotUnlock):
        vault.engine.connect()
    assert {path.name for path in vault.folder.iterdir()} == {"data-1.db", "header.json", "header.json.bak"}


def test_no_key_is_shown_by_accident(vault: Vault) -> None:
    assert vault.database_key().hex() not in repr(vault)
    assert str(bytes(vault.database_key())) not in repr(vault)


def test_who_can_unlock_is_shown_before_unlocking(vault: Vault) -> None:
    assert [(slot.kind, slot.label) for slot in slots(vault.folder)] == [
        ("user", "Ann Lee"),
        ("recovery", "Recovery key"),
    ]


@pytest.mark.parametrize("word", ["Gruß Ålesund", "ﬃ Ⅻ パス"])
def test_a_password_typed_composed_or_decomposed_is_the_same(
    tmp_path: Path, clock: FixedClock, word: str
) -> None:
    typed = unicodedata.normalize("NFD", word)
    vault, _ = create_vault(tmp_path / "v", typed, cost=kdf.CHEAP, clock=clock, slot_id=uuid4(), label="A")
    vault.lock()
    unlock(tmp_path / "v", unicodedata.normalize("NFC", word), clock=clock).lock()


def test_wrong_passwords_are_counted_over_restarts_and_the_wait_is_told(
    vault: Vault, clock: FixedClock
) -> None:
    vault.lock()
    for _ in range(3):
        assert _wrong(vault.folder, clock).code == "wrong-password"
    refused = _wrong(vault.folder, clock, PASSWORD)
    assert isinstance(refused, TooManyTries)
    assert refused.code == "too-many-tries"
    assert refused.seconds == 2
    clock.advance(timedelta(seconds=2))
    unlock(vault.folder, PASSWORD, clock=clock).lock()
    assert _wrong(vault.folder, clock).code == "wrong-password"


def test_a_recovery_key_opens_what_a_forgotten_password_does_not(
    vault: Vault, recovery: RecoveryKey, clock: FixedClock
) -> None:
    vault.lock()
    for _ in range(3):
        _wrong(vault.folder, clock)
    rescued = unlock_with_recovery(vault.folder, str(recovery).lower().replace("-", " "), clock=clock)
    reset_password(rescued, vault.user, "remembered")
    rescued.lock()
    again = unlock(vault.folder, "remembered", clock=clock)
    assert again.user == vault.user
    again.lock()
    assert _wrong(vault.folder, clock, PASSWORD).code == "wrong-password"


def test_a_wrong_recovery_key_is_told_from_a_mistyped_one(
    vault: Vault, recovery: RecoveryKey, clock: FixedClock
) -> None:
    with pytest.raises(CannotUnlock) as caught:
        unlock_with_recovery(vault.folder, str(RecoveryKey(recovery.bits ^ 1)), clock=clock)
    assert caught.value.code == "wrong-recovery-key"
    with pytest.raises(Invalid):
        unlock_with_recovery(vault.folder, str(recovery)[:-1] + "*", clock=clock)


def test_a_password_is_changed_and_only_one_slot_with_it(
    vault: Vault, recovery: RecoveryKey, clock: FixedClock
) -> None:
    before = headers.read(vault.folder)
    change_password(vault, PASSWORD, "new one")
    after = headers.read(vault.folder)
    assert after.generation == before.generation + 1
    assert after.slots[1] == before.slots[1]
    vault.lock()
    assert _wrong(vault.folder, clock, PASSWORD).code == "wrong-password"
    unlock(vault.folder, "new one", clock=clock).lock()
    unlock_with_recovery(vault.folder, str(recovery), clock=clock).lock()


def test_a_password_is_not_changed_without_the_present_one(vault: Vault) -> None:
    before = headers.read(vault.folder)
    with pytest.raises(CannotUnlock):
        change_password(vault, "guess", "new one")
    with pytest.raises(Refused):
        change_password(vault, PASSWORD, "")
    assert headers.read(vault.folder) == before


def test_the_old_password_does_not_open_the_copy_of_the_header(vault: Vault, clock: FixedClock) -> None:
    change_password(vault, PASSWORD, "new one")
    vault.lock()
    (vault.folder / "header.json").write_bytes((vault.folder / "header.json.bak").read_bytes())
    assert _wrong(vault.folder, clock, PASSWORD).code == "wrong-password"
    unlock(vault.folder, "new one", clock=clock).lock()


def test_several_people_unlock_with_their_own_passwords(vault: Vault, clock: FixedClock) -> None:
    bob = uuid4()
    add_user(vault, "bob's", slot_id=bob, label="Bob Özil", cost=kdf.CHEAP)
    with pytest.raises(Refused):
        add_user(vault, "x", slot_id=uuid4(), label="bob özil", cost=kdf.CHEAP)
    vault.lock()
    for wanted in ({"label": "BOB ÖZIL"}, {"slot": bob}):
        opened = unlock(vault.folder, "bob's", clock=clock, **wanted)  # type: ignore[arg-type]  # one or the other
        assert opened.user == bob
        opened.lock()
    unlock(vault.folder, PASSWORD, clock=clock, label="Ann Lee").lock()
    assert _wrong(vault.folder, clock, PASSWORD).code == "which-user"
    with pytest.raises(CannotUnlock) as caught:
        unlock(vault.folder, PASSWORD, clock=clock, label="Carol")
    assert caught.value.code == "no-such-user"


def test_an_empty_password_is_refused_and_nothing_is_made(tmp_path: Path, clock: FixedClock) -> None:
    with pytest.raises(Refused):
        create_vault(tmp_path / "v", "", cost=kdf.CHEAP, clock=clock, slot_id=uuid4(), label="A")
    assert not (tmp_path / "v").exists()


def test_a_name_that_cannot_be_written_is_made_fit(tmp_path: Path, clock: FixedClock) -> None:
    vault, _ = create_vault(
        tmp_path / "v", "x\udc80", cost=kdf.CHEAP, clock=clock, slot_id=uuid4(), label=" Ann\ud800\nLee "
    )
    vault.lock()
    assert slots(tmp_path / "v")[0].label == "Ann Lee"
    unlock(tmp_path / "v", "x\udc80", clock=clock, label="ann lee").lock()


def test_a_vault_is_never_made_over_another(vault: Vault, clock: FixedClock) -> None:
    before = (vault.folder / "header.json").read_bytes()
    with pytest.raises(Refused) as caught:
        create_vault(vault.folder, "x", cost=kdf.CHEAP, clock=clock, slot_id=uuid4(), label="A")
    assert caught.value.code == "vault-exists"
    assert (vault.folder / "header.json").read_bytes() == before


def test_a_creation_that_fails_leaves_nothing(
    tmp_path: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError("the disk is gone")

    monkeypatch.setattr(headers, "write", fail)
    with pytest.raises(OSError, match="the disk is gone"):
        create_vault(tmp_path / "v", "x", cost=kdf.CHEAP, clock=clock, slot_id=uuid4(), label="A")
    assert not (tmp_path / "v").exists()


def test_a_vault_made_without_a_cost_is_within_the_bounds(
    tmp_path: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kdf, "calibrate", lambda: kdf.FLOOR)
    vault, _ = create_vault(tmp_path / "v", "x", clock=clock, slot_id=uuid4(), label="A")
    for slot in headers.read(tmp_path / "v").slots:
        kdf.check_bounds(slot.cost)
    vault.lock()


def test_a_lock_of_another_host_is_refused(vault: Vault, clock: FixedClock) -> None:
    vault.lock()
    (vault.folder / "vault.lock").write_text(
        '{"host":"front-desk","pid":1,"since":"2026-03-01T08:00:00+00:00"}'
    )
    assert _wrong(vault.folder, clock, PASSWORD).code == "other-host"


def test_two_of_one_vault_work_beside_each_other(vault: Vault, clock: FixedClock) -> None:
    beside = unlock(vault.folder, PASSWORD, clock=clock)
    for number, one in enumerate((vault, beside)):
        with writer(one.engine).begin() as connection:
            connection.execute(text(f"CREATE TABLE t{number} (a)"))
    beside.lock()
    with vault.engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM t1")).scalar_one() == 0


def test_the_data_file_of_another_vault_under_this_header_is_damage(
    vault: Vault, tmp_path: Path, clock: FixedClock
) -> None:
    other, _ = create_vault(tmp_path / "w", "x", cost=kdf.CHEAP, clock=clock, slot_id=uuid4(), label="A")
    other.lock()
    vault.lock()
    other.data_file.replace(vault.data_file)
    with pytest.raises(Damaged) as caught:
        unlock(vault.folder, PASSWORD, clock=clock)
    assert caught.value.code == "data-unreadable"


@pytest.mark.parametrize("statement", ["UPDATE vault_identity SET epoch = 2", "DROP TABLE vault_identity"])
def test_a_data_file_of_another_epoch_is_damage(vault: Vault, clock: FixedClock, statement: str) -> None:
    with writer(vault.engine).begin() as connection:
        connection.execute(text(statement))
    vault.lock()
    with pytest.raises(Damaged) as caught:
        unlock(vault.folder, PASSWORD, clock=clock)
    assert caught.value.code == "wrong-data-file"
