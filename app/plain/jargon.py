"""Words that only lawyers know, and what a client understands instead (``resources/jargon.toml``)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).resolve().parents[2] / "resources" / "jargon.toml"
_EXPLAINED = re.compile(r"[\"'”’»]?\s*(?:\(|,\s+(?:that is|which (?:is|means)|or)\b|[–—-]\s)", re.IGNORECASE)
"""Right behind a word: the text itself says what it means."""


@dataclass(frozen=True, slots=True)
class Term:
    """A word of lawyers as it stands in a text, from ``begin`` up to ``end``, and what to ``say``."""

    word: str
    say: str
    begin: int
    end: int


def jargon_in(text: str) -> tuple[Term, ...]:
    """Each word of lawyers in an English text once, where it stands first; one that is explained there is left out."""
    known, pattern = _list()
    found: dict[str, Term] = {}
    explained: set[str] = set()
    for match in pattern.finditer(text):
        key = _key(match[0])
        if _EXPLAINED.match(text, match.end()):
            explained.add(key)
        if key not in explained and key not in found:
            found[key] = Term(match[0], known[key], match.start(), match.end())
    return tuple(found.values())


@cache
def _list() -> tuple[Mapping[str, str], re.Pattern[str]]:
    with FILE.open("rb") as file:
        known: dict[str, str] = tomllib.load(file)["english"]
    longest_first = sorted(known, key=len, reverse=True)
    words = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in longest_first)
    return known, re.compile(rf"(?<![\w-])(?:{words})(?![\w-])", re.IGNORECASE)


def _key(word: str) -> str:
    return " ".join(word.casefold().split())
