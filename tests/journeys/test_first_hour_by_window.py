"""The first hour through the window: every step by the keyboard; and left, taken up again after signing in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import time
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from app.clients.queries import count_clients
from app.drafts.first_hour import Step, steps_left
from app.hours.queries import opening_hours
from app.kernel.clock import FixedClock
from app.people.queries import colleagues
from app.promises.queries import terms_book
from app.promises.words import say_promise
from app.settings.queries import firm
from app.vault import kdf
from tests.journeys.hands import Hands
from tests.support import MONDAY, PASSWORD, USER
from ui.desk import WorkspaceDesk
from ui.exchange.choose_sheet import ChooseSheet
from ui.exchange.import_sheet import ImportSheet
from ui.firsthour.page import FirstHourPage
from ui.kit import tasks
from ui.kit.sheet import sheets_in
from ui.promises.terms_form import TermsForm
from ui.settings.hours_forms import HoursForm
from ui.settings.person_form import PersonForm
from ui.settings.recovery_sheet import RecoverySheet
from ui.shell.founding import FoundingPage
from ui.shell.main_window import MainWindow
from ui.shell.recovery import RecoveryPage
from ui.shell.unlock import UnlockPage
from ui.shell.welcome import WelcomePage
from ui.today.page import TodayPage

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # of the screenless platform
STRONG = "trout lamp orbit fifty-one"
CONTACTS = (
    "first_name,last_name,company,email_address,primary_phone\n"
    "Nora,Whitcombe,,nora@example.com,+1 510 555 0144\n"
)


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


def test_every_step_by_the_keyboard(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hands = Hands(qtbot, window)
    _found_the_firm(hands)
    recovery = window.gate
    assert isinstance(recovery, RecoveryPage)
    groups = _printed_key(hands, recovery, tmp_path / "key.pdf", monkeypatch)
    for place, field in zip(recovery.part.asked, recovery.part.typed, strict=True):
        hands.fill(field, groups[place])
    hands.press("Return")
    hands.wait(lambda: window.workbench is not None)

    page = hands.page(FirstHourPage)
    assert page.step is Step.HOURS, "the key was read back"
    hands.tab_to(page.hours.button)
    hands.press("Space")
    hands.fill(hands.sheet(HoursForm).fields[4], "9-13")
    hands.save()
    _go_on(hands, page, Step.PROMISES)
    hands.tab_to(page.promises.change_button)
    hands.press("Space")
    terms = hands.sheet(TermsForm)
    hands.choose(terms.fields["answer"].unit, "opening hours")
    hands.fill(terms.fields["answer"].number, "12")
    hands.save()
    _go_on(hands, page, Step.PEOPLE)
    hands.tab_to(page.people.button)
    hands.press("Space")
    person = hands.sheet(PersonForm)
    hands.fill(person.name, "Priya Raman")
    hands.fill(person.new.password, STRONG)
    hands.fill(person.new.again, STRONG)
    hands.save()
    _go_on(hands, page, Step.IMPORT)
    (tmp_path / "contacts.csv").write_text(CONTACTS, encoding="utf-8")
    monkeypatch.setattr(
        QFileDialog, "open", lambda one: one.filesSelected.emit([str(tmp_path / "contacts.csv")])
    )
    hands.tab_to(page.imports.button)
    hands.press("Space")
    hands.sheet(ChooseSheet)
    hands.press("Space")
    sheet = hands.sheet(ImportSheet)
    hands.wait(lambda: sheet.accept_button.isEnabled())
    hands.press("Ctrl+Return")
    hands.wait(lambda: sheet.is_done)
    hands.press("Escape")
    hands.tab_to(page.next)
    hands.press("Space")
    hands.page(TodayPage)
    _all_of_it_is_there(hands)


def _found_the_firm(hands: Hands) -> None:
    """From the welcome page to the key, with a password that is too weak first."""
    welcome = hands.window.gate
    assert isinstance(welcome, WelcomePage)
    hands.tab_to(welcome.found)
    hands.press("Space")
    page = hands.window.gate
    assert isinstance(page, FoundingPage)
    hands.wait(lambda: page.country.count() > 5)
    hands.fill(page.firm, "Harbour & Finch LLP")
    hands.press("Return")
    hands.choose(page.country, "United States")
    hands.choose(page.subdivision, "California")
    hands.choose(page.zone, "America/Los_Angeles")
    hands.press("Return")
    hands.fill(page.user, USER)
    hands.press("Return")
    for field in (page.password, page.again):
        hands.fill(field, "secret")
    hands.press("Return")
    assert page.question.key == "password", "it is asked for until it is strong enough"
    weak = page.strength._now
    assert not weak.enough
    for field in (page.password, page.again):
        hands.fill(field, STRONG)
    assert page.strength._now.enough
    assert page.strength._now.share > weak.share
    hands.press("Return")
    hands.wait(lambda: isinstance(hands.window.gate, RecoveryPage))


def _printed_key(hands: Hands, page: RecoveryPage, file: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The groups as they stand on the paper."""

    def prints(dialog: QPrintDialog) -> None:
        """As if somebody chose a printer whose paper lies in a file."""
        dialog.printer().setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        dialog.printer().setOutputFileName(str(file))
        dialog.accepted.emit(dialog.printer())
        dialog.deleteLater()

    monkeypatch.setattr(QPrintDialog, "show", prints)
    hands.tab_to(page.part.print)
    hands.press("Space")
    said = PdfReader(file).pages[0].extract_text().split()
    assert said[:3] == ["Liaison", "recovery", "key"]
    shown = [group for group in said if group in page.part._groups]
    assert shown == list(page.part._groups)
    return shown


def _go_on(hands: Hands, page: FirstHourPage, to: Step) -> None:
    hands.wait(lambda: not page.stale)
    hands.tab_to(page.next)
    hands.press("Space")
    hands.wait(lambda: page.step is to)


def _all_of_it_is_there(hands: Hands) -> None:
    """What was answered is in the vault."""
    with hands.workspace.read() as reader:
        assert steps_left(reader) == ()
        told = firm(reader).details
        assert (told.name, told.country, told.subdivision) == ("Harbour & Finch LLP", "US", "CA")
        hours = opening_hours(reader)
        assert hours is not None
        assert tuple(hours[4]) == ((time(9), time(13)),)
        assert {one.name for one in colleagues(reader)} == {USER, "Priya Raman"}
        assert count_clients(reader) == 1
        assert say_promise(terms_book(reader).of(None, None).answer) == "12 opening hours"
    window = hands.window
    assert window.workbench is not None
    assert not window.workbench.navigation._buttons["setup"].isVisible()
