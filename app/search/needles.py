"""What one thing that was typed is looked for as: in the index, and as letters to mark in a text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from app.search.asking import Asked, Sort, Token
from app.search.beginnings import Known
from app.search.folding import is_unspaced, phone_key, pieces_of, words_of, written_otherwise

_MOST_WORDS = 64
_NOTHING = '"_none"'
"""A key that no row has."""
_SAID = frozenset({Sort.WORD, Sort.PHRASE, Sort.PREFIX, Sort.UNCLEAR})


@dataclass(frozen=True, slots=True)
class Needle:
    """Words one after the other. ``begins``: the last one is a beginning."""

    words: tuple[str, ...]
    """As the index holds them; of a telephone number its key alone."""
    pieces: tuple[str, ...]
    """As a folded text holds them."""
    begins: bool
    digits: str = ""
    """Of a telephone number what has to be there, whatever stands between."""

    def spelled(self, known: Known) -> str:
        """For the index. Words hold letters and digits alone, so nothing in them is a command to it."""
        *before, last = self.words
        ends = known(last) if self.begins else None
        if ends is None:
            return f'"{" ".join(self.words)}"{"*" if self.begins else ""}'
        return any_of(f'"{" ".join((*before, end))}"' for end in ends)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What one token, or several that are one telephone number, is looked for as: any of these."""

    needles: tuple[Needle, ...]
    excluded: bool

    def spelled(self, known: Known) -> str:
        """For the index."""
        return any_of(one.spelled(known) for one in self.needles)


def any_of(several: Iterable[str]) -> str:
    """For the index: rows that have one of these; of none, no rows."""
    found = list(several) or [_NOTHING]
    return found[0] if len(found) == 1 else f"({' OR '.join(found)})"


def needles_of(value: str, *, begins: bool, is_phrase: bool = False) -> tuple[Needle, ...]:
    """What ``value`` is looked for as; nothing where it has neither letters nor digits."""
    words = words_of(value)[:_MOST_WORDS]
    if not words:
        return ()
    pieces = [piece for piece, _ in pieces_of(value)]
    last = pieces[-1]
    if begins and len(words) > 1 and len(last) == 1 and last.isascii() and last.isalpha():
        # "26-c", on the way to "26-cv": the index knows no beginnings of one letter.
        words, pieces = words[:-1], pieces[:-1]
        begins = False
    elif is_unspaced(last):
        begins = len(last) == 1  # pairs begin with it; a longer run is open at its end anyway
    elif len(last) == 1:
        begins = False
    found = [Needle(tuple(words), tuple(pieces), begins)]
    if is_phrase:
        return tuple(found)
    other = written_otherwise(value) if len(words) == 1 else None
    if other and other != words[0] and " " not in other:
        # "Müll…" begins "Muell…" too; but what begins with "du" is not what begins with "due".
        found.append(Needle((other,), (other,), begins and len(other) > len(words[0])))
    return (*found, *_phone(value))


def _phone(typed: str) -> tuple[Needle, ...]:
    key = phone_key(typed)
    return () if key is None else (Needle((key,), (), begins=False, digits=key[2:]),)


@lru_cache(maxsize=64)
def wanted(asked: Asked) -> tuple[Wanted, ...]:
    """The words that are looked for anywhere in an entry; each of them has to be there, or not to be there."""
    found: list[Wanted] = []
    tokens = [token for token in asked.tokens if token.sort in _SAID]
    for number, group in groupby(tokens, key=_is_number):
        run = list(group)
        joined = _phone(" ".join(token.value for token in run)) if number and len(run) > 1 else ()
        if joined:  # "510 555 0134": the three of them, or the number however it is written
            spelled = (needles_of(token.value, begins=token.begins) for token in run)
            several = [one for needles in spelled for one in needles[:1]]
            phrase = Needle(
                tuple(word for one in several for word in one.words),
                tuple(piece for one in several for piece in one.pieces),
                several[-1].begins,
            )
            found.append(Wanted((phrase, *joined), excluded=False))
            continue
        found += [one for one in map(_wanted, run) if one is not None]
    return tuple(found)


def _wanted(token: Token) -> Wanted | None:
    value = f"{token.operator}:{token.value}" if token.sort is Sort.UNCLEAR else token.value
    needles = needles_of(value, begins=token.begins, is_phrase=token.sort is Sort.PHRASE)
    return Wanted(needles, token.excluded) if needles else None


def _is_number(token: Token) -> bool:
    return (
        not token.excluded
        and token.sort in {Sort.WORD, Sort.PREFIX}
        and re.fullmatch(r"[+\d()/.\u2010-\u2014-]+", token.value) is not None
    )
