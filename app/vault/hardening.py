"""Keeping the memory of this process to itself: no core dump, no debugger of the same user, no heap in crash reports.

macOS takes more from the packaging: the hardened runtime lets no debugger in.
"""

from __future__ import annotations

import ctypes
import sys

_PR_SET_DUMPABLE = 4
# SEM_FAILCRITICALERRORS, SEM_NOGPFAULTERRORBOX: a crash ends the process, no report is made.
_NO_BOXES = 0x0001 | 0x0002
# WER_FAULT_REPORTING_FLAG_NOHEAP, WER_FAULT_REPORTING_NO_UI, where one is made all the same.
_NO_HEAP = 0x01 | 0x20


def harden_process() -> bool:
    """Turn off core dumps and, on Linux, ptrace by others of the same user; on Windows, error reports that hold the
    heap. Whether anything could be done.

    Called once at start, before a password is asked for. Never raises.
    """
    if sys.platform == "win32":
        kernel = ctypes.WinDLL("kernel32")
        kernel.SetErrorMode(_NO_BOXES)
        return bool(kernel.WerSetFlags(_NO_HEAP) == 0)
    import resource

    try:
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    except (OSError, ValueError):
        return False
    if sys.platform != "linux":
        return True
    prctl = getattr(ctypes.CDLL(None), "prctl", None)
    return prctl is not None and prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0) == 0
