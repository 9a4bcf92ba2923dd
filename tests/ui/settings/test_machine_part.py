"""This computer's settings: declared once; each is shown, kept, found again, and cannot be made nonsense by a file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QCheckBox
from pytestqt.qtbot import QtBot

from ui.kit import machine, theme
from ui.kit.choice import Choice
from ui.kit.fields import Segmented
from ui.kit.setting import named
from ui.settings.machine_part import FolderLine, MachinePart
from ui.shell.preferences import Preferences


@pytest.fixture(autouse=True)
def _back_to_usual(qtbot: QtBot) -> Iterator[None]:
    yield
    theme.set_zoom(100)
    theme.set_scheme("light")


def _part(qtbot: QtBot, platform: str = "linux") -> MachinePart:
    part = MachinePart(platform)
    qtbot.addWidget(part)
    return part


def _choose(part: MachinePart, key: str, words: str) -> None:
    choice = part.fields[key]
    assert isinstance(choice, Choice)
    choice.setCurrentIndex(choice.findText(words))
    choice.activated.emit(choice.currentIndex())


def test_each_setting_that_has_words_has_a_row_that_is_named_and_shows_what_holds(qtbot: QtBot) -> None:
    part = _part(qtbot, "win32")
    assert list(part.fields) == [one.key for one in machine.shown("win32")]
    for one in machine.shown("win32"):
        assert one.words is not None
        field = part.fields[one.key]
        assert (field.text() if isinstance(field, QCheckBox) else field.accessibleName()) == one.words().title
    minutes = part.fields["lock_after"]
    assert isinstance(minutes, Choice)
    assert minutes.currentText() == "5 minutes"


@pytest.mark.parametrize("setting", machine.SETTINGS.values(), ids=list(machine.SETTINGS))
def test_the_default_is_a_value_of_its_type(setting: machine.Setting[object]) -> None:
    assert setting.kind.read(setting.kind.write(setting.default)) == setting.default


def test_no_two_have_one_key() -> None:
    with pytest.raises(ValueError, match="one key"):
        named((machine.TRAY, machine.TRAY))


def test_what_is_chosen_holds_at_once_and_after_a_restart(qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "window.ini"
    kept = Preferences(file)
    kept.recall()
    part = _part(qtbot, "win32")
    _choose(part, "lock_after", "1 minute")
    _choose(part, "zoom", "125 %")
    _choose(part, "remind_at", "09:30")
    capture, scheme, folder = part.fields["may_capture"], part.fields["scheme"], part.fields["import_folder"]
    assert isinstance(capture, QCheckBox)
    assert isinstance(scheme, Segmented)
    assert isinstance(folder, FolderLine)
    capture.click()
    scheme.set_value("dark")
    machine.rules().put(machine.IMPORT_FOLDER, "/scans, and more")
    assert folder.folder.text() == "/scans, and more"
    for start in range(2):
        rules = machine.rules()
        assert rules.get(machine.LOCK_AFTER) == 1
        assert rules.get(machine.MAY_CAPTURE)
        assert rules.get(machine.REMIND_AT) == "09:30"
        assert rules.get(machine.IMPORT_FOLDER) == "/scans, and more"
        assert (theme.zoom(), theme.scheme()) == (125, "dark")
        if start == 0:
            rules.blockSignals(True)  # this one is gone with its process
            machine._rules.clear()
            theme.set_zoom(100)
            theme.set_scheme("light")
            Preferences(file).recall()


def test_the_page_follows_the_keys(qtbot: QtBot) -> None:
    part = _part(qtbot)
    theme.zoom_step(1)
    theme.set_scheme("dark")
    zoom, scheme = part.fields["zoom"], part.fields["scheme"]
    assert isinstance(zoom, Choice)
    assert isinstance(scheme, Segmented)
    assert (zoom.value(), scheme.value()) == (110, "dark")


@pytest.mark.parametrize(
    ("written", "minutes"),
    [("0", 1), ("-3", 5), ("100000", 60), ("never", 5), ("", 5), ("30", 30), ("9" * 5000, 5)],
)
def test_no_file_can_turn_it_off(tmp_path: Path, written: str, minutes: int) -> None:
    file = tmp_path / "window.ini"
    file.write_text(f"[General]\nlock_after={written}\nmay_capture=maybe\n", encoding="utf-8")
    Preferences(file).recall()
    assert machine.rules().get(machine.LOCK_AFTER) == minutes
    assert not machine.rules().get(machine.MAY_CAPTURE)


def test_captures_are_spoken_of_on_windows_alone(qtbot: QtBot) -> None:
    for platform, shown in (("win32", True), ("darwin", False), ("linux", False)):
        assert ("may_capture" in _part(qtbot, platform).fields) is shown
