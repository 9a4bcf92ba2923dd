"""Entries that are destroyed leave the index, and so do their words (PRACTICE J5)."""

from __future__ import annotations

from typing import Final

from sqlalchemy.orm import Session

from app.storage.rows import run

_DOOMED: Final = "SELECT number FROM main.search_places WHERE {where}"


def forget_entries(session: Session, where: str) -> None:
    """Before the entries of ``where`` (SQL, of ``search_places``) are deleted: their rows leave the index."""
    run(session, f"DELETE FROM main.search_index WHERE rowid IN ({_DOOMED.format(where=where)})")  # noqa: S608 # ours


def forget_words(session: Session) -> None:
    """After they were deleted. A row that is taken out is only marked: all pieces of the index are merged into one, in
    which the words of those rows are not. And SQLite gives row numbers anew that were the last ones: what is added next
    must not be taken for what was read in already."""
    run(session, "INSERT INTO main.search_index (search_index) VALUES ('optimize')")
    for column, table in (("entries_read", "contact_entries"), ("files_read", "attachments")):
        newest = f"(SELECT coalesce(max(rowid), 0) FROM main.{table})"  # noqa: S608 # words of this file
        run(session, f"UPDATE main.search_state SET {column} = min({column}, {newest})")  # noqa: S608 # as above
