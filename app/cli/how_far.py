"""How far long work is, for who looks on."""

from __future__ import annotations

import sys
from collections.abc import Callable
from time import monotonic

from app.cli.session import note

_EVERY_SECONDS = 10.0


def told() -> Callable[[int, int], None]:
    """Says on standard error how far it is, every ten seconds, where a person looks on."""
    last = [monotonic()]
    watched = sys.stderr is not None and sys.stderr.isatty()

    def tell(done: int, total: int) -> None:
        if watched and monotonic() - last[0] > _EVERY_SECONDS:
            last[0] = monotonic()
            note(f"{done * 100 // max(total, 1)} %")

    return tell
