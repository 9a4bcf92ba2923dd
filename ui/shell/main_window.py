"""The one window: first the gate (welcome or unlock), then the workbench, and the gate again when it is
locked."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QMainWindow, QStackedWidget, QWidget

from app.kernel.errors import LiaisonError
from ui.kit import tasks, theme
from ui.kit.bars import MessageBar
from ui.kit.page import Page
from ui.kit.sheet import sheets_in
from ui.shell.actions import Actions, ActionSpec
from ui.shell.change_bridge import ChangeBridge
from ui.shell.desk import Contents, Desk, NewFirm, OpenVault
from ui.shell.gate import Gate
from ui.shell.inactivity import Inactivity
from ui.shell.unlock import UnlockPage
from ui.shell.workbench import Workbench

IDLE_MINUTES = 10.0


class MainWindow(QMainWindow):
    """`opened(vault)` when the workbench stands, `locking()` just before it goes, `locked()` after."""

    opened = Signal(object)
    locking = Signal()
    locked = Signal()
    demo_requested = Signal()
    requested = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.vault: OpenVault | None = None
        self.workbench: Workbench | None = None
        self._contents: Contents | None = None
        self._bridge: ChangeBridge | None = None
        self._return_to: tuple[str, object] = ("", None)
        self._stack = QStackedWidget()
        self._gate: Gate | None = None
        self.setCentralWidget(self._stack)
        self.setWindowTitle("Liaison")
        self.setMinimumSize(720, 480)
        theme.set_ground(self, "page")
        self.actions_ = Actions(self)
        self.messages = MessageBar(self)
        self.inactivity = Inactivity(QApplication.instance() or self, IDLE_MINUTES)
        self.inactivity.idled.connect(self.lock)
        self.inactivity.slept.connect(self.lock)
        self._connect_actions()
        tasks.on_failure(self._on_task_failed)
        self.show_gate()

    def sizeHint(self) -> QSize:
        return QSize(1280, 800)

    def _connect_actions(self) -> None:
        actions = self.actions_
        actions.on("zoom-in", lambda: theme.zoom_step(1))
        actions.on("zoom-out", lambda: theme.zoom_step(-1))
        actions.on("zoom-reset", lambda: theme.zoom_step(0))
        actions.on("scheme", self._toggle_scheme)
        actions.on("lock", self.lock)
        actions.on("quit", self.close)
        actions.on("find", self._find)
        actions.on("back", self._back)
        actions.on("reload", self._reload)
        actions.on("shortcuts", self.show_shortcuts)
        actions.set_vault_open(False)

    def _find(self) -> None:
        if self.workbench is not None:
            self.workbench.start_search()

    def _back(self) -> None:
        if self.workbench is not None:
            self.workbench.back()

    def _reload(self) -> None:
        if self.workbench is not None:
            self.workbench.reload()

    def _toggle_scheme(self) -> None:
        theme.set_scheme("light" if theme.colors().dark else "dark")

    def show_shortcuts(self) -> None:
        """The sheet of keys, made from the registry."""
        from ui.shell.shortcut_sheet import ShortcutSheet

        ShortcutSheet(self, self.actions_.specs()).open()

    # The gate

    def show_gate(self) -> None:
        """Welcome where there is no vault, unlock where there is one."""
        try:
            people = self.desk.people() if self.desk.exists() else None
        except LiaisonError as error:
            page = UnlockPage([], self.desk.folder)
            page.show_error(error)
            self._wire_unlock(page)
            return
        if people is None:
            self._show_welcome()
        else:
            self._wire_unlock(UnlockPage(people, self.desk.folder))

    def _wire_unlock(self, page: UnlockPage) -> None:
        page.unlock_requested.connect(self.unlock)
        page.other_chosen.connect(self.choose_folder)
        page.recovery_chosen.connect(self._show_recover)
        self._set_gate(page)

    def _show_welcome(self) -> None:
        from ui.shell.welcome import WelcomePage

        page = WelcomePage(self.desk.folder)
        page.create_requested.connect(self._create)
        page.other_chosen.connect(self.choose_folder)
        page.place_chosen.connect(self.choose_folder)
        page.demo_chosen.connect(self.demo_requested)
        tasks.run_pool(lambda _task: self.desk.places(), owner=page, done=page.set_places)
        self._set_gate(page)

    def _show_recover(self) -> None:
        from ui.shell.recovery import RecoverPage

        page = RecoverPage(self.desk.people())
        page.back_chosen.connect(self.show_gate)
        page.recover_requested.connect(self._recover)
        self._set_gate(page)

    def _set_gate(self, page: Gate) -> None:
        old, self._gate = self._gate, page
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        if old is not None:
            self._stack.removeWidget(old)
            old.deleteLater()
        page.focus_first()

    @property
    def gate(self) -> Gate | None:
        """Welcome, recovery or unlock page, while the vault is not open."""
        return self._gate

    def choose_folder(self) -> None:
        """Another folder, with a vault in it or for a new one."""
        dialog = QFileDialog(self, "Folder of the vault", str(self.desk.folder.parent))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._on_folder_selected)
        dialog.open()

    def _on_folder_selected(self, folder: str) -> None:
        self.desk.choose(Path(folder))
        self.show_gate()

    # Opening and locking

    def unlock(self, name: str, password: str) -> None:
        """Derive the key and open, off the main thread; the page shows what came of it."""
        page = self._gate
        if isinstance(page, UnlockPage):
            tasks.run_pool(
                lambda _task: self._opened_with_contents(self.desk.unlock(name, password)),
                owner=page,
                done=self._show_workbench,
                failed=lambda error: self._tell_gate(error),
            )

    def _recover(self, name: str, key: str, password: str) -> None:
        if self._gate is not None:
            tasks.run_pool(
                lambda _task: self._opened_with_contents(self.desk.recover(name, key, password)),
                owner=self._gate,
                done=self._show_workbench,
                failed=lambda error: self._tell_gate(error),
            )

    def _create(self, new: NewFirm) -> None:
        if self._gate is not None:
            tasks.run_pool(
                lambda _task: self._created(new),
                owner=self._gate,
                done=self._show_recovery_key,
                failed=lambda error: self._tell_gate(error),
            )

    def _created(self, new: NewFirm) -> tuple[tuple[OpenVault, Contents], tuple[str, ...]]:
        vault, groups = self.desk.create(new)
        return self._opened_with_contents(vault), groups

    def _opened_with_contents(self, vault: OpenVault) -> tuple[OpenVault, Contents]:
        return vault, self.desk.contents(vault)

    def _show_recovery_key(self, made: tuple[tuple[OpenVault, Contents], tuple[str, ...]]) -> None:
        from ui.shell.recovery import RecoveryPage

        opened, groups = made
        page = RecoveryPage(groups, opened[1].firm)
        page.finished.connect(lambda: self._show_workbench(opened))
        self._set_gate(page)

    def _tell_gate(self, error: Exception) -> None:
        if not isinstance(error, LiaisonError):
            error_said = LiaisonError("bug", "Something went wrong in the program; nothing was changed.")
            self._tell_gate(error_said)
            raise error
        show = getattr(self._gate, "show_error", None)
        if show is not None:
            show(error)

    def _show_workbench(self, opened: tuple[OpenVault, Contents]) -> None:
        self.vault, self._contents = opened
        self.workbench = Workbench(self._contents)
        self._bridge = ChangeBridge(self.vault.announcer, self)
        self._bridge.changed.connect(self.workbench.on_changed)
        self.workbench.requested.connect(self.requested)
        self.workbench.navigation.lock_chosen.connect(self.lock)
        self.workbench.top_bar.log_chosen.connect(self.actions_["log-contact"].trigger)
        self.workbench.top_bar.print_chosen.connect(self.actions_["print-report"].trigger)
        self._add_page_actions()
        self.actions_.fill(self.workbench.navigation.firm.menu)
        self.actions_.set_vault_open(True)
        self._stack.addWidget(self.workbench)
        self._stack.setCurrentWidget(self.workbench)
        if self._gate is not None:
            self._stack.removeWidget(self._gate)
            self._gate.deleteLater()
            self._gate = None
        self.setWindowTitle(f"{self._contents.firm} – Liaison")
        self._contents.attach(self)
        page_id, arg = self._return_to
        if not page_id or page_id not in {spec.id for spec in self._contents.pages}:
            page_id, arg = self._contents.pages[0].id, None
        self.workbench.navigate(page_id, arg)
        self.inactivity.start()
        self.opened.emit(self.vault)

    def _add_page_actions(self) -> None:
        if self.workbench is None or self._contents is None:
            return
        for number, page_id in enumerate(self.workbench.page_ids()[:9], start=1):
            action_id = f"page-{page_id}"
            text = next(spec.text for spec in self._contents.pages if spec.id == page_id)
            if action_id not in {spec.id for spec in self.actions_.specs()}:
                self.actions_.add(ActionSpec(action_id, text, (f"Ctrl+{number}",), "Pages"))
                self.actions_.on(action_id, partial(self.navigate, page_id))

    def lock(self) -> None:
        """Cover, drop pages and sheets, close the vault. Sheets keep their drafts on `locking`."""
        if self.vault is None or self.workbench is None:
            return
        self.inactivity.stop()
        self.locking.emit()
        for sheet in reversed(sheets_in(self)):
            sheet.drop()
        for widget in QApplication.topLevelWidgets():
            if widget is not self and widget.isVisible() and widget.parent() is not None:
                widget.close()
        self._return_to = self.workbench.here
        if self._bridge is not None:
            self._bridge.stop()
            self._bridge.deleteLater()
            self._bridge = None
        workbench, self.workbench, self.vault, self._contents = self.workbench, None, None, None
        self.messages.hide()
        self.setWindowTitle("Liaison")
        self.actions_.set_vault_open(False)
        self._stack.removeWidget(workbench)
        workbench.hide()
        workbench.deleteLater()
        self.show_gate()
        tasks.finish()
        self.desk.lock()
        self.locked.emit()

    # What pages use

    def navigate(self, page_id: str, arg: object = None) -> None:
        """Show a page."""
        if self.workbench is not None:
            self.workbench.navigate(page_id, arg)

    def current_page(self) -> Page | None:
        """The page that is shown, or None before the vault is open."""
        return self.workbench.current() if self.workbench else None

    def say(self, text: str, action: str = "", callback: object = None) -> None:
        """A message at the foot: "Moved – Undo"."""
        self.messages.say(text, action, callback if callable(callback) else None)

    def _on_task_failed(self, owner: object, error: Exception) -> None:
        if not isinstance(error, LiaisonError):
            raise error
        page = owner
        while isinstance(page, QWidget) and not isinstance(page, Page):
            page = page.parentWidget()
        if isinstance(page, Page):
            page.errors.show_error(error)
        else:
            self.messages.say(error.message)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._gate is not None:
            self._gate.focus_first()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.lock()
        super().closeEvent(event)
