"""A matter beside the calendar: windows beside the first one, each with its own way, all of one vault."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import shiboken6
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from app.kernel.errors import NotFound
from app.kernel.events import Changed
from app.matters.commands import edit_matter
from app.matters.sheet import matter_sheet
from app.matters.walls import restrict_matter
from tests.ui import walk
from tests.ui.office import Office
from ui.application import start
from ui.contactlog.log_sheet import LogContactSheet
from ui.kit.page import Page
from ui.kit.sheet import sheets_in
from ui.matters.list_page import MattersPage
from ui.settings.page import FirmPage
from ui.shell.beside_window import BesideWindow
from ui.shell.handover import VARIABLE, HandOver, taken_over
from ui.shell.main_window import MainWindow
from ui.shell.palette import Palette
from ui.shell.preferences import Preferences
from ui.shell.requests import LogContactRequest, OpenMatter
from ui.shell.trail import Place
from ui.shell.unlock import UnlockPage
from ui.shell.window import VaultWindow

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # of the screenless platform
Settled = Callable[[], None]
MATTER = UUID(int=7)
BOTH = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def _beside(window: MainWindow) -> list[BesideWindow]:
    return [one for one in window.windows.all() if isinstance(one, BesideWindow)]


def _here(window: VaultWindow) -> tuple[str, object]:
    assert window.workbench is not None
    return window.workbench.here


@pytest.fixture
def two(open_window: MainWindow, settle: Settled) -> Iterator[tuple[MainWindow, BesideWindow]]:
    """The made-up firm in two windows: Today, and a matter."""
    beside = open_window.windows.open(Place("matters", MATTER))
    assert beside is not None
    settle()
    yield open_window, beside
    open_window.windows.end()


def test_what_is_shown_stands_in_a_window_of_its_own(
    open_window: MainWindow, settle: Settled, qtbot: QtBot
) -> None:
    open_window.navigate("matters", MATTER)
    qtbot.keyClick(open_window, Qt.Key.Key_O, BOTH)
    settle()
    (beside,) = _beside(open_window)
    assert beside.isVisible()
    assert _here(beside) == ("matters", MATTER)
    open_window.navigate("calendar")
    beside.navigate("clients")
    assert _here(open_window)[0] == "calendar"
    assert beside.workbench is not None
    beside.registry["back"].trigger()
    settle()
    assert _here(beside) == ("matters", MATTER)
    assert _here(open_window)[0] == "calendar", "each has its own way"


def test_the_navigation_and_the_palette_lead_to_new_windows(
    open_window: MainWindow, settle: Settled, qtbot: QtBot
) -> None:
    assert open_window.workbench is not None
    button = open_window.workbench.navigation.findChild(QWidget, "calendar")
    assert button is not None
    qtbot.mouseClick(button, Qt.MouseButton.MiddleButton)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier)
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Return, BOTH)
    settle()
    assert [_here(one)[0] for one in _beside(open_window)] == ["calendar"] * 3
    assert _here(open_window)[0] == "today"
    beside = _beside(open_window)[0]
    beside.open_palette("whitcombe")
    settle()
    (palette,) = sheets_in(beside)
    assert isinstance(palette, Palette)
    assert sheets_in(open_window) == []
    QTest.keyClick(palette.field, Qt.Key.Key_Return, BOTH)
    settle()
    assert [_here(one) for one in _beside(open_window)][3:] == [("matters", 1)]
    assert _here(beside)[0] == "calendar"


def test_titles_say_the_page_and_no_client(two: tuple[MainWindow, BesideWindow], settle: Settled) -> None:
    window, beside = two
    assert window.windowTitle() == "Today – Harbour & Finch LLP – Liaison"
    assert beside.windowTitle() == "Matters – Harbour & Finch LLP – Liaison"
    window.navigate("matters", UUID(int=8))
    assert window.windowTitle() == "Matters – Harbour & Finch LLP – Liaison"
    assert beside.windowTitle() == "Matters (2) – Harbour & Finch LLP – Liaison"
    beside.close()
    settle()
    assert window.windowTitle() == "Harbour & Finch LLP – Liaison"


def test_the_menu_lists_them(two: tuple[MainWindow, BesideWindow], settle: Settled) -> None:
    window, beside = two
    for one in two:
        assert one.workbench is not None
        menu = one.workbench.navigation.firm.menu
        for _ in range(2):
            menu.aboutToShow.emit()
        listed = [action for action in menu.actions() if action.isCheckable()]
        assert [action.text() for action in listed] == ["Today", "Matters"]
    listed[0].trigger()
    assert window.windows.front() is window
    beside.close()
    settle()
    assert window.workbench is not None
    menu = window.workbench.navigation.firm.menu
    menu.aboutToShow.emit()
    assert not [action for action in menu.actions() if action.isCheckable()], "one window is no list"


def test_macos_has_a_menu_of_windows(two: tuple[MainWindow, BesideWindow]) -> None:
    window, _ = two
    window.registry.fill_menu_bar(window.windows.list_in, platform="darwin")
    menus = [action.menu() for action in window.menuBar().actions()]
    menu = next(one for one in menus if isinstance(one, QMenu) and one.title() == "Window")
    menu.aboutToShow.emit()
    shown = [action.text() for action in menu.actions() if action.isVisible() and action.text()]
    assert shown[:3] == ["Open in a new window", "Next window", "Close window"]
    assert shown[3:] == ["Today", "Matters"]


def test_a_save_is_seen_in_all_of_them_at_once(
    two: tuple[MainWindow, BesideWindow], desk: Any, settle: Settled
) -> None:
    window, beside = two
    beside.navigate("today")
    settle()
    pages: list[Any] = [one.current_page() for one in two]
    before = [page.reloads for page in pages]
    assert window.vault is not None
    window.vault.announcer.announce((Changed("entry", frozenset()),))
    settle()
    assert [page.reloads for page in pages] == [one + 1 for one in before]


def test_counts_are_read_once_for_all(two: tuple[MainWindow, BesideWindow], settle: Settled) -> None:
    window, beside = two
    assert window.workbench is not None
    assert beside.workbench is not None
    assert beside.workbench.status is not None
    read: list[object] = []
    window.workbench.told.connect(read.append)
    beside.registry["reload"].trigger()
    settle()
    assert len(read) == 1
    assert beside.workbench.status is read[0]


def test_next_window_goes_round(two: tuple[MainWindow, BesideWindow]) -> None:
    window, beside = two
    window.windows.bring(window)
    window.registry["next-window"].trigger()
    assert window.windows.front() is beside
    beside.registry["next-window"].trigger()
    assert window.windows.front() is window


@pytest.mark.parametrize("how", ["key", "action", "other window", "person"])
def test_a_lock_covers_all_of_them(
    two: tuple[MainWindow, BesideWindow], desk: Any, settle: Settled, how: str
) -> None:
    window, beside = two
    seen: list[object] = []
    beside.locking.connect(lambda: seen.append(beside.isVisible()))
    ways: dict[str, Callable[[], object]] = {
        "key": window.lock,
        "action": window.registry["lock"].trigger,
        "other window": beside.registry["lock"].trigger,
        "person": beside.registry["switch-person"].trigger,
    }
    ways[how]()
    shown = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
    assert shown == [window]
    assert isinstance(window.gate, UnlockPage)
    assert seen == [False], "it is out of sight before its forms are kept"
    settle()
    assert not shiboken6.isValid(beside)
    assert desk.locks
    assert window.windowTitle() == "Liaison"


def test_who_unlocks_finds_them_where_they_stood(
    two: tuple[MainWindow, BesideWindow], desk: Any, settle: Settled
) -> None:
    window, _ = two
    window.windows.open(Place("log", object()))  # words that were looked for, say
    window.lock()
    settle()
    gate = window.gate
    assert isinstance(gate, UnlockPage)
    gate.password.setText("right")
    gate.submit()
    settle()
    assert [_here(one) for one in window.windows.all()] == [("today", None), ("matters", MATTER)]


def test_the_next_process_is_told_where_they_stood() -> None:
    over = HandOver("today", None, beside=(("matter", MATTER, "timeline"), ("calendar", None, "")))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(VARIABLE, over.environment()[VARIABLE])
        assert taken_over() == over


def test_closed_it_gives_back_what_it_cost(open_window: MainWindow, settle: Settled) -> None:
    gone: list[weakref.ref[Any]] = []

    def use_one() -> None:
        beside = open_window.windows.open(Place("today"))
        assert beside is not None
        settle()
        for page in ("matters", "clients", "calendar", "today"):
            beside.navigate(page)
            settle()
        beside.open_palette("whit")
        settle()
        beside.show_shortcuts()
        settle()
        gone.extend(map(weakref.ref, (beside, beside.workbench, beside.registry, beside.current_page())))
        beside.close()

    before = _widgets()
    for _ in range(2):
        use_one()
        settle()
    gc.collect()
    assert [one() for one in gone] == [None] * 8
    assert _widgets() - before == set()


def _widgets() -> set[QWidget]:
    """All there are; what tests before this one left may go meanwhile."""
    return {one for one in QApplication.allWidgets() if not isinstance(one, QMenu)}


def test_the_first_one_is_closed_and_the_others_stay(
    two: tuple[MainWindow, BesideWindow], desk: Any, settle: Settled
) -> None:
    window, beside = two
    window.registry["close-window"].trigger()
    settle()
    assert window.isHidden()
    assert window.vault is not None, "the vault stays open"
    assert window.windows.all() == [beside]
    assert window.workbench is not None
    assert window.workbench.stack.count() == 0, "its pages are given back"
    window.windows.bring_forward()
    assert window.isHidden()
    assert beside.isVisible()
    beside.registry["lock"].trigger()
    settle()
    assert window.isVisible(), "the gate stands where somebody worked"
    assert window.return_to[:2] == ("matters", MATTER)
    assert window.windows.left == ()


def test_with_the_last_one_the_vault_is_closed(
    two: tuple[MainWindow, BesideWindow], desk: Any, settle: Settled
) -> None:
    window, beside = two
    closed: list[bool] = []
    window.closing.connect(lambda: closed.append(True))
    locks = desk.locks
    window.close()
    assert closed == []
    beside.close()
    settle()
    assert closed == [True]
    assert desk.locks > locks
    assert window.vault is None
    assert window.isHidden()


def test_quitting_closes_all(two: tuple[MainWindow, BesideWindow], desk: Any, settle: Settled) -> None:
    window, beside = two
    beside.registry["quit"].trigger()
    settle()
    assert window.vault is None
    assert not shiboken6.isValid(beside)
    assert not [one for one in QApplication.topLevelWidgets() if one.isVisible()]


def test_each_keeps_its_place(qtbot: QtBot, desk: Any, tmp_path: Path, settle: Settled) -> None:
    kept = Preferences(tmp_path / "window.ini")
    window = start(desk, one_instance=False, preferences=kept)
    assert window is not None
    qtbot.addWidget(window)
    settle()
    window.gates.unlock("Maria Ortega", "right")
    settle()
    for _ in range(2):
        beside = window.windows.open(Place("today"))
        assert beside is not None
        if _ == 0:
            beside.setGeometry(40, 90, 740, 500)
            beside.close()
            settle()
    assert beside.geometry().getRect() == (40, 90, 740, 500)
    window.windows.end()
    window.close()


def _writing_beside(office: Office) -> tuple[BesideWindow, LogContactSheet]:
    """A second window in which somebody has begun to write down a contact."""
    beside = office.window.windows.open(Place("calendar"))
    assert beside is not None
    office.settled()
    beside.ask(LogContactRequest(office.busy.matters["whitcombe"]))
    office.settled()
    (sheet,) = sheets_in(beside)
    assert isinstance(sheet, LogContactSheet)
    sheet.form.summary.setPlainText("She called about the lease")
    return beside, sheet


def test_what_was_written_in_a_closed_one_is_gone_on_with(office: Office) -> None:
    beside, _ = _writing_beside(office)
    beside.close()
    office.settled()
    assert office.window.messages.isVisible()
    office.window.going_on.emit()
    office.settled()
    (again,) = sheets_in(office.window)
    assert isinstance(again, LogContactSheet)
    assert again.form.summary.toPlainText() == "She called about the lease"


def test_a_form_that_stands_open_elsewhere_does_not_come_back_twice(office: Office) -> None:
    _, sheet = _writing_beside(office)
    sheet.keep_now()
    office.settled()
    office.window.going_on.emit()
    office.linger()
    assert sheets_in(office.window) == []
    office.lock()
    office.unlock()
    again = office.sheet()
    assert isinstance(again, LogContactSheet)
    assert again.form.summary.toPlainText() == "She called about the lease", "kept at the lock as ever"


def test_a_form_of_one_thing_stands_in_one_window(office: Office) -> None:
    """Written in two at once, one would take over what the other keeps."""
    matter = office.busy.matters["whitcombe"]
    beside = office.window.windows.open(Place("matter", matter))
    assert beside is not None
    office.go("matter", matter)
    office.settled()
    pages: list[Any] = [office.window.current_page(), beside.current_page()]
    for page in pages:
        page.edit.click()
        office.settled()
    assert len(sheets_in(office.window)) == 1
    assert sheets_in(beside) == []
    sheets_in(office.window)[0].reject()
    office.settled()
    pages[1].edit.click()
    office.settled()
    assert len(sheets_in(beside)) == 1


def test_a_form_that_was_asked_for_twice_stands_there_once(office: Office) -> None:
    """A double click while the form is looked up: the one below would stand there again, empty, after the save."""
    page = office.go("access")
    page.new.click()
    page.new.click()
    office.settled()
    form: Any = office.form()
    form.who.setText("Ned Nobody")
    form.reached.setText("ned@nobody.example")
    form.apply("")
    office.settled()
    assert sheets_in(office.window) == []


@pytest.mark.parametrize("goes_on", [True, False])
def test_what_did_not_come_hears_of_no_save_any_more(
    office: Office, capsys: pytest.CaptureFixture[str], *, goes_on: bool
) -> None:
    """The update listens to the vault: gone, it would fail after each save."""
    page = office.go("matter", office.busy.matters["whitcombe"])
    page.write_update()
    if goes_on:
        office.go("calendar")
    else:
        page.write_update()
    office.settled()
    assert len(sheets_in(office.window)) == (0 if goes_on else 1)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    with office.workspace.write() as tx:
        sheet = matter_sheet(tx.reader(), office.busy.matters["rowe"])
        edit_matter(tx, sheet.row.id, replace(sheet.details, notes="Called"))
    office.settled()
    assert "listener failed" not in capsys.readouterr().err


def test_a_form_that_is_ready_when_somebody_went_elsewhere_does_not_come(office: Office) -> None:
    """It would stand over a page that it does not belong to."""
    office.go("access").new.click()
    office.go("calendar")
    assert sheets_in(office.window) == []
    office.go("access").new.click()
    office.settled()
    assert len(sheets_in(office.window)) == 1


def test_what_is_restricted_or_gone_stands_in_no_window(office: Office) -> None:
    """It was open when somebody else restricted it: for who is not named it does not exist."""
    matter, client = office.busy.matters["whitcombe"], office.busy.clients["rowe"]
    windows = [
        office.window.windows.open(Place(page, of))
        for page, of in (("matter", matter), ("reports", matter), ("client", client))
    ]
    office.settled()
    pages: list[Any] = [one.current_page() for one in windows if one is not None]
    of_matter, reports, of_client = pages
    assert (of_matter.title.text(), reports.title.text()) == ("Whitcombe v. Larkspur Catering",) * 2
    assert reports.preview.pages
    assert len(of_matter.tabs.history.timeline.keys_in_sight()) > 0
    david = replace(office.workspace, actor=office.busy.david)
    with david.write() as tx:
        restrict_matter(tx, matter, [office.busy.david], "They know the other side")
    office.settled()
    assert of_matter.title.text() == ""
    assert of_matter.tabs.history.timeline.keys_in_sight() == []
    assert of_matter.errors.text() == "That matter is not in the vault."
    assert reports.title.text() != "Whitcombe v. Larkspur Catering"
    assert windows[0] is not None
    assert windows[0].words() == "Matter", "in the list of windows, too"

    of_client._on_failed(client, NotFound("no-client", "That client is not in the vault."))
    assert of_client.title.text() == ""
    assert list(of_client.rows.keys()) == []
    assert windows[2] is not None
    assert windows[2].words() == "Client"


def test_a_report_of_nothing_that_is_listed_is_put_away(office: Office) -> None:
    page = office.go("reports", office.busy.matters["whitcombe"])
    assert page.preview.pages
    page.filter.setText("nobody is called so")
    office.settled()
    page.reload()
    office.settled()
    assert page.preview.pages == 0
    assert not page.save_button.isEnabled()
    assert page.title.text() == "Status report"


@pytest.fixture
def firms(office: Office) -> tuple[BesideWindow, FirmPage, FirmPage]:
    """The firm's page in two windows; the other window, the page in the first and the one in that."""
    first = office.go("firm")
    beside = office.window.windows.open(Place("firm"))
    assert beside is not None
    office.settled()
    second = beside.current_page()
    assert isinstance(first, FirmPage)
    assert isinstance(second, FirmPage)
    return beside, first, second


