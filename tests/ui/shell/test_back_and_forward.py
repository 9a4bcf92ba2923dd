from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.matters.walls import restrict_matter
from app.people.commands import NewColleague, add_colleague
from app.people.words import Role
from app.workspace import Workspace
from tests.ui.office import Office
from ui.contents import sees
from ui.matters.page import MatterPage
from ui.shell.actions import back_keys, forward_keys
from ui.shell.main_window import MainWindow

ALT = Qt.KeyboardModifier.AltModifier


def here(window: MainWindow) -> tuple[str, object]:
    assert window.workbench is not None
    return window.workbench.here


def test_back_and_forward_by_keys_and_only_where_there_is_somewhere_to_go(
    open_window: MainWindow, qtbot: QtBot
) -> None:
    registry = open_window.registry
    assert not registry["back"].isEnabled()
    open_window.navigate("matters")
    open_window.navigate("clients")
    assert not registry["forward"].isEnabled()
    qtbot.keyClick(open_window, Qt.Key.Key_Left, ALT)
    qtbot.keyClick(open_window, Qt.Key.Key_Left, ALT)
    assert here(open_window) == ("today", None)
    assert not registry["back"].isEnabled()
    qtbot.keyClick(open_window, Qt.Key.Key_Right, ALT)
    assert here(open_window) == ("matters", None)
    open_window.navigate("calendar")
    assert not registry["forward"].isEnabled()


def test_by_the_buttons_at_the_side_of_the_mouse(open_window: MainWindow) -> None:
    open_window.navigate("matters")
    handle = open_window.windowHandle()
    for button, page in ((Qt.MouseButton.BackButton, "today"), (Qt.MouseButton.ForwardButton, "matters")):
        QTest.mouseClick(handle, button, Qt.KeyboardModifier.NoModifier, QPoint(400, 400))
        assert here(open_window) == (page, None)


def test_each_system_has_its_own_keys() -> None:
    assert (back_keys("darwin"), forward_keys("darwin")) == (("Ctrl+[",), ("Ctrl+]",))
    assert (back_keys("win32"), forward_keys("linux")) == (("Alt+Left",), ("Alt+Right",))


def test_the_tab_of_a_matter_and_the_part_of_the_firm_come_back(
    office: Office, settle: Callable[[], None]
) -> None:
    window, workbench = office.window, office.window.workbench
    assert workbench is not None
    first, second = (office.busy.matters[name] for name in ("whitcombe", "abernathy"))
    window.navigate("matter", first)
    settle()
    page = window.current_page()
    assert isinstance(page, MatterPage)
    page.tabs.show_tab("Key dates")
    window.navigate("firm", "people")
    window.navigate("matter", second)
    settle()
    assert page.tabs.shown == "Timeline"
    workbench.step(-1)
    assert workbench.current() is not page
    assert window.current_page().part_shown() == "people"  # type: ignore[union-attr] # the firm's page stands
    workbench.step(-1)
    settle()
    assert workbench.here == ("matter", first)
    assert page.matter_id == first
    assert page.tabs.shown == "Key dates"
    workbench.step(1)
    workbench.step(1)
    settle()
    assert workbench.here == ("matter", second)


def test_what_one_may_not_see_any_more_is_forgotten(office: Office, settle: Callable[[], None]) -> None:
    window, workbench, workspace = office.window, office.window.workbench, office.workspace
    assert workbench is not None
    matter = office.busy.matters["whitcombe"]
    for page, arg in (("matters", None), ("matter", matter), ("letters", matter), ("matters", None)):
        window.navigate(page, arg)
        settle()
    with workspace.write() as tx:
        other = add_colleague(tx, NewColleague("Lou Sutter", Role.PARTNER))
    with Workspace(workspace.vault, workspace.clock, other, workspace.zone).write() as tx:
        restrict_matter(tx, matter, [other], "private")
    settle()
    assert not sees(workspace, "matter", matter)
    workbench.step(-1)
    settle()
    assert workbench.here[0] == "today", "the list before and after it is one place"
    assert not workbench.can_step(-1)
    workbench.step(1)
    settle()
    assert workbench.here == ("matters", None)
    assert not workbench.can_step(1)


def test_a_client_who_is_there_is_seen(office: Office) -> None:
    assert sees(office.workspace, "client", next(iter(office.busy.clients.values())))
    assert not sees(office.workspace, "client", UUID(int=5))
    assert not sees(office.workspace, "matter", UUID(int=5))
