r"""The few marks of a letter's text, at the beginning of a line; all else is text as it stands.

    # What comes next             a heading
    - sign the form               a point of a list
    13 Nov | Hearing | you come   a row: when, what, perhaps a note at the right
    ____                          a line to write on

A backslash before one of ``\ | # - _`` makes it an ordinary letter: so does `guarded` with what somebody typed, and
a client called "# 1" stays what they are called.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple

_GUARD = re.compile(r"\\([\\|#_-])")
_BAR = " | "
"""A bar that is guarded has a backslash before it, not a space."""
_WRITE = re.compile(r"_{3,}\s*")


class Shape(Enum):
    """What a line is."""

    TEXT = "text"
    HEADING = "heading"
    POINT = "point"
    ROW = "row"
    WRITE = "write"
    BLANK = "blank"


class Line(NamedTuple):
    """One line, in plain text. ``when`` and ``note`` of a row."""

    shape: Shape
    text: str = ""
    when: str = ""
    note: str = ""


def guarded(value: str, *, fresh: bool) -> str:
    """A value so that nothing in it is read as a mark; ``fresh``: it stands at the beginning of a line."""
    value = value.replace("\\", "\\\\").replace("|", "\\|")
    first, *others = value.split("\n")
    return "\n".join((_at_start(first) if fresh else first, *map(_at_start, others)))


def _at_start(line: str) -> str:
    return f"\\{line}" if line[:1] in {"#", "-", "_"} else line


def bare(text: str) -> str:
    """Without the backslashes that guard a letter."""
    return _GUARD.sub(r"\1", text)


def lines_of(text: str) -> Iterator[Line]:
    """Each line of a letter's text by its shape."""
    for line in text.split("\n"):
        yield _line(line)


def _line(line: str) -> Line:
    if not line.strip():
        return Line(Shape.BLANK)
    if line.startswith("# "):
        return Line(Shape.HEADING, bare(line[2:]))
    if line.startswith("- "):
        return Line(Shape.POINT, bare(line[2:]))
    if _WRITE.fullmatch(line):
        return Line(Shape.WRITE)
    cells = line.split(_BAR, 2)
    if len(cells) > 1:
        when, what, *note = (bare(cell) for cell in cells)
        return Line(Shape.ROW, what, when, note[0] if note else "")
    return Line(Shape.TEXT, bare(line))


def as_plain(text: str) -> str:
    """The letter as an e-mail says it: no marks."""
    said = []
    for line in lines_of(text):
        match line.shape:
            case Shape.POINT:
                said.append(f"- {line.text}")
            case Shape.ROW:
                said.append("  ".join(part for part in (f"{line.when}:", line.text, line.note) if part))
            case Shape.WRITE:
                said.append("_" * 40)
            case _:
                said.append(line.text)
    return re.sub(r"\n{3,}", "\n\n", "\n".join(said)).strip() + "\n"
