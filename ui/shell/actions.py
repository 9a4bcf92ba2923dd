"""Every action of the window in one place: its words, keys and menu. The shortcut sheet is made from here."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from ui.kit import icons

ROLES = {
    "settings": QAction.MenuRole.PreferencesRole,
    "quit": QAction.MenuRole.QuitRole,
    "about": QAction.MenuRole.AboutRole,
}


class ActionSpec(NamedTuple):
    """One action. ``keys`` are Qt's portable names (Ctrl is Cmd on macOS); ``open_vault`` ones need one.

    ``page``: it does no more than go to that page. ``goes``: it leads away from what is shown, and so not while a form
    stands open over it.
    """

    id: str
    text: str
    keys: tuple[str, ...] = ()
    menu: str = ""
    icon: str = ""
    open_vault: bool = True
    page: str = ""
    goes: bool = False

    @property
    def leads_away(self) -> bool:
        """Whether another page is shown after it."""
        return self.goes or bool(self.page)


translate = QCoreApplication.translate


def back_keys(platform: str = sys.platform) -> tuple[str, ...]:
    """Back, as each system has it: on macOS Alt+Left is a word to the left."""
    return ("Ctrl+[",) if platform == "darwin" else ("Alt+Left",)


def forward_keys(platform: str = sys.platform) -> tuple[str, ...]:
    """Forward, likewise."""
    return ("Ctrl+]",) if platform == "darwin" else ("Alt+Right",)


def next_window_keys(platform: str = sys.platform) -> tuple[str, ...]:
    """The next window of the program, as each system has it."""
    return ("Ctrl+`",) if platform == "darwin" else ("Ctrl+F6",)


def of_the_system(platform: str = sys.platform) -> tuple[ActionSpec, ...]:
    """What macOS has in every program's menus, and other systems at the frame of the window."""
    if platform != "darwin":
        return ()
    words = translate("Actions", "Minimize")
    return (ActionSpec("minimize", words, ("Ctrl+M",), "Window", open_vault=False),)


