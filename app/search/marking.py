"""The words asked for, marked in a text; and the stretch of a long text that shows them."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from app.search.asking import Asked
from app.search.folding import UNSPACED, fold, fold_with_places, is_unspaced
from app.search.needles import Needle, wanted

SHOWN = 240
"""So many letters of a text a list shows."""
_BEFORE = 70
_ONE_LINE = {ord(letter): " " for letter in "\n\r\t\v\f\x1c\x1d\x1e\x1f\x85\u2028\u2029"}


class Mark(NamedTuple):
    """Letters to be marked."""

    start: int
    length: int


class Snippet(NamedTuple):
    """A stretch of a text on one line, and what is marked in it."""

    text: str
    marks: tuple[Mark, ...]


class _Looking(NamedTuple):
    """What is looked for in a folded text: one for ASCII, where words end at spaces alone, and one for all."""

    quick: re.Pattern[str]
    """In an ASCII text in lower case: begins with letters, so that the search for them is the machine's own."""
    plain: re.Pattern[str]
    any: re.Pattern[str]


def marks(text: str, asked: Asked) -> tuple[Mark, ...]:
    """Which letters of a text are the words asked for, in order and not overlapping; for any text shown to people."""
    looking = _looking(asked)
    return () if looking is None else _marks(text, looking)


def snippet(text: str, asked: Asked) -> Snippet | None:
    """The stretch of ``text`` around the first of the words; None where it has none of them."""
    looking = _looking(asked)
    if looking is None:
        return None
    first = _first(text, looking)
    return None if first is None else _cut(text, first, looking)


def sayer(asked: Asked) -> Callable[[str], bool] | None:
    """Whether a text has any of the words, quickly; None where no words are looked for."""
    looking = _looking(asked)
    if looking is None:
        return None
    quick, thorough = looking.quick.search, looking.any.search

    def says(text: str) -> bool:
        if text.isascii():
            return quick(text.lower()) is not None
        return thorough(f" {fold(text)} ") is not None

    return says


def beginning(text: str, asked: Asked) -> Snippet:
    """How a text begins, with what is marked in it."""
    looking = _looking(asked)
    shown = text[:SHOWN].translate(_ONE_LINE).rstrip()
    found = () if looking is None else _marks(shown, looking)
    return Snippet(f"{shown} …" if len(text) > SHOWN else shown, found)


def has(text: str, needle: Needle) -> bool:
    """Whether a text has it, as the index would say."""
    return _compiled((needle,)).any.search(f" {fold(text)} ") is not None


def _cut(text: str, first: int, looking: _Looking) -> Snippet:
    start = 0
    if first > _BEFORE and len(text) > SHOWN:
        start = min(first - _BEFORE, max(0, len(text) - SHOWN))
        space = text.find(" ", start, first)
        start = start if space < 0 else space + 1
    end = start + SHOWN
    if end < len(text):
        space = text.rfind(" ", first + 1, end)
        end = space if space > first + _BEFORE else end
    shown = text[start:end].translate(_ONE_LINE).rstrip()
    before = "… " if start else ""
    found = tuple(Mark(one.start + len(before), one.length) for one in _marks(shown, looking))
    return Snippet(f"{before}{shown}{' …' if end < len(text) else ''}", found)


def _first(text: str, looking: _Looking) -> int | None:
    if text.isascii():
        found = looking.plain.search(f" {fold(text)} ")
        return None if found is None else found.start()
    folded, places = fold_with_places(text)
    found = looking.any.search(f" {folded} ")
    if found is None:
        return None
    at = max(0, found.start() - 1)
    return at if places is None else places[min(at, len(places) - 1)]


def _marks(text: str, looking: _Looking) -> tuple[Mark, ...]:
    if text.isascii():
        # The space before a word belongs to what is found, and stands in front of the text as well: places agree.
        return tuple(
            Mark(one.start(), one.end() - one.start() - 1)
            for one in looking.plain.finditer(f" {fold(text)} ")
        )
    folded, places = fold_with_places(text)
    found: list[Mark] = []
    for one in looking.any.finditer(f" {folded} "):
        start, end = one.start() - 1, one.end() - 1
        if places is not None and start < len(places):
            first, last = places[start], places[end - 1]
            if not found or first >= found[-1].start + found[-1].length:
                found.append(Mark(first, _to_its_end(text, last) - first))
    return tuple(found)


def _to_its_end(text: str, last: int) -> int:
    """Behind the letter and the accents that were written behind it."""
    end = last + 1
    while end < len(text) and not fold(text[end]):
        end += 1
    return end


@lru_cache(maxsize=64)
def _looking(asked: Asked) -> _Looking | None:
    needles = tuple(needle for one in wanted(asked) if not one.excluded for needle in one.needles)
    return _compiled(needles) if needles else None


@lru_cache(maxsize=256)
def _compiled(needles: tuple[Needle, ...]) -> _Looking:
    # Longest first: of "lease" and "lease agreement" both may stand there, and the longer one is marked.
    ordered = sorted(needles, key=lambda one: -sum(map(len, one.pieces)))
    plain = "|".join(_spelled(one, "(?= )") for one in ordered if all(map(str.isascii, one.pieces)))
    quick = "|".join(_spelled_quickly(one) for one in ordered if all(map(str.isascii, one.pieces)))
    edge = f"(?![^ {UNSPACED}])"
    every = "|".join(_spelled(one, edge, f"(?<![^ {UNSPACED}])") for one in ordered)
    return _Looking(
        re.compile(quick or "(?!)"), re.compile(f" (?:{plain})" if plain else r"(?!)"), re.compile(every)
    )


def _spelled_quickly(needle: Needle) -> str:
    if needle.digits:
        return "[^a-z0-9]{0,3}".join(needle.digits)
    first, *more = needle.pieces
    words = "[^a-z0-9]+".join((f"{first}(?<![a-z0-9]{first})", *more))
    return words if needle.begins else f"{words}(?![a-z0-9])"


def _spelled(needle: Needle, edge: str, start: str = "") -> str:
    if needle.digits:
        return "(?:[0-9] {0,3}){0,6}?" + " {0,3}".join(needle.digits)
    found: list[str] = []
    for at, piece in enumerate(needle.pieces):
        run = is_unspaced(piece)
        if at:
            found.append(" *" if run or is_unspaced(needle.pieces[at - 1]) else " +")
        elif not run:
            found.append(start)
        found.append(re.escape(piece))
    if not needle.begins and not is_unspaced(needle.pieces[-1]):
        found.append(edge)
    return "".join(found)
