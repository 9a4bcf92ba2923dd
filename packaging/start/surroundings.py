"""Before anything else in both programs: what the system gives an installed program is not what Python's has.

Windows gives a program without a console no streams: what is said then goes nowhere. On Linux PyInstaller has put our
libraries before the system's; they are loaded by now, and a word processor that we open a file with wants its own.
"""

import os
import sys

if sys.stdout is None:
    sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 # open as long as the program runs
if sys.stderr is None:
    sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115

if sys.platform.startswith("linux"):
    before = os.environ.pop("LD_LIBRARY_PATH_ORIG", "")
    os.environ.pop("LD_LIBRARY_PATH", None)
    if before:
        os.environ["LD_LIBRARY_PATH"] = before