def all_actions() -> tuple[ActionSpec, ...]:
    """The registry, in the language of the window."""
    return (
        ActionSpec("log-contact", translate("Actions", "Log contact…"), ("Ctrl+N",), "Work", "plus"),
        ActionSpec("quick-entry", translate("Actions", "Quick entry…"), ("Ctrl+Shift+N",), "Work", "pencil"),
        ActionSpec("print-report", translate("Actions", "Print report…"), (), "Work", "printer", goes=True),
        ActionSpec(
            "print", translate("Actions", "Print what is open or chosen…"), ("Ctrl+P",), "Work", "printer"
        ),
        ActionSpec("letters", translate("Actions", "Letters…"), ("Ctrl+Shift+L",), "Work", "mail", goes=True),
        ActionSpec(
            "write-update", translate("Actions", "Write update…"), ("Ctrl+Shift+U",), "Work", "update"
        ),
        ActionSpec("no-news", translate("Actions", "“No news” update…"), ("Ctrl+U",), "Work", "check"),
        ActionSpec("plainer-word", translate("Actions", "Take the plainer word"), ("Ctrl+.",), "Work"),
        ActionSpec(
            "untold",
            translate("Actions", "Clients not updated this month"),
            (),
            "Work",
            "users",
            page="untold",
        ),
        ActionSpec("slipped", translate("Actions", "What slipped"), (), "Work", "history", page="slipped"),
        ActionSpec(
            "figures", translate("Actions", "Figures of the firm"), (), "Work", "scale", page="figures"
        ),
        ActionSpec(
            "conflicts", translate("Actions", "Conflict checks"), (), "Work", "shield", page="conflicts"
        ),
        ActionSpec("import", translate("Actions", "Import…"), ("Ctrl+I",), "Work", "upload"),
        ActionSpec("undo", translate("Actions", "Undo"), ("Ctrl+Z",), "Edit", "undo-2"),
        ActionSpec("redo", translate("Actions", "Redo"), ("Ctrl+Shift+Z", "Ctrl+Y"), "Edit"),
        ActionSpec(
            "find",
            translate("Actions", "Find or do anything"),
            ("Ctrl+K",),
            "Go",
            "search",
        ),
        ActionSpec(
            "search-log",
            translate("Actions", "Search the contact log"),
            ("Ctrl+Shift+F",),
            "Go",
            "message-square",
            goes=True,
        ),
        ActionSpec("found-next", translate("Actions", "Next that was found"), ("F3",), "Go"),
        ActionSpec("found-previous", translate("Actions", "The one found before"), ("Shift+F3",), "Go"),
        ActionSpec("find-here", translate("Actions", "Find on this page"), ("Ctrl+F",), "Go"),
        ActionSpec("back", translate("Actions", "Back"), back_keys(), "Go", "arrow-left", goes=True),
        ActionSpec(
            "forward", translate("Actions", "Forward"), forward_keys(), "Go", "arrow-right", goes=True
        ),
        ActionSpec("reload", translate("Actions", "Read again"), ("F5",), "Go", "refresh-cw"),
        ActionSpec(
            "zoom-in",
            translate("Actions", "Larger"),
            ("Ctrl++", "Ctrl+="),
            "View",
            open_vault=False,
        ),
        ActionSpec("zoom-out", translate("Actions", "Smaller"), ("Ctrl+-",), "View", open_vault=False),
        ActionSpec("zoom-reset", translate("Actions", "Usual size"), ("Ctrl+0",), "View", open_vault=False),
        ActionSpec(
            "scheme",
            translate("Actions", "Light or dark"),
            ("Ctrl+Shift+D",),
            "View",
            "moon",
            open_vault=False,
        ),
        ActionSpec(
            "open-beside",
            translate("Actions", "Open in a new window"),
            ("Ctrl+Shift+O",),
            "Window",
            "external-link",
        ),
        ActionSpec("next-window", translate("Actions", "Next window"), next_window_keys(), "Window"),
        *of_the_system(),
        ActionSpec(
            "close-window",
            translate("Actions", "Close window"),
            ("Ctrl+W",),
            "Window",
            open_vault=False,
        ),
        ActionSpec("lock", translate("Actions", "Lock"), ("Ctrl+L",), "Liaison", "lock"),
        ActionSpec("switch-person", translate("Actions", "Sign in as another…"), (), "Liaison", "users"),
        ActionSpec("change-password", translate("Actions", "Change password…"), (), "Liaison", "key-round"),
        ActionSpec(
            "settings",
            translate("Actions", "Settings…"),
            ("Ctrl+,",),
            "Liaison",
            "settings",
            page="firm",
        ),
        ActionSpec("audit", translate("Actions", "Audit trail"), (), "Liaison", "shield", page="audit"),
        ActionSpec("help", translate("Actions", "Help"), ("F1",), "Liaison", "help", open_vault=False),
        ActionSpec(
            "shortcuts",
            translate("Actions", "Keys"),
            ("Ctrl+/", "?"),
            "Liaison",
            "keyboard",
            open_vault=False,
        ),
        ActionSpec(
            "quit",
            translate("Actions", "Quit Liaison"),
            ("Ctrl+Q",),
            "Liaison",
            "log-out",
            open_vault=False,
        ),
    )


def menu_name(menu: str) -> str:
    """The name of a menu in the language of the window."""
    names = {
        "Work": translate("Actions", "Work"),
        "Edit": translate("Actions", "Edit"),
        "Go": translate("Actions", "Go"),
        "View": translate("Actions", "View"),
        "Window": translate("Actions", "Window"),
        "Liaison": translate("Actions", "Liaison"),
        "Pages": translate("Actions", "Pages"),
        "File": translate("Actions", "File"),
    }
    return names.get(menu, menu)


