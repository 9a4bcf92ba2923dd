"""The firm's own versions of templates: every one is kept."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped

from app.notices.words import Outlet
from app.storage.base import Base, Id


class LetterVersion(Base):
    """One version of a template; of each ``key`` the one with the highest number counts. What comes with the program
    is version 0 and stands in ``resources/letters``."""

    __tablename__ = "letter_versions"
    __table_args__ = (UniqueConstraint("key", "number"),)

    id: Mapped[Id]
    key: Mapped[str]
    number: Mapped[int]
    name: Mapped[str]
    outlet: Mapped[Outlet]
    is_update: Mapped[bool]
    subject: Mapped[str]
    text: Mapped[str]
    in_use: Mapped[bool]
    reason: Mapped[str]
    made_at: Mapped[datetime]
    made_by: Mapped[UUID]
