"""What stands around the text of every page: the foot with matter, date and page x of y; from page 2 on the head."""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.reports.press.ink import Ink
from app.reports.press.lines import break_lines
from app.reports.press.looks import Look
from app.reports.press.typesetting import (
    RULE_GREY,
    BoxMark,
    Cell,
    Mark,
    Strip,
    one_line,
    plain,
    row,
    shifted,
    tall,
)

FOOT = 14.0  # points of a page for its foot, besides the margin
HEAD_RULE = 11.0  # points above the text of the second page and on
_DARK = (0.55, 0.55, 0.55)
_BELOW = 17.0  # points from the text to the foot's rule
_LEAST_NAME = 20.0
_MOST = 2  # lines of a note within its share
_BETWEEN = 8.0  # points between what stands at the left and at the right of a foot


@dataclass(frozen=True, slots=True)
class Edges:
    """``note`` stands at the left of each foot; ``name`` (cut where it is long), ``day`` and the page at its right;
    ``firm`` and ``running`` above the later pages, where ``running`` says anything."""

    note: str
    name: str = ""
    day: str = ""
    firm: str = ""
    running: str = ""
    page_of: str = "{page} of {pages}"


class Around:
    """Gives `app.reports.press.paper.write_pdf` the head and foot of each page. ``height``: of the text block."""

    def __init__(self, ink: Ink, look: Look, width: float, height: float, edges: Edges) -> None:
        self._ink, self._look, self._width, self._height, self._edges = ink, look, width, height, edges
        share = width * look.foot_share
        lines = break_lines(ink, plain(edges.note), look.small, share)
        self._note = self._said(share) if len(lines) > _MOST else self._set(edges.note, share)
        self._beside = (lines[0].width if lines else 0.0) + _BETWEEN
        """Where what stands at the right may begin: it is one line, and has what the note's first line leaves."""
        self._head = self._running() if edges.running else []

    def __call__(self, page: int, pages: int) -> list[Mark]:
        return [*self._foot(page, pages), *(self._head if page > 1 else ())]

    def _set(self, words: str, width: float) -> list[Strip]:
        return row(self._ink, [Cell(plain(words), self._look.small, 0, width)])

    def _said(self, share: float) -> list[Strip]:
        """A note that is long for its share, as in large print: from its second line on it goes below what stands at
        the right, too, so that two lines hold it."""
        small, words = self._look.small, self._edges.note.split()
        fitting = (
            count
            for count in range(len(words) - 1, 1, -1)
            if len(break_lines(self._ink, plain(" ".join(words[:count])), small, share)) == 1
        )
        count = next(fitting, 1)
        first = self._set(" ".join(words[:count]), share)
        return [*first, *self._set(" ".join(words[count:]), self._width)]

    def _foot(self, page: int, pages: int) -> list[Mark]:
        edges, small = self._edges, self._look.small
        top = self._height + _BELOW
        right = self._width - self._beside
        count = edges.page_of.format(page=f"{page:,}", pages=f"{pages:,}")
        ending = " · ".join(part for part in (edges.day, count) if part)
        short = " · ".join(part for part in (self._fitting(ending, right), ending) if part)
        beside = row(
            self._ink, [Cell(plain(short), replace(small, tabular=True), self._beside, right, "end")]
        )
        rule = BoxMark(0, top, self._width, 0.5, _DARK)
        return [rule, *shifted(self._note, top + 5), *shifted(beside, top + 5)]

    def _fitting(self, ending: str, width: float) -> str:
        """As much of the name as leaves room for what follows it."""
        name, small = self._edges.name, self._look.small
        if not name:
            return ""
        room = width - break_lines(self._ink, plain(f" · {ending}"), small, 2 * width)[0].width - 6
        return one_line(self._ink, name, small, max(room, _LEAST_NAME))

    def _running(self) -> list[Mark]:
        """The head of the later pages."""
        look, edges = self._look, self._edges
        left = self._width * look.head_share
        right = self._width - left - 8
        cells = [
            Cell(plain(one_line(self._ink, edges.firm, look.small, left)), look.small, 0, left),
            Cell(plain(edges.running), look.small, left + 8, right, "end"),
        ]
        above = row(self._ink, cells)
        marks = shifted(above, -HEAD_RULE - 3 * look.scale - tall(above))
        return [*marks, BoxMark(0, -HEAD_RULE, self._width, 0.5, RULE_GREY)]
