from __future__ import annotations

from pytestqt.qtbot import QtBot

from ui.kit import theme
from ui.shell.top_bar import FindButton, TopBar


def test_the_key_of_the_search_never_stands_on_its_words(qtbot: QtBot) -> None:
    button = FindButton()
    qtbot.addWidget(button)
    said = []
    for width in (380, 150):
        button.resize(theme.px(width), theme.px(30))
        button.grab()
        said.append(button.has_room_for_key())
    assert said == [True, False], "in a narrow window, or with larger letters, the tip alone says the key"


def test_what_stands_in_the_search_is_a_whole_word_however_narrow(qtbot: QtBot) -> None:
    button = FindButton()
    qtbot.addWidget(button)
    button.resize(button.words_width(), 30)
    assert button.said() == button.text()
    button.resize(button.words_width() - 1, 30)
    assert button.said() == "Find"
    assert button.minimumSizeHint().width() < button.width()


def test_the_key_beside_log_contact_gives_way_to_the_words_of_the_search(qtbot: QtBot) -> None:
    bar = TopBar()
    qtbot.addWidget(bar)
    keys = []
    for width in (1200, 480, 1200):
        bar.resize(theme.px(width), theme.px(48))
        bar.grab()
        keys.append(bar.log_button.shows_keys)
        assert bar.find_button.width() >= bar.find_button.minimumSizeHint().width()
    assert keys == [True, False, True]