def test_the_firm_is_changed_in_one_window(
    office: Office, firms: tuple[BesideWindow, FirmPage, FirmPage]
) -> None:
    """Both would keep what is typed as the same draft."""
    _, first, second = firms
    assert first.firm.isEnabled()
    assert second.firm.isEnabled()
    name = first.firm.name.text()
    second.firm.name.setText("Harbour & Finch PLLC")
    office.settled()
    assert not first.firm.isEnabled()
    assert first.elsewhere.isVisible()
    assert first.firm.name.text() == name
    second.discard()
    office.settled()
    assert first.firm.isEnabled()
    assert first.elsewhere.isHidden()
    assert first.firm.name.text() == name, "what was given up is not taken over"
    first.firm.name.setText("Harbour & Finch PLLC")
    office.settled()
    assert not second.firm.isEnabled()
    first.save()
    office.settled()
    assert second.firm.isEnabled()
    assert second.firm.name.text() == "Harbour & Finch PLLC"
    assert not second.is_changed


def test_the_firm_left_in_a_closed_window_goes_on_in_the_other(
    office: Office, firms: tuple[BesideWindow, FirmPage, FirmPage]
) -> None:
    beside, first, second = firms
    second.firm.name.setText("Harbour & Finch PLLC")
    office.settled()
    beside.close()
    office.settled()
    assert first.firm.isEnabled()
    assert first.firm.name.text() == "Harbour & Finch PLLC"
    assert first.is_changed


