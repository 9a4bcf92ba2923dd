"""Unlock to Today beside the key derivation, in the window of a process of its own; and as many rows in a bare one."""

from __future__ import annotations

import json
from pathlib import Path
from statistics import median

from app.vault import kdf
from tests.bench.big_firm import PASSWORD
from tests.bench.figure import Figure, seconds
from tests.bench.processes import last_line


def measure(folder: Path, entries: int, runs: int = 5) -> list[Figure]:
    """``folder`` holds a big firm's vault, whose key derivation costs nearly nothing; that is taken off, too."""
    room = folder.parent
    kdf.allow(kdf.CHEAP)
    derive = seconds(lambda: kdf.derive(PASSWORD, kdf.new_salt(), kdf.CHEAP))
    walks = [last_line(room, "tests.bench.unlocking", str(folder), str(room)) for _ in range(runs + 1)][
        1:
    ]  # bytecode first
    total = median(walk["painted"] for walk in walks) - derive
    rows = json.dumps({"today": int(walks[0]["rows"])})
    bare = last_line(room, "tests.bench.bare_walk", rows)["first"]["today"]
    within = 0.5 if entries <= 100_000 else None
    return [Figure(f"unlock to Today, {entries:,} entries", total, bare, within=within)]
