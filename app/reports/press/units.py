"""Text into the units that lines are made of: words, parts of words, spaces; and where a line may end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from app.reports.content import Run
from app.reports.press.clusters import clusters
from app.reports.press.ink import Fragment, Ink, TextStyle, Way

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
_MAY_BREAK = re.compile("[-‐–—/]")
# Inside a word a line may end after a hyphen between letters, a dash, or a slash before a word.
_INSIDE = re.compile(r"(?<=[^\W\d_][-–‐])(?=[^\W\d_])|(?<=—)(?=\w)|(?<=/)(?=\w{3})")
_NUMBER = re.compile(r"[+(]?\b\d{1,4}\)?(?: \d{2,4}\b){2,4}")
"""A telephone number: no line ends within it."""
_LONGEST = 120  # characters shaped at once; nobody writes longer words


class Unit(NamedTuple):
    """A word, a part of one, or spaces. ``wraps``: a line may end behind it; ``level`` as in ``bidi``; ``way``: as its
    fragments were set."""

    text: str
    style: TextStyle
    fragments: tuple[Fragment, ...]
    width: float
    space: bool
    wraps: bool
    level: int
    way: Way = "alone"


def width_of(fragments: tuple[Fragment, ...]) -> float:
    """In points."""
    return fragments[0].width if len(fragments) == 1 else sum(fragment.width for fragment in fragments)


def units(ink: Ink, runs: Sequence[Run], style: TextStyle, levels: Sequence[int] | None) -> Iterator[Unit]:
    """The units of one line of the source. ``levels``: of each character, when any of it runs leftward."""
    start = 0
    way: Way = "rightward" if ink.both_ways else "alone"
    before: Unit | None = None
    for run in runs:
        look = style
        if run.bold or run.italic:
            look = replace(style, bold=style.bold or run.bold, italic=style.italic or run.italic)
        shelf = ink.shelf(look, way)
        for text, space, wraps in _pieces(run.text):
            if levels is None:
                fragments = shelf.get(text) or ink.word(text, look, way)
                yield Unit(text, look, fragments, width_of(fragments), space, wraps, 0, way)
            else:
                whole = Unit(text, look, (), 0.0, space, wraps, 0)
                for unit in _by_level(ink, whole, levels[start : start + len(text)], before):
                    yield unit
                    before = unit
            start += len(text)


def _pieces(text: str) -> Iterator[tuple[str, bool, bool]]:
    """Each piece, whether a line may end at it because it is space, and whether one may end behind it."""
    numbers = [match.span() for match in _NUMBER.finditer(text)]
    for match in _PIECES.finditer(text):
        piece = match.group()
        if _SPACE.match(piece):
            held = any(start < match.start() < end for start, end in numbers)
            yield piece, not held, False
            continue
        end = match.end()
        wraps = _EASTERN.search(piece) is not None or _EASTERN.match(text, end) is not None
        wraps = wraps and piece[-1] not in _OPENING
        if len(piece) <= _LONGEST and not _MAY_BREAK.search(piece):
            yield piece, False, wraps
            continue
        parts = _INSIDE.split(piece)
        for part in parts[:-1]:
            yield from _bounded(part, True)
        yield from _bounded(parts[-1], wraps)


def _bounded(word: str, wraps: bool) -> Iterator[tuple[str, bool, bool]]:
    """A word in parts that are not too long to be shaped at once."""
    if len(word) <= _LONGEST:
        yield word, False, wraps
        return
    part = ""
    for cluster in clusters(word):
        if len(part) + len(cluster) > _LONGEST:
            yield part, False, False
            part = ""
        part += cluster
    yield part, False, wraps


def _by_level(ink: Ink, whole: Unit, levels: Sequence[int], before: Unit | None) -> Iterator[Unit]:
    """A unit cut where its direction changes, set; ``before``: what it stands behind."""
    start, text = 0, whole.text
    for end in range(1, len(text) + 1):
        if end == len(text) or levels[end] != levels[start]:
            level = levels[start]
            way: Way = "leftward" if level % 2 else "rightward"
            if whole.space and level == 1 and before is not None and before.level == 1 and before.fragments:
                fragments = ink.white(text[start:end], whole.style, before.fragments[-1])
            else:
                fragments = ink.word(text[start:end], whole.style, way)
            yield whole._replace(
                text=text[start:end],
                fragments=fragments,
                width=width_of(fragments),
                wraps=whole.wraps and end == len(text),
                level=level,
                way=way,
            )
            start = end
