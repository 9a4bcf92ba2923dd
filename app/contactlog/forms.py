"""A contact as a form holds it before it is written (PRACTICE C1)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from app.contactlog.words import Channel, Direction, FollowUpSide, Outcome


@dataclass(frozen=True, slots=True)
class NewParticipant:
    """Somebody who took part."""

    name: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class NewFollowUp:
    """An agreed action: who, what, by when. Without a side, ``who`` tells it: a colleague, the client, the court. Where
    the ``colleague_id`` is in hand it alone counts, since a name may fit two."""

    who: str
    text: str
    due_on: date | None = None
    side: FollowUpSide | None = None
    colleague_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class NewAttachment:
    """A file that belongs to the contact: its content, or where a large one is stored already (`storing`)."""

    name: str
    media_type: str
    content: bytes = field(default=b"", repr=False)
    stored_id: UUID | None = None
    stored_size: int = 0

    @property
    def size(self) -> int:
        """How many bytes it has."""
        return len(self.content) if self.stored_id is None else self.stored_size


@dataclass(frozen=True, slots=True)
class NewContact:
    """One contact as the form holds it (C1). Without a client it is the matter's first."""

    channel: Channel
    direction: Direction
    occurred_at: datetime
    summary: str
    matter_id: UUID | None = None
    client_id: UUID | None = None
    outcome: Outcome | None = None
    duration_minutes: int | None = None
    reached_at: str = ""
    advice: str = ""
    advice_declined: str = ""
    decision: str = ""
    for_client: str = ""
    costs: str = ""
    identity_checked: bool = False
    interpreter: str = ""
    confidentiality: str = ""
    billable: bool = False
    with_client: bool = True
    is_update: bool = False
    needs_reply: bool = False
    urgent: bool = False
    acknowledges_id: UUID | None = None
    promised_by: datetime | None = None
    answers_id: UUID | None = None
    message_key: str | None = None
    received: str = ""
    declined_confirmed_on: date | None = None
    held_by_id: UUID | None = None
    kind: str = ""
    wish_reason: str = ""
    awaits_client: bool = False
    also_answers: tuple[UUID, ...] = ()
    participants: tuple[NewParticipant, ...] = ()
    tags: tuple[str, ...] = ()
    tells: tuple[UUID, ...] = ()
    brought: tuple[UUID, ...] = ()
    follow_ups: tuple[NewFollowUp, ...] = ()
    attachments: tuple[NewAttachment, ...] = ()


SEVERAL_LINES = {
    "summary",
    "advice",
    "advice_declined",
    "decision",
    "for_client",
    "costs",
    "received",
    "wish_reason",
}
"""Texts of more than one line; the others are one line."""
