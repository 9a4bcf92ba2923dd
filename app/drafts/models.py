"""Drafts."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from app.storage.base import Base, Id, JsonText


class Draft(Base):
    """The values of one open form."""

    __tablename__ = "drafts"

    id: Mapped[Id]
    form: Mapped[str] = mapped_column(index=True)
    author_id: Mapped[UUID]
    saved_at: Mapped[datetime]
    values: Mapped[dict[str, Any]] = mapped_column(JsonText)
