"""Whether everything that was logged can be found: for ``verify``."""

from __future__ import annotations

from typing import Final, cast

from sqlalchemy.orm import Session

from app.kernel.language import counted, tr
from app.kernel.numbers import say_number
from app.search import index
from app.storage import triggers
from app.storage.rows import first_row

_LOST: Final = (
    "SELECT count(*) FROM main.contact_entries AS e, main.search_state AS s WHERE e.rowid <= s.entries_read"
    " AND NOT EXISTS (SELECT 1 FROM main.search_places AS p WHERE p.entry_id = e.id)"
    " AND NOT EXISTS (SELECT 1 FROM main.search_pending AS w WHERE w.entry_id = e.id)"
)
_ASTRAY: Final = (
    "SELECT (SELECT count(*) FROM main.search_places WHERE number NOT IN (SELECT id FROM main.search_index_docsize))"
    " + (SELECT count(*) FROM main.search_index_docsize WHERE id NOT IN (SELECT number FROM main.search_places))"
)


def not_findable(session: Session) -> str:
    """What is wrong with the index, in a sentence; "" where every entry is in it or waits for it."""
    if triggers.missing(session, triggers.OF_SEARCH):
        return tr(
            "What is changed is not noticed by the index. Make the index anew, and report this: reindex."
        )
    if index.state(session).made_by != index.MADE_BY:
        return ""  # it is made anew before the next search
    lost, astray = (cast("int", (first_row(session, one) or (0,))[0]) for one in (_LOST, _ASTRAY))
    if lost or astray:
        return counted(
            lost + astray,
            "1 entry may not be found by searching. Make the index anew: reindex.",
            "{count} entries may not be found by searching. Make the index anew: reindex.",
        ).format(count=say_number(lost + astray))
    return ""
