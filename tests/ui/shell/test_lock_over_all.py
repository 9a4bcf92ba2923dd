"""The lock covers whatever is open. Each way it is asked while something lies over the window; a second at most."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import pytest
import shiboken6
from PySide6.QtCore import QEvent, QEventLoop, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QInputDialog,
    QLabel,
    QMenu,
    QMessageBox,
    QToolTip,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ui.kit import machine, tasks
from ui.kit.sheet import Sheet, sheets_in
from ui.kit.typeahead import Suggestion, TypeAhead
from ui.shell.main_window import MainWindow
from ui.shell.unlock import UnlockPage

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # of the screenless platform
BOUND = 1.0
"""Seconds from the order to lock until the gate is painted and nothing else is shown (issue 3)."""


def _shown(window: MainWindow) -> list[QWidget]:
    return [one for one in QApplication.topLevelWidgets() if one.isVisible() and one is not window]


def _menu(window: MainWindow) -> None:
    menu = QMenu("Whitcombe", window)
    menu.addAction("Whitcombe v. Larkspur")
    menu.addMenu("More").addAction("Nora")
    menu.popup(window.mapToGlobal(QPoint(200, 200)))


def _menu_without_owner(window: MainWindow) -> None:
    window.stray = QMenu("Whitcombe")  # type: ignore[attr-defined] # the test keeps it
    window.stray.addAction("Whitcombe v. Larkspur")  # type: ignore[attr-defined] # as above
    window.stray.popup(window.mapToGlobal(QPoint(200, 200)))  # type: ignore[attr-defined] # as above


def _message_that_must_be_answered(window: MainWindow) -> None:
    box = QMessageBox(window)  # two buttons and none to escape with: it refuses to be closed
    box.setText("Nora Whitcombe")
    box.addButton("Left", QMessageBox.ButtonRole.YesRole)
    box.addButton("Right", QMessageBox.ButtonRole.YesRole)
    box.open()


class _Stubborn(QDialog):
    def closeEvent(self, event: QEvent) -> None:
        event.ignore()

    def reject(self) -> None:
        """No."""


def _dialog_that_refuses(window: MainWindow) -> None:
    _Stubborn(window).open()


def _sheets(window: MainWindow) -> None:
    Sheet(window, "Nora Whitcombe").open()
    Sheet(window, "Over it").open()


def _file_dialog(window: MainWindow) -> None:
    dialog = QFileDialog(window, "Whitcombe")
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.open()


def _combo(window: MainWindow) -> None:
    assert window.workbench is not None
    box = QComboBox(window.workbench)
    box.addItems(["Whitcombe", "Abernathy"])
    box.show()
    box.showPopup()


def _type_ahead(window: MainWindow) -> None:
    assert window.workbench is not None
    field = TypeAhead(
        lambda words: [Suggestion(1, "Whitcombe")], name="Matter", now=True, parent=window.workbench
    )
    field.show()
    field.setFocus()
    field.setText("whit")
    field.textEdited.emit("whit")


def _palette(window: MainWindow) -> None:
    window.open_palette("whit")


def _print_preview(window: MainWindow) -> None:
    printer = window.printer = QPrinter()  # type: ignore[attr-defined] # the dialog does not keep it
    QPrintPreviewDialog(printer, window).open()


def _tip(window: MainWindow) -> None:
    QToolTip.showText(window.mapToGlobal(QPoint(300, 300)), "Nora Whitcombe", window)


def _stray_window(window: MainWindow) -> None:
    window.stray = QLabel("Nora Whitcombe")  # type: ignore[attr-defined] # the test keeps it
    window.stray.show()  # type: ignore[attr-defined] # as above


OVER = (
    _menu,
    _menu_without_owner,
    _message_that_must_be_answered,
    _dialog_that_refuses,
    _sheets,
    _file_dialog,
    _combo,
    _type_ahead,
    _palette,
    _print_preview,
    _tip,
    _stray_window,
)


@pytest.fixture
def painted(open_window: MainWindow) -> Callable[[], float]:
    """How long after its order the lock had been painted, in seconds; asserts that all is covered."""
    begun: list[float] = []
    open_window.locking.connect(lambda: begun.append(time.monotonic()))

    def seconds() -> float:
        assert isinstance(open_window.gate, UnlockPage)
        assert open_window.workbench is None
        assert _shown(open_window) == []
        assert sheets_in(open_window) == []
        return time.monotonic() - begun[0]

    return seconds


@pytest.mark.parametrize("open_over", OVER, ids=lambda one: one.__name__.strip("_"))
def test_nothing_stays_over_the_lock(
    open_window: MainWindow,
    qtbot: QtBot,
    painted: Callable[[], float],
    open_over: Callable[[MainWindow], None],
) -> None:
    open_over(open_window)
    qtbot.wait(30)
    open_window.inactivity.idled.emit()
    assert painted() < BOUND
    qtbot.wait(30)
    assert painted() < BOUND


@pytest.mark.parametrize("open_over", [_menu, _combo, _file_dialog, _sheets, _message_that_must_be_answered])
def test_the_key_locks_from_everywhere(
    open_window: MainWindow, qtbot: QtBot, open_over: Callable[[MainWindow], None]
) -> None:
    open_over(open_window)
    qtbot.wait(30)
    target = QApplication.activePopupWidget() or QApplication.activeModalWidget() or open_window
    qtbot.keyClick(target, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: open_window.workbench is None, timeout=1000)
    assert _shown(open_window) == []


class _DragLoop(QObject):
    """What Qt does while something is dragged (QBasicDrag): a loop of its own that Escape ends, keys eaten before
    anybody else hears of them. The screenless platform has no drags of its own."""

    def __init__(self) -> None:
        super().__init__()
        self._loop = QEventLoop()

    def exec(self) -> None:
        QApplication.instance().installEventFilter(self)
        self._loop.exec()
        QApplication.instance().removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if event.key() == Qt.Key.Key_Escape:
            self._loop.quit()
        return True


@pytest.mark.parametrize("kind", ["menu", "dialog", "question", "number", "drag"])
def test_a_loop_of_its_own_ends(open_window: MainWindow, painted: Callable[[], float], kind: str) -> None:
    """Whoever opens something with `exec` gets control back, and the lock has come meanwhile."""
    menu = QMenu(open_window)
    menu.addAction("Whitcombe")
    loops: dict[str, Callable[[], object]] = {
        "menu": lambda: menu.exec(open_window.mapToGlobal(QPoint(100, 100))),
        "dialog": QDialog(open_window).exec,
        "question": lambda: QMessageBox.question(open_window, "Whitcombe", "Nora?"),
        "number": lambda: QInputDialog.getInt(open_window, "Whitcombe", "Fees"),
        "drag": _DragLoop().exec,
    }
    QTimer.singleShot(50, open_window.lock)
    loops[kind]()
    assert painted() < BOUND


def test_a_query_and_an_import_that_run_do_not_hold_it_up(
    open_window: MainWindow, qtbot: QtBot, painted: Callable[[], float]
) -> None:
    go = threading.Event()
    tasks.run(lambda: go.wait(10), owner=open_window)
    long = tasks.run_long(lambda task: go.wait(10), owner=open_window)
    tasks.run_pool(lambda task: go.wait(10), owner=open_window)
    grabbed: list[bool] = []
    gate_painted = open_window.gates.painted
    gate_painted.connect(lambda: grabbed.append(True))
    begun = time.monotonic()
    open_window.lock()
    assert painted() < BOUND
    assert time.monotonic() - begun < BOUND
    assert long.cancelled
    go.set()
    qtbot.waitUntil(lambda: not tasks.busy())


def test_what_a_dialog_would_answer_is_not_heard(open_window: MainWindow, qtbot: QtBot) -> None:
    heard: list[object] = []
    dialog = QFileDialog(open_window, "Choose")
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.finished.connect(heard.append)
    dialog.open()
    open_window.lock()
    qtbot.waitUntil(lambda: not shiboken6.isValid(dialog))
    assert heard == []


def test_a_key_pressed_before_the_lock_does_not_lock_what_is_opened_next(
    open_window: MainWindow, settle: Callable[[], None], qtbot: QtBot
) -> None:
    qtbot.keyClick(open_window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    open_window.lock()
    gate = open_window.gate
    assert isinstance(gate, UnlockPage)
    gate.password.setText("right")
    gate.submit()
    settle()
    assert open_window.workbench is not None


def test_the_minutes_that_are_chosen_hold_for_the_window_that_is_open(
    open_window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    machine.rules().put(machine.LOCK_AFTER, 30)
    assert open_window.inactivity.minutes == 30
    machine.rules().put(machine.LOCK_AFTER, machine.LOCK_AFTER.default)
    assert open_window.inactivity.minutes == machine.LOCK_AFTER.default == 5
