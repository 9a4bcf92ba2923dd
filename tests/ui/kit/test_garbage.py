"""What only a cycle holds is never destroyed on a worker's thread."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from app.kernel.collector import let_grow_old
from ui.kit import garbage, tasks

pytestmark = pytest.mark.usefixtures("pythons_pace")


class _Tied:
    """Holds itself, and tells on which thread it went."""

    def __init__(self, gone: list[int]) -> None:
        self.itself, self._gone = self, gone

    def __del__(self) -> None:
        self._gone.append(threading.get_ident())


def test_cycles_go_on_the_main_thread(qtbot: QtBot) -> None:
    gone: list[int] = []
    owner = QObject()
    for _ in range(50):
        _Tied(gone)

    def work() -> int:
        kept = [[number] for number in range(200_000)]  # enough to start the collector many times over
        return len(kept)

    tasks.run(work, owner=owner)
    qtbot.waitUntil(lambda: not tasks.busy())
    assert gc.isenabled()
    gc.collect()
    assert len(gone) == 50
    assert set(gone) == {threading.get_ident()}


def test_the_collector_is_off_only_while_there_is_work(qtbot: QtBot) -> None:
    owner = QObject()
    seen: list[bool] = []
    tasks.run(lambda: seen.append(gc.isenabled()), owner=owner)
    tasks.run(lambda: seen.append(gc.isenabled()), owner=owner)
    qtbot.waitUntil(lambda: not tasks.busy())
    assert seen == [False, False]
    assert gc.isenabled()


def test_what_a_worker_makes_by_the_hundred_thousand_is_not_looked_through(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[int] = []
    monkeypatch.setattr(garbage.gc, "collect", looked.append)
    owner = QObject()
    keeper = garbage.GarbageKeeper(owner)
    tick = keeper._timer.timeout.emit  # instead of waiting half a second
    keeper.pause()
    try:
        many = [[number] for number in range(garbage.AT_MOST + 1000)]
        tick()
        assert looked == []
        del many[2000:]
        tick()
        assert looked == [0]
    finally:
        keeper.resume()


@pytest.fixture
def thresholds() -> Iterator[None]:
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)


@pytest.mark.usefixtures("thresholds")
def test_all_there_is_is_looked_through_when_nobody_is_there_and_not_before(qtbot: QtBot) -> None:
    gone: list[int] = []
    garbage.let_whole_looks_wait()
    _Tied(gone)
    let_grow_old()
    for _ in range(40):  # the collector's own looks at what is young and middling, over and over
        kept = [[number] for number in range(10_000)]
    assert len(kept) == 10_000
    assert gone == [], "it is old, and nobody looked through all"
    owner = QObject()
    tasks.run(lambda: None, owner=owner)
    garbage.look_through_all()
    assert gone == [], "a worker works"
    qtbot.waitUntil(lambda: not tasks.busy())
    garbage.look_through_all()
    assert len(gone) == 1
    assert gc.get_freeze_count() > 0
    _Tied(gone)
    garbage.look_through_all()
    assert len(gone) == 1, "little was made since"
