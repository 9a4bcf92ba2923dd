"""Whether two things stand beside each other, without turning back and forth at the edge."""

from __future__ import annotations

from ui.kit import theme

ANY_LENGTH = (1 << 24) - 1
"""Qt's own greatest width and height: no limit."""
_MORE = 16
"""So many pixels more before what went under the other comes back: a hand that draws at a window trembles."""


def is_room(width: int, needed: int, *, there: bool) -> bool:
    """Whether ``needed`` of ``width`` pixels are enough; ``there``: both stand beside each other already."""
    return width >= needed + (0 if there else theme.px(_MORE))
