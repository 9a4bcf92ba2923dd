"""How what is written of a document comes onto its pages: a short one on as few as it needs, a long one as it comes."""

from __future__ import annotations

from collections.abc import Iterable

from app.reports.press.pagination import Filling, FoldedPages, PageKeeper, paginate
from app.reports.press.typesetting import Strip, glue

CLOSEST = 0.6
"""Of the white between parts, where that saves a page."""
MOST_ROOM_TO_SIGN = 22.0
_AT_ONCE = 4000
"""Strips (some eighty pages) that are weighed together; a longer document is set as it comes."""


class Flow:
    """Strips, one below the other, for pages whose text is ``height`` points high."""

    def __init__(self, height: float) -> None:
        self._height = height
        self._strips: list[Strip] = []
        """All there are; once pages are set as they come, what was added last, which may still be held."""
        self._long: Filling | None = None
        self._signed_at: int | None = None

    def add(self, strips: Iterable[Strip]) -> None:
        """Write these below what is there."""
        new = list(strips)
        if self._long is not None and new:
            self._long.add(self._strips)
            self._strips = new
            return
        self._strips += new
        if len(self._strips) > _AT_ONCE:
            self._as_they_come()

    def hold(self) -> None:
        """What was written last stays on the page of what comes next, unless a new page is begun there."""
        self._strips = glue(self._strips)

    def sign(self) -> None:
        """Here it is signed, with what room the page leaves; the last lines above stay on that page."""
        self.hold()
        self._signed_at = len(self._strips) if self._long is None else None

    def turn(self) -> None:
        """Go on with another page."""
        filling = self._as_they_come()
        filling.add(self._strips)
        self._strips = []
        filling.turn()

    @property
    def left(self) -> float:
        """Points that the first page has left; none where it is full."""
        used = sum(strip.height + (strip.gap if number else 0.0) for number, strip in enumerate(self._strips))
        return max(0.0, self._height - used) if self._long is None else 0.0

    def finish(self) -> PageKeeper:
        """The pages; there is at least one."""
        if self._long is None:
            return self._weighed()
        self._long.add(self._strips)
        self._strips = []
        return self._long.finish()

    def _as_they_come(self) -> Filling:
        """From here on pages are set as they come, all but the last strip."""
        if self._long is None:
            self._long = Filling((self._height, self._height), FoldedPages())
            self._long.add(self._strips[:-1])
            self._strips = self._strips[-1:]
        return self._long

    def _weighed(self) -> PageKeeper:
        """On as few pages as it needs (K1: one where it fits); what is left is room to sign."""
        strips, heights = self._strips, (self._height, self._height)
        pages = paginate(strips, heights)
        if len(pages) > 1:
            closer = [strip._replace(gap=strip.gap * CLOSEST) for strip in strips]
            fewer = paginate(closer, heights)
            if len(fewer) < len(pages):
                strips, pages = closer, fewer
        at = self._signed_at
        if at is None or at >= len(strips) or not pages[-1]:
            return pages
        top, last = pages[-1][-1]
        room = min(MOST_ROOM_TO_SIGN, self._height - top - last.height)
        if room <= 0 or len(strips) - at > len(pages[-1]):
            return pages
        strips[at] = strips[at]._replace(gap=strips[at].gap + room)
        return paginate(strips, heights)
