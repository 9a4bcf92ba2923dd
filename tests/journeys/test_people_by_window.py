"""A person's whole time at the firm, in the window: added, signs in, changes the password, logs a call, is removed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.clients.commands import ClientDetails, add_client
from app.contactlog.queries import entries
from app.kernel.clock import FixedClock
from app.matters.commands import MatterDetails, open_matter
from app.vault import kdf
from tests.support import PASSWORD, USER
from ui.contactlog.log_sheet import LogContactSheet
from ui.desk import WorkspaceDesk
from ui.kit import tasks
from ui.kit.sheet import sheets_in
from ui.settings.page import FirmPage
from ui.settings.password_forms import OwnPasswordForm
from ui.settings.person_form import PersonForm
from ui.settings.remove_sheet import RemoveSheet
from ui.shell.main_window import MainWindow
from ui.shell.unlock import UnlockPage

PRIYA = "Priya Raman"
FIRST, OWN = "trout lamp orbit fifty-one", "violet kettle under snow"


class Hands:
    """One window, and somebody before it."""

    def __init__(self, qtbot: QtBot, window: MainWindow, desk: WorkspaceDesk) -> None:
        self.qtbot, self.window, self.desk = qtbot, window, desk

    def wait(self) -> None:
        """Until everything asked for is done."""
        self.qtbot.waitUntil(lambda: not tasks.busy(), timeout=20_000)

    def gate(self) -> UnlockPage:
        """The unlock page, with its names."""
        self.qtbot.waitUntil(lambda: isinstance(self.window.gate, UnlockPage))
        gate = self.window.gate
        assert isinstance(gate, UnlockPage)
        self.qtbot.waitUntil(lambda: gate.name.count() > 0)
        self.wait()
        return gate

    def sign_in(self, name: str, password: str) -> bool:
        """By the keyboard: the first letters, Enter, the password, Enter."""
        gate = self.gate()
        if gate.name.isVisible():
            gate.name.setFocus()
            self.qtbot.keyClicks(gate.name, name.split()[0])
            self.qtbot.keyClick(gate.name, Qt.Key.Key_Return)
            if gate.name.currentText() != name:
                return False
        self.qtbot.keyClicks(gate.password, password)
        self.qtbot.keyClick(gate.password, Qt.Key.Key_Return)
        self.wait()
        return self.window.workbench is not None

    def people(self) -> FirmPage:
        """The firm's page."""
        self.window.navigate("firm")
        self.wait()
        page = self.window.current_page()
        assert isinstance(page, FirmPage)
        return page

    def sheet(self, kind: type[Any]) -> Any:
        """The sheet on top."""
        found = sheets_in(self.window)[-1]
        assert isinstance(found, kind)
        return found

    def type_password(self, form: Any, words: str) -> None:
        """Twice."""
        self.qtbot.keyClicks(form.new.password, words)
        self.qtbot.keyClicks(form.new.again, words)


@pytest.fixture
def hands(
    qtbot: QtBot, vault_folder: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Hands]:
    kdf.allow(kdf.CHEAP)
    monkeypatch.setattr(kdf, "calibrate", lambda: kdf.CHEAP)
    desk = WorkspaceDesk(vault_folder, clock)
    window = MainWindow(desk)
    qtbot.addWidget(window)
    window.resize(1280, 800)
    window.show()
    window.activateWindow()
    yield Hands(qtbot, window, desk)
    window.lock()
    tasks.finish()


def test_from_the_first_day_to_the_last(hands: Hands) -> None:
    assert hands.sign_in(USER, PASSWORD)
    with hands.desk.workspace.write() as tx:
        client = add_client(tx, ClientDetails(first_name="Nora", last_name="Whitcombe"))
        matter = open_matter(tx, MatterDetails("Whitcombe v. Larkspur", (client,), opened_on=tx.today))

    hands.people().people.add_button.click()
    form = hands.sheet(PersonForm)
    hands.qtbot.keyClicks(form.name, PRIYA)
    assert form.signs_in.isChecked(), "who is added signs in, unless one says otherwise"
    hands.type_password(form, FIRST)
    hands.qtbot.keyClick(form.new.again, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    hands.wait()
    assert sheets_in(hands.window) == []
    hands.window.registry["lock"].trigger()

    assert hands.gate().name.currentText() == USER, "who was here last"
    assert hands.sign_in(PRIYA, FIRST)
    assert hands.window.workbench is not None
    assert hands.window.workbench.navigation.person.accessibleName() == "Signed in: Priya Raman, Staff"
    hands.window.registry["change-password"].trigger()
    own = hands.sheet(OwnPasswordForm)
    hands.qtbot.keyClicks(own.old, FIRST)
    hands.type_password(own, OWN)
    own.apply("")
    hands.wait()
    assert sheets_in(hands.window) == []
    assert hands.window.messages.accessibleName() == "Your password is changed."

    hands.window.navigate("matter", matter)
    hands.wait()
    hands.window.registry["log-contact"].trigger()
    hands.wait()
    log = hands.sheet(LogContactSheet)
    log.form.summary.setText("She asked when the deposition is; told her 11 December, and that it may move.")
    log.apply("")
    hands.wait()
    if sheets_in(hands.window):  # asked once about what is not said
        log.apply("")
        hands.wait()
    hands.window.registry["lock"].trigger()

    assert not hands.sign_in(PRIYA, FIRST), "the first password is over"
    assert hands.sign_in(PRIYA, OWN)
    hands.window.registry["lock"].trigger()

    assert hands.sign_in(USER, PASSWORD)
    page = hands.people()
    assert page.view is not None
    priya = next(one for one in page.view.people if one.name == PRIYA)
    page.people.rows.opened.emit(priya.id)
    next(button for button in hands.sheet(PersonForm).doings if button.text() == "Remove…").click()
    removal = hands.sheet(RemoveSheet)
    hands.wait()
    removal.apply("")
    hands.wait()
    assert removal.result.accessibleName().startswith("Priya Raman is removed. The vault has a new key.")
    removal.apply("")
    hands.wait()
    with hands.desk.workspace.read() as reader:
        (entry,) = entries(reader, matter_id=matter)
        assert entry.author == PRIYA, "the name stays in the records"
    hands.window.registry["lock"].trigger()

    gate = hands.gate()
    assert [gate.name.itemText(number) for number in range(gate.name.count())] == [USER]
    hands.window.gates.unlock(PRIYA, OWN)
    hands.wait()
    assert hands.window.workbench is None
    assert hands.sign_in(USER, PASSWORD)