class Actions(QObject):
    """The actions as Qt has them, added to the window so that their keys work everywhere in it.

    `called(ActionSpec)` before one is done; ``may`` is asked whether it may be just now.
    """

    called = Signal(object)

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._actions: dict[str, QAction] = {}
        self._slots: dict[str, Callable[[], object]] = {}
        self._specs: dict[str, ActionSpec] = {}
        self._forbidden: Mapping[str, str] = {}
        self._idle: set[str] = set()
        self._is_open = False
        self.may: Callable[[ActionSpec], bool] = lambda _: True
        self._window = window
        for spec in all_actions():
            self.add(spec)

    def add(self, spec: ActionSpec) -> QAction:
        """One more action (a page's number, say)."""
        action = QAction(spec.text, self._window)
        action.setObjectName(f"action-{spec.id}")
        action.setShortcuts([QKeySequence(keys) for keys in spec.keys])
        action.setAutoRepeat(spec.id.startswith("zoom"))
        if spec.icon:
            action.setIcon(icons.icon(spec.icon, "dim"))
        action.triggered.connect(partial(self._call, spec.id))
        action.setMenuRole(ROLES.get(spec.id, QAction.MenuRole.NoRole))
        action.setVisible(False)  # until it does something
        self._window.addAction(action)
        self._actions[spec.id], self._specs[spec.id] = action, spec
        return action

    def add_page(self, page_id: str, text: str, number: int) -> None:
        """Ctrl and a number for a page of the navigation."""
        self.add(ActionSpec(f"page-{page_id}", text, (f"Ctrl+{number}",), "Pages", page=page_id))

    def __getitem__(self, action_id: str) -> QAction:
        return self._actions[action_id]

    def on(self, action_id: str, slot: Callable[[], object]) -> None:
        """Call ``slot`` when the action is chosen, and no longer what was called before: each unlocking wires anew."""
        self._slots[action_id] = slot
        self._actions[action_id].setVisible(True)

    def _call(self, action_id: str, _checked: bool = False) -> None:
        slot, spec = self._slots.get(action_id), self._specs[action_id]
        if slot is not None:
            self.called.emit(spec)
            if self.may(spec):
                slot()

    def specs(self) -> list[ActionSpec]:
        """All of them, in the order of the registry."""
        return list(self._specs.values())

    def why_not(self, action_id: str) -> str:
        """The sentence that says who may do it, where who is signed in may not."""
        return self._forbidden.get(action_id, "")

    def wired(self) -> list[ActionSpec]:
        """Those that do something."""
        return [spec for spec in self._specs.values() if spec.id in self._slots]

    def set_vault_open(self, is_open: bool) -> None:
        """Actions that need an open vault are off while it is locked, and those that the person may not always."""
        self._is_open = is_open
        for action_id in self._specs:
            self._enable(action_id)

    def set_possible(self, action_id: str, possible: bool) -> None:
        """Whether there is anything for it to do just now: nowhere to go back to, say."""
        (self._idle.discard if possible else self._idle.add)(action_id)
        self._enable(action_id)

    def say(self, action_id: str, words: str = "") -> None:
        """What it would do just now: "Undo: Done"; "" for its own words."""
        self._actions[action_id].setText(words.replace("&", "&&") or self._specs[action_id].text)

    def _enable(self, action_id: str) -> None:
        may = not (self._is_open and action_id in self._forbidden)
        open_or_not = self._is_open or not self._specs[action_id].open_vault
        self._actions[action_id].setEnabled(may and open_or_not and action_id not in self._idle)

    def forbid(self, forbidden: Mapping[str, str]) -> None:
        """What who signed in may not do, by action, with the sentence that says who may: its tip."""
        self._forbidden = forbidden
        for action_id, action in self._actions.items():
            action.setToolTip(forbidden.get(action_id, ""))  # none: the words themselves
            action.setStatusTip(forbidden.get(action_id, ""))

    def fill(self, menu: QMenu) -> None:
        """All actions into one menu, a line between groups: what the firm's name opens."""
        last = ""
        menu.clear()
        for spec in self.wired():
            if spec.menu == "Pages" or not spec.menu:
                continue
            if last and spec.menu != last:
                menu.addSeparator()
            menu.addAction(self._actions[spec.id])
            last = spec.menu

    def fill_with(self, menu: QMenu, action_ids: Sequence[str]) -> None:
        """These actions into a menu, as far as they do something."""
        menu.clear()
        for action_id in action_ids:
            if action_id in self._slots:
                menu.addAction(self._actions[action_id])

    def fill_menu_bar(
        self, list_windows: Callable[[QMenu], object] = lambda _menu: None, platform: str = sys.platform
    ) -> None:
        """macOS has its menu bar at the top of the screen: give it everything. Elsewhere the window has none.
        ``list_windows`` puts the windows that there are at the end of that menu."""
        if platform != "darwin":
            return
        menus: dict[str, QMenu] = {}
        for spec in self._specs.values():
            if spec.menu:
                name = "File" if spec.menu == "Liaison" else spec.menu
                if name not in menus:
                    menus[name] = self._window.menuBar().addMenu(menu_name(name))
                menus[name].addAction(self._actions[spec.id])
        list_windows(menus["Window"])
