"""How easily an English text reads: Rudolf Flesch's reading ease ("A new readability yardstick", 1948).

    206.835 - 1.015 x (words a sentence) - 84.6 x (syllables a word)

About 100 for the easiest texts, below 0 for the hardest; Flesch calls 60 to 70 plain English. Syllables are counted by
the letters, as every program does that has no dictionary: a word may be one off, a text hardly ever is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

LEAST_WORDS = 20
"""A shorter text says nothing about how it reads."""
LONG_SENTENCE = 25
"""Words. The Government Digital Service of the UK asks for no more ("Sentence length: why 25 words is our limit")."""

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d[\d,.:/]*\d|\d")
_SHORTENED = re.compile(
    r"\b(?:Mr|Mrs|Dept|Rm|Ch|Ex|Exh|Fig|Vol|Ms|Dr|Prof|St|No|Nos|Art|Sec|para|paras|pp|p|v|vs|cf|ca|al|Inc|Ltd|Co|Corp|Jr|Sr|Esq|approx|Jan|Feb"
    r"|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|[A-Z]|[ap]\.m|e\.g|i\.e|U\.S)\.(?=\s+\S)",
    re.IGNORECASE,
)
_END = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s)|\n+")
_VOWELS = re.compile(r"[aeiouyàáâäèéêëìíîïòóôöùúûü]+")
_SWALLOWED = re.compile(
    r"(?<=[ctsxg])i(?=a[ln]|o[nu]|en[tc])(?<!sci)|(?<=[gq])u(?=[aeio])|(?<=ll)i(?=on)|e(?=ople)"
)
"""Letters that only change the sound of the one before: "action", "special", "quarrel", "million"."""
_APART = re.compile(
    r"i(?=[aou]|e[nt])|e(?=o|a(?:\b|ti|tes?\b|ted\b))|u(?=a[lt]|ou)|[aeiouy](?=ing\b)|ee(?=\b)(?<=yee)"
)
"""Vowels that stand together and are said apart: "client", "area", "being"."""
_SILENT = re.compile(r"(?:[^laeiouy]e|[aeiouy]les?|[^dtaeiouyl]ed|[aeiouyl]led|[^aeiouscxzghl]es)$")
"""A last "e" that is not said: "made", "asked", "rules"; not "table", "agreed", "wanted", "judges"."""


class Ease(StrEnum):
    """How a text reads, by Flesch's table of 1949 drawn together to what a writer can act on."""

    EASY = "easy"
    PLAIN = "plain"
    HARD = "hard"
    VERY_HARD = "very_hard"


@dataclass(frozen=True, slots=True)
class Reading:
    """How a text reads. ``score`` is Flesch's, None for a text too short; ``long_sentences`` as they stand there."""

    words: int
    sentences: int
    score: float | None
    long_sentences: tuple[str, ...] = ()

    @property
    def ease(self) -> Ease | None:
        """The score in words."""
        if self.score is None:
            return None
        if self.score >= 70:
            return Ease.EASY
        if self.score >= 60:
            return Ease.PLAIN
        return Ease.HARD if self.score >= 40 else Ease.VERY_HARD


@dataclass(frozen=True, slots=True)
class Count:
    """What a reading is computed from; that of a text is the sum of those of its lines."""

    words: int = 0
    sentences: int = 0
    syllables: int = 0
    long_sentences: tuple[str, ...] = ()


def reading_of(text: str) -> Reading:
    """How an English text reads; a line's end ends a sentence."""
    return reading_from((count_of(text),))


def count_of(text: str) -> Count:
    """The words, sentences and syllables of an English text."""
    sentences = [(one, found) for one in sentences_of(text) if (found := _WORD.findall(one))]
    words = [word for _, found in sentences for word in found]
    too_long = tuple(one for one, found in sentences if len(found) > LONG_SENTENCE)
    return Count(len(words), len(sentences), sum(map(syllables_of, words)), too_long)


def reading_from(counts: Iterable[Count]) -> Reading:
    """How a text reads whose parts were counted one by one."""
    words = sentences = syllables = 0
    too_long: list[str] = []
    for one in counts:
        words, sentences, syllables = words + one.words, sentences + one.sentences, syllables + one.syllables
        too_long += one.long_sentences
    score = None
    if words >= LEAST_WORDS:
        score = 206.835 - 1.015 * words / sentences - 84.6 * syllables / words
    return Reading(words, sentences, score, tuple(too_long))


def sentences_of(text: str) -> list[str]:
    """The sentences of a text. The point of an abbreviation or an initial ends none."""
    hidden = _SHORTENED.sub(lambda found: found[0].replace(".", "\0"), text)
    return [one.strip().replace("\0", ".") for one in _split(hidden) if one.strip()]


def _split(text: str) -> list[str]:
    found, begin = [], 0
    for end in _END.finditer(text):
        found.append(text[begin : end.end()])
        begin = end.end()
    return [*found, text[begin:]]


def syllables_of(word: str) -> int:
    """How many syllables an English word has, at least one; a number counts as one, as Flesch has it for figures."""
    word = word.casefold()
    said = _SWALLOWED.sub("", word)
    count = len(_VOWELS.findall(said)) + len(_APART.findall(said))
    if len(word) > 2 and _SILENT.search(word):
        count -= 1
    return max(1, count)
