"""A made-up firm in a real vault with a cheap key, on Monday 23 November 2026, 11:00 in California."""

from __future__ import annotations

import gc
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.bootstrap import open_workspace
from app.demo.firm import PASSWORD as DEMO_PASSWORD
from app.kernel import language
from app.kernel.clock import FixedClock
from app.workspace import Workspace
from tests.support import DEMO_NOW, PASSWORD
from tests.ui import pauses
from tests.ui.busy_firm import Busy, busy_vault
from tests.ui.office import Office
from ui import errands
from ui.desk import WorkspaceDesk
from ui.kit import colours, machine, spoken, tasks, theme
from ui.shell.main_window import MainWindow
from ui.shell.unlock import UnlockPage


@pytest.fixture
def workspace(qapp: QApplication, workspace: Workspace) -> Iterator[Workspace]:
    """An empty firm, where Maria Ortega alone is signed in; nothing runs on when it is locked."""
    yield workspace
    tasks.finish()


@pytest.fixture(scope="session")
def busy_made(made_vault: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Busy]:
    """Eight matters in every state that Today knows, made once; tests work on copies."""
    return busy_vault(made_vault, tmp_path_factory.mktemp("busy") / "vault")


@pytest.fixture
def busy(
    qapp: QApplication, busy_made: tuple[Path, Busy], tmp_path: Path, clock: FixedClock
) -> Iterator[Busy]:
    """The firm with work in it, on its Monday."""
    folder = tmp_path / "busy"
    shutil.copytree(busy_made[0], folder)
    opened = open_workspace(folder, PASSWORD, clock=clock)
    yield replace(busy_made[1], workspace=opened, clock=clock)
    tasks.finish()
    opened.lock()


@pytest.fixture
def busy_workspace(busy: Busy) -> Workspace:
    return busy.workspace


@pytest.fixture
def office(
    qtbot: QtBot, busy_made: tuple[Path, Busy], tmp_path: Path, clock: FixedClock, settled: Callable[[], None]
) -> Iterator[Office]:
    folder = tmp_path / "office"
    shutil.copytree(busy_made[0], folder)
    window = MainWindow(WorkspaceDesk(folder, clock))
    qtbot.addWidget(window)
    window.resize(1280, 800)
    window.show()
    made = Office(window, busy_made[1], settled)
    made.unlock()
    yield made
    window.lock()
    tasks.finish()


@pytest.fixture
def demo(
    qtbot: QtBot, qapp: QApplication, demo_vault: Path, tmp_path: Path, settled: Callable[[], None]
) -> Iterator[MainWindow]:
    """The made-up firm, as the tour has it."""
    folder = tmp_path / "demo"
    shutil.copytree(demo_vault, folder)
    desk = WorkspaceDesk(folder, FixedClock(DEMO_NOW))
    window = MainWindow(desk, last_person=desk.people()[0])
    qtbot.addWidget(window)
    window.resize(1280, 800)
    window.show()
    settled()
    assert isinstance(window.gate, UnlockPage)
    window.gates.unlock(desk.people()[0], DEMO_PASSWORD)
    settled()
    window.inactivity.stop()  # on a slow machine the walk takes longer than a lock waits
    yield window
    window.lock()
    tasks.finish()


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """An empty window for a form to lie over, as large as the house's pages."""
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(1092, 752)
    made.show()
    return made


@pytest.fixture
def settled(qapp: QApplication) -> Callable[[], None]:
    """Wait until all background work is done and shown, and no window is on its way to be locked: one that waited for
    a save is locked a little after it. Looked at more often than qtbot does, as thousands wait."""

    def wait() -> None:
        until = time.monotonic() + 60
        while not (_is_quiet() and _is_quiet()):  # what is shown may ask for more
            assert time.monotonic() < until, "background work has no end"
            QTest.qWait(1)

    def _is_quiet() -> bool:
        qapp.processEvents()
        if tasks.busy():
            return False
        windows = (one for one in qapp.topLevelWidgets() if isinstance(one, MainWindow))
        return not any(one.is_locking for one in windows)

    return wait


_PACE = gc.get_threshold()


@pytest.fixture(autouse=True)
def _short_pauses() -> Iterator[None]:
    """What follows from what is typed comes almost at once."""
    with pauses.short():
        yield


@pytest.fixture
def pauses_as_they_are() -> Iterator[None]:
    """For a test of the pause itself; ask for it before the window it is in."""
    with pauses.as_they_are():
        yield


@pytest.fixture(autouse=True)
def _own_pace_of_the_collector() -> Iterator[None]:
    """A window that was started as a whole has Python's collector wait for nobody to be there."""
    yield
    gc.set_threshold(*_PACE)


@pytest.fixture(autouse=True)
def _own_failures() -> Iterator[None]:
    """The window of a test that is over is not told of what failed in the next one. What its lock let go of goes now,
    as it does before any timer where a program has its loop: else it would ask the locked vault for something then."""
    yield
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    tasks.on_failure(None)


@pytest.fixture(autouse=True)
def _own_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a test settles for this computer, how the calendar is looked at among it, is not found by the next one."""
    monkeypatch.setattr(machine, "_rules", [])


@pytest.fixture(autouse=True)
def _no_backup_of_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three seconds after an unlocking it comes by itself: into the middle of a test, where the machine is slow, which
    then hears of one more change than it made. Tests of it have it come sooner."""
    monkeypatch.setattr(errands, "DAILY_AFTER", 24 * 3600 * 1000)


@pytest.fixture(autouse=True)
def _own_language(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a test has the window speak, a firm's place among it, is not spoken in the next one."""
    monkeypatch.setattr(language, "_usual", language.SOURCE)
    monkeypatch.setattr(spoken, "_settled", [])


@pytest.fixture(autouse=True)
def _no_key_held(qapp: QApplication) -> None:
    """Ctrl of the last shortcut that a test pressed is still held for Qt, and would select one more row in the next."""
    if qapp.keyboardModifiers() != Qt.KeyboardModifier.NoModifier:
        QTest.keyRelease(QWidget(), Qt.Key.Key_Control)


@pytest.fixture(autouse=True)
def _themed(qapp: QApplication) -> None:
    """Light and of the usual size; nothing is drawn anew where the last test left it so."""
    now = theme.bus()
    settled = (now.scheme, now.zoom, now.pretended, now.colors) == ("light", 100, None, colours.LIGHT)
    shown = qapp.palette() == colours.to_palette(now.colors) and qapp.font().pixelSize() == now.pixels
    if not (now.installed and settled and shown):
        theme.install(qapp, scheme="light")
