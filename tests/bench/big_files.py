"""How much memory a file of 200 MB takes on its way in and out, against the cache that the database may fill anyway."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import cast

from app.storage.cipher import CACHE_KIB
from tests.bench.figure import Figure
from tests.bench.processes import last_line


def measure(room: Path) -> list[Figure]:
    """Taken in, saved, opened, saved as a copy; nothing where the machine does not say how much it was."""
    if sys.platform != "linux":
        return []
    here = room / "big_files"
    here.mkdir()
    found = cast("dict[str, float]", last_line(here, "tests.bench.attaching", str(here)))
    cache = CACHE_KIB * 1024 / 1e6
    return [
        Figure(f"memory, file of 200 MB {what}", most, cache, unit="MB", at_most=1.1)
        for what, most in found.items()
    ]
