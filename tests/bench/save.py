"""One entry saved, with all that belongs to it and its audit event, against a bare INSERT and commit.

Both write into the same encrypted file by the same connection. A call is held against one row, that of the entry; one
with all it can have against the rows that it is made of.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import cache
from itertools import count
from typing import cast
from uuid import UUID

from sqlalchemy import Table

from app.contactlog.commands import log_contact
from app.contactlog.forms import NewContact, NewFollowUp, NewParticipant
from app.contactlog.models import ContactEntry, EntryTag, FollowUp, Participant
from app.contactlog.words import Channel, Direction, Outcome
from app.storage.base import Base
from app.storage.cipher import Connection
from app.workspace import Workspace
from tests.bench.big_firm import a_matter, default_of
from tests.bench.figure import Figure, paired, seconds

_SAID = "Called about the hearing; she will look for the lease and decides by Friday. " * 3


def measure(workspace: Workspace, entries: int, runs: int = 300) -> list[Figure]:
    """A call as it is mostly logged, and one with all that can belong to it."""
    # The one that the workspace writes with, so that both find its cache warm.
    pooled = workspace.vault.engine.raw_connection()
    bare = cast("Connection", pooled.driver_connection)
    pooled.close()
    numbers = count()
    figures = []
    for name, new, insert in (
        ("a call", _call(workspace), _insert),
        ("a call with all it can have", _full_call(workspace), _insert_full),
    ):
        for _ in range(20):
            _save(workspace, new)
            insert(bare, workspace, next(numbers))
        ours, plain, times = paired(
            lambda new=new: seconds(lambda: _save(workspace, new)),  # type: ignore[misc] # bound now
            lambda insert=insert: seconds(lambda: insert(bare, workspace, next(numbers))),  # type: ignore[misc]
            runs,
        )
        figures.append(Figure(f"save {name}, {entries:,} entries", ours, plain, times=times, at_most=3))
    return figures


def log_call(workspace: Workspace) -> None:
    """One call as it is mostly logged."""
    _save(workspace, _call(workspace))


def bare_insert(workspace: Workspace) -> Callable[[], None]:
    """One bare INSERT and commit by the connection that the workspace writes with."""
    pooled = workspace.vault.engine.raw_connection()
    bare = cast("Connection", pooled.driver_connection)
    pooled.close()
    numbers = count(5_000_000)
    return lambda: _insert(bare, workspace, next(numbers))


def _save(workspace: Workspace, new: NewContact) -> None:
    with workspace.write() as tx:
        log_contact(tx, new)


def _call(workspace: Workspace) -> NewContact:
    return NewContact(
        channel=Channel.PHONE,
        direction=Direction.IN,
        occurred_at=workspace.clock.now() - timedelta(minutes=10),
        summary=_SAID,
        matter_id=UUID(a_matter(4)),
        outcome=Outcome.SPOKE,
        duration_minutes=8,
        participants=(NewParticipant("Client 4", "client"),),
    )


def _full_call(workspace: Workspace) -> NewContact:
    today = workspace.clock.now().date()
    return NewContact(
        channel=Channel.PHONE,
        direction=Direction.OUT,
        occurred_at=workspace.clock.now() - timedelta(minutes=10),
        summary=_SAID,
        matter_id=UUID(a_matter(8)),
        outcome=Outcome.SPOKE,
        duration_minutes=8,
        participants=(NewParticipant("Client 8", "client"), NewParticipant("Ivo Lang", "interpreter")),
        tags=("lease", "hearing"),
        follow_ups=(NewFollowUp("Ann Aldous", "Send the two letters", today + timedelta(days=7)),),
    )


def _insert(bare: Connection, workspace: Workspace, number: int) -> None:
    """What no program can do without: one row of the log, durable."""
    bare.execute("BEGIN IMMEDIATE")
    _put(bare, ContactEntry, **_row(workspace, number))
    bare.execute("COMMIT")


def _insert_full(bare: Connection, workspace: Workspace, number: int) -> None:
    """The same with two who took part, two tags and an agreed action."""
    entry = _row(workspace, number)
    bare.execute("BEGIN IMMEDIATE")
    _put(bare, ContactEntry, **entry)
    _put(bare, Participant, entry_id=entry["id"], position=0, name="Client 8", role="client")
    _put(bare, Participant, entry_id=entry["id"], position=1, name="Ivo Lang", role="interpreter")
    _put(bare, EntryTag, entry_id=entry["id"], tag="hearing")
    _put(bare, EntryTag, entry_id=entry["id"], tag="lease")
    agreed = dict.fromkeys(("agreed_at", "written_at"), entry["occurred_at"])
    whose = {"id": entry["id"], "matter_id": entry["matter_id"], "entry_id": entry["id"], "who": "Ann Aldous"}
    _put(bare, FollowUp, **whose, **agreed, side="firm", text="Send the two letters", due_on="2026-12-01")
    bare.execute("COMMIT")


def _row(workspace: Workspace, number: int) -> dict[str, object]:
    now = workspace.clock.now().strftime("%Y-%m-%d %H:%M:%S.%f")
    return {
        "id": f"01a00000000070008{number:015x}",
        "matter_id": a_matter(4),
        "occurred_at": now,
        "written_at": now,
        "author_id": workspace.actor.hex,
        "channel": "phone",
        "direction": "in",
        "outcome": "spoke",
        "duration_minutes": 8,
        "summary": _SAID,
    }


def _put(bare: Connection, table: type[Base], **given: object) -> None:
    bare.execute(_statement(table, tuple(given)), tuple(given.values()))


@cache
def _statement(mapped: type[Base], given: tuple[str, ...]) -> str:
    """The other columns hold their defaults."""
    table = cast("Table", mapped.__table__)
    others = {one.name: default_of(one) for one in table.columns if one.name not in given}
    values = ("?",) * len(given) + tuple(others.values())
    return f"INSERT INTO {table.name} ({', '.join((*given, *others))}) VALUES ({', '.join(values)})"  # noqa: S608 # own words
