"""The list of sections is as wide as its names need, within bounds."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from ui.kit import theme
from ui.settings.sections import Sections
from ui.shell.quiet_button import MOST


def test_the_list_grows_with_its_longest_name_and_not_beyond_its_most(qtbot: QtBot) -> None:
    sections = Sections("Firm")
    qtbot.addWidget(sections)
    sections.add("people", "People", QLabel())
    assert sections.list.width() == theme.px(150)
    sections.add("terms", "Engagement terms and more", QLabel())
    assert theme.px(150) < sections.list.width() < theme.px(MOST)
    sections.add("long", "Engagement terms " * 10, QLabel())
    assert sections.list.width() == theme.px(MOST)
