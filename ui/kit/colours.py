"""The roles of colour: values for light, for dark, and taken from the system where it asks for high
contrast."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtGui import QColor, QPalette


class Colors(NamedTuple):
    """One colour for each role. A page asks for a role and never names a colour."""

    page: QColor
    pane: QColor
    nav: QColor
    ink: QColor
    dim: QColor
    line: QColor
    edge: QColor
    accent: QColor
    accent_ground: QColor
    on_accent: QColor
    selection: QColor
    selection_ink: QColor
    late: QColor
    late_ground: QColor
    soon: QColor
    soon_ground: QColor
    done: QColor
    done_ground: QColor
    plain_ground: QColor
    off: QColor
    scrim: QColor
    dark: bool
    forced: bool


def _colors(values: str, scrim: QColor, *, dark: bool) -> Colors:
    roles = [name for name in Colors._fields if name not in {"off", "scrim", "dark", "forced"}]
    named = {role: QColor("#" + value) for role, value in zip(roles, values.split(), strict=True)}
    return Colors(**named, off=named["dim"], scrim=scrim, dark=dark, forced=False)


# page pane nav · ink dim line, the edge of a field · accent, its ground, what is written on it · selection and its
# ink · late · soon · done · plain chip
LIGHT = _colors(
    "f6f6f4 ffffff ecebe7 1d1f23 65686f e3e2dd 80838b 2f5d8a e4edf6 ffffff dfe9f3 1d1f23 "
    "b3261e fbe9e7 8a5a00 fdf1d8 2e6b3f e5f2e8 ecebe7",
    QColor(20, 22, 26, 90),
    dark=False,
)
DARK = _colors(
    "1c1d20 232529 18191c e8e8e6 a3a6ae 34363c 80838b 8ab6e0 28394a 16202a 2c3b4b e8e8e6 "
    "ff9a90 472521 f2c063 3f3318 8fd0a0 213a29 2a2c31",
    QColor(0, 0, 0, 140),
    dark=True,
)


READABLE = 4.5
"""Contrast of words on what they stand on, at least (WCAG 2.2, 1.4.3)."""
DISCERNIBLE = 3.0
"""Contrast of signs, of large words, and of the edge of a field (WCAG 2.2, 1.4.11)."""


def from_system(palette: QPalette) -> Colors:
    """The system's own colours for high contrast: shapes and words carry the meaning then.

    Where its marked ground does not stand out from what it lies on (macOS has a pale one), ink and ground change
    places. What cannot be used now is in the system's colour for that, where it can be read.
    """
    role = QPalette.ColorRole
    ground, ink = palette.color(role.Window), palette.color(role.WindowText)
    base, marked = palette.color(role.Base), palette.color(role.Highlight)
    on_marked = palette.color(role.HighlightedText)
    if min(contrast(marked, one) for one in (ground, base, on_marked)) < READABLE:
        marked, on_marked = ink, ground
    off = palette.color(QPalette.ColorGroup.Disabled, role.ButtonText)
    if min(contrast(off, one) for one in (ground, base)) < READABLE:
        off = ink
    return Colors(
        page=ground,
        pane=base,
        nav=ground,
        ink=ink,
        dim=ink,
        line=ink,
        edge=ink,
        accent=marked,
        accent_ground=ground,
        on_accent=on_marked,
        selection=marked,
        selection_ink=on_marked,
        late=ink,
        late_ground=ground,
        soon=ink,
        soon_ground=ground,
        done=ink,
        done_ground=ground,
        plain_ground=ground,
        off=off,
        scrim=QColor(0, 0, 0, 160),
        dark=ground.lightness() < 128,
        forced=True,
    )


def high_contrast() -> QPalette:
    """A palette like that of Windows' “Night sky”, where there is no system to ask: for pictures and tests."""
    role, group = QPalette.ColorRole, QPalette.ColorGroup
    black, white, violet = QColor("black"), QColor("white"), QColor("#d6b4fd")
    palette = QPalette(black)
    for name in (
        role.WindowText,
        role.Text,
        role.ButtonText,
        role.BrightText,
        role.ToolTipText,
    ):
        palette.setColor(name, white)
    # An example is no content, also without colours.
    palette.setColor(role.PlaceholderText, QColor("#a6a6a6"))
    for name in (role.Base, role.AlternateBase, role.Button, role.ToolTipBase):
        palette.setColor(name, black)
    palette.setColor(role.Highlight, violet)
    palette.setColor(role.HighlightedText, QColor("#2b2b2b"))
    for name in (role.Link, role.LinkVisited):
        palette.setColor(name, QColor("#8080ff"))
    for name in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(group.Disabled, name, QColor("#a6a6a6"))
    return palette


def contrast(one: QColor, other: QColor) -> float:
    """Contrast ratio of two opaque colours, 1 to 21 (WCAG 2.2, "contrast ratio")."""

    def luminance(color: QColor) -> float:
        def linear(part: float) -> float:
            return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

        red, green, blue = (linear(part) for part in (color.redF(), color.greenF(), color.blueF()))
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def to_palette(colors: Colors) -> QPalette:
    """The platform palette that these roles make."""
    role = QPalette.ColorRole
    palette = QPalette(colors.page)
    pairs = {
        role.Window: colors.page,
        role.WindowText: colors.ink,
        role.Base: colors.pane,
        role.AlternateBase: colors.page,
        role.Text: colors.ink,
        role.Button: colors.pane,
        role.ButtonText: colors.ink,
        role.BrightText: colors.late,
        role.Light: colors.line,
        role.Midlight: colors.line,
        role.Mid: colors.line,
        role.Dark: colors.dim,
        role.Shadow: colors.line,
        role.Highlight: colors.selection,
        role.HighlightedText: colors.selection_ink,
        role.Accent: colors.accent,
        role.Link: colors.accent,
        role.LinkVisited: colors.accent,
        role.PlaceholderText: colors.dim,
        role.ToolTipBase: colors.pane,
        role.ToolTipText: colors.ink,
    }
    for group in (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive, QPalette.ColorGroup.Disabled):
        for name, color in pairs.items():
            palette.setColor(group, name, color)
    for name in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, name, colors.dim)
    return palette
