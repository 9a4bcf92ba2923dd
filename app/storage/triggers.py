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
        "audit_bodies_no_delete",
        "audit_cuts_no_update",
        "audit_cuts_no_delete",
        "audit_keys_no_update",
        "audit_keys_no_delete",
    }
)
"""They keep what was recorded from being changed (migrations 0001, 0004 and 0031)."""
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
OF_WHAT_CHANGED: Final = frozenset(
    f"changed_{table}_{change}"
    for table in (
        "absences",
        "clients",
        "colleagues",
        "developments",
        "entries",
        "firm",
        "firm_days",
        "follow_ups",
        "key_dates",
        "matter_clients",
        "matter_keepers",
        "matter_people",
        "matter_turns",
        "matter_walls",
        "matters",
        "opening_hours",
        "promise_terms",
        "schedule_defaults",
        "schedule_rules",
        "telling",
        "update_excuses",
        "update_plans",
        "update_silences",
    )
    for change in ("insert", "update", "delete")
    if (table, change) != ("clients", "insert")
) | {"changed_no_more"}
"""They note in which matter something changed that decides what is owed (migration 0024)."""
EVERY: Final = OF_THE_TRAIL | OF_SEARCH | OF_WHAT_IS_OPEN | OF_THE_REGISTER | OF_WHAT_CHANGED


def missing(session: Session, wanted: frozenset[str]) -> tuple[str, ...]:
    """Which of ``wanted`` are not there."""
    rows = all_rows(session, "SELECT name FROM main.sqlite_master WHERE type = 'trigger'")
    there = {cast("str", name) for (name,) in rows}
    return tuple(sorted(wanted - there))
