"""A new database key: who stays goes on, who left opens no later state, and whatever fails leaves the old one."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text

from app.kernel.clock import FixedClock
from app.kernel.errors import CannotUnlock, Damaged, LiaisonError, MachineTrouble, NotFound, Refused
from app.storage import cipher
from app.storage.engine import writer
from app.vault import container, copying, files, kdf, leftovers, lock, passwords
from app.vault import header as headers
from app.vault.backup import backup, key_of_backup, restore, verify_backup, verify_with_key
from app.vault.recovery import RecoveryKey
from app.vault.rotate import NewCopy, rotate
from app.vault.vault import Vault, add_user, change_password, unlock, unlock_with_recovery
from app.vault.verify import checks

BOB = UUID("0190a3b4-0000-7000-8000-00000000000b")
PASSWORD = "correct horse"


@pytest.fixture
def firm(vault: Vault) -> Iterator[Vault]:
    """Ann's vault, which Bob can open, too, with some notes in it."""
    add_user(vault, "bob's", slot_id=BOB, label="Bob Hale", cost=kdf.CHEAP)
    with writer(vault.engine).begin() as connection:
        connection.execute(text("CREATE TABLE notes (id INTEGER PRIMARY KEY, words TEXT)"))
        rows = [{"words": f"{number} " * 200} for number in range(300)]
        connection.execute(text("INSERT INTO notes (words) VALUES (:words)"), rows)
    yield vault
    vault.lock()


def add_note(vault: Vault, words: str = "later") -> None:
    with writer(vault.engine).begin() as connection:
        connection.execute(text("INSERT INTO notes (words) VALUES (:words)"), {"words": words})


def count(vault: Vault) -> int:
    with vault.engine.connect() as connection:
        return int(connection.execute(text("SELECT count(*) FROM notes")).scalar_one())


def refused(folder: Path, password: str, clock: FixedClock, label: str) -> str:
    clock.advance(timedelta(hours=1))
    with pytest.raises(LiaisonError) as caught:
        unlock(folder, password, clock=clock, label=label)
    return caught.value.code


def no_leftovers(folder: Path, epoch: int) -> bool:
    found = {path.name.split(".db")[0] for path in folder.glob("data-*")}
    return found == {f"data-{epoch}"} and not list(folder.glob("rotation-*"))


def test_the_vault_goes_on_under_the_new_key(firm: Vault, clock: FixedClock) -> None:
    old = bytes(firm.database_key())
    assert rotate(firm) == 2
    assert firm.epoch == 2
    assert bytes(firm.database_key()) != old
    assert count(firm) == 300
    add_note(firm)
    assert all(check.ok for check in checks(firm))
    firm.lock()
    assert no_leftovers(firm.folder, 2)
    for password, label in ((PASSWORD, "Ann Lee"), ("bob's", "Bob Hale")):
        again = unlock(firm.folder, password, clock=clock, label=label)
        assert count(again) == 301
        again.lock()


def test_again_and_again(firm: Vault, clock: FixedClock) -> None:
    for epoch in (2, 3, 4):
        assert rotate(firm) == epoch
        add_note(firm)
    change_password(firm, PASSWORD, "another", cost=kdf.CHEAP)
    assert rotate(firm) == 5
    firm.lock()
    again = unlock(firm.folder, "another", clock=clock, label="Ann Lee")
    assert count(again) == 303
    again.lock()


def test_who_is_left_out_opens_no_later_state(
    firm: Vault, recovery: RecoveryKey, clock: FixedClock, tmp_path: Path
) -> None:
    before = tmp_path / "before.liaison-backup"
    backup(firm, before)
    old = bytes(firm.database_key())
    rotate(firm, without=BOB)
    firm.lock()
    assert refused(firm.folder, "bob's", clock, "Bob Hale") == "no-such-user"
    with pytest.raises(Damaged):
        cipher.connect(firm.folder / "data-2.db", old)
    assert not headers.read(firm.folder).is_signed_by(old)
    unlock_with_recovery(firm.folder, str(recovery), clock=clock).lock()
    # And honestly: what was kept of before opens as ever.
    restore(before, tmp_path / "elsewhere", "bob's", clock=clock, label="Bob Hale").lock()


