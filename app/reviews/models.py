"""The firm's checklist, reviews of files, and what was said of each point (PRACTICE I3)."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.reviews.words import Verdict
from app.storage.base import Base, Id, JsonText
from app.storage.versions import Version


class ReviewChecklist(Version):
    """One version of the firm's checklist."""

    __tablename__ = "review_checklists"
    __table_args__ = (UniqueConstraint("number"),)

    items: Mapped[list[str]] = mapped_column(JsonText)


class FileReview(Base):
    """Somebody who does not look after a file looked at it."""

    __tablename__ = "file_reviews"

    id: Mapped[Id]
    matter_id: Mapped[UUID] = mapped_column(ForeignKey("matters.id"), index=True)
    reviewer_id: Mapped[UUID] = mapped_column(ForeignKey("colleagues.id"))
    of_id: Mapped[UUID | None] = mapped_column(ForeignKey("colleagues.id"))
    """Whose file it was then: the responsible lawyer, else the point of contact."""
    practice_area: Mapped[str]
    checklist: Mapped[int]
    """The number of its version; 0 came with the program."""
    risks: Mapped[list[Any]] = mapped_column(JsonText)
    """What spoke for it when it began: pairs of a word of `Risk` and a number."""
    started_at: Mapped[datetime]
    finished_at: Mapped[datetime | None] = mapped_column(index=True)
    findings: Mapped[str] = mapped_column(default="")
    dropped_at: Mapped[datetime | None]
    dropped_reason: Mapped[str] = mapped_column(default="")


class ReviewLine(Base):
    """A point of the checklist and what was said of it; beyond them comments to the author, which have no verdict."""

    __tablename__ = "review_lines"
    __table_args__ = (UniqueConstraint("review_id", "position"),)

    id: Mapped[Id]
    review_id: Mapped[UUID] = mapped_column(ForeignKey("file_reviews.id"))
    position: Mapped[int]
    text: Mapped[str]
    verdict: Mapped[Verdict | None]
    note: Mapped[str] = mapped_column(default="")
    follow_up_id: Mapped[UUID | None] = mapped_column(ForeignKey("follow_ups.id"))
    """Of a comment: the action of the author that it is."""
