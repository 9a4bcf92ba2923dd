"""Unlock to Today beside the key derivation, in the window of a process of its own."""

from __future__ import annotations

from pathlib import Path
from statistics import median

from app.vault import kdf
from tests.bench.big_firm import PASSWORD
from tests.bench.figure import Figure, seconds
from tests.bench.processes import last_line


def measure(folder: Path, entries: int, runs: int = 5) -> list[Figure]:
    """``folder`` holds a big firm's vault, whose key derivation costs nearly nothing; that is taken off, too."""
    kdf.allow(kdf.CHEAP)
    derive = seconds(lambda: kdf.derive(PASSWORD, kdf.new_salt(), kdf.CHEAP))
    walks = [last_line("tests.bench.unlocking", str(folder), str(folder.parent)) for _ in range(runs)]
    total = median(walk["painted"] for walk in walks) - derive
    return [Figure(f"unlock to Today, {entries:,} entries", total, within=0.5)]
