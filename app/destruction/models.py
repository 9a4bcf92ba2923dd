"""What stays of a matter that was destroyed: its certificate (PRACTICE J5)."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from app.storage.base import Base, Id, JsonText


class Destruction(Base):
    """One matter that was destroyed. Nothing hangs on it: there is nothing left to hang on."""

    __tablename__ = "destructions"

    id: Mapped[Id]
    number: Mapped[int] = mapped_column(unique=True)
    """Of the certificate, from 1 on."""
    destroyed_at: Mapped[datetime]
    approved_by: Mapped[UUID]
    reason: Mapped[str]
    says: Mapped[dict[str, Any]] = mapped_column(JsonText)
    """What the certificate says (`app.destruction.queries.Certificate`)."""
