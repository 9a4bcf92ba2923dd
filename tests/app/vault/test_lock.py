from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from app.kernel.clock import FixedClock
from app.kernel.errors import CannotUnlock
from app.vault import lock
from app.vault.lock import WindowLock, WindowOpen
from tests.support import ENVIRONMENT

HOLD = """
import sys
from pathlib import Path
from app.kernel.clock import SystemClock
from app.vault.lock import WindowLock
held = WindowLock.take(Path(sys.argv[1]), SystemClock())
print("held", flush=True)
sys.stdin.read()
"""


def test_one_window_at_a_time(tmp_path: Path, clock: FixedClock) -> None:
    with WindowLock.take(tmp_path, clock):
        with pytest.raises(WindowOpen) as caught:
            WindowLock.take(tmp_path, clock)
        assert caught.value.code == "window-open"
    WindowLock.take(tmp_path, clock).release()


def test_a_window_of_another_process_is_named_and_its_death_frees_the_vault(
    tmp_path: Path, clock: FixedClock
) -> None:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)],
        env=ENVIRONMENT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(WindowOpen) as caught:
            WindowLock.take(tmp_path, clock)
        assert caught.value.pid == holder.pid
        holder.kill()
    left = lock.read(tmp_path)
    assert left is not None
    assert left.pid == holder.pid
    WindowLock.take(tmp_path, clock).release()
    assert lock.read(tmp_path) is None


def test_a_lock_of_another_host_is_refused_and_named(tmp_path: Path, clock: FixedClock) -> None:
    record = json.dumps({"host": "front-desk", "pid": 1, "since": "2026-03-01T08:00:00+00:00"})
    (tmp_path / lock.NAME).write_text(record)
    for attempt in (lambda: WindowLock.take(tmp_path, clock), lambda: lock.refuse_other_host(tmp_path)):
        with pytest.raises(CannotUnlock) as caught:
            attempt()
        assert caught.value.code == "other-host"
        assert "front-desk" in caught.value.message
        assert lock.NAME in caught.value.message
    assert (tmp_path / lock.NAME).read_text() == record


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"host": 1}', "null", "[" * 5000, '{"host":"x","pid":"y","since":""}']
)
def test_a_lock_that_says_nothing_usable_is_taken_over(tmp_path: Path, clock: FixedClock, text: str) -> None:
    (tmp_path / lock.NAME).write_text(text)
    with WindowLock.take(tmp_path, clock):
        held = lock.read(tmp_path)
        assert held is not None
        assert held.host == lock.this_host()


def test_releasing_twice_does_not_free_what_another_took(tmp_path: Path, clock: FixedClock) -> None:
    first = WindowLock.take(tmp_path, clock)
    first.release()
    with WindowLock.take(tmp_path, clock):
        first.release()
        with pytest.raises(WindowOpen):
            WindowLock.take(tmp_path, clock)
