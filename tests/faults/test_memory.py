"""Two seconds after the lock neither keys nor passwords nor clients' words are in any memory of ours (issue 3, J1)."""

from __future__ import annotations

import base64
import os
import secrets
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.bootstrap import open_workspace
from app.drafts.queries import drafts
from app.kernel.clock import SystemClock
from app.vault.lock import WindowLock
from tests.faults.process_memory import count, spellings
from tests.support import ENVIRONMENT, PASSWORD

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
SECONDS = 30.0
"""A bound for machines with other things to do; what it takes here stands in the report of the run (-rP)."""


@dataclass
class Window:
    """The process with the window, and where it takes orders."""

    process: subprocess.Popen[str]
    orders: Path
    word: str

    def says(self, word: str) -> None:
        assert self.process.stdout is not None
        assert self.process.stdout.readline().strip() == word

    def needles(self) -> dict[str, tuple[bytes, ...]]:
        key = bytes(byte ^ 0x55 for byte in (self.orders / "key").read_bytes())
        return {
            "word": spellings(self.word),
            "password": spellings(PASSWORD),
            "key": (key, key.hex().encode()),
        }

    def counts(self, pid: int) -> dict[str, int]:
        try:
            return {name: sum(count(pid, them).values()) for name, them in self.needles().items()}
        except PermissionError:
            pytest.skip("the memory of a hardened process may be read by root alone")


def heirs(orders: Path) -> list[int]:
    """The processes that were started in this test's own surroundings."""
    mark, found = str(orders).encode(), []
    for folder in Path("/proc").iterdir():
        if folder.name.isdecimal():
            try:
                if (
                    mark in (folder / "environ").read_bytes()
                    and b"--vault" in (folder / "cmdline").read_bytes()
                ):
                    found.append(int(folder.name))
            except OSError:
                continue  # it has ended, or is somebody else's
    return found


@pytest.fixture
def window(vault_folder: Path, tmp_path: Path) -> Iterator[Callable[..., Window]]:
    """Starts the window on the vault and waits until all is shown."""
    orders = tmp_path / "orders"
    orders.mkdir()
    word = "Quetzal" + secrets.token_hex(5)
    (orders / "word").write_bytes(base64.b64encode(word.encode()))
    (orders / "password").write_bytes(base64.b64encode(PASSWORD.encode()))
    started: list[Window] = []

    def start(*words: str) -> Window:
        places = {
            name: str(tmp_path / name) for name in ("HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "TMPDIR")
        }
        for place in places.values():
            Path(place).mkdir(exist_ok=True)
        made = Window(
            subprocess.Popen(
                [
                    sys.executable,
                    str(Path(__file__).with_name("lock_memory.py")),
                    str(vault_folder),
                    str(orders),
                    *words,
                ],
                env={**ENVIRONMENT, **places, "QT_QPA_PLATFORM": "offscreen", "LIAISON_TEST": str(orders)},
                stdout=subprocess.PIPE,
                text=True,
            ),
            orders,
            word,
        )
        started.append(made)
        made.says("open")
        return made

    yield start
    for one in started:
        one.process.kill()
        one.process.wait()
        assert one.process.stdout is not None
        one.process.stdout.close()
    for pid in heirs(orders):
        os.kill(pid, signal.SIGKILL)


def until(holds: Callable[[], object]) -> float:
    """Seconds until it holds; fails after a generous while."""
    begun = time.monotonic()
    while not holds():
        assert time.monotonic() - begun < SECONDS
        time.sleep(0.01)
    return time.monotonic() - begun


def test_after_the_lock_nothing_is_left_in_memory(window: Callable[..., Window], vault_folder: Path) -> None:
    before = window()
    old = before.process.pid
    open_counts = before.counts(old)
    assert min(open_counts.values()) > 0, "the net catches what is there"
    (before.orders / "lock").touch()
    before.says("locked")
    seconds = until(lambda: before.process.poll() is not None)
    assert before.process.returncode == 0
    (new,) = heirs(before.orders)
    assert new != old
    time.sleep(0.2)
    left = before.counts(new)
    sys.stdout.write(f"{open_counts}; ended {seconds:.2f} s after the lock; in the next process: {left}\n")
    assert left == {"word": 0, "password": 0, "key": 0}
    environment = Path(f"/proc/{new}/environ").read_bytes()
    assert before.word.encode() not in environment
    kept = open_workspace(vault_folder, PASSWORD, clock=SystemClock())
    WindowLock.take(vault_folder, SystemClock()).release()  # free for the new window
    with kept.read() as reader:
        assert any(f"{before.word} typed" in str(draft.values) for draft in drafts(reader)), (
            "nothing was lost"
        )
    kept.lock()
