from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from app.kernel.errors import Refused
from app.kernel.events import Changed
from app.vault.recovery import RecoveryKey
from ui.kit import tasks, theme
from ui.kit.page import Page
from ui.kit.sheet import Sheet, sheets_in
from ui.shell.desk import Count, PageSpec
from ui.shell.founding import FoundingPage
from ui.shell.main_window import MainWindow
from ui.shell.navigation import Navigation
from ui.shell.palette import Palette
from ui.shell.recovery import RecoverPage, RecoveryKeyPart, RecoveryPage, print_key
from ui.shell.unlock import UnlockPage
from ui.shell.welcome import WelcomePage

CTRL = Qt.KeyboardModifier.ControlModifier


def test_the_password_opens_by_keyboard_alone(
    window: MainWindow, settle: Callable[[], None], qtbot: QtBot
) -> None:
    gate = window.gate
    assert isinstance(gate, UnlockPage)
    assert gate.password.hasFocus()
    qtbot.keyClicks(gate.password, "right")
    qtbot.keyClick(gate.password, Qt.Key.Key_Return)
    assert not gate.button.isEnabled()
    settle()
    assert window.gate is None
    assert window.workbench is not None
    assert window.windowTitle() == "Harbour & Finch LLP – Liaison"
    assert window.workbench.here == ("today", None)


def test_a_wrong_password_says_so_and_counts_the_wait(
    window: MainWindow, desk: object, settle: Callable[[], None]
) -> None:
    gate = window.gate
    assert isinstance(gate, UnlockPage)
    for _ in range(3):
        gate.password.setText("wrong")
        gate.submit()
        settle()
        assert gate.form.problem_texts() == {"password": "That password does not open this vault."}
        assert gate.password.text() == ""
    assert gate.button.text() == "Wait 3 s"
    assert not gate.button.isEnabled()
    gate.password.setText("right")
    gate.submit()
    assert not tasks.busy()
    for _ in range(3):
        gate._on_timer_timeout()
    assert gate.button.text() == "Unlock"
    assert gate.button.isEnabled()


