"""The firm's rules for channels."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from app.channels.words import Channel
from app.storage.base import Base, Id


class ChannelRow(Base):
    """The firm's rule for a channel where it is not the usual one (A5)."""

    __tablename__ = "channel_rules"

    id: Mapped[Id]
    channel: Mapped[Channel] = mapped_column(unique=True)
    secure: Mapped[bool]
    for_urgent: Mapped[bool]
    for_confidential: Mapped[bool]
    for_advice: Mapped[bool]
    note: Mapped[str] = mapped_column(default="")
    changed_at: Mapped[datetime]
    changed_by: Mapped[UUID]
