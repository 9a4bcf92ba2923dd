"""What was done to the files of a vault is refused with a named error, and nothing is deleted (VAULT.md, "Faults")."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import text

from app.kernel.clock import FixedClock
from app.kernel.errors import CannotUnlock, Damaged, LiaisonError
from app.storage.engine import writer
from app.vault import attempts, kdf
from app.vault.vault import Vault, add_user, create_vault, unlock
from app.vault.verify import checks

PASSWORD = "correct horse"


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(datetime(2026, 3, 2, 9, 0, tzinfo=UTC))


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attempts, "state_folder", lambda: tmp_path / "state")


def _make(folder: Path, clock: FixedClock) -> Vault:
    vault, _ = create_vault(folder, PASSWORD, cost=kdf.CHEAP, clock=clock, slot_id=uuid4(), label="Ann")
    with writer(vault.engine).begin() as connection:
        connection.execute(text("CREATE TABLE notes (words TEXT)"))
        rows = [{"words": f"{number} " * 200} for number in range(300)]
        connection.execute(text("INSERT INTO notes VALUES (:words)"), rows)
    return vault


@pytest.fixture
def folder(tmp_path: Path, clock: FixedClock) -> Path:
    """A vault that was locked."""
    vault = _make(tmp_path / "vault", clock)
    vault.lock()
    return vault.folder


def _refused(folder: Path, clock: FixedClock) -> LiaisonError:
    names = {path.name for path in folder.iterdir()}
    clock.advance(timedelta(hours=1))
    with pytest.raises((Damaged, CannotUnlock)) as caught:
        unlock(folder, PASSWORD, clock=clock)
    assert names <= {path.name for path in folder.iterdir()} | {"data-1.db-wal", "data-1.db-shm"}
    assert caught.value.message.endswith(".")
    return caught.value


def test_a_header_of_no_bytes(folder: Path, clock: FixedClock) -> None:
    (folder / "header.json").write_bytes(b"")
    assert _refused(folder, clock).code == "header-damaged"


def test_the_way_out_that_the_sentence_names_works(folder: Path, clock: FixedClock) -> None:
    (folder / "header.json").write_bytes(b"")
    assert "header.json.bak" in _refused(folder, clock).message
    (folder / "header.json").write_bytes((folder / "header.json.bak").read_bytes())
    unlock(folder, PASSWORD, clock=clock).lock()


@pytest.mark.parametrize("step", [17, pytest.param(1, marks=pytest.mark.long)])
def test_bits_flipped_anywhere_in_the_header(folder: Path, clock: FixedClock, step: int) -> None:
    """Told from a wrong password by the copy, where the flip lies in the slot that is opened."""
    good = (folder / "header.json").read_bytes()
    codes = set()
    for at in range(0, len(good), step):
        changed = bytearray(good)
        changed[at] ^= 1 << at % 8
        (folder / "header.json").write_bytes(changed)
        error = _refused(folder, clock)
        codes.add(error.code)
        assert isinstance(error, Damaged), (at, error.code)
    assert {"header-damaged", "header-altered"} <= codes


@pytest.mark.parametrize("step", [41, pytest.param(1, marks=pytest.mark.long)])
def test_both_headers_flipped_alike_open_nothing(folder: Path, clock: FixedClock, step: int) -> None:
    good = (folder / "header.json").read_bytes()
    for at in range(0, len(good), step):
        changed = bytearray(good)
        changed[at] ^= 1 << at % 8
        for name in ("header.json", "header.json.bak"):
            (folder / name).write_bytes(changed)
        _refused(folder, clock)


def test_the_header_of_another_vault(folder: Path, tmp_path: Path, clock: FixedClock) -> None:
    other = _make(tmp_path / "other", clock)
    other.lock()
    for name in ("header.json", "header.json.bak"):
        (folder / name).write_bytes((other.folder / name).read_bytes())
    assert _refused(folder, clock).code == "data-unreadable"


def _forge(folder: Path, change: Callable[[dict[str, object]], None]) -> None:
    raw = json.loads((folder / "header.json").read_bytes())
    change(raw)
    forged = json.dumps(raw, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode() + b"\n"
    for name in ("header.json", "header.json.bak"):
        (folder / name).write_bytes(forged)


def test_swapped_slots(folder: Path, clock: FixedClock) -> None:
    vault = unlock(folder, PASSWORD, clock=clock)
    add_user(vault, "bob's", slot_id=uuid4(), label="Bob", cost=kdf.CHEAP)
    vault.lock()

    def swap(raw: dict[str, object]) -> None:
        slots = raw["slots"]
        assert isinstance(slots, list)
        for name in ("label", "id"):
            slots[0][name], slots[2][name] = slots[2][name], slots[0][name]

    _forge(folder, swap)
    for label in ("Ann", "Bob"):
        for password in (PASSWORD, "bob's"):
            clock.advance(timedelta(hours=1))
            with pytest.raises(CannotUnlock):
                unlock(folder, password, clock=clock, label=label)


@pytest.mark.parametrize("kib", [8, 2 * 1024**3])
def test_a_forged_cost_is_refused_before_anything_is_derived(
    folder: Path, clock: FixedClock, kib: int
) -> None:
    def forge(raw: dict[str, object]) -> None:
        slots = raw["slots"]
        assert isinstance(slots, list)
        slots[0]["kdf"]["m"] = kib

    _forge(folder, forge)
    assert _refused(folder, clock).code == "kdf-out-of-bounds"
    assert not (folder.parent / "state").exists()  # not even counted as a try


def test_a_missing_data_file(folder: Path, clock: FixedClock) -> None:
    (folder / "data-1.db").unlink()
    assert _refused(folder, clock).code == "data-missing"
    assert not (folder / "data-1.db").exists()


def test_a_data_file_of_no_bytes(folder: Path, clock: FixedClock) -> None:
    (folder / "data-1.db").write_bytes(b"")
    assert _refused(folder, clock).code == "data-empty"


def test_a_plain_database_in_its_place(folder: Path, clock: FixedClock) -> None:
    (folder / "data-1.db").unlink()
    plain = sqlite3.connect(folder / "data-1.db")
    plain.execute("CREATE TABLE notes (words)")
    plain.close()
    assert _refused(folder, clock).code == "data-not-encrypted"


def test_half_a_database(folder: Path, clock: FixedClock) -> None:
    file = folder / "data-1.db"
    content = file.read_bytes()
    file.write_bytes(content[: len(content) // 2 // 4096 * 4096])
    assert _refused(folder, clock).code == "data-damaged"


@pytest.mark.parametrize("how", ["flipped", "swapped", "zeroed"])
def test_damaged_pages_are_found_by_the_checks(folder: Path, clock: FixedClock, how: str) -> None:
    file = folder / "data-1.db"
    content = bytearray(file.read_bytes())
    one, two = 8 * 4096, 9 * 4096
    if how == "flipped":
        content[one + 77] ^= 0x40
    elif how == "swapped":
        content[one : one + 4096], content[two : two + 4096] = (
            content[two : two + 4096],
            content[one : one + 4096],
        )
    else:
        content[one : one + 4096] = bytes(4096)
    file.write_bytes(content)
    vault = unlock(folder, PASSWORD, clock=clock)
    assert "cipher_integrity" in {check.name for check in checks(vault) if not check.ok}
    with pytest.raises(Damaged), vault.engine.connect() as connection:
        connection.execute(text("SELECT words FROM notes")).all()
    vault.lock()


@pytest.mark.parametrize("content", [b"", b"junk" * 5000])
def test_a_foreign_write_ahead_log_changes_nothing(folder: Path, clock: FixedClock, content: bytes) -> None:
    (folder / "data-1.db-wal").write_bytes(content)
    vault = unlock(folder, PASSWORD, clock=clock)
    assert all(check.ok for check in checks(vault))
    with vault.engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM notes")).scalar_one() == 300
    vault.lock()


@pytest.mark.parametrize("years", [-1, 10])
def test_a_clock_that_is_wrong_by_years_locks_nobody_out(folder: Path, clock: FixedClock, years: int) -> None:
    with pytest.raises(CannotUnlock):
        unlock(folder, "guess", clock=clock)
    clock.advance(timedelta(days=365 * years))
    unlock(folder, PASSWORD, clock=clock).lock()
