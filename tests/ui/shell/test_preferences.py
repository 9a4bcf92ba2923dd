from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.kit import theme
from ui.shell.preferences import Preferences


@pytest.fixture(autouse=True)
def _back_to_usual(qtbot: QtBot) -> Iterator[None]:
    yield
    theme.set_zoom(100)
    theme.set_scheme("light")


def test_zoom_scheme_and_size_are_remembered(qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "window.ini"
    first = Preferences(file)
    assert (first.scheme, first.zoom) == ("system", 100)
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(777, 555)
    window.show()
    theme.set_scheme("dark")
    theme.set_zoom(125)
    first.keep_look()
    first.keep_place(window)
    again = Preferences(file)
    assert (again.scheme, again.zoom) == ("dark", 125)
    other = QWidget()
    qtbot.addWidget(other)
    again.put_in_place(other)
    assert other.size() == window.size()


@pytest.mark.parametrize(
    "content", [b"", b"\x00\xff\x00", b"[General]\nscheme=purple\nzoom=a lot\ngeometry=7\n"]
)
def test_a_spoiled_file_counts_as_empty(qtbot: QtBot, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "window.ini"
    file.write_bytes(content)
    found = Preferences(file)
    assert (found.scheme, found.zoom) == ("system", 100)
    window = QWidget()
    qtbot.addWidget(window)
    found.put_in_place(window)
