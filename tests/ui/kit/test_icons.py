from __future__ import annotations

import re

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon
from PySide6.QtWidgets import QApplication

from ui.kit import icons, theme

DRAWN = sorted(path.stem for path in (theme.RESOURCES / "icons").glob("*.svg"))


def _is_drawn_in(icon: QIcon, color: QColor, scale: float = 1.0) -> bool:
    """Whether all solid pixels have that colour, but for the rounding of blending."""
    image = icon.pixmap(QSize(24, 24), scale).toImage()
    assert image.width() == round(24 * scale)
    pixels = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
    solid = [pixel for pixel in pixels if pixel.alpha() > 200]
    parts = (
        (pixel.red() - color.red(), pixel.green() - color.green(), pixel.blue() - color.blue())
        for pixel in solid
    )
    return bool(solid) and all(abs(part) <= 3 for three in parts for part in three)


@pytest.mark.parametrize("name", sorted(icons.NAMES))
def test_every_word_of_the_domain_has_a_drawing(name: str) -> None:
    assert icons.exists(name)


@pytest.mark.parametrize("name", DRAWN)
def test_every_drawing_takes_the_colour_of_the_theme(qapp: QApplication, name: str) -> None:
    assert "currentColor" in (theme.RESOURCES / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    assert _is_drawn_in(icons.icon(name), theme.colors().ink)


def test_an_icon_follows_the_scheme_and_is_sharp_at_200_per_cent(qapp: QApplication) -> None:
    icon = icons.icon("phone", "accent")
    theme.set_scheme("dark")
    assert _is_drawn_in(icon, theme.colors().accent, 2.0)
    theme.set_scheme("light")
    assert _is_drawn_in(icon, theme.colors().accent, 2.0)


def test_a_missing_icon_is_said_at_once() -> None:
    with pytest.raises(ValueError, match="no icon is called 'nonsense'"):
        icons.icon("nonsense")


def test_the_notice_of_the_drawings_is_kept() -> None:
    notice = (theme.RESOURCES / "icons" / "LICENSE").read_text(encoding="utf-8")
    assert re.search(r"ISC License.*Lucide", notice, re.DOTALL)
