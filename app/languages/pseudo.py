"""A language that nobody speaks: English with marks, in brackets and longer by 40 per cent.

What shows without brackets never went through the catalogue; what shows without its last bracket is cut off.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from app.kernel.typed import NOTHING, Typed

_KEPT = re.compile(r"\{[^{}]*\}|<[^<>]*>|&\w+;|%\w|\*\.\w+")
"""Fields, marks, entities and patterns of files' names: they stay as they are."""
_MARKED = str.maketrans("aceghijlnorsuwyzACEGHIJLNORSUWYZ", "äçéĝĥïĵļñöŕšüŵýžÄÇÉĜĤÏĴĻÑÖŔŠÜŴÝŽ")
_FILL = "öñé tŵö tĥŕéé föüŕ fïvé šïx šévéñ éïĝĥt ñïñé téñ "
_LONGER = 0.4


def pseudo(words: str) -> str:
    """As in "⟦Ĥéļļö öñ⟧"; what has no letter stays as it is."""
    if not any(letter.isalpha() for letter in words):
        return words
    parts, at = [], 0
    for kept in _KEPT.finditer(words):
        parts += [words[at : kept.start()].translate(_MARKED), kept[0]]
        at = kept.end()
    parts.append(words[at:].translate(_MARKED))
    room = max(2, round(len(words) * _LONGER)) - 2
    fill = (_FILL * (room // len(_FILL) + 1))[:room].strip()
    return f"⟦{''.join(parts)}{' ' if fill else ''}{fill}⟧"


@dataclass(frozen=True, slots=True)
class PseudoCatalogue:
    """See `app.kernel.language.Catalogue`."""

    code: str = "pseudo"
    typed: Typed = NOTHING

    def find(self, words: str, meaning: str = "") -> str | None:
        """Always something."""
        return pseudo(words)

    def find_counted(self, count: int, one: str, many: str, meaning: str = "") -> str | None:
        """As `find`."""
        return pseudo(one if count == 1 else many)


PSEUDO: Final = PseudoCatalogue()
