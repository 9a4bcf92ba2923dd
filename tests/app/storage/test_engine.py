"""Connections to the encrypted file: what opens, what does not, and what a transaction means."""

from __future__ import annotations

import secrets
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, exc, text

from app.kernel.errors import CannotUnlock, Damaged, LiaisonError, MachineTrouble
from app.storage import cipher
from app.storage.engine import close_engine, open_engine, writer
from tests.support import ENVIRONMENT

KEY = bytes(range(32))
CANARY = "Zyxwvut-privileged-4711"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "odd name %41?#.db"
    path.touch()
    return path


@pytest.fixture
def engine(file: Path) -> Iterator[Engine]:
    engine = open_engine(file, KEY, create=True)
    with writer(engine).begin() as connection:
        connection.execute(text("CREATE TABLE notes (id INTEGER PRIMARY KEY, words TEXT NOT NULL)"))
    yield engine
    close_engine(engine)


def _add(engine: Engine, words: str) -> None:
    with writer(engine).begin() as connection:
        connection.execute(text("INSERT INTO notes (words) VALUES (:words)"), {"words": words})


def _count(engine: Engine) -> int:
    with engine.connect() as connection:
        return int(connection.execute(text("SELECT count(*) FROM notes")).scalar_one())


def test_what_was_written_is_read_again_after_closing(engine: Engine, file: Path) -> None:
    _add(engine, CANARY)
    close_engine(engine)
    again = open_engine(file, KEY)
    with again.connect() as connection:
        assert connection.execute(text("SELECT words FROM notes")).scalar_one() == CANARY
    close_engine(again)


def test_no_word_stands_in_any_file_open_or_closed(engine: Engine, file: Path) -> None:
    with writer(engine).begin() as connection:
        connection.execute(text("CREATE INDEX by_words ON notes (words)"))
        rows = [{"words": f"{CANARY} {number}"} for number in range(2000)]
        connection.execute(text("INSERT INTO notes (words) VALUES (:words)"), rows)
        connection.execute(text("SELECT words FROM notes ORDER BY words || 'x' DESC")).all()
    names = {path.name for path in file.parent.iterdir()}
    assert f"{file.name}-wal" in names
    close_engine(engine)  # only now: reading the live file from this process would drop SQLite's locks
    for path in file.parent.iterdir():
        assert CANARY.encode() not in path.read_bytes()
    assert {path.name for path in file.parent.iterdir()} == {file.name}


def test_no_word_stands_in_the_write_ahead_log_of_a_process_that_died(file: Path) -> None:
    program = (
        "import os, sys; from pathlib import Path; from app.storage import cipher\n"
        "c = cipher.connect_new(Path(sys.argv[1]), bytes(range(32)))\n"
        "c.execute('CREATE TABLE notes (words)'); c.execute('INSERT INTO notes VALUES (?)', (sys.argv[2],))\n"
        "os._exit(9)"
    )
    assert (
        subprocess.run(
            [sys.executable, "-c", program, str(file), CANARY], env=ENVIRONMENT, check=False
        ).returncode
        == 9
    )
    log = file.with_name(file.name + "-wal")
    assert log.stat().st_size > 0
    assert CANARY.encode() not in log.read_bytes()
    again = open_engine(file, KEY)
    assert _count(again) == 1
    close_engine(again)


def test_every_connection_has_the_pragmas_that_were_measured(engine: Engine) -> None:
    expected = {
        "journal_mode": "wal",
        "synchronous": 2,
        "fullfsync": 1,
        "checkpoint_fullfsync": 1,
        "foreign_keys": 1,
        "secure_delete": 1,
        "temp_store": 2,
        "trusted_schema": 0,
        "cell_size_check": 1,
        "cache_size": -262144,
        "busy_timeout": 10000,
        "page_size": "4096",  # SQLCipher answers in words
    }
    with engine.connect() as first, engine.connect() as second:
        for connection in (first, second):
            found = {name: connection.execute(text(f"PRAGMA {name}")).scalar_one() for name in expected}
            assert found == expected


@pytest.mark.parametrize("length", [0, 16, 31, 33])
def test_a_key_of_another_length_is_never_a_passphrase(file: Path, length: int) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        open_engine(file, bytes(length), create=True)
    with pytest.raises(ValueError, match="32 bytes"):
        cipher.connect(file, bytes(length))


def test_a_missing_file_is_damage_and_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(Damaged) as caught:
        open_engine(tmp_path / "data-1.db", KEY)
    assert caught.value.code == "data-missing"
    assert not list(tmp_path.iterdir())


def test_an_empty_file_is_damage(file: Path) -> None:
    with pytest.raises(Damaged) as caught:
        open_engine(file, KEY)
    assert caught.value.code == "data-empty"
    assert file.stat().st_size == 0


def test_a_plain_database_is_not_taken_for_the_encrypted_one(file: Path) -> None:
    plain = sqlite3.connect(file)
    plain.execute("CREATE TABLE notes (words)")
    plain.close()
    with pytest.raises(Damaged) as caught:
        open_engine(file, KEY)
    assert caught.value.code == "data-not-encrypted"


