from __future__ import annotations

from pytestqt.qtbot import QtBot

from ui.kit import theme
from ui.shell.top_bar import FindButton


def test_the_key_of_the_search_never_stands_on_its_words(qtbot: QtBot) -> None:
    button = FindButton()
    qtbot.addWidget(button)
    said = []
    for width in (380, 150):
        button.resize(theme.px(width), theme.px(30))
        button.grab()
        said.append(button.has_room_for_key())
    assert said == [True, False], "in a narrow window, or with larger letters, the tip alone says the key"
