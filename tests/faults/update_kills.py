"""Run by test_update_kills: saves an update and logs it as sent in one step, and dies at each call that changes files.

Prints for each point ``[where, killed, what is left]``: how many entries the log has, how much news is untold, and what
the file is: "none", "whole", or "half".
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from pathlib import Path

from app.bootstrap import open_workspace
from app.contactlog.queries import entries, untold_developments
from app.kernel.clock import FixedClock
from app.matters.queries import list_matters
from app.reports.press.house import Made
from app.storage.transaction import Transaction
from app.updates import UpdateDraft, draft, letter, log_sent
from app.updates.leaving import save_pdf
from app.updates.page import render
from app.vault import kdf
from app.workspace import Workspace
from tests import statements
from tests.faults.killing import arm
from tests.support import MONDAY, PASSWORD

STEP = 3
"""Every third point: a kill before a call leaves what one after the call before it left."""


def opened(folder: Path) -> Workspace:
    """The vault as the program opens it."""
    return open_workspace(folder, PASSWORD, clock=FixedClock(MONDAY))


def send(workspace: Workspace, file: Path, point: int) -> None:
    """All of it; dies at ``point``."""
    with workspace.read() as reader:
        begun: UpdateDraft = draft(reader, list_matters(reader)[0].id)
        ready = letter(reader, begun)
    render(ready)  # fonts are read before the counting begins

    def log(tx: Transaction, _made: Made) -> None:
        log_sent(tx, begun)

    arm(point)
    save_pdf(workspace, begun, ready, file, also=log)


def left(folder: Path, file: Path) -> dict[str, object]:
    """What is there now."""
    workspace = opened(folder)
    with workspace.read() as reader:
        logged, untold = len(entries(reader)), len(untold_developments(reader))
    workspace.lock()
    content = file.read_bytes() if file.exists() else None
    whole = content is not None and content.startswith(b"%PDF") and content.rstrip().endswith(b"%%EOF")
    state = "none" if content is None else "whole" if whole else "half"
    return {"logged": logged, "untold": untold, "file": state}


def main(made: Path, room: Path) -> None:
    """Each point in a process of its own, which is forked while no vault is open."""
    kdf.allow(kdf.CHEAP)
    statements.keep()
    point = 1
    while True:
        folder, file = room / str(point) / "vault", room / str(point) / "update.pdf"
        shutil.copytree(made, folder)
        child = os.fork()
        if not child:
            send(opened(folder), file, point)
            os._exit(0)
        killed = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) < 0
        sys.stdout.write(json.dumps([point, killed or 0, left(folder, file)]) + "\n")
        sys.stdout.flush()
        if not killed:
            return
        shutil.rmtree(folder.parent)
        point += STEP


main(Path(sys.argv[1]), Path(sys.argv[2]))
