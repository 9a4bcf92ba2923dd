"""Policies with every version, from when each is in force, who looked at them, who acknowledged them; training."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.policies.words import Outcome, PolicyKind
from app.storage.base import Base, Id, JsonText
from app.storage.versions import Version


class PolicyVersion(Version):
    """One version of what a policy says, with its fields unfilled; a draft until it is put in force."""

    __tablename__ = "policy_versions"
    __table_args__ = (UniqueConstraint("policy_id", "number"),)

    policy_id: Mapped[UUID]
    kind: Mapped[PolicyKind]
    title: Mapped[str]
    text: Mapped[str]
    starter: Mapped[str]
    """The key of the starter policy that it began with; "" for the firm's own."""


class PolicyForce(Version):
    """From which day a version is in force, or (no version) that from a day on none is. Of each version the row with
    the highest number counts; on a day that of the latest ``from_on``."""

    __tablename__ = "policy_forces"
    __table_args__ = (UniqueConstraint("policy_id", "number"),)

    policy_id: Mapped[UUID]
    version_id: Mapped[UUID | None] = mapped_column(ForeignKey("policy_versions.id"))
    from_on: Mapped[date]
    asks_again: Mapped[bool]
    """Whether who acknowledged the one before is asked again; a minor change asks nobody."""
    said: Mapped[str]
    """The text as it was put in force: the firm's numbers of that day in its fields."""


class PolicyKeeping(Version):
    """Who looks after a policy, how often, and who must acknowledge it."""

    __tablename__ = "policy_keepings"
    __table_args__ = (UniqueConstraint("policy_id", "number"),)

    policy_id: Mapped[UUID]
    responsible_id: Mapped[UUID | None]
    """None: the firm's lead."""
    review_months: Mapped[int | None]
    everyone: Mapped[bool]
    roles: Mapped[list[str]] = mapped_column(JsonText())
    people: Mapped[list[str]] = mapped_column(JsonText())
    """Ids of those who are named."""


class PolicyReview(Base):
    """Somebody looked at a policy again."""

    __tablename__ = "policy_reviews"
    __table_args__ = (Index(None, "policy_id"),)

    id: Mapped[Id]
    policy_id: Mapped[UUID]
    version_id: Mapped[UUID] = mapped_column(ForeignKey("policy_versions.id"))
    reviewed_on: Mapped[date]
    outcome: Mapped[Outcome]
    findings: Mapped[str]
    next_on: Mapped[date | None]
    """The day of the next look, where it is another than the rhythm's."""
    made_at: Mapped[datetime]
    made_by: Mapped[UUID]


class PolicyAcknowledgement(Base):
    """Somebody has read a version of a policy and will act on it."""

    __tablename__ = "policy_acknowledgements"
    __table_args__ = (UniqueConstraint("version_id", "person_id"),)

    id: Mapped[Id]
    policy_id: Mapped[UUID]
    version_id: Mapped[UUID] = mapped_column(ForeignKey("policy_versions.id"))
    person_id: Mapped[UUID]
    on_paper: Mapped[bool]
    made_at: Mapped[datetime]
    made_by: Mapped[UUID]


class TrainingSubject(Version):
    """What people are trained in, and after how many months they need it again; None: never."""

    __tablename__ = "training_subjects"
    __table_args__ = (UniqueConstraint("subject_id", "number"),)

    subject_id: Mapped[UUID]
    name: Mapped[str]
    refresher_months: Mapped[int | None]


class TrainingSession(Base):
    """One session. What was noted by mistake is withdrawn."""

    __tablename__ = "training_sessions"
    __table_args__ = (Index(None, "subject_id", "held_on"),)

    id: Mapped[Id]
    subject_id: Mapped[UUID]
    held_on: Mapped[date]
    trainer: Mapped[str]
    note: Mapped[str]
    policy_id: Mapped[UUID | None]
    version_id: Mapped[UUID | None] = mapped_column(ForeignKey("policy_versions.id"))
    """The version of a policy that it was about."""
    added_at: Mapped[datetime]
    added_by: Mapped[UUID]
    withdrawn_at: Mapped[datetime | None]
    withdrawn_by: Mapped[UUID | None]
    withdrawn_reason: Mapped[str]


class TrainingAttendance(Base):
    """Who was there."""

    __tablename__ = "training_attendance"
    __table_args__ = (Index(None, "session_id"),)

    id: Mapped[Id]
    session_id: Mapped[UUID] = mapped_column(ForeignKey("training_sessions.id"))
    person_id: Mapped[UUID]
    noted_at: Mapped[datetime]
    noted_by: Mapped[UUID]
    struck_at: Mapped[datetime | None]
    struck_by: Mapped[UUID | None]
