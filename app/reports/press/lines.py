"""Paragraphs into lines: what fits, and in which order the pieces of a line stand."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import NamedTuple

from app.reports.content import Run
from app.reports.press import bidi
from app.reports.press.clusters import clusters
from app.reports.press.ink import Fragment, Ink, TextStyle, printable, spelled
from app.reports.press.stretches import stretches
from app.reports.press.units import Unit, units, width_of

_STROKE = 0.018  # of the size, around the letters of a face that has no bold
_NEAR = 0.01  # points: nearer is the same place


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
        if leftward:  # what is spelled out runs rightward, and may be all that ran leftward
            part = [replace(run, text=spelled(run.text, style.face)) for run in part]
            text = "".join(run.text for run in part)
            leftward = bidi.has_leftward(text)
        ink.both_ways = ink.both_ways or leftward
        base = bidi.base_level(text) if leftward else 0
        breaker = _Breaker(ink, width)
        for unit in units(ink, part, style, bidi.levels(text, base) if leftward else None):
            breaker.take(unit)
        lines += [_line(taken, base) for taken in breaker.finish()]
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
        """Parts of a unit: the first fits ``room``, the others a line. A single character is never cut."""
        rest, taken, wide = deque(clusters(unit.text)), list[str](), 0.0
        while rest:
            taken.append(rest.popleft())
            wide += width_of(self.ink.word(taken[-1], unit.style, unit.way))
            if rest and wide + width_of(self.ink.word(rest[0], unit.style, unit.way)) <= room:
                continue
            piece = self._slice(unit, "".join(taken))
            # joined or kerned, they may be wider than one by one
            while piece.width > room and len(taken) > 1:
                rest.appendleft(taken.pop())
                piece = self._slice(unit, "".join(taken))
            yield piece
            taken, wide, room = [], 0.0, self.width

    def _slice(self, unit: Unit, text: str) -> Unit:
        fragments = self.ink.word(text, unit.style, unit.way)
        return unit._replace(text=text, fragments=fragments, width=width_of(fragments))


def _line(taken: list[Unit], base: int) -> Line:
    """The text operators of a line, in reading order."""
    if not taken:
        return Line("", 0.0, base == 1)
    if taken[0].way != "alone":
        return _turned(taken, base)
    parts: list[str] = []
    font, size, heavy = "", 0.0, False
    width = 0.0
    for unit in taken:
        width += unit.width
        for fragment in unit.fragments:
            if fragment.font != font or fragment.size != size:
                font, size = fragment.font, fragment.size
                parts.append(f"] TJ /{font} {size:g} Tf [")
            if fragment.heavy != heavy:
                heavy = fragment.heavy
                parts.append(_weight(fragment))
            parts.append(fragment.show)
    return Line(_operators(parts, heavy=heavy), width, False)


def _weight(fragment: Fragment) -> str:
    return f"] TJ 2 Tr {fragment.size * _STROKE:.3g} w [" if fragment.heavy else "] TJ 0 Tr ["


def _operators(parts: list[str], *, heavy: bool) -> str:
    """The parts, each of which is inside of a TJ array, as whole operators."""
    if heavy:
        parts.append("] TJ 0 Tr [")
    show = "".join(parts).removeprefix("] TJ ").replace("><", "").replace("[] TJ ", "") + "] TJ"
    return show.replace("[] TJ", "")


def _turned(taken: list[Unit], base: int) -> Line:
    """A line where text may run both ways: its stretches in reading order, each where it stands.

    Programs that take text out order it by place (poppler, pdfium) or leave it as written (pypdf, pdf.js), and the
    first get the same line either way. /ActualText would help none: pypdf does not look at it, and the others turn what
    they find in it around once more.
    """
    levels = [base if unit.space and unit is taken[-1] else unit.level for unit in taken]
    lefts, width = [0.0] * len(taken), 0.0
    for index in bidi.visual_order(levels):
        lefts[index] = width
        width += taken[index].width
    parts: list[str] = []
    heavy, begun, pen = False, 0.0, 0.0
    for x, stretch in _stretches(taken, levels, lefts):
        first = stretch[0]
        move = ""
        if abs(x - pen) >= _NEAR:
            move, begun = f"{x - begun:.2f} 0 Td ", begun + round(x - begun, 2)
        parts.append(f"] TJ {move}/{first.font} {first.size:g} Tf [")
        if first.heavy != heavy:
            heavy = first.heavy
            parts.append(_weight(first))
        parts += [fragment.show for fragment in stretch]
        pen = x + width_of(tuple(stretch))
    return Line(_operators(parts, heavy=heavy), width, base == 1)


def _stretches(
    taken: Sequence[Unit], levels: Sequence[int], lefts: Sequence[float]
) -> Iterator[tuple[float, list[Fragment]]]:
    """What is written at once, and how far from the left, in reading order. ``lefts``: of each unit."""
    for level, group in groupby(range(len(taken)), lambda index: levels[index]):
        indices = list(group)
        leftward = level % 2 == 1
        fragments = [fragment for index in indices for fragment in taken[index].fragments]
        parts = [list(same) for _, same in groupby(fragments, lambda one: (one.font, one.size, one.heavy))]
        x = lefts[indices[0]] + (taken[indices[0]].width if leftward else 0.0)
        for part in parts:
            for stretch in stretches(part[::-1] if leftward else part, leftward=leftward):
                wide = width_of(tuple(stretch))
                x -= wide if leftward else 0.0
                yield x, stretch
                x += 0.0 if leftward else wide
