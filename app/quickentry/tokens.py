"""A line cut into words, each with its place: what is read is a bounded beginning, so that reading stays quick."""

from __future__ import annotations

import re
from dataclasses import dataclass

from app.kernel.language import spoken
from app.kernel.text import fold

READ = 1200
"""So many letters of a line are looked at; what follows them is part of the note all the same."""

_ORDINAL = 2
"""Digits of a day of the month."""
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
    dot = "." in tail and len(key) > 1 and key not in _ABBREVIATED and not _is_short(key)
    hard = newline or dot or any(mark in tail for mark in ";!?…")
    return Token(
        start, end, first, last, key, hard, "," in tail or ":" in tail, line[first : first + 1].isupper()
    )


def _is_short(key: str) -> bool:
    """Whether the stop behind it ends no sentence in the language that is spoken: "Mo.", in German "am 13." too."""
    own = spoken().typed.spelled("line_short")
    return key in own or ("#" in own and key.isdecimal() and len(key) <= _ORDINAL)


def phrase(tokens: tuple[Token, ...], at: int, count: int, *, commas: bool = False) -> str | None:
    """``count`` words from ``at`` on as one key; None where there are fewer, or a stop lies between them. ``commas``:
    those are no stops."""
    some = tokens[at : at + count]
    if len(some) < count or any(one.hard or (one.soft and not commas) for one in some[:-1]):
        return None
    return " ".join(one.key for one in some)
