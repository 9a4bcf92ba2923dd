"""Where what comes with the program stands in a language: in a folder of that language, beside the English."""

from __future__ import annotations

from pathlib import Path


def in_language(english: Path, code: str) -> Path:
    """The sibling of an English file in the language of ``code`` (BCP 47); the English one where there is none.

    That of ``letters/closing.txt`` in "de" or "de-CH" is ``letters/de/closing.txt``.
    """
    sibling = english.parent / base_of(code) / english.name
    return sibling if sibling.is_file() else english


def base_of(code: str) -> str:
    """The language alone, without the country that writes it so: "de" of "de-CH"."""
    return code.partition("-")[0]
