from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ui.kit import machine
from ui.settings.machine_part import MachinePart
from ui.shell.preferences import Preferences


def _choose(part: MachinePart, words: str) -> None:
    part.minutes.setCurrentIndex(part.minutes.findText(words))


def test_five_minutes_unless_somebody_says_otherwise(qtbot: QtBot) -> None:
    part = MachinePart()
    qtbot.addWidget(part)
    assert part.minutes.currentText() == "5 minutes"
    assert not machine.rules().may_capture


def test_what_is_chosen_holds_at_once_and_after_a_restart(qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "window.ini"
    kept = Preferences(file)
    kept.recall_rules()
    part = MachinePart("win32")
    qtbot.addWidget(part)
    _choose(part, "1 minute")
    part.capture.click()
    assert machine.rules().lock_after == 1
    assert machine.rules().may_capture
    machine._rules.clear()
    Preferences(file).recall_rules()
    assert machine.rules().lock_after == 1
    assert machine.rules().may_capture


@pytest.mark.parametrize(
    ("written", "minutes"), [("0", 1), ("-3", 5), ("100000", 60), ("never", 5), ("", 5), ("30", 30)]
)
def test_no_file_can_turn_it_off(tmp_path: Path, written: str, minutes: int) -> None:
    file = tmp_path / "window.ini"
    file.write_text(f"[General]\nlock_after={written}\nmay_capture=maybe\n", encoding="utf-8")
    Preferences(file).recall_rules()
    assert machine.rules().lock_after == minutes
    assert not machine.rules().may_capture


def test_captures_are_spoken_of_on_windows_alone(qtbot: QtBot) -> None:
    for platform, shown in (("win32", True), ("darwin", False), ("linux", False)):
        part = MachinePart(platform)
        qtbot.addWidget(part)
        assert part.capture.isHidden() is not shown
