"""A vault of any size, written by SQL straight into the tables: for measuring, not for reading.

One matter in four is open; the log runs over four years up to now, each matter in its turn. One entry in ten is an
update; one in twenty asked for a reply and got it by the next entry of its matter, but for the last round.
"""

# ruff: noqa: S608 - the statements are put together from words of this file alone

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import cast

from sqlalchemy import Column, Connection, Table, text
from sqlalchemy.sql.schema import ScalarElementColumnDefault

from app.audit.models import AuditEvent
from app.bootstrap import create_workspace
from app.clients.models import Client
from app.contactlog.models import ContactEntry, EntryDevelopment, FollowUp, Participant
from app.kernel.clock import Clock
from app.matters.models import Development, KeyDate, Matter, MatterClient
from app.schedule.models import UpdatePlan
from app.settings.commands import FirmDetails
from app.storage.base import Base
from app.storage.engine import writer
from app.vault.kdf import CHEAP
from app.workspace import Workspace
from tests.bench.words import Writer

PASSWORD, USER = "correct horse", "Ann Aldous"
FIRM = FirmDetails("Aldous & Brant LLP", "US", "America/Los_Angeles", "CA")
ENTRIES_A_MATTER = 200
YEARS = 4

_CLIENT, _MATTER, _ENTRY, _NEWS, _AGREED, _DATE, _UPDATE = range(1, 8)
_MOMENT = "strftime('%Y-%m-%d %H:%M:%f000', :begin, printf('+%.3f seconds', i * :step))"
_CHANCE = "((i * 2654435761) >> 9)"
_OPEN = "(i % 16 IN (0, 4, 8, 11))"
"""Odd ones, too: what happens in a matter goes by its number."""
_BEFORE = "(((i - :matters) * 2654435761) >> 9)"


def _id(kind: int, position: str = "i") -> str:
    """Ids are made from kind and position, so that they sort as they were made."""
    return f"printf('01900000%04x7000800%013x', {kind}, {position})"


_HERE = _id(_MATTER, "i % :matters")

_FILL: tuple[tuple[type[Base], str, dict[str, str]], ...] = (
    (
        Client,
        "i < :matters",
        {
            "id": _id(_CLIENT),
            "kind": "'person'",
            "name": "'Client ' || i",
            "name_key": "'client ' || i",
            "preferred_channel": "'phone'",
            "added_at": ":begin",
        },
    ),
    (
        Matter,
        "i < :matters",
        {
            "id": _id(_MATTER),
            "number": "printf('M-%06d', i)",
            "number_key": "printf('m-%06d', i)",
            "title": "'Client ' || i || ' v. Tern'",
            "title_key": "'client ' || i || ' v. tern'",
            "status": f"CASE WHEN {_OPEN} THEN 'open' ELSE 'closed' END",
            "opened_on": "date(:begin)",
            "closed_on": f"CASE WHEN NOT {_OPEN} THEN date(:now) END",
            "responsible_id": ":actor",
            "point_of_contact_id": ":actor",
            "priorities": "'To stay in her home.'",
            "added_at": ":begin",
        },
    ),
    (MatterClient, "i < :matters", {"matter_id": _id(_MATTER), "client_id": _id(_CLIENT), "position": "0"}),
    (
        UpdatePlan,
        "i < :matters AND i % 100 <> 0",
        {
            "matter_id": _id(_MATTER),
            "version": "1",
            "count": "1",
            "unit": "'month'",
            "counted_from": "date(:begin)",
            "at_most_days": "45",
            "format": "'report'",
            "by_id": ":actor",
            "set_at": ":begin",
            "set_by": ":actor",
        },
    ),
    (
        ContactEntry,
        "1",
        {
            "id": _id(_ENTRY),
            "matter_id": _HERE,
            "client_id": _id(_CLIENT, "i % :matters"),
            "occurred_at": _MOMENT,
            "written_at": _MOMENT,
            "author_id": ":actor",
            "channel": "CASE i % 3 WHEN 0 THEN 'phone' WHEN 1 THEN 'email' ELSE 'letter' END",
            "direction": "CASE i % 2 WHEN 0 THEN 'in' ELSE 'out' END",
            "outcome": "'spoke'",
            "duration_minutes": "12",
            "summary": "said",
            "with_client": "i % 5 <> 0",
            "is_update": f"{_CHANCE} % 10 = 0",
            "needs_reply": f"{_CHANCE} % 20 = 1",
            "answers_id": f"CASE WHEN i >= :matters AND {_BEFORE} % 20 = 1 THEN {_id(_ENTRY, 'i - :matters')} END",
        },
    ),
    (
        Participant,
        "1",
        {"entry_id": _id(_ENTRY), "position": "0", "name": "'Client ' || (i % :matters)", "role": "'client'"},
    ),
    (
        Development,
        "i % 10 = 3",
        {
            "id": _id(_NEWS),
            "matter_id": _HERE,
            "kind": "'filing'",
            "occurred_at": _MOMENT,
            "text": "'ORDER on the motion to extend time.'",
            "written_at": _MOMENT,
            "author_id": ":actor",
        },
    ),
    (
        EntryDevelopment,
        "i < :entries - :matters AND i % 10 = 3",
        {"entry_id": _id(_ENTRY, "i + :matters"), "development_id": _id(_NEWS), "telling": "'told'"},
    ),
    (
        FollowUp,
        "i % 10 = 5",
        {
            "id": _id(_AGREED),
            "matter_id": _HERE,
            "entry_id": _id(_ENTRY),
            "who": "''",
            "side": "'firm'",
            "colleague_id": ":actor",
            "text": "'Send the two letters of March'",
            "due_on": f"date({_MOMENT}, '+14 days')",
            "agreed_at": _MOMENT,
            "written_at": _MOMENT,
            "done_at": f"CASE WHEN i < :entries - :matters * 2 THEN {_MOMENT} END",
        },
    ),
    (
        KeyDate,
        "i % 25 = 7",
        {
            "id": _id(_DATE),
            "matter_id": _HERE,
            "kind": "'hearing'",
            "on": f"date({_MOMENT}, '+40 days')",
            "title": "'Hearing on the motion'",
            "client_attends": "1",
            "written_at": _MOMENT,
            "author_id": ":actor",
        },
    ),
    (
        AuditEvent,
        "1",
        {
            "seq": "i + 1 + :events",
            "at": _MOMENT,
            "actor_id": ":actor",
            "action": "'added'",
            "object_kind": "'entry'",
            "object_id": _id(_ENTRY),
            **dict.fromkeys(("body_hash", "previous", "mac"), "zeroblob(32)"),
        },
    ),
)
"""Of each table which numbers make a row, and what its columns hold; the others hold their default."""


