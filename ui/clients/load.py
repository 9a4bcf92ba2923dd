"""What the page of a client shows, read on the vault's worker."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from app.channels.queries import channel_rules
from app.channels.rules import ChannelRules
from app.clients.profile import Profile, profile
from app.clients.queries import ClientSheet
from app.concerns.standing import Standing, standing_concerns
from app.contactlog.queries import EntryRow, count_of_client, entries
from app.matters.queries import MatterRow, list_matters
from app.merging.queries import MergeRow, merges
from app.workspace import Workspace
from ui.schedule.desk import Desk, load_desk

LAST = 25
"""Contacts shown on the client's page."""


@dataclass(frozen=True, slots=True)
class ClientView:
    """What the page shows."""

    desk: Desk
    known: Profile
    rules: ChannelRules
    matters: tuple[MatterRow, ...]
    entries: tuple[EntryRow, ...]
    merged: MergeRow | None = None
    """The merge that made this record another client's."""
    contacts: int = 0
    """How many there are; ``entries`` are the last ones."""
    concerns: tuple[Standing, ...] = ()
    """What the client is unhappy with, and is still open."""

    @property
    def sheet(self) -> ClientSheet:
        """The client as the form holds them."""
        return self.known.sheet


def load_client(workspace: Workspace, client_id: UUID) -> ClientView:
    """Read it on the worker."""
    with workspace.read() as reader:
        return ClientView(
            load_desk(reader),
            profile(reader, client_id),
            channel_rules(reader),
            list_matters(reader, client_id=client_id),
            entries(reader, client_id=client_id, limit=LAST),
            next((row for row in merges(reader, client_id, standing=True) if row.from_id == client_id), None),
            count_of_client(reader, client_id),
            standing_concerns(reader, client_id=client_id),
        )


_QUOTES = str.maketrans(dict.fromkeys('"“”„«»', " "))
"""What ends a quoted name in the box; the index knows words without them."""


def log_of(name: str) -> str:
    """What to look for in the contact log to find what was written with this client."""
    words = " ".join(name.translate(_QUOTES).split())
    return f'client:"{words}"'
