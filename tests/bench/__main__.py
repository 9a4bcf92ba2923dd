"""`python -m tests.bench [--entries N] [--large] [--only WORD]`: measures, and prints a table.

Ratios are of one run: ours and the bare library in turn, so that a loaded machine slows both. Exit status 1 when
something wanted is not met.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

from app.kernel.clock import SystemClock
from app.workspace import Workspace
from tests.bench import (
    backups,
    big_files,
    calendar,
    conflicts,
    house,
    importing,
    long_lists,
    long_matter,
    long_words,
    mailboxes,
    owed,
    palette,
    paper,
    reading,
    reopen,
    report,
    save,
    search,
    searching,
    start,
    start_peers,
    trail,
    unlock,
    window,
    worktime,
)
from tests.bench.big_firm import make_big_firm
from tests.bench.figure import Figure, load, seconds, table

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def main(arguments: list[str] | None = None) -> int:
    """Measure what was asked for; the answer is the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--entries", type=int, default=100_000, help="entries of the log (100,000)")
    parser.add_argument("--large", action="store_true", help="the same with 1,000,000 entries; takes minutes")
    parser.add_argument("--only", default="", metavar="WORD", help="measures whose name has this word")
    asked = parser.parse_args(arguments)
    entries = 1_000_000 if asked.large else asked.entries
    before = load()
    figures: list[Figure] = []
    try:
        with tempfile.TemporaryDirectory(prefix="liaison-bench-") as room:
            figures.extend(_measure(Path(room), entries, asked.only))
    finally:  # what was measured in an hour is not lost with the measure that fails
        print()
        print(table(figures))
    if before:
        print(f"\n{before} before; {load()} after")
    return 1 if any(figure.met is False for figure in figures) else 0


def _measure(room: Path, entries: int, only: str) -> Iterable[Figure]:
    folder = room / "vault"
    workspace = _made(folder, entries)
    measures: dict[str, Callable[[], list[Figure]]] = {
        "report": report.measure,
        "worktime": worktime.measure,
        "backups": lambda: backups.measure(workspace, room, entries),
        "importing": lambda: importing.measure(workspace, room),
        "mailboxes": lambda: mailboxes.measure(workspace, room),
        "reading": lambda: reading.measure(workspace, entries),
        "search": lambda: search.measure(workspace, room, entries),
        "paper": lambda: paper.measure(workspace, room, entries),
        "owed": lambda: owed.measure(room),
        "house": lambda: house.measure(room, entries),
        "save": lambda: save.measure(workspace, entries),
        "start": lambda: start.measure(folder),
        "start peers": lambda: start_peers.measure(folder),
        "unlock": lambda: unlock.measure(folder, entries),
        "trail": lambda: trail.measure(room, SystemClock()),
        "rotation": lambda: backups.measure_rotation(folder, room, entries),
        "reopen": lambda: reopen.measure(folder, room, entries),
        "calendar": lambda: calendar.measure(room, entries),
        "big files": lambda: big_files.measure(room),
        "typing": lambda: searching.measure(workspace, entries),
        "palette": lambda: palette.measure(room),
        "window": lambda: window.measure(_copy_of(folder)),
        "long lists": lambda: long_lists.measure(workspace, room),
        "long words": lambda: long_words.measure(workspace),
        "conflicts": lambda: conflicts.measure(workspace, entries),
        "long matter": lambda: long_matter.measure(
            workspace, entries
        ),  # last: it changes whose the entries are
    }
    try:
        for name, measure in measures.items():
            if only in name:
                print(f"{name} …", file=sys.stderr, flush=True)
                yield from measure()
    finally:
        workspace.lock()


def _copy_of(folder: Path) -> Path:
    """For who writes into it: the other measures go by what was made."""
    return shutil.copytree(folder, folder.parent / "window" / "vault")


def _made(folder: Path, entries: int) -> Workspace:
    print(f"a vault of {entries:,} entries …", end=" ", file=sys.stderr, flush=True)
    made: list[Workspace] = []
    spent = seconds(lambda: made.append(make_big_firm(folder, SystemClock(), entries)))
    print(f"{spent:.0f} s", file=sys.stderr)
    return made[0]


if __name__ == "__main__":
    sys.exit(main())
