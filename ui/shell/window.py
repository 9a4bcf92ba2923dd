"""A window that shows an open vault: its workbench, its actions and keys, its messages. The first one
(`main_window.py`) has the gates and the lock besides; others stand beside it (`beside_window.py`)."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtWidgets import QMainWindow, QStackedWidget

from ui.kit import theme
from ui.kit.pausing import nothing_follows
from ui.shell.sample_band import title_of, under_band

# What the unlock page does not need is imported when it is needed: the first window starts sooner.
if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from app.kernel.events import Announcer
    from ui.kit.bars import MessageBar
    from ui.kit.page import Page
    from ui.shell.actions import Actions, ActionSpec
    from ui.shell.change_bridge import ChangeBridge
    from ui.shell.desk import Contents
    from ui.shell.gate import Gate
    from ui.shell.main_window import MainWindow
    from ui.shell.side_buttons import SideButtons
    from ui.shell.workbench import Workbench


class VaultWindow(QMainWindow):
    """`locking()` just before what it shows of the vault goes, `closing()` when somebody closes it.

    What pages ask of others comes as `workbench.requested`: that goes with the workbench at each lock.
    """

    locking = Signal()
    closing = Signal()
    going_on = Signal()
    """Somebody wants to go on with what was being written in a window that was closed."""

    def __init__(self) -> None:
        super().__init__()
        self.workbench: Workbench | None = None
        self.contents: Contents | None = None
        self._bridge: ChangeBridge | None = None
        self._stack = QStackedWidget()
        middle, self.band = under_band(self._stack)
        self.setCentralWidget(middle)
        self.setMinimumSize(720, 480)
        theme.set_ground(self, "page")
        self._registry: Actions | None = None
        self._messages: MessageBar | None = None
        self._side_buttons: SideButtons | None = None

    @property
    def home(self) -> MainWindow:
        """The first window: it locks, and knows the others."""
        raise NotImplementedError

    @property
    def gate(self) -> Gate | None:
        """Welcome, recovery or unlock page, while the vault is not open: the first window has it."""
        return None

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

    def _connect_actions(self, registry: Actions) -> None:
        from ui.shell.actions import of_the_system

        registry.on("zoom-in", lambda: theme.zoom_step(1))
        registry.on("zoom-out", lambda: theme.zoom_step(-1))
        registry.on("zoom-reset", lambda: theme.zoom_step(0))
        registry.on("scheme", lambda: theme.set_scheme("light" if theme.colors().dark else "dark"))
        registry.on("lock", lambda: self.home.lock())
        registry.on("switch-person", lambda: self.home.switch_person())
        registry.on("quit", lambda: self.home.quit())
        registry.on("find", self.open_palette)
        registry.on("find-here", self._find_here)
        registry.on("back", lambda: self._step(-1))
        registry.on("forward", lambda: self._step(1))
        registry.on("reload", self._reload)
        registry.on("shortcuts", self.show_shortcuts)
        registry.on("help", self.show_help)
        registry.on("open-beside", self._open_beside)
        registry.on("next-window", lambda: self.home.windows.step(1))
        for spec in of_the_system():
            registry.on(spec.id, self.showMinimized)
        registry.on("close-window", self.close)
        registry.fill_menu_bar(lambda menu: self.home.windows.list_in(menu))
        registry.set_vault_open(False)

    def show_contents(self, contents: Contents, workbench: Workbench, announcer: Announcer) -> None:
        """Put the workbench there, and wire it to what this window can do."""
        from ui.shell.change_bridge import ChangeBridge
        from ui.shell.going_back import wire_history

        self.contents, self.workbench = contents, workbench
        self._bridge = ChangeBridge(announcer, self)
        self._bridge.changed.connect(workbench.on_changed)
        workbench.navigation.lock_chosen.connect(self.registry["lock"].trigger)
        workbench.trod.connect(self._on_trod)
        wire_history(self, workbench.history)
        workbench.moved.connect(lambda _: self.home.windows.say_pages())
        workbench.beside_wanted.connect(lambda place: self.home.windows.open(place))
        workbench.top_bar.find_chosen.connect(self.open_palette)
        workbench.top_bar.log_chosen.connect(self.registry["log-contact"].trigger)
        workbench.top_bar.print_chosen.connect(self.registry["print-report"].trigger)
        workbench.top_bar.forbid(contents.forbidden)
        self._add_page_actions(contents)
        self.registry.forbid(contents.forbidden)
        self.registry.set_vault_open(True)
        self._stack.addWidget(workbench)
        self._stack.setCurrentWidget(workbench)
        self._listen_to_side_buttons()

    def fill_menus(self, workbench: Workbench) -> None:
        """When everything is wired: what the firm's name and the person's open."""
        self.registry.fill(workbench.navigation.firm.menu)
        self.home.windows.list_in(workbench.navigation.firm.menu)
        self.registry.fill_with(
            workbench.navigation.person.menu, ("change-password", "lock", "switch-person")
        )

    def _add_page_actions(self, contents: Contents) -> None:
        known = {spec.id for spec in self.registry.specs()}
        in_navigation = [spec for spec in contents.pages if spec.in_navigation]
        for number, spec in enumerate(in_navigation[:9], start=1):
            action_id = f"page-{spec.id}"
            if action_id not in known:
                self.registry.add_page(spec.id, spec.text, number)
                self.registry.on(action_id, partial(self.navigate, spec.id))

    def say_whose(self, firm: str = "", page: str = "", *, is_sample: bool) -> None:
        """Whose records these are, or that they are the sample firm's: in the title, and in words over everything."""
        self.band.setVisible(is_sample)
        self.setWindowTitle(title_of(firm, page, is_sample=is_sample))

    def open_palette(self, typed: str = "") -> None:
        """Open the palette, or close the one that is open."""
        from ui.shell.finding import open_palette

        if self.workbench is not None and self.contents is not None:
            open_palette(self, self.workbench, self.contents, typed)

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

    def _open_beside(self) -> None:
        """What is shown here, in a window of its own."""
        if self.workbench is not None:
            self.home.windows.open(self.workbench.place())

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

    def navigate(self, page_id: str, arg: object = None, part: str = "") -> None:
        """Show a page, and that part of it."""
        if self.workbench is not None:
            self.workbench.navigate(page_id, arg, part)

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

    def page_name(self) -> str:
        """What the page that is shown is called, whatever it is of."""
        here = self.workbench.here[0] if self.workbench is not None else ""
        specs = self.contents.pages if self.contents is not None else ()
        return next((spec.text for spec in specs if spec.id == here), "")

    def words(self) -> str:
        """What it shows, for who has the vault open: a matter or client by its name."""
        here, page = self.workbench.here[0] if self.workbench is not None else "", self.current_page()
        specs = self.contents.pages if self.contents is not None else ()
        is_of_one = any(spec.of_one for spec in specs if spec.id == here)
        return (page.title.text() if page is not None and is_of_one else "") or self.page_name()

    def keep_forms(self) -> None:
        """What is written in it is given to the vault's worker to keep."""
        with ExitStack() as steps:
            steps.callback(self.locking.emit)
            if self.workbench is not None:
                steps.callback(self.workbench.locking.emit)

    def put_forms_away(self) -> bool:
        """The window is closed while the vault stays open: forms are kept as at a lock; whether something was."""
        if self.workbench is not None:
            self.workbench.keep_last()
        return self._drop_sheets()

    def is_held_open(self, close: Callable[[], object]) -> bool:
        """Whether something under way in it is ended first, and then calls ``close`` (`Sheet.holds_window`)."""
        from ui.kit.sheet import sheets_in

        return any(sheet.holds_window(close) for sheet in sheets_in(self))

    def offer_to_go_on(self) -> None:
        """Another window was closed over a form."""
        self.say(
            self.tr("What was being written in the window that was closed is kept."),
            self.tr("Go on"),
            self.going_on.emit,
        )

    def drop_all(self) -> None:
        """No sheet, message or page of the vault is left in the widgets of this window."""
        workbench, self.workbench = self.workbench, None
        bridge, self._bridge = self._bridge, None
        self.contents = None
        with ExitStack() as steps:
            if workbench is not None:
                steps.callback(workbench.deleteLater)
                steps.callback(nothing_follows, workbench)
                steps.callback(self._stack.removeWidget, workbench)
            steps.callback(self.messages.clear)
            if bridge is not None:
                steps.callback(bridge.deleteLater)
                steps.callback(bridge.stop)
            steps.callback(self._drop_sheets)

    def _drop_sheets(self) -> bool:
        from ui.kit.putting_away import put_away
        from ui.kit.sheet import sheets_in

        return put_away(sheets_in(self))

    def _listen_to_side_buttons(self) -> None:
        """Once there is something to go back to, in a window of the system."""
        handle = self.windowHandle()
        if self._side_buttons is None and self.workbench is not None and handle is not None:
            from ui.shell.side_buttons import SideButtons

            self._side_buttons = SideButtons(handle, lambda name: self.registry[name].trigger())

    def sizeHint(self) -> QSize:
        return QSize(1280, 800)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._listen_to_side_buttons()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self.home.windows.note_front(self)
