"""A conflict check over a million participants: one name, fifty names, and how long somebody who saves waits for it."""

# ruff: noqa: S608 - the statements are put together from words of this file alone

from __future__ import annotations

import json
import threading
from collections.abc import Sequence
from time import perf_counter

from sqlalchemy import text

from app.conflicts.commands import NewCheck, keep_check, look_for_conflicts
from app.contactlog.models import Participant
from app.drafts.commands import keep_draft
from app.storage.engine import writer
from app.workspace import Workspace
from tests.bench.figure import Figure, seconds

PARTICIPANTS = 1_000_000
ONE, FIFTY, WAITS = 4.0, 5.0, 0.25
"""Seconds."""
_GIVEN, _FAMILY = 211, 947
"""So many given names and family names of each letter: nearly everybody is called otherwise, which takes longest."""


def fill(workspace: Workspace, entries: int) -> None:
    """A million people who took part in the log's entries, beside the one of each; what other measures brought
    in has more, and stays as it is."""
    table = Participant.__tablename__
    people = text(
        f"INSERT INTO {table} (entry_id, position, name, role) SELECT p.entry_id, k.value, printf('Gi%c%d Fam%c%d',"
        " char(97 + (p.i + k.value) % 26), (p.i * 7 + k.value) % :given, char(97 + p.i % 26),"
        " (p.i * 31 + k.value * 104729) % :family), 'witness'"
        f" FROM (SELECT entry_id, row_number() OVER () AS i FROM {table}"
        f" WHERE position = 0 AND entry_id NOT IN (SELECT entry_id FROM {table} WHERE position > 0)) AS p,"
        " json_each(:places) AS k"
    )
    places = json.dumps(list(range(1, PARTICIPANTS // entries + 1)))
    with writer(workspace.vault.engine).begin() as connection:
        connection.execute(people, {"given": _GIVEN, "family": _FAMILY, "places": places})


def measure(workspace: Workspace, entries: int) -> list[Figure]:
    """Leaves the participants where they are."""
    fill(workspace, entries)
    with workspace.read() as reader:
        names = reader.session.scalars(
            text("SELECT name FROM participants WHERE position = 1 LIMIT 50")
        ).all()
    one = seconds(lambda: _check(workspace, names[:1]))
    fifty = seconds(lambda: _check(workspace, names))
    return [
        Figure("conflict check, a million participants: one name", one, within=ONE),
        Figure("conflict check: fifty names", fifty, within=FIFTY),
        Figure("a save beside it, longest", _longest_save(workspace, names), within=WAITS),
    ]


def _check(workspace: Workspace, names: Sequence[str]) -> None:
    new = NewCheck(tuple(names))
    with workspace.read() as reader:
        looked = look_for_conflicts(reader, new)
    with workspace.write() as tx:
        keep_check(tx, looked)


def _longest_save(workspace: Workspace, names: Sequence[str]) -> float:
    checking = threading.Thread(target=lambda: _check(workspace, names))
    checking.start()
    longest = 0.0
    while checking.is_alive():
        begin = perf_counter()
        with workspace.write() as tx:
            keep_draft(tx, tx.new_id(), "contact", {"words": "typed"})
        longest = max(longest, perf_counter() - begin)
    checking.join()
    return longest
