"""The rows behind a number: the entries, matters, concerns it was counted from, read anew for that figure alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from heapq import nlargest
from uuid import UUID

from app.clients.queries import client_names
from app.contactlog.listing import log_rows
from app.contactlog.note_times import NoteTime
from app.figures.chosen import Thing, chosen
from app.figures.counted import Behind, Subject, at_end, read_behind, subject_of
from app.figures.firm import TREND, FirmFigures
from app.figures.grouping import Grouping
from app.figures.pick import Pick
from app.figures.rows import BehindRow, Told
from app.figures.span import Days
from app.kernel.collector import collector_held, let_go
from app.matters.queries import list_matters
from app.owed.slipped.lines import Line
from app.people.queries import colleagues
from app.storage.transaction import Reader

MOST = 1_000
"""So many rows are made of a number, the newest; a list of more is nobody's to read."""


@dataclass(frozen=True, slots=True)
class BehindRows:
    """The rows behind a figure, the newest first, what is owed as on Today; ``total``: how many there are,
    where only `MOST` were made."""

    pick: Pick
    days: Days
    total: int
    rows: tuple[BehindRow, ...]


def rows_behind(reader: Reader, found: FirmFigures, pick: Pick, *, most: int = MOST) -> BehindRows:
    """What stands behind one of the figures ``found``, as the log stands now: what the reader may see of it."""
    days = days_meant(found, pick)
    with collector_held():
        matters = {row.id: row for row in list_matters(reader, order=None)}
        people = {row.id: row.name for row in colleagues(reader, active_only=False)}
        subjects = frozenset({subject_of(pick.room)})
        behind = read_behind(reader, days, found.person_id, matters, subjects=subjects)
        then = at_end(reader, days)
        total, newest = _newest(Grouping(then, days, people, matters), behind, pick, then, most)
        written = [one.entry_id for one in newest if isinstance(one, NoteTime)]
        clients, entries = client_names(reader, _outside(newest)), log_rows(reader, written)
        told = Told(people, matters, reader.local(then.now), clients, entries)
        rows = tuple(map(told.row, newest))
        things = [*behind.things(), *matters.values()]
        del behind, newest, matters, told
        let_go(things)
    return BehindRows(pick, days, total, rows)


def _newest(
    grouping: Grouping, behind: Behind, pick: Pick, then: Reader, most: int
) -> tuple[int, list[Thing]]:
    """How many things a figure counts, and the newest of them; what is owed as it is on Today."""
    things = chosen(grouping.gathered(behind).picked(pick), pick)
    if pick.room == Subject.STANDING.value[0]:
        return len(things), list(things[:most])
    told = Told({}, {}, then.local(then.now))
    return len(things), nlargest(most, things, key=lambda thing: told.on(thing) or date.min)


def days_meant(found: FirmFigures, pick: Pick) -> Days:
    """The time that a figure is of: the one asked for, the time before, or a quarter of the trend."""
    if pick.by == "quarter":
        return next(one for one in found.days.quarters(at_least=TREND) if one.first == pick.key)
    return found.earlier if pick.by == "before" else found.days


def _outside(things: Iterable[Thing]) -> set[UUID]:
    """Clients who are named by themselves: of contact outside any matter."""
    own = (one.client_id for one in things if isinstance(one, Line | NoteTime) and one.matter_id is None)
    return {one for one in own if one is not None}
