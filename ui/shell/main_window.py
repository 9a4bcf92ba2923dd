"""The one window: first a gate (welcome or unlock), then the workbench, and the gate again when it is locked."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QWidget

from ui.kit import theme
from ui.shell.gates import Gates
from ui.shell.sample_band import title_of, under_band
from ui.shell.vault_closing import VaultClosing

# What the unlock page does not need is imported when it is needed: the window starts sooner.
if TYPE_CHECKING:
    from pathlib import Path
    from uuid import UUID

    from PySide6.QtGui import QCloseEvent, QShowEvent

    from ui.kit.bars import MessageBar
    from ui.kit.page import Page
    from ui.shell.actions import Actions, ActionSpec
    from ui.shell.change_bridge import ChangeBridge
    from ui.shell.desk import Contents, Desk, OpenVault
    from ui.shell.gate import Gate
    from ui.shell.gates import Opened
    from ui.shell.inactivity import Inactivity
    from ui.shell.side_buttons import SideButtons
    from ui.shell.watching import Watching
    from ui.shell.workbench import Workbench


class MainWindow(QMainWindow):
    """`painted()` once, after the first time; `opened(vault)` when the workbench stands, `locking()` just before it
    goes, `locked()` after.

    ``return_to`` is the page, and what of, that is shown when the vault is open again, and to whom: another who signs
    in begins at the first page.
    What pages ask of others comes as `workbench.requested`: that goes with the workbench at each lock.
    """

    painted = Signal()
    opened = Signal(object)
    locking = Signal()
    locked = Signal()
    closing = Signal()

    def __init__(self, desk: Desk, *, last_person: str = "") -> None:
        super().__init__()
        self.desk = desk
        self.vault: OpenVault | None = None
        self.workbench: Workbench | None = None
        self._contents: Contents | None = None
        self._bridge: ChangeBridge | None = None
        self.return_to: tuple[str, object, UUID | None] = ("", None, None)
        self._stack = QStackedWidget()
        middle, self.band = under_band(self._stack)
        self.setCentralWidget(middle)
        self.setMinimumSize(720, 480)
        theme.set_ground(self, "page")
        self._registry: Actions | None = None
        self._messages: MessageBar | None = None
        self._watching: Watching | None = None
        self._side_buttons: SideButtons | None = None
        self.gates = Gates(desk, self._stack, last_person=last_person)
        self.gates.opened.connect(self._on_gates_opened)
        self.gates.folder_changed.connect(lambda _: self._say_whose())
        self.gates.painted.connect(self._finish_start)
        self.gates.key_shown.connect(self._on_key_shown)
        self.gates.secret_left.connect(self.lock)
        self._vault_closing = VaultClosing(desk, self.gates, self)
        self._vault_closing.ended.connect(self.locked)
        self._say_whose()
        self.gates.show()

    def _say_whose(self, firm: str = "") -> None:
        """Whose records these are, or that they are the sample firm's: in the title, and in words over everything."""
        is_sample = bool(self.desk.password_known)
        self.band.setVisible(is_sample)
        self.setWindowTitle(title_of(firm, is_sample=is_sample))

    def _finish_start(self) -> None:
        """What can wait until the gate is on the screen."""
        self.registry.set_vault_open(self.vault is not None)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            theme.use_own_style(app)
        self.painted.emit()

    @property
    def registry(self) -> Actions:
        """The actions of this window."""
        if self._registry is None:
            from ui.shell.actions import Actions

            self._registry = Actions(self)
            self._registry.may = self._may_just_now
            self._connect_actions(self._registry)
        return self._registry

    @property
    def messages(self) -> MessageBar:
        """The bar at the foot of the window."""
        if self._messages is None:
            from ui.kit.bars import MessageBar

            self._messages = MessageBar(self)
        return self._messages

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

    def _connect_actions(self, registry: Actions) -> None:
        registry.on("zoom-in", lambda: theme.zoom_step(1))
        registry.on("zoom-out", lambda: theme.zoom_step(-1))
        registry.on("zoom-reset", lambda: theme.zoom_step(0))
        registry.on("scheme", lambda: theme.set_scheme("light" if theme.colors().dark else "dark"))
        registry.on("lock", self.lock)
        registry.on("switch-person", self.switch_person)
        registry.on("quit", self._quit)
        registry.on("find", self.open_palette)
        registry.on("find-here", self._find_here)
        registry.on("back", lambda: self._step(-1))
        registry.on("forward", lambda: self._step(1))
        registry.on("reload", self._reload)
        registry.on("shortcuts", self.show_shortcuts)
        registry.on("help", self.show_help)
        registry.fill_menu_bar()
        registry.set_vault_open(False)

    def _quit(self) -> None:
        """Close, and end the program where a closed window does not end it (macOS)."""
        self.close()
        QApplication.quit()

    def open_palette(self, typed: str = "") -> None:
        """Open the palette, or close the one that is open."""
        from ui.shell.finding import open_palette

        if self.workbench is not None and self._contents is not None:
            open_palette(self, self.workbench, self._contents, typed)

    def _find_here(self) -> None:
        page = self.current_page()
        if page is None or not page.find_here():
            self.open_palette()

    def _may_just_now(self, spec: ActionSpec) -> bool:
        """What leads to another page waits until the form over this one is saved or closed: it would stay over a page
        that it does not belong to."""
        from ui.kit.sheet import sheets_in

        if not spec.leads_away or not sheets_in(self):
            return True
        self.say(self.tr("Close what stands over the page first."))
        return False

    def _step(self, by: int) -> None:
        if self.workbench is not None:
            self.workbench.step(by)

    def _on_trod(self) -> None:
        if self.workbench is not None:
            self.registry.set_possible("back", self.workbench.can_step(-1))
            self.registry.set_possible("forward", self.workbench.can_step(1))

    def _reload(self) -> None:
        if self.workbench is not None:
            self.workbench.reload()

    def show_shortcuts(self) -> None:
        """The sheet of keys, made from the registry."""
        from ui.shell.shortcut_sheet import ShortcutSheet

        ShortcutSheet(self, self.registry.wired()).open()

    def show_help(self) -> None:
        """The guide, where it speaks of what is on the screen."""
        from ui.shell.help import open_help

        open_help(self)

    @property
    def gate(self) -> Gate | None:
        """Welcome, recovery or unlock page, while the vault is not open."""
        return self.gates.page

    def _on_key_shown(self) -> None:
        """The vault is open behind its recovery key: nobody at the desk locks it there, too."""
        self.registry["lock"].setEnabled(True)
        self.watching.start()

    def _on_gates_opened(self, opened: Opened) -> None:
        from ui.kit import tasks
        from ui.shell.change_bridge import ChangeBridge
        from ui.shell.workbench import Workbench

        tasks.on_failure(self._on_task_failed)
        self.vault, contents = opened
        self._contents = contents
        workbench = self.workbench = Workbench(contents)
        self._bridge = ChangeBridge(self.vault.announcer, self)
        self._bridge.changed.connect(workbench.on_changed)
        workbench.navigation.lock_chosen.connect(self.lock)
        workbench.trod.connect(self._on_trod)
        workbench.top_bar.find_chosen.connect(self.open_palette)
        workbench.top_bar.log_chosen.connect(self.registry["log-contact"].trigger)
        workbench.top_bar.print_chosen.connect(self.registry["print-report"].trigger)
        workbench.top_bar.forbid(contents.forbidden)
        self._add_page_actions(contents)
        self.registry.forbid(contents.forbidden)
        self.registry.set_vault_open(True)
        self._stack.addWidget(workbench)
        self._stack.setCurrentWidget(workbench)
        self.gates.clear()
        self.gates.is_unkept = False
        self._say_whose(contents.firm)
        contents.attach(self)
        self.registry.fill(workbench.navigation.firm.menu)
        self.registry.fill_with(
            workbench.navigation.person.menu, ("change-password", "lock", "switch-person")
        )
        page_id, arg, whom = self.return_to
        if whom != self.vault.actor or page_id not in {spec.id for spec in contents.pages}:
            page_id, arg = contents.first_page or contents.pages[0].id, None
        workbench.navigate(page_id, arg)
        self.watching.start()
        self.opened.emit(self.vault)

    def _add_page_actions(self, contents: Contents) -> None:
        known = {spec.id for spec in self.registry.specs()}
        in_navigation = [spec for spec in contents.pages if spec.in_navigation]
        for number, spec in enumerate(in_navigation[:9], start=1):
            action_id = f"page-{spec.id}"
            if action_id not in known:
                self.registry.add_page(spec.id, spec.text, number)
                self.registry.on(action_id, partial(self.navigate, spec.id))

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
                if self.vault is not None:
                    self.return_to = (*self.workbench.here, self.vault.actor)
                steps.callback(self.gates.show)
                steps.callback(self._drop_everything)
                steps.callback(self.locking.emit)
                steps.callback(self.workbench.locking.emit)
                steps.callback(self._leave_work)
                steps.callback(self.workbench.hide)
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

        workbench, self.workbench = self.workbench, None
        bridge, self._bridge = self._bridge, None
        self.vault = self._contents = None
        self._say_whose()
        with ExitStack() as steps:
            if workbench is not None:
                steps.callback(workbench.deleteLater)
                steps.callback(self._stack.removeWidget, workbench)
            steps.callback(self.messages.clear)
            if bridge is not None:
                steps.callback(bridge.deleteLater)
                steps.callback(bridge.stop)
            steps.callback(clipboard.forget)
            steps.callback(uncover, self)
            steps.callback(self._drop_sheets)

    def _drop_sheets(self) -> None:
        from ui.kit.sheet import Sheet, sheets_in

        with ExitStack() as steps:
            for sheet in sheets_in(self):
                steps.callback(Sheet.drop, sheet)  # even where its own way fails
                steps.callback(sheet.drop)

    def navigate(self, page_id: str, arg: object = None) -> None:
        """Show a page."""
        if self.workbench is not None:
            self.workbench.navigate(page_id, arg)

    def ask(self, request: object) -> None:
        """Do what a page would ask for: `ui.shell.requests`."""
        if self.workbench is not None:
            self.workbench.requested.emit(request)

    def current_page(self) -> Page | None:
        """The page that is shown, or None before the vault is open."""
        return self.workbench.current() if self.workbench else None

    def say(self, text: str, action: str = "", callback: Callable[[], object] | None = None) -> None:
        """A message at the foot: "Moved – Undo"."""
        self.messages.say(text, action, callback)

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
            self.messages.say(error.message)

    def sizeHint(self) -> QSize:
        return QSize(1280, 800)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.gate is not None:
            self.gate.focus_first()
        if self._side_buttons is None:
            self._side_buttons = self._listen_to_side_buttons()

    def _listen_to_side_buttons(self) -> SideButtons | None:
        from ui.shell.side_buttons import SideButtons

        handle = self.windowHandle()
        return SideButtons(handle, lambda name: self.registry[name].trigger()) if handle is not None else None

    def closeEvent(self, event: QCloseEvent) -> None:
        """The window goes at once; the program waits for what is still being saved, and locks whatever happens."""
        from ui.kit import tasks

        with ExitStack() as steps:
            steps.callback(super().closeEvent, event)
            steps.callback(self._vault_closing.finish)
            self.closing.emit()
            self.lock()
            if self.is_locking:
                self.hide()
                tasks.ended(tasks.PATIENCE, saves_only=True)
