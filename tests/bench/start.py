"""Start to unlock window against a bare PySide6 window: whole processes, until each is painted."""

from __future__ import annotations

from pathlib import Path

from tests.bench.figure import Figure, paired
from tests.bench.processes import seconds_to_first_line

WINDOW = "tests.bench.first_paint"


def measure(folder: Path, runs: int = 7) -> list[Figure]:
    """``folder`` holds a vault."""
    for which in ("ours", "bare"):
        _start(folder, which)  # the first start writes bytecode and warms the disk's cache
    ours, bare, times = paired(lambda: _start(folder, "ours"), lambda: _start(folder, "bare"), runs)
    return [Figure("start to unlock window", ours, bare, times=times, at_most=1.5)]


def _start(folder: Path, which: str) -> float:
    return seconds_to_first_line(folder.parent, WINDOW, which, str(folder))
