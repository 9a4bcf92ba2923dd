"""What the firm says of asking for feedback, whom it asked, and what came back (PRACTICE H1, H2)."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from app.feedback.words import AnsweredHow, Occasion
from app.storage.base import Base, Id
from app.storage.versions import Version

_CALLED = text("follow_up_id IS NOT NULL")


class FeedbackRulesVersion(Version):
    """One version of the firm's rules for asking."""

    __tablename__ = "feedback_rules"

    occasions: Mapped[str]
    """Words of `Occasion`, spaces between; "" asks after nothing."""
    every_days: Mapped[int]
    """No client is asked twice within so many days."""
    on_today: Mapped[bool]
    """Whether asking stands on Today, or in its list alone."""
    low_score: Mapped[int]
    """A score up to this one owes a call; 0: none does."""
    low_recommend: Mapped[int]
    """Who would recommend the firm with this or less is called; -1: nobody."""
    call_days: Mapped[int]
    """Within so many working days."""


class FeedbackAsk(Base):
    """A client was asked."""

    __tablename__ = "feedback_asks"

    id: Mapped[Id]
    matter_id: Mapped[UUID] = mapped_column(ForeignKey("matters.id"), index=True)
    client_id: Mapped[UUID] = mapped_column(ForeignKey("clients.id"), index=True)
    occasion: Mapped[Occasion | None]
    asked_on: Mapped[date] = mapped_column(index=True)
    written_at: Mapped[datetime]
    author_id: Mapped[UUID]


class FeedbackAnswer(Base):
    """What a client answered: scores, words, or that they would rather not. One that was written down wrongly is
    withdrawn and written anew."""

    __tablename__ = "feedback_answers"
    __table_args__ = (
        # which low scores still owe a call, without reading the other answers
        Index(None, "follow_up_id", sqlite_where=_CALLED, postgresql_where=_CALLED),
    )

    id: Mapped[Id]
    matter_id: Mapped[UUID] = mapped_column(ForeignKey("matters.id"), index=True)
    client_id: Mapped[UUID] = mapped_column(ForeignKey("clients.id"), index=True)
    ask_id: Mapped[UUID | None] = mapped_column(ForeignKey("feedback_asks.id"), index=True)
    """What it answers; none for what came unasked."""
    entry_id: Mapped[UUID | None] = mapped_column(ForeignKey("contact_entries.id"), index=True)
    """The contact in which it was said or came."""
    received_on: Mapped[date] = mapped_column(index=True)
    declined: Mapped[bool]
    clarity: Mapped[int | None]
    timeliness: Mapped[int | None]
    usefulness: Mapped[int | None]
    recommend: Mapped[int | None]
    words: Mapped[str]
    how: Mapped[AnsweredHow]
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("colleagues.id"))
    """Who was responsible for the matter when it was written down."""
    practice_area: Mapped[str]
    """The matter's, then."""
    follow_up_id: Mapped[UUID | None] = mapped_column(ForeignKey("follow_ups.id"))
    """The call that a low score owes."""
    written_at: Mapped[datetime]
    author_id: Mapped[UUID]
    withdrawn_at: Mapped[datetime | None]
    withdrawn_by: Mapped[UUID | None]
    withdrawn_reason: Mapped[str] = mapped_column(default="")