def test_the_firm_left_at_the_lock_comes_back_in_one_window(
    office: Office, firms: tuple[BesideWindow, FirmPage, FirmPage]
) -> None:
    firms[1].firm.name.setText("Harbour & Finch PLLC")
    office.settled()
    office.lock()
    office.unlock()
    pages = [one.current_page() for one in office.window.windows.all()]
    assert len(pages) == 2
    changed = [page for page in pages if isinstance(page, FirmPage) and page.is_changed]
    enabled = [page for page in pages if isinstance(page, FirmPage) and page.firm.isEnabled()]
    assert len(changed) == 1
    assert enabled == changed
    assert changed[0].firm.name.text() == "Harbour & Finch PLLC"


def test_a_row_opens_beside_by_the_keyboard(office: Office) -> None:
    page = office.go("matters")
    assert isinstance(page, MattersPage)
    key = page.table.current_key()
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Return, BOTH)
    office.settled()
    (beside,) = _beside(office.window)
    assert _here(beside) == ("matter", key)
    assert _here(office.window) == ("matters", None)
    rect = page.table.visualRect(page.table.model().index(1, 0))
    QTest.mouseClick(page.table.viewport(), Qt.MouseButton.MiddleButton, pos=rect.center() + QPoint(0, 0))
    office.settled()
    assert len(_beside(office.window)) == 2


