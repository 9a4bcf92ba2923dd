"""What this machine remembers of the window: size, zoom, light or dark, who signed in last. Nothing of a client is
ever in it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QByteArray, QSettings, QStandardPaths

from ui.kit import machine, theme
from ui.kit.machine import LOCK_AFTER

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

SCHEMES = ("system", "light", "dark")


def usual_file() -> Path:
    """The platform's place for settings."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppConfigLocation)
    return Path(folder) / "window.ini"


class Preferences:
    """Read once at the start, written when something changes. A file that cannot be read counts as empty."""

    def __init__(self, file: Path) -> None:
        self._settings = QSettings(str(file), QSettings.Format.IniFormat)

    @property
    def scheme(self) -> theme.Scheme:
        """Light, dark, or as the system has it."""
        found = str(self._settings.value("scheme", "system"))
        return cast("theme.Scheme", found if found in SCHEMES else "system")

    @property
    def zoom(self) -> int:
        """Our own enlargement in per cent."""
        found = str(self._settings.value("zoom", "100"))
        percent = int(found) if found.isdecimal() else 100
        return min(max(percent, theme.ZOOMS[0]), theme.ZOOMS[-1])

    @property
    def last_person(self) -> str:
        """Who signed in last on this machine: a name of the firm, which the vault's header shows anyway."""
        return str(self._settings.value("person", ""))

    def keep_person(self, name: str) -> None:
        """Remember who signed in; "" where the next one is another."""
        self._settings.setValue("person", name)
        self._settings.sync()  # a fresh process may take over at the lock

    def recall_rules(self) -> None:
        """When this machine locks, and whether its screen may be captured: as it was settled here."""
        found = str(self._settings.value("lock_after", LOCK_AFTER))
        rules = machine.rules()
        rules.set_lock_after(int(found) if found.isdecimal() else LOCK_AFTER)
        rules.set_may_capture(str(self._settings.value("may_capture", "no")) == "yes")
        rules.set_import_folder(str(self._settings.value("import_folder", "")))
        hidden = str(self._settings.value("calendar_hidden", "")).split()
        rules.set_calendar(str(self._settings.value("calendar_view", "")), frozenset(hidden))
        rules.set_reminded_on(str(self._settings.value("reminded_on", "")))
        rules.set_remind_at(str(self._settings.value("remind_at", "")))
        rules.set_begun_firm(_answers(str(self._settings.value("begun_firm", ""))))
        rules.changed.connect(self._on_rules_changed)

    def _on_rules_changed(self) -> None:
        rules = machine.rules()
        self._settings.setValue("lock_after", rules.lock_after)
        self._settings.setValue("may_capture", "yes" if rules.may_capture else "no")
        self._settings.setValue("import_folder", rules.import_folder)
        self._settings.setValue("remind_at", rules.remind_at)
        self._settings.setValue("reminded_on", rules.reminded_on)
        self._settings.setValue("begun_firm", json.dumps(dict(rules.begun_firm)) if rules.begun_firm else "")
        self._settings.setValue("calendar_view", rules.calendar_view)
        self._settings.setValue("calendar_hidden", " ".join(sorted(rules.calendar_hidden)))

    def keep_look(self) -> None:
        """Remember zoom and scheme as they are now."""
        self._settings.setValue("scheme", theme.scheme())
        self._settings.setValue("zoom", theme.zoom())

    def keep_place(self, window: QWidget) -> None:
        """Remember where the window stands and how large it is."""
        self._settings.setValue("geometry", window.saveGeometry())
        self._settings.sync()

    def put_in_place(self, window: QWidget) -> None:
        """Put the window where it stood; Qt moves it back onto a screen that is there."""
        geometry = self._settings.value("geometry")
        if not (isinstance(geometry, QByteArray) and window.restoreGeometry(geometry)):
            window.resize(window.sizeHint())


def _answers(words: str) -> dict[str, str]:
    """What was answered of the first questions; nothing where the file was changed by hand."""
    try:
        found = json.loads(words or "{}")
    except ValueError:
        return {}
    return {str(name): str(said) for name, said in found.items()} if isinstance(found, dict) else {}
