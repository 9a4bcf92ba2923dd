"""The firm's schedules by practice area and stage: what counts for a matter that has none of its own (PRACTICE D1).

A default is not written into a matter: it is read. So it counts when a matter is opened, however it came in, and
another counts when its stage changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from app.kernel.errors import Invalid, NotFound, Problem
from app.kernel.language import tr
from app.kernel.rights import Right
from app.kernel.text import fold, plain_name
from app.schedule.models import ScheduleDefault, ScheduleRule
from app.schedule.rhythm import ANCHORED, Rhythm
from app.schedule.rules import LONGEST, Interval
from app.schedule.words import Roll, UpdateFormat
from app.storage.transaction import Reader, Transaction


@dataclass(frozen=True, slots=True)
class DefaultRow:
    """A schedule of the firm's. An empty ``practice_area`` or ``stage`` is any."""

    id: UUID
    practice_area: str
    stage: str
    rhythm: Rhythm
    format: UpdateFormat | None
    since: date
    set_at: datetime

    @property
    def name(self) -> str:
        """As in "Family / discovery"; "all matters" for the one that counts where no other does."""
        return " / ".join(one for one in (self.practice_area, self.stage) if one) or "all matters"


class Defaults:
    """The firm's schedules at a moment, to be asked for many matters."""

    def __init__(self, rows: Iterable[DefaultRow]) -> None:
        self.rows = tuple(rows)
        self._by_key = {(fold(row.practice_area), fold(row.stage)): row for row in self.rows}
        self._found: dict[tuple[str, str], DefaultRow | None] = {}

    def __bool__(self) -> bool:
        return bool(self.rows)

    def of(self, practice_area: str, stage: str) -> DefaultRow | None:
        """The closest one: of area and stage, of the area, of the stage, of all."""
        asked = practice_area, stage
        if asked not in self._found:
            area, key = fold(practice_area), fold(stage)
            order = ((area, key), (area, ""), ("", key), ("", ""))
            self._found[asked] = next((self._by_key[one] for one in order if one in self._by_key), None)
        return self._found[asked]


def defaults(reader: Reader) -> Defaults:
    """The firm's schedules at the reader's moment, by practice area and stage."""
    moment = min(reader.now, reader.known_by or reader.now)
    return DefaultsOfTime(reader, moment).at(moment)


class DefaultsOfTime:
    """The firm's schedules from ``begin`` to the reader's moment, and its rule for due days, to be asked as of any
    moment between."""

    def __init__(self, reader: Reader, begin: datetime) -> None:
        until = min(reader.now, reader.known_by or reader.now)
        query = (
            select(ScheduleDefault)
            .where(
                ScheduleDefault.set_at <= until,
                ScheduleDefault.ended_at.is_(None) | (ScheduleDefault.ended_at > begin),
            )
            .order_by(ScheduleDefault.area_key, ScheduleDefault.stage_key)
        )
        self._rows = reader.session.scalars(query).all()
        self._found: dict[tuple[UUID, ...], Defaults] = {}

    def __bool__(self) -> bool:
        return bool(self._rows)

    def at(self, moment: datetime) -> Defaults:
        """Those that counted at a moment."""
        rows = [
            one
            for one in self._rows
            if one.set_at <= moment and (one.ended_at is None or one.ended_at > moment)
        ]
        key = tuple(one.id for one in rows)
        if key not in self._found:
            self._found[key] = Defaults(_row(one) for one in rows)
        return self._found[key]


def firm_roll(reader: Reader) -> Roll:
    """Where a due day moves to that is no working day, unless a schedule has it otherwise: to the one before."""
    moment = min(reader.now, reader.known_by or reader.now)
    return roll_then(firm_rolls(reader), moment)


def firm_rolls(reader: Reader) -> Sequence[tuple[datetime, Roll]]:
    """Each such rule of the firm's and when it was set, by the reader's moment, the latest first; few."""
    moment = min(reader.now, reader.known_by or reader.now)
    query = (
        select(ScheduleRule.set_at, ScheduleRule.roll)
        .where(ScheduleRule.set_at <= moment)
        .order_by(ScheduleRule.set_at.desc(), ScheduleRule.id.desc())
    )
    return [(set_at, roll) for set_at, roll in reader.session.execute(query)]


