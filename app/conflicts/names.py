"""Names that are looked for together: every name that stands somewhere is held against all of them at once.

Most names are like none of them, and that is told by their words: each word is looked at once, however many names have
it. What may be alike is compared by the rules (`app.clients.likeness`).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from app.clients.likeness import LONG_WORD, MOST_LETTERS, name_key, name_words, near, pieces, words_alike
from app.conflicts.words import Match

_WORD = re.compile(r"[^\W_]+")
_FAMILY_NAME = 4
"""Letters from which on a last word alone is looked for in titles of matters."""
_SHORT = 2
"""Words of so few letters say nothing, but where a name has no others."""
_MOST_KNOWN = 200_000
_NOBODY: frozenset[int] = frozenset()


class SoughtNames:
    """The names of one check. Not for several threads."""

    def __init__(self, names: Sequence[str]) -> None:
        several = [(name, name_words(name)) for name in names]
        self._asked = [(name, words) for name, words in several if words]
        self._whose: dict[str, set[int]] = defaultdict(set)
        for number, (_, words) in enumerate(self._asked):
            for word in [one for one in words if len(one) > _SHORT] or words:
                self._whose[word].add(number)
        self._long: dict[str, set[str]] = defaultdict(set)
        for word in self._whose:
            for part in pieces(word) if len(word) >= LONG_WORD else ():
                self._long[part].add(word)
        self._known: dict[str, frozenset[int]] = {}

    def __bool__(self) -> bool:
        return bool(self._asked)

    def like(self, called: str) -> Iterator[tuple[str, Match]]:
        """Each of the names that ``called`` is like, and how."""
        for name, words in self._likely(called):
            how = words_alike(words, name_words(called))
            if how is not None:
                yield name, Match(how.value)

    def in_title(self, title: str) -> Iterator[tuple[str, Match]]:
        """Each of the names that a matter's title speaks of, by its last words: "Whitcombe v. Larkspur"."""
        for name, words in self._likely(title):
            how = _in_title(words, name_words(title))
            if how is not None:
                yield name, how

    def _likely(self, text: str) -> list[tuple[str, tuple[str, ...]]]:
        """Those that have a word in common with it, or nearly so: no other can be like it.

        A word is folded once, as it is spelled: of a million names that is the most that can be done for each.
        """
        is_plain = len(text) <= MOST_LETTERS and text.isprintable()  # else folding may join what spaces part
        found: set[int] = set()
        for spelled in text.split() if is_plain else [name_key(text)]:
            known = self._known.get(spelled)
            if known is None:
                known = self._look_up(spelled)
            if known:
                found |= known
        return [self._asked[number] for number in sorted(found)] if found else []

    def _look_up(self, spelled: str) -> frozenset[int]:
        found = {number for word in _WORD.findall(name_key(spelled)) for number in self._with(word)}
        if len(self._known) >= _MOST_KNOWN:
            self._known.clear()
        known = self._known[spelled] = frozenset(found) if found else _NOBODY
        return known

    def _with(self, word: str) -> Iterator[int]:
        yield from self._whose.get(word, _NOBODY)
        if len(word) >= LONG_WORD:
            for other in {other for part, several in self._long.items() if part in word for other in several}:
                if near(other, word):
                    yield from self._whose[other]


def _in_title(words: Sequence[str], title: Sequence[str]) -> Match | None:
    if all(word in title for word in words):
        return Match.SAME if len(words) > 1 else Match.PART
    last = words[-1]
    if len(last) >= _FAMILY_NAME and last in title:
        return Match.PART
    return Match.NEAR if any(near(last, word) for word in title) else None
