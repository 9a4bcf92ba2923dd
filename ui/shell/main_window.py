"""The first window: first a gate (welcome or unlock), then the workbench, and the gate again when it is locked."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from ui.kit import theme
from ui.shell.gates import Gates
from ui.shell.vault_closing import VaultClosing
from ui.shell.window import VaultWindow
from ui.shell.windows import Windows

# What the unlock page does not need is imported when it is needed: the window starts sooner.
if TYPE_CHECKING:
    from pathlib import Path
    from uuid import UUID

    from PySide6.QtGui import QCloseEvent, QShowEvent

    from ui.shell.desk import Desk, OpenVault
    from ui.shell.gate import Gate
    from ui.shell.gates import Opened
    from ui.shell.inactivity import Inactivity
    from ui.shell.watching import Watching


class MainWindow(VaultWindow):
    """`painted()` once, after the first time; `opened(vault)` when the workbench stands, `locking()` just before it
    goes, `locked()` after.

    ``return_to`` is the page, and what of, that is shown when the vault is open again, and to whom: another who signs
    in begins at the first page. ``windows``: this one and those beside it.
    """

    painted = Signal()
    opened = Signal(object)
    locked = Signal()

    def __init__(self, desk: Desk, *, last_person: str = "") -> None:
        super().__init__()
        self.desk = desk
        self.vault: OpenVault | None = None
        self.windows = Windows(self)
        self.return_to: tuple[str, object, UUID | None] = ("", None, None)
        self._watching: Watching | None = None
        self.gates = Gates(desk, self._stack, last_person=last_person)
        self.gates.opened.connect(self._on_gates_opened)
        self.gates.folder_changed.connect(lambda _: self.windows.say_whose())
        self.gates.painted.connect(self._finish_start)
        self.gates.key_shown.connect(self._on_key_shown)
        self.gates.secret_left.connect(self.lock)
        self._vault_closing = VaultClosing(desk, self.gates, self)
        self._vault_closing.ended.connect(self.locked)
        self.windows.say_whose()
        self.gates.show()

    @property
    def home(self) -> MainWindow:
        return self

    def _finish_start(self) -> None:
        """What can wait until the gate is on the screen."""
        self.registry.set_vault_open(self.vault is not None)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            theme.use_own_style(app)
        self.painted.emit()

    @property
    def watching(self) -> Watching:
        """What locks an open vault: nobody there, the key, the system."""
        if self._watching is None:
            from ui.shell.watching import Watching

            self._watching = Watching(self, self.registry["lock"].shortcut())
            self._watching.told.connect(self.lock)
        return self._watching

    @property
    def inactivity(self) -> Inactivity:
        """What locks when nobody is there."""
        return self.watching.inactivity

    def quit(self) -> None:
        """Close all, and end the program where a closed window does not end it (macOS); a little later where something
        is ended first."""
        if any(one.is_held_open(self.quit) for one in self.windows.all()):
            return
        self.windows.end()
        self.close()
        if self.workbench is not None:
            self.end()
        QApplication.quit()

    def end(self) -> None:
        """Lock whatever happens, and wait for what is still being saved. A window that is out of sight already is told
        of no second close: whoever means it says so here."""
        from ui.kit import tasks

        with ExitStack() as steps:
            steps.callback(self._vault_closing.finish)
            self.closing.emit()
            self.lock()
            if self.is_locking:
                self.hide()
                tasks.ended(tasks.PATIENCE, saves_only=True)

    @property
    def gate(self) -> Gate | None:
        return self.gates.page

    def _on_key_shown(self) -> None:
        """The vault is open behind its recovery key: nobody at the desk locks it there, too."""
        self.registry["lock"].setEnabled(True)
        self.watching.start()

    def _on_gates_opened(self, opened: Opened) -> None:
        from ui.kit import tasks
        from ui.shell.workbench import Workbench

        tasks.on_failure(self._on_task_failed)
        self.vault, contents = opened
        workbench = Workbench(contents)
        self.show_contents(contents, workbench, self.vault.announcer)
        self.gates.clear()
        self.gates.is_unkept = False
        self.windows.say_whose(contents.firm)
        contents.attach(self)
        self.fill_menus(workbench)
        page_id, arg, whom = self.return_to
        is_back = whom == self.vault.actor
        if not is_back or page_id not in {spec.id for spec in contents.pages}:
            page_id, arg = contents.first_page or contents.pages[0].id, None
        workbench.navigate(page_id, arg)
        self.watching.start()
        self.opened.emit(self.vault)
        self.windows.come_back(contents, is_back=is_back)

    def lock(self) -> None:
        """Cover everything, drop pages and sheets, close the vault. Sheets keep their drafts on `locking`.

        The gate is painted before anything is waited for. Whatever fails on the way, nothing is left on the screen,
        and the vault is locked in the end: at once, or a little later where a save or a draft waits for the disk.
        """
        if self.is_locking:
            return  # on its way already
        with ExitStack() as steps:  # the last put on it is the first to be done, and none is left out
            steps.callback(self._vault_closing.begin)
            steps.callback(self.repaint)
            if self.workbench is None:
                if self.gates.has_begun:
                    steps.callback(self.gates.show)
            else:
                steps.callback(self.windows.stand_again)
                steps.callback(self.gates.show)
                steps.callback(self._drop_everything)
                steps.callback(self.windows.drop_others)
                steps.callback(self.keep_forms)
                steps.callback(self._leave_work)
                steps.callback(self.workbench.hide)
                steps.callback(self.windows.cover_others)
                steps.callback(self._note_places)
            steps.callback(self._stop_watching)

    def switch_person(self) -> None:
        """Lock, and ask who comes now; the process that takes over asks, too."""
        self.gates.forget_person()
        self.lock()
        self.gates.ask_who()

    def _stop_watching(self) -> None:
        if self._watching is not None:
            self._watching.stop()
        if self._registry is not None:
            self._registry.set_vault_open(False)

    def _note_places(self) -> None:
        """Asks the pages, which may fail: a step like the others, so that they are covered all the same."""
        if self.vault is not None:
            self.return_to = (*self.windows.note_places(), self.vault.actor)

    def _leave_work(self) -> None:
        from ui.kit import tasks

        tasks.leave()

    @property
    def is_locking(self) -> bool:
        """Whether the vault is still open behind the gate, as something is saved to its end: nobody can unlock."""
        return self._vault_closing.is_under_way

    def turn_to(self, folder: Path) -> None:
        """Lock this vault and go on with the one that was restored into ``folder``."""

        def turn() -> None:
            self.locked.disconnect(turn)
            self.gates.use_restored(folder)

        self.locked.connect(turn)  # when what was being saved is written
        self.lock()

    def _drop_everything(self) -> None:
        """No sheet, dialog, menu, message or page of the open vault is left on the screen or in the widgets."""
        from ui.kit import clipboard
        from ui.shell.covering import uncover

        self.vault = None
        self.windows.say_whose()
        with ExitStack() as steps:
            steps.callback(clipboard.forget)
            steps.callback(uncover, self)
            steps.callback(self.drop_all)

    def _on_task_failed(self, owner: QObject, error: Exception) -> None:
        from app.kernel.errors import LiaisonError

        if not isinstance(error, LiaisonError):
            raise error
        from ui.kit.page import Page

        page: QObject | None = owner
        while isinstance(page, QWidget) and not isinstance(page, Page):
            page = page.parentWidget()
        if isinstance(page, Page):
            page.errors.show_error(error)
        else:
            self.windows.front().say(error.message)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.gate is not None:
            self.gate.focus_first()

    def closeEvent(self, event: QCloseEvent) -> None:
        """The window goes at once, or when a new key or password is made or taken back. Where others stand beside it,
        they stay, and the vault with them; else it locks."""
        if self.is_held_open(self.close):
            event.ignore()
            return
        if self.windows.stay_without_home():
            event.accept()
            return
        with ExitStack() as steps:
            steps.callback(super().closeEvent, event)
            self.end()
