"""Strips on pages: what holds together stays together, and a table that goes on says its head again."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator
from typing import Any, Protocol

from app.reports.press.structure import DECORATION
from app.reports.press.typesetting import BoxMark, Mark, PathMark, PictureMark, Strip, TextMark

Page = list[tuple[float, Strip]]
"""Strips, each with its distance from the top of the text block."""
_MOST_AGAIN = 0.4
"""Of a page: a head that is taller is not said again."""

_UNDER_AGAIN = 2.0
"""Points of white under it."""


class PageKeeper(Protocol):
    """Where full pages go: a list, or `FoldedPages`."""

    def append(self, page: Page, /) -> None:
        """One more."""
        ...

    def __len__(self) -> int: ...
    def __iter__(self) -> Iterator[Page]: ...


def paginate(strips: Iterable[Strip], heights: tuple[float, float]) -> list[Page]:
    """Strips on pages; all of them at once, see `Filling`."""
    filling = Filling(heights)
    filling.add(strips)
    return list(filling.finish())


class Filling:
    """Pages that are filled as strips come in; those that are full are kept as ``full`` keeps them.

    ``heights``: of the text block on the first page and on the others. Strips glued together go to the next
    page together, unless they are taller than a page: then they split where the page ends.
    """

    def __init__(self, heights: tuple[float, float], full: PageKeeper | None = None) -> None:
        self._heights = heights
        self._full: PageKeeper = [] if full is None else full
        self._page: Page = []
        self._group: list[Strip] = []
        self._used = 0.0
        self._fresh = True  # nothing stands on the page but what is said again

    def add(self, strips: Iterable[Strip]) -> None:
        """Set these."""
        for strip in strips:
            self._group.append(strip)
            if not strip.glued:
                self._place()

    def turn(self) -> None:
        """Go on with a new page, unless this one is empty."""
        self._place()
        if not self._fresh:
            self._next_page(())

    def finish(self) -> PageKeeper:
        """All pages; there is at least one."""
        self._place()
        if self._page or not len(self._full):
            self._full.append(self._page)
        return self._full

    def _place(self) -> None:
        group, self._group = self._group, []
        if not group:
            return
        tall = sum(strip.height + strip.gap for strip in group)
        alone = tall - group[0].gap + sum(strip.height for strip in group[0].again)
        if not self._fresh and self._used + tall > self._room and alone <= self._heights[1]:
            self._next_page(group[0].again)
        for strip in group:
            gap = 0.0 if self._fresh else strip.gap
            if not self._fresh and self._used + gap + strip.height > self._room + 0.01:
                self._next_page(strip.again)
                gap = 0.0
            self._page.append((self._used + gap, strip))
            self._used += gap + strip.height
            self._fresh = False

    @property
    def _room(self) -> float:
        return self._heights[1 if len(self._full) else 0]

    def _next_page(self, again: tuple[Strip, ...]) -> None:
        """With what is said again at its top."""
        self._full.append(self._page)
        self._page, self._used, self._fresh = [], 0.0, True
        if sum(strip.height for strip in again) > _MOST_AGAIN * self._heights[1]:
            return
        for strip in again:
            self._page.append((self._used, _as_decoration(strip)))
            self._used += strip.height
        self._used += _UNDER_AGAIN if again else 0.0


class FoldedPages:
    """Full pages, folded small until they are written: a thousand of them take the room of ten."""

    def __init__(self) -> None:
        self._folded: list[bytes] = []

    def append(self, page: Page) -> None:
        """One more."""
        self._folded.append(zlib.compress(_written(page).encode("ascii"), 1))

    def __len__(self) -> int:
        return len(self._folded)

    def __iter__(self) -> Iterator[Page]:
        return (_read(zlib.decompress(folded)) for folded in self._folded)


_MARKS: tuple[type[Mark], ...] = (TextMark, BoxMark, PathMark, PictureMark)
_NUMBERS = {kind: number for number, kind in enumerate(_MARKS)}


def _written(page: Page) -> str:
    """What is left to draw of a page that is full, as JSON: reading it can run nothing, as a pickle could."""
    return json.dumps(
        [
            (down, strip.height, [(_NUMBERS[type(mark)], mark) for mark in strip.marks])
            for down, strip in page
            if strip.marks
        ]
    )


def _read(folded: bytes) -> Page:
    return [
        (down, Strip(height, tuple(_MARKS[number]._make(_frozen(of)) for number, of in marks)))
        for down, height, marks in json.loads(folded)
    ]


def _frozen(values: list[Any]) -> Iterable[Any]:  # Any: as a NamedTuple is made of any values
    """JSON's lists were tuples: a colour, the points of a path. Most marks have none, and this is asked of each."""
    if list in map(type, values):
        return (tuple(_frozen(value)) if isinstance(value, list) else value for value in values)
    return values


def _as_decoration(strip: Strip) -> Strip:
    """The same, but not read aloud a second time."""
    return strip._replace(marks=tuple(mark._replace(element=DECORATION) for mark in strip.marks))
