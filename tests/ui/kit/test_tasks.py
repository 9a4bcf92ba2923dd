from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
import shiboken6
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from app.kernel.errors import Refused
from ui.kit import tasks


@pytest.fixture
def wait(settled: Callable[[], None]) -> Callable[[], None]:
    return settled


def test_work_runs_elsewhere_and_its_result_comes_back_here(wait: Callable[[], None]) -> None:
    owner, came = QObject(), []
    here = threading.get_ident()
    tasks.run(
        threading.get_ident, owner=owner, done=lambda there: came.append((there, threading.get_ident()))
    )
    wait()
    [(there, back)] = came
    assert there != here
    assert back == here


def test_the_vaults_worker_keeps_the_order(wait: Callable[[], None]) -> None:
    owner, order = QObject(), []
    for number in range(50):
        tasks.run(lambda number=number: order.append(number), owner=owner)
    wait()
    assert order == list(range(50))


def test_a_failure_is_told_to_the_caller_or_else_to_the_shell(wait: Callable[[], None]) -> None:
    owner, told = QObject(), []
    shell: list[tuple[QObject, Exception]] = []
    tasks.on_failure(lambda whose, error: shell.append((whose, error)))

    def refuse() -> None:
        raise Refused("no", "No.")

    tasks.run(refuse, owner=owner, failed=told.append)
    tasks.run(refuse, owner=owner)
    wait()
    assert [type(error) for error in told] == [Refused]
    assert [(whose is owner, type(error)) for whose, error in shell] == [(True, Refused)]


def test_nothing_is_delivered_to_an_owner_that_is_gone(wait: Callable[[], None]) -> None:
    owner, came, go = QObject(), [], threading.Event()

    def work() -> int:
        go.wait(5)
        return 1

    tasks.run(work, owner=owner, done=came.append)
    shiboken6.delete(owner)
    go.set()
    wait()
    assert came == []


def test_a_cancelled_task_stops_at_its_next_word_and_delivers_nothing(
    qtbot: QtBot, wait: Callable[[], None]
) -> None:
    owner, came, steps = QObject(), [], []
    heard, begun, go = threading.Event(), threading.Event(), threading.Event()

    def work(task: tasks.Task) -> int:
        heard.wait(5)
        for step in range(3):
            task.tell(step, 3)
            steps.append(step)
            begun.set()
            go.wait(5)
        return 1

    told: list[tuple[int, int, str]] = []
    task = tasks.run_pool(work, owner=owner, done=came.append)
    task.progressed.connect(lambda done, total, words: told.append((done, total, words)))
    heard.set()
    begun.wait(5)
    with qtbot.waitSignal(task.finished, timeout=5000):
        task.cancel()
        go.set()
    assert steps == [0]
    assert came == []
    assert told == [(0, 3, "")]
    assert not task.running


def test_finish_lets_the_vaults_worker_end_what_it_was_given(wait: Callable[[], None]) -> None:
    owner, saved = QObject(), []
    for number in range(20):
        tasks.run(lambda number=number: saved.append(number), owner=owner)
    tasks.finish()
    assert saved == list(range(20))
    wait()


def test_what_is_under_way_at_a_lock_still_saves_but_delivers_nothing(wait: Callable[[], None]) -> None:
    owner, saved, came, go = QObject(), [], [], threading.Event()

    def save() -> int:
        go.wait(5)
        saved.append(1)
        return 1

    tasks.run(save, owner=owner, done=came.append, failed=came.append)
    tasks.leave()
    tasks.run(lambda: 2, owner=owner, done=came.append)
    assert not tasks.ended(10)
    go.set()
    assert tasks.ended(5000)
    wait()
    assert saved == [1]
    assert came == [2], "what was begun after the lock is of the next one who unlocks"


def test_a_lock_stops_the_pool_and_waits_for_it_unless_told_not_to(wait: Callable[[], None]) -> None:
    owner, came, go = QObject(), [], threading.Event()
    task = tasks.run_pool(lambda _task: go.wait(5), owner=owner, done=came.append)
    tasks.leave()
    assert task.cancelled
    later = tasks.run_pool(lambda task: task.cancelled, owner=owner, done=came.append)
    assert tasks.ended(1000, saves_only=True)
    go.set()
    assert tasks.ended(5000)
    wait()
    assert came == [False]
    assert not later.cancelled
