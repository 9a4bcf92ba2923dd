"""The firm's stationery, from its settings. Read once; then the vault is not needed."""

from __future__ import annotations

from app.reports.content import Letterhead, Stationery
from app.reports.words import UK_WORDS, US_WORDS, ReportWords
from app.settings.commands import FirmDetails
from app.settings.queries import firm, logo
from app.storage.transaction import Reader


def stationery(reader: Reader) -> Stationery:
    """That of the firm, as it is set now."""
    return stationery_of(firm(reader).details, logo(reader))


def stationery_of(details: FirmDetails, picture: bytes | None) -> Stationery:
    """From the firm's settings and its logo."""
    american = details.country == "US"
    return Stationery(
        letterhead=letterhead_of(details, picture),
        paper="a4" if details.paper == "a4" else "letter",
        language="en-US" if american else "en-GB",
        duplex=details.duplex,
        notices=tuple(line for line in details.notices.splitlines() if line.strip()),
        words=words_of(details),
    )


def note_name(reader: Reader) -> str:
    """What the note of a contact is called in the firm's country: "File memo", "Attendance note"."""
    return words_of(firm(reader).details).attendance


def words_of(details: FirmDetails) -> ReportWords:
    """The words of a document in the firm's country."""
    return US_WORDS if details.country == "US" else UK_WORDS


def letterhead_of(details: FirmDetails, picture: bytes | None) -> Letterhead:
    """The head of every letter."""
    if details.letterhead_lines.strip():
        own = tuple(line.strip() for line in details.letterhead_lines.splitlines() if line.strip())
        return Letterhead(details.name, details.tagline, own, picture)
    address = ", ".join(line.strip() for line in details.address.splitlines() if line.strip())
    lines = tuple(filter(None, (" · ".join(filter(None, (address, details.phone))), details.email)))
    return Letterhead(details.name, details.tagline, lines, picture)
