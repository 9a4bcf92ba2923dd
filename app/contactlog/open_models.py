"""The little of the log that may still be open, found without the much that is done.

Nothing is decided by these rows: they are kept by triggers of the database itself (migration 0019), in the same
transaction as what they speak of, so that no command and no other desk can forget them. They name all that may be
open, and sometimes more; what really is, the queries ask the log (`app.contactlog.still_open`).
"""

from __future__ import annotations

from typing import Final
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.storage.base import Base

_KEY_IS_ROW: Final = {"sqlite_with_rowid": False}


class OpenQuestion(Base):
    """An entry that asked for a reply, stands, and is answered by no entry that stands."""

    __tablename__ = "open_questions"
    __table_args__ = _KEY_IS_ROW

    entry_id: Mapped[UUID] = mapped_column(
        ForeignKey("contact_entries.id", ondelete="CASCADE"), primary_key=True
    )


class OpenNews(Base):
    """A development that no entry that stands has told."""

    __tablename__ = "open_news"
    __table_args__ = _KEY_IS_ROW

    development_id: Mapped[UUID] = mapped_column(
        ForeignKey("developments.id", ondelete="CASCADE"), primary_key=True
    )
