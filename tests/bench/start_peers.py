"""From starting a program until its first window stands on the screen: ours, KeePassXC and Thunderbird, in turn.

Needs a virtual screen and a way to ask it (Debian's `xvfb` and `xdotool`), and the peers from Debian's packages; what
is missing is left out with a line. Each starts in a home of its own, for the second time: the first makes its files.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from statistics import median

from tests.bench.figure import Figure
from tests.support import ENVIRONMENT

RUNS = 5
LOOK_EVERY, PATIENCE = 0.01, 60.0
"""Seconds between two looks at the screen, and until it is given up."""
LEAST = 200
"""Pixels: smaller windows are helpers that nobody sees."""
PEERS = {"KeePassXC": "keepassxc", "Thunderbird": "thunderbird"}


def measure(folder: Path) -> list[Figure]:
    """``folder`` holds a vault."""
    if sys.platform != "linux" or not all(map(shutil.which, ("Xvfb", "xdotool"))):
        print("start beside others: no virtual screen on this machine (xvfb, xdotool)")
        return []
    room = folder.parent
    commands = {"ours": [sys.executable, "-m", "ui", "--vault", str(folder)]}
    for name, program in PEERS.items():
        if shutil.which(program) is None:
            print(f"start beside others: {program} is not on this machine")
        else:
            commands[name] = [program]
    with _screen() as display:
        times: dict[str, list[float]] = {name: [] for name in commands}
        for number in range(RUNS + 1):
            for name, command in commands.items():
                took = _start(command, _environment(room / f"home {name}", display), display)
                if number:
                    times[name].append(took)
    ours = median(times.pop("ours"))
    if not times:
        return [Figure("start to the first window on a screen", ours)]
    return [
        Figure(f"start to the first window, beside {name}", ours, median(took))
        for name, took in times.items()
    ]


@contextmanager
def _screen() -> Iterator[str]:
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1400x900x24", "-noreset"]
    with subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL) as screen:
        os.close(writing)
        with os.fdopen(reading) as said:
            number = said.readline().strip()
        try:
            yield f":{number}"
        finally:
            screen.terminate()


def _environment(home: Path, display: str) -> dict[str, str]:
    home.mkdir(exist_ok=True)
    runtime = home / "run"
    runtime.mkdir(mode=0o700, exist_ok=True)
    own = {"HOME": str(home), "XDG_RUNTIME_DIR": str(runtime), "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
    kept = {name: value for name, value in ENVIRONMENT.items() if not name.startswith(("XDG_", "PYTHONDONT"))}
    return {**kept, **own, "PYTHONPYCACHEPREFIX": str(home.parent / "bytecode")}


def _start(command: list[str], environment: Mapping[str, str], display: str) -> float:
    """Seconds until a window of it is seen; then it is ended, and its windows with it."""
    begin = time.perf_counter()
    with subprocess.Popen(
        command,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as process:
        try:
            while not _is_seen(display):
                if time.perf_counter() - begin > PATIENCE or process.poll() is not None:
                    raise RuntimeError(f"{command[0]} showed no window")
                time.sleep(LOOK_EVERY)
            return time.perf_counter() - begin
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, 9)  # its own group, with whatever it started
            process.wait()
            while _is_seen(display):
                time.sleep(LOOK_EVERY)


def _is_seen(display: str) -> bool:
    """Whether a window of some size stands on the screen."""
    asked = ["xdotool", "search", "--onlyvisible", "--name", ".", "getwindowgeometry", "--shell", "%@"]
    done = subprocess.run(
        asked, env={**os.environ, "DISPLAY": display}, capture_output=True, text=True, check=False
    )
    wide = (int(line[6:]) for line in done.stdout.splitlines() if line.startswith("WIDTH="))
    return any(one >= LEAST for one in wide)
