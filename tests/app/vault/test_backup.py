from __future__ import annotations

import os
import threading
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import text

from app.kernel.clock import FixedClock
from app.kernel.errors import CannotUnlock, Damaged, Refused
from app.storage.engine import writer
from app.vault import attempts, checks, failures, kdf, target
from app.vault import backup as room
from app.vault.attempts import TooManyTries
from app.vault.backup import backup, default_file, key_of_backup, restore, verify_backup, verify_with_key
from app.vault.recovery import RecoveryKey
from app.vault.vault import Vault, add_user, create_vault, unlock
from app.vault.verify import checks as room_checks

PASSWORD = "correct horse"
CANARY = "Privileged-Zyx-0815"


@pytest.fixture(autouse=True)
def filled(vault: Vault) -> None:
    with writer(vault.engine).begin() as connection:
        connection.execute(text("CREATE TABLE notes (id INTEGER PRIMARY KEY, words TEXT)"))
        connection.execute(text("CREATE TABLE audit_events (seq INTEGER PRIMARY KEY, mac BLOB)"))
        rows = [{"words": f"{CANARY} {number}"} for number in range(500)]
        connection.execute(text("INSERT INTO notes (words) VALUES (:words)"), rows)
        connection.execute(text("INSERT INTO audit_events VALUES (1, x'01'), (2, x'0203')"))


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "outside" / "one.liaison-backup"


def test_a_backup_is_one_file_that_says_what_it_holds(vault: Vault, out: Path, clock: FixedClock) -> None:
    info = backup(vault, out)
    assert [path.name for path in out.parent.iterdir()] == [out.name]
    assert info.tables == {"notes": 500, "audit_events": 2, "vault_identity": 1}
    assert (info.audit_seq, info.audit_mac, info.made_at, info.file) == (2, b"\2\3", clock.now(), out)
    assert verify_backup(out, vault) == info
    assert [path.name for path in out.parent.iterdir()] == [out.name]


def test_nothing_of_its_words_stands_in_it(vault: Vault, out: Path) -> None:
    backup(vault, out)
    content = out.read_bytes()
    for word in (CANARY, "notes", "audit_events", "CREATE TABLE"):
        assert word.encode() not in content


def test_it_is_of_one_moment_while_others_write(vault: Vault, out: Path) -> None:
    stop = threading.Event()

    def write() -> None:
        while not stop.is_set():
            with writer(vault.engine).begin() as connection:
                connection.execute(text("INSERT INTO notes (words) VALUES ('x')"))
                connection.execute(
                    text("INSERT INTO audit_events SELECT max(seq) + 1, x'09' FROM audit_events")
                )

    thread = threading.Thread(target=write)
    thread.start()
    try:
        for _ in range(3):
            info = backup(vault, out)
            assert info.tables["notes"] - 500 == info.tables["audit_events"] - 2
    finally:
        stop.set()
        thread.join()


def test_it_is_restored_into_a_new_folder(vault: Vault, out: Path, tmp_path: Path, clock: FixedClock) -> None:
    backup(vault, out)
    with writer(vault.engine).begin() as connection:
        connection.execute(text("DELETE FROM notes"))
    anew = restore(out, tmp_path / "anew", PASSWORD, clock=clock)
    with anew.engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM notes")).scalar_one() == 500
    assert (anew.id, anew.user) == (vault.id, vault.user)
    anew.lock()
    with pytest.raises(Refused):
        restore(out, tmp_path / "anew", PASSWORD, clock=clock)
    with pytest.raises(Refused):
        restore(out, vault.folder, PASSWORD, clock=clock)


def test_it_is_restored_with_the_recovery_key(
    vault: Vault, recovery: RecoveryKey, out: Path, tmp_path: Path, clock: FixedClock
) -> None:
    backup(vault, out)
    anew = restore(out, tmp_path / "anew", str(recovery).lower(), clock=clock, label="Ann Lee")
    assert anew.id == vault.id
    anew.lock()


def test_it_opens_with_password_or_recovery_key_and_nothing_else(
    vault: Vault, recovery: RecoveryKey, out: Path
) -> None:
    backup(vault, out)
    for secret in (PASSWORD, str(recovery), str(recovery).lower()):
        assert key_of_backup(out, secret, clock=vault.clock) == vault.database_key()
    assert key_of_backup(out, PASSWORD, label="ann lee", clock=vault.clock) == vault.database_key()
    with pytest.raises(CannotUnlock):
        key_of_backup(out, "guess", clock=vault.clock)


