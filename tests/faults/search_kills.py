"""Run by test_search_kills: opens the vault named and reads its log into the index in small batches, for ever."""

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
    sys.stdout.write("open\n")
    sys.stdout.flush()
    while True:
        indexing.reindex(workspace)


if __name__ == "__main__":
    main()
