"""Starting at the login: each system's own list, put in and taken out whole; offered to an installed program alone."""

from __future__ import annotations

import configparser
import plistlib
import re
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QCheckBox, QSystemTrayIcon
from pytestqt.qtbot import QtBot

from app.kernel.errors import MachineTrouble
from ui.kit import machine
from ui.settings.machine_part import MachinePart
from ui.shell import at_login
from ui.shell.at_login import AtLogin, Autostart, LaunchAgent, Registry, exec_line

COMMAND = ("/opt/Harbour & Finch/liaison", "--background")


def _systems(folder: Path) -> list[AtLogin]:
    return [
        Registry(COMMAND, QSettings(str(folder / "run.ini"), QSettings.Format.IniFormat)),
        LaunchAgent(COMMAND, folder / "LaunchAgents"),
        Autostart(COMMAND, folder / "autostart"),
    ]


@pytest.mark.parametrize("number", range(3))
def test_it_is_put_in_and_taken_out(tmp_path: Path, number: int) -> None:
    system = _systems(tmp_path)[number]
    assert not system.is_on()
    for on in (True, True, False, False):
        system.put(on)
        assert system.is_on() is on
        assert _systems(tmp_path)[number].is_on() is on


def test_what_stands_there_starts_this_program(tmp_path: Path) -> None:
    registry, agent, autostart = _systems(tmp_path)
    for system in (registry, agent, autostart):
        system.put(True)
    written = QSettings(str(tmp_path / "run.ini"), QSettings.Format.IniFormat).value("Liaison")
    assert written == '"/opt/Harbour & Finch/liaison" --background'
    (plist,) = (tmp_path / "LaunchAgents").iterdir()
    said = plistlib.loads(plist.read_bytes())
    assert (said["ProgramArguments"], said["RunAtLoad"]) == (list(COMMAND), True)
    entry = configparser.RawConfigParser()
    entry.optionxform = str  # type: ignore[assignment,method-assign] # a desktop entry's names keep their case
    entry.read(tmp_path / "autostart" / "liaison.desktop", encoding="utf-8")
    assert _read_exec(entry["Desktop Entry"]["Exec"]) == list(COMMAND)


def _read_exec(line: str) -> list[str]:
    """As a desktop reads it: the file's escapes, the quotes with theirs, then the percent signs."""
    words = re.findall(r'"((?:\\.|[^"\\])*)"|([^ "]+)', line.replace("\\\\", "\\"))
    return [(re.sub(r"\\(.)", r"\1", quoted) or plain).replace("%%", "%") for quoted, plain in words]


@given(
    st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\n\r\t\0'"), min_size=1), min_size=1)
)
def test_any_path_is_quoted_so_that_it_is_read_again(words: Sequence[str]) -> None:
    assert _read_exec(exec_line(words)) == list(words)


def test_what_the_desktop_turned_off_is_off(tmp_path: Path) -> None:
    system = Autostart(COMMAND, tmp_path)
    system.put(True)
    entry = tmp_path / "liaison.desktop"
    entry.write_text(
        entry.read_text(encoding="utf-8").replace("enabled=true", "enabled=false"), encoding="utf-8"
    )
    assert not system.is_on()
    system.put(True)
    assert system.is_on()
    entry.write_bytes(b"\xff\xfe")
    assert not system.is_on()


def test_a_folder_that_cannot_be_made_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(MachineTrouble):
        Autostart(COMMAND, tmp_path / "file" / "autostart").put(True)


def test_it_is_offered_by_an_installed_program_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not at_login.offers("linux")
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert all(at_login.offers(platform) for platform in ("win32", "darwin", "linux"))
    assert not at_login.offers("freebsd14")


def test_the_page_asks_the_system_and_says_where_it_refuses(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setattr(at_login, "this_system", lambda: Autostart(COMMAND, tmp_path / "autostart"))
    part = MachinePart("linux")
    qtbot.addWidget(part)
    box = part.fields["at_login"]
    assert isinstance(box, QCheckBox)
    box.click()
    assert (tmp_path / "autostart" / "liaison.desktop").is_file()
    box.click()
    assert not machine.rules().get(machine.AT_LOGIN)
    (tmp_path / "autostart").rmdir()
    (tmp_path / "autostart").write_text("", encoding="utf-8")
    with qtbot.waitSignal(part.failed) as told:
        box.click()
    assert isinstance(told.args[0], MachineTrouble)
    assert not box.isChecked()


def test_only_this_system_is_asked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", "relative")
    assert isinstance(at_login.this_system("linux"), Autostart)
    assert isinstance(at_login.this_system("darwin"), LaunchAgent)
    assert not QSystemTrayIcon.isSystemTrayAvailable(), "tests show nobody an icon"
