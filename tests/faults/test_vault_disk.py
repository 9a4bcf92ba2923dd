"""A disk that takes no more, or takes nothing: a sentence that says so, and the state before."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support import ENVIRONMENT

pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="Windows knows no limit on file sizes and no modes"
)

BEGINNING = """
import resource, sys
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4
from sqlalchemy import text
from app.kernel.clock import FixedClock
from app.kernel.errors import CannotUnlock, MachineTrouble
from app.storage.engine import writer
from app.vault import attempts, kdf
from app.vault.backup import backup, verify_backup
from app.vault.rotate import rotate
from app.vault.vault import change_password, create_vault, unlock

folder = Path(sys.argv[1])
clock = FixedClock(datetime(2026, 3, 2, 9, 0, tzinfo=UTC))
attempts.state_folder = lambda: folder / "state"

def make(name):
    vault, _ = create_vault(folder / name, "old", cost=kdf.CHEAP, clock=clock, slot_id=uuid4(), label="Ann")
    with writer(vault.engine).begin() as connection:
        connection.execute(text("CREATE TABLE notes (words TEXT)"))
        connection.execute(text("INSERT INTO notes VALUES ('kept')"))
    return vault

def limit(size):
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))

def refused(work):
    try:
        work()
    except MachineTrouble as error:
        assert error.message.endswith("."), error.message
        print(error.code)
    else:
        raise AssertionError("it was not refused")
"""


def _run(program: str, folder: Path) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", BEGINNING + program, str(folder)],
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


def test_a_header_that_does_not_fit_leaves_the_old_password(tmp_path: Path) -> None:
    program = """
vault = make("vault")
before = sorted(path.name for path in (folder / "vault").iterdir())
limit(1000)
refused(lambda: change_password(vault, "old", "new"))
limit(resource.RLIM_INFINITY)
vault.lock()
unlock(folder / "vault", "old", clock=clock).lock()
"""
    assert _run(program, tmp_path) == ["disk-trouble"]


def test_a_vault_that_does_not_fit_is_not_begun(tmp_path: Path) -> None:
    program = """
kdf.allow(kdf.CHEAP)
for size in (0, 1000, 3000, 9000):
    limit(size)
    refused(lambda: make(f"vault"))
    assert not (folder / "vault").exists(), size
limit(resource.RLIM_INFINITY)
make("vault").lock()
"""
    assert len(_run(program, tmp_path)) == 4


def test_a_backup_that_does_not_fit_leaves_the_one_before(tmp_path: Path) -> None:
    program = """
vault = make("vault")
out = folder / "outside" / "one"
backup(vault, out)
before = out.read_bytes()
for size in (0, 5000, len(before) - 4096, len(before) - 1):
    limit(size)
    refused(lambda: backup(vault, out))
    limit(resource.RLIM_INFINITY)
    assert [path.name for path in out.parent.iterdir()] == ["one"]
    assert out.read_bytes() == before
verify_backup(out, vault)
with writer(vault.engine).begin() as connection:
    connection.execute(text("INSERT INTO notes VALUES ('and it goes on')"))
vault.lock()
"""
    assert len(_run(program, tmp_path)) == 4


def test_a_rotation_that_does_not_fit_leaves_the_old_key(tmp_path: Path) -> None:
    program = """
vault = make("vault")
with writer(vault.engine).begin() as connection:
    for _ in range(50):
        connection.execute(text("INSERT INTO notes VALUES (:words)"), {"words": "x" * 2000})
vault.lock()
vault = unlock(folder / "vault", "old", clock=clock)
size = (folder / "vault" / "data-1.db").stat().st_size
for most in (0, 10, 1000, 5000, size // 2, size - 1):
    limit(most)
    refused(lambda: rotate(vault))
    limit(resource.RLIM_INFINITY)
    assert vault.epoch == 1
    assert not [path.name for path in (folder / "vault").iterdir() if "2" in path.name or "rotation" in path.name]
with writer(vault.engine).begin() as connection:
    connection.execute(text("INSERT INTO notes VALUES ('and it goes on')"))
assert rotate(vault) == 2
with vault.engine.connect() as connection:
    assert connection.execute(text("SELECT count(*) FROM notes")).scalar_one() == 52
vault.lock()
unlock(folder / "vault", "old", clock=clock).lock()
"""
    assert len(_run(program, tmp_path)) == 6


def test_a_full_disk_while_writing_says_so_and_undoes(tmp_path: Path) -> None:
    program = """
vault = make("vault")
size = (folder / "vault" / "data-1.db-wal").stat().st_size
def fill():
    with writer(vault.engine).begin() as connection:
        for _ in range(100):
            connection.execute(text("INSERT INTO notes VALUES (:words)"), {"words": "x" * 20000})
limit(size + 100_000)
refused(fill)
limit(resource.RLIM_INFINITY)
with vault.engine.connect() as connection:
    assert connection.execute(text("SELECT count(*) FROM notes")).scalar_one() == 1
fill()
vault.lock()
"""
    assert _run(program, tmp_path)[0] in {"disk-full", "disk-trouble"}


def test_unlocking_works_where_the_count_of_tries_cannot_be_written(tmp_path: Path) -> None:
    program = """
make("vault").lock()
limit(0)
try:
    unlock(folder / "vault", "guess", clock=clock)
except CannotUnlock as error:
    print(error.code)
"""
    assert _run(program, tmp_path) == ["wrong-password"]


@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="nothing is read-only for root")
def test_a_folder_that_is_read_only(tmp_path: Path) -> None:
    program = """
make("vault").lock()
(folder / "vault").chmod(0o500)
refused(lambda: unlock(folder / "vault", "old", clock=clock))
(folder / "vault").chmod(0o700)
unlock(folder / "vault", "old", clock=clock).lock()
"""
    assert len(_run(program, tmp_path)) == 1
