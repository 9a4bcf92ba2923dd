"""How the edit of a client's profile is taken back (`app.storage.undoing`)."""

from __future__ import annotations

from uuid import UUID

from app.clients.commands import edit_client
from app.clients.queries import client_sheet
from app.storage.undoing import Way


def client_way(client_id: UUID) -> Way:
    """The profile as its form has it, with the ways to reach the client. What is around it has a trail of its own."""
    return Way(
        state=lambda reader: client_sheet(reader, client_id).details,
        put=lambda tx, details, _why: edit_client(tx, client_id, details),
    )
