"""What the contact log is read as: frozen rows with all that belongs to them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from app.contactlog.words import Channel, Direction, FollowUpSide, Outcome
from app.kernel.rows import quick_row


@quick_row
class FollowUpRow:
    """An agreed action."""

    id: UUID
    matter_id: UUID | None
    client_id: UUID | None
    entry_id: UUID | None
    who: str
    side: FollowUpSide
    colleague_id: UUID | None
    text: str
    due_on: date | None
    agreed_at: datetime
    done_at: datetime | None


@dataclass(frozen=True, slots=True)
class AttachmentRow:
    """A file of an entry, without its content."""

    id: UUID
    entry_id: UUID
    name: str
    media_type: str
    size: int
    sha256: str
    stored_id: UUID | None = None
    """Where its pieces are, if it is a large one."""


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One entry as it reads at the reader's moment."""

    id: UUID
    matter_id: UUID | None
    matter_number: str
    matter_title: str
    client_id: UUID | None
    client: str
    author_id: UUID
    author: str
    occurred_at: datetime
    written_at: datetime
    channel: Channel
    direction: Direction
    outcome: Outcome | None
    duration_minutes: int | None
    reached_at: str
    summary: str
    advice: str
    advice_declined: str
    decision: str
    for_client: str
    costs: str
    identity_checked: bool
    interpreter: str
    confidentiality: str
    billable: bool
    with_client: bool
    is_update: bool
    needs_reply: bool
    urgent: bool
    acknowledges_id: UUID | None
    promised_by: datetime | None
    answers_id: UUID | None
    message_key: str | None
    received: str
    declined_confirmed_on: date | None
    held_by_id: UUID | None
    held_by: str
    """Who held the contact: the author, unless another is named."""
    kind: str
    wish_reason: str
    awaits_client: bool
    version: int
    withdrawn_at: datetime | None
    participants: tuple[tuple[str, str], ...] = ()
    tags: tuple[str, ...] = ()
    tells: tuple[UUID, ...] = ()
    brought: tuple[UUID, ...] = ()
    also_answers: tuple[UUID, ...] = ()
    """What it answers beside ``answers_id``."""
    follow_ups: tuple[FollowUpRow, ...] = ()
    attachments: tuple[AttachmentRow, ...] = ()


@dataclass(frozen=True, slots=True)
class VersionRow:
    """An entry as it read from one writing to the next."""

    version: int
    written_at: datetime
    author: str
    reason: str
    content: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Receipt:
    """An acknowledgement of ours: what it promised, and whether it asked the client something (E2, E3)."""

    entry_id: UUID
    at: datetime
    promised_by: datetime | None = None
    awaits_client: bool = False
    heard_at: datetime | None = None
    """When the client's next word came, where it was awaited; None while it is."""


@quick_row
class AwaitingReply:
    """Inbound contact that needs a reply, with what was said to it so far (E1, E2)."""

    entry_id: UUID
    matter_id: UUID | None
    client_id: UUID | None
    occurred_at: datetime
    channel: Channel
    summary: str
    urgent: bool
    reached_at: str = ""
    receipts: tuple[Receipt, ...] = ()
    """In the order in which they were said."""
    answered_at: datetime | None = None

    @property
    def acknowledged_at(self) -> datetime | None:
        """When it was acknowledged first."""
        return self.receipts[0].at if self.receipts else None

    @property
    def promised_by(self) -> datetime | None:
        """When the answer will come, as the last one said that said it."""
        return next((one.promised_by for one in reversed(self.receipts) if one.promised_by), None)
