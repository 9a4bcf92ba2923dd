"""Searching the guide: chapters that have all the words, the likeliest first, and the places in one."""

from __future__ import annotations

import re
from collections.abc import Sequence

_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_HEADS = re.compile(r"^#+ (.*)$|\*\*(.+?)\*\*", re.MULTILINE)
_MARKS = re.compile(r"[*`#|]|^\s*-\s", re.MULTILINE)
IN_TITLE, IN_HEAD, MOST_IN_TEXT = 100, 12, 8
"""What a word is worth in the chapter's name, in a head or bold words, and at most in the text."""


def words_of(typed: str) -> list[str]:
    """What is looked for, each as the beginning of a word."""
    return [word for word in re.split(r"\s+", typed.strip()) if word]


def pattern(word: str) -> re.Pattern[str]:
    """Where a word begins so."""
    return re.compile(rf"(?<!\w){re.escape(word)}", re.IGNORECASE)


def score(markdown: str, words: Sequence[str]) -> int:
    """How likely a chapter is meant; 0 where a word is missing."""
    title, _, rest = markdown.partition("\n")
    heads = " ".join(head or bold for head, bold in _HEADS.findall(rest))
    text = _MARKS.sub(" ", _LINK.sub(r"\1", rest))
    worth = 0
    for word in words:
        found = pattern(word)
        here = IN_TITLE * bool(found.search(title)) + IN_HEAD * len(found.findall(heads))
        here += min(len(found.findall(text)), MOST_IN_TEXT)
        if not here:
            return 0
        worth += here
    return worth


def found_in(chapters: Sequence[str], typed: str) -> list[int]:
    """The numbers of the chapters that have all words, the likeliest first; all in their order where none is typed."""
    words = words_of(typed)
    if not words:
        return list(range(len(chapters)))
    worth = [score(chapter, words) for chapter in chapters]
    return sorted((n for n, one in enumerate(worth) if one), key=lambda n: (-worth[n], n))


def places(text: str, typed: str) -> list[tuple[int, int]]:
    """Where the words stand in a text as it is shown: (from, length), in order."""
    found = {match.span() for word in words_of(typed) for match in pattern(word).finditer(text)}
    return [(begin, end - begin) for begin, end in sorted(found)]
