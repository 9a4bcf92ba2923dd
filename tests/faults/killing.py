"""What the scripts share that kill themselves: dying at a chosen call that changes files, and what a script says."""

from __future__ import annotations

import json
import os
import signal
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.faults import prepared

CALLS = ("fsync", "replace", "rename", "link", "unlink", "open", "write", "close", "mkdir", "chmod")


def arm(
    point: int,
    told: Callable[[str], object] = lambda _: None,
    also: Sequence[tuple[type, str]] = (),
) -> None:
    """From now on count the calls that change files, and die at the ``point``-th moment before or after one. ``also``:
    methods that count like them, but for those that only ask the database.

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
            if any(isinstance(one, str) and one.startswith("SELECT") for one in arguments[1:2]):
                return real(*arguments, **options)  # it writes nothing
            die_if_reached(f"before {name}")
            result = real(*arguments, **options)
            die_if_reached(f"after {name}")
            return result

        return call

    for name in CALLS:
        setattr(os, name, dying(getattr(os, name), name))
    for owner, name in also:
        setattr(owner, name, dying(getattr(owner, name), name))


@dataclass(frozen=True)
class Ran:
    """What a child did before it was killed at ``where`` (None: it came to its end), by what it ``said``."""

    where: str | None
    said: tuple[str, ...]


Say = Callable[[str], object]


def run_armed(
    point: int, work: Callable[[Say, Callable[[], None]], object], also: Sequence[tuple[type, str]] = ()
) -> Ran:
    """``work`` in a child that dies at the ``point``-th moment after it armed itself with what it is given; it says
    what is acknowledged. Raises `AssertionError` where it ended in any other way."""
    reading, writing = os.pipe()
    really = os.write  # what is said is no moment of its own

    def say(line: str) -> None:
        really(writing, f"{line}\n".encode())

    child = os.fork()
    if child == 0:
        try:
            work(say, lambda: arm(point, lambda where: say(f"killed {where}"), also))
            os._exit(0)
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(9)
    os.close(writing)
    with os.fdopen(reading) as lines:
        said = [line.rstrip("\n") for line in lines]
    _, status = os.waitpid(child, 0)
    killed = said.pop().removeprefix("killed ") if said and said[-1].startswith("killed ") else None
    expected = signal.SIGKILL if killed is not None else 0
    assert status == expected, (status, said)
    return Ran(killed, tuple(said))


def lines_of(script: Path, *arguments: object) -> list[Any]:
    """What a script said, each line a JSON document; it must have ended well."""
    done = prepared.run(script, *arguments)
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
