"""What is dear to make is made once in a run of the tests, by whichever process needs it first; the others copy it."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

_LONGEST = 300
"""Seconds that a process waits for what another one makes."""


def made_once(rooms: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """The folder that ``make`` made, in this process or another one of the same run: do not write there."""
    base = rooms.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    done, begun = shared / name, shared / f"{name}-begun"
    try:
        begun.mkdir()
    except FileExistsError:
        until = time.monotonic() + _LONGEST
        while not done.exists():
            assert time.monotonic() < until, f"whoever makes the {name} did not come to its end"
            time.sleep(0.05)
    else:
        room = shared / f"{name}-new"
        make(room)
        room.rename(done)  # whole, or not there yet
    return done
