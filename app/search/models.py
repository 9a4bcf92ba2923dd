"""What search keeps: where each entry stands in the index, what waits, the texts of files, and saved searches.

The index itself, ``search_index``, is no table to SQLAlchemy: it is made by the migration and spoken to in SQL by
`app.search.index` alone.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.storage.base import Base, Id

_KEY_IS_ROW: Final = {"sqlite_with_rowid": False}


class SearchPlace(Base):
    """Which entry a row of the index is. Its number says when the entry was (`app.search.places`)."""

    __tablename__ = "search_places"

    number: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    entry_id: Mapped[UUID] = mapped_column(ForeignKey("contact_entries.id"), unique=True)


class SearchPending(Base):
    """An entry that was changed since it was indexed. Written by triggers of the database."""

    __tablename__ = "search_pending"
    __table_args__ = _KEY_IS_ROW

    entry_id: Mapped[UUID] = mapped_column(ForeignKey("contact_entries.id"), primary_key=True)


class SearchState(Base):
    """How far the log was read into the index: one row."""

    __tablename__ = "search_state"

    id: Mapped[int] = mapped_column(primary_key=True)
    entries_read: Mapped[int] = mapped_column(BigInteger)
    """The last of SQLite's row numbers of ``contact_entries`` that is indexed: those beyond it are new."""
    files_read: Mapped[int] = mapped_column(BigInteger)
    """The same of ``attachments``, for the texts in them."""
    made_by: Mapped[int]
    """Which folding and rows the index was made by; another than today's means making it anew."""


class AttachmentText(Base):
    """The words of a file, so that it is read once; ``why_none`` says why there are none."""

    __tablename__ = "attachment_texts"

    attachment_id: Mapped[UUID] = mapped_column(ForeignKey("attachments.id"), primary_key=True)
    text: Mapped[str]
    why_none: Mapped[str] = mapped_column(default="")


class SavedSearchRow(Base):
    """A search that somebody kept under a name."""

    __tablename__ = "saved_searches"
    __table_args__ = (UniqueConstraint("owner_id", "name_key"),)

    id: Mapped[Id]
    owner_id: Mapped[UUID] = mapped_column(ForeignKey("colleagues.id"))
    name: Mapped[str]
    name_key: Mapped[str]
    query: Mapped[str]
    is_shared: Mapped[bool] = mapped_column(default=False)
    saved_at: Mapped[datetime]
