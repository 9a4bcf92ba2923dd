"""Scripts that kill are forked from one process for each of the tests' own, which has loaded what all of them need: to
load it takes a second of the processor, half of what many of them do. That process has no thread and opens nothing.
"""

from __future__ import annotations

import multiprocessing
import os
import runpy
import subprocess
import sys
import tempfile
from multiprocessing import forkserver
from pathlib import Path
from unittest.mock import patch

from tests.support import ENVIRONMENT

_LOADED = ["app.bootstrap", "app.verification", "tests.statements", "tests.faults.killing"]
_LONGEST = 3600
"""Seconds that a script may take."""


def run(script: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    """As ``python SCRIPT ARGUMENTS``: what it said and how it ended, a signal as a negative number."""
    words = [str(script), *map(str, arguments)]
    with tempfile.TemporaryDirectory(prefix="liaison-said-") as room:
        said, failed = Path(room, "said"), Path(room, "failed")
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(_LOADED)
        with patch.dict(os.environ, ENVIRONMENT):  # whoever is forked has them from the one that was prepared
            forkserver.ensure_running()
        process = context.Process(target=_begin, args=(words, said, failed))
        process.start()
        process.join(_LONGEST)
        ended = process.exitcode
        if ended is None:
            process.kill()
            process.join()
            raise subprocess.TimeoutExpired(words, _LONGEST)
        process.close()
        return subprocess.CompletedProcess(
            words, ended, said.read_text(encoding="utf-8"), failed.read_text(encoding="utf-8")
        )


def _begin(words: list[str], said: Path, failed: Path) -> None:
    """In the process that was forked: what it says goes where it is read when it has ended."""
    for place, number in ((said, 1), (failed, 2)):
        with place.open("wb") as file:
            os.dup2(file.fileno(), number)
    # A line goes at once: else what was not written yet would be in each process that the script forks, too.
    sys.stdout = os.fdopen(1, "w", 1, encoding="utf-8", closefd=False)
    sys.stderr = os.fdopen(2, "w", 1, encoding="utf-8", closefd=False)
    sys.argv = words
    runpy.run_path(words[0], run_name="__main__")
