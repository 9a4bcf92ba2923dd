"""Words that only lawyers know, and what a client understands instead (``resources/jargon.toml``; other languages have
lists of their own, as their law has its own words)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from app.languages.resources import in_language
from app.plain.forms import in_case_of, is_simple, plural_of

FILE = Path(__file__).resolve().parents[2] / "resources" / "jargon.toml"
_MEANS = {
    "en": "that is|which (?:is|means)|or",
    "de": r"das (?:ist|heißt)|d\. ?h|also|oder",
    "es": "es decir|esto es|o sea|que (?:es|significa)|o",
}
_EXPLAINED = {
    language: re.compile(rf"[\"'”’“»]?[^\S\n]*(?:\(|,[^\S\n]+(?:{means})\b|[–—-]\s)", re.IGNORECASE)
    for language, means in _MEANS.items()
}
"""Right behind a word, in its paragraph: the text itself says what it means."""


@dataclass(frozen=True, slots=True)
class Term:
    """A word of lawyers as it stands in a text, from ``begin`` up to ``end``, and what to ``say``."""

    word: str
    say: str
    begin: int
    end: int
    own_capital: bool = False
    """Whether it has its capital for itself, as a German noun within a sentence."""

    @property
    def instead(self) -> str:
        """What to say, with the capitals of the word it stands for."""
        return self.say if self.own_capital else in_case_of(self.word, self.say)

    def moved(self, by: int) -> Term:
        """The same ``by`` letters further on."""
        return replace(self, begin=self.begin + by, end=self.end + by) if by else self


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where a word of lawyers stands; ``key`` is the word as the list has it. ``explained``: right there."""

    key: str
    term: Term
    explained: bool


class WordList:
    """Words of lawyers, each with what to say: those of the program as the firm changed them, and its own."""

    def __init__(self, known: Mapping[str, str], language: str = "en") -> None:
        """``known``: by the word folded (`folded`), in a language of `app.plain.ease.MEASURES`. The plain plural of a
        single English word is known with it; other languages list each form that stands in texts."""
        self.language = language
        self.known: Mapping[str, str] = {**_plurals(known), **known} if language == "en" else dict(known)
        longest_first = sorted(self.known, key=len, reverse=True)
        words = "|".join(_spelled(word) for word in longest_first)
        pattern = rf"(?<![\w-])(?:{words})(?![\w-])" if words else r"(?!)"
        self._pattern = re.compile(pattern, re.IGNORECASE)

    @classmethod
    def with_own(cls, own: Mapping[str, str], language: str = "en") -> WordList:
        """The list of the program as the firm changed it; "" for a word that is fine with the firm, and its plural."""
        known = dict(supplied(language))
        for word, say in own.items():
            if language == "en":
                known.pop(plural_of(word), None)
            known[word] = say
        return cls({word: say for word, say in known.items() if say}, language)

    def mentions(self, text: str) -> list[Mention]:
        """Every place in a text of the list's language where one stands, in the order of the text."""
        found = []
        for match in self._pattern.finditer(text):
            key = folded(match[0])
            say = self.known.get(key)
            # None: a letter that is only like one of the word, such as a dotted capital I.
            if say is not None:
                noun = self.language == "de" and not match[0].isupper() and not _begins(text, match.start())
                term = Term(match[0], say, match.start(), match.end(), own_capital=noun)
                explained = _EXPLAINED[self.language].match(text, match.end()) is not None
                found.append(Mention(key, term, explained))
        return found


def jargon_in(text: str, words: WordList | None = None) -> tuple[Term, ...]:
    """Each word of lawyers in a text once, where it stands first; one that is explained there is left out. The text is
    in the language of ``words``, in English where there are none."""
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
def supplied(language: str = "en") -> Mapping[str, str]:
    """The words that come with the program for a language of `app.plain.ease.MEASURES`, folded."""
    with in_language(FILE, language).open("rb") as file:
        known: dict[str, str] = tomllib.load(file)["words"]
    return {folded(word): say for word, say in known.items()}


@cache
def usual(language: str = "en") -> WordList:
    """The list of a firm that changed nothing."""
    return WordList(supplied(language), language)


def _spelled(word: str) -> str:
    """What a folded word may look like: any space between its parts, and "ß" where folding has "ss"."""
    return re.escape(word).replace(r"\ ", r"\s+").replace("ss", "(?:ss|ß)")


def _begins(text: str, at: int) -> bool:
    """Whether a sentence begins there."""
    before = text[max(0, at - 40) : at].rstrip(" \t\"'„“«»(")
    return not before or before[-1] in ".!?:…\n"


def _plurals(known: Mapping[str, str]) -> dict[str, str]:
    return {
        plural_of(word): plural_of(say)
        for word, say in known.items()
        if " " not in word and is_simple(word) and is_simple(say)
    }
