from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import QEvent, QObject, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from pytestqt.qtbot import QtBot

from ui.shell.inactivity import LOOK_AT_REST, LOOK_EVERY, REST_AFTER, Inactivity, steady

YEAR = 365 * 86_400


@dataclass
class Desk:
    """A person's day: both clocks, and what was told."""

    wall: float = 1_790_000_000.0
    steady: float = 5000.0
    told: list[str] = field(default_factory=list)
    watch: Inactivity = None  # type: ignore[assignment] # the fixture gives it

    def work(self, seconds: float) -> None:
        """Time passes, and the timer looks."""
        for _ in range(int(seconds) // LOOK_EVERY):
            self.wall += LOOK_EVERY
            self.steady += LOOK_EVERY
            self.watch.look()

    def sleep(self, seconds: float, *, steady_too: bool = True) -> None:
        """The machine sleeps: no timer runs. An old steady clock may stand still meanwhile."""
        self.wall += seconds
        self.steady += seconds if steady_too else 0

    def press(self) -> bool:
        key = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier)
        return self.watch.eventFilter(self.watch, key)

    def move(self, x: float) -> bool:
        place = QPointF(x, 5)
        no, none = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
        return self.watch.eventFilter(
            self.watch, QMouseEvent(QEvent.Type.MouseMove, place, place, place, no, no, none)
        )


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    owner, made = QObject(), Desk()
    made.watch = Inactivity(owner, minutes=5, wall=lambda: made.wall, steady=lambda: made.steady)
    made.watch.idled.connect(lambda: made.told.append("idled"))
    made.watch.slept.connect(lambda: made.told.append("slept"))
    made.watch.start()
    yield made
    made.watch.stop()


def test_it_tells_after_the_minutes(desk: Desk) -> None:
    desk.work(299)
    assert desk.told == []
    desk.work(1)
    assert desk.told == ["idled"]


def test_a_key_starts_the_minutes_again_and_a_repaint_does_not(desk: Desk) -> None:
    desk.work(250)
    assert not desk.press()
    desk.work(250)
    assert desk.told == []
    desk.watch.eventFilter(desk.watch, QEvent(QEvent.Type.Paint))
    desk.work(50)
    assert desk.told == ["idled"]


def test_a_mouse_that_stands_still_is_nobody(desk: Desk) -> None:
    desk.move(7)
    desk.work(200)
    desk.move(7)  # a window opened under it, and the system says that it moved
    desk.work(100)
    assert desk.told == ["idled"]
    desk.told.clear()
    desk.watch.start()
    desk.work(200)
    desk.move(8)
    desk.work(200)
    assert desk.told == []


@pytest.mark.parametrize("back", [60, 3600, YEAR])
def test_a_wall_clock_set_back_prolongs_nothing(desk: Desk, back: float) -> None:
    desk.work(290)
    desk.wall -= back
    desk.work(10)
    assert desk.told
    assert len(desk.told) <= 10


def test_a_wall_clock_turned_back_bit_by_bit_prolongs_nothing(desk: Desk) -> None:
    for _ in range(300):
        desk.wall -= 2
        desk.work(1)
    assert desk.told == ["idled"]


def test_a_wall_clock_ten_years_on_locks_at_once(desk: Desk) -> None:
    desk.wall += 10 * YEAR
    desk.watch.look()
    assert desk.told == ["slept"]


def test_summer_time_changes_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both clocks count seconds since a moment; the hour that the local clock jumps is not among them."""
    desk.wall = 1_793_523_590.0  # 1 November 2026, ten seconds before the change in California
    desk.watch.start()
    desk.work(120)
    assert desk.told == []


@pytest.mark.parametrize("steady_too", [True, False])
@pytest.mark.parametrize("hours", [0.1, 8, 24 * 30])
def test_waking_after_the_idle_time_locks_at_the_first_look(
    desk: Desk, hours: float, steady_too: bool
) -> None:
    desk.press()
    desk.sleep(hours * 3600, steady_too=steady_too)
    desk.watch.look()
    assert desk.told == ["slept"]


def test_sleep_is_seen_though_the_wall_clock_was_set_back_meanwhile(desk: Desk) -> None:
    desk.sleep(3600)
    desk.wall -= 3600
    desk.watch.look()
    assert desk.told == ["slept"]


def test_the_first_key_after_waking_locks_and_reaches_nobody(desk: Desk) -> None:
    desk.sleep(600)
    assert desk.press(), "nobody else hears of it"
    assert desk.told == ["slept"]


def test_the_first_key_after_a_long_absence_locks_and_reaches_nobody(desk: Desk) -> None:
    desk.work(290)
    desk.wall += 20  # no look in between
    desk.steady += 20
    assert desk.press()
    assert desk.told == ["idled"]


def test_zero_minutes_never_idle_but_sleep_still_locks(desk: Desk) -> None:
    desk.watch.minutes = 0
    desk.work(7200)
    assert desk.told == []
    desk.sleep(3600)
    desk.watch.look()
    assert desk.told == ["slept"]


def test_the_steady_clock_goes_on() -> None:
    assert steady() <= steady()
    assert steady() > 0


def test_it_looks_less_often_while_nobody_is_there_and_tells_in_time_all_the_same(desk: Desk) -> None:
    timer, rested = desk.watch._timer, list[int]()
    desk.watch.rested.connect(lambda: rested.append(1))
    desk.work(REST_AFTER - 2)
    timer.timeout.emit()
    assert (rested, timer.interval()) == ([], LOOK_EVERY * 1000)
    desk.work(2)
    assert not desk.press(), "who comes back is not kept waiting"
    assert rested == []
    desk.work(REST_AFTER)
    timer.timeout.emit()
    assert (rested, timer.interval()) == ([1], LOOK_AT_REST * 1000)
    assert not desk.press()
    assert timer.interval() == LOOK_EVERY * 1000
    desk.work(300)
    assert desk.told == ["idled"]
