"""Run by test_handover_kill: hands over hundreds of matters and kills itself at one of its statements.

``FOLDER GIVER HEIR POINT``: at the ``POINT``-th statement, before or after it in turn; with -1 it ends by itself, and
prints how many statements there were.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from app.bootstrap import open_workspace
from app.kernel.clock import SystemClock
from app.owed.handover.handing_over import NewHandOver, hand_over
from app.storage.guarded import GuardedCursor
from app.vault import kdf
from tests.support import PASSWORD

seen = 0


def _dying(run: Callable[..., object], point: int) -> Callable[..., object]:
    def counted(self: object, statement: str, *values: object) -> object:
        global seen
        seen += 1
        if seen == point and point % 2:
            os.kill(os.getpid(), signal.SIGKILL)
        found = run(self, statement, *values)
        if seen == point:
            os.kill(os.getpid(), signal.SIGKILL)
        return found

    return counted


def main(folder: Path, giver: UUID, heir: UUID, point: int) -> None:
    """Open as the program does, and give all that the one has to the other."""
    kdf.allow(kdf.CHEAP)
    workspace = open_workspace(folder, PASSWORD, clock=SystemClock())
    with workspace.write() as tx:
        for name in ("execute", "executemany"):
            setattr(GuardedCursor, name, _dying(getattr(GuardedCursor, name), point))
        hand_over(tx, NewHandOver(giver, heir, reason="Nora leaves"))
    workspace.lock()
    sys.stdout.write(str(seen))


main(Path(sys.argv[1]), UUID(sys.argv[2]), UUID(sys.argv[3]), int(sys.argv[4]))
