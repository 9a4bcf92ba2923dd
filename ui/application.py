"""The application around the window: style, words, one instance, and what happens when something breaks."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

import PySide6
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from app.kernel.program import VERSION
from ui.kit import theme

if TYPE_CHECKING:
    from ui.shell.beside_window import BesideWindow
    from ui.shell.bug_sheet import Bugs
    from ui.shell.desk import Desk
    from ui.shell.handover import HandOver
    from ui.shell.main_window import MainWindow
    from ui.shell.preferences import Preferences
    from ui.shell.single import SingleInstance
    from ui.shell.window import VaultWindow


def unsound(pyside: str, python: tuple[int, int]) -> str:
    """Why this pair of PySide6 and Python must not run, or "" (STACK.md, first trap)."""
    if pyside.startswith("6.12.0") and python < (3, 12):
        return (
            "PySide6 6.12.0 loses references on Python 3.11 and ends the program without warning. "
            "Install PySide6 6.11.3, or use Python 3.12 or newer."
        )
    return ""


def leave_sources_unread() -> None:
    """PySide reads the source of every module that is imported after it, and Python keeps each in memory, only to learn
    whether it names PySide and so may use its `__feature__` switch, which nobody here does: a quarter of a second and
    40 MB for all of Liaison. From now on each counts as if it did, which is how ours counted."""
    switch = sys.modules.get("shibokensupport.feature")
    if switch is not None:
        vars(switch)["_mod_uses_pyside"] = lambda _: True


def make_application(arguments: Sequence[str] = ()) -> QApplication:
    """The `QApplication`, named and styled."""
    leave_sources_unread()
    gc.disable()  # nothing to collect while the window is made; on again when it has been painted
    reason = unsound(PySide6.__version__, sys.version_info[:2])
    if reason:
        sys.stderr.write(reason + "\n")
        raise SystemExit(1)
    app = QApplication([sys.argv[0], *arguments])
    app.setOrganizationName("Liaison")
    app.setApplicationName("Liaison")
    app.setApplicationDisplayName("Liaison")
    app.setApplicationVersion(VERSION)
    app.setDesktopFileName("liaison")
    app.setQuitOnLastWindowClosed(sys.platform != "darwin")
    theme.install(app, style_later=True)
    return app


def where(error: BaseException) -> str:
    """Kind and place of an error without its message: messages may hold a client's words."""
    import traceback

    frames = traceback.extract_tb(error.__traceback__)
    places = [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames[-6:]]
    return " > ".join([*places, type(error).__name__])


def install_hook(window: Callable[[], VaultWindow | None]) -> None:
    """Unforeseen errors: place and kind to standard error, a sheet with a report over the window, the program goes
    on."""
    bugs: list[Bugs] = []

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        sys.stderr.write(f"liaison: {where(error.with_traceback(trace))}\n")
        shown = window()
        if shown is not None:
            from ui.shell.bug_sheet import Bugs

            if not bugs:
                bugs.append(Bugs())
            bugs[0].tell(shown, error.with_traceback(trace))

    sys.excepthook = hook


def start(
    desk: Desk,
    *,
    one_instance: bool = True,
    preferences: Preferences | None = None,
    relaunches: bool = False,
    in_background: bool = False,
) -> MainWindow | None:
    """Show the window for ``desk``; None when another window on the same vault came forward instead.

    The caller runs `QApplication.exec()`. What is heavy is imported only after the gate has been painted.
    ``preferences``: what this machine remembers of the window; without it nothing is remembered. With
    ``relaunches`` a fresh process takes this one's place at each lock (`ui.shell.relaunch`); it needs both others.
    ``in_background``: nobody asked for the window now; it is minimised, or stands in the tray alone.
    """
    from ui.shell.handover import taken_over
    from ui.shell.single import SingleInstance

    before = taken_over()
    single = SingleInstance(desk.folder)
    if one_instance and before is None and single.another_is_there(come_forward=not in_background):
        return None
    from ui.shell.main_window import MainWindow

    if preferences is not None:
        preferences.recall()
        _settle_language()
    knows = preferences is not None and not (before is not None and before.asks_who)
    window = MainWindow(desk, last_person=preferences.last_person if knows and preferences else "")
    single.setParent(window)
    single.shown.connect(lambda: bring_forward(window))
    install_hook(window.windows.front)
    window.painted.connect(lambda: _when_painted(window))
    if sys.platform == "darwin":
        _open_files(window)
    unseen = in_background or (before is not None and before.stand in ("minimized", "hidden"))
    _when_window_is_there(
        window, lambda: _listen(window, single, before) if one_instance else None, unseen=unseen
    )
    if preferences is None or not preferences.put_in_place(window):
        window.resize(window.sizeHint())
    if preferences is not None:
        _remember(window, preferences)
        if relaunches and one_instance:
            window.painted.connect(lambda: _relaunch_at_locks(window, single, preferences))
    if in_background and before is None:
        _show_in_background(window)
    else:
        _show(window, before)
    return window