@pytest.mark.parametrize(
    ("size", "code"),
    [(1, "data-empty"), (4095, "data-empty"), (4096, "data-unreadable"), (20000, "data-unreadable")],
)
def test_junk_is_damage(file: Path, size: int, code: str) -> None:
    junk = secrets.token_bytes(size)
    file.write_bytes(junk)
    with pytest.raises(Damaged) as caught:
        open_engine(file, KEY)
    assert caught.value.code == code
    assert file.read_bytes() == junk


def test_another_key_does_not_open_it_and_changes_nothing(
    engine: Engine, file: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    _add(engine, CANARY)
    close_engine(engine)
    before = file.read_bytes()
    with pytest.raises(Damaged) as caught:
        open_engine(file, bytes(32))
    assert caught.value.code == "data-unreadable"
    assert file.read_bytes() == before
    assert capfd.readouterr().err == ""


def test_two_who_read_and_then_write_both_succeed(engine: Engine) -> None:
    failures: list[BaseException] = []

    def read_then_write() -> None:
        try:
            for _ in range(20):
                with writer(engine).begin() as connection:
                    seen = connection.execute(text("SELECT count(*) FROM notes")).scalar_one()
                    connection.execute(text("INSERT INTO notes (words) VALUES (:n)"), {"n": str(seen)})
        except LiaisonError as error:
            failures.append(error)

    threads = [threading.Thread(target=read_then_write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    with engine.connect() as connection:
        assert connection.execute(text("SELECT count(DISTINCT words) FROM notes")).scalar_one() == 80


def test_a_reader_sees_one_moment_while_others_write(engine: Engine) -> None:
    with engine.connect() as reader:
        before = reader.execute(text("SELECT count(*) FROM notes")).scalar_one()
        _add(engine, "later")
        assert reader.execute(text("SELECT count(*) FROM notes")).scalar_one() == before
    assert _count(engine) == before + 1


def _twice(engine: Engine, words: str) -> None:
    with writer(engine).begin() as connection:
        connection.execute(text("CREATE TABLE half (a)"))
        for _ in range(2):
            connection.execute(text("INSERT INTO notes VALUES (1, :words)"), {"words": words})


def test_what_fails_midway_is_undone_and_its_words_are_not_in_the_error(engine: Engine) -> None:
    with pytest.raises(exc.IntegrityError) as caught:
        _twice(engine, CANARY)
    assert CANARY not in str(caught.value)
    assert _count(engine) == 0
    with engine.connect() as connection:
        names = connection.execute(text("SELECT name FROM sqlite_master WHERE name = 'half'")).all()
    assert names == []


def test_a_writer_who_finds_another_writing_is_told_so(engine: Engine) -> None:
    with writer(engine).begin() as first, engine.connect() as idle:
        first.execute(text("INSERT INTO notes (words) VALUES ('x')"))
        second = idle.execution_options(liaison_writes=True)
        raw = second.connection.dbapi_connection
        assert raw is not None
        raw.cursor().execute("PRAGMA busy_timeout = 1")
        with pytest.raises(MachineTrouble) as caught:
            second.execute(text("SELECT 1"))
        assert caught.value.code == "busy"


def test_closing_closes_what_is_in_use_and_forgets_the_key(engine: Engine, file: Path) -> None:
    _add(engine, CANARY)
    in_use = engine.connect()
    in_use.execute(text("SELECT words FROM notes")).all()
    raw = in_use.connection.dbapi_connection
    assert raw is not None
    close_engine(engine)
    with pytest.raises(Exception, match="closed"):
        raw.cursor().execute("SELECT words FROM notes")
    with pytest.raises(CannotUnlock):
        in_use.execute(text("SELECT words FROM notes"))
    with pytest.raises(CannotUnlock):
        engine.connect()
    in_use.close()
    close_engine(engine)
    assert {path.name for path in file.parent.iterdir()} == {file.name}


def test_closing_stops_a_query_that_runs(engine: Engine) -> None:
    errors: list[BaseException] = []
    started = threading.Event()
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"

    def count() -> None:
        try:
            with engine.connect() as connection:
                started.set()
                connection.execute(text(endless))
        except LiaisonError as error:
            errors.append(error)

    thread = threading.Thread(target=count)
    thread.start()
    started.wait(10)
    close_engine(engine)
    thread.join(30)
    assert not thread.is_alive()
    assert [type(error) for error in errors] == [CannotUnlock]


FULL = """
import resource, sys
from pathlib import Path
from sqlalchemy import text
from app.kernel.errors import MachineTrouble
from app.storage.engine import close_engine, open_engine, writer
file = Path(sys.argv[1])
engine = open_engine(file, bytes(range(32)))
resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))
kept = 0
try:
    while True:
        with writer(engine).begin() as connection:
            connection.execute(text("INSERT INTO notes (words) VALUES (:w)"), {"w": "x" * 20000})
        kept += 1
except MachineTrouble as error:
    print(kept, error.code)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no limit on file sizes")
def test_a_full_disk_loses_nothing_that_was_acknowledged(engine: Engine, file: Path) -> None:
    close_engine(engine)
    done = subprocess.run(
        [sys.executable, "-c", FULL, str(file)], env=ENVIRONMENT, capture_output=True, text=True, check=True
    )
    kept, code = done.stdout.split()
    assert int(kept) > 0
    assert code in {"disk-full", "disk-trouble"}
    again = open_engine(file, KEY)
    assert _count(again) == int(kept)
    _add(again, "and it goes on")
    close_engine(again)
