"""Engagement terms, intake and ending as their forms hold them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from uuid import UUID

from app.care.estimate import Estimate
from app.contactlog.words import FollowUpSide
from app.engagement.words import AgreedHow, EndingKind
from app.promises.terms import OwnTerms
from app.schedule.rhythm import Rhythm
from app.schedule.words import UpdateFormat


@dataclass(frozen=True, slots=True)
class AgreedDuty:
    """What one side does, by a day or without one."""

    side: FollowUpSide
    text: str
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class TermsForm:
    """One revision of engagement terms (B2). ``replies`` and ``rhythm`` None: as firm or client have it."""

    scope: str = ""
    out_of_scope: str = ""
    timeline: str = ""
    arrangement: str = ""
    """How the fee is reckoned, in words; figures are told as costs (F1)."""
    rates: str = ""
    estimate: Estimate | None = None
    """What it costs, whole: agreeing tells it to the client (F1)."""
    decides: str = ""
    """Who may decide for the client, and what they have to be asked about."""
    channels: str = ""
    replies: OwnTerms = field(default_factory=OwnTerms)
    rhythm: Rhythm | None = None
    format: UpdateFormat | None = None
    by_id: UUID | None = None
    """Who gives the updates."""
    emergency: str = ""
    duties: tuple[AgreedDuty, ...] = ()


TERMS_LINES = frozenset(
    {"scope", "out_of_scope", "timeline", "arrangement", "rates", "decides", "channels", "emergency"}
)
"""Texts of more than one line."""


@dataclass(frozen=True, slots=True)
class NewAgreement:
    """That a client agreed to terms, or said again that they hold."""

    matter_id: UUID
    on: date
    how: AgreedHow
    by_whom: str = ""
    """Who said so for the client; empty: the client."""
    note: str = ""
    terms_id: UUID | None = None
    """The revision that the client saw; None: the newest one."""


@dataclass(frozen=True, slots=True)
class IntakeForm:
    """The consultation before, or at the beginning of, a matter (B1)."""

    held_on: date | None = None
    with_whom: str = ""
    held_by_id: UUID | None = None
    facts: str = ""


@dataclass(frozen=True, slots=True)
class NewDocument:
    """A document that is there (``received_on``) or is owed, then by a day or without one.

    ``owner`` gives it: "client", or a name. ``original``: it goes back at the end.
    """

    title: str
    owner: str = "client"
    received_on: date | None = None
    due_on: date | None = None
    original: bool = False


@dataclass(frozen=True, slots=True)
class EndingForm:
    """What is settled when a matter ends (J7)."""

    kind: EndingKind
    ended_on: date
    outcome: str = ""
    """What came of it."""
    reason: str = ""
    """Why we do not act, or not any more."""
    instructions: str = ""
    """The client's last instructions, and what the client has to do."""
    deadlines: str = ""
    """What the client has to watch from now on: time limits, and to see another lawyer in time."""
    documents: str = ""
    """What was given back, how, and what is kept."""
    bill: str = ""
    """What the last bill says, in words."""
    billed: Decimal | None = None
    """What all of it cost, with tax and disbursements."""
    retention: str = ""
    """What the client was told of how long the file is kept."""
    currency: str = ""
    """Of what it cost; "": the estimate's, else the firm's."""
    although: str = ""
    """Why it ends although something is open that the firm owes an answer, news or a day; not for the client."""


ENDING_LINES = frozenset(
    {"outcome", "reason", "instructions", "deadlines", "documents", "bill", "retention", "although"}
)
"""Texts of more than one line."""
