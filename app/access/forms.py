"""What the forms of an access request hold."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from app.access.words import Decision, Ground
from app.channels.words import Channel


@dataclass(frozen=True, slots=True)
class NewRequest:
    """A request. ``received_on``: None is today; ``handler_id``: None is who writes it down; ``law``: "" is that of the
    firm's place. Of a client the name may stay empty."""

    client_id: UUID | None = None
    name: str = ""
    other_names: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    asked_by: str = ""
    wanted: str = ""
    received_on: date | None = None
    channel: Channel = Channel.LETTER
    entry_id: UUID | None = None
    handler_id: UUID | None = None
    identity_known: str = ""
    """How we know who asks, where that is certain already."""
    law: str = ""


@dataclass(frozen=True, slots=True)
class NewDecision:
    """What is done with an item. ``ground``: of what is not given; ``given_text``: of what is redacted; ``note``: why,
    for the firm."""

    decision: Decision
    ground: Ground | None = None
    note: str = ""
    given_text: str = ""
