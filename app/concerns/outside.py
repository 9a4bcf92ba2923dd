"""To whom a client may go who is not content with the firm's answer, and the notice that says so.

What the firm wrote as a notice for final responses stands first (`app.notices`); where it wrote none, what comes with
the program for the firm's place: ``resources/concerns/outside.toml``, which names its sources.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from app.concerns.settings import concern_rules
from app.languages.resources import tables_in
from app.notices.queries import notices_for
from app.notices.words import Outlet
from app.settings.queries import firm
from app.storage.transaction import Reader

FILE = Path(__file__).resolve().parents[2] / "resources" / "concerns" / "outside.toml"
ELSEWHERE = "elsewhere"
"""Where no body is known to the program: it has a name to write, but no notice and no source."""


@dataclass(frozen=True, slots=True)
class OutsideBody:
    """A body outside the firm. ``compared``: the public page with which the entry was compared."""

    body: str
    text: str
    source: str
    compared: str


@cache
def outside_bodies(language: str = "en") -> Mapping[str, OutsideBody]:
    """Those that come with the program, in a ``language`` (BCP 47): by country, or country and subdivision ("GB-SCT");
    `ELSEWHERE` for any other."""
    return {place: OutsideBody(**said) for place, said in tables_in(FILE, language).items()}


def outside_of(country: str, subdivision: str, language: str = "en") -> OutsideBody:
    """The one of a place: of its subdivision, else of its country, else what is said where none is known."""
    known = outside_bodies(language)
    return known.get(f"{country}-{subdivision}") or known.get(country) or known[ELSEWHERE]


def outside_body(reader: Reader) -> str:
    """The name of the firm's: as it wrote it, else as its place has it."""
    return concern_rules(reader).outside_body or _of_firm(reader).body


def final_notice(reader: Reader, area: str) -> str:
    """What a final response in a matter of this practice area says of it; "" where nothing is known or written."""
    own = notices_for(reader, area, Outlet.CONCERN)
    if own:
        return "\n".join(own)
    return _of_firm(reader).text


def _of_firm(reader: Reader) -> OutsideBody:
    details = firm(reader).details
    return outside_of(details.country, details.subdivision, details.written_in)
