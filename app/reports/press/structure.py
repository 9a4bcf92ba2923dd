"""What a document is made of for whoever has it read aloud: headings, paragraphs, tables, figures, in reading order.

Elements are numbers; a mark that is drawn names the one that it belongs to. What no element owns is decoration.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal, NamedTuple

Kind = Literal["Document", "Sect", "H1", "H2", "H3", "P", "Table", "TR", "TH", "TD", "Figure"]

DECORATION = 0
"""The element of rules, heads and feet of pages: what is read aloud does not hold them."""
MOST_ELEMENTS = 150_000
"""A document of more (some five thousand pages) is written without them: they would outweigh its words."""
HEADINGS: dict[Kind, int] = {"H1": 1, "H2": 2, "H3": 3}
_KINDS: tuple[Kind, ...] = ("Document", "Sect", "H1", "H2", "H3", "P", "Table", "TR", "TH", "TD", "Figure")
_CELLS = (_KINDS.index("TH"), _KINDS.index("TD"))


class Piece(NamedTuple):
    """A stretch of a page's drawing that belongs to one element."""

    page: int
    number: int


class Structure:
    """The elements of one document. The first, number 0, is the document itself."""

    def __init__(self) -> None:
        self._kinds = bytearray([0])
        self._parents = array("i", [-1])
        self._inside = 0
        self.said: dict[int, str] = {}
        """Of a heading its words, of a figure what it shows."""
        self._first: dict[int, Piece] = {}
        self._more: dict[int, list[Piece]] = {}
        self._on_page: list[list[int]] = []

    def add(self, kind: Kind, said: str = "", *, inside: int | None = None) -> int:
        """A new element, behind those that are there; in the element that is open unless ``inside`` says where."""
        self._kinds.append(_KINDS.index(kind))
        self._parents.append(self._inside if inside is None else inside)
        number = len(self._kinds) - 1
        if said:
            self.said[number] = said
        return number

    @contextmanager
    def within(self, kind: Kind) -> Iterator[int]:
        """Open an element: what is added meanwhile stands in it."""
        before = self._inside
        self._inside = self.add(kind)
        try:
            yield self._inside
        finally:
            self._inside = before

    def kind(self, element: int) -> Kind:
        """What an element is."""
        return _KINDS[self._kinds[element]]

    def parent(self, element: int) -> int:
        """In which element it stands; -1 for the document."""
        return self._parents[element]

    @property
    def too_large(self) -> bool:
        """Whether there are more elements than are written."""
        return len(self._kinds) > MOST_ELEMENTS

    def next_page(self) -> None:
        """The drawing goes on with another page."""
        self._on_page.append([])

    def draw(self, element: int) -> int:
        """A stretch of the page is drawn that belongs to ``element``; the number that it has on the page."""
        stretches = self._on_page[-1]
        stretches.append(element)
        piece = Piece(len(self._on_page) - 1, len(stretches) - 1)
        if element in self._first:
            self._more.setdefault(element, []).append(piece)
        else:
            self._first[element] = piece
        return piece.number

    def is_drawn(self, element: int) -> bool:
        """Whether anything of it has been drawn yet."""
        return element in self._first

    def pieces(self, element: int) -> list[Piece]:
        """Where it was drawn."""
        first = self._first.get(element)
        return [] if first is None else [first, *self._more.get(element, ())]

    @property
    def pages(self) -> list[list[int]]:
        """The element of each stretch of each page."""
        return self._on_page

    def standing(self) -> tuple[list[int], dict[int, list[int]]]:
        """The elements of which anything was drawn, with all cells of their rows, in order; and what stands in each."""
        wanted = bytearray(len(self._kinds))
        wanted[0] = 1
        for element in self._first:
            while not wanted[element]:
                wanted[element] = 1
                element = self._parents[element]
        for element, kind in enumerate(self._kinds):  # an empty cell keeps its column
            if kind in _CELLS and wanted[self._parents[element]]:
                wanted[element] = 1
        order = [element for element in range(len(wanted)) if wanted[element]]
        inside: dict[int, list[int]] = {}
        for element in order[1:]:
            inside.setdefault(self._parents[element], []).append(element)
        return order, inside
