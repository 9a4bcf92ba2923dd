"""Keeping the memory of this process to itself: no core dump, no debugger of the same user (Linux).

macOS and Windows take it from the packaging (hardened runtime, crash reports without memory); here they do
nothing.
"""

from __future__ import annotations

import ctypes
import sys

_PR_SET_DUMPABLE = 4


def harden_process() -> bool:
    """Turn off core dumps and, on Linux, ptrace by others of the same user. Whether anything could be done.

    Called once at start, before a password is asked for. Never raises.
    """
    if sys.platform == "win32":
        return False
    import resource

    try:
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    except (OSError, ValueError):
        return False
    if sys.platform != "linux":
        return True
    prctl = getattr(ctypes.CDLL(None), "prctl", None)
    return prctl is not None and prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0) == 0
