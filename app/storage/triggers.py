"""The triggers that the vault relies on, by name: a migration that makes a table anew drops its triggers unseen.

Whoever adds one writes it down here; `verify` says where one is missing.
"""

from __future__ import annotations

from typing import Final, cast

from sqlalchemy.orm import Session

from app.storage.rows import all_rows

OF_THE_TRAIL: Final = frozenset(
    {
        "audit_events_no_update",
        "audit_events_no_delete",
        "audit_events_no_gap",
        "audit_bodies_no_update",
        "audit_keys_no_update",
        "audit_keys_no_delete",
    }
)
"""They keep what was recorded from being changed (migrations 0001 and 0004)."""
OF_SEARCH: Final = frozenset(
    {
        "search_entry_changed",
        "search_client_renamed",
        "search_matter_renamed",
        "search_follow_up_added",
        "search_follow_up_changed",
        "search_file_added",
        "search_file_read",
    }
)
"""They note what was changed, for the index of words (migration 0007)."""
OF_WHAT_IS_OPEN: Final = frozenset(
    {
        "owed_asked",
        "owed_answered",
        "owed_entry_changed",
        "owed_answered_beside",
        "owed_answered_no_more",
        "owed_happened",
        "owed_told",
        "owed_told_no_more",
        "owed_told_otherwise",
    }
)
"""They note what may still be open, so that what is owed is found without reading what is done (migration 0019)."""
OF_THE_REGISTER: Final = frozenset(
    f"register_{table}_{change}"
    for table in (
        "clients",
        "colleagues",
        "firm",
        "matter_clients",
        "matter_walls",
        "matters",
        "update_plans",
    )
    for change in ("insert", "update", "delete")
)
"""They set the mark of the register, by which what is held of it is still so (migration 0022)."""
EVERY: Final = OF_THE_TRAIL | OF_SEARCH | OF_WHAT_IS_OPEN | OF_THE_REGISTER


def missing(session: Session, wanted: frozenset[str]) -> tuple[str, ...]:
    """Which of ``wanted`` are not there."""
    rows = all_rows(session, "SELECT name FROM main.sqlite_master WHERE type = 'trigger'")
    there = {cast("str", name) for (name,) in rows}
    return tuple(sorted(wanted - there))
