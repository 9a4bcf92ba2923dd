"""To a client, a matter, its tab, a setting and back, and the lock: from anywhere, without a mouse."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.clients.commands import ClientDetails, add_client
from app.matters.commands import MatterDetails, open_matter
from tests.support import PASSWORD
from ui.desk import WorkspaceDesk
from ui.engagement.terms_page import TermsPage
from ui.kit import tasks
from ui.kit.sheet import sheets_in
from ui.matters.page import MatterPage
from ui.settings.page import FirmPage
from ui.shell.main_window import MainWindow
from ui.shell.palette import Palette
from ui.shell.unlock import UnlockPage

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


def two_matters(window: MainWindow) -> tuple[UUID, UUID]:
    desk = window.desk
    assert isinstance(desk, WorkspaceDesk)
    with desk.workspace.write() as tx:
        client = add_client(tx, ClientDetails(first_name="Jürgen", last_name="Müller"))
        open_matter(tx, MatterDetails("Müller v. Stonegate", clients=(client,)))
        return client, open_matter(tx, MatterDetails("Lease of Tern House", clients=(client,)))


def test_from_a_list_of_client_care_to_the_tab_of_a_matter(qtbot: QtBot, window: MainWindow) -> None:
    _, lease = two_matters(window)
    window.navigate("terms")
    qtbot.waitUntil(lambda: not tasks.busy(), timeout=20_000)
    page = window.current_page()
    assert isinstance(page, TermsPage)
    QTest.keyClicks(page.filter, "Tern House")
    qtbot.waitUntil(lambda: page.table.rows_model.rowCount() == 1 and not tasks.busy(), timeout=20_000)
    QTest.keyClick(page.filter, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not tasks.busy(), timeout=20_000)
    matter = window.current_page()
    assert isinstance(matter, MatterPage)
    assert (matter.matter_id, matter.tabs.shown) == (lease, "Terms & care")


def test_everywhere_and_back(qtbot: QtBot, window: MainWindow) -> None:
    def wait(holds: Callable[[], bool] = lambda: True) -> None:
        qtbot.waitUntil(lambda: not tasks.busy() and holds(), timeout=20_000)

    def go(words: str = "", down: int = 0) -> None:
        window.activateWindow()
        QTest.keyClick(window, Qt.Key.Key_K, CTRL)
        [palette] = sheets_in(window)
        assert isinstance(palette, Palette)
        QTest.keyClicks(palette.field, words)
        wait()
        for _ in range(down):
            QTest.keyClick(palette.field, Qt.Key.Key_Down)
        QTest.keyClick(palette.field, Qt.Key.Key_Return)
        wait(lambda: not sheets_in(window))

    client, lease = two_matters(window)
    workbench = window.workbench
    assert workbench is not None
    go("mueller j", down=2)  # below the two matters
    assert workbench.here == ("client", client)
    go("tern lea")
    assert workbench.here == ("matter", lease)
    page = window.current_page()
    assert isinstance(page, MatterPage)
    page.tabs.line.setFocus()
    QTest.keyClick(page.tabs.line, Qt.Key.Key_Right)
    tab = page.tabs.shown
    go("response times")
    firm = window.current_page()
    assert isinstance(firm, FirmPage)
    assert firm.sections.key == "promises"
    QTest.keyClick(window, Qt.Key.Key_Left, ALT)
    wait(lambda: workbench.here == ("matter", lease))
    assert page.tabs.shown == tab != "Timeline"
    QTest.keyClick(window, Qt.Key.Key_Left, ALT)
    wait(lambda: workbench.here == ("client", client))
    QTest.keyClick(window, Qt.Key.Key_Right, ALT)
    wait(lambda: workbench.here == ("matter", lease))
    go()
    assert workbench.here == ("matter", lease), "with nothing typed the first is where one was last"
    go("audit trail")
    assert workbench.here == ("audit", None)
    go("lock")
    qtbot.waitUntil(lambda: isinstance(window.gate, UnlockPage), timeout=20_000)
    window.gates.unlock(window.desk.people()[0], PASSWORD)
    wait(lambda: window.workbench is not None)
    assert window.workbench is not None
    assert window.workbench.recent.keys == ()
