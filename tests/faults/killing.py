"""What the scripts share that kill themselves: dying at a chosen call that changes files, and what a script says."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.support import ENVIRONMENT

CALLS = ("fsync", "replace", "rename", "link", "unlink", "open", "write", "close", "mkdir", "chmod")


def arm(point: int, told: Callable[[str], object] = lambda _: None) -> None:
    """From now on count the calls that change files, and die at the ``point``-th moment before or after one.

    ``told`` hears which one it is; then nothing more happens in this process.
    """
    seen = 0

    def die_if_reached(where: str) -> None:
        nonlocal seen
        seen += 1
        if seen == point:
            told(where)
            os.kill(os.getpid(), signal.SIGKILL)

    def dying(real: Callable[..., object], name: str) -> Callable[..., object]:
        def call(*arguments: object, **options: object) -> object:
            die_if_reached(f"before {name}")
            result = real(*arguments, **options)
            die_if_reached(f"after {name}")
            return result

        return call

    for name in CALLS:
        setattr(os, name, dying(getattr(os, name), name))


def lines_of(script: Path, *arguments: object) -> list[Any]:
    """What a script said, each line a JSON document; it must have ended well."""
    done = subprocess.run(
        [sys.executable, str(script), *map(str, arguments)],
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        check=False,
        timeout=3600,
    )
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def said_by(script: Path, *arguments: object) -> Any:
    """The one document a script said."""
    (said,) = lines_of(script, *arguments)
    return said


def points_of(script: Path, *arguments: object) -> list[Any]:
    """For each point at which a script killed itself ``[where, True, what was left]``; the last run ended by itself."""
    points = lines_of(script, *arguments)
    assert points[-1][1] == 0, "the last run ends by itself"
    assert all(killed is True for _, killed, _ in points[:-1])
    return points
