"""Every pair of ink and ground that stands on the screen keeps 4.5 to 1, every sign and edge 3 to 1 (LOOK.md)."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QPalette

from ui.kit.colours import (
    DARK,
    DISCERNIBLE,
    LIGHT,
    READABLE,
    Colors,
    contrast,
    from_system,
    high_contrast,
)

INKS = ("ink", "dim", "accent", "late", "soon", "done")
GROUNDS = (
    "page", "pane", "nav", "plain_ground", "accent_ground", "late_ground", "soon_ground", "done_ground",
)  # fmt: skip
UNDER = (*GROUNDS, "selection")
"""What something lies on; in high contrast what is selected has an ink of its own."""


def _palette(window: str, text: str, highlight: str, on_highlight: str) -> QPalette:
    made, role = QPalette(QColor(window)), QPalette.ColorRole
    for name, color in (
        (role.Window, window), (role.Base, window), (role.WindowText, text), (role.Text, text),
        (role.Highlight, highlight), (role.HighlightedText, on_highlight),
    ):  # fmt: skip
        made.setColor(name, QColor(color))
    return made


SYSTEMS = {
    "night sky": high_contrast(),
    "aquatic": _palette("#202020", "#ffffff", "#8ee3f0", "#263b50"),
    "desert": _palette("#fffaef", "#3d3d3d", "#903909", "#fff5e3"),
    "dusk": _palette("#2d3236", "#ffffff", "#a1bfde", "#212d3b"),
    "a pale mark, as on macOS": _palette("#ffffff", "#000000", "#b3d7ff", "#000000"),
}
"""High contrast themes that come with Windows 11, and one whose marked ground is pale."""


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ground", UNDER)
@pytest.mark.parametrize("ink", INKS)
def test_words_stand_out(scheme: Colors, ink: str, ground: str) -> None:
    assert contrast(getattr(scheme, ink), getattr(scheme, ground)) >= READABLE


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("ink", "ground"),
    [("selection_ink", "selection"), ("on_accent", "accent"), ("on_accent", "late"), ("page", "ink")],
)
def test_words_on_strong_grounds_stand_out(scheme: Colors, ink: str, ground: str) -> None:
    assert contrast(getattr(scheme, ink), getattr(scheme, ground)) >= READABLE


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ground", UNDER)
def test_the_edge_of_a_field_is_seen(scheme: Colors, ground: str) -> None:
    assert contrast(scheme.edge, getattr(scheme, ground)) >= DISCERNIBLE


@pytest.mark.parametrize("name", SYSTEMS)
def test_in_high_contrast_everything_stands_out(name: str) -> None:
    taken = from_system(SYSTEMS[name])
    pairs = [(ink, ground) for ink in (*INKS, "edge", "line") for ground in GROUNDS]
    for ink, ground in [*pairs, ("selection_ink", "selection"), ("on_accent", "accent"), ("page", "ink")]:
        assert contrast(getattr(taken, ink), getattr(taken, ground)) >= READABLE, (ink, ground)


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


@pytest.mark.parametrize("system", SYSTEMS.values(), ids=SYSTEMS)
def test_what_cannot_be_used_is_in_the_colour_of_the_system_where_it_can_be_read(system: QPalette) -> None:
    now = from_system(system)
    assert min(contrast(now.off, ground) for ground in (now.page, now.pane)) >= READABLE
    greyed = system.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.ButtonText)
    assert now.off in (greyed, now.ink)  # colours have no hash


def test_the_colour_of_what_cannot_be_used_is_another_than_that_of_what_can() -> None:
    assert from_system(high_contrast()).off != from_system(high_contrast()).ink
