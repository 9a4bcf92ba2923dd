"""Text that runs both ways, cut so that whoever takes it out of a file can tell which way each part ran.

A file says where each glyph stands, not which way its text runs. Programs that read text in the order in which it was
drawn (pypdf, pdf.js) take a stretch of leftward letters for written from its left end and turn it around; what has no
direction of its own (quotes, brackets, Arabic figures) they take with whatever came before. So a stretch begins, at its
left, with a letter; a sign there stands alone: turned around or not, it reads the same.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, Protocol, TypeVar

Runs = Literal["leftward", "rightward", ""]
"""Which way something runs by itself; nothing where it has no direction."""

_LEFTWARD = re.compile("[\u0590-\u065f\u066e-\u06ef\u06fa-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_UNDIRECTED = re.compile("[\x00-/:-@\u0660-\u066d\u06f0-\u06f9\u2000-\u206f\u20a0-\u21ff]")
# As those programs have it: the standard's classes know more, and where they differ a stretch must end.


class Running(Protocol):
    """A glyph, or a row of them."""

    @property
    def runs(self) -> Runs:
        """By its first character from the left."""
        ...


Item = TypeVar("Item", bound=Running)


def runs(text: str) -> Runs:
    """Which way the text of one glyph runs; several characters that are drawn as one have no direction either."""
    if len(text) != 1 or _UNDIRECTED.match(text):
        return ""
    return "leftward" if _LEFTWARD.match(text) else "rightward"


def stretches(items: Sequence[Item], *, leftward: bool) -> list[list[Item]]:
    """The items, which are given from left to right, in stretches in reading order; each is from left to right."""
    own: Runs = "leftward" if leftward else "rightward"
    found: list[list[Item]] = []
    running = False
    for item in items:
        if running and item.runs in {own, ""}:
            found[-1].append(item)
            continue
        found.append([item])
        running = item.runs == own
    return found[::-1] if leftward else found
