"""The schedule that counts for each matter: its own, or the firm's for its practice area and stage."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any, NamedTuple, cast
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select

from app.contactlog.queries import given_in_rows
from app.kernel.localdays import LocalDays, local_days
from app.matters.models import Matter
from app.matters.running import RUNNING
from app.matters.words import MatterStatus
from app.schedule.defaults import Defaults
from app.schedule.models import ScheduleDefault, UpdatePlan
from app.schedule.rhythm import Rhythm
from app.schedule.rules import Interval
from app.schedule.scope import Scope
from app.schedule.words import IntervalUnit, Roll, UpdateFormat
from app.storage.base import as_id, as_moment
from app.storage.register import held
from app.storage.rows import among, raw_rows, spelled_moment
from app.storage.transaction import Reader


@dataclass(frozen=True, slots=True)
class Plan:
    """``began_at``: what happened on the day ``counted_from`` before that moment was before the schedule; ``begins``:
    it was set on that day, or the firm's began on it, and no update that was given on it counts."""

    matter_id: UUID
    rhythm: Rhythm
    format: UpdateFormat | None
    by_id: UUID | None
    counted_from: date
    began_at: datetime
    by_default: str = ""
    begins: bool = False


OwnPlan = tuple[Any, ...]
"""A matter's own schedule as the database gives it, in the order of `_COLUMNS`, and last `Plan.begins`: few of
thousands are looked at further (`plan_of`)."""

_COLUMNS = (
    UpdatePlan.matter_id,
    UpdatePlan.set_at,
    UpdatePlan.dropped_at,
    UpdatePlan.counted_from,
    UpdatePlan.format,
    UpdatePlan.by_id,
    UpdatePlan.count,
    UpdatePlan.unit,
    UpdatePlan.anchor_day,
    UpdatePlan.at_stages,
    UpdatePlan.at_dates,
    UpdatePlan.roll,
    UpdatePlan.at_most_days,
)
RHYTHM = slice(6, 13)
"""What `rhythm_of` takes."""
BEGINS = 13


class _Held:
    """The schedules of all matters that run, as long as nothing of the register changes: what counts from a moment on,
    and the versions of those of which on a later day another counts, or none."""

    def __init__(self) -> None:
        self.since, self.days = "", local_days(ZoneInfo("UTC"))
        self.settled: dict[str, OwnPlan] = {}
        self.versions: list[Sequence[OwnPlan]] = []

    def fill(self, rows: Sequence[OwnPlan], moment: str, today: str, days: LocalDays) -> None:
        """From what the database says now."""
        self.since, self.days = moment, days
        for versions in _by_matter(rows):
            _, set_at, dropped_at, *_ = versions[-1]
            if set_at > moment or (dropped_at is not None and dropped_at > moment):
                self.versions.append(versions)
            elif (row := in_force(versions, moment, today, days)) is not None:
                self.settled[row[0]] = row


def own_plans(scope: Scope) -> dict[str, OwnPlan]:
    """The own schedules that counted at the reader's moment, by the digits of the matter's id."""
    reader = scope.reader
    moment, today, days = spelled_moment(scope.moment), reader.today.isoformat(), local_days(reader.zone)
    kept = held(reader.session, _Held) if scope.all_that_run and reader.known_by is None else _Held()
    if kept.since and not (kept.since <= moment and kept.days is days):
        kept = _Held()
    if not kept.since:
        kept.fill(_rows(scope), moment, today, days)
    found = dict(kept.settled)
    for versions in kept.versions:
        if (row := in_force(versions, moment, today, days)) is not None:
            found[row[0]] = row
    return found


def given_updates_of(scope: Scope) -> dict[str, str]:
    """When the client of each matter was last given an update by the rows of the log (`given_in_rows`), as the database
    spells it, by the digits of the matter's id; nothing of those who never were."""
    query = select(Matter.id, given_in_rows(scope.reader, Matter.id))
    running = Matter.status.in_(RUNNING)  # by the index alone
    query = query.where(running) if scope.all_that_run else scope.narrow(query, Matter.id)
    return {digits: at for digits, at in raw_rows(scope.reader.session, query) if at is not None}


def versions_of(scope: Scope) -> dict[str, Sequence[OwnPlan]]:
    """All own schedules that matters ever had, the oldest first, by the digits of the matter's id."""
    return {versions[0][0]: versions for versions in _by_matter(_rows(scope))}


def _rows(scope: Scope) -> Sequence[OwnPlan]:
    query = scope.narrow(select(*_COLUMNS), UpdatePlan.matter_id)
    if scope.reader.known_by is not None:
        query = query.where(UpdatePlan.set_at <= scope.reader.known_by)
    return raw_rows(scope.reader.session, query.order_by(UpdatePlan.matter_id, UpdatePlan.version))


def _by_matter(rows: Sequence[OwnPlan]) -> Iterator[Sequence[OwnPlan]]:
    """The versions of each matter, which stand together."""
    begin = 0
    for place, row in enumerate(rows):
        if row[0] != rows[begin][0]:
            yield rows[begin:place]
            begin = place
    if rows:
        yield rows[begin:]


