"""Starting with the computer's login, where somebody asked for it: the system's own list says whether, nothing else.

Windows has a value in the user's own part of the registry, macOS a file of the user's LaunchAgents, Linux one in the
autostart folder. None needs a right that the user has not, and each goes when it is turned off. It starts in the
background: at the login nobody wants to be asked for a password.
"""

from __future__ import annotations

import os
import plistlib
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QCoreApplication, QSettings

from app.kernel.errors import MachineTrouble
from app.kernel.program import is_installed, window_command
from app.vault.files import replace_with

NAME = "Liaison"
LABEL = "liaison.at-login"
IN_BACKGROUND = "--background"
RUN = r"HKEY_CURRENT_USER\Software\Microsoft\Windows\CurrentVersion\Run"
_RESERVED = " \t\n\"'\\><~|&;$*?#()`"
"""What stands in quotes in a desktop entry's Exec line."""


class AtLogin(Protocol):
    """A system's list of what starts at the login."""

    def is_on(self) -> bool:
        """Whether Liaison is in it."""
        ...

    def put(self, on: bool) -> None:
        """Put it in or take it out. Raises `MachineTrouble` where the system refuses."""
        ...


class Registry:
    """Windows. ``settings`` is the key of what runs; tests give a file."""

    def __init__(self, command: Sequence[str], settings: QSettings | None = None) -> None:
        self._command = command
        self._settings = settings or QSettings(RUN, QSettings.Format.NativeFormat)

    def is_on(self) -> bool:
        return self._settings.contains(NAME)

    def put(self, on: bool) -> None:
        if on:
            self._settings.setValue(NAME, subprocess.list2cmdline(self._command))
        else:
            self._settings.remove(NAME)
        self._settings.sync()
        if self._settings.status() != QSettings.Status.NoError:
            raise _refused()


class LaunchAgent:
    """macOS: read at the login, so that turning it on starts nothing now."""

    def __init__(self, command: Sequence[str], folder: Path) -> None:
        self._command, self._file = command, folder / f"{LABEL}.plist"

    def is_on(self) -> bool:
        return self._file.is_file()

    def put(self, on: bool) -> None:
        said = {
            "Label": LABEL,
            "ProgramArguments": list(self._command),
            "RunAtLoad": True,
            "LimitLoadToSessionType": "Aqua",
            "ProcessType": "Interactive",
        }
        _put_file(self._file, plistlib.dumps(said) if on else None)


class Autostart:
    """Linux: an entry as the desktops agreed on it (XDG Autostart)."""

    def __init__(self, command: Sequence[str], folder: Path) -> None:
        self._command, self._file = command, folder / "liaison.desktop"

    def is_on(self) -> bool:
        """A desktop turns it off by a line of its own, and leaves the file."""
        try:
            lines = self._file.read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError):
            return False
        return "Hidden=true" not in lines and "X-GNOME-Autostart-enabled=false" not in lines

    def put(self, on: bool) -> None:
        lines = (
            "[Desktop Entry]",
            "Type=Application",
            f"Name={NAME}",
            f"Exec={exec_line(self._command)}",
            "Icon=liaison",
            "Terminal=false",
            "X-GNOME-Autostart-enabled=true",
        )
        _put_file(self._file, ("\n".join(lines) + "\n").encode() if on else None)


def exec_line(command: Sequence[str]) -> str:
    """A command as a desktop entry has it: quoted for the line, its backslashes doubled once more for the file, and no
    percent sign that would be filled in."""
    return " ".join(_quoted(word) for word in command)


def _quoted(word: str) -> str:
    word = word.replace("%", "%%")
    if word and not any(letter in _RESERVED for letter in word):
        return word
    for letter in '\\"`$':
        word = word.replace(letter, f"\\{letter}")
    return '"{}"'.format(word.replace("\\", "\\\\"))


def _put_file(file: Path, content: bytes | None) -> None:
    try:
        if content is None:
            file.unlink(missing_ok=True)
        else:
            file.parent.mkdir(parents=True, exist_ok=True)
            replace_with(file, content)
    except OSError:
        raise _refused() from None


def _refused() -> MachineTrouble:
    said = QCoreApplication.translate("AtLogin", "The system does not let Liaison be started at the login.")
    return MachineTrouble("no-start-at-login", said)


def offers(platform: str = sys.platform) -> bool:
    """Whether it can be asked for: an installed program alone is there at the next login, under the same name."""
    return is_installed() and (platform in {"win32", "darwin"} or platform.startswith("linux"))


def this_system(platform: str = sys.platform) -> AtLogin:
    """The list of this system, for this very program."""
    command = [*window_command(), IN_BACKGROUND]
    if platform == "win32":
        return Registry(command)
    if platform == "darwin":
        return LaunchAgent(command, Path.home() / "Library" / "LaunchAgents")
    folder = os.environ.get("XDG_CONFIG_HOME", "")
    return Autostart(
        command, (Path(folder) if Path(folder).is_absolute() else Path.home() / ".config") / "autostart"
    )
