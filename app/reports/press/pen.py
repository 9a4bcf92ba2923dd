"""Draws marks on the pages of a PDF, each inside its element, and remembers where headings stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from reportlab.lib.utils import ImageReader

from app.reports.press.structure import HEADINGS, Structure
from app.reports.press.tagging import TaggedCanvas
from app.reports.press.typesetting import BoxMark, Mark, PathMark, PictureMark, TextMark

if TYPE_CHECKING:
    from app.reports.press.paper import Sheet

_ABOVE = 14.0
"""Points above a heading's baseline to which its bookmark leads."""


class Bookmarks:
    """A bookmark for each heading, under that of the heading above it."""

    def __init__(self, canvas: TaggedCanvas, structure: Structure) -> None:
        self._canvas, self._structure = canvas, structure
        self._level = -1
        self._last = 0

    def meet(self, element: int, y: float) -> None:
        """Something of ``element`` is drawn with its baseline ``y`` points above the foot of the sheet."""
        level = HEADINGS.get(self._structure.kind(element))
        if level is None or element == self._last:
            return
        self._last = element
        self._level = min(level - 1, self._level + 1)  # none may be left out on the way down
        key = f"h{element}"
        self._canvas.bookmarkHorizontalAbsolute(key, y + _ABOVE)
        self._canvas.addOutlineEntry(self._structure.said.get(element, "") or "…", key, self._level)


class Pen:
    """Draws marks on the canvas' current page."""

    def __init__(self, canvas: TaggedCanvas, sheet: Sheet, pictures: Mapping[str, ImageReader]) -> None:
        self._canvas, self._sheet, self._pictures = canvas, sheet, pictures
        self._top = sheet.size[1] - sheet.margin
        self._left = sheet.left(1)

    def turn_to(self, page: int) -> None:
        """The canvas shows page ``page``, counted from 1."""
        self._left = self._sheet.left(page)

    def draw(
        self, marks: Sequence[Mark], down: float, bookmarks: Bookmarks | None = None, *, around: bool = False
    ) -> None:
        """Draw marks whose y counts from ``down`` points below the top of the text block; ``around``: they are the
        page's head or foot."""
        write, belongs = self._canvas.addLiteral, self._canvas.belongs
        for mark in marks:
            x = self._left + mark.x
            y = self._top - down - mark.y
            belongs(mark.element, around=around)
            if isinstance(mark, TextMark):
                grey = f"{mark.grey:g} g {mark.grey:g} G "
                write(f"BT {grey}1 0 0 1 {x:.2f} {y:.2f} Tm {mark.show} ET")
                if bookmarks is not None:
                    bookmarks.meet(mark.element, y)
            elif isinstance(mark, BoxMark):
                red, green, blue = mark.colour
                box = f"{x:.2f} {y - mark.height:.2f} {mark.width:.2f} {mark.height:.2f} re f"
                write(f"{red:g} {green:g} {blue:g} rg {box}")
            elif isinstance(mark, PathMark):
                write(_path(mark, x, y))
            elif isinstance(mark, PictureMark):
                self._canvas.drawImage(
                    self._pictures[mark.key], x, y - mark.height, mark.width, mark.height, mask="auto"
                )


def _path(mark: PathMark, x: float, y: float) -> str:
    points = [f"{x + across:.2f} {y - down:.2f}" for across, down in mark.points]
    if len(points) < 2:
        return ""
    way = " l ".join([f"{points[0]} m {points[1]}", *points[2:]]) + " l"
    if mark.filled:
        return f"{mark.grey:g} g {way} f"
    dash = f"[{mark.dash}] 0 d " if mark.dash else ""
    return f"q {dash}{mark.grey:g} G {mark.width:g} w 1 j {way} S Q"
