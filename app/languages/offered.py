"""Which languages there are, which one somebody or a firm's paper gets, and their catalogues."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from app.kernel.language import SOURCE, Catalogue, spoken
from app.kernel.typed import Typed
from app.languages.po import read
from app.languages.pseudo import PSEUDO
from app.languages.typed import typed_in
from app.languages.written import WrittenCatalogue

FOLDER: Final = Path(__file__).resolve().parents[2] / "resources" / "translations"


@dataclass(frozen=True, slots=True)
class Language:
    """A language to choose."""

    code: str
    """As in BCP 47: "de", "en-GB"; the folder of its files."""
    name: str
    """What its speakers call it."""
    is_whole: bool = True
    """Whether everything is translated: only then it is offered. The English of a country has but what differs."""


ENGLISH_US: Final = Language("en-US", "English (US)")
ENGLISH_UK: Final = Language("en-GB", "English (UK)")
LANGUAGES: Final = (
    ENGLISH_US,
    ENGLISH_UK,
    Language("de", "Deutsch"),
    Language("es", "Español"),
)
_AMERICAN: Final = frozenset({"US", "PR", "GU", "VI", "AS", "MP", "PH", "LR"})
"""Countries whose lawyers are attorneys; elsewhere where English is spoken the terms are those of England."""
_SPOKEN_IN: Final = {
    "de": "DE AT LI CH",
    "es": "ES MX AR BO CL CO CR CU DO EC GQ GT HN NI PA PE PY SV UY VE",
}
"""Where letters are written in a language unless a firm says otherwise (ISO 3166)."""


def offered() -> tuple[Language, ...]:
    """The languages that somebody may choose."""
    return tuple(one for one in LANGUAGES if one.is_whole)


def fitting(tags: Iterable[str], country: str = "") -> Language:
    """What somebody gets who chose none: the first of the system's languages (``tags``, BCP 47) that is offered.

    The terms of English are those of the firm's ``country`` (ISO 3166), where it is known; else of the tag's.
    """
    for tag in tags:
        parts = tag.replace("_", "-").split("-")
        if parts[0].lower() == "en":
            return english_of(country or (parts[-1] if len(parts) > 1 else "US"))
        for one in offered():
            if one.code == parts[0].lower():
                return one
    return english_of(country or "US")


def english_of(country: str) -> Language:
    """The English of a country, ISO 3166."""
    return ENGLISH_US if country.upper() in _AMERICAN else ENGLISH_UK


def firms_language(chosen: str, country: str) -> Language:
    """The language of a firm's paper: the one that was ``chosen`` (a code) where it is offered; else the one of its
    ``country`` (ISO 3166), else the English of it."""
    found = coded(chosen)
    if found is not None and found.is_whole:
        return found
    place = country.upper()
    return next((one for one in offered() if _is_spoken(one.code, place)), english_of(country))


def written_in(language: Language, country: str) -> str:
    """The language as a country writes it, as in "de-CH" (BCP 47): its numbers and money are its own."""
    place = country.upper()
    return f"{language.code}-{place}" if _is_spoken(language.code, place) else language.code


def _is_spoken(code: str, country: str) -> bool:
    return country in _SPOKEN_IN.get(code, "").split()


def coded(code: str) -> Language | None:
    """The language of a code, offered or not; None for what is none of ours."""
    return next((one for one in LANGUAGES if one.code == code), None)


@cache
def catalogue_of(code: str) -> Catalogue:
    """The catalogue of a language of `LANGUAGES`, also as a country writes it ("de-CH"), or of "pseudo"; the source for
    another.

    Reading German takes some 30 ms. Raises `app.languages.po.BadCatalogue`, and ValueError for a table
    of what is typed that is none.
    """
    if code == PSEUDO.code:
        return PSEUDO
    if coded(code) is not None:
        return WrittenCatalogue(code, _forms(code), _typed(code))
    whole, _, country = code.partition("-")
    if coded(whole) is None or not _is_spoken(whole, country):
        return SOURCE
    return WrittenCatalogue(code, _forms(whole), _typed(whole))


@cache
def _forms(code: str) -> dict[tuple[str, str], tuple[str, ...]]:
    return {
        (entry.words, entry.meaning): entry.forms
        for file in sorted((FOLDER / code).glob("*.po"))
        for entry in read(file.read_text(encoding="utf-8"))
        if entry.is_done
    }


def typed_by_anybody() -> tuple[Typed, ...]:
    """How the languages are typed, the one that is spoken first: for what others have typed, and is read now."""
    here = spoken().typed
    return (here, *(found for one in LANGUAGES if (found := _typed(one.code)) is not here and found.sections))


@cache
def _typed(code: str) -> Typed:
    return typed_in(FOLDER / code / "typed.toml")
