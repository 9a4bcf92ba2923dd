"""The firm's own words: what it says instead, and words of lawyers that are fine with it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from app.storage.base import Base, Id


class PlainWord(Base):
    """One word or phrase, folded (`app.plain.jargon.folded`); ``say`` is empty for one that is fine with the firm.

    What it was before stands in the audit trail, with the reason.
    """

    __tablename__ = "plain_words"

    id: Mapped[Id]
    word: Mapped[str] = mapped_column(unique=True)
    say: Mapped[str]
    reason: Mapped[str]
    changed_at: Mapped[datetime]
    changed_by: Mapped[UUID]
