"""Paragraphs into lines: where a line may end, what fits, and in which order its pieces stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from app.reports import bidi
from app.reports.clusters import clusters
from app.reports.content import Run
from app.reports.ink import Fragment, Ink, TextStyle, printable

_SPACES = " \u1680\u2000-\u2006\u2008-\u200b\u205f\u3000"
_EAST = (
    "\u2e80-\u2fff\u3001-\u30ff\u3100-\u312f\u31a0-\u4dbf\u4e00-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff60"
)
_EAST += "\U00020000-\U0003ffff"
_OPENING = "（［｛〈《「『【〔〖〘‘“"
_NOT_FIRST = "、。，．・：；？！）］｝〉》」』】〕〗〙％…‥’”.,;:!?)"
_NOT_FIRST += "ーぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ々〻゛゜"
_PIECES = re.compile(
    f"[{_SPACES}]+|[{_OPENING}]*[{_EAST}][{re.escape(_NOT_FIRST)}]*|[^{_SPACES}{_EAST}]+[{re.escape(_NOT_FIRST)}]*"
)
_SPACE = re.compile(f"[{_SPACES}]")
_EASTERN = re.compile(f"[{_EAST}]")
# Inside a word a line may end after a hyphen between letters, a dash, or a slash before a word.
_INSIDE = re.compile(r"(?<=[^\W\d_][-–‐])(?=[^\W\d_])|(?<=—)(?=\w)|(?<=/)(?=\w{3})")


class Unit(NamedTuple):
    """A word, a part of one, or spaces. ``wraps``: a line may end behind it; ``level`` as in ``bidi``."""

    text: str
    style: TextStyle
    fragments: tuple[Fragment, ...]
    width: float
    space: bool
    wraps: bool
    level: int


class Line(NamedTuple):
    """One line ready to be drawn. ``width`` in points; ``leftward``: it starts at the right edge."""

    show: str
    width: float
    leftward: bool


def break_lines(ink: Ink, runs: Sequence[Run], style: TextStyle, width: float) -> list[Line]:
    """The lines of a paragraph ``width`` points wide; a line end in the text starts a new line.

    Words longer than a line are cut between characters. Text that runs leftward stands in its reading order.
    """
    lines: list[Line] = []
    for part in _hard_lines(runs):
        text = "".join(run.text for run in part)
        leftward = bidi.has_leftward(text)
        base = bidi.base_level(text) if leftward else 0
        breaker = _Breaker(ink, width)
        for unit in _units(ink, part, style, bidi.levels(text, base) if leftward else None):
            breaker.take(unit)
        lines += [_line(ink, units, base) for units in breaker.finish()]
    return lines


def _hard_lines(runs: Sequence[Run]) -> list[list[Run]]:
    """The runs of each line of the source, printable."""
    parts: list[list[Run]] = [[]]
    for run in runs:
        pieces = printable(run.text).split("\n")
        for number, piece in enumerate(pieces):
            if number:
                parts.append([])
            if piece:
                parts[-1].append(replace(run, text=piece))
    return parts


def _units(ink: Ink, runs: list[Run], style: TextStyle, levels: list[int] | None) -> Iterator[Unit]:
    start = 0
    for run in runs:
        look = style
        if run.bold != style.bold or run.italic != style.italic:
            look = replace(style, bold=style.bold or run.bold, italic=style.italic or run.italic)
        shelf = ink.shelf(look, False)
        for match in _PIECES.finditer(run.text):
            piece = match.group()
            space = _SPACE.match(piece) is not None
            behind = run.text[match.end() : match.end() + 1]
            eastern = not space and (_EASTERN.search(piece) is not None or _EASTERN.match(behind) is not None)
            wraps = eastern and piece[-1] not in _OPENING
            if levels is not None:
                yield from _levelled(
                    ink, piece, look, space, wraps, levels[start + match.start() : start + match.end()]
                )
                continue
            if space or not ("-" in piece or "/" in piece or "–" in piece or "—" in piece):
                fragments = shelf.get(piece) or ink.word(piece, look)
                yield Unit(piece, look, fragments, _width(fragments), space, wraps, 0)
                continue
            parts = _INSIDE.split(piece)
            for number, part in enumerate(parts, 1):
                fragments = ink.word(part, look)
                yield Unit(part, look, fragments, _width(fragments), False, wraps or number < len(parts), 0)
        start += len(run.text)


def _levelled(
    ink: Ink, piece: str, style: TextStyle, space: bool, wraps: bool, levels: list[int]
) -> Iterator[Unit]:
    """A word cut where its direction changes."""
    start = 0
    for end in range(1, len(piece) + 1):
        if end == len(piece) or levels[end] != levels[start]:
            fragments = ink.word(piece[start:end], style, levels[start] % 2 == 1)
            last = end == len(piece)
            yield Unit(
                piece[start:end], style, fragments, _width(fragments), space, wraps and last, levels[start]
            )
            start = end


def _width(fragments: tuple[Fragment, ...]) -> float:
    return fragments[0].width if len(fragments) == 1 else sum(fragment.width for fragment in fragments)


@dataclass(slots=True)
class _Breaker:
    """Fills lines one after the other (first fit)."""

    ink: Ink
    width: float
    lines: list[list[Unit]] = field(default_factory=list)
    line: list[Unit] = field(default_factory=list)
    used: float = 0.0
    spaces: list[Unit] = field(default_factory=list)
    group: list[Unit] = field(default_factory=list)

    def take(self, unit: Unit) -> None:
        if unit.space:
            self._place()
            self.spaces.append(unit)
        else:
            self.group.append(unit)
            if unit.wraps:
                self._place()

    def finish(self) -> list[list[Unit]]:
        self._place()
        return [*self.lines, self.line]

    def _place(self) -> None:
        """Put the units that hold together on this line, or on the next."""
        if not self.group:
            return
        group, self.group = self.group, []
        white = sum(unit.width for unit in self.spaces)
        wide = sum(unit.width for unit in group)
        if self.used + white + wide > self.width + 0.01:
            if self.line:
                self._end()
            white = 0.0
            self.spaces = []
            if wide > self.width:
                group = self._cut(group)
                wide = sum(unit.width for unit in group)
        self.line += self.spaces
        self.line += group
        self.used += white + wide
        self.spaces = []

    def _end(self) -> None:
        self.lines.append(self.line)
        self.line, self.used = [], 0.0

    def _cut(self, group: list[Unit]) -> list[Unit]:
        """Cut what is wider than a line; whole lines are ended, the rest is handed back."""
        rest: list[Unit] = []
        used = 0.0
        for unit in group:
            if used + unit.width <= self.width:
                rest.append(unit)
                used += unit.width
                continue
            for piece in self._slices(unit, self.width - used):
                if rest and used + piece.width > self.width:
                    self.lines.append(rest)
                    rest, used = [], 0.0
                rest.append(piece)
                used += piece.width
        return rest

    def _slices(self, unit: Unit, room: float) -> Iterator[Unit]:
        """Parts of a unit: the first fits ``room``, the others a line."""
        leftward = unit.level % 2 == 1
        taken, wide = "", 0.0
        for cluster in clusters(unit.text):
            own = _width(self.ink.word(cluster, unit.style, leftward))
            if taken and wide + own > room:
                yield self._slice(unit, taken, leftward)
                taken, wide, room = "", 0.0, self.width
            taken += cluster
            wide += own
        yield self._slice(unit, taken, leftward)

    def _slice(self, unit: Unit, text: str, leftward: bool) -> Unit:
        fragments = self.ink.word(text, unit.style, leftward)
        return unit._replace(text=text, fragments=fragments, width=_width(fragments))


def _line(ink: Ink, units: list[Unit], base: int) -> Line:
    """The text operators of a line. The text stands in reading order where all of it runs rightward."""
    levels = [
        base if unit.space and index == len(units) - 1 else unit.level for index, unit in enumerate(units)
    ]
    order = bidi.visual_order(levels) if any(levels) else range(len(units))
    parts: list[str] = []
    font, size, heavy = "", 0.0, False
    width = 0.0
    for index in order:
        width += units[index].width
        for fragment in units[index].fragments:
            if fragment.font != font or fragment.size != size:
                font, size = fragment.font, fragment.size
                parts.append(f"] TJ /{font} {size:g} Tf [")
            if fragment.heavy != heavy:
                heavy = fragment.heavy
                parts.append(f"] TJ 2 Tr {size * 0.028:.3g} w [" if heavy else "] TJ 0 Tr [")
            parts.append(fragment.show)
    if heavy:
        parts.append("] TJ 0 Tr [")
    if not parts:
        return Line("", 0.0, base == 1)
    show = "".join(parts).removeprefix("] TJ ").replace("><", "").replace("[] TJ ", "") + "] TJ"
    return Line(show.replace("[] TJ", ""), width, base == 1)
