"""Every pair of ink and ground that stands on the screen keeps 4.5 to 1 (LOOK.md)."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QPalette

from ui.kit.colours import DARK, LIGHT, Colors, contrast, from_system

PAIRS = [
    ("ink", "page"), ("ink", "pane"), ("ink", "nav"), ("ink", "plain_ground"), ("ink", "accent_ground"),
    ("dim", "page"), ("dim", "pane"), ("dim", "nav"), ("dim", "plain_ground"), ("dim", "selection"),
    ("selection_ink", "selection"), ("accent", "page"), ("accent", "pane"), ("accent", "accent_ground"),
    ("accent", "selection"), ("on_accent", "accent"),
    ("late", "late_ground"), ("late", "page"), ("late", "pane"), ("late", "nav"), ("late", "selection"),
    ("soon", "soon_ground"), ("soon", "page"), ("soon", "pane"),
    ("done", "done_ground"), ("done", "page"), ("done", "pane"),
]  # fmt: skip


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), PAIRS)
def test_words_stand_out(scheme: Colors, ink: str, ground: str) -> None:
    assert contrast(getattr(scheme, ink), getattr(scheme, ground)) >= 4.5


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast(QColor("black"), QColor("white")) == pytest.approx(21)
    assert contrast(QColor("#767676"), QColor("white")) == pytest.approx(4.54, abs=0.01)


def test_high_contrast_takes_only_colours_of_the_system() -> None:
    palette = QPalette(QColor("black"))
    roles = {palette.color(role).rgb() for role in (
        QPalette.ColorRole.Window, QPalette.ColorRole.WindowText, QPalette.ColorRole.Base,
        QPalette.ColorRole.Highlight, QPalette.ColorRole.HighlightedText)}  # fmt: skip
    taken = from_system(palette)
    assert taken.forced
    assert taken.dark
    shown = [color for name, color in taken._asdict().items() if name not in {"dark", "forced", "scrim"}]
    assert {color.rgb() for color in shown} <= roles
