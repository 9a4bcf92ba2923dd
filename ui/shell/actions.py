"""Every action of the window in one place: its words, keys and menu. The shortcut sheet is made from here."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from ui.kit import icons

ROLES = {
    "settings": QAction.MenuRole.PreferencesRole,
    "quit": QAction.MenuRole.QuitRole,
    "about": QAction.MenuRole.AboutRole,
}


class ActionSpec(NamedTuple):
    """One action. ``keys`` are Qt's portable names (Ctrl is Cmd on macOS); ``open_vault`` ones need one."""

    id: str
    text: str
    keys: tuple[str, ...] = ()
    menu: str = ""
    icon: str = ""
    open_vault: bool = True


translate = QCoreApplication.translate


def all_actions() -> tuple[ActionSpec, ...]:
    """The registry, in the language of the window."""
    return (
        ActionSpec("log-contact", translate("Actions", "Log contact…"), ("Ctrl+N",), "Work", "plus"),
        ActionSpec("quick-entry", translate("Actions", "Quick entry…"), ("Ctrl+Shift+N",), "Work", "pencil"),
        ActionSpec("print-report", translate("Actions", "Print report…"), (), "Work", "printer"),
        ActionSpec(
            "print", translate("Actions", "Print what is open or chosen…"), ("Ctrl+P",), "Work", "printer"
        ),
        ActionSpec("letters", translate("Actions", "Letters…"), ("Ctrl+Shift+L",), "Work", "mail"),
        ActionSpec(
            "write-update", translate("Actions", "Write update…"), ("Ctrl+Shift+U",), "Work", "update"
        ),
        ActionSpec("no-news", translate("Actions", "“No news” update…"), ("Ctrl+U",), "Work", "check"),
        ActionSpec("plainer-word", translate("Actions", "Take the plainer word"), ("Ctrl+.",), "Work"),
        ActionSpec("untold", translate("Actions", "Clients not updated this month"), (), "Work", "users"),
        ActionSpec("slipped", translate("Actions", "What slipped"), (), "Work", "history"),
        ActionSpec("figures", translate("Actions", "Figures of the firm"), (), "Work", "scale"),
        ActionSpec("conflicts", translate("Actions", "Conflict checks"), (), "Work", "shield"),
        ActionSpec("import", translate("Actions", "Import…"), ("Ctrl+I",), "Work", "upload"),
        ActionSpec(
            "find",
            translate("Actions", "Find a client, matter or word"),
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
        ),
        ActionSpec("found-next", translate("Actions", "Next that was found"), ("F3",), "Go"),
        ActionSpec("found-previous", translate("Actions", "The one found before"), ("Shift+F3",), "Go"),
        ActionSpec("find-here", translate("Actions", "Find on this page"), ("Ctrl+F",), "Go"),
        ActionSpec("back", translate("Actions", "Back"), ("Alt+Left",), "Go", "arrow-left"),
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
        ActionSpec("lock", translate("Actions", "Lock"), ("Ctrl+L",), "Liaison", "lock"),
        ActionSpec("switch-person", translate("Actions", "Sign in as another…"), (), "Liaison", "users"),
        ActionSpec("change-password", translate("Actions", "Change password…"), (), "Liaison", "key-round"),
        ActionSpec("settings", translate("Actions", "Settings…"), ("Ctrl+,",), "Liaison", "settings"),
        ActionSpec("audit", translate("Actions", "Audit trail"), (), "Liaison", "shield"),
        ActionSpec("help", translate("Actions", "Help"), ("F1",), "Liaison", "help", open_vault=False),
        ActionSpec(
            "shortcuts",
            translate("Actions", "Keys"),
            ("Ctrl+/",),
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
        "Go": translate("Actions", "Go"),
        "View": translate("Actions", "View"),
        "Liaison": translate("Actions", "Liaison"),
        "Pages": translate("Actions", "Pages"),
        "File": translate("Actions", "File"),
    }
    return names.get(menu, menu)


class Actions(QObject):
    """The actions as Qt has them, added to the window so that their keys work everywhere in it."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._actions: dict[str, QAction] = {}
        self._slots: dict[str, Callable[[], object]] = {}
        self._specs: dict[str, ActionSpec] = {}
        self._forbidden: Mapping[str, str] = {}
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
        self.add(ActionSpec(f"page-{page_id}", text, (f"Ctrl+{number}",), "Pages"))

    def __getitem__(self, action_id: str) -> QAction:
        return self._actions[action_id]

    def on(self, action_id: str, slot: Callable[[], object]) -> None:
        """Call ``slot`` when the action is chosen, and no longer what was called before: each unlocking wires anew."""
        self._slots[action_id] = slot
        self._actions[action_id].setVisible(True)

    def _call(self, action_id: str, _checked: bool = False) -> None:
        slot = self._slots.get(action_id)
        if slot is not None:
            slot()

    def specs(self) -> list[ActionSpec]:
        """All of them, in the order of the registry."""
        return list(self._specs.values())

    def wired(self) -> list[ActionSpec]:
        """Those that do something."""
        return [spec for spec in self._specs.values() if spec.id in self._slots]

    def set_vault_open(self, is_open: bool) -> None:
        """Actions that need an open vault are off while it is locked, and those that the person may not always."""
        for action_id, spec in self._specs.items():
            may = not (is_open and action_id in self._forbidden)
            self._actions[action_id].setEnabled(may and (is_open or not spec.open_vault))

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

    def fill_menu_bar(self, platform: str = sys.platform) -> None:
        """macOS has its menu bar at the top of the screen: give it everything. Elsewhere the window has
        none."""
        if platform != "darwin":
            return
        menus: dict[str, QMenu] = {}
        for spec in self._specs.values():
            if spec.menu:
                name = "File" if spec.menu == "Liaison" else spec.menu
                if name not in menus:
                    menus[name] = self._window.menuBar().addMenu(menu_name(name))
                menus[name].addAction(self._actions[spec.id])
