"""Python's collector, held back while thousands of rows are made that nobody throws away.

It counts what is made and then looks through all there is: a list of five thousand things costs half as much again.
Whoever holds it back says so here, so that one that is done does not start it while another still works.
"""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

_lock = threading.Lock()
_held = 0
_was_on = False

_STRETCH = 1_000
"""Things that go at once: about a thousandth of a second."""


def hold_collector() -> None:
    """Nothing is collected until `release_collector` was called as often as this, from whatever thread."""
    global _held, _was_on
    with _lock:
        if not _held:
            _was_on = gc.isenabled()
            gc.disable()
        _held += 1


def release_collector() -> None:
    """The last one that lets go turns it on again, where it was on before the first."""
    global _held
    with _lock:
        _held -= 1
        if not _held and _was_on:
            gc.enable()


@contextmanager
def collector_held() -> Iterator[None]:
    """Inside nothing is collected."""
    hold_collector()
    try:
        yield
    finally:
        release_collector()


def let_grow_old() -> None:
    """What was made up to now counts as old, without being looked through: a hundred thousand things that a long count
    leaves in caches would stop whoever collects next, the window, for a tenth of a second.

    Whatever of it is garbage goes with the next look through all there is. Nothing is destroyed here, so any thread
    may say so.

    What was frozen at the start (`ui.application`) is among it from then on; the next look through all there is waits
    in the window until nobody is there (`ui.kit.garbage`).
    """
    gc.freeze()  # everything into a generation of its own, by linking lists
    gc.unfreeze()  # and from there into the oldest, as quickly


def let_go(things: list[Any]) -> None:
    """Empty a list that is the last to hold its things, a stretch at a time.

    A hundred thousand that go with the tuple they lie in go in one breath, and no other thread has a turn before that
    is over: a window beside the worker that counted them would stand still.
    """
    while things:
        del things[-_STRETCH:]
