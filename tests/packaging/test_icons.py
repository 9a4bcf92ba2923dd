"""The icons are those of the drawing, in every size that a system asks for."""

from __future__ import annotations

from io import BytesIO

import make_icons
import pytest
from PIL import Image, ImageChops, ImageStat
from pytestqt.qtbot import QtBot

_FURTHEST = 6.0  # of 255 on average: another version of Qt may smooth an edge otherwise


@pytest.mark.parametrize("side", make_icons.PNG_SIZES)
def test_each_size_is_kept(side: int, qtbot: QtBot) -> None:
    """After a change of the drawing: `python packaging/make_icons.py`."""
    kept = Image.open(make_icons.OUT / f"liaison-{side}.png").convert("RGBA")
    assert kept.size == (side, side)
    drawn = Image.open(BytesIO(make_icons.drawn(side))).convert("RGBA")
    assert max(ImageStat.Stat(ImageChops.difference(kept, drawn)).mean) < _FURTHEST


def test_windows_has_its_sizes() -> None:
    with Image.open(make_icons.OUT / "liaison.ico") as icon:
        assert icon.info["sizes"] == {(side, side) for side in make_icons.ICO_SIZES}


def test_macos_has_its_sizes() -> None:
    with Image.open(make_icons.OUT / "liaison.icns") as icon:
        pixels = {wide * scale for wide, _, scale in icon.info["sizes"]}
    assert pixels >= {32, 64, 128, 256, 512, 1024}
