"""Jobs in a process apart: bounds are kept, a death loses one job, nothing of ours goes along."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

import app.apart as apart
from app.apart import pool
from app.kernel.errors import Refused

JOBS = "app.apart.trials"
posix = pytest.mark.skipif(sys.platform == "win32", reason="bounds by setrlimit")


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    apart.stop()
    yield
    apart.stop()


def test_a_job_answers_bytes() -> None:
    assert apart.run(f"{JOBS}:echo", b"\x00\xff" * 300_000) == b"\x00\xff" * 300_000


def test_one_process_does_many_jobs() -> None:
    numbers = {apart.run(f"{JOBS}:number", b"") for _ in range(20)}
    assert len(numbers) == 1
    assert numbers != {str(os.getpid()).encode()}


def test_a_refusal_comes_back_as_it_was_said() -> None:
    with pytest.raises(Refused) as refused:
        apart.run(f"{JOBS}:refuse", b"")
    assert (refused.value.code, refused.value.field) == ("no-good", "file")
    assert apart.run(f"{JOBS}:echo", b"next") == b"next"


def test_an_endless_job_is_ended_and_the_next_goes_on() -> None:
    apart.run(f"{JOBS}:echo", b"")
    before = time.monotonic()
    with pytest.raises(apart.TookTooLong):
        apart.run(f"{JOBS}:endless", b"", seconds=0.3)
    assert time.monotonic() - before < 60
    assert apart.run(f"{JOBS}:echo", b"next") == b"next"


@posix
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux refuses the memory itself")
def test_a_greedy_job_is_refused_its_memory() -> None:
    with pytest.raises(apart.TookTooMuch):
        apart.run(f"{JOBS}:greedy", b"")
    assert apart.run(f"{JOBS}:echo", b"next") == b"next"


@pytest.mark.parametrize("job", ["dies", "killed"])
def test_a_death_loses_one_job(job: str) -> None:
    with pytest.raises(apart.Died):
        apart.run(f"{JOBS}:{job}", b"")
    assert apart.run(f"{JOBS}:echo", b"next") == b"next"


def test_a_bug_of_the_job_is_a_refusal_without_the_words() -> None:
    with pytest.raises(apart.Died) as died:
        apart.run(f"{JOBS}:breaks", b"Confidential")
    assert died.value.kind == "RecursionError"
    assert "Confidential" not in str(died.value)


def test_what_prints_says_nothing_into_the_answers() -> None:
    assert apart.run(f"{JOBS}:prints", b"") == b"quiet"
    assert apart.run(f"{JOBS}:echo", b"next") == b"next"


def test_cancelling_ends_it() -> None:
    cancel = threading.Event()
    threading.Timer(0.2, cancel.set).start()
    with pytest.raises(apart.Stopped):
        apart.run(f"{JOBS}:endless", b"", seconds=60, cancel=cancel)


@posix
def test_no_file_is_written_and_no_secret_goes_along(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("A_PASSWORD", "secret")
    assert apart.run(f"{JOBS}:forbidden", b"") == b"[]"


def test_only_the_own_jobs_are_done() -> None:
    with pytest.raises(apart.Died):
        apart.run("os:system", b"true")


def test_threads_work_side_by_side_and_few_are_kept() -> None:
    with ThreadPoolExecutor(4) as threads:
        answers = list(threads.map(lambda n: apart.run(f"{JOBS}:echo", b"%d" % n), range(40)))
    assert answers == [b"%d" % n for n in range(40)]
    assert len(pool._pool._waiting) <= pool.KEPT


def test_stopping_ends_those_that_wait() -> None:
    number = int(apart.run(f"{JOBS}:number", b""))
    apart.stop()
    with pytest.raises(ProcessLookupError):
        os.kill(number, 0)


@posix
def test_the_child_ends_with_the_pipe() -> None:
    worker = pool.Worker(512)
    stdin, stdout = worker._pipes()
    stdin.close()
    assert worker._process.wait(timeout=30) == 0
    stdout.close()
