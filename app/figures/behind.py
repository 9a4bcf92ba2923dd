"""The rows behind a number: the entries, matters, concerns it was counted from, read anew for that figure alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from app.clients.queries import client_names
from app.contactlog.listing import log_rows
from app.contactlog.note_times import NoteTime
from app.figures.chosen import Thing, chosen
from app.figures.counted import Subject, at_end, read_behind, subject_of
from app.figures.firm import TREND, FirmFigures
from app.figures.grouping import Grouping
from app.figures.pick import Pick
from app.figures.rows import BehindRow, Told
from app.figures.span import Days
from app.kernel.collector import collector_held
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
        things = chosen(Grouping(then, days, people, matters).gathered(behind).picked(pick), pick)
        told = Told(people, matters, reader.local(then.now))
        newest = list(things)
        if pick.room != Subject.STANDING.value[0]:
            newest.sort(key=lambda thing: told.on(thing) or date.min, reverse=True)
        del newest[most:]
        written = [one.entry_id for one in newest if isinstance(one, NoteTime)]
        told = replace(
            told, clients=client_names(reader, _outside(newest)), entries=log_rows(reader, written)
        )
        rows = tuple(map(told.row, newest))
    return BehindRows(pick, days, len(things), rows)


def days_meant(found: FirmFigures, pick: Pick) -> Days:
    """The time that a figure is of: the one asked for, the time before, or a quarter of the trend."""
    if pick.by == "quarter":
        return next(one for one in found.days.quarters(at_least=TREND) if one.first == pick.key)
    return found.earlier if pick.by == "before" else found.days


def _outside(things: Iterable[Thing]) -> set[UUID]:
    """Clients who are named by themselves: of contact outside any matter."""
    own = (one.client_id for one in things if isinstance(one, Line | NoteTime) and one.matter_id is None)
    return {one for one in own if one is not None}
