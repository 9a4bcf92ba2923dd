"""What became of the files of an import: the same for the preview and for the real thing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from app.kernel.language import tr
from app.matters.key_date_warnings import DaysOff

ALWAYS = ("clients", "matters", "entries", "developments", "key_dates")
KINDS = (*ALWAYS, "costs_lines")
"""What is counted. What other programs read has ``ALWAYS`` whatever the file is, the others where there are some."""


@dataclass(frozen=True, slots=True)
class RowNote:
    """A row (header = 1; 1 for a message) and a sentence about it."""

    row: int
    reason: str


@dataclass(frozen=True, slots=True)
class NewDate:
    """A date of a calendar of which a client has to hear; ``matter`` is its title."""

    title: str
    on: date
    matter: str


@dataclass(slots=True)
class FileOutcome:
    """What one file came to. ``unmatched`` waits in the tray or for a mapping; ``refused`` is not taken over.

    ``label`` is the kind for people. ``code`` says why a whole file is refused ("unknown-headers": a mapping
    would help). ``encoding`` is how a CSV file was read, ``encoding_guessed`` that another may be right;
    ``unread`` are its columns that nothing is taken from, ``remembered`` says that they were matched as last time.
    ``places`` names the matters or clients that a message was logged for.
    """

    file: str
    kind: str
    label: str = ""
    code: str = ""
    encoding: str = ""
    encoding_guessed: bool = False
    unread: tuple[str, ...] = ()
    remembered: bool = False
    places: list[str] = field(default_factory=list)
    created: dict[str, int] = field(default_factory=lambda: dict.fromkeys(KINDS, 0))
    updated: dict[str, int] = field(default_factory=lambda: dict.fromkeys(KINDS, 0))
    unchanged: int = 0
    unmatched: list[RowNote] = field(default_factory=list)
    refused: list[RowNote] = field(default_factory=list)
    doubts: list[RowNote] = field(default_factory=list)
    """What is taken over and should be looked at: a hearing on a day on which nobody expects one."""
    new_dates: int = 0
    """New dates ahead of which a client has to hear, unless they know."""
    new_date: NewDate | None = None
    """The first of these."""

    def changes_something(self) -> bool:
        """Whether taking this file over writes anything."""
        return bool(any(self.created.values()) or any(self.updated.values()) or self.unmatched)


def doubts_of_day(days_off: DaysOff, title: str, on: date, matter_id: UUID) -> tuple[str, ...]:
    """Sentences about a date that is taken over on a day on which one would not expect it."""
    words = tr("“{title}” is taken over as it stands: {why}")
    return tuple(words.format(title=title, why=one.message) for one in days_off.doubts(on, matter_id))


def total(outcomes: Iterable[FileOutcome]) -> FileOutcome:
    """All files together; the notes of each file stay with the file."""
    whole = FileOutcome("", "total")
    for one in outcomes:
        for kind in KINDS:
            whole.created[kind] += one.created[kind]
            whole.updated[kind] += one.updated[kind]
        whole.unchanged += one.unchanged
        whole.new_dates += one.new_dates
        whole.unmatched += one.unmatched
        whole.refused += one.refused
    return whole