_KEPT = {
    "id": _id(_UPDATE),
    "matter_id": _id(_MATTER),
    "client_id": _id(_CLIENT),
    **dict.fromkeys(
        ("occurred_at", "written_at"),
        "strftime('%Y-%m-%d %H:%M:%f000', :now, printf('-%d hours', 1 + (i * 37) % (45 * 24)))",
    ),
    "author_id": ":actor",
    "channel": "'letter'",
    "direction": "'out'",
    "outcome": "'sent'",
    "summary": "'How the matter stands.'",
    "with_client": "1",
    "is_update": "1",
}
"""One more entry for each open matter: its client was told within the last 45 days how it stands."""


_ANSWERED = (
    "UPDATE contact_entries SET needs_reply = 0 WHERE id IN (SELECT entry_id FROM open_questions)"
    " AND matter_id IN (SELECT id FROM matters WHERE status = 'closed')"
)
"""Who keeps clients informed leaves no question open where a matter is closed."""


def make_big_firm(
    folder: Path, clock: Clock, entries: int, matters: int | None = None, *, keeps_informed: bool = False
) -> Workspace:
    """A vault with so many entries in ``folder``, open; its audit chain has no true seals.

    The matters are as many as the entries ask for, unless their number is given. A firm that ``keeps_informed`` owes
    its clients no more than such a firm does.
    """
    workspace, _ = create_workspace(folder, PASSWORD, firm=FIRM, user=USER, clock=clock, cost=CHEAP)
    now = clock.now().astimezone(UTC).replace(tzinfo=None)
    span = timedelta(days=365 * YEARS)
    values: dict[str, object] = {
        "entries": entries,
        "matters": matters or max(4, entries // ENTRIES_A_MATTER),
        "actor": workspace.actor.hex,
        "begin": _spelled(now - span),
        "now": _spelled(now),
        "step": span.total_seconds() / entries,
    }
    with writer(workspace.vault.engine).begin() as connection:
        values["events"] = connection.scalar(text("SELECT MAX(seq) FROM audit_events"))
        connection.execute(text("CREATE TEMP TABLE numbers (i INTEGER PRIMARY KEY, said TEXT)"))
        texts = enumerate(Writer().texts(entries))
        while rows := [{"i": number, "said": said} for number, said in islice(texts, 20_000)]:
            connection.execute(text("INSERT INTO numbers VALUES (:i, :said)"), rows)
        for table, which, columns in _FILL:
            _fill(connection, cast("Table", table.__table__), which, columns, values)
        if keeps_informed:
            _fill(
                connection, cast("Table", ContactEntry.__table__), f"i < :matters AND {_OPEN}", _KEPT, values
            )
            connection.execute(text(_ANSWERED))
        connection.execute(text("DROP TABLE numbers"))
    return workspace


def _fill(
    connection: Connection, table: Table, which: str, columns: dict[str, str], values: dict[str, object]
) -> None:
    every = {column.name: columns.get(column.name) or default_of(column) for column in table.columns}
    names = ", ".join(f'"{name}"' for name in every)
    connection.execute(
        text(
            f"INSERT INTO {table.name} ({names}) SELECT {', '.join(every.values())} FROM numbers WHERE {which}"
        ),
        values,
    )


def default_of(column: Column[object]) -> str:
    """What a column holds where nothing is said, as SQL spells it."""
    if not isinstance(column.default, ScalarElementColumnDefault):
        return "NULL"
    return "''" if column.default.arg == "" else str(int(column.default.arg))


def a_matter(position: int) -> str:
    """The id of the matter made at that position."""
    return f"01900000{_MATTER:04x}7000800{position:013x}"


def a_client(position: int) -> str:
    """The id of the client made at that position."""
    return f"01900000{_CLIENT:04x}7000800{position:013x}"


def _spelled(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%d %H:%M:%S.%f")