def roll_then(rolls: Iterable[tuple[datetime, Roll]], moment: datetime) -> Roll:
    """The one of `firm_rolls` that counted at a moment."""
    return next((roll for set_at, roll in rolls if set_at <= moment), Roll.BEFORE)


def set_default(
    tx: Transaction, practice_area: str, stage: str, rhythm: Rhythm, by: UpdateFormat | None = None
) -> UUID:
    """Give matters of a practice area and stage (empty: any) a schedule, instead of the one they had by default.

    Needs `Right.FIRM`.
    """
    tx.need(Right.FIRM)
    check_rhythm(rhythm)
    area, stage = plain_name(practice_area, "area"), plain_name(stage, "stage")
    there = [one for one in _open(tx) if not one.area_key or one.area_key == fold(area)]
    there = [one for one in there if not one.stage_key or one.stage_key == fold(stage)]
    before = next((one for one in there if (one.area_key, one.stage_key) == (fold(area), fold(stage))), None)
    if before is not None:
        before.ended_at = tx.now
        tx.session.flush()
    found = ScheduleDefault(
        id=tx.new_id(),
        practice_area=area,
        area_key=fold(area),
        stage=stage,
        stage_key=fold(stage),
        **columns_of(rhythm),
        format=by,
        since=min((one.since for one in there), default=tx.today),  # a closer one forgives nothing
        set_at=tx.now,
        set_by=tx.actor,
        ended_at=None,
    )
    tx.session.add(found)
    tx.session.flush()
    said = {"practice_area": area, "stage": stage, "format": by, **columns_of(rhythm)}
    tx.record("set", "schedule_default", found.id, **said)
    return found.id


def drop_default(tx: Transaction, default_id: UUID) -> None:
    """Take a default away: its matters have the next wider one, or none. Needs `Right.FIRM`."""
    tx.need(Right.FIRM)
    found = tx.session.get(ScheduleDefault, default_id)
    if found is None:
        raise NotFound("no-default", tr("The firm has no such schedule."))
    if found.ended_at is None:
        found.ended_at = tx.now
        tx.record(
            "dropped", "schedule_default", default_id, practice_area=found.practice_area, stage=found.stage
        )


def set_roll(tx: Transaction, roll: Roll) -> None:
    """Say where due days move to that are no working days. Needs `Right.FIRM`."""
    tx.need(Right.FIRM)
    before = firm_roll(tx.reader())
    if before is roll:
        return
    rule_id = tx.new_id()
    tx.insert(ScheduleRule, {"id": rule_id, "roll": roll, "set_at": tx.now, "set_by": tx.actor})
    tx.record("changed", "schedule_rule", rule_id, roll=roll, before={"roll": before})


def columns_of(rhythm: Rhythm) -> dict[str, object]:
    """A rhythm as the columns of a plan or a default."""
    values = asdict(rhythm)
    return {**values.pop("interval"), **values}


def check_rhythm(rhythm: Rhythm) -> None:
    """Raise Invalid for a rhythm that makes no sense, each problem by its field."""
    problems = []
    if rhythm.anchor_day is not None and not (
        1 <= rhythm.anchor_day <= 31 and rhythm.interval.unit in ANCHORED
    ):
        message = tr("A day of the month is from 1 to 31, for months, quarters and years.")
        problems.append(Problem("anchor", "bad-anchor", message))
    if rhythm.at_most_days is not None and not 1 <= rhythm.at_most_days <= LONGEST:
        message = tr("The longest interval is from one day to ten years.")
        problems.append(Problem("at_most", "bad-interval", message))
    if problems:
        raise Invalid(problems)


def _open(tx: Transaction) -> list[ScheduleDefault]:
    return list(tx.session.scalars(select(ScheduleDefault).where(ScheduleDefault.ended_at.is_(None))))


def _row(one: ScheduleDefault) -> DefaultRow:
    rhythm = Rhythm(
        Interval(one.count, one.unit), one.anchor_day, one.at_stages, one.at_dates, one.roll, one.at_most_days
    )
    return DefaultRow(one.id, one.practice_area, one.stage, rhythm, one.format, one.since, one.set_at)
