"""Run by test_destruction_kills: a matter is destroyed again and again, each time killed at another moment.

Prints one JSON line for each run: where it was killed (null: it came to its end), whether the matter is there and its
certificate, what checks failed, what lies in the folder, whether any byte of the matter is left. Forks while nothing
is open, so that each child is a process of its own, and quick.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from app.bootstrap import create_workspace, open_workspace
from app.clients.commands import ClientDetails, add_client
from app.contactlog.commands import log_contact
from app.contactlog.forms import NewContact
from app.contactlog.words import Channel, Direction
from app.destruction.commands import destroy_matters
from app.destruction.queries import certificates
from app.kernel.clock import SystemClock
from app.matters.commands import MatterDetails, open_matter
from app.matters.queries import list_matters
from app.matters.words import MatterStatus
from app.search.indexing import catch_up
from app.vault import attempts, kdf
from app.verification import verify_workspace
from tests import statements
from tests.app.destruction.pages import decrypted
from tests.faults.killing import arm
from tests.support import FIRM, PASSWORD, USER

CLOCK = SystemClock()
WORD = "Quetzalfink"


def make(folder: Path) -> None:
    """A vault with a matter that was closed long ago."""
    workspace, _ = create_workspace(folder, PASSWORD, firm=FIRM, user=USER, clock=CLOCK, cost=kdf.CHEAP)
    with workspace.write() as tx:
        client = add_client(tx, ClientDetails(first_name="Nora", last_name=WORD))
        details = MatterDetails(WORD, (client,), status=MatterStatus.CLOSED, closed_on=date(2012, 3, 1))
        matter = open_matter(tx, details)
        log_contact(
            tx, NewContact(Channel.LETTER, Direction.OUT, tx.now, f"{WORD} is told", matter_id=matter)
        )
    catch_up(workspace)
    workspace.lock()


def destroy(folder: Path, armed: Callable[[], None] = lambda: None) -> None:
    """The matter; ``armed`` is asked before it begins."""
    workspace = open_workspace(folder, PASSWORD, clock=CLOCK)
    with workspace.read() as reader:
        (matter,) = list_matters(reader)
    armed()
    destroy_matters(workspace, [matter.id], "It is time")
    workspace.lock()


def die(folder: Path, point: int, pipe: int) -> None:
    """In a child: die at the ``point``-th moment, or come to the end."""
    destroy(folder, lambda: arm(point, lambda where: os.write(pipe, where.encode())))
    os._exit(0)


def looked_at(folder: Path) -> dict[str, Any]:
    """What the vault is when somebody opens it again."""
    workspace = open_workspace(folder, PASSWORD, clock=CLOCK)
    with workspace.read() as reader:
        there, made = len(list_matters(reader)), len(certificates(reader))
    failed = [one.detail for one in verify_workspace(workspace) if not one.ok]
    key, data = bytes(workspace.vault.database_key()), workspace.vault.data_file
    workspace.lock()
    left = WORD.lower().encode() in decrypted(data, key).lower()
    files = sorted(one.name for one in folder.iterdir() if one.name not in {"backups", "vault.lock"})
    return {"matters": there, "certificates": made, "failed": failed, "left": left, "files": files}


def run(made: Path, folder: Path, point: int) -> dict[str, Any]:
    """One of them."""
    shutil.copytree(made, folder)
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            die(folder, point, writing)
        finally:
            os._exit(9)
    os.close(writing)
    where = os.read(reading, 200).decode() or None
    os.close(reading)
    os.waitpid(child, 0)
    found = {"point": point, "where": where, **looked_at(folder)}
    shutil.rmtree(folder)
    return found


def main() -> None:
    """``FOLDER STEP``: every so many moments, until one run comes to its end."""
    room, step = Path(sys.argv[1]), int(sys.argv[2])
    attempts.state_folder = lambda: room / "state"  # type: ignore[assignment] # not the machine's own place
    kdf.allow(kdf.CHEAP)
    statements.keep()
    made = room / "made"
    make(made)
    shutil.copytree(made, room / "other")
    destroy(room / "other")  # once here, so that no child does for the first time what is remembered
    for number in range(1, 1000):
        child_room = room / f"{number}"
        found = run(made, child_room, 1 + (number - 1) * step)
        sys.stdout.write(json.dumps(found) + "\n")
        sys.stdout.flush()
        if found["where"] is None:
            return


if __name__ == "__main__":
    main()
