"""Costs."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.care.words import CostsKind
from app.storage.base import Base, Id


class CostsFigure(Base):
    """One figure told to the client: an estimate, or what has been billed to date. Revisions are new rows."""

    __tablename__ = "costs_figures"

    id: Mapped[Id]
    matter_id: Mapped[UUID] = mapped_column(ForeignKey("matters.id"), index=True)
    kind: Mapped[CostsKind]
    amount: Mapped[Decimal]
    on: Mapped[date]
    note: Mapped[str] = mapped_column(default="")
    written_at: Mapped[datetime]
    author_id: Mapped[UUID]
