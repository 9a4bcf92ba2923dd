from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ui.kit import theme
from ui.kit.colours import DARK, LIGHT
from ui.kit.labels import Label


@pytest.fixture(autouse=True)
def _back_to_usual(qapp: QApplication) -> Iterator[None]:
    yield
    theme.set_zoom(100)
    theme.set_scheme("light")


def test_a_chosen_scheme_reaches_palette_and_grounds(qtbot: QtBot) -> None:
    pane = QWidget()
    qtbot.addWidget(pane)
    theme.set_ground(pane, "pane")
    for scheme, colors in (("dark", DARK), ("light", LIGHT)):
        theme.set_scheme(scheme)
        assert theme.colors().page == colors.page
        assert QApplication.palette().color(QPalette.ColorRole.Window) == colors.page
        assert pane.palette().color(QPalette.ColorRole.Window) == colors.pane
        assert pane.palette().color(QPalette.ColorRole.Base) == colors.page


def test_zoom_grows_text_and_lengths_and_stays_in_bounds(qtbot: QtBot) -> None:
    label = Label("Today", "title")
    qtbot.addWidget(label)
    before = label.font().pixelSize()
    theme.zoom_step(1)
    assert theme.zoom() == 110
    assert label.font().pixelSize() > before
    assert theme.px(53) > 53
    theme.set_zoom(1000)
    assert theme.zoom() == theme.ZOOMS[-1]
    theme.zoom_step(1)
    assert theme.zoom() == theme.ZOOMS[-1]
    theme.zoom_step(0)
    assert theme.zoom() == 100
    assert label.font().pixelSize() == before


def test_text_is_13_pixels_at_the_usual_size(qapp: QApplication) -> None:
    assert theme.font().pixelSize() == 13
    assert theme.font("title").pixelSize() == 20
    assert theme.px(28) == 28


def test_a_signal_of_the_system_does_not_loop(qapp: QApplication) -> None:
    told = []
    theme.bus().changed.connect(lambda: told.append(theme.colors().dark))
    theme.set_scheme("dark")
    assert told == [True]
