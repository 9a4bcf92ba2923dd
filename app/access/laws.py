"""How long there is for an answer by the law of a place: ``resources/access/laws.toml``, which names its sources."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

from app.access.rules import AccessRule
from app.access.words import Identity, Unit
from app.kernel.language import spoken
from app.languages.resources import base_of, tables_in

FILE: Final = Path(__file__).resolve().parents[2] / "resources" / "access" / "laws.toml"


def laws() -> Mapping[str, AccessRule]:
    """Those that come with the program, by their key; names and sources in the language that is spoken."""
    return {rule.law: rule for rule, _ in _read(base_of(spoken().code))}


def law_of(country: str, subdivision: str) -> str:
    """The key of the law of a place: of its subdivision, else of its country, else the firm's own rule."""
    places = {place: rule.law for rule, several in _read("en") for place in several}
    return places.get(f"{country}-{subdivision}") or places.get(country) or places[""]


@cache
def _read(language: str) -> tuple[tuple[AccessRule, tuple[str, ...]], ...]:
    return tuple(
        (
            AccessRule(
                key,
                said["name"],
                Unit(said["unit"]),
                said["allowed"],
                said["longer"],
                Identity(said["identity"]),
                rolls=said["rolls"],
                source=said["source"],
            ),
            tuple(said["places"]),
        )
        for key, said in tables_in(FILE, language).items()
    )