def _settle_language() -> None:
    from ui.kit import machine, spoken

    app = QApplication.instance()
    if app is not None:
        spoken.settle(app, machine.rules().get(machine.LANGUAGE))


def _relaunch_at_locks(window: MainWindow, single: SingleInstance, preferences: Preferences) -> None:
    from ui.shell.relaunch import Relaunch

    Relaunch(window, single, preferences)


def _open_files(window: MainWindow) -> None:
    from ui.shell.opened_files import OpenedFiles

    app = QApplication.instance()
    if app is not None:
        app.installEventFilter(OpenedFiles(window, bring_forward))


def _show_in_background(window: MainWindow) -> None:
    from ui.shell.tray import tray_of

    if not tray_of(window).icon.isVisible():
        window.showMinimized()


def _show(window: MainWindow, before: HandOver | None) -> None:
    """As the window of the process before us stood."""
    from ui.shell.trail import Place

    if before is None:
        window.show()
        return
    window.return_to = (before.page, before.of, before.whom)
    window.windows.left = tuple(Place(*one) for one in before.beside)
    if before.unkept:
        window.gates.tell_unkept()
    if before.stand == "minimized":
        window.showMinimized()
    elif before.stand == "behind":
        window.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        window.show()
        window.lower()
        window.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, False)
    elif before.stand == "front":
        bring_forward(window)


def _when_window_is_there(window: MainWindow, listen: Callable[[], object], *, unseen: bool) -> None:
    """Painted, or as far as it gets: a window that is minimised or hidden is not painted."""
    if unseen:
        QTimer.singleShot(0, window, listen)
    else:
        window.painted.connect(listen)
    app = QApplication.instance()
    if isinstance(app, QApplication):
        app.applicationStateChanged.connect(lambda state: _show_again(window, state))


def _listen(window: MainWindow, single: SingleInstance, before: HandOver | None) -> None:
    """Be the window that a second start brings forward, and that the tray shows."""
    from ui.shell.tray import tray_of

    tray_of(window)
    if before is None:
        single.listen()
    else:
        single.take_over()
    window.gates.folder_changed.connect(single.move)


def _remember(window: MainWindow, preferences: Preferences) -> None:
    from ui.shell.place import WindowPlace

    WindowPlace(window, preferences)
    window.windows.opened.connect(lambda beside: _place_beside(beside, preferences))
    window.gates.signed_in.connect(preferences.keep_person)


def _place_beside(window: BesideWindow, preferences: Preferences) -> None:
    """A window beside the first one stands where the one of its number stood last."""
    from ui.shell.place import WindowPlace

    preferences.put_in_place(window, window.number)
    WindowPlace(window, preferences, number=window.number)


def _when_painted(window: MainWindow) -> None:
    """What can wait until the gate is on the screen."""
    from ui.kit import caret, clipboard, garbage, tasks
    from ui.shell.badge import plain_icon

    gc.freeze()
    garbage.let_whole_looks_wait()
    gc.enable()
    app = QApplication.instance()
    if isinstance(app, QApplication):
        clipboard.watch()
        caret.watch()
        if sys.platform == "win32":
            from ui.shell.capture import CaptureShield

            CaptureShield(app)
        app.setWindowIcon(plain_icon())
    tasks.run_pool(lambda _task: window.desk.warm(), owner=window, done=lambda _none: _when_warm(window))


def _when_warm(window: MainWindow) -> None:
    """What was imported stays: Python's collector need not walk through it, which takes over a tenth of a second.

    Once a vault is open, or while one is opened, what there is has to go at the lock.
    """
    from ui.kit import tasks

    if window.vault is None and not tasks.busy():
        gc.freeze()


def _show_again(window: MainWindow, state: Qt.ApplicationState) -> None:
    """macOS keeps the program when its windows are closed: a click on its icon brings the first one back, locked."""
    active = state == Qt.ApplicationState.ApplicationActive
    if sys.platform == "darwin" and active and all(one.isHidden() for one in window.windows.all()):
        bring_forward(window)


def bring_forward(window: MainWindow) -> None:
    """Show the window above the others, and those beside it."""
    window.windows.bring_forward()
