"""What a page asks the window to do: log a contact, print a report, go to a matter or a client.

A page emits one of these with its signal ``requested``; it never opens another page itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol
from uuid import UUID

from app.contactlog.words import Channel, Direction


@dataclass(frozen=True, slots=True)
class LogContactRequest:
    """Open the contact form, filled in as far as the page knows: nothing known asks for the matter first."""

    matter_id: UUID | None = None
    client_id: UUID | None = None
    channel: Channel | None = None
    direction: Direction | None = None
    reached_at: str = ""
    answers_id: UUID | None = None
    acknowledges_id: UUID | None = None
    tells: tuple[UUID, ...] = ()
    is_update: bool = False
    summary: str = ""
    file: tuple[str, bytes] | None = None
    """A file that goes with the contact, by its name: the letter that was written."""


@dataclass(frozen=True, slots=True)
class PrintReportRequest:
    """Preview the status report of a matter; without one the report page asks."""

    matter_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class PrintNote:
    """Preview the attendance note of an entry of the contact log."""

    entry_id: UUID


@dataclass(frozen=True, slots=True)
class WriteUpdate:
    """Open the composer for the update of a matter, over the page where one is."""

    matter_id: UUID


@dataclass(frozen=True, slots=True)
class OpenMatter:
    """Go to the page of a matter; ``part``: to the tab of that name."""

    matter_id: UUID
    part: str = ""


@dataclass(frozen=True, slots=True)
class OpenClient:
    """Go to the page of a client."""

    client_id: UUID


@dataclass(frozen=True, slots=True)
class OpenEntry:
    """Show an entry of the contact log, with its versions. ``among``: the list of what was found, where it is one of
    those."""

    entry_id: UUID
    among: Among | None = field(default=None, compare=False)


class Among(Protocol):
    """A list of what was found that an entry was opened from."""

    def marks(self, text: str) -> Sequence[tuple[int, int]]:
        """Which letters of a text are the words looked for, each from a start up to an end."""
        ...

    def step_found(self, by: int) -> UUID | None:
        """Go to the next entry (1) or the one before (-1); its id, None where there is none."""
        ...


@dataclass(frozen=True, slots=True)
class SearchLog:
    """Look for these words in the whole contact log."""

    words: str


@dataclass(frozen=True, slots=True)
class AmendEntry:
    """Open the contact form on an entry that is there, to write it anew with a reason."""

    entry_id: UUID


@dataclass(frozen=True, slots=True)
class BringInFiles:
    """Choose files of clients, matters or messages to bring in."""


@dataclass(frozen=True, slots=True)
class OpenTray:
    """Show the messages that could not be placed."""


Request = (
    LogContactRequest
    | PrintReportRequest
    | PrintNote
    | WriteUpdate
    | OpenMatter
    | OpenClient
    | OpenEntry
    | AmendEntry
    | BringInFiles
    | OpenTray
    | SearchLog
)


@dataclass(frozen=True, slots=True)
class RestoreBackup:
    """Make the vault of a backup anew in a new folder; without a file, one is chosen."""

    file: Path | None = None
