"""What a page asks the window to do: log a contact, print a report, go to a matter or a client.

A page emits one of these with its signal ``requested``; it never opens another page itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from app.contactlog.words import Channel


@dataclass(frozen=True, slots=True)
class LogContactRequest:
    """Open the contact form, filled in as far as the page knows: nothing known asks for the matter first."""

    matter_id: UUID | None = None
    client_id: UUID | None = None
    channel: Channel | None = None
    answers_id: UUID | None = None
    acknowledges_id: UUID | None = None
    tells: tuple[UUID, ...] = ()
    is_update: bool = False


@dataclass(frozen=True, slots=True)
class PrintReportRequest:
    """Preview the status report of a matter; without one the report page asks."""

    matter_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class OpenMatter:
    """Go to the page of a matter."""

    matter_id: UUID


@dataclass(frozen=True, slots=True)
class OpenClient:
    """Go to the page of a client."""

    client_id: UUID


@dataclass(frozen=True, slots=True)
class OpenEntry:
    """Show an entry of the contact log, with its versions."""

    entry_id: UUID


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
    | OpenMatter
    | OpenClient
    | OpenEntry
    | AmendEntry
    | BringInFiles
    | OpenTray
)


@dataclass(frozen=True, slots=True)
class RestoreBackup:
    """Make the vault of a backup anew in a new folder; without a file, one is chosen."""

    file: Path | None = None
