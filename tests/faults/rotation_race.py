"""Run by test_rotation_race: one process goes on writing while others give the vault new keys and are killed.

Prints JSON: how many rotations came to their end and how many were killed, how many writes were acknowledged, which
of them are not there, how often the writer had to open the vault anew, and what the checks find wrong. Forks before
anything is opened, so that each child is a process of its own.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from sqlalchemy import orm, text  # imported before the forks, which then are quick

from app.kernel.clock import FixedClock
from app.kernel.errors import MachineTrouble
from app.storage.engine import writer
from app.vault import attempts, kdf, vault
from app.vault.rotate import rotate
from app.vault.verify import checks

CLOCK = FixedClock(datetime(2026, 3, 2, 9, 0, tzinfo=UTC))
USER = UUID("0190a3b4-0000-7000-8000-000000000001")
PAUSE = 0.005
"""Between two writes: who writes without any leaves a rotation no moment to begin."""
Say = Callable[[str], object]


FEW = 2
"""More than so many come to their end, and more are killed, however slow the machine is."""


def make(folder: Path) -> None:
    opened, _ = vault.create_vault(folder, "pw", cost=kdf.CHEAP, clock=CLOCK, slot_id=USER, label="Ann")
    with writer(opened.engine).begin() as connection:
        connection.execute(text("CREATE TABLE notes (id INTEGER PRIMARY KEY, words TEXT)"))
        rows = [{"words": f"{number} " * 200} for number in range(300)]
        connection.execute(text("INSERT INTO notes (words) VALUES (:words)"), rows)
    opened.lock()


def write(folder: Path, say: Say) -> None:
    """Note after note, each said when it is committed."""
    opened = vault.unlock(folder, "pw", clock=CLOCK)
    while True:
        try:
            with writer(opened.engine).begin() as connection:
                added = connection.execute(text("INSERT INTO notes (words) VALUES ('later')"))
            say(f"{added.lastrowid}\n")
            time.sleep(PAUSE)
        except MachineTrouble as error:
            if error.code != "key-changed":
                raise
            opened.lock()
            opened = vault.unlock(folder, "pw", clock=CLOCK)
            say("opened\n")


def change_key(folder: Path, say: Say) -> None:
    """One rotation."""
    opened = vault.unlock(folder, "pw", clock=CLOCK)
    say("begun\n")
    rotate(opened)
    say("done\n")


def child(work: Callable[[Path, Say], None], folder: Path, out: int) -> int:
    """Its process, which says into ``out`` what is done."""
    process = os.fork()
    if process == 0:
        try:
            work(folder, lambda said: os.write(out, said.encode()))
        finally:
            os._exit(0)
    os.close(out)
    return process


def killed_after(folder: Path, seconds: float | None) -> tuple[bool, float]:
    """One rotation, ended so many seconds after its beginning; whether it had come to its end, and after how long."""
    reader, pipe = os.pipe()
    process = child(change_key, folder, pipe)
    with os.fdopen(reader) as said:
        said.readline()
        started = time.monotonic()
        if seconds is not None:
            time.sleep(seconds)
            os.kill(process, signal.SIGKILL)
        done = "done" in said.read()
    os.waitpid(process, 0)
    return done, time.monotonic() - started


def main(folder: Path, times: int) -> None:
    """So many rotations, killed somewhere on their way."""
    kdf.allow(kdf.CHEAP)
    attempts.state_folder = lambda: folder / "state"
    chance = random.Random(4711)  # noqa: S311 where to kill, no secret
    place = folder / "vault"
    make(place)
    diary = folder / "diary"  # not a pipe, which somebody would have to empty
    writing = child(write, place, os.open(diary, os.O_WRONLY | os.O_CREAT | os.O_APPEND))
    done, took = killed_after(place, None)
    ended, killed = int(done), int(not done)
    while ended + killed <= times or min(ended, killed) <= FEW:
        done, _ = killed_after(place, chance.random() * took * 2)
        took *= 0.8 if done else 1.1  # so that some come to their end, whatever else the machine does
        ended, killed = ended + done, killed + (not done)
    os.kill(writing, signal.SIGKILL)
    _, status = os.waitpid(writing, 0)
    lines = [line for line in diary.read_text("ascii").splitlines() if line]
    opened = vault.unlock(place, "pw", clock=CLOCK)
    with opened.engine.connect() as connection:
        there = set(connection.execute(text("SELECT id FROM notes")).scalars())
    told = [int(line) for line in lines if line != "opened"]
    found = {
        "ended": ended,
        "killed": killed,
        "epoch": opened.epoch,
        "acknowledged": len(told),
        "lost": sorted(set(told) - there),
        "twice": len(told) - len(set(told)),
        "more": len(there) - 300 - len(set(told)),
        "opened_anew": lines.count("opened"),
        "writer_ended": not os.WIFSIGNALED(status),
        "wrong": [check.detail for check in checks(opened) if not check.ok],
    }
    opened.lock()
    found["left"] = sorted(path.name for path in place.glob("rotation-*"))
    found["data"] = sorted(path.name for path in place.glob("data-*"))
    sys.stdout.write(json.dumps(found) + "\n")


assert orm
main(Path(sys.argv[1]), int(sys.argv[2]))
