"""What the process apart forbids itself before it reads a byte: memory, time, files, core dumps."""

from __future__ import annotations

import contextlib
import os
import sys
import threading
import time

_PR_SET_DUMPABLE = 4
_EVERY = 0.05
_GRACE = 5
"""Seconds beyond a job's own: the parent ends it before; this is for a parent that is gone."""
_EXIT = 70


def bind(mebibytes: int) -> None:
    """Hold this process to ``mebibytes``; no core dump, no file written. Whatever a system lacks is watched."""
    if sys.platform == "win32":
        from app.apart import windows

        windows.bind(mebibytes)
        return
    import resource

    size = mebibytes * 1024 * 1024
    for kind, most in ((resource.RLIMIT_CORE, 0), (resource.RLIMIT_FSIZE, 0)):
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(kind, (most, most))
    if sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_AS, (size, size))
        _close_to_others()
    else:  # macOS takes the bound and does not keep it
        threading.Thread(target=_watch_memory, args=(size,), daemon=True).start()


def allow(seconds: float) -> None:
    """The next job may use so much of the processor, and a little more: then the system ends it."""
    if sys.platform == "win32":
        return  # the job object goes with the parent's pipe; see `windows`
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF)
    most = int(used.ru_utime + used.ru_stime + seconds + _GRACE) + 1
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CPU, (most, resource.getrlimit(resource.RLIMIT_CPU)[1]))


def _close_to_others() -> None:
    """No debugger of the same user, no core dump by way of a pipe."""
    import ctypes

    prctl = getattr(ctypes.CDLL(None), "prctl", None)
    if prctl is not None:
        prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


def _watch_memory(size: int) -> None:
    """Ends the process when it has held more than ``size`` bytes at once."""
    if sys.platform == "win32":
        return
    import resource

    unit = 1 if sys.platform == "darwin" else 1024
    while resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit < size:
        time.sleep(_EVERY)
    os._exit(_EXIT)
