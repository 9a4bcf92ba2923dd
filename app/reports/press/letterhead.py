"""The head of the first page: the logo, the firm, and beside them how it is reached."""

from __future__ import annotations

from app.reports.content import Letterhead
from app.reports.press.ink import Ink
from app.reports.press.lines import break_lines
from app.reports.press.looks import Look
from app.reports.press.paper import MM
from app.reports.press.typesetting import (
    BoxMark,
    Cell,
    Mark,
    PictureMark,
    Strip,
    paragraph,
    plain,
    row,
    shifted,
    tall,
)

LOGO = "logo"
"""The key of its picture."""
LOGO_HEIGHT = 18 * MM
LEAST_FOR_FIRM = 0.25  # of the letterhead's width


def letterhead_strips(
    ink: Ink, look: Look, head: Letterhead, width: float, logo: tuple[str, int, int] | None
) -> list[Strip]:
    """The letterhead across ``width`` points; ``logo``: what it is, and its size in dots."""
    half = _firm_width(ink, look, head, width)
    beside = "\n".join(line for line in (head.tagline, *head.lines) if line)
    if look.scale > 1:
        beside = beside.replace(" · ", "\n")  # a number is not broken at its spaces
    picture: tuple[Mark, ...] = ()
    under = 0.0
    if logo:
        called, wide, high = logo
        scale = min(LOGO_HEIGHT / high, (half - 12) / wide)
        shown = ink.structure.add("Figure", called)
        picture = (PictureMark(0, 0, wide * scale, high * scale, LOGO, shown),)
        under = high * scale + 5
    left = paragraph(ink, plain(head.firm), look.firm, half - 12)
    right = row(ink, [Cell(plain(beside), look.firm_lines, half, width - half, "end")])
    marks = [*picture, *shifted(left, under), *shifted(right, 0)]
    height = max(under + tall(left), tall(right)) + 8
    rule = BoxMark(0, height, width, 0.7, (0.1, 0.1, 0.1))
    return [Strip(height + 0.7, (*marks, rule))]


def _firm_width(ink: Ink, look: Look, head: Letterhead, width: float) -> float:
    """What the firm's name gets of the letterhead: its share, or less where an address beside it could not be read
    when it is broken (an e-mail address in large print)."""
    words = [plain(word) for line in head.lines for word in line.split()]
    longest = max(
        (break_lines(ink, word, look.firm_lines, 2 * width)[0].width for word in words), default=0.0
    )
    share = min(width * look.firm_share, width - longest - 1)
    if not head.logo:  # a short name leaves the address what it does not need
        lines = break_lines(ink, plain(head.firm), look.firm, 2 * width)
        name = max((one.width for one in lines), default=0.0)
        share = min(share, name + 13)
    return max(share, width * LEAST_FOR_FIRM)
