"""Opening a vault whose program was killed while it wrote, in a process of its own; its key costs nothing."""

from __future__ import annotations

import shutil
from pathlib import Path
from statistics import median

from tests.bench.figure import Figure
from tests.bench.processes import last_line

WITHIN = 1.0


def measure(folder: Path, room: Path, entries: int, runs: int = 5) -> list[Figure]:
    """In a copy of the vault: killed, opened, and that some times."""
    copy = room / "killed"
    shutil.copytree(folder, copy, ignore=shutil.ignore_patterns("*-shm", "vault.lock", "backups"))
    said = []
    for _ in range(runs):
        last_line(room, "tests.bench.reopening", "write", str(copy), str(room), killed=True)
        said.append(last_line(room, "tests.bench.reopening", "open", str(copy), str(room)))
    shutil.rmtree(copy)
    return [Figure(f"reopening after a kill, {entries:,} entries", median(said), within=WITHIN)]
