"""The file in which this machine keeps its settings, where its windows stand, and who signed in last. Nothing of a
client is ever in it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QByteArray, QSettings, QStandardPaths

from ui.kit import machine
from ui.shell.place import screens_there

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.kit.setting import Setting


def usual_file() -> Path:
    """The platform's place for settings."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppConfigLocation)
    return Path(folder) / "window.ini"


class Preferences:
    """Read once at the start, written when something changes. A file that cannot be read counts as empty."""

    def __init__(self, file: Path) -> None:
        self._settings = QSettings(str(file), QSettings.Format.IniFormat)

    @property
    def last_person(self) -> str:
        """Who signed in last on this machine: a name of the firm, which the vault's header shows anyway."""
        return str(self._settings.value("person", ""))

    def keep_person(self, name: str) -> None:
        """Remember who signed in; "" where the next one is another."""
        self._settings.setValue("person", name)
        self._settings.sync()  # a fresh process may take over at the lock

    def recall(self) -> None:
        """Let everything hold that was settled here, and keep from now on what is changed."""
        rules = machine.rules()
        for setting in machine.SETTINGS.values():
            if setting.is_kept and self._settings.contains(setting.key):
                found = setting.kind.read(str(self._settings.value(setting.key)))
                rules.put(setting, setting.default if found is None else found)
        for name in self._names("columns"):
            rules.arrange(name, str(self._settings.value(f"columns/{name}")))
        rules.changed.connect(self._on_rules_changed)
        rules.arranged.connect(self._on_rules_arranged)

    def _names(self, group: str) -> list[str]:
        self._settings.beginGroup(group)
        names = self._settings.childKeys()
        self._settings.endGroup()
        return list(names)

    def _on_rules_changed(self, setting: Setting[Any]) -> None:
        if setting.is_kept:
            self._settings.setValue(setting.key, setting.kind.write(machine.rules().get(setting)))

    def _on_rules_arranged(self, name: str) -> None:
        said = machine.rules().arrangement(name)
        if said:
            self._settings.setValue(f"columns/{name}", said)
        else:
            self._settings.remove(f"columns/{name}")

    def keep_place(self, window: QWidget, number: int = 1) -> None:
        """Remember where the window of that number stands and how large it is, on the screens that are there."""
        stands = window.saveGeometry()
        for key in _places(number):
            self._settings.setValue(key, stands)
        self._settings.sync()

    def put_in_place(self, window: QWidget, number: int = 1) -> bool:
        """Put the window where it stood with these screens, or where it stood last: Qt moves it onto a screen that is
        there. False where it never stood anywhere."""
        for key in _places(number):
            stood = self._settings.value(key)
            if isinstance(stood, QByteArray) and window.restoreGeometry(stood):
                return True
        return False


def _places(number: int) -> tuple[str, str]:
    """Under which names a window's place is kept: with the screens that are there now, and whatever they were."""
    behind = f"-{number}" if number > 1 else ""
    return f"places{behind}/{screens_there()}", f"geometry{behind}"