def test_every_changed_byte_and_every_cut_is_refused(vault: Vault, out: Path, tmp_path: Path) -> None:
    backup(vault, out)
    content = out.read_bytes()
    changed = tmp_path / "changed"
    step = max(1, len(content) // 150)
    for at in [*range(12), *range(12, len(content), step), len(content) - 1]:
        altered = bytearray(content)
        altered[at] ^= 0x10
        changed.write_bytes(altered)
        with pytest.raises(Damaged):
            verify_backup(changed, vault)
    for length in [0, 7, 8, 11, 500, 4000, len(content) // 2, len(content) - 4096, len(content) - 1]:
        changed.write_bytes(content[:length])
        with pytest.raises(Damaged):
            verify_backup(changed, vault)
    changed.write_bytes(content + b"\0")
    with pytest.raises(Damaged):
        verify_backup(changed, vault)
    assert {path.name for path in tmp_path.iterdir()} == {"changed", "outside", "state", "vault"}


def test_a_backup_with_one_row_missing_fails(
    vault: Vault, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a fault of the copy would leave it: sound pages, one row less, found by comparing with what was copied."""
    really = checks.contents

    def one_too_many(connection: checks.Connection) -> checks.Contents:
        monkeypatch.setattr(checks, "contents", really)
        found = really(connection)
        return checks.Contents(
            {**found.tables, "notes": found.tables["notes"] + 1}, found.audit_seq, found.audit_mac
        )

    monkeypatch.setattr(checks, "contents", one_too_many)
    with pytest.raises(Damaged) as caught:
        backup(vault, out)
    assert caught.value.code == "backup-differs"
    assert not list(out.parent.iterdir())


def test_a_replayed_page_fails(
    vault: Vault, out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SQLCipher alone calls an older page of the same file good."""
    really = room.container.write

    def replay(*arguments: object) -> None:
        really(*arguments)  # type: ignore[arg-type]  # passed through
        (part,) = out.parent.glob("*.part")
        content = bytearray(part.read_bytes())
        content[-4096:] = content[-8192:-4096]
        part.write_bytes(content)

    monkeypatch.setattr(room.container, "write", replay)
    with pytest.raises(Damaged):
        backup(vault, out)


def test_a_backup_that_fails_leaves_the_one_before(
    vault: Vault, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup(vault, out)
    before = out.read_bytes()

    class CancelledError(Exception):
        pass

    def cancel(done: int, total: int) -> None:
        assert 0 <= done <= total
        raise CancelledError

    with pytest.raises(CancelledError):
        backup(vault, out, progress=cancel)
    assert out.read_bytes() == before
    assert [path.name for path in out.parent.iterdir()] == [out.name]
    with writer(vault.engine).begin() as connection:
        connection.execute(text("DELETE FROM notes WHERE id = 1"))


def test_the_backup_of_another_vault_is_refused(
    vault: Vault, out: Path, tmp_path: Path, clock: FixedClock
) -> None:
    other, _ = create_vault(
        tmp_path / "other",
        PASSWORD,
        cost=room.headers.KdfCost(64, 1),
        clock=clock,
        slot_id=vault.user,
        label="A",
    )
    backup(other, out)
    other.lock()
    with pytest.raises(Damaged):
        verify_backup(out, vault)


@pytest.mark.parametrize(
    "content", [b"", b"LIAISON1", b"PK\3\4" + bytes(100), b"LIAISON1\xff\xff\xff\xff", b"LIAISON1" + bytes(8)]
)
def test_what_is_no_backup_is_refused(
    vault: Vault, tmp_path: Path, content: bytes, clock: FixedClock
) -> None:
    file = tmp_path / "x"
    file.write_bytes(content)
    with pytest.raises(Damaged):
        verify_backup(file, vault)
    with pytest.raises(Damaged):
        restore(file, tmp_path / "anew", PASSWORD, clock=clock)


def test_a_wrong_password_restores_nothing(
    vault: Vault, out: Path, tmp_path: Path, clock: FixedClock
) -> None:
    backup(vault, out)
    with pytest.raises(CannotUnlock):
        restore(out, tmp_path / "anew", "guess", clock=clock)
    assert not (tmp_path / "anew").exists()


def test_its_usual_place_is_named_by_the_moment(vault: Vault) -> None:
    assert default_file(vault) == vault.folder / "backups" / "2026-03-02-090000.liaison-backup"
    assert backup(vault, default_file(vault)).file.exists()


def test_it_is_of_one_moment_where_somebody_writes_for_long(vault: Vault, out: Path) -> None:
    with writer(vault.engine).begin() as connection:
        connection.execute(text("INSERT INTO notes (words) VALUES ('not yet committed')"))
        info = backup(vault, out)
    assert info.tables["notes"] == 500


@pytest.mark.parametrize(
    "name", ["data-1.db", "header.json", "header-copy.json", "new", "backups", "backups/x/new"]
)
def test_nothing_is_written_into_the_vaults_own_folder(vault: Vault, name: str) -> None:
    (vault.folder / "backups").mkdir()
    before = {path.name: path.stat().st_size for path in vault.folder.iterdir()}
    with pytest.raises(Refused) as caught:
        backup(vault, vault.folder / "backups" / ".." / name)
    assert caught.value.code == "inside-the-vault"
    assert {path.name: path.stat().st_size for path in vault.folder.iterdir()} == before
    assert all(check.ok for check in room_checks(vault))


def test_nor_by_another_way_to_it(vault: Vault, tmp_path: Path) -> None:
    way = tmp_path / "way"
    try:
        way.symlink_to(vault.folder, target_is_directory=True)
    except OSError:
        pytest.skip("no links here")
    with pytest.raises(Refused):
        backup(vault, way / "data-1.db")
    assert backup(vault, way / "backups" / "mine").file.is_file()


@pytest.mark.parametrize("content", [b"", b"my only brief", b"LIAISON1", b"LIAISON1" + bytes(400)])
def test_what_is_no_backup_of_this_vault_is_not_written_over(vault: Vault, out: Path, content: bytes) -> None:
    out.parent.mkdir()
    for name in (out.name, f"{out.name}.copy", f"{out.name}.part", f"{out.name}.check"):
        (out.parent / name).write_bytes(content)
    with pytest.raises(Refused) as caught:
        backup(vault, out)
    assert (caught.value.code, caught.value.field) == ("file-exists", "out")
    out.unlink()
    verify_backup(backup(vault, out).file, vault)
    left = {path.name: path.read_bytes() for path in out.parent.iterdir() if path != out}
    assert left == {f"{out.name}{ending}": content for ending in (".copy", ".part", ".check")}


def test_the_backup_of_another_vault_is_not_written_over(
    vault: Vault, out: Path, tmp_path: Path, clock: FixedClock
) -> None:
    cost = room.headers.KdfCost(64, 1)
    other, _ = create_vault(tmp_path / "b", PASSWORD, cost=cost, clock=clock, slot_id=vault.user, label="A")
    backup(other, out)
    other.lock()
    before = out.read_bytes()
    with pytest.raises(Refused):
        backup(vault, out)
    assert out.read_bytes() == before


@pytest.mark.parametrize("links", [True, False])
def test_what_takes_the_name_meanwhile_stays(
    vault: Vault, out: Path, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    def no_links(*_: object) -> None:
        raise PermissionError(1, "not on this disk")

    if not links:
        monkeypatch.setattr(os, "link", no_links)
    backup(vault, out)
    verify_backup(out, vault)
    out.unlink()
    really = target.must_be_free
    asked: list[bool] = []

    def taken(*arguments: object) -> bool:
        asked.append(really(*arguments))  # type: ignore[arg-type]  # passed through
        if len(asked) == 2:
            out.write_bytes(b"of somebody else")
        return asked[-1]

    monkeypatch.setattr(target, "must_be_free", taken)
    with pytest.raises(Refused):
        backup(vault, out)
    assert [(path.name, path.read_bytes()) for path in out.parent.iterdir()] == [
        (out.name, b"of somebody else")
    ]


def test_several_check_one_backup_at_a_time(vault: Vault, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second begins and ends in the midst of the first, as another process does."""
    info = backup(vault, out)
    key = bytes(vault.database_key())
    really = room.container.extract
    again = [True]

    def extract(*arguments: object) -> None:
        really(*arguments)  # type: ignore[arg-type]  # passed through
        if again.pop():
            again.append(False)
            assert verify_with_key(out, key) == info

    monkeypatch.setattr(room.container, "extract", extract)
    assert verify_with_key(out, key) == info
    assert list(out.parent.iterdir()) == [out]


def test_what_a_killed_run_left_goes_after_a_day(vault: Vault, out: Path, clock: FixedClock) -> None:
    out.parent.mkdir()
    old, young = target.half_made(out, "copy", "check")
    mine = out.with_name("my.part")
    for path in (old, young, mine):
        path.touch()
        os.utime(path, (clock.now().timestamp() - 90_000,) * 2)
    os.utime(young, (clock.now().timestamp() - 600,) * 2)
    backup(vault, out)
    assert set(out.parent.iterdir()) == {out, young, mine}


def test_guesses_at_a_backup_wait_as_those_at_the_vault(
    vault: Vault, out: Path, tmp_path: Path, clock: FixedClock
) -> None:
    backup(vault, out)
    for number in range(attempts.FREE_TRIES):
        with pytest.raises(CannotUnlock) as caught:
            restore(out, tmp_path / "anew", f"guess {number}", clock=clock)
        assert caught.value.code == "wrong-password"
    assert [(one.slot, one.at) for one in failures.read(vault.id)] == [(vault.user, clock.now())] * 3
    with pytest.raises(TooManyTries):
        key_of_backup(out, PASSWORD, clock=clock, label="ann lee")
    with pytest.raises(TooManyTries):
        unlock(vault.folder, PASSWORD, clock=clock)
    clock.advance(timedelta(seconds=2))
    restore(out, tmp_path / "anew", PASSWORD, clock=clock).lock()
    assert len(failures.read(vault.id)) == 3


def test_a_right_one_does_not_set_the_count_to_nothing(vault: Vault, out: Path, clock: FixedClock) -> None:
    """Else a backup made up under somebody's number, with a password of one's own, would end their waiting."""
    backup(vault, out)
    for number in range(attempts.FREE_TRIES - 1):
        with pytest.raises(CannotUnlock):
            key_of_backup(out, f"guess {number}", clock=clock)
    assert key_of_backup(out, PASSWORD, clock=clock) == vault.database_key()
    with pytest.raises(CannotUnlock):
        key_of_backup(out, "guess", clock=clock)
    with pytest.raises(TooManyTries):
        key_of_backup(out, "guess", clock=clock)


def test_of_several_each_has_a_count_of_their_own(vault: Vault, out: Path, clock: FixedClock) -> None:
    bob = UUID("0190a3b4-0000-7000-8000-000000000002")
    add_user(vault, "bob's", slot_id=bob, label="Bob Hale", cost=kdf.CHEAP)
    backup(vault, out)
    for number in range(attempts.FREE_TRIES):
        with pytest.raises(CannotUnlock):
            key_of_backup(out, f"guess {number}", clock=clock, label="Ann Lee")
    assert key_of_backup(out, "bob's", clock=clock) == vault.database_key(), (
        "nobody waits for another's guesses"
    )
    with pytest.raises(TooManyTries):
        key_of_backup(out, PASSWORD, clock=clock)
    assert {one.slot for one in failures.read(vault.id)} == {vault.user, bob}, "it was tried at both names"


def test_a_wrong_recovery_key_is_remembered(vault: Vault, out: Path, clock: FixedClock) -> None:
    backup(vault, out)
    with pytest.raises(CannotUnlock):
        key_of_backup(out, str(RecoveryKey.new()), clock=clock)
    assert [one.slot for one in failures.read(vault.id)] == [None]


def test_damage_is_no_try(
    vault: Vault, out: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup(vault, out)

    def damaged(*_: object) -> None:
        raise Damaged("forged-cost", "This header was altered.")

    with monkeypatch.context() as patched:
        patched.setattr("app.vault.slots.open_with", damaged)
        for _ in range(5):
            with pytest.raises(Damaged):
                key_of_backup(out, PASSWORD, clock=clock)
    assert key_of_backup(out, PASSWORD, clock=clock) == vault.database_key()