def test_a_matter_s_part_is_shown_in_its_own_window(office: Office) -> None:
    from ui.kit import beside as wanted

    with wanted.wanted():
        office.window.ask(OpenMatter(office.busy.matters["whitcombe"], "key_dates"))
    office.settled()
    (beside,) = _beside(office.window)
    page = beside.current_page()
    assert isinstance(page, Page)
    assert _here(beside) == ("matter", office.busy.matters["whitcombe"])
    assert beside.words() == page.title.text(), "who has it open is told whose it is"
    assert page.title.text() not in beside.windowTitle()
    assert _here(office.window)[0] == "today"


def test_what_may_not_be_seen_any_more_does_not_come_back(office: Office) -> None:
    """A matter that was restricted while the vault was locked: its window stays away, and nothing of it is said."""
    matter = office.busy.matters["whitcombe"]
    office.window.windows.open(Place("matter", matter))
    office.window.windows.open(Place("calendar"))
    office.settled()
    workspace = office.workspace
    with workspace.read() as reader:
        assert matter_sheet(reader, matter)
    with replace(workspace, actor=office.busy.david).write() as tx:
        restrict_matter(tx, matter, [office.busy.david], "Against her brother")
    office.lock()
    office.unlock()
    assert [_here(one)[0] for one in _beside(office.window)] == ["calendar"]


