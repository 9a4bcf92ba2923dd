"""What decides the updates of matters at a moment: read for that moment (`known_at`), or for a whole time at once
(`KnownOfTime`), where it is asked day by day."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import partial
from uuid import UUID

from sqlalchemy import func, select

from app.contactlog.queries import given_then
from app.contactlog.standing import given_rows
from app.kernel.localdays import local_days
from app.matters.turning import Turns, stood_then
from app.schedule.defaults import DefaultsOfTime, defaults, firm_roll, firm_rolls, roll_then
from app.schedule.events import (
    DatesAhead,
    TellingDate,
    key_dates_reached,
    last_reopened,
    reached,
    reopened,
    stages_begun,
    telling_dates,
)
from app.schedule.models import UpdateExcuse, UpdateSilence
from app.schedule.plans import (
    RHYTHM,
    Defaulting,
    FirstDays,
    OwnPlan,
    Plan,
    begun_by_default,
    by_default,
    defaulting,
    first_days,
    given_updates_of,
    in_force,
    own_plans,
    rhythm_of,
    versions_of,
)
from app.schedule.scope import Scope
from app.schedule.silences import SilenceRow, agreed_seasons, seasons, seasons_then
from app.schedule.words import Roll
from app.storage.base import same_id
from app.storage.rows import spelled_moment
from app.storage.transaction import Reader


@dataclass(slots=True)
class Known:
    """``own`` schedules, and when an update was last ``given``, by the digits of the matter's id and as the database
    has it: of thousands few are looked at further. ``firms``: those of matters that have none of their own."""

    reader: Reader
    own: Mapping[str, OwnPlan]
    given: Mapping[str, str]
    firms: Mapping[UUID, Plan]
    roll: Roll
    excused: Mapping[UUID, date]
    seasons: Mapping[UUID, Sequence[SilenceRow]]
    reopened: Mapping[UUID, datetime]
    stages: Mapping[UUID, Sequence[datetime]]
    dates: DatesAhead


def known_at(scope: Scope) -> Known:
    """As of the reader's moment."""
    reader = scope.reader
    own, given = own_plans(scope), _later(given_updates_of(scope), given_then(reader, scope.matter_id))
    begun_by_default(own, given, partial(first_days, reader))
    firms: dict[UUID, Plan] = {}
    if of_firm := defaults(reader):
        then = stood_then(reader, None if scope.matter_id is None else [scope.matter_id])
        firms = by_default(reader, of_firm, defaulting(scope), own, given, then.get)
    at_stages, at_dates = _telling(own, firms)
    return Known(
        reader,
        own,
        given,
        firms,
        firm_roll(reader),
        _excused(scope),
        seasons(scope),
        reopened(scope),
        stages_begun(scope, at_stages) if at_stages else {},
        key_dates_reached(scope, at_dates) if at_dates else {},
    )


