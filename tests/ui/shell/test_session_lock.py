"""What the system says of the session: against a bus of our own here, by the messages' meaning for the others."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from ctypes import wintypes
from pathlib import Path
from typing import NamedTuple

import pytest
from PySide6.QtCore import ClassInfo, Property, QEvent, QObject, Slot
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusUnixFileDescriptor
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.shell.main_window import MainWindow
from ui.shell.session_lock import linux, macos, windows
from ui.shell.session_lock.linux import LinuxWatch, session_path
from ui.shell.session_lock.watch import session_watch
from ui.shell.session_lock.windows import WindowsWatch, means_leaving

CONFIG = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:path={socket}</listen>
<policy context="default"><allow send_destination="*"/><allow eavesdrop="true"/><allow own="*"/></policy></busconfig>
"""
MINE = "/org/freedesktop/login1/session/_32"


@ClassInfo(**{"D-Bus Interface": linux.MANAGER})
class Manager(QObject):
    """As much of logind as is asked: a promise to wait, as a pipe whose other end shows when it is let go."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[tuple[str, ...]] = []
        self.ends: list[int] = []

    @Slot(str, str, str, str, result=QDBusUnixFileDescriptor)
    def Inhibit(self, what: str, who: str, why: str, mode: str) -> QDBusUnixFileDescriptor:
        self.asked.append((what, who, mode))
        mine, theirs = os.pipe()
        self.ends.append(mine)
        os.set_blocking(mine, False)
        given = QDBusUnixFileDescriptor(theirs)
        os.close(theirs)
        return given

    def is_let_go(self) -> bool:
        try:
            return os.read(self.ends[-1], 1) == b""
        except BlockingIOError:
            return False


@ClassInfo(**{"D-Bus Interface": linux.SESSION})
class Session(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.hint = True

    LockedHint = Property(bool, lambda self: self.hint)


class Bus(NamedTuple):
    manager: Manager
    session: Session
    theirs: QDBusConnection
    ours: QDBusConnection

    def say(self, path: str, interface: str, name: str, *arguments: object) -> None:
        signal = QDBusMessage.createSignal(path, interface, name)
        signal.setArguments(list(arguments))
        assert self.theirs.send(signal)


@pytest.fixture
def bus(tmp_path: Path, qapp: object) -> Iterator[Bus]:
    """A system bus of our own with a logind of our own on it."""
    daemon = shutil.which("dbus-daemon")
    if daemon is None:
        pytest.skip("no dbus-daemon on this machine")
    (tmp_path / "bus.conf").write_text(CONFIG.format(socket=tmp_path / "bus"))
    running = subprocess.Popen(
        [daemon, f"--config-file={tmp_path / 'bus.conf'}", "--nofork", "--print-address=1"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert running.stdout is not None
    address = running.stdout.readline().strip()
    theirs = QDBusConnection.connectToBus(address, f"logind {tmp_path}")
    ours = QDBusConnection.connectToBus(address, f"liaison {tmp_path}")
    manager, session = Manager(), Session()
    assert theirs.registerService(linux.LOGIND)
    exported = QDBusConnection.RegisterOption.ExportAllContents
    assert theirs.registerObject(linux.MANAGER_PATH, manager, exported)
    assert theirs.registerObject(MINE, session, exported)
    yield Bus(manager, session, theirs, ours)
    for end in manager.ends:
        os.close(end)
    QDBusConnection.disconnectFromBus(f"logind {tmp_path}")
    QDBusConnection.disconnectFromBus(f"liaison {tmp_path}")
    running.stdout.close()
    running.kill()
    running.wait()


@pytest.fixture
def watch(qtbot: QtBot, bus: Bus) -> Iterator[LinuxWatch]:
    parent = QObject()
    made = LinuxWatch(parent, bus.ours, bus.ours, "2")
    made.start()
    qtbot.waitUntil(lambda: made.holds_up_sleep, timeout=5000)
    yield made
    made.stop()


SAYINGS = {
    "sleep": (linux.MANAGER_PATH, linux.MANAGER, "PrepareForSleep", True),
    "asked to lock": (MINE, linux.SESSION, "Lock"),
    "has locked": (MINE, linux.PROPERTIES, "PropertiesChanged", linux.SESSION, {"LockedHint": True}, []),
    "kde": ("/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver", "ActiveChanged", True),
    "gnome": ("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged", True),
}
QUIET = {
    "woken": (linux.MANAGER_PATH, linux.MANAGER, "PrepareForSleep", False),
    "another session": ("/org/freedesktop/login1/session/_33", linux.SESSION, "Lock"),
    "screen saver ends": ("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged", False),
}


@pytest.mark.parametrize("said", SAYINGS.values(), ids=SAYINGS.keys())
def test_linux_tells(qtbot: QtBot, bus: Bus, watch: LinuxWatch, said: tuple[str, str, str]) -> None:
    with qtbot.waitSignal(watch.told, timeout=1000):
        bus.say(*said)


@pytest.mark.parametrize("said", QUIET.values(), ids=QUIET.keys())
def test_linux_does_not_tell(qtbot: QtBot, bus: Bus, watch: LinuxWatch, said: tuple[str, str, str]) -> None:
    bus.session.hint = False
    heard: list[bool] = []
    watch.told.connect(lambda: heard.append(True))
    bus.say(*said)
    bus.say(MINE, linux.PROPERTIES, "PropertiesChanged", linux.SESSION, {"LockedHint": False}, [])
    with qtbot.waitSignal(watch.told, timeout=1000):  # what came before has been heard by then
        bus.say(*SAYINGS["asked to lock"])
    assert heard == [True]


def test_sleep_waits_until_it_is_locked_and_a_moment_more(
    qtbot: QtBot, bus: Bus, watch: LinuxWatch, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert bus.manager.asked == [("sleep", "Liaison", "delay")]
    watch.told.connect(watch.stop)
    with qtbot.waitSignal(watch.told, timeout=1000):
        bus.say(*SAYINGS["sleep"])
    assert not bus.manager.is_let_go(), "the process still has to let go of its memory"
    qtbot.waitUntil(bus.manager.is_let_go, timeout=linux.HOLD + 3000)
    watch.start()
    qtbot.waitUntil(lambda: watch.holds_up_sleep, timeout=5000)
    assert len(bus.manager.asked) == 2


def test_what_is_locked_already_is_not_told(qtbot: QtBot, bus: Bus, watch: LinuxWatch) -> None:
    watch.stop()
    with qtbot.assertNotEmitted(watch.told, wait=150):
        bus.say(*SAYINGS["asked to lock"])


def test_the_window_locks_within_a_second(
    qtbot: QtBot, bus: Bus, open_window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    watch = LinuxWatch(open_window, bus.ours, bus.ours, "2")
    watch.told.connect(open_window.watching.told)
    watch.start()
    qtbot.waitUntil(lambda: watch.holds_up_sleep, timeout=5000)
    bus.say(*SAYINGS["sleep"])
    qtbot.waitUntil(lambda: open_window.workbench is None, timeout=1000)


@pytest.mark.parametrize(
    ("session_id", "path"),
    [("2", MINE), ("c1", "/org/freedesktop/login1/session/c1"), ("a-b", "/org/freedesktop/login1/session/a_2db"),
     ("12", "/org/freedesktop/login1/session/_312"), ("", "")],
)  # fmt: skip
def test_where_logind_has_a_session(session_id: str, path: str) -> None:
    assert session_path(session_id) == path


def test_a_machine_without_buses_is_no_trouble(qtbot: QtBot) -> None:
    nowhere = QDBusConnection("nowhere")
    parent = QObject()
    watch = LinuxWatch(parent, nowhere, nowhere, "")
    watch.start()
    assert not watch.holds_up_sleep
    watch.stop()


@pytest.mark.parametrize(
    ("message", "parameter", "leaving"),
    [
        (windows.WM_WTSSESSION_CHANGE, windows.WTS_SESSION_LOCK, True),
        (windows.WM_WTSSESSION_CHANGE, windows.WTS_REMOTE_DISCONNECT, True),
        (windows.WM_WTSSESSION_CHANGE, windows.WTS_CONSOLE_DISCONNECT, True),
        (windows.WM_WTSSESSION_CHANGE, 0x8, False),  # unlocked
        (windows.WM_WTSSESSION_CHANGE, 0x1, False),  # connected
        (windows.WM_POWERBROADCAST, windows.PBT_APMSUSPEND, True),
        (windows.WM_POWERBROADCAST, 0x12, False),  # woken by itself
        (windows.WM_POWERBROADCAST, 0xA, False),  # on battery
        (0x0200, windows.WTS_SESSION_LOCK, False),  # the mouse
    ],
)
def test_what_windows_messages_mean(message: int, parameter: int, leaving: bool) -> None:
    assert means_leaving(message, parameter) is leaving


def test_windows_messages_reach_the_watch(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    watch = WindowsWatch(window)
    told: list[bool] = []
    watch.told.connect(lambda: told.append(True))
    message = wintypes.MSG(message=windows.WM_WTSSESSION_CHANGE, wParam=windows.WTS_SESSION_LOCK)
    address = ctypes.addressof(message)
    answer = watch._filter.nativeEventFilter(b"windows_generic_MSG", address)
    assert answer == (False, 0)
    assert told == [], "no vault is open"
    watch.start()
    watch._filter.nativeEventFilter(b"windows_generic_MSG", address)
    assert told == [True]
    assert watch._registered == int(window.winId())
    watch.eventFilter(window, QEvent(QEvent.Type.WinIdChange))
    watch.stop()
    watch._filter.nativeEventFilter(b"windows_generic_MSG", address)
    assert told == [True]


@pytest.mark.parametrize(
    ("message", "told", "answered"),
    [(macos.WILL_SLEEP, 1, True), (macos.CAN_SLEEP, 0, True), (0xE0000300, 0, False)],
)
def test_what_macos_power_messages_mean(message: int, told: int, answered: bool) -> None:
    heard: list[bool] = []
    assert macos.answer_to_power(message, lambda: heard.append(True)) is answered
    assert len(heard) == told


def test_each_system_has_its_watch(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    kinds: dict[str, Callable[..., object]] = {
        "linux": LinuxWatch, "win32": WindowsWatch, "darwin": macos.MacWatch,
    }  # fmt: skip
    for platform, kind in kinds.items():
        monkeypatch.setattr("sys.platform", platform)
        assert type(session_watch(window)) is kind