def test_pages_are_made_when_first_shown(open_window: MainWindow, qtbot: QtBot) -> None:
    bench = open_window.workbench
    assert bench is not None
    assert list(bench._pages) == ["today"]
    qtbot.keyClick(open_window, Qt.Key.Key_2, CTRL)
    assert bench.here == ("matters", None)
    open_window.navigate("matters", 3)
    assert bench.page("matters").arg == 3  # type: ignore[attr-defined] # the made-up page keeps it
    qtbot.keyClick(open_window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    qtbot.keyClick(open_window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert bench.here == ("today", None)


def test_the_list_has_the_keyboard_on_arrival(open_window: MainWindow, qtbot: QtBot) -> None:
    page = open_window.current_page()
    assert page is not None
    assert QApplication.focusWidget() is page.rows  # type: ignore[attr-defined] # the made-up page has it


def test_counts_stand_behind_the_names(open_window: MainWindow, qtbot: QtBot) -> None:
    bench = open_window.workbench
    assert bench is not None

    def said() -> list[str]:
        return [button.accessibleName() for button in bench.navigation._buttons.values()][:3]

    qtbot.waitUntil(
        lambda: said() == ["Today, 7 late, 2 due today", "Matters, 61", "Clients"], timeout=10_000
    )


def test_a_number_never_lies_over_a_name(qtbot: QtBot) -> None:
    navigation = Navigation()
    qtbot.addWidget(navigation)
    wide = PageSpec("wide", "log", "Nachrichteneingang", Page, if_counted=True)
    navigation.set_pages([wide._replace(id="first", if_counted=False, text="Heute"), wide])
    before = navigation.width()
    navigation.set_counts({"wide": Count(4_000)})
    button = navigation._buttons["wide"]
    assert navigation.width() > before
    assert navigation.width() >= button.natural_width()


def test_a_commit_makes_pages_stale_and_the_visible_one_reads(
    open_window: MainWindow, settle: Callable[[], None]
) -> None:
    bench = open_window.workbench
    assert bench is not None
    today = bench.page("today")
    before = today.reloads  # type: ignore[attr-defined] # the made-up page counts
    announcer = open_window.vault.announcer  # type: ignore[union-attr] # the vault is open
    tasks.run(lambda: announcer.announce((Changed("entry", frozenset({uuid4()})),)), owner=open_window)
    settle()
    QApplication.processEvents()
    assert today.reloads == before + 1  # type: ignore[attr-defined] # as above


def test_everything_is_a_key_away(open_window: MainWindow, qtbot: QtBot) -> None:
    bench = open_window.workbench
    assert bench is not None
    qtbot.keyClick(open_window, Qt.Key.Key_K, CTRL)
    [palette] = sheets_in(open_window)
    assert isinstance(palette, Palette)
    assert palette.field.hasFocus()
    qtbot.keyClicks(palette.field, "rowe")
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)  # before anything was found
    qtbot.waitUntil(lambda: bench.here == ("matters", 5))
    assert sheets_in(open_window) == []


def test_lock_leaves_nothing_on_the_screen_and_comes_back_to_the_page(
    open_window: MainWindow, desk: object, settle: Callable[[], None], qtbot: QtBot
) -> None:
    open_window.navigate("matters", 3)
    Sheet(open_window, "Open sheet").open()
    dialog = QFileDialog(open_window, "Choose")
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.open()
    open_window.say("Moved Whitcombe", "Undo", lambda: None)
    locking: list[int] = []
    open_window.locking.connect(lambda: locking.append(len(sheets_in(open_window))))
    qtbot.keyClick(open_window, Qt.Key.Key_L, CTRL)
    qtbot.waitUntil(lambda: open_window.workbench is None)
    assert locking == [1]
    assert sheets_in(open_window) == []
    assert not dialog.isVisible()
    assert not open_window.messages.isVisible()
    assert open_window.messages.accessibleName() == ""
    assert open_window.windowTitle() == "Liaison"
    assert desk.locks == 1  # type: ignore[attr-defined] # the made-up desk counts
    gate = open_window.gate
    assert isinstance(gate, UnlockPage)
    assert not open_window.registry["log-contact"].isEnabled()
    gate.password.setText("right")
    gate.submit()
    settle()
    assert open_window.workbench is not None
    assert open_window.workbench.here == ("matters", 3)


def test_each_unlocking_wires_an_action_once(
    open_window: MainWindow, settle: Callable[[], None], qtbot: QtBot
) -> None:
    called: list[int] = []
    for _ in range(2):
        open_window.registry.on("log-contact", lambda: called.append(1))
        open_window.lock()
        gate = open_window.gate
        assert isinstance(gate, UnlockPage)
        gate.password.setText("right")
        gate.submit()
        settle()
    qtbot.keyClick(open_window, Qt.Key.Key_N, CTRL)
    assert called == [1]
    bench = open_window.workbench
    assert bench is not None
    bench.top_bar.log_button.click()
    assert called == [1, 1]


def test_the_sheet_of_keys_lists_what_is_wired(open_window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(open_window, Qt.Key.Key_Slash, CTRL)
    [sheet] = sheets_in(open_window)
    words = [label.text() for label in sheet.findChildren(type(sheet.title)) if label.text()]
    assert "Ctrl+K" in words
    assert "Lock" in words
    assert "Contact log" in words
    assert "Quick entry" not in words
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)


def test_zoom_by_keys(open_window: MainWindow, qtbot: QtBot) -> None:
    for key in (Qt.Key.Key_Plus, Qt.Key.Key_Plus, Qt.Key.Key_Minus):
        qtbot.keyClick(open_window, key, CTRL)
    assert theme.zoom() == 110
    qtbot.keyClick(open_window, Qt.Key.Key_0, CTRL)
    assert theme.zoom() == 100


def test_a_failure_of_a_page_is_told_on_that_page(
    open_window: MainWindow, settle: Callable[[], None]
) -> None:
    page = open_window.current_page()
    assert page is not None

    def refuse() -> None:
        raise Refused("full", "The disk is full. Free some space.")

    tasks.run(refuse, owner=page)
    settle()
    assert page.errors.text() == "The disk is full. Free some space."


def test_the_first_start_makes_a_vault_and_shows_its_key(
    desk: object, window: MainWindow, settle: Callable[[], None], qtbot: QtBot
) -> None:
    desk.is_there = False  # type: ignore[attr-defined] # the made-up desk
    window.gates.show()
    settle()
    page = window.gate
    assert isinstance(page, WelcomePage)
    qtbot.waitUntil(page.found.hasFocus)  # it has it once its window is active
    page.found.click()
    settle()
    page = window.gate
    assert isinstance(page, FoundingPage)
    assert page.firm.hasFocus()
    assert page.firm.isVisible()
    assert not page.country.isVisible(), "one question at a time"
    page.go_on()
    assert set(page.form.problem_texts()) == {"name"}
    qtbot.keyClicks(page.firm, "Harbour & Finch LLP")
    qtbot.keyClick(page.firm, Qt.Key.Key_Return)
    assert page.country.isVisible()
    assert not page.firm.isVisible()
    page.country.setCurrentIndex(-1)
    page.go_on()
    assert set(page.form.problem_texts()) == {"country"}
    page.country.setCurrentIndex(page.country.findData("US"))
    page.zone.setCurrentText("America/Los_Angeles")
    page.subdivision.setCurrentIndex(page.subdivision.findData("CA"))
    settle()
    assert page.says.text() == (
        "Paper: US Letter. Closed on Saturday and Sunday. Next public holidays: A day of US CA."
    )
    page.go_on()
    page.role.set_value("lawyer")
    qtbot.keyClicks(page.user, "Maria Ortega")
    qtbot.keyClick(page.user, Qt.Key.Key_Return)
    qtbot.keyClicks(page.password, "four unrelated words here")
    qtbot.keyClicks(page.again, "four unrelated words")
    page.go_on()
    assert page.form.problem_texts() == {"again": "The two passwords are not the same."}
    qtbot.keyClicks(page.again, " here")
    qtbot.keyClick(page.again, Qt.Key.Key_Return)
    settle()
    [new] = desk.created  # type: ignore[attr-defined] # as above
    assert (new.firm, new.country, new.subdivision, new.user, new.role) == (
        "Harbour & Finch LLP",
        "US",
        "CA",
        "Maria Ortega",
        "lawyer",
    )
    assert new.time_zone == "America/Los_Angeles"
    shown = window.gate
    assert isinstance(shown, RecoveryPage)
    readable = [label.text() for label in shown.part._words]
    assert readable == list(shown.part._groups)
    assert shown.part.again.isHidden()
    qtbot.keyClicks(shown.part.typed[0], "W")
    assert {label.text().strip("•") for label in shown.part._words} == {""}, (
        "typed from the paper, not the screen"
    )
    assert shown.part.key_box.accessibleName() == "Recovery key, hidden"
    shown.part.again.click()
    assert [label.text() for label in shown.part._words] == readable
    assert shown.part.typed[0].text() == "", "what was typed with the key in sight proves nothing"
    shown.part.typed[0].setText("wrong")
    shown.submit()
    assert len(shown.part.form.problem_texts()) == 2
    for place, field in zip(shown.part.asked, shown.part.typed, strict=True):
        field.setText(shown.part._groups[place].lower())
    shown.submit()
    settle()
    assert desk.keys_read == 1  # type: ignore[attr-defined] # as above
    assert window.workbench is not None


def test_a_forgotten_password_is_replaced_with_the_recovery_key(
    window: MainWindow, settle: Callable[[], None]
) -> None:
    gate = window.gate
    assert isinstance(gate, UnlockPage)
    gate.recovery.click()
    page = window.gate
    assert isinstance(page, RecoverPage)
    page.submit()
    assert set(page.form.problem_texts()) == {"recovery_key", "password"}
    page.key.setText("ABCDE")
    page.password.setText("four unrelated words here")
    page.again.setText("four unrelated words here")
    page.submit()
    settle()
    assert window.workbench is not None


def test_the_printed_key_fits_on_letter_and_a4(window: MainWindow) -> None:
    for width, height in ((216, 279), (210, 297)):
        sheet = QImage(round(width / 25.4 * 100), round(height / 25.4 * 100), QImage.Format.Format_RGB32)
        sheet.setDotsPerMeterX(3937)
        sheet.setDotsPerMeterY(3937)
        sheet.fill(QColor("white"))
        print_key(sheet, [f"ABCD{number}" for number in range(8)], "Harbour & Finch LLP")
        inked = [
            x
            for x in range(sheet.width())
            for y in range(0, sheet.height(), 2)
            if sheet.pixelColor(x, y).value() < 128
        ]
        assert inked
        assert max(inked) < sheet.width() - 80
        assert min(inked) > 80


def test_a_key_is_typed_back_as_it_is_typed_when_it_is_needed(qtbot: QtBot) -> None:
    """In any case, with spaces and dashes, O for 0: the way in with it takes that, too."""
    groups = RecoveryKey(0).groups
    part = RecoveryKeyPart(groups, "Harbour & Finch LLP")
    qtbot.addWidget(part)
    for place, field in zip(part.asked, part.typed, strict=True):
        group = groups[place].lower().replace("0", "o")
        field.setText(f" {group[:4]} - {group[4:]} ")
    assert part.is_read()
    part.typed[0].setText(groups[(part.asked[0] + 1) % 8])
    assert not part.is_read()
