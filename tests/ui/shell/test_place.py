"""Where the window stands: for each set of screens; it follows when one goes and when it comes back."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.shell import preferences as module
from ui.shell.place import WindowPlace, screens_there
from ui.shell.preferences import Preferences


class _Screens:
    """The screens as the test says."""

    def __init__(self) -> None:
        self.there = "laptop"

    def __call__(self) -> str:
        return self.there


class _Window(QWidget):
    """As much of the window as is asked."""

    from PySide6.QtCore import Signal

    closing = Signal()


@pytest.fixture
def screens(monkeypatch: pytest.MonkeyPatch) -> _Screens:
    made = _Screens()
    monkeypatch.setattr(module, "screens_there", made)
    return made


def _window(qtbot: QtBot, kept: Preferences, screens: _Screens) -> tuple[_Window, WindowPlace]:
    window = _Window()
    qtbot.addWidget(window)
    window.resize(400, 300)
    kept.put_in_place(window)
    window.show()
    return window, WindowPlace(window, kept, screens)  # type: ignore[arg-type] # as much of a window as is asked


def test_it_comes_back_to_the_screen_that_was_gone(qtbot: QtBot, tmp_path: Path, screens: _Screens) -> None:
    kept = Preferences(tmp_path / "window.ini")
    screens.there = "laptop and desk"
    window, place = _window(qtbot, kept, screens)
    desk, laptop = QRect(40, 50, 640, 480), QRect(10, 60, 500, 400)
    window.setGeometry(desk)
    place.note()
    screens.there = "laptop"
    window.setGeometry(QRect(1, 2, 300, 200))  # the system moves it somewhere
    place.note()
    place.follow()
    assert window.size() == desk.size(), "it never stood with this screen alone: as it stood last"
    window.setGeometry(laptop)
    place.note()
    screens.there = "laptop and desk"
    place.follow()
    assert window.geometry() == desk
    screens.there = "laptop"
    place.follow()
    assert window.geometry() == laptop


def test_the_next_start_finds_it_there(qtbot: QtBot, tmp_path: Path, screens: _Screens) -> None:
    file = tmp_path / "window.ini"
    window, _ = _window(qtbot, Preferences(file), screens)
    window.setGeometry(QRect(30, 40, 450, 350))
    window.closing.emit()
    again, _ = _window(qtbot, Preferences(file), screens)
    assert again.geometry() == QRect(30, 40, 450, 350)


def test_a_place_beyond_every_screen_is_not_taken(qtbot: QtBot, tmp_path: Path, screens: _Screens) -> None:
    kept = Preferences(tmp_path / "window.ini")
    far = QWidget()
    qtbot.addWidget(far)
    far.setGeometry(QRect(9000, 7000, 400, 300))
    far.show()
    kept.keep_place(far)
    window, _ = _window(qtbot, kept, screens)
    assert QGuiApplication.primaryScreen().availableGeometry().contains(window.geometry().center())


def test_what_is_minimised_is_not_a_place(qtbot: QtBot, tmp_path: Path, screens: _Screens) -> None:
    kept = Preferences(tmp_path / "window.ini")
    window, place = _window(qtbot, kept, screens)
    window.showMinimized()
    place.note()
    assert not kept.put_in_place(QWidget())


def test_screens_have_a_name_that_says_nothing_of_them(qtbot: QtBot) -> None:
    assert len(screens_there()) == 16
    assert screens_there() == screens_there()