def test_his_header_put_back_opens_nothing(firm: Vault, clock: FixedClock) -> None:
    kept = (firm.folder / headers.NAME).read_bytes()
    rotate(firm, without=BOB)
    firm.lock()
    for name in (headers.NAME, headers.COPY):
        (firm.folder / name).write_bytes(kept)
    assert refused(firm.folder, "bob's", clock, "Bob Hale") == "data-missing"


def test_a_backup_of_before_is_not_called_damaged(firm: Vault, tmp_path: Path) -> None:
    before = tmp_path / "before.liaison-backup"
    backup(firm, before)
    rotate(firm)
    with pytest.raises(CannotUnlock) as caught:
        verify_backup(before, firm)
    assert caught.value.code == "another-key"
    verify_with_key(before, key_of_backup(before, "bob's", clock=firm.clock, label="Bob Hale"))


def test_a_backup_under_way_on_another_thread_ends_with_its_key_first(firm: Vault, tmp_path: Path) -> None:
    out = tmp_path / "one.liaison-backup"
    rotating = threading.Thread(target=lambda: rotate(firm))

    def begin_to_rotate(*_: object) -> None:
        if not rotating.ident:
            rotating.start()
            time.sleep(0.05)

    info = backup(firm, out, progress=begin_to_rotate)
    rotating.join()
    assert firm.epoch == 2
    assert container.read_beginning(out).header.epoch == 1
    assert info.tables["notes"] == 300
    verify_with_key(out, key_of_backup(out, "bob's", clock=firm.clock, label="Bob Hale"))


def test_a_rotation_that_waits_for_a_backup_can_be_cancelled(firm: Vault, tmp_path: Path) -> None:
    found: list[BaseException] = []

    def rotate_in_vain() -> None:
        try:
            rotate(firm, progress=fail)
        except Given as error:
            found.append(error)

    waiting = threading.Thread(target=rotate_in_vain)
    with firm.same_key():
        waiting.start()
        waiting.join()
    assert found
    assert firm.epoch == 1


def test_a_new_recovery_key_in_place_of_the_old_one(
    firm: Vault, recovery: RecoveryKey, clock: FixedClock
) -> None:
    new = RecoveryKey.new()
    rotate(firm, recovery=new)
    firm.lock()
    with pytest.raises(CannotUnlock) as caught:
        unlock_with_recovery(firm.folder, str(recovery), clock=clock)
    assert caught.value.code == "wrong-recovery-key"
    opened = unlock_with_recovery(firm.folder, str(new), clock=clock)
    assert count(opened) == 300
    opened.lock()
    assert [slot.kind for slot in headers.read(firm.folder).slots] == ["user", "user", "recovery"]


def test_what_must_be_true_with_the_new_key_is_committed_with_it(firm: Vault) -> None:
    seen: list[tuple[int, bytes]] = []

    def change(copy: NewCopy) -> None:
        copy.session.execute(text("DELETE FROM notes WHERE id <= 100"))
        seen.append((copy.epoch, copy.subkey("audit")))

    before = firm.subkey("audit")
    rotate(firm, in_copy=change)
    assert count(firm) == 200
    assert seen == [(2, firm.subkey("audit"))]
    assert seen[0][1] != before


@pytest.mark.parametrize(("who", "code"), [("nobody", "no-such-user"), ("oneself", "oneself")])
def test_only_another_user_can_be_left_out(firm: Vault, who: str, code: str) -> None:
    with pytest.raises((NotFound, Refused)) as caught:
        rotate(firm, without=firm.user if who == "oneself" else uuid4())
    assert caught.value.code == code
    assert firm.epoch == 1
    assert no_leftovers(firm.folder, 1)


def test_a_recovery_slot_is_not_a_user_to_leave_out(firm: Vault) -> None:
    (slot,) = (slot for slot in headers.read(firm.folder).slots if slot.kind == "recovery")
    with pytest.raises(NotFound):
        rotate(firm, without=slot.id)


