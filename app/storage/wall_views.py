"""What a connection shows from which matters are hidden: temporary views, derived from the tables' foreign keys.

A table whose foreign key leads to a matter, or to a table that hangs on one, gets a view that leaves out the rows of
hidden matters, and of concerns that are kept apart. The few that belong to matters in another way are written by hand
below; those that need no wall are listed with the reason. A test fails for a table that is none of these.
"""

# ruff: noqa: S608 - the statements are put together from names of the metadata alone

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final

from sqlalchemy import Column, Table

from app.storage.base import tables_in_order

MATTERS: Final = "hidden_matters"
CONCERNS: Final = "hidden_concerns"
"""The temporary tables of what is hidden."""
PAST_WALLS: Final = "/* past walls */"
"""A statement that says so reads the table it names whole."""

OPEN: Final = {
    "clients": "The client of a restricted matter stays a client; what hangs on the matter is not seen.",
    "contact_points": "They belong to clients.",
    "apart_clients": "That two clients are two.",
    "client_merges": "That two records are one client; what went along names its matter and is hidden with it.",
    "client_people": "People around a client belong to the client, not to a matter.",
    "person_points": "They belong to people around a client.",
    "point_history": "It belongs to a client's contact points.",
    "identity_checks": "Who a client is does not hang on a matter.",
    "consents": "They are the client's, whatever the matter.",
    "adjustments": "What a client needs does not hang on a matter.",
    "access_requests": "Who asked what is held; what is held, and what was decided of it, hangs on its matter.",
    "access_turns": "What happened to such a request: its days, and nothing of any matter.",
    "access_exports": "That something was given, and by whom; what it was hangs on its matter.",
    "access_rules": "How long the firm has for an answer, by law.",
    "channel_rules": "The firm's own rules.",
    "concern_rules": "The firm's own clocks for concerns, and which partners see those that are kept apart.",
    "colleagues": "The people of the firm know each other.",
    "firm": "The firm itself.",
    "register_mark": "That something changed among clients, matters, people and schedules, not what.",
    "opening_hours": "When the firm is open.",
    "terms_rules": "After how many days terms are owed; no matter is named.",
    "firm_days": "Days on which the firm is closed or open.",
    "absences": "Who of the firm is away; its people know each other.",
    "schedule_defaults": "The firm's own, by practice area and stage; no matter is named.",
    "schedule_rules": "The firm's own rule for days off.",
    "contact_kinds": "The firm's own kinds of contact, and nothing of what was said.",
    "audit_keys": "Keys of the chain, and nothing about what it holds.",
    "csv_mappings": "Headers of files of other systems, and nothing of what stands under them.",
    "backup_rules": "How many backups are kept.",
    "backup_places": "Where a machine brings them.",
    "search_state": "How far the log was read into the index, in row numbers.",
    "saved_searches": "Words that somebody typed; others see what was shared by its owner's choice.",
    "letter_versions": "The firm's own templates: fields, and nothing of any matter.",
    "notice_versions": "The firm's own notices.",
    "costs_counting": "Since when costs updates are owed; no matter is named.",
    "fee_rules": "When the firm warns of costs; no matter is named.",
    "audit_cuts": "Which events lost their details with what was destroyed; nothing of it is left to hide.",
    "destructions": "What is no more has no wall; who may see the trail or destroy reads it (`app.destruction`).",
    "retention_rules": "How long the firm keeps files, by practice area; no matter is named.",
    "retention_settings": "What else the firm says of keeping files.",
    "feedback_rules": "After what the firm asks for feedback; no matter is named.",
    "review_checklists": "What the firm looks at in a file; no matter is named.",
    "plain_words": "Words of lawyers and what the firm says instead.",
    "policy_versions": "The firm's own policies: no matter is named.",
    "policy_forces": "From when a policy is in force.",
    "policy_keepings": "Who looks after a policy, and whom it asks.",
    "policy_reviews": "Who looked at a policy again, and what was found.",
    "policy_acknowledgements": "Who read a policy; the people of the firm know each other.",
    "training_subjects": "What the people of the firm are trained in.",
    "training_sessions": "When they were.",
    "training_attendance": "Who was there; the people of the firm know each other.",
    "backup_runs": "Whether they went well; a backup is of everything, whoever made it.",
}
"""Tables that need no wall, each with the reason."""

BESIDE: Final = {
    (
        "contact_entries",
        "acknowledges_id",
    ): "An entry belongs to its own matter; what it answers may be another's.",
    ("contact_entries", "answers_id"): "As with what it acknowledges.",
    ("tray_items", "message_key"): "The key of a message; `HIDDEN_TOO` says when it hides.",
    ("audit_bodies", "seq"): "Events are hidden by what they speak of.",
}
"""Foreign keys that do not say to which matter a row belongs, each with the reason."""