def test_they_come_back_in_their_order(office: Office) -> None:
    """Where each stands is remembered by its number: one that has to be looked up first must not come after another."""
    matter = office.busy.matters["whitcombe"]
    for place in (Place("matter", matter), Place("calendar")):
        office.window.windows.open(place)
        office.settled()
    office.lock()
    office.unlock()
    assert [(one.number, _here(one)) for one in _beside(office.window)] == [
        (2, ("matter", matter)),
        (3, ("calendar", None)),
    ]


def test_it_is_walked_like_the_first(office: Office, qtbot: QtBot) -> None:
    found = []
    for page, of in (("calendar", None), ("matter", office.busy.matters["whitcombe"]), ("today", None)):
        beside = office.window.windows.open(Place(page, of))
        assert beside is not None
        office.settled()
        qtbot.waitUntil(beside.isActiveWindow, timeout=20_000)
        found += [f"{page}: {one}" for one in walk.troubles(beside)]
    assert found == []


def test_enter_with_both_is_a_key_of_its_own() -> None:
    from ui.kit.beside import asked_by_key

    def pressed(held: Qt.KeyboardModifier) -> QKeyEvent:
        return QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Enter, held)

    assert asked_by_key(pressed(BOTH | Qt.KeyboardModifier.KeypadModifier))
    assert not asked_by_key(pressed(Qt.KeyboardModifier.KeypadModifier))
    assert not asked_by_key(pressed(Qt.KeyboardModifier.ShiftModifier))
    assert not asked_by_key(pressed(Qt.KeyboardModifier.ControlModifier))


def test_from_the_calendar(office: Office) -> None:
    page = office.go("calendar")
    view = page.view
    here = next(day for day in (view.here + timedelta(days=n) for n in range(14)) if view.shown.on(day))
    view.setFocus()
    view.choose(here, 0)
    QTest.keyClick(view, Qt.Key.Key_Return, BOTH)
    office.settled()
    (beside,) = _beside(office.window)
    assert _here(beside)[0] in {"matter", "client"}
    assert _here(office.window)[0] == "calendar"


def test_a_row_s_menu_offers_it(office: Office) -> None:
    page = office.go("matters")
    page.table.customContextMenuRequested.emit(page.table.visualRect(page.table.currentIndex()).center())
    (menu,) = page.table.findChildren(QMenu)
    menu.actions()[1].trigger()
    menu.close()
    office.settled()
    assert [_here(one)[0] for one in _beside(office.window)] == ["matter"]
    today = office.go("today")
    menu = today.doings.menu(today.rows.keys()[1])
    assert menu is not None
    menu.actions()[-1].trigger()
    menu.close()
    office.settled()
    assert len(_beside(office.window)) == 2
