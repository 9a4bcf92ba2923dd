from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject
from pytestqt.qtbot import QtBot

from ui.shell.inactivity import LOOK_EVERY, Inactivity


class Clock:
    now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def watch(qtbot: QtBot, clock: Clock) -> tuple[Inactivity, list[str]]:
    owner = QObject()
    made = Inactivity(owner, minutes=1, wall=clock)
    told: list[str] = []
    made.idled.connect(lambda: told.append("idled"))
    made.slept.connect(lambda: told.append("slept"))
    made.start()
    made._keeper = owner  # type: ignore[attr-defined] # the test holds the owner
    return made, told


def _pass(watch: Inactivity, clock: Clock, seconds: int) -> None:
    for _ in range(seconds // LOOK_EVERY):
        clock.now += LOOK_EVERY
        watch.look()


def test_it_tells_after_the_minutes(watch: tuple[Inactivity, list[str]], clock: Clock) -> None:
    inactivity, told = watch
    _pass(inactivity, clock, 55)
    assert told == []
    _pass(inactivity, clock, 5)
    assert told == ["idled"]


def test_a_key_starts_the_minutes_again(watch: tuple[Inactivity, list[str]], clock: Clock) -> None:
    inactivity, told = watch
    _pass(inactivity, clock, 50)
    inactivity.eventFilter(inactivity, QEvent(QEvent.Type.KeyPress))
    _pass(inactivity, clock, 50)
    assert told == []
    inactivity.eventFilter(inactivity, QEvent(QEvent.Type.Paint))  # a repaint is nobody's hand
    _pass(inactivity, clock, 10)
    assert told == ["idled"]


def test_zero_minutes_never_idle_but_sleep_still_locks(
    watch: tuple[Inactivity, list[str]], clock: Clock
) -> None:
    inactivity, told = watch
    inactivity.minutes = 0
    _pass(inactivity, clock, 7200)
    assert told == []
    clock.now += 3600
    inactivity.look()
    assert told == ["slept"]


def test_a_clock_put_back_locks_too(watch: tuple[Inactivity, list[str]], clock: Clock) -> None:
    inactivity, told = watch
    clock.now -= 3600
    inactivity.look()
    assert told == ["slept"]
