"""The type of a status report: as LOOK.md draws it, and in large print."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from app.reports.press.ink import TextStyle
from app.reports.press.paper import MM

LARGE_TEXT = 16.0
"""Points of the text in large print; what is smaller than the text elsewhere is not smaller than `LEAST` there."""
LEAST = 14.0


class Look(NamedTuple):
    """The styles of a letter's parts. ``date_column`` in points; ``foot``: room that the foot of a page takes besides
    the margin; ``scale`` against the ordinary letter. Of the width, ``firm_share`` is the firm's in the letterhead, and
    ``foot_share`` and ``head_share`` those of what stands at the left in each foot, and above the later pages."""

    text: TextStyle
    firm: TextStyle
    firm_lines: TextStyle
    title: TextStyle
    matter: TextStyle
    when: TextStyle
    head: TextStyle
    small: TextStyle
    date_column: float = 30 * MM
    foot: float = 0.0
    firm_share: float = 0.55
    foot_share: float = 0.67
    head_share: float = 0.67
    scale: float = 1.0

    @property
    def figures(self) -> TextStyle:
        """The text in tables."""
        return replace(self.text, tabular=True)


NORMAL = Look(
    text=TextStyle(),
    firm=TextStyle(size=12.2, leading=15, bold=True),
    firm_lines=TextStyle(family="sans", size=7.7, leading=9.8),
    title=TextStyle(size=13.4, leading=18, bold=True),
    matter=TextStyle(grey=0.33),
    when=TextStyle(family="sans", size=8.4, tabular=True, grey=0.2),
    head=TextStyle(family="sans", size=8.0, leading=11, bold=True, tracking=0.45, grey=0.16),
    small=TextStyle(family="sans", size=7.3, leading=10, grey=0.36),
)


def _larger(look: Look) -> Look:
    """Every style as much larger as the text is, at least `LEAST`, wide apart, and black."""
    scale = LARGE_TEXT / look.text.size
    styles = {}
    for name, style in look._asdict().items():
        if isinstance(style, TextStyle):
            size = max(style.size * scale, LEAST)
            styles[name] = replace(style, size=size, leading=size * 1.3, grey=0.0)
    return look._replace(
        **styles,
        date_column=look.date_column * scale,
        foot=28.0,
        firm_share=0.46,
        foot_share=0.42,
        head_share=0.4,
        scale=scale,
    )


LARGE = _larger(NORMAL)
