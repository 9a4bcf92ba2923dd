"""To whom a client may go who is not content with the firm's answer, and the notice that says so.

What the firm wrote as a notice for final responses stands first (`app.notices`); where it wrote none, what comes with
the program for the firm's place: ``resources/concerns/outside.toml``, which names its sources.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from app.concerns.settings import concern_rules
from app.notices.queries import notices_for
from app.notices.words import Outlet
from app.settings.queries import firm
from app.storage.transaction import Reader

FILE = Path(__file__).resolve().parents[2] / "resources" / "concerns" / "outside.toml"
NOBODY = "the body that watches over lawyers in our place"


@dataclass(frozen=True, slots=True)
class OutsideBody:
    """A body outside the firm. ``compared``: the public page with which the entry was compared."""

    body: str
    text: str
    source: str
    compared: str


@cache
def outside_bodies() -> Mapping[str, OutsideBody]:
    """Those that come with the program, by country, or country and subdivision ("GB-SCT")."""
    with FILE.open("rb") as file:
        return {place: OutsideBody(**said) for place, said in tomllib.load(file).items()}


def outside_of(country: str, subdivision: str) -> OutsideBody | None:
    """The one of a place: of its subdivision, else of its country; None where none is known."""
    known = outside_bodies()
    return known.get(f"{country}-{subdivision}") or known.get(country)


def outside_body(reader: Reader) -> str:
    """The name of the firm's: as it wrote it, else as its place has it."""
    own = concern_rules(reader).outside_body
    if own:
        return own
    found = _of_firm(reader)
    return found.body if found else NOBODY


def final_notice(reader: Reader, area: str) -> str:
    """What a final response in a matter of this practice area says of it; "" where nothing is known or written."""
    own = notices_for(reader, area, Outlet.CONCERN)
    if own:
        return "\n".join(own)
    found = _of_firm(reader)
    return found.text if found else ""


def _of_firm(reader: Reader) -> OutsideBody | None:
    details = firm(reader).details
    return outside_of(details.country, details.subdivision)
