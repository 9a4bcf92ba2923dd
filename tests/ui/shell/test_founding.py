"""The first questions: left at any step, and taken up there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.kernel.errors import MachineTrouble, Refused
from tests.ui import walk
from ui.kit import machine
from ui.shell.desk import NewFirm, Place
from ui.shell.founding import FoundingPage
from ui.shell.main_window import MainWindow
from ui.shell.preferences import Preferences
from ui.shell.recovery import RecoveryPage
from ui.shell.welcome import WelcomePage
from ui.shell.zones import zone_for

Settle = Callable[[], None]
WORDS = "four unrelated words here"


@pytest.fixture
def founding(window: MainWindow, desk: object, settle: Settle) -> FoundingPage:
    desk.is_there = False  # type: ignore[attr-defined] # the made-up desk
    window.gates.show_founding()
    settle()
    return _page(window)


def _page(window: MainWindow) -> FoundingPage:
    page = window.gate
    assert isinstance(page, FoundingPage)
    return page


def _answer_all(page: FoundingPage) -> None:
    page.firm.setText("Harbour & Finch LLP")
    page.go_on()
    page.country.setCurrentIndex(page.country.findData("US"))
    page.subdivision.setCurrentIndex(page.subdivision.findData("NY"))
    page.zone.setCurrentText("America/New_York")
    page.go_on()
    page.user.setText("Maria Ortega")
    page.role.set_value("lawyer")
    page.go_on()


def test_it_is_taken_up_where_it_was_left(
    founding: FoundingPage, window: MainWindow, settle: Settle, qtbot: QtBot
) -> None:
    _answer_all(founding)
    founding.password.setText(WORDS)
    window.gates.show()
    welcome = window.gate
    assert isinstance(welcome, WelcomePage)
    assert welcome.found.text() == "Go on setting up"
    assert welcome.found.accessibleDescription() == "You had begun with Harbour & Finch LLP."
    assert WORDS not in str(dict(machine.rules().get(machine.BEGUN_FIRM)))
    welcome.found.click()
    settle()
    page = _page(window)
    assert page.question.key == "password"
    assert page.password.text() == ""
    assert page.place() == ("US", "NY")
    assert (page.firm.text(), page.user.text()) == ("Harbour & Finch LLP", "Maria Ortega")
    assert (page.zone.currentText(), page.role.value()) == ("America/New_York", "lawyer")
    page.password.setText(WORDS)
    page.again.setText(WORDS)
    page.go_on()
    settle()
    assert isinstance(window.gate, RecoveryPage)
    assert not machine.rules().get(machine.BEGUN_FIRM), "the vault has it now"


def test_each_question_is_heard_whole_and_reached_by_keyboard(
    founding: FoundingPage, window: MainWindow, qtbot: QtBot
) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=20_000)
    found = {founding.question.key: walk.troubles(window)}
    founding.firm.setText("Harbour & Finch LLP")
    founding.go_on()
    founding.country.setCurrentIndex(founding.country.findData("US"))
    found[founding.question.key] = walk.troubles(window)
    founding.zone.setCurrentText("America/New_York")
    founding.go_on()
    found[founding.question.key] = walk.troubles(window)
    founding.user.setText("Maria Ortega")
    founding.go_on()
    found[founding.question.key] = walk.troubles(window)
    assert found == {"firm": [], "place": [], "you": [], "password": []}


def test_back_leads_to_each_question_and_to_the_welcome(
    founding: FoundingPage, window: MainWindow, qtbot: QtBot
) -> None:
    _answer_all(founding)
    for key in ("you", "place", "firm"):
        qtbot.keyClick(founding, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
        assert founding.question.key == key
    assert founding.firm.text() == "Harbour & Finch LLP"
    founding.back.setFocus()
    qtbot.keyClick(founding.back, Qt.Key.Key_Return)
    assert isinstance(window.gate, WelcomePage)


def test_an_answer_that_went_missing_is_asked_for_again(founding: FoundingPage) -> None:
    _answer_all(founding)
    founding.country.setCurrentIndex(-1)
    founding.password.setText(WORDS)
    founding.again.setText(WORDS)
    founding.go_on()
    assert founding.question.key == "place"
    assert founding.form.problem_texts() == {"country": "Please choose the firm's country."}


def test_a_weak_password_is_named(founding: FoundingPage) -> None:
    _answer_all(founding)
    founding.password.setText("password1")
    founding.again.setText("password1")
    founding.go_on()
    assert founding.form.problem_texts()["password"].startswith("This would be guessed.")


def test_answers_outlive_the_program_and_a_spoiled_file_counts_as_none(qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "window.ini"
    first = Preferences(file)
    first.recall()
    answers = {"at": "you", "firm": "Örn & Söhne “LLP”"}
    machine.rules().put(machine.BEGUN_FIRM, answers)
    machine.rules().changed.disconnect()
    again = Preferences(file)
    machine.rules().put(machine.BEGUN_FIRM, {})
    again.recall()
    assert machine.rules().get(machine.BEGUN_FIRM) == answers
    machine.rules().changed.disconnect()
    file.write_text("[General]\nbegun_firm=[1\n")
    Preferences(file).recall()
    assert machine.rules().get(machine.BEGUN_FIRM) == {}


@pytest.mark.parametrize("key", ["at", "firm", "country", "subdivision", "time_zone", "user", "role"])
@pytest.mark.parametrize("said", ["", "nobody", "x" * 20_000, "a\N{RIGHT-TO-LEFT OVERRIDE}b"])
def test_answers_that_make_no_sense_are_asked_again(
    qtbot: QtBot, tmp_path: Path, key: str, said: str
) -> None:
    """They lie in a file of this machine; with a role that nobody has, no firm could be set up any more."""
    usual = {"at": "you", "firm": "F", "country": "US", "time_zone": "America/Los_Angeles", "user": "M"}
    page = FoundingPage(tmp_path / "vault", {**usual, "role": "lawyer", key: said})
    qtbot.addWidget(page)
    page.set_places([Place("US", "United States", (("CA", "California"),))])
    assert page.role.value() == ("partner" if key == "role" else "lawyer")
    made: list[NewFirm] = []
    page.create_requested.connect(made.append)
    for _ in range(3):
        page.go_back()
    page.firm.setText("Harbour & Finch LLP")
    page.country.setCurrentIndex(0)
    page.zone.setCurrentIndex(page.zone.findText("America/Los_Angeles"))
    page.user.setText("Maria Delgado")
    page.password.setText("trout lamp orbit fifty-one")
    page.again.setText("trout lamp orbit fifty-one")
    for _ in range(4):
        page.go_on()
    assert [one.firm for one in made] == ["Harbour & Finch LLP"]


def test_the_zone_follows_the_country() -> None:
    assert zone_for("DE", "America/New_York", "") in {"Europe/Berlin", ""}
    assert zone_for("US", "", "America/Denver") == "America/Denver"
    assert zone_for("US", "", "Europe/Berlin") == ""
    assert zone_for("US", "America/New_York", "America/Denver") == "America/New_York"
    assert zone_for("", "Europe/Berlin", "") == "Europe/Berlin"


def test_what_the_vault_refuses_is_said_where_it_was_asked(founding: FoundingPage) -> None:
    _answer_all(founding)
    founding.set_busy(busy=True)
    founding.show_error(Refused("too-long", "At most 200 letters have room here.", field="name"))
    assert founding.question.key == "firm"
    assert founding.firm.isVisible()
    assert founding.button.isEnabled()
    founding.show_error(Refused("name-too-long", "Too long.", field="user"))
    assert founding.question.key == "you"
    founding.show_error(MachineTrouble("folder-gone", "The folder went away.", field="folder"))
    assert founding.question.key == "you"
