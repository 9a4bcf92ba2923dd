"""How large the installed program is, and how fast it starts beside a run from the source, in turn, so that a loaded
machine slows both.

python packaging/measure.py FOLDER [--runs N]: FOLDER is dist/liaison; run it with an interpreter that has Liaison's
libraries. Not on Windows. Cold: before each start the system is asked to forget the files of both (Linux; on macOS both
are warm).
"""

from __future__ import annotations

import argparse
import lzma
import os
import statistics
import subprocess
import sys
import tarfile
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
_LONGEST = 120.0
MOST_MEGABYTES, MOST_TIMES = 90, 1.5
"""Wanted: at most so large packed (10^6 bytes), and at most so many times a start from the source."""


def packed(folder: Path) -> int:
    """Bytes of the folder as the Linux archive holds it."""
    with tempfile.TemporaryDirectory() as room:
        file = Path(room) / "all.tar.xz"
        with lzma.open(file, "wb", preset=9) as stream, tarfile.open(fileobj=stream, mode="w|") as archive:
            archive.add(folder, folder.name)
        return file.stat().st_size


def forget(folders: Sequence[Path]) -> None:
    """The next reading of these files comes from the disk."""
    if not hasattr(os, "posix_fadvise"):
        return
    for folder in folders:
        for file in folder.rglob("*"):
            if file.is_file() and not file.is_symlink():
                handle = os.open(file, os.O_RDONLY)
                try:
                    os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
                finally:
                    os.close(handle)


def until_painted(command: Sequence[str], room: Path) -> float:
    """Seconds from the start of a window to the moment after it was painted: then it listens for a second start, on a
    socket in the folder for temporary files, and is ended."""
    began = time.perf_counter()
    with subprocess.Popen(command, env=_surroundings(room), cwd=room, stdout=subprocess.DEVNULL) as process:  # noqa: S603
        while not any(room.glob("liaison-*")):
            if process.poll() is not None or time.perf_counter() - began > _LONGEST:
                process.kill()
                raise RuntimeError(f"{command[0]} showed no window")
            time.sleep(0.002)
        spent = time.perf_counter() - began
        process.kill()
    for left in room.glob("liaison-*"):
        left.unlink()
    return spent


def until_ended(command: Sequence[str], room: Path) -> float:
    """Seconds of a whole process."""
    began = time.perf_counter()
    subprocess.run(  # noqa: S603
        command, env=_surroundings(room), cwd=room, check=True, stdout=subprocess.DEVNULL, timeout=_LONGEST
    )
    return time.perf_counter() - began


def _surroundings(room: Path) -> dict[str, str]:
    homes = dict.fromkeys(("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "TMPDIR"), str(room))
    bare = {name: said for name, said in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return bare | homes | {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}


def beside(frozen: list[str], source: list[str], files: Sequence[Path], runs: int, *, cold: bool) -> str:
    """One line: medians of both, and the median of the ratios."""
    clock = until_painted if "--vault" in frozen else until_ended
    pairs = []
    with tempfile.TemporaryDirectory() as room:
        for turn in range(runs + 1):
            both = []
            for command in (frozen, source):
                if cold:
                    forget(files)
                both.append(clock(command, Path(room)))
            if turn:  # the first writes bytecode and warms the disk's cache
                pairs.append(both)
    ours, theirs = (statistics.median(one[at] for one in pairs) for at in (0, 1))
    times = statistics.median(one[0] / one[1] for one in pairs)
    verdict = "" if times <= MOST_TIMES else f"  MORE THAN {MOST_TIMES}"
    return f"{ours:.2f} s, from the source {theirs:.2f} s, {times:.2f} times{verdict}"


def main() -> int:
    """Print the figures; 1 where one is not as wanted."""
    parser = argparse.ArgumentParser(description="Measures the frozen program.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--no-size", action="store_true", help="packing takes a minute")
    asked = parser.parse_args()
    folder = asked.folder.resolve()
    said = []
    if not asked.no_size:
        size = packed(folder) / 1e6
        said.append(
            f"packed: {size:.1f} MB" + ("" if size <= MOST_MEGABYTES else f"  MORE THAN {MOST_MEGABYTES}")
        )
    files = (folder, ROOT / "app", ROOT / "ui", ROOT / "resources", Path(sys.prefix))
    for name, words, module in (
        ("window", ["--vault", "none"], "ui"),
        ("command line", ["due", "--help"], "app"),
    ):
        program = [str(folder / ("liaison" if module == "ui" else "liaison-cli")), *words]
        source = [sys.executable, "-m", module, *words]
        for kind in ("cold", "warm"):
            line = beside(program, source, files, asked.runs, cold=kind == "cold")
            said.append(f"{name}, {kind}: {line}")
    sys.stdout.write("\n".join([*said, ""]))
    return 1 if any("MORE THAN" in line for line in said) else 0


if __name__ == "__main__":
    sys.exit(main())
