"""Which tables hold something about a person: found from their foreign keys, so that a new one cannot be forgotten.

A table that names a client or a matter is a source of items; one that hangs on such a table is a part of its items.
What is known of a table here is only how its items are called and what has to be decided of them; of a table that
nobody wrote a line for, each row is an item that somebody decides about.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, Final, NamedTuple

from sqlalchemy import Column, Table

from app.access.words import Why
from app.storage.base import tables_in_order


class Kind(NamedTuple):
    """How the items of a table are called: by which column they have a day, which columns say what they are."""

    word: str
    day: str = ""
    title: tuple[str, ...] = ()
    whys: tuple[Why, ...] = ()


_OTHERS, _OURS = (Why.THIRD_PARTY,), (Why.INTERNAL,)

KINDS: Final[Mapping[str, Kind]] = {
    "clients": Kind("Client record", "", ("name",)),
    "contact_points": Kind("Contact point", "added_at", ("kind", "value")),
    "point_history": Kind("Change of a contact point", "at", ("deed",)),
    "identity_checks": Kind("Identity check", "on", ("how",)),
    "consents": Kind("Consent", "on", ("kind", "channel")),
    "adjustments": Kind("Accommodation", "on", ("text",)),
    "client_people": Kind("Person around the client", "added_at", ("name", "relation"), _OTHERS),
    "person_points": Kind("Contact point of somebody else", "added_at", ("kind", "value"), _OTHERS),
    "matters": Kind("Matter", "opened_on", ("number", "title")),
    "matter_turns": Kind("Stage of a matter", "at", ("stage", "status")),
    "matter_parties": Kind("Party of a matter", "added_at", ("name", "role"), _OTHERS),
    "contact_entries": Kind("Contact", "occurred_at", ("channel", "summary")),
    "attachments": Kind("File of a contact", "written_at", ("name",)),
    "follow_ups": Kind("Agreed action", "agreed_at", ("text",)),
    "developments": Kind("Development", "occurred_at", ("kind", "text")),
    "key_dates": Kind("Key date", "on", ("kind", "title")),
    "tray_items": Kind("Message not placed yet", "arrived_at", ("subject",), _OTHERS),
    "update_plans": Kind("Update schedule", "set_at"),
    "update_silences": Kind("Time without updates", "agreed_at", ("first", "last")),
    "update_excuses": Kind("Update let off", "excused_at", ("due_on",)),
    "promise_terms": Kind("Response times", "set_at", ()),
    "terms_versions": Kind("Engagement terms", "made_at", ("scope",)),
    "terms_agreements": Kind("Agreement to terms", "on", ("kind",)),
    "costs_figures": Kind("Costs", "on", ("kind", "amount")),
    "costs_lines": Kind("Line of costs", "on", ("kind",)),
    "costs_excuses": Kind("Costs update let off", "excused_at", ("due_on",)),
    "fee_arrangements": Kind("Fee arrangement", "holds_from", ("words",)),
    "feedback_answers": Kind("Feedback", "received_on", ()),
    "feedback_asks": Kind("Asked for feedback", "asked_on", ()),
    "file_reviews": Kind("File review", "", (), _OURS),
    "intake_documents": Kind("Document", "written_at", ("title",)),
    "kept_documents": Kind("Original kept", "written_at", ("kind", "title")),
    "matter_endings": Kind("End of a matter", "ended_on", ("kind",), _OURS),
    "intake_versions": Kind("Intake", "held_on", ("with_whom",), _OURS),
    "concerns": Kind("Concern", "raised_on", ("cause",), _OURS),
    "conflict_checks": Kind("Conflict check", "asked_at", ("about",), _OURS),
    "legal_holds": Kind("Legal hold", "set_at", ("reason",), _OURS),
    "retention_reviews": Kind("Review of what is kept", "reviewed_at", (), _OURS),
}

LEFT_OUT: Final[Mapping[str, str]] = {
    "matter_clients": "The matter itself is an item.",
    "matter_keepers": "Who of the firm answered for a matter: about them.",
    "matter_walls": "Who of the firm may see a matter: about them.",
    "matter_people": "The same.",
    "apart_clients": "That two records are of two persons: nothing about either.",
    "client_merges": "How records were joined; what went along is an item of its own.",
    "merge_moves": "The same.",
    "conflict_hits": "What a check found are names of others; that the check was made is an item.",
    "place_rules": "Where the program puts mails.",
    "snoozes": "When somebody of the firm wants to be reminded.",
    "escalation_shown": "Who of the firm was shown that something is late.",
    "attachment_texts": "The words of a file, which is an item itself.",
    "calendar_events": "Names of a key date in a calendar's file.",
    "entry_messages": "Keys of the mail that a contact was made from.",
    "entry_answers": "Which contact answers which.",
    "search_places": "Where the index has an entry.",
    "search_pending": "The same.",
    "open_questions": "Where to look for what is unanswered.",
    "open_news": "The same, for what was not told.",
    "access_requests": "The request itself, which whoever made it knows.",
    "access_turns": "The same.",
    "access_decisions": "What the firm decided about the items.",
    "access_exports": "What was given already.",
    "access_given": "The same.",
}
"""Tables that hang on clients or matters and are no items, each with the reason."""

BY_HAND: Final = frozenset({"clients", "matters", "attachments", "tray_items"})
"""Tables whose items are found otherwise than by a column that names the client or the matter."""


@cache
def sources() -> tuple[Table, ...]:
    """The tables of which each row is an item, in the order in which they are listed."""
    found = [table for table in tables_in_order() if table.name not in LEFT_OUT and _is_source(table)]
    order = {name: place for place, name in enumerate(KINDS)}
    return tuple(sorted(found, key=lambda table: (order.get(table.name, len(order)), table.name)))


@cache
def parts() -> Mapping[str, tuple[tuple[Table, Column[Any]], ...]]:
    """For each source the tables whose rows belong to its items, with the column that says to which."""
    named = {table.name for table in sources()}
    found: dict[str, list[tuple[Table, Column[Any]]]] = {name: [] for name in named}
    for table in tables_in_order():
        if table.name in named or table.name in LEFT_OUT:
            continue
        tie = _tie(table, named)
        if tie is not None:
            found[tie[0]].append((table, tie[1]))
    return {name: tuple(several) for name, several in found.items()}


def kind_of(table: str) -> Kind:
    """How its items are called; what nobody wrote a line for is decided about."""
    known = KINDS.get(table)
    return known or Kind(table.replace("_", " ").capitalize(), "", (), (Why.INTERNAL,))


def owner_column(table: Table, owner: str) -> Column[Any] | None:
    """The column that names the client ("clients") or the matter ("matters") whose row it is."""
    found = [key.parent for key in table.foreign_keys if key.column.table.name == owner]
    return min(found, key=lambda column: column.name) if found else None


def _is_source(table: Table) -> bool:
    if table.name in BY_HAND:
        return True
    return any(owner_column(table, owner) is not None for owner in ("clients", "matters"))


def _tie(table: Table, named: set[str]) -> tuple[str, Column[Any]] | None:
    """The source that its rows belong to: the first one by a column that every row has."""
    keys = sorted(table.foreign_keys, key=lambda key: (key.parent.nullable or False, key.parent.name))
    for key in keys:
        if key.column.table.name in named and key.column.name == "id" and not key.parent.nullable:
            return key.column.table.name, key.parent
    return None
