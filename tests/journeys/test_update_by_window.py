"""An update in the window, by keyboard: from the row on Today to the entry in the log, and its way back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.bootstrap import open_workspace
from app.clients.commands import ClientDetails, add_client
from app.contactlog.queries import entries
from app.kernel.clock import FixedClock
from app.matters.commands import MatterDetails, open_matter
from app.matters.developments import NewDevelopment, add_development
from app.matters.words import DevelopmentKind
from app.owed.items import OwedKind
from app.owed.queries import owed
from app.schedule.commands import NewPlan, set_plan
from app.schedule.words import IntervalUnit, UpdateFormat
from app.updates import Way
from app.workspace import Workspace
from tests.support import MONDAY, PASSWORD
from ui.desk import WorkspaceDesk
from ui.kit import tasks
from ui.kit.plain_marks import marks_of
from ui.kit.sheet import sheets_in
from ui.shell.main_window import MainWindow
from ui.shell.unlock import UnlockPage
from ui.today.page import TodayPage
from ui.updates.composer import Composer

Wait = Callable[..., None]
JARGON = "The court read the affidavit and will decide soon."


@pytest.fixture
def vault(workspace: Workspace) -> Path:
    """A matter with an update that is owed and news that nobody told; locked again."""
    clock = FixedClock(MONDAY - timedelta(days=40))
    folder = workspace.vault.folder
    workspace.lock()
    opened = open_workspace(folder, PASSWORD, clock=clock)
    with opened.write() as tx:
        client = add_client(tx, ClientDetails(first_name="Nora", last_name="Whitcombe", salutation="Ms."))
        matter = open_matter(tx, MatterDetails("Whitcombe v. Larkspur", (client,), number="00003"))
        set_plan(tx, NewPlan(matter, 1, IntervalUnit.MONTH, format=UpdateFormat.EMAIL))
    opened.lock()
    opened = open_workspace(folder, PASSWORD, clock=FixedClock(MONDAY - timedelta(days=1)))
    with opened.write() as tx:
        add_development(
            tx, NewDevelopment(matter, DevelopmentKind.RULING, MONDAY - timedelta(days=2), JARGON)
        )
    opened.lock()
    return folder


@pytest.fixture
def window(qtbot: QtBot, vault: Path) -> Iterator[MainWindow]:
    made = MainWindow(WorkspaceDesk(vault, FixedClock(MONDAY)))
    qtbot.addWidget(made)
    made.resize(1280, 800)
    made.show()
    yield made
    made.lock()
    tasks.finish()


@pytest.fixture
def wait(qtbot: QtBot) -> Wait:
    def until(holds: Callable[[], bool] = lambda: True) -> None:
        qtbot.waitUntil(lambda: not tasks.busy() and holds(), timeout=30_000)

    return until


def unlock(window: MainWindow, wait: Wait) -> Workspace:
    wait(lambda: isinstance(window.gate, UnlockPage))
    gate = window.gate
    assert isinstance(gate, UnlockPage)
    gate.password.setText(PASSWORD)
    gate.submit()
    wait(lambda: window.workbench is not None)
    desk = window.desk
    assert isinstance(desk, WorkspaceDesk)
    return desk.workspace


def composer_in(window: MainWindow, wait: Wait) -> Composer:
    wait(lambda: any(isinstance(one, Composer) and one.is_shown for one in sheets_in(window)))
    return next(one for one in sheets_in(window) if isinstance(one, Composer))


def test_from_today_to_the_log_and_back(
    qtbot: QtBot, window: MainWindow, wait: Wait, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _: True)
    workspace = unlock(window, wait)
    today = window.current_page()
    assert isinstance(today, TodayPage)
    wait(lambda: bool(today.rows.keys()))
    (row,) = [key for key in today.rows.keys() if isinstance(key, tuple) and key[0] is OwedKind.UPDATE]  # noqa: SIM118 # no mapping
    assert today.rows.select(row)
    today.rows.setFocus()
    QTest.keyClick(today.rows, Qt.Key.Key_Return)

    composer = composer_in(window, wait)
    (news,) = composer.draft.draft.tells
    piece = composer.pieces.row(str(news))
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    piece.tick.setFocus()
    QTest.keyClick(piece.tick, Qt.Key.Key_Space)
    assert composer.draft.draft.tells == ()
    QTest.keyClick(piece.tick, Qt.Key.Key_Space)
    assert composer.draft.draft.tells == (news,)

    piece.words.setFocus()
    marks = marks_of(piece.words)
    assert marks is not None
    marks.look_over()
    qtbot.waitUntil(lambda: not marks.is_reading)
    QTest.keyClick(piece.words, Qt.Key.Key_Period, Qt.KeyboardModifier.ControlModifier)
    assert piece.words.text() == "The court read the sworn written statement and will decide soon."

    window.lock()
    wait(lambda: not window.is_locking)
    workspace = unlock(window, wait)
    composer = composer_in(window, wait)
    wait(lambda: "sworn" in composer.pieces.row(str(news)).words.text() and composer.is_shown)

    page = composer.page
    assert page is not None
    composer.leaving.save_to(tmp_path / "update.eml", composer.leaving.paper(page, Way.EML))
    wait()
    mail = message_from_bytes((tmp_path / "update.eml").read_bytes(), policy=policy.default)
    body = mail.get_body(("plain",))
    assert body is not None
    assert "sworn written statement" in body.get_content()

    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keyClick(composer, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    wait(lambda: not sheets_in(window))
    with workspace.read() as reader:
        entry = entries(reader)[0]
        assert entry.is_update
        assert entry.tells == (news,)
        assert "sworn written statement" in entry.summary
        assert owed(reader).items == ()
    today = window.current_page()
    assert isinstance(today, TodayPage)
    wait(lambda: not today.rows.keys())

    bar = today.doing.messages
    qtbot.waitUntil(lambda: not bar.isHidden())
    bar._on_link_clicked()
    wait(lambda: bool(today.rows.keys()))
    with workspace.read() as reader:
        assert entries(reader)[0].withdrawn_at is not None
        assert {one.kind for one in owed(reader).items} >= {OwedKind.UPDATE}
