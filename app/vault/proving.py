"""Every check on a copy of a database that nobody writes, in two lanes at once, stopped when somebody asks to.

The lanes have a connection each. SQLite's own check of trees and indexes takes about as long as all the others
together, so two processors do it in half the time.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlcipher3 import dbapi2

from app.kernel.errors import Damaged
from app.storage import cipher
from app.vault import checks
from app.vault.checks import Check, Contents

_STEPS = 20_000
"""Of SQLite's machine, between two looks whether to stop: some milliseconds."""
_LOOK_SECONDS = 0.1


@dataclass(frozen=True, slots=True)
class Proof:
    """What was found in a copy: each check, what it holds, whose it says it is."""

    checks: tuple[Check, ...]
    contents: Contents
    vault: object
    epoch: object


def prove(
    copy: Path,
    key: bytes | bytearray,
    told: Callable[[], object],
    meanwhile: Callable[[], object] = lambda: None,
) -> Proof:
    """Run every check on ``copy``; ``meanwhile`` is done while the first ones run. ``told`` is called now and then.

    What ``told`` or ``meanwhile`` raise ends it. Raises `Damaged` where the copy does not open, and the driver's
    errors where it cannot be read.
    """
    stop = threading.Event()
    with ThreadPoolExecutor(1, thread_name_prefix="checks") as lane:
        trees = lane.submit(_check_trees, copy, key, stop)
        try:
            meanwhile()
            found = _check_rest(copy, key, told)
            _await(trees, told)
        except BaseException:
            stop.set()
            raise
    pages, *others = found.checks
    return Proof((pages, trees.result(), *others), found.contents, found.vault, found.epoch)


def _await(lane: Future[Check], told: Callable[[], object]) -> None:
    while not wait([lane], timeout=_LOOK_SECONDS).done:
        told()
    lane.result()


def _check_trees(copy: Path, key: bytes | bytearray, stop: threading.Event) -> Check:
    with _opened(copy, key) as connection:
        connection.set_progress_handler(lambda: int(stop.is_set()), _STEPS)
        return checks.structure(connection)


def _check_rest(copy: Path, key: bytes | bytearray, told: Callable[[], object]) -> Proof:
    raised: list[BaseException] = []

    def look() -> int:
        try:
            told()
        except BaseException as error:
            raised.append(error)
        return len(raised)

    with _opened(copy, key) as connection:
        connection.set_progress_handler(look, _STEPS)
        try:
            done = (
                checks.pages(connection),
                checks.references(connection),
                *checks.word_lists(connection),
            )
            contents = checks.contents(connection)
            row = connection.execute("SELECT vault_id, epoch FROM vault_identity").fetchone()
        except (dbapi2.Error, Damaged):
            if raised:
                raise raised[0] from None
            raise
    if raised:
        raise raised[0]
    return Proof(done, contents, *(row or (None, None)))


@contextmanager
def _opened(copy: Path, key: bytes | bytearray) -> Iterator[cipher.Connection]:
    connection = cipher.connect(copy, key, immutable=True)
    try:
        yield connection
    finally:
        connection.close()
