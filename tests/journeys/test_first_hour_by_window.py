"""The first hour through the window: left with the key on the screen, taken up again after signing in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.drafts.first_hour import Step
from app.kernel.clock import FixedClock
from app.vault import kdf
from tests.support import MONDAY, PASSWORD, USER
from ui.desk import WorkspaceDesk
from ui.firsthour.page import FirstHourPage
from ui.kit import tasks
from ui.kit.sheet import sheets_in
from ui.settings.recovery_sheet import RecoverySheet
from ui.shell.founding import FoundingPage
from ui.shell.main_window import MainWindow
from ui.shell.recovery import RecoveryPage
from ui.shell.unlock import UnlockPage
from ui.shell.welcome import WelcomePage
from ui.today.page import TodayPage


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[MainWindow]:
    kdf.allow(kdf.CHEAP)
    monkeypatch.setattr(kdf, "calibrate", lambda: kdf.CHEAP)
    made = MainWindow(WorkspaceDesk(tmp_path / "vault", FixedClock(MONDAY), cost=kdf.CHEAP))
    qtbot.addWidget(made)
    made.resize(1280, 800)
    made.show()
    made.activateWindow()
    yield made
    made.lock()
    tasks.finish()


def test_it_is_left_and_taken_up_at_every_step(qtbot: QtBot, window: MainWindow) -> None:
    def wait(holds: Callable[[], bool] = lambda: True) -> None:
        qtbot.waitUntil(lambda: not tasks.busy() and holds(), timeout=20_000)

    def sign_in() -> FirstHourPage:
        assert isinstance(window.gate, UnlockPage)
        window.gates.unlock(USER, PASSWORD)
        wait(lambda: window.workbench is not None)
        wait()
        page = window.current_page()
        assert isinstance(page, FirstHourPage)
        return page

    assert isinstance(window.gate, WelcomePage)
    qtbot.keyClick(window.gate.found, Qt.Key.Key_Space)
    page = window.gate
    assert isinstance(page, FoundingPage)
    wait(lambda: page.country.count() > 5)
    qtbot.keyClicks(page.firm, "Harbour & Finch LLP")
    qtbot.keyClick(page.firm, Qt.Key.Key_Return)
    page.country.setCurrentIndex(page.country.findData("US"))
    page.subdivision.setCurrentIndex(page.subdivision.findData("CA"))
    page.zone.setCurrentText("America/Los_Angeles")
    wait(lambda: "Thanksgiving" in page.says.text())
    assert page.says.text().startswith("Paper: US Letter. Closed on Saturday and Sunday.")
    qtbot.keyClick(page.zone, Qt.Key.Key_Return)
    qtbot.keyClicks(page.user, USER)
    qtbot.keyClick(page.user, Qt.Key.Key_Return)
    qtbot.keyClicks(page.password, PASSWORD)
    qtbot.keyClicks(page.again, PASSWORD)
    qtbot.keyClick(page.again, Qt.Key.Key_Return)
    wait(lambda: isinstance(window.gate, RecoveryPage))

    window.lock()  # with the key on the screen: nobody has it
    wait()
    setup = sign_in()
    assert setup.step is Step.KEY
    assert setup.question.text() == "Nobody has the recovery key yet."
    setup.key.button.click()
    sheet = sheets_in(window)[-1]
    assert isinstance(sheet, RecoverySheet)
    for place, field in zip(sheet.part.asked, sheet.part.typed, strict=True):
        field.setText(sheet.part._groups[place])
    sheet.apply("")
    wait()
    sheet.apply("")
    wait(lambda: setup.question.text() == "The recovery key is printed and was read back.")
    setup.go_on()
    setup.go_on()  # the hours are good as they are
    wait()
    assert setup.step is Step.PROMISES
    assert window.workbench is not None
    wait(lambda: window.workbench is not None and window.workbench.navigation._buttons["setup"].number == 3)

    window.lock()
    window.return_to = ("", None, None)  # as another process
    wait()
    setup = sign_in()
    assert setup.step is Step.PROMISES, "taken up where it was left"
    setup.skip.click()
    wait()
    assert isinstance(window.current_page(), TodayPage)
    assert not window.workbench.navigation._buttons["setup"].isVisible()

    window.lock()
    window.return_to = ("", None, None)
    wait()
    window.gates.unlock(USER, PASSWORD)
    wait(lambda: window.workbench is not None)
    assert isinstance(window.current_page(), TodayPage)
    assert "setup" not in window.workbench.every_page_id()
