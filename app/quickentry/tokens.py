"""A line cut into words, each with its place: what is read is a bounded beginning, so that reading stays quick."""

from __future__ import annotations

import re
from dataclasses import dataclass

from app.kernel.text import fold

READ = 1200
"""So many letters of a line are looked at; what follows them is part of the note all the same."""

_WORD = re.compile(r"\S+")
_BEFORE = "([{\"'“‘„«"
_AFTER = ",;:.!?)]}\"'”’»…"
_ABBREVIATED = frozenset(
    (
        "mr",
        "mrs",
        "ms",
        "dr",
        "st",
        "no",
        "civ",
        "p.m",
        "a.m",
        "vs",
        "jr",
        "sr",
        "inc",
        "ltd",
        "co",
        "e.g",
        "i.e",
    )
)


@dataclass(frozen=True, slots=True)
class Token:
    """One word. ``start`` to ``end`` is all of it, ``first`` to ``last`` is it without what stands around it."""

    start: int
    end: int
    first: int
    last: int
    key: str
    """Folded, with straight apostrophes."""
    hard: bool
    """A sentence or half of one ends here."""
    soft: bool
    """A comma or colon stands here."""
    capital: bool


def tokens_of(line: str) -> tuple[Token, ...]:
    """The words of what is read of the line."""
    return tuple(_token(line, found.start(), found.end()) for found in _WORD.finditer(line[: _cut(line)]))


def _cut(line: str) -> int:
    """Where reading ends: at a space, so that no word is half read."""
    if len(line) <= READ:
        return len(line)
    found = max(line.rfind(space, 0, READ) for space in " \n\t")
    return max(0, found)


def _token(line: str, start: int, end: int) -> Token:
    raw = line[start:end]
    first = start + len(raw) - len(raw.lstrip(_BEFORE))
    last = max(first, start + len(raw.rstrip(_AFTER)))
    tail = line[last:end]
    key = fold(line[first:last].replace("’", "'").replace("‘", "'"))
    newline = "\n" in line[end : end + 3]
    dot = "." in tail and len(key) > 1 and key not in _ABBREVIATED
    hard = newline or dot or any(mark in tail for mark in ";!?…")
    return Token(
        start, end, first, last, key, hard, "," in tail or ":" in tail, line[first : first + 1].isupper()
    )


def phrase(tokens: tuple[Token, ...], at: int, count: int) -> str | None:
    """``count`` words from ``at`` on as one key; None where there are fewer, or a stop lies between them."""
    some = tokens[at : at + count]
    if len(some) < count or any(one.hard or one.soft for one in some[:-1]):
        return None
    return " ".join(one.key for one in some)
