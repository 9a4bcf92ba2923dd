"""Run by test_write_kills: two log calls side by side without a pause and are killed, again and again, in one vault.

Each opens the vault as the program does, says how many calls are there, and logs others, each said when it is
committed; the next ones open what the killed ones left. Prints one JSON document. Forks before anything is opened, so
that each child is a process of its own, and quick.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from uuid import UUID

from sqlalchemy import func, select

from app.bootstrap import create_workspace, open_workspace
from app.clients.commands import ClientDetails, add_client
from app.clients.words import ClientKind
from app.contactlog.commands import log_contact
from app.contactlog.forms import NewContact
from app.contactlog.models import ContactEntry
from app.contactlog.words import Channel, Direction
from app.kernel.clock import SystemClock
from app.matters.commands import MatterDetails, open_matter
from app.vault import attempts, kdf
from app.verification import verify_workspace
from tests import statements
from tests.support import FIRM, PASSWORD, USER

CLOCK = SystemClock()
CALL = "Called about the hearing; she will look for the lease and decides by Friday. "
LONGEST = 0.02
"""Seconds until somebody is killed, at most."""
SIDE_BY_SIDE = 2
Say = Callable[[str], object]


def make(folder: Path, say: Say) -> None:
    """A vault with a client and a matter."""
    workspace, _ = create_workspace(folder, PASSWORD, firm=FIRM, user=USER, clock=CLOCK, cost=kdf.CHEAP)
    with workspace.write() as tx:
        client = add_client(tx, ClientDetails(ClientKind.PERSON, first_name="Nora", last_name="Whitcombe"))
        matter = open_matter(tx, MatterDetails("Whitcombe v. Larkspur", (client,)))
    say(f"{matter}\n")
    workspace.lock()


def log(folder: Path, matter: UUID, say: Say, calls: int = 1_000_000) -> None:
    """Open, say how many calls there are and how long opening took, then log calls."""
    started = time.perf_counter()
    workspace = open_workspace(folder, PASSWORD, clock=CLOCK)
    with workspace.read() as reader:
        there = reader.session.scalar(select(func.count()).select_from(ContactEntry))
    say(f"opened {there} {time.perf_counter() - started:.4f}\n")
    for number in range(calls):
        call = NewContact(
            Channel.PHONE,
            Direction.IN,
            CLOCK.now(),
            CALL * (1 + number % 7),
            matter_id=matter,
            with_client=True,
        )
        with workspace.write() as tx:
            entry = log_contact(tx, call)
        say(f"{entry}\n")
    workspace.lock()


def warm(folder: Path) -> None:
    """Do it all once in this process, in another vault, so that each child does not do for the first time what is
    remembered. No connection is left open."""
    said: list[str] = []
    make(folder, said.append)
    log(folder, UUID(said[0].strip()), said.append, calls=3)


class Child:
    """A process that does ``work``, and what it says."""

    def __init__(self, work: Callable[[Say], None]) -> None:
        reader, pipe = os.pipe()
        self._process = os.fork()
        if self._process == 0:
            os.close(reader)
            try:
                work(lambda said: os.write(pipe, said.encode()))
            finally:
                os._exit(0)
        os.close(pipe)
        self._said = os.fdopen(reader)
        self.lines: list[str] = []

    def hear(self) -> None:
        """Wait for its next line."""
        self.lines.append(self._said.readline())

    def kill(self) -> None:
        """Now, at whatever it does."""
        os.kill(self._process, signal.SIGKILL)

    def end(self) -> bool:
        """Wait for its end; whether it was killed. A line that was not said whole was not said."""
        with self._said:
            self.lines = [line.rstrip("\n") for line in (*self.lines, *self._said) if line.endswith("\n")]
        _, status = os.waitpid(self._process, 0)
        return os.WIFSIGNALED(status)


def done(work: Callable[[Say], None]) -> list[str]:
    """What a child said that nobody killed."""
    child = Child(work)
    if child.end():
        raise AssertionError("it was killed")
    return child.lines


def killed(works: Sequence[Callable[[Say], None]], chance: random.Random) -> list[list[str]]:
    """What several said side by side until each was killed, at a moment of its own; some while opening."""
    children = [Child(work) for work in works]
    for _ in range(chance.choice((0, 1, 2, 2, 2))):  # that it is open, and the first call
        for child in children:
            child.hear()
    for child in children:
        time.sleep(chance.random() * LONGEST)
        child.kill()
    ends = [child.end() for child in children]
    if not all(ends):
        raise AssertionError("it ended by itself")
    return [child.lines for child in children]


def look(folder: Path, say: Say) -> None:
    """What is there in the end: every entry's id, and what the checks of the whole vault find wrong."""
    workspace = open_workspace(folder, PASSWORD, clock=CLOCK)
    with workspace.read() as reader:
        ids = [str(one) for one in reader.session.scalars(select(ContactEntry.id))]
    wrong = [check.detail for check in verify_workspace(workspace) if not check.ok]
    workspace.lock()
    (folder.parent / "found").write_text(json.dumps([ids, wrong]), encoding="utf-8")
    say("looked\n")


def main(room: Path, times: int) -> None:
    """So many kills."""
    kdf.allow(kdf.CHEAP)
    statements.keep()
    attempts.state_folder = lambda: room / "state"
    # Who is killed while unlocking tried in vain; that this is counted is tried elsewhere.
    for name in ("check", "begun", "succeeded"):
        setattr(attempts.Attempts, name, lambda _: None)
    folder = room / "vault"
    warm(room / "other")
    (matter,) = done(lambda say: make(folder, say))
    chance = random.Random(4711)  # noqa: S311 where to kill, no secret
    acknowledged: set[str] = set()
    kills, killed_writing, fewer, opening = 0, 0, 0, 0.0
    while kills < times:
        before = len(acknowledged)
        for lines in killed([lambda say: log(folder, UUID(matter), say)] * SIDE_BY_SIDE, chance):
            kills += 1
            if lines:
                _, there, took = lines[0].split()
                fewer += int(there) < before
                opening = max(opening, float(took))
                killed_writing += len(lines) > 1
            acknowledged.update(lines[1:])
    done(lambda say: look(folder, say))
    ids, wrong = json.loads((room / "found").read_text(encoding="utf-8"))
    said = {
        "kills": kills,
        "killed_writing": killed_writing,
        "acknowledged": len(acknowledged),
        "lost": sorted(acknowledged - set(ids)),
        "fewer": fewer,
        "more": len(set(ids) - acknowledged),
        "wrong": wrong,
        "slowest_opening": opening,
    }
    sys.stdout.write(json.dumps(said) + "\n")


main(Path(sys.argv[1]), int(sys.argv[2]))