class KnownOfTime:
    """The same of some matters as of any moment from ``begin`` to the reader's: a few statements for all of them."""

    def __init__(self, reader: Reader, begin: datetime, ids: Collection[UUID]) -> None:
        scope = Scope(reader, among=ids)
        first = replace(reader, now=begin)
        self._reader, self._days = reader, local_days(reader.zone)
        self._versions = versions_of(scope)
        self._before = _later(given_updates_of(Scope(first, among=ids)), given_then(first))
        self._given: dict[str, list[str]] = defaultdict(list)
        for digits, at, _, _ in given_rows(reader, begin, reader.now + timedelta(microseconds=1)):
            self._given[digits].append(at)
        self._first_days: FirstDays | None = None
        self._defaults, self._rolls = DefaultsOfTime(reader, begin), firm_rolls(reader)
        self._matters: Mapping[UUID, Defaulting] = {}
        if self._defaults:
            self._matters = {one.id: one for one in defaulting(scope)}
        self.turns = Turns(reader, ids)
        self._excuses: dict[UUID, list[tuple[datetime, date]]] = defaultdict(list)
        excuses = select(UpdateExcuse.matter_id, UpdateExcuse.excused_at, UpdateExcuse.due_on).where(
            UpdateExcuse.dropped.is_(False)
        )
        rows = reader.session.execute(scope.narrow(excuses, UpdateExcuse.matter_id))
        for matter_id, excused_at, due_on in rows:
            self._excuses[matter_id].append((excused_at, due_on))
        self._seasons: dict[UUID, list[UpdateSilence]] = defaultdict(list)
        for season in agreed_seasons(scope):
            self._seasons[season.matter_id].append(season)
        self._dates: dict[UUID, list[TellingDate]] = defaultdict(list)
        for one in telling_dates(scope, ids, begin):
            self._dates[one.matter_id].append(one)

    def moment(self, at: datetime) -> datetime:
        """What was written after it counts for nothing: ``at``, or the last that may be known."""
        return Scope(replace(self._reader, now=at)).moment

    def at(self, at: datetime, ids: Sequence[UUID]) -> Known:
        """As of a moment, of some of the matters."""
        reader, moment = replace(self._reader, now=at), self.moment(at)
        spelled, today, now = spelled_moment(moment), reader.today.isoformat(), spelled_moment(at)
        own, given = dict[str, OwnPlan](), dict[str, str]()
        for digits in (one.hex for one in ids):
            row = in_force(self._versions.get(digits, ()), spelled, today, self._days)
            if row is not None:
                own[digits] = row
            if (last := self._last_given(digits, now)) is not None:
                given[digits] = last
        begun_by_default(own, given, self._first)
        matters = [self._matters[one] for one in ids if one in self._matters]
        stood = partial(self.turns.stood, moment=moment)
        firms = by_default(reader, self._defaults.at(moment), matters, own, given, stood)
        at_stages, at_dates = _telling(own, firms)
        turned = {one: self.turns.until(one, moment) for one in ids}
        statuses = ((one, turn.at, turn.was_status, turn.status) for one in ids for turn in turned[one])
        excused = {one: [due_on for on, due_on in self._excuses[one] if on <= moment] for one in ids}
        return Known(
            reader,
            own,
            given,
            firms,
            roll_then(self._rolls, moment),
            {one: max(days) for one, days in excused.items() if days},
            seasons_then((season for one in ids for season in self._seasons[one]), moment),
            last_reopened(statuses),
            {one: [turn.at for turn in turned[one] if turn.stage != turn.was_stage] for one in at_stages},
            reached(reader, moment, (date for one in at_dates for date in self._dates[one])),
        )

    def _last_given(self, digits: str, moment: str) -> str | None:
        times = self._given.get(digits, ())
        place = bisect_right(times, moment)
        return times[place - 1] if place else self._before.get(digits)

    def _first(self, _digits: Collection[str]) -> FirstDays:
        """Of all of them, where one of them needs it."""
        if self._first_days is None:
            self._first_days = first_days(self._reader, self._versions)
        return self._first_days


def _later(rows: Mapping[str, str], then: Mapping[UUID, datetime]) -> Mapping[str, str]:
    """The later of each: by what stands in rows, and by what was amended since as it read then."""
    if not then:
        return rows
    found = dict(rows)
    for matter_id, at in then.items():
        found[matter_id.hex] = max(spelled_moment(at), rows.get(matter_id.hex, ""))
    return found


def _telling(own: Mapping[str, OwnPlan], firms: Mapping[UUID, Plan]) -> tuple[list[UUID], list[UUID]]:
    """The matters of which an update is owed when another stage begins, and those where one is after key dates."""
    plans = {same_id(one): rhythm_of(*row[RHYTHM]) for one, row in own.items() if row[9] or row[10]}
    plans |= {one: plan.rhythm for one, plan in firms.items()}
    return (
        [one for one, rhythm in plans.items() if rhythm.at_stages],
        [one for one, rhythm in plans.items() if rhythm.at_dates],
    )


def _excused(scope: Scope) -> dict[UUID, date]:
    query = (
        select(UpdateExcuse.matter_id, func.max(UpdateExcuse.due_on))
        .where(UpdateExcuse.dropped.is_(False), UpdateExcuse.excused_at <= scope.moment)
        .group_by(UpdateExcuse.matter_id)
    )
    query = scope.few(query, UpdateExcuse.matter_id)
    return {row[0]: row[1] for row in scope.reader.session.execute(query)}