_MATTER = "(SELECT id FROM temp.hidden_matters)"
_CONCERN = "(SELECT id FROM temp.hidden_concerns)"
_THING = "(SELECT id FROM temp.hidden_things)"
_KEYS = (
    f"(SELECT message_key FROM main.contact_entries WHERE matter_id IN {_MATTER} AND message_key IS NOT NULL)"
)
"""The keys of the messages that entries of hidden matters were made from."""
_BARRED = "NOT EXISTS (SELECT 1 FROM temp.passing)"
"""Whether nothing goes through the walls just now (`app.storage.walls.through_walls`)."""
_FOLDED = """instr(b.body, '"done":[[') > 0"""
"""Whether an event lists others: an import."""


def _names_hidden(document: str) -> str:
    """Whether a JSON text names a hidden thing: by its id, with or without dashes."""
    return (
        f"EXISTS (SELECT 1 FROM json_tree({document}) AS named WHERE named.type = 'text'"
        f" AND length(named.atom) IN (32, 36) AND replace(named.atom, '-', '') IN {_THING})"
    )


_LISTED = f"SELECT one.value FROM json_each(b.body, '$.done') AS one WHERE NOT {_names_hidden('one.value')}"
"""What of a folded event may be seen."""


def _file_seen(file: str) -> str:
    """Whether no attachment that is hidden has a large file."""
    held = f"FROM {{}}.attachments AS a WHERE a.stored_id = {file}"
    return f"(NOT EXISTS (SELECT 1 {held.format('main')}) OR EXISTS (SELECT 1 {held.format('temp')}))"


BY_HAND: Final = {
    # A form about a hidden matter, or about something in it.
    "drafts": "SELECT * FROM main.drafts AS d WHERE NOT " + _names_hidden('d."values"'),
    # A message that came in to a hidden matter alone, by whoever imported it.
    "imported_messages": (
        "SELECT * FROM main.imported_messages AS m WHERE m.key NOT IN ("
        f"SELECT e.message_key FROM main.contact_entries AS e WHERE e.matter_id IN {_MATTER}"
        " AND e.message_key IS NOT NULL UNION ALL"
        " SELECT t.message_key FROM main.tray_items AS t JOIN main.contact_entries AS e ON e.id = t.entry_id"
        f" WHERE e.matter_id IN {_MATTER})"
        " OR EXISTS (SELECT 1 FROM temp.tray_items AS t WHERE t.message_key = m.key)"
        " OR EXISTS (SELECT 1 FROM temp.contact_entries AS e WHERE e.message_key = m.key)"
    ),
    # A large file of an entry in a hidden matter. One that no entry has is asked for by who chose it alone.
    "stored_files": f"SELECT * FROM main.stored_files AS f WHERE {_file_seen('f.id')}",
    "stored_pieces": f"SELECT * FROM main.stored_pieces AS p WHERE {_file_seen('p.file_id')}",
    # What nobody answered or told but in a hidden matter is open for who may not know of that.
    "open_questions": (
        "SELECT q.entry_id FROM main.open_questions AS q WHERE q.entry_id IN (SELECT id FROM temp.contact_entries)"
        " UNION SELECT q.id FROM temp.contact_entries AS q WHERE q.needs_reply = 1 AND q.withdrawn_at IS NULL"
        " AND q.id IN (SELECT a.answers_id FROM main.contact_entries AS a"
        f" WHERE a.matter_id IN {_MATTER} AND a.answers_id IS NOT NULL UNION ALL"
        " SELECT s.asked_id FROM main.contact_entries AS a JOIN main.entry_answers AS s ON s.entry_id = a.id"
        f" WHERE a.matter_id IN {_MATTER})"
        " AND NOT EXISTS (SELECT 1 FROM temp.contact_entries AS a WHERE a.answers_id = q.id"
        " AND a.withdrawn_at IS NULL)"
        " AND NOT EXISTS (SELECT 1 FROM temp.entry_answers AS s JOIN temp.contact_entries AS a ON a.id = s.entry_id"
        " WHERE s.asked_id = q.id AND a.withdrawn_at IS NULL)"
    ),
    "open_news": (
        "SELECT n.development_id FROM main.open_news AS n"
        " WHERE n.development_id IN (SELECT id FROM temp.developments)"
        " UNION SELECT d.id FROM temp.developments AS d WHERE d.id IN (SELECT t.development_id"
        " FROM main.contact_entries AS e JOIN main.entry_developments AS t ON t.entry_id = e.id"
        f" WHERE e.matter_id IN {_MATTER})"
        " AND NOT EXISTS (SELECT 1 FROM temp.entry_developments AS t JOIN temp.contact_entries AS e"
        " ON e.id = t.entry_id WHERE t.development_id = d.id AND t.telling = 'told' AND e.withdrawn_at IS NULL)"
    ),
    # That something changed in a hidden matter: read by what derives it, which then finds nothing.
    "owed_changes": "SELECT * FROM main.owed_changes WHERE 0",
    # What was done to a hidden thing, and an import of nothing but hidden things.
    "audit_events": (
        f"SELECT * FROM main.audit_events AS a WHERE (a.object_id IS NULL OR a.object_id NOT IN {_THING})"
        " AND NOT EXISTS (SELECT 1 FROM main.audit_bodies AS b WHERE b.seq = a.seq AND"
        f" CASE WHEN {_FOLDED} THEN NOT EXISTS ({_LISTED})"
        " ELSE EXISTS (SELECT 1 FROM temp.hidden_matters AS h WHERE instr(b.body, h.spelled))"
        " OR EXISTS (SELECT 1 FROM temp.hidden_concerns AS h WHERE instr(b.body, h.spelled)) END)"
    ),
    "audit_bodies": (
        f"SELECT b.seq, CASE WHEN {_FOLDED} THEN"
        " (SELECT json_set(b.body, '$.done', json(seen.done), '$.count', seen.count) FROM"
        f" (SELECT json_group_array(json(value)) AS done, count(*) AS count FROM ({_LISTED})) AS seen)"
        " ELSE b.body END AS body"
        " FROM main.audit_bodies AS b WHERE EXISTS (SELECT 1 FROM temp.audit_events AS a WHERE a.seq = b.seq)"
    ),
}
"""The views of tables that belong to matters in another way than by a foreign key."""

