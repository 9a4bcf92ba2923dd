"""Where what comes with the program stands in a language: in a folder of that language, beside the English."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any


def in_language(english: Path, code: str) -> Path:
    """The sibling of an English file in the language of ``code`` (BCP 47); the English one where there is none.

    That of ``letters/closing.txt`` in "de" or "de-CH" is ``letters/de/closing.txt``.
    """
    sibling = english.parent / base_of(code) / english.name
    return sibling if sibling.is_file() else english


def tables_in(english: Path, code: str) -> dict[str, dict[str, Any]]:
    """The tables of an English TOML file with the words of its sibling over them: numbers, codes and sources of rules
    stand once, in English."""
    found: dict[str, dict[str, Any]] = tomllib.loads(english.read_text(encoding="utf-8"))
    said: dict[str, dict[str, Any]] = tomllib.loads(in_language(english, code).read_text(encoding="utf-8"))
    return {key: {**one, **said.get(key, {})} for key, one in found.items()}


def base_of(code: str) -> str:
    """The language alone, without the country that writes it so: "de" of "de-CH"."""
    return code.partition("-")[0]
