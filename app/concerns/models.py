"""Concerns, their steps and stages. A concern's row says what counts now; what it said stands in its versions."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from app.concerns.words import Cause, Ending, Stage, StepKind, TurnKind
from app.storage.base import Base, Id, JsonText
from app.storage.versions import Version


class Concern(Base):
    """A misunderstanding, dispute or complaint. One that is ``apart`` exists for few: `app.storage.walls`."""

    __tablename__ = "concerns"
    __table_args__ = (
        Index(None, "closed_on"),
        Index(None, "apart"),
    )  # what is open; what is hidden from many

    id: Mapped[Id]
    client_id: Mapped[UUID] = mapped_column(ForeignKey("clients.id"), index=True)
    matter_id: Mapped[UUID | None] = mapped_column(ForeignKey("matters.id"), index=True)
    entry_id: Mapped[UUID | None] = mapped_column(ForeignKey("contact_entries.id"), index=True)
    """The contact in which it was heard."""
    raised_on: Mapped[date]
    raised_by: Mapped[str]
    """Who raised it, in words: the client, or who speaks for the client."""
    how: Mapped[str]
    """What was said, in words."""
    cause: Mapped[Cause]
    formal_on: Mapped[date | None]
    """The day on which it became a formal complaint; none for what is none."""
    handler_id: Mapped[UUID] = mapped_column(ForeignKey("colleagues.id"))
    supervisor_id: Mapped[UUID | None] = mapped_column(ForeignKey("colleagues.id"))
    apart: Mapped[bool] = mapped_column(default=False, server_default=false())
    version: Mapped[int] = mapped_column(default=1)
    closed_on: Mapped[date | None]
    """Of a closed one the day of its last closing."""
    written_at: Mapped[datetime]
    author_id: Mapped[UUID]


class ConcernVersion(Base):
    """What a concern's row said from one writing to the next; the first is there from the beginning."""

    __tablename__ = "concern_versions"

    concern_id: Mapped[UUID] = mapped_column(ForeignKey("concerns.id"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    written_at: Mapped[datetime]
    author_id: Mapped[UUID]
    reason: Mapped[str] = mapped_column(default="")
    content: Mapped[dict[str, Any]] = mapped_column(JsonText)


class ConcernStage(Base):
    """From when on who answers it."""

    __tablename__ = "concern_stages"

    id: Mapped[Id]
    concern_id: Mapped[UUID] = mapped_column(ForeignKey("concerns.id"), index=True)
    stage: Mapped[Stage]
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("colleagues.id"))
    body: Mapped[str] = mapped_column(default="")
    """The outside body's name, at that stage."""
    on: Mapped[date]
    note: Mapped[str] = mapped_column(default="")
    written_at: Mapped[datetime]
    author_id: Mapped[UUID]


class ConcernStep(Base):
    """One version of a step; of each ``step_id`` the highest number counts. A step taken back stays readable."""

    __tablename__ = "concern_steps"
    __table_args__ = (UniqueConstraint("step_id", "number"),)

    id: Mapped[Id]
    concern_id: Mapped[UUID] = mapped_column(ForeignKey("concerns.id"), index=True)
    step_id: Mapped[UUID]
    number: Mapped[int]
    round: Mapped[int]
    """1, and one more after each reopening: what was done before does not tick what is to be done anew."""
    kind: Mapped[StepKind]
    on: Mapped[date]
    person_id: Mapped[UUID] = mapped_column(ForeignKey("colleagues.id"))
    entry_id: Mapped[UUID | None] = mapped_column(ForeignKey("contact_entries.id"), index=True)
    note: Mapped[str] = mapped_column(default="")
    follow_up_id: Mapped[UUID | None] = mapped_column(ForeignKey("follow_ups.id"))
    """What was learned leads to this action."""
    policy_id: Mapped[UUID | None]
    """Or to this revision of a policy, in the room of policies."""
    policy_title: Mapped[str] = mapped_column(default="")
    taken_back: Mapped[bool] = mapped_column(default=False, server_default=false())
    reason: Mapped[str] = mapped_column(default="")
    written_at: Mapped[datetime]
    author_id: Mapped[UUID]


class ConcernTurn(Base):
    """A closing or a reopening."""

    __tablename__ = "concern_turns"

    id: Mapped[Id]
    concern_id: Mapped[UUID] = mapped_column(ForeignKey("concerns.id"), index=True)
    kind: Mapped[TurnKind]
    on: Mapped[date]
    ending: Mapped[Ending | None]
    note: Mapped[str] = mapped_column(default="")
    written_at: Mapped[datetime]
    author_id: Mapped[UUID]


class ConcernRulesVersion(Version):
    """The firm's rules for concerns; the highest number counts. Before the first stand those of `rules`."""

    __tablename__ = "concern_rules"
    __table_args__ = (UniqueConstraint("number"),)

    acknowledge_days: Mapped[int]
    stage_days: Mapped[dict[str, int]] = mapped_column(JsonText)
    final_weeks: Mapped[int]
    follow_up_days: Mapped[int]
    learn_days: Mapped[int]
    keeps_apart: Mapped[bool]
    partner_ids: Mapped[list[str]] = mapped_column(JsonText)
    outside_body: Mapped[str]