HIDDEN_TOO: Final = {
    # A court's notice of several cases, one of which is a hidden matter's: what waits holds the words of every case.
    "tray_items": "{row}message_key IN " + _KEYS,
    # A concern that is kept apart, and what hangs on it by its id alone.
    "concerns": "{row}id IN " + _CONCERN,
    "access_decisions": "{row}item_id IN " + _CONCERN,
    "access_given": "{row}item_id IN " + _CONCERN,
    "snoozes": (
        f"{{row}}source_id IN {_CONCERN} OR {{row}}source_id IN"
        f" (SELECT id FROM main.concern_stages WHERE concern_id IN {_CONCERN})"
    ),
    "merge_moves": (
        "({row}table_name = 'concerns'"
        """ AND json_extract({row}"key", '$.id') IN (SELECT spelled FROM temp.hidden_concerns))"""
    ),
}
"""Beyond the foreign keys: when a row is hidden. ``row`` is what stands before its columns."""

ALSO: Final = {
    # The original of such a notice, kept with the entry of another of its cases. A file that was added later stays.
    "attachments": (
        "coalesce((SELECT e.message_key FROM main.contact_entries AS e WHERE e.id = attachments.entry_id"
        f" AND e.written_at = attachments.written_at), '') NOT IN {_KEYS}"
    ),
    # An entry that was once in a hidden matter: what it said there is not seen where it is now.
    "entry_versions": (
        "NOT EXISTS (SELECT 1 FROM temp.hidden_matters AS h WHERE instr(entry_versions.content, h.spelled))"
    ),
}
"""Beyond the foreign keys: what must hold of a row for it to be seen."""


FREELY_WRITTEN: Final = {
    "matter_people": "Who leaves hands over; who looks after the people of the firm need not see the matter for that.",
    "search_pending": "A client that is renamed is found by the new name in every matter, seen or not.",
}
"""Tables of which hidden rows are not seen, but can be written by who knows of them, each with the reason."""


def walled() -> tuple[Table, ...]:
    """The tables that hang on a matter by foreign keys."""
    tables = (table for table in tables_in_order() if table.name not in {*OPEN, *BY_HAND})
    return tuple(table for table in tables if table.name == "matters" or _ties(table))


def names() -> frozenset[str]:
    """Every table that has a view."""
    return frozenset(table.name for table in walled()) | BY_HAND.keys()


@cache
def laying() -> tuple[str, ...]:
    """The statements that lay the walls on a bare connection; which matters are hidden comes after them."""
    tables = walled()
    things = " UNION ALL ".join(
        f"SELECT id FROM main.{table.name} WHERE {_is_hidden(table, '')}"
        for table in tables
        if "id" in table.columns
    )
    return (
        *(
            f"CREATE TEMP TABLE {name} (id TEXT NOT NULL PRIMARY KEY, spelled TEXT NOT NULL) WITHOUT ROWID"
            for name in (MATTERS, CONCERNS)
        ),
        "CREATE TEMP TABLE passing (writes INTEGER NOT NULL)",
        f"CREATE TEMP VIEW hidden_things AS {things}",
        *(f"CREATE TEMP VIEW {table.name} AS {_seen(table)}" for table in tables),
        *(f"CREATE TEMP VIEW {name} AS {query}" for name, query in BY_HAND.items()),
        *(trigger for table in tables if table.name not in FREELY_WRITTEN for trigger in _triggers(table)),
    )


