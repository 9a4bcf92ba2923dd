"""Run by test_access_kills: an access request is answered again and again, each time killed at another moment.

``FOLDER KIND STEP``: prints one JSON line for each run: where it was killed (null: it came to its end), whether it was
acknowledged, how many answers the vault says were given, whose file stands in the place, what lies beside it, what
checks found. Forks while nothing is open, so that each child is a process of its own, and quick.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from app.access.commands import decide_items, open_request
from app.access.forms import NewDecision, NewRequest
from app.access.queries import exports_of, request_sheet
from app.access.words import Decision
from app.bootstrap import create_workspace, open_workspace
from app.clients.commands import ClientDetails, add_client
from app.contactlog.commands import log_contact
from app.contactlog.forms import NewAttachment, NewContact
from app.contactlog.words import Channel, Direction
from app.kernel.clock import SystemClock
from app.matters.commands import MatterDetails, open_matter
from app.reports.access_out import save_export
from app.storage.guarded import GuardedCursor
from app.vault import attempts, kdf
from app.vault.outside import Outgoing
from app.verification import verify_workspace
from tests import statements
from tests.faults.killing import Say, run_armed
from tests.support import FIRM, PASSWORD, USER

CLOCK = SystemClock()
OLDER = b"The answer of before"
ALSO = ((GuardedCursor, "execute"), (GuardedCursor, "executemany"), (Outgoing, "write"))


def make(folder: Path) -> UUID:
    """A vault with a request in which all is decided; whose."""
    workspace, _ = create_workspace(folder, PASSWORD, firm=FIRM, user=USER, clock=CLOCK, cost=kdf.CHEAP)
    with workspace.write() as tx:
        client = add_client(tx, ClientDetails(first_name="Nora", last_name="Whitcombe"))
        matter = open_matter(tx, MatterDetails("Whitcombe v. Larkspur", (client,)))
        paper = NewAttachment("lease.txt", "text/plain", b"The lease itself" * 1000)
        words = "She sent the lease"
        new = NewContact(Channel.LETTER, Direction.IN, tx.now, words, matter, client, attachments=(paper,))
        log_contact(tx, new)
        request = open_request(tx, NewRequest(client))
        left = [one.item.id for one in request_sheet(tx.reader(), request).undecided]
        decide_items(tx, request, left, NewDecision(Decision.GIVE))
    workspace.lock()
    return request


def answer(
    folder: Path,
    request: UUID,
    kind: str,
    say: Say = lambda _: None,
    armed: Callable[[], None] = lambda: None,
) -> None:
    """Make it; ``armed`` is asked before it begins."""
    workspace = open_workspace(folder / "vault", PASSWORD, clock=CLOCK)
    password = "seven green boats" if kind == "pdf" else None
    armed()
    save_export(workspace, request, folder / "out" / f"answer.{kind}", password=password)
    say("given")
    workspace.lock()


def looked_at(folder: Path, request: UUID, kind: str) -> dict[str, Any]:
    """What somebody finds who comes back, and makes it again."""
    file = folder / "out" / f"answer.{kind}"

    def found() -> dict[str, Any]:
        workspace = open_workspace(folder / "vault", PASSWORD, clock=CLOCK)
        with workspace.read() as reader:
            hashes = [one.sha256 for one in exports_of(reader, request)]
        wrong = [one.detail for one in verify_workspace(workspace) if not one.ok]
        workspace.lock()
        stands = file.read_bytes()
        is_kept = hashlib.sha256(stands).hexdigest() in hashes[-1:]
        beside = {one.suffix: one.read_bytes() == OLDER for one in file.parent.iterdir() if one != file}
        whole = stands.endswith(b"%%EOF\n") if kind == "pdf" else b"PK\x05\x06" in stands[-30:]
        which = "older" if stands == OLDER else "kept" if is_kept else "whole" if whole else "torn"
        return {"given": len(hashes), "stands": which, "beside": beside, "wrong": wrong}

    first = found()
    answer(folder, request, kind)
    again = found()
    return {**first, "again": [again["given"], again["stands"], again["wrong"]]}


def main() -> None:
    """Every so many moments, until one run comes to its end."""
    room, kind, step = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    attempts.state_folder = lambda: room / "state"  # not the machine's own place
    kdf.allow(kdf.CHEAP)
    statements.keep()
    made = room / "made"
    request = make(made / "vault")
    (made / "out").mkdir()
    (made / "out" / f"answer.{kind}").write_bytes(OLDER)
    shutil.copytree(made, room / "other")
    answer(
        room / "other", request, kind
    )  # once here, so that no child does for the first time what is remembered
    for number in range(5000 // step):
        folder = room / f"{number}"
        shutil.copytree(made, folder)
        ran = run_armed(1 + number * step, partial(answer, folder, request, kind), ALSO)
        state = looked_at(folder, request, kind)
        sys.stdout.write(json.dumps({"where": ran.where, "said": ran.said, **state}) + "\n")
        sys.stdout.flush()
        shutil.rmtree(folder)
        if ran.where is None:
            return


main()
