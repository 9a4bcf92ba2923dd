from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QProgressBar, QStyleFactory, QWidget
from pytestqt.qtbot import QtBot

from ui.kit import theme
from ui.kit.colours import DARK, DISCERNIBLE, LIGHT, contrast, high_contrast
from ui.kit.labels import Label
from ui.kit.style import QuietFusion


@pytest.fixture(autouse=True)
def _back_to_usual(qapp: QApplication) -> Iterator[None]:
    yield
    theme.pretend_contrast(None)
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


def test_high_contrast_of_the_system_is_followed_at_once_and_left_at_once(
    qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    pane = QWidget()
    qtbot.addWidget(pane)
    theme.set_ground(pane, "pane")
    theme.set_scheme("dark")
    hints = qapp.styleHints()
    access = hints.accessibility()
    monkeypatch.setattr(theme, "_system_asks_for_contrast", lambda: True)
    with qtbot.waitSignal(theme.bus().changed):
        access.contrastPreferenceChanged.emit(Qt.ContrastPreference.HighContrast)
    now, system = theme.colors(), QApplication.palette()
    assert now.forced
    assert not system.resolveMask(), "ours lies no more over the system's"
    assert (now.page, now.ink) == (
        system.color(QPalette.ColorRole.Window),
        system.color(QPalette.ColorRole.WindowText),
    )
    assert pane.palette().color(QPalette.ColorRole.Window) == now.page
    monkeypatch.setattr(theme, "_system_asks_for_contrast", lambda: False)
    with qtbot.waitSignal(theme.bus().changed):
        access.contrastPreferenceChanged.emit(Qt.ContrastPreference.NoPreference)
    assert theme.colors() == DARK
    assert QApplication.palette().color(QPalette.ColorRole.Window) == DARK.page


def test_another_theme_of_high_contrast_is_followed_at_once(qtbot: QtBot, qapp: QApplication) -> None:
    theme.pretend_contrast(high_contrast())
    assert theme.colors().dark
    theme.bus().pretended = QPalette(QColor("white"))
    with qtbot.waitSignal(theme.bus().changed):
        qapp.setPalette(QPalette(QColor("white")))  # as the system does it
    assert not theme.colors().dark


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_how_far_something_is_stands_out(scheme: theme.Scheme, qtbot: QtBot) -> None:
    theme.set_scheme(scheme)
    bar = QProgressBar()
    qtbot.addWidget(bar)
    style = QuietFusion(QStyleFactory.create("Fusion"))
    bar.setStyle(style)
    bar.setTextVisible(False)
    bar.setValue(50)
    bar.resize(200, 20)
    bar.show()
    image = bar.grab().toImage()
    done, rest = image.pixelColor(50, 10), image.pixelColor(150, 10)
    assert contrast(done, rest) >= DISCERNIBLE
