"""Starting other Pythons on this project, without a screen."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from tests.support import ENVIRONMENT


def _environment(room: Path) -> dict[str, str]:
    """Without a screen; with bytecode, as an installed program has it, but none left in the source tree."""
    kept = {name: value for name, value in ENVIRONMENT.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "QT_QPA_PLATFORM": "offscreen", "PYTHONPYCACHEPREFIX": str(room / "bytecode")}


def seconds_to_first_line(room: Path, module: str, *arguments: str) -> float:
    """From starting a process until it says something; then it is ended. ``room`` is a folder for this run."""
    start = time.perf_counter()
    command = [sys.executable, "-m", module, *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=_environment(room), text=True) as process:
        assert process.stdout is not None
        said = process.stdout.readline()
        spent = time.perf_counter() - start
        process.kill()
    if not said:
        raise RuntimeError(f"{module} ended before it said anything")
    return spent


def last_line(room: Path, module: str, *arguments: str, killed: bool = False) -> Any:
    """What a process said last, as JSON. ``killed``: it kills itself then."""
    command = [sys.executable, "-m", module, *arguments]
    done = subprocess.run(
        command, stdout=subprocess.PIPE, env=_environment(room), text=True, check=not killed, timeout=300
    )
    return json.loads(done.stdout.splitlines()[-1])


def seconds_to_end(room: Path, *arguments: str) -> float:
    """A whole process of this Python; what it says goes nowhere."""
    start = time.perf_counter()
    subprocess.run(
        [sys.executable, *arguments],
        stdout=subprocess.DEVNULL,
        env=_environment(room),
        check=True,
        timeout=300,
    )
    return time.perf_counter() - start


def memory() -> float | None:
    """MB of this process in the machine's memory; None where the machine does not say."""
    status = Path("/proc/self/status")
    if not status.exists():
        return None
    (line,) = (one for one in status.read_text(encoding="ascii").splitlines() if one.startswith("VmRSS"))
    return int(line.split()[1]) * 1024 / 1e6
