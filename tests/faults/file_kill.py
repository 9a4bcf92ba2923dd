"""Run by test_file_kill: takes a file in, a piece in each transaction, and kills itself in the middle of it."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from app.bootstrap import open_workspace
from app.contactlog.storing import PIECE, add_pieces, begin_file
from app.kernel.clock import SystemClock
from app.vault import kdf, lending
from tests.support import PASSWORD

CANARY = b"Quetzalfink"


def main(folder: Path) -> None:
    """A third piece is written and not committed, and a copy is lent, when the process ends."""
    kdf.allow(kdf.CHEAP)
    workspace = open_workspace(folder, PASSWORD, clock=SystemClock())
    piece = CANARY * (PIECE // len(CANARY))
    lending.lend("a.txt", [b"a copy that somebody asked for"])
    with workspace.write() as tx:
        file_id = begin_file(tx)
        add_pieces(tx, file_id, 0, [piece])
    with workspace.write() as tx:
        add_pieces(tx, file_id, 1, [piece])
    with workspace.write() as tx:
        add_pieces(tx, file_id, 2, [piece])
        tx.session.flush()
        os.kill(os.getpid(), signal.SIGKILL)


main(Path(sys.argv[1]))