@cache
def removing() -> tuple[str, ...]:
    """The statements that leave nothing of the walls, however much of them was laid."""
    made = (re.match(r"CREATE TEMP (TABLE|VIEW|TRIGGER) (\w+)", statement) for statement in laying())
    found = [(one[1], one[2]) for one in made if one]
    return tuple(f"DROP {kind} IF EXISTS temp.{name}" for kind, name in reversed(found))


_WRITES = re.compile(
    r"\s*(?:INSERT(?:\s+OR\s+\w+)?\s+INTO|REPLACE\s+INTO|UPDATE(?:\s+OR\s+\w+)?|DELETE\s+FROM)\s+(?=\"?(\w+))",
    re.IGNORECASE,
)
_READS = re.compile(r"\bFROM\s+(?=\"?(\w+))", re.IGNORECASE)


@lru_cache(maxsize=512)
def redirected(statement: str) -> str:
    """The statement as a connection with walls has to run it: a view cannot be written, so its table is."""
    found = _READS.search(statement) if PAST_WALLS in statement else _WRITES.match(statement)
    if found is None or found[1].lower() not in names():
        return statement
    return f"{statement[: found.end()]}main.{statement[found.end() :]}"


def _ties(table: Table) -> list[tuple[Column[object], Table | None]]:
    """The columns that say to which matter a row belongs; with the table between, None where it is the matter's id."""
    found: list[tuple[Column[object], Table | None]] = []
    for key in sorted(table.foreign_keys, key=lambda key: key.parent.name):
        if (table.name, key.parent.name) in BESIDE:
            continue
        if _is_matter(key.column):
            found.append((key.parent, None))
        elif key.column.table.name not in OPEN and _ties(key.column.table):
            found.append((key.parent, key.column.table))
    return found


def _is_matter(column: Column[object]) -> bool:
    if (column.table.name, column.name) == ("matters", "id"):
        return True
    return any(_is_matter(key.column) for key in column.foreign_keys)


def _is_hidden(table: Table, row: str) -> str:
    """Whether a row of the table is hidden; ``row`` is what stands before its columns."""
    if table.name == "matters":
        return f"{row}id IN {_MATTER}"
    found = [f"{row}{column.name} IN {_those(between)}" for column, between in _ties(table)]
    if table.name in HIDDEN_TOO:
        found.append(HIDDEN_TOO[table.name].format(row=row))
    return " OR ".join(found)


def _seen(table: Table) -> str:
    if table.name == "matters":
        return f"SELECT * FROM main.matters WHERE id NOT IN {_MATTER}"
    found = [_not_hidden(column, between) for column, between in _ties(table)]
    if table.name in HIDDEN_TOO:
        found.append(f"NOT ({HIDDEN_TOO[table.name].format(row='')})")
    if table.name in ALSO:
        found.append(ALSO[table.name])
    return f"SELECT * FROM main.{table.name} WHERE {' AND '.join(found)}"


def _not_hidden(column: Column[object], between: Table | None) -> str:
    """Nothing is not in a list, says SQL, and so would be hidden."""
    said = f"{column.name} NOT IN {_those(between)}"
    return f"({column.name} IS NULL OR {said})" if column.nullable else said


def _those(between: Table | None) -> str:
    """The ids of what is hidden: of matters, or of the table between. That is asked once in a statement."""
    return (
        _MATTER
        if between is None
        else f"(SELECT id FROM main.{between.name} WHERE {_is_hidden(between, '')})"
    )


def _triggers(table: Table) -> tuple[str, ...]:
    """What is hidden is not changed, as if it were not there; and nothing is added to it."""
    name = table.name
    there, new = (f"({_is_hidden(table, row)}) AND {_BARRED}" for row in ("OLD.", "NEW."))
    add = "SELECT RAISE(ABORT, 'FOREIGN KEY constraint failed')"
    return (
        f"CREATE TEMP TRIGGER keep_{name} BEFORE UPDATE ON main.{name} WHEN {there} BEGIN SELECT RAISE(IGNORE); END",
        f"CREATE TEMP TRIGGER hold_{name} BEFORE DELETE ON main.{name} WHEN {there} BEGIN SELECT RAISE(IGNORE); END",
        f"CREATE TEMP TRIGGER bar_{name} BEFORE INSERT ON main.{name} WHEN {new} BEGIN {add}; END",
        f"CREATE TEMP TRIGGER ward_{name} BEFORE UPDATE ON main.{name} WHEN {new} AND NOT ({there}) BEGIN {add}; END",
    )
