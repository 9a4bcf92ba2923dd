"""Notices: every version is kept."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.storage.base import JsonText
from app.storage.versions import Version


class NoticeVersion(Version):
    """One version of a notice; of each notice the one with the highest number counts. ``areas`` and ``outlets`` are
    JSON lists of words; empty: all."""

    __tablename__ = "notice_versions"
    __table_args__ = (UniqueConstraint("notice_id", "number"),)

    notice_id: Mapped[UUID]
    title: Mapped[str]
    text: Mapped[str]
    areas: Mapped[list[str]] = mapped_column(JsonText())
    outlets: Mapped[list[str]] = mapped_column(JsonText())
    in_force: Mapped[bool]
