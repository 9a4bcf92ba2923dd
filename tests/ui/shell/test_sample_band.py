"""The sample firm cannot be mistaken for the real one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.support import PASSWORD
from tests.ui.shell.conftest import MadeUpDesk
from ui.desk import DemoDesk
from ui.shell.main_window import MainWindow
from ui.shell.unlock import UnlockPage

Settle = Callable[[], None]


def test_the_real_firm_has_no_band(open_window: MainWindow) -> None:
    assert not open_window.band.isVisible()
    assert open_window.windowTitle() == "Harbour & Finch LLP – Liaison"


def test_it_is_said_in_words_and_in_the_title_before_and_after_signing_in(
    qtbot: QtBot, desk: MadeUpDesk, settle: Settle
) -> None:
    desk.password_known = "demo"
    window = MainWindow(desk)
    qtbot.addWidget(window)
    window.resize(1280, 800)
    window.show()
    settle()
    assert window.band.isVisible()
    assert window.band.width() == window.width()
    assert window.band.accessibleName().startswith("Sample firm. Everybody in it is made up.")
    assert window.windowTitle() == "Sample firm – Liaison"
    gate = window.gate
    assert isinstance(gate, UnlockPage)
    assert gate.note.text() == "This is the sample firm. Everybody's password is “demo”."
    assert not gate.other.isVisible()
    window.gates.unlock("Maria Ortega", "right")
    settle()
    assert window.windowTitle() == "Sample firm – Harbour & Finch LLP – Liaison"
    assert window.band.isVisible()
    window.lock()
    settle()
    assert window.windowTitle() == "Sample firm – Liaison"


@pytest.fixture
def demo() -> Iterator[DemoDesk]:
    made = DemoDesk()
    yield made
    made.throw_away()


def test_a_real_vault_opened_from_its_window_is_not_called_a_sample(
    demo: DemoDesk, vault_folder: Path
) -> None:
    assert demo.password_known == "demo"
    assert demo.exists()
    assert "Ann Harbour" in demo.people()
    demo.choose(vault_folder)
    assert demo.password_known == ""
    assert demo.people() == ["Maria Ortega"]
    demo.unlock("Maria Ortega", PASSWORD)
    demo.lock()
    demo.choose(vault_folder / "nothing")
    assert not demo.exists()
