"""The firm's stationery, from its settings, and its language. Read once; then the vault is not needed."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from app.kernel.language import SOURCE, speaking, spoken, tr
from app.languages.offered import catalogue_of, english_of
from app.reports.content import Letterhead, Stationery
from app.settings.commands import FirmDetails
from app.settings.queries import firm, firms_language, logo
from app.storage.transaction import Reader

P = ParamSpec("P")
R = TypeVar("R")


def on_paper(make: Callable[Concatenate[Reader, P], R]) -> Callable[Concatenate[Reader, P], R]:
    """``make`` says all it says in the `firms_language`, in any thread."""

    @wraps(make)
    def made(reader: Reader, /, *args: P.args, **kwargs: P.kwargs) -> R:
        with firms_language(reader):
            return make(reader, *args, **kwargs)

    return made


def stationery(reader: Reader) -> Stationery:
    """That of the firm, as it is set now."""
    return stationery_of(firm(reader).details, logo(reader))


def stationery_of(details: FirmDetails, picture: bytes | None) -> Stationery:
    """From the firm's settings and its logo."""
    return Stationery(
        letterhead=letterhead_of(details, picture),
        paper="a4" if details.paper == "a4" else "letter",
        language=details.written_in,
        duplex=details.duplex,
        notices=tuple(line for line in details.notices.splitlines() if line.strip()),
    )


def note_name(reader: Reader) -> str:
    """What the note of a contact is called: "Attendance note"; in English that of the firm's country, "File memo"."""
    here = spoken()
    with speaking(catalogue_of(english_of(firm(reader).details.country).code) if here is SOURCE else here):
        return tr("Attendance note")


def letterhead_of(details: FirmDetails, picture: bytes | None) -> Letterhead:
    """The head of every letter."""
    if details.letterhead_lines.strip():
        own = tuple(line.strip() for line in details.letterhead_lines.splitlines() if line.strip())
        return Letterhead(details.name, details.tagline, own, picture)
    address = ", ".join(line.strip() for line in details.address.splitlines() if line.strip())
    lines = tuple(filter(None, (" · ".join(filter(None, (address, details.phone))), details.email)))
    return Letterhead(details.name, details.tagline, lines, picture)
