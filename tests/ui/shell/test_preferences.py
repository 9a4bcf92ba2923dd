from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.kit import machine, theme
from ui.shell.preferences import Preferences


@pytest.fixture(autouse=True)
def _back_to_usual(qtbot: QtBot) -> Iterator[None]:
    yield
    theme.set_zoom(100)
    theme.set_scheme("light")


def test_zoom_scheme_and_size_are_remembered(qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "window.ini"
    first = Preferences(file)
    first.recall()
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(777, 555)
    window.show()
    theme.set_scheme("dark")
    theme.set_zoom(125)
    first.keep_place(window)
    machine.rules().blockSignals(True)  # this one is gone with its process
    machine._rules.clear()
    theme.set_zoom(100)
    theme.set_scheme("light")
    again = Preferences(file)
    again.recall()
    assert (theme.scheme(), theme.zoom()) == ("dark", 125)
    other = QWidget()
    qtbot.addWidget(other)
    assert again.put_in_place(other)
    assert other.size() == window.size()


@pytest.mark.parametrize(
    "content",
    [b"", b"\x00\xff\x00", b"[General]\nscheme=purple\nzoom=a lot\ngeometry=7\n[columns]\nmatters=1, 2\n"],
)
def test_a_spoiled_file_counts_as_empty(qtbot: QtBot, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "window.ini"
    file.write_bytes(content)
    found = Preferences(file)
    found.recall()
    assert theme.zoom() == 100
    assert theme.scheme() == ("system" if b"scheme" in content else "light"), (
        "what cannot be read is the default"
    )
    window = QWidget()
    qtbot.addWidget(window)
    assert not found.put_in_place(window)


def test_how_lists_were_arranged_is_kept_and_forgotten(tmp_path: Path) -> None:
    file = tmp_path / "window.ini"
    kept = Preferences(file)
    kept.recall()
    machine.rules().arrange("matters", "number:90 title:300")
    machine._rules.clear()
    again = Preferences(file)
    again.recall()
    assert machine.rules().arrangement("matters") == "number:90 title:300"
    machine.rules().forget_arrangements()
    machine._rules.clear()
    Preferences(file).recall()
    assert machine.rules().arrangement("matters") == ""
