"""How easily a text reads, for each language by the measure that was made for it:

    base - per_sentence x (words a sentence) - per_syllable x (syllables a word)

About 100 for the easiest texts, below 0 for the hardest.

English: Rudolf Flesch's reading ease ("A new readability yardstick", 1948), who calls 60 to 70 plain English.
German: Toni Amstad's ("Wie verständlich sind unsere Zeitungen?", 1978), Flesch's for German words, on the same scale.
Spanish: Francisco Szigriszt Pazos's ("Sistemas predictivos de legilibilidad del mensaje escrito: fórmula de
perspicuidad", 1993), on the INFLESZ scale of Inés Barrio Cantalejo and others ("Validación de la Escala INFLESZ",
2008), where 55 to 65 is normal and what lies below is hard.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from app.languages.resources import base_of
from app.plain import syllables

LEAST_WORDS = 20
"""A shorter text says nothing about how it reads."""
LONG_SENTENCE = 25
"""Words. The Government Digital Service of the UK asks for no more ("Sentence length: why 25 words is our limit")."""

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d[\d,.:/]*\d|\d")
_END = re.compile(r"[.!?…]+[\"'”’“»)\]]*(?=\s)|\n+")
_ENGLISH: Final = re.compile(
    r"\b(?:Mr|Mrs|Dept|Rm|Ch|Ex|Exh|Fig|Vol|Ms|Dr|Prof|St|No|Nos|Art|Sec|para|paras|pp|p|v|vs|cf|ca|al|Inc|Ltd|Co|Corp|Jr|Sr|Esq|approx|Jan|Feb"
    r"|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|[A-Z]|[ap]\.m|e\.g|i\.e|U\.S)\.(?=\s+\S)",
    re.IGNORECASE,
)
_GERMAN: Final = re.compile(
    r"\b(?:(?:Art|Abs|Nr|Nrn|Ziff|Rn|Rdnr|Az|Bd|Kap|Anl|Bl|S|f|ff)\.(?=[^\S\n]*[\d(§])|(?:Dr|Prof|Hr|Fr|RA|RAin|Str|St|Tel|Fa|vgl|gem|ggf|bzw"
    r"|ca|evtl|inkl|zzgl|abzgl|einschl|insb|sog|max|min|Mio|Mrd|Tsd|geb|gez|Jan|Feb|Mrz|Apr|Jun|Jul|Aug|Sept|Sep|Okt|Nov|Dez|[A-Za-z]|\d{1,3})"
    r"\.(?=[^\S\n]+\S))"
)
_SPANISH: Final = re.compile(
    r"\b(?:Sr|Sra|Srta|Sres|Sras|D|Dª|Dña|Dr|Dra|Prof|Ilmo|Ilma|Excmo|Excma|Ud|Uds|Vd|Vds|art|arts|núm|núms|nº|pág|págs|p|pp|ej|ap|apdo|párr|ref"
    r"|tel|teléf|av|avda|c|cap|vol|fig|cfr|vid|aprox|máx|mín|EE|UU|a|m|ss|ene|feb|mar|abr|may|jun|jul|ago|sept|sep|oct|nov|dic|[A-Z])\.(?=\s+\S)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Measure:
    """How the ease of a language is reckoned, and from which score on a text is easy, plain, and not yet very hard."""

    base: float
    per_sentence: float
    per_syllable: float
    easy: float
    plain: float
    hard: float
    syllables: Callable[[str], int]
    shortened: re.Pattern[str]
    """Abbreviations: their point ends no sentence."""


MEASURES: Final = {
    "en": Measure(206.835, 1.015, 84.6, 70, 60, 40, syllables.english, _ENGLISH),
    "de": Measure(180.0, 1.0, 58.5, 70, 60, 40, syllables.german, _GERMAN),
    "es": Measure(206.835, 1.0, 62.3, 65, 55, 40, syllables.spanish, _SPANISH),
}
"""By the code of the language; of any other nothing is known."""


def measured(code: str) -> str:
    """The language of a code (BCP 47) if its texts can be measured, else ""."""
    base = base_of(code.casefold())
    return base if base in MEASURES else ""


class Ease(StrEnum):
    """How a text reads, by the table of its measure drawn together to what a writer can act on."""

    EASY = "easy"
    PLAIN = "plain"
    HARD = "hard"
    VERY_HARD = "very_hard"


@dataclass(frozen=True, slots=True)
class Reading:
    """How a text reads. ``score`` is that of its ``language``'s `Measure`, None for a text too short;
    ``long_sentences`` as they stand there."""

    words: int
    sentences: int
    score: float | None
    long_sentences: tuple[str, ...] = ()
    language: str = "en"

    @property
    def ease(self) -> Ease | None:
        """The score in words."""
        if self.score is None:
            return None
        by = MEASURES[self.language]
        if self.score >= by.easy:
            return Ease.EASY
        if self.score >= by.plain:
            return Ease.PLAIN
        return Ease.HARD if self.score >= by.hard else Ease.VERY_HARD


@dataclass(frozen=True, slots=True)
class Count:
    """What a reading is computed from; that of a text is the sum of those of its lines."""

    words: int = 0
    sentences: int = 0
    syllables: int = 0
    long_sentences: tuple[str, ...] = ()


def reading_of(text: str, language: str = "en") -> Reading:
    """How a text in a language of `MEASURES` reads; a line's end ends a sentence."""
    return reading_from((count_of(text, language),), language)


def count_of(text: str, language: str = "en") -> Count:
    """The words, sentences and syllables of a text in a language of `MEASURES`."""
    sentences = [(one, found) for one in sentences_of(text, language) if (found := _WORD.findall(one))]
    words = [word for _, found in sentences for word in found]
    too_long = tuple(one for one, found in sentences if len(found) > LONG_SENTENCE)
    return Count(len(words), len(sentences), sum(map(MEASURES[language].syllables, words)), too_long)


def reading_from(counts: Iterable[Count], language: str = "en") -> Reading:
    """How a text reads whose parts were counted one by one."""
    words = sentences = said = 0
    too_long: list[str] = []
    for one in counts:
        words, sentences, said = words + one.words, sentences + one.sentences, said + one.syllables
        too_long += one.long_sentences
    score, by = None, MEASURES[language]
    if words >= LEAST_WORDS:
        score = by.base - by.per_sentence * words / sentences - by.per_syllable * said / words
    return Reading(words, sentences, score, tuple(too_long), language)


def sentences_of(text: str, language: str = "en") -> list[str]:
    """The sentences of a text. The point of an abbreviation or an initial ends none."""
    hidden = MEASURES[language].shortened.sub(lambda found: found[0].replace(".", "\0"), text)
    return [one.strip().replace("\0", ".") for one in _split(hidden) if one.strip()]


def _split(text: str) -> list[str]:
    found, begin = [], 0
    for end in _END.finditer(text):
        found.append(text[begin : end.end()])
        begin = end.end()
    return [*found, text[begin:]]