class Given(Exception):
    """What the test raises."""


def fail(*_: object) -> None:
    raise Given


def fail_at_the_end(done: int, whole: int) -> None:
    if done * 10 > whole * 7:
        raise Given


@pytest.mark.parametrize(
    "options",
    [{"progress": fail}, {"progress": fail_at_the_end}, {"in_copy": fail}],
    ids=["copying", "at the end", "writing"],
)
def test_given_up_on_the_way_everything_is_as_it_was(
    firm: Vault, clock: FixedClock, options: dict[str, Callable[..., None]]
) -> None:
    header = (firm.folder / headers.NAME).read_bytes()
    with pytest.raises(Given):
        rotate(firm, **options)  # type: ignore[arg-type] # one of several options
    assert (firm.folder / headers.NAME).read_bytes() == header
    add_note(firm)
    firm.lock()
    assert no_leftovers(firm.folder, 1)
    again = unlock(firm.folder, PASSWORD, clock=clock, label="Ann Lee")
    assert count(again) == 301
    assert rotate(again) == 2
    again.lock()


def test_progress_only_grows_and_stays_within_the_whole(firm: Vault) -> None:
    told: list[tuple[int, int]] = []
    rotate(firm, progress=lambda done, whole: told.append((done, whole)))
    assert told == sorted(told)
    assert all(0 <= done <= whole for done, whole in told)
    assert len(told) > 2


def test_locked_on_the_way_the_vault_stays_locked(firm: Vault) -> None:
    with pytest.raises(CannotUnlock):
        rotate(firm, progress=lambda *_: firm.lock())
    assert firm.is_locked
    assert headers.read(firm.folder).epoch == 1
    assert no_leftovers(firm.folder, 1)


