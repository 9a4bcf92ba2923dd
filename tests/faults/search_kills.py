"""Run by test_search_kills: opens the vault named and reads the log into the index in small batches, again and again."""

from __future__ import annotations

import sys
from pathlib import Path

from app.bootstrap import open_workspace
from app.kernel.clock import SystemClock
from app.search import indexing
from app.vault import attempts, kdf
from tests.support import PASSWORD


def main() -> None:
    """Until it is killed."""
    kdf.allow(kdf.CHEAP)
    folder, state = map(Path, sys.argv[1:])
    attempts.state_folder = lambda: state
    workspace = open_workspace(folder, PASSWORD, clock=SystemClock())
    indexing._BATCH = 7
    print("open", flush=True)
    while True:
        indexing.reindex(workspace, told=lambda done, _: print(done, flush=True))
        print("whole", flush=True)


if __name__ == "__main__":
    main()
