"""A process that works in a vault: `write` logs calls until it is killed, `open` says how long opening took."""

from __future__ import annotations

import json
import os
import signal
import sys
from pathlib import Path
from time import perf_counter

from app.bootstrap import open_workspace
from app.kernel.clock import SystemClock
from app.vault import attempts, kdf
from tests.bench import save
from tests.bench.big_firm import PASSWORD

CALLS = 400
"""Enough for the -wal file to be full, and brought home in between."""


def main(work: str, folder: Path, state: Path) -> None:
    """``state`` is where wrong passwords would be counted."""
    kdf.allow(kdf.CHEAP)
    attempts.state_folder = lambda: state
    started = perf_counter()
    workspace = open_workspace(folder, PASSWORD, clock=SystemClock())
    with workspace.read() as reader:
        reader.session.connection().exec_driver_sql("SELECT 1 FROM contact_entries LIMIT 1").one()
    spent = perf_counter() - started
    if work == "write":
        for _ in range(CALLS):
            save.log_call(workspace)
        print(json.dumps(spent), flush=True)
        os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))
    print(json.dumps(spent), flush=True)
    workspace.lock()


main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