def test_locked_just_after_the_commit_it_stays_locked(
    firm: Vault, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = headers.write

    def write_then_lock(folder: Path, header: headers.Header) -> None:
        write(folder, header)
        firm.lock()

    monkeypatch.setattr(headers, "write", write_then_lock)
    with pytest.raises(CannotUnlock):
        rotate(firm)
    monkeypatch.undo()
    assert firm.is_locked
    assert not any(firm._key)
    assert no_leftovers(firm.folder, 2)


def test_nobody_writes_while_the_copy_is_made(
    firm: Vault, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cipher, "BUSY_SECONDS", 0.05)
    other = unlock(firm.folder, "bob's", clock=clock, label="Bob Hale")
    codes: list[str] = []

    def write(_: NewCopy) -> None:
        assert count(other) == 300  # reading goes on
        with pytest.raises(MachineTrouble) as caught:
            add_note(other)
        codes.append(caught.value.code)

    rotate(firm, in_copy=write)
    assert codes == ["busy"]
    other.lock()


def test_who_waited_for_the_write_lock_writes_nothing_into_the_old_file(
    firm: Vault, clock: FixedClock
) -> None:
    """The one that waits gets the old file's lock the moment that the new file is the vault."""
    other = unlock(firm.folder, "bob's", clock=clock, label="Bob Hale")
    add_note(other)
    found: list[str] = []

    def wait_and_write() -> None:
        try:
            add_note(other)
            found.append("written")
        except MachineTrouble as error:
            found.append(error.code)

    waiting = threading.Thread(target=wait_and_write)

    def start(_: NewCopy) -> None:
        waiting.start()

    rotate(firm, in_copy=start)
    waiting.join()
    assert found == ["key-changed"]
    assert count(firm) == 301
    other.lock()


def test_who_has_it_open_with_the_old_key_is_told(firm: Vault, clock: FixedClock, tmp_path: Path) -> None:
    other = unlock(firm.folder, "bob's", clock=clock, label="Bob Hale")
    assert count(other) == 300
    rotate(firm)
    attempts: list[Callable[[], object]] = [
        lambda: add_note(other),
        lambda: count(other),
        lambda: change_password(other, "bob's", "new", cost=kdf.CHEAP),
        lambda: add_user(other, "x", slot_id=uuid4(), label="X", cost=kdf.CHEAP),
        lambda: backup(other, tmp_path / "late"),
        lambda: rotate(other),
    ]
    for attempt in attempts:
        with pytest.raises(MachineTrouble) as caught:
            attempt()
        assert caught.value.code == "key-changed"
    other.lock()
    assert all(check.ok for check in checks(firm))


def test_a_writer_at_work_is_waited_for(
    firm: Vault, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cipher, "BUSY_SECONDS", 0.05)
    other = unlock(firm.folder, "bob's", clock=clock, label="Bob Hale")
    with writer(other.engine).begin(), pytest.raises(MachineTrouble) as caught:
        rotate(firm)
    assert caught.value.code == "busy"
    assert no_leftovers(firm.folder, 1)
    rotate(firm)
    other.lock()


def test_not_while_another_window_is_open(firm: Vault, clock: FixedClock, tmp_path: Path) -> None:
    held = lock.WindowLock.take(firm.folder, clock)
    rotate(firm)  # the window itself may
    lock._held_here.clear()  # as another process sees it
    with pytest.raises(lock.WindowOpen):
        rotate(firm)
    held.release()
    assert rotate(firm) == 3


def test_a_password_changed_meanwhile_stays_changed(firm: Vault, clock: FixedClock) -> None:
    other = unlock(firm.folder, "bob's", clock=clock, label="Bob Hale")
    rotate(firm, in_copy=lambda _: change_password(other, "bob's", "bob's new", cost=kdf.CHEAP))
    other.lock()
    firm.lock()
    assert refused(firm.folder, "bob's", clock, "Bob Hale") == "wrong-password"
    unlock(firm.folder, "bob's new", clock=clock, label="Bob Hale").lock()


def test_two_who_change_the_header_at_once(
    firm: Vault, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One of them is told to do it again; none is undone by the other."""
    other = unlock(firm.folder, "bob's", clock=clock, label="Bob Hale")
    signed_header = passwords.signed_header
    seen: list[str] = []

    def read_then_another_writes(vault: Vault) -> headers.Header:
        found = signed_header(vault)
        if vault is firm and not seen:
            seen.append("once")
            change_password(other, "bob's", "bob's new", cost=kdf.CHEAP)
        return found

    monkeypatch.setattr(passwords, "signed_header", read_then_another_writes)
    with pytest.raises(Refused) as caught:
        change_password(firm, PASSWORD, "another", cost=kdf.CHEAP)
    assert caught.value.code == "header-changed"
    change_password(firm, PASSWORD, "another", cost=kdf.CHEAP)
    other.lock()
    firm.lock()
    for password, label in (("another", "Ann Lee"), ("bob's new", "Bob Hale")):
        unlock(firm.folder, password, clock=clock, label=label).lock()


def test_unlocked_while_the_key_changes_the_new_one_is_taken(
    firm: Vault, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The header is read, the derivation takes its second, and then the data file is another."""
    derive, rotated = kdf.derive, []

    def rotate_meanwhile(*given: object) -> bytes:
        if not rotated:
            rotated.append(rotate(firm))
        return derive(*given)  # type: ignore[arg-type] # passed on

    monkeypatch.setattr(kdf, "derive", rotate_meanwhile)
    other = unlock(firm.folder, "bob's", clock=clock, label="Bob Hale")
    assert (other.epoch, count(other)) == (2, 300)
    other.lock()
    assert headers.read_copy(firm.folder) == headers.read(firm.folder)


def test_a_data_file_that_lies_there_already_is_not_written_over(firm: Vault) -> None:
    stray = firm.folder / "data-2.db"
    stray.write_bytes(b"somebody's")
    with pytest.raises(Refused) as caught:
        rotate(firm)
    assert caught.value.code == "data-file-there"
    assert stray.read_bytes() == b"somebody's"


def test_a_newer_data_file_is_not_swept_away_by_an_older_header(firm: Vault, clock: FixedClock) -> None:
    old = {path.name: path.read_bytes() for path in firm.folder.glob("header*")}
    firm.lock()
    data = (firm.folder / "data-1.db").read_bytes()
    vault = unlock(firm.folder, PASSWORD, clock=clock, label="Ann Lee")
    rotate(vault)
    vault.lock()
    (firm.folder / "data-1.db").write_bytes(data)
    for name, content in old.items():
        (firm.folder / name).write_bytes(content)
    unlock(firm.folder, PASSWORD, clock=clock, label="Ann Lee").lock()
    assert (firm.folder / "data-2.db").exists()


@pytest.mark.parametrize("epoch", [2, 1])
def test_what_a_dead_rotation_left_is_swept_at_the_next_unlocking(
    firm: Vault, clock: FixedClock, epoch: int
) -> None:
    if epoch == 1:
        rotate(firm)  # then it died before the old file was taken away
    firm.lock()
    leftovers.mark(firm.folder, 2)
    for ending in ("", "-wal", "-shm"):
        files.make_new(firm.folder / f"data-{epoch}.db{ending}")
    unlock(firm.folder, PASSWORD, clock=clock, label="Ann Lee").lock()
    assert no_leftovers(firm.folder, headers.read(firm.folder).epoch)


def test_a_living_rotation_is_not_swept(firm: Vault, clock: FixedClock) -> None:
    def unlock_beside(_: NewCopy) -> None:
        unlock(firm.folder, "bob's", clock=clock, label="Bob Hale").lock()
        assert (firm.folder / "data-2.db").exists()

    assert rotate(firm, in_copy=unlock_beside) == 2


def test_a_copy_that_lost_a_row_is_not_taken(firm: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    copy = copying.to_new_key

    def lossy(source: Path, key: bytearray, to: Path, new: bytearray, told: object) -> object:
        found = copy(source, key, to, new, lambda *_: None)
        connection = cipher.connect(to, new)
        connection.execute("DELETE FROM notes WHERE id = 7")
        connection.close()
        return found

    monkeypatch.setattr(copying, "to_new_key", lossy)
    with pytest.raises(Damaged) as caught:
        rotate(firm)
    assert caught.value.code == "copy-differs"
    assert no_leftovers(firm.folder, 1)
    assert count(firm) == 300


def test_a_copy_that_the_disk_garbled_is_not_taken(firm: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    check = copying.check

    def garbled(file: Path, *rest: object) -> None:
        content = bytearray(file.read_bytes())
        content[5 * 4096 + 100] ^= 1
        file.write_bytes(content)
        check(file, *rest)  # type: ignore[arg-type] # passed on

    monkeypatch.setattr(copying, "check", garbled)
    with pytest.raises(Damaged):
        rotate(firm)
    assert no_leftovers(firm.folder, 1)


def test_a_disk_that_refuses_the_header_leaves_the_old_key(
    firm: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, content: bytes) -> None:
        raise MachineTrouble("disk-full", "The disk is full.")

    with monkeypatch.context() as patched:
        patched.setattr(files, "replace_with", refuse)
        with pytest.raises(MachineTrouble):
            rotate(firm)
    add_note(firm)
    assert (firm.epoch, count(firm)) == (1, 301)
    assert no_leftovers(firm.folder, 1)


def test_a_header_that_the_disk_may_not_keep_keeps_the_old_file_for_the_next_unlocking(
    firm: Vault, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Renamed, but the folder was not synchronised: after a power cut it may be the old header again."""
    sync_folder = files.sync_folder

    def refuse(folder: Path) -> None:
        if headers.read(folder).epoch == 2:
            raise OSError(5, "Input/output error")
        sync_folder(folder)

    with monkeypatch.context() as patched:
        patched.setattr(files, "sync_folder", refuse)
        assert rotate(firm) == 2
    add_note(firm)
    assert (firm.folder / "data-1.db").exists()
    firm.lock()
    again = unlock(firm.folder, PASSWORD, clock=clock, label="Ann Lee")
    assert count(again) == 301
    again.lock()
    assert no_leftovers(firm.folder, 2)
