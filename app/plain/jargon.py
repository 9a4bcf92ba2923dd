"""Words that only lawyers know, and what a client understands instead (``resources/jargon.toml``)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from app.plain.forms import in_case_of, is_simple, plural_of

FILE = Path(__file__).resolve().parents[2] / "resources" / "jargon.toml"
_EXPLAINED = re.compile(
    r"[\"'”’»]?[^\S\n]*(?:\(|,[^\S\n]+(?:that is|which (?:is|means)|or)\b|[–—-]\s)", re.IGNORECASE
)
"""Right behind a word, in its paragraph: the text itself says what it means."""


@dataclass(frozen=True, slots=True)
class Term:
    """A word of lawyers as it stands in a text, from ``begin`` up to ``end``, and what to ``say``."""

    word: str
    say: str
    begin: int
    end: int

    @property
    def instead(self) -> str:
        """What to say, with the capitals of the word it stands for."""
        return in_case_of(self.word, self.say)

    def moved(self, by: int) -> Term:
        """The same ``by`` letters further on."""
        return Term(self.word, self.say, self.begin + by, self.end + by) if by else self


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where a word of lawyers stands; ``key`` is the word as the list has it. ``explained``: right there."""

    key: str
    term: Term
    explained: bool


class WordList:
    """Words of lawyers, each with what to say: those of the program as the firm changed them, and its own."""

    def __init__(self, known: Mapping[str, str]) -> None:
        """``known``: by the word folded (`folded`). The plain plural of a single word is known with it."""
        self.known: Mapping[str, str] = {**_plurals(known), **known}
        longest_first = sorted(self.known, key=len, reverse=True)
        words = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in longest_first)
        pattern = rf"(?<![\w-])(?:{words})(?![\w-])" if words else r"(?!)"
        self._pattern = re.compile(pattern, re.IGNORECASE)

    @classmethod
    def with_own(cls, own: Mapping[str, str]) -> WordList:
        """The list of the program as the firm changed it; "" for a word that is fine with the firm, and its plural."""
        known = dict(supplied())
        for word, say in own.items():
            known.pop(plural_of(word), None)
            known[word] = say
        return cls({word: say for word, say in known.items() if say})

    def mentions(self, text: str) -> list[Mention]:
        """Every place in an English text where one stands, in the order of the text."""
        found = []
        for match in self._pattern.finditer(text):
            key = folded(match[0])
            say = self.known.get(key)
            if (
                say is not None
            ):  # None: a letter that is only like one of the word, such as a dotted capital I
                term = Term(match[0], say, match.start(), match.end())
                found.append(Mention(key, term, _EXPLAINED.match(text, match.end()) is not None))
        return found


def jargon_in(text: str, words: WordList | None = None) -> tuple[Term, ...]:
    """Each word of lawyers in an English text once, where it stands first; one that is explained there is left out."""
    return first_of((words or usual()).mentions(text))


def first_of(mentions: Iterable[Mention]) -> tuple[Term, ...]:
    """Of each word the first place where the text has not explained it yet."""
    found: dict[str, Term] = {}
    for one in unexplained(mentions):
        found.setdefault(one.key, one.term)
    return tuple(found.values())


def unexplained(mentions: Iterable[Mention]) -> Iterator[Mention]:
    """Those that no place before them, and not their own, explains."""
    explained: set[str] = set()
    for one in mentions:
        if one.explained:
            explained.add(one.key)
        if one.key not in explained:
            yield one


def folded(word: str) -> str:
    """A word as the list has it: no case, single spaces."""
    return " ".join(word.casefold().split())


@cache
def supplied() -> Mapping[str, str]:
    """The words that come with the program."""
    with FILE.open("rb") as file:
        known: dict[str, str] = tomllib.load(file)["english"]
    return known


@cache
def usual() -> WordList:
    """The list of a firm that changed nothing."""
    return WordList(supplied())


def _plurals(known: Mapping[str, str]) -> dict[str, str]:
    return {
        plural_of(word): plural_of(say)
        for word, say in known.items()
        if " " not in word and is_simple(word) and is_simple(say)
    }
