"""The fresh process that takes the window's place: what it is told, and what happens where there is none."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import QRect
from pytestqt.qtbot import QtBot

from ui.application import start
from ui.shell import relaunch
from ui.shell.handover import VARIABLE, HandOver, taken_over
from ui.shell.main_window import MainWindow
from ui.shell.preferences import Preferences
from ui.shell.relaunch import Relaunch, command
from ui.shell.restore import RestorePage
from ui.shell.single import SingleInstance
from ui.shell.trail import Place
from ui.shell.unlock import UnlockPage

MATTER, SHE = UUID(int=7), UUID(int=1)
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # of the screenless platform
LIVES = [sys.executable, "-c", "import time; time.sleep(60)"]
DIES = [sys.executable, "-c", ""]


class Started:
    """A relaunch whose process is the test's, and which ends nothing."""

    def __init__(self, window: MainWindow, single: SingleInstance, preferences: Preferences) -> None:
        self.arguments = LIVES
        self.ended = 0
        self.relaunch = Relaunch(
            window, single, preferences, end=self._end, arguments=lambda folder: self.arguments
        )

    def _end(self) -> None:
        self.ended += 1

    @property
    def process(self) -> Any:
        return self.relaunch._next


@pytest.fixture
def single(qtbot: QtBot, desk: Any) -> Iterator[SingleInstance]:
    made = SingleInstance(desk.folder)
    assert made.listen()
    yield made
    made.close()


@pytest.fixture
def started(window: MainWindow, single: SingleInstance, tmp_path: Path) -> Iterator[Started]:
    made = Started(window, single, Preferences(tmp_path / "window.ini"))
    yield made
    if made.process is not None:
        made.process.kill()
        made.process.wait()


@pytest.fixture
def unlock(window: MainWindow, settle: Callable[[], None]) -> Callable[[], None]:
    def now() -> None:
        gate = window.gate
        assert isinstance(gate, UnlockPage)
        gate.password.setText("right")
        gate.submit()
        settle()

    return now


def test_the_next_process_is_awaited_and_then_this_one_ends(
    window: MainWindow, started: Started, unlock: Callable[[], None], qtbot: QtBot, desk: Any
) -> None:
    unlock()
    window.lock()
    assert desk.locks == 1
    qtbot.waitUntil(lambda: started.process is not None)
    gate = window.gate
    assert isinstance(gate, UnlockPage)
    assert not gate.password.isEnabled(), "what is typed here would be lost"
    assert started.ended == 0
    heir = SingleInstance(desk.folder)
    heir.take_over()
    qtbot.waitUntil(lambda: started.ended == 1)
    assert window.isHidden()
    qtbot.waitUntil(lambda: heir._server is not None)
    assert SingleInstance(desk.folder).another_is_there(), "a second start finds the new window"
    heir.close()


