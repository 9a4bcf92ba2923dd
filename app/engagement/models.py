"""Engagement terms in their revisions, what clients said of them, intake, documents, endings."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from app.contactlog.words import FollowUpSide
from app.engagement.words import AgreedHow, AgreementKind, EndingKind
from app.schedule.words import IntervalUnit, Roll, UpdateFormat
from app.storage.base import Base, Id
from app.storage.versions import Version


class TermsVersion(Version):
    """One revision of a matter's engagement terms. It is never changed; the highest number is the newest."""

    __tablename__ = "terms_versions"
    __table_args__ = (UniqueConstraint("matter_id", "number"),)

    matter_id: Mapped[UUID] = mapped_column(ForeignKey("matters.id"))
    scope: Mapped[str]
    out_of_scope: Mapped[str]
    timeline: Mapped[str]
    arrangement: Mapped[str]
    rates: Mapped[str]
    estimate: Mapped[Decimal | None]
    """Of a range its upper end; the next ones with it, as in `costs_figures`."""
    estimate_low: Mapped[Decimal | None]
    estimate_tax: Mapped[Decimal | None]
    estimate_disbursements: Mapped[Decimal | None]
    estimate_currency: Mapped[str] = mapped_column(server_default="")
    estimate_note: Mapped[str]
    decides: Mapped[str]
    channels: Mapped[str]
    acknowledge: Mapped[str]
    """Spelled as in `promise_terms`; "" as firm or client have it."""
    answer: Mapped[str]
    urgent_acknowledge: Mapped[str]
    urgent_answer: Mapped[str]
    count: Mapped[int | None]
    """With the next ones the rhythm of updates, as in `update_plans`; none as the firm has it."""
    unit: Mapped[IntervalUnit | None]
    anchor_day: Mapped[int | None]
    at_stages: Mapped[bool] = mapped_column(server_default=false())
    at_dates: Mapped[bool] = mapped_column(server_default=false())
    roll: Mapped[Roll | None]
    at_most_days: Mapped[int | None]
    format: Mapped[UpdateFormat | None]
    by_id: Mapped[UUID | None] = mapped_column(ForeignKey("colleagues.id"))
    emergency: Mapped[str]


class TermsDuty(Base):
    """A duty of one side in a revision."""

    __tablename__ = "terms_duties"

    terms_id: Mapped[UUID] = mapped_column(ForeignKey("terms_versions.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    side: Mapped[FollowUpSide]
    text: Mapped[str]
    due_on: Mapped[date | None]
    follow_up_id: Mapped[UUID | None] = mapped_column(ForeignKey("follow_ups.id"))
    """The agreed action that it became when the revision was agreed; only what has a day becomes one."""


class TermsAgreement(Base):
    """That the client agreed to a revision on a day, or said on a later one that it still holds."""

    __tablename__ = "terms_agreements"

    id: Mapped[Id]
    matter_id: Mapped[UUID] = mapped_column(ForeignKey("matters.id"), index=True)
    terms_id: Mapped[UUID] = mapped_column(ForeignKey("terms_versions.id"))
    kind: Mapped[AgreementKind]
    on: Mapped[date]
    how: Mapped[AgreedHow]
    by_whom: Mapped[str]
    note: Mapped[str]
    written_at: Mapped[datetime]
    author_id: Mapped[UUID]


class TermsRule(Version):
    """After how many days an open matter without agreed terms is owed a letter, and for matters opened since when.

    Version 0 is written by the migration of a vault that was in use: matters opened before it are left alone.
    """

    __tablename__ = "terms_rules"

    days: Mapped[int]
    since: Mapped[date]


class IntakeVersion(Version):
    """What was written of a consultation; the highest number counts."""

    __tablename__ = "intake_versions"
    __table_args__ = (UniqueConstraint("matter_id", "number"),)

    matter_id: Mapped[UUID] = mapped_column(ForeignKey("matters.id"))
    held_on: Mapped[date | None]
    with_whom: Mapped[str]
    held_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("colleagues.id"))
    facts: Mapped[str]


class IntakeDocument(Base):
    """A document that came in, or is owed: then it is an agreed action of who owes it."""

    __tablename__ = "intake_documents"

    id: Mapped[Id]
    matter_id: Mapped[UUID] = mapped_column(ForeignKey("matters.id"), index=True)
    title: Mapped[str]
    owner: Mapped[str]
    original: Mapped[bool]
    """It is the owner's and goes back at the end."""
    follow_up_id: Mapped[UUID | None] = mapped_column(ForeignKey("follow_ups.id"))
    received_on: Mapped[date | None]
    returned_on: Mapped[date | None]
    withdrawn_at: Mapped[datetime | None]
    """Since when it is not needed any more."""
    written_at: Mapped[datetime]
    author_id: Mapped[UUID]


class MatterEnding(Base):
    """How a matter ended; one that was opened again and ended again has two."""

    __tablename__ = "matter_endings"

    id: Mapped[Id]
    matter_id: Mapped[UUID] = mapped_column(ForeignKey("matters.id"), index=True)
    kind: Mapped[EndingKind]
    ended_on: Mapped[date]
    outcome: Mapped[str]
    reason: Mapped[str]
    instructions: Mapped[str]
    deadlines: Mapped[str]
    documents: Mapped[str]
    bill: Mapped[str]
    billed: Mapped[Decimal | None]
    currency: Mapped[str] = mapped_column(server_default="")
    retention: Mapped[str]
    although: Mapped[str] = mapped_column(server_default="")
    """Why it ended although something was open."""
    entry_id: Mapped[UUID] = mapped_column(ForeignKey("contact_entries.id"))
    """The last note in the log."""
    written_at: Mapped[datetime]
    author_id: Mapped[UUID]
