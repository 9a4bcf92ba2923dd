"""What was agreed, as it was known by a moment: the day, whether it was done, and the matter it stood in then (CLI.md).

A follow-up's row says what counts now. What it said before stands in the audit trail (`as_they_read`), and where it
stood in the versions of its entry; both are asked only by who may know less.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sqlalchemy import select

from app.contactlog.follow_up_turns import as_they_read
from app.contactlog.models import EntryVersion
from app.contactlog.reading import as_known
from app.contactlog.rows import FollowUpRow
from app.storage.transaction import Reader


def agreed_then(reader: Reader, rows: Sequence[FollowUpRow]) -> Sequence[FollowUpRow]:
    """The follow-ups as they read then; those that are now in a matter but were then in one that must not be seen are
    left out. All as they are for who may know everything."""
    if reader.known_by is None or not rows:
        return rows
    return tuple(as_they_read(reader, _where_they_stood(reader, rows)))


def _where_they_stood(reader: Reader, rows: Iterable[FollowUpRow]) -> list[FollowUpRow]:
    """An entry that was amended to another matter took along what was agreed in it."""
    amended = set(
        reader.session.scalars(select(EntryVersion.entry_id).where(EntryVersion.written_at > reader.known_by))
    )
    then = {one.id: one for one in as_known(reader)} if amended else {}
    found = []
    for row in rows:
        if row.entry_id not in amended:
            found.append(row)
        elif (entry := then.get(row.entry_id)) is not None:
            found.append(replace(row, matter_id=entry.matter_id, client_id=entry.client_id))
    return found
