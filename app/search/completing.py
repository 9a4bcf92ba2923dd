"""What could stand at the cursor of the search box."""

from __future__ import annotations

from dataclasses import dataclass

from app.storage.transaction import Reader


@dataclass(frozen=True, slots=True)
class Completion:
    """One offer: put ``text`` in the place of ``length`` letters from ``start`` on."""

    start: int
    length: int
    text: str
    """With its operator, quoted where it has to be, a space behind it where the token is finished."""
    label: str
    """As people read it: ``26-cv-00412 · Whitcombe v. Larkspur``."""
    kind: str
    """One of "operator", "matter", "client", "person", "author", "tag", "channel", "has", "day"."""


def complete(reader: Reader, text: str, cursor: int, limit: int = 8) -> tuple[Completion, ...]:
    """What could stand where the cursor is, likeliest first; nothing where nothing was begun. Quick at any size."""
    raise NotImplementedError