def begun_by_default(
    found: dict[str, OwnPlan], given: Collection[str], read: Callable[[Collection[str]], FirstDays]
) -> None:
    """A schedule that counts on from where the firm's had begun, before any update was given, begins there, too: the
    first promised day stays promised (`set_plan`). So it is from the day on which the matter was opened. ``read`` has
    the `first_days` of those that may be so."""
    unsure = [one for one, row in found.items() if row[8] is not None and not (one in given or row[BEGINS])]
    days = read(unsure) if unsure else {}
    for one in unsure:
        *row, _ = found[one]
        if row[3] in days.get(one, ()):
            found[one] = *row, True


FirstDays = Mapping[str, Collection[str]]
"""The days on which a schedule of a matter may have begun by the firm's, or as the matter was opened."""


def first_days(reader: Reader, ids: Collection[str]) -> FirstDays:
    """Of the matters with these digits."""
    firms = {one.isoformat() for one in reader.session.scalars(select(ScheduleDefault.since))}
    query = select(Matter.id, Matter.opened_on, Matter.added_at)
    query = query.where(among(Matter.id, {UUID(one) for one in ids}))
    found = {}
    for matter_id, opened_on, added_at in reader.session.execute(query):
        added = reader.local(added_at).date()
        found[matter_id.hex] = {*firms, max(added, opened_on or added).isoformat()}
    return found


def plan_of(row: OwnPlan) -> Plan:
    """A matter's own schedule."""
    digits, set_at, _, counted_from, form, by_id, *rhythm, begins = row
    matter_id, began_at = cast("UUID", as_id(digits)), cast("datetime", as_moment(set_at))
    day = date.fromisoformat(counted_from)
    return Plan(
        matter_id, rhythm_of(*rhythm), format_of(form), person_of(by_id), day, began_at, begins=begins
    )


class Defaulting(NamedTuple):
    """What decides which of the firm's schedules a matter has, and from when on."""

    id: UUID
    practice_area: str
    stage: str
    opened_on: date | None
    added_at: datetime


def defaulting(scope: Scope) -> Sequence[Defaulting]:
    """The matters of the scope, with the stage of now."""
    query = scope.narrow(select(*(getattr(Matter, name) for name in Defaulting._fields)), Matter.id)
    if scope.reader.known_by is not None:
        query = query.where(Matter.added_at <= scope.reader.known_by)
    return [Defaulting(*row) for row in scope.reader.session.execute(query)]


def by_default(
    reader: Reader,
    firms: Defaults,
    matters: Iterable[Defaulting],
    own: Collection[str],
    given: Mapping[str, str],
    stood: Callable[[UUID], tuple[str, MatterStatus] | None],
) -> dict[UUID, Plan]:
    """For matters without a schedule of their own, the firm's for their area and their stage at the reader's moment,
    which ``stood`` has where it was another than now.

    It counts from the last update given; before one was, from the day the matter was opened here, or since when the
    firm has such a schedule.
    """
    found, days = {}, local_days(reader.zone)
    for one in matters:
        if one.id.hex in own:
            continue
        then = stood(one.id)
        row = firms.of(one.practice_area, one.stage if then is None else then[0])
        if row is None:
            continue
        last = given.get(one.id.hex)
        if last is not None:
            start = date.fromisoformat(days.of(last))
        else:
            start = max(reader.local(one.added_at).date(), row.since, one.opened_on or row.since)
        if start <= reader.today:
            found[one.id] = Plan(
                one.id, row.rhythm, row.format, None, start, one.added_at, row.name, last is None
            )
    return found


def in_force(versions: Sequence[OwnPlan], moment: str, today: str, days: LocalDays) -> OwnPlan | None:
    """The plan that counted at the moment, of those known, oldest first; moments and days as the database spells them.

    The first one counts from the day it was counted from, though it was written down later ("as known now").
    """
    found: OwnPlan | None = None
    first: OwnPlan = ("",) * 4
    for plan in versions:
        if plan[1] <= moment or (plan is versions[0] and plan[3] <= today):
            found = plan
            if plan[3] != first[3]:
                first = plan  # the later ones that count from the same day go on with it
    if found is None or (found[2] is not None and found[2] <= moment):
        return None
    anchored = found[8] is not None  # to the others it is all the same
    return *found, anchored and days.of(first[1]) == first[3]


@lru_cache(maxsize=1024)
def person_of(digits: str | None) -> UUID | None:
    """Of few people, many times."""
    return as_id(digits)


def format_of(word: str | None) -> UpdateFormat | None:
    """The form of the updates."""
    return None if word is None else _FORMATS[word]


_FORMATS = {one.value: one for one in UpdateFormat}


@lru_cache(maxsize=1024)
def rhythm_of(
    count: int,
    unit: str,
    anchor_day: int | None,
    at_stages: int,
    at_dates: int,
    roll: str | None,
    at_most_days: int | None,
) -> Rhythm:
    """Many matters have the same one, and one of each is quicker to look up by."""
    interval, moves = Interval(count, IntervalUnit(unit)), None if roll is None else Roll(roll)
    return Rhythm(interval, anchor_day, bool(at_stages), bool(at_dates), moves, at_most_days)
