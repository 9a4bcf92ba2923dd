"""What the contact form begins with where somebody stands on a contact: whatever comes after it."""

from __future__ import annotations

from typing import Protocol
from uuid import UUID

from app.contactlog.words import WRITTEN, Channel, Direction
from ui.shell.requests import LogContactRequest


class Standing(Protocol):
    """A contact of a list, or one that is open."""

    @property
    def matter_id(self) -> UUID | None: ...
    @property
    def client_id(self) -> UUID | None: ...
    @property
    def channel(self) -> Channel: ...
    @property
    def direction(self) -> Direction: ...
    @property
    def reached_at(self) -> str: ...
    @property
    def with_client(self) -> bool: ...


def going_on(contact: Standing, answers_id: UUID | None = None) -> LogContactRequest:
    """The same matter, client, channel and number. What came in is answered; to what we wrote an answer comes; a call
    is followed by one of ours. ``answers_id``: the contact itself, where its answer is owed."""
    # Nothing of it says how the client is reached.
    if contact.channel is Channel.NOTE or not contact.with_client:
        return LogContactRequest(contact.matter_id, contact.client_id)
    wrote = contact.direction is Direction.OUT and contact.channel in WRITTEN
    return LogContactRequest(
        contact.matter_id,
        contact.client_id,
        contact.channel,
        Direction.IN if wrote else Direction.OUT,
        contact.reached_at,
        answers_id=answers_id,
    )
