"""The number in the program's icon: painted, capped, gone at nought; and no word anywhere."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from ui.kit import theme
from ui.shell import badge


@pytest.fixture(autouse=True)
def _themed(qapp: QApplication) -> None:
    theme.install(qapp, scheme="light")


@pytest.mark.parametrize(
    ("number", "side", "words"),
    [(7, 16, "7"), (10, 16, "9+"), (10, 32, "10"), (99, 256, "99"), (4321, 256, "99+")],
)
def test_what_fits(number: int, side: int, words: str) -> None:
    assert badge.badge_words(number, side) == words


@pytest.mark.parametrize("late", [True, False])
def test_red_means_late(late: bool) -> None:
    for side in badge.SIZES:
        picture = (
            badge.badge_icon(3, late=late)
            .pixmap(
                side,
                side,
            )
            .toImage()
        )
        corner = picture.pixelColor(round(picture.width() * 0.72), round(picture.height() * 0.46))
        assert (corner.red() > corner.blue()) == late


def test_nothing_due_is_the_plain_icon(qapp: QApplication) -> None:
    badge.show_number(5, late=True)
    shown = qapp.windowIcon().pixmap(64, 64).toImage()
    badge.show_number(0)
    plain = qapp.windowIcon().pixmap(64, 64).toImage()
    assert shown != plain
    assert plain == badge.plain_icon().pixmap(64, 64).toImage()
    assert QColor(badge.badge_icon(0, late=True).pixmap(64, 64).toImage().pixelColor(60, 60)).alpha() == 0