def test_one_that_lives_but_is_slow_is_not_awaited_for_ever(
    window: MainWindow,
    started: Started,
    unlock: Callable[[], None],
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(relaunch, "LONGEST", 100)
    unlock()
    window.lock()
    qtbot.waitUntil(lambda: started.ended == 1)


@pytest.mark.parametrize("arguments", [DIES, ["/no/such/program"]])
def test_where_none_can_be_started_the_window_stays_locked_and_opens_again(
    window: MainWindow,
    started: Started,
    unlock: Callable[[], None],
    qtbot: QtBot,
    arguments: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(relaunch, "LONGEST", 20_000)
    started.arguments = arguments
    unlock()
    window.lock()
    gate = window.gate
    assert isinstance(gate, UnlockPage)
    qtbot.wait(20)
    qtbot.waitUntil(lambda: started.process is None and gate.password.isEnabled(), timeout=10_000)
    assert started.ended == 0
    unlock()
    assert window.workbench is not None


def test_closing_ends_the_process_anyway(
    window: MainWindow, started: Started, unlock: Callable[[], None], qtbot: QtBot
) -> None:
    unlock()
    window.close()
    qtbot.wait(50)
    assert started.process is None


def test_on_a_mac_closing_leaves_a_fresh_process_without_a_window(
    window: MainWindow,
    started: Started,
    unlock: Callable[[], None],
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    unlock()
    monkeypatch.setattr(relaunch.sys, "platform", "darwin")  # type: ignore[attr-defined] # the module's own import
    window.close()
    qtbot.waitUntil(lambda: started.process is not None)
    assert started.relaunch._stand() == "hidden"
    monkeypatch.undo()


def test_a_gate_where_nothing_was_opened_stays(window: MainWindow, started: Started, qtbot: QtBot) -> None:
    window.lock()
    qtbot.wait(50)
    assert started.process is None


def test_what_is_handed_over_holds_no_words(
    window: MainWindow, started: Started, unlock: Callable[[], None], qtbot: QtBot
) -> None:
    unlock()
    window.navigate("matters", "Nora Whitcombe")  # a page may be shown for words that were searched
    window.lock()
    said = started.relaunch._environment()[VARIABLE]
    assert "Nora" not in said
    assert '"page": "matters"' in said


def test_who_switches_is_asked_who(window: MainWindow, started: Started, unlock: Callable[[], None]) -> None:
    unlock()
    window.switch_person()
    assert '"asks_who": true' in started.relaunch._environment()[VARIABLE]


@pytest.mark.parametrize(
    "over",
    [
        HandOver("matter", MATTER, "behind", True, False, SHE),
        HandOver(),
        HandOver("log", None, "minimized"),
    ],
)
def test_it_comes_as_it_was_said_and_once(over: HandOver, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, over.environment()[VARIABLE])
    assert taken_over() == over
    assert taken_over() is None


@pytest.mark.parametrize(
    "said", ["", "x", "[]", "{}", '{"page": "a", "of": "b", "stand": "front", "asks_who": 0}']
)
def test_what_cannot_be_read_is_a_plain_start(said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, said)
    assert taken_over() == HandOver()


def test_the_next_window_stands_where_the_last_one_stood(
    qtbot: QtBot, desk: Any, tmp_path: Path, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    preferences = Preferences(tmp_path / "window.ini")
    window.setGeometry(QRect(40, 60, 740, 500))
    preferences.keep_place(window)
    monkeypatch.setenv(VARIABLE, HandOver("matters", MATTER, "behind", whom=SHE).environment()[VARIABLE])
    following = start(desk, preferences=preferences)
    assert following is not None
    qtbot.addWidget(following)
    assert following.geometry() == window.geometry()
    assert following.isVisible()
    assert following.return_to == ("matters", MATTER, SHE)
    assert VARIABLE not in os.environ
    qtbot.waitUntil(lambda: following.findChild(SingleInstance)._server is not None)  # type: ignore[union-attr] # it has one
    following.findChild(SingleInstance).close()  # type: ignore[union-attr] # as above


@pytest.mark.parametrize(("whom", "page"), [(SHE, "matters"), (UUID(int=2), "today"), (None, "today")])
def test_another_who_signs_in_does_not_see_where_the_person_before_was(
    window: MainWindow, unlock: Callable[[], None], whom: UUID | None, page: str
) -> None:
    window.return_to = ("matters", None, whom)
    unlock()
    assert window.workbench is not None
    assert window.workbench.here == (page, None)
    window.lock()
    assert window.return_to == (page, None, SHE)


def test_minimized_and_hidden_stay_so(
    qtbot: QtBot, desk: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for stand in ("minimized", "hidden"):
        monkeypatch.setenv(VARIABLE, HandOver(stand=stand).environment()[VARIABLE])  # type: ignore[arg-type] # both are
        following = start(desk, preferences=Preferences(tmp_path / "window.ini"))
        assert following is not None
        qtbot.addWidget(following)
        assert following.isMinimized() or following.isHidden()
        single = following.findChild(SingleInstance)
        qtbot.waitUntil(lambda single=single: single._server is not None)  # type: ignore[misc] # binds the loop's name
        single.close()


def test_how_it_is_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert command(tmp_path) == [sys.executable, "-m", "ui", "--vault", str(tmp_path)]
    monkeypatch.setattr("sys.frozen", True, raising=False)
    assert command(Path("vault")) == [sys.executable, "--vault", str(Path("vault").absolute())]


@pytest.mark.parametrize("way", ["back", "restored"])
def test_a_backups_password_does_not_stay_in_the_memory(
    window: MainWindow,
    started: Started,
    desk: Any,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    way: str,
) -> None:
    monkeypatch.setattr(desk, "folder_to_restore", lambda: tmp_path / "anew", raising=False)
    monkeypatch.setattr(desk, "restore", lambda *_: None, raising=False)
    monkeypatch.setattr(desk, "backups", list, raising=False)
    monkeypatch.setattr(desk, "move_to", lambda folder: None, raising=False)
    window.gates.show_restore(tmp_path / "one.liaison-backup")
    page = window.gate
    assert isinstance(page, RestorePage)
    page.back_chosen.emit()
    qtbot.wait(50)
    assert started.process is None, "nothing was typed yet"
    window.gates.show_restore(tmp_path / "one.liaison-backup")
    page = window.gate
    assert isinstance(page, RestorePage)
    if way == "back":
        page.panel.restored.disconnect()
    page.panel.password.setText("words of then")
    page.panel.submit()
    if way == "back":
        qtbot.waitUntil(lambda: not page.panel.is_busy)
        page.back_chosen.emit()
    qtbot.waitUntil(lambda: started.process is not None)


def test_locked_from_a_window_beside_it_the_next_one_comes_to_the_front(
    window: MainWindow,
    started: Started,
    unlock: Callable[[], None],
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Somebody works there: the keyboard has to be in the Password field, whichever window was locked."""
    unlock()
    beside = window.windows.open(Place("calendar"))
    assert beside is not None
    qtbot.waitUntil(beside.isActiveWindow)
    monkeypatch.setattr(window, "isActiveWindow", lambda: False)  # a real screen takes its time
    beside.registry["lock"].trigger()
    qtbot.waitUntil(lambda: started.process is not None)
    assert started.relaunch._stand() == "front"
