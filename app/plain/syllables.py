"""Syllables, counted by the letters, as every program does that has no dictionary: a word may be one off, a text hardly
ever is. A number counts as one, as Flesch has it for figures."""

from __future__ import annotations

import re

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

_GERMAN = re.compile(
    r"(?<=^g)e(?=ur|i(?:mpf|rr))|(?<=^b)e(?=inhalt|ur|un|irr)"  # a prefix is said apart: "beurteilen", "geirrt"
    r"|(?<!g)ee|aa|oo|ie|ei|ai|au|äu|eu(?!m)|ey|ay|(?<!q)u(?=[aeiou])|[aeiouyäöüàáâèéêëîïôûœ]"
)
"""One vowel of German speech: two letters that are one sound, or a letter."""
_AFTER_Q = re.compile(r"(?<=q)u")

_SPANISH_SILENT = re.compile(r"(?<=[qg])u(?=[eiéí])")
_SPANISH = re.compile(
    r"[íú]|[iuü]?[aeoáéó](?:[iuü]|y(?![aeiouáéíóú]))?|[iuü]+(?:y(?![aeiouáéíóú]))?|y(?![aeiouáéíóú])"
)
"""One syllable's vowels: a strong one with the weak ones beside it; a weak one with an accent stands alone."""


def english(word: str) -> int:
    """How many syllables an English word has, at least one."""
    word = word.casefold()
    said = _SWALLOWED.sub("", word)
    count = len(_VOWELS.findall(said)) + len(_APART.findall(said))
    if len(word) > 2 and _SILENT.search(word):
        count -= 1
    return max(1, count)


def german(word: str) -> int:
    """How many syllables a German word has, as it is divided at the end of a line: "Na-ti-on" has three."""
    return max(1, len(_GERMAN.findall(_AFTER_Q.sub("", word.lower()))))


def spanish(word: str) -> int:
    """How many syllables a Spanish word has, by the rules of diphthong and hiatus."""
    return max(1, len(_SPANISH.findall(_SPANISH_SILENT.sub("", word.lower()))))
