"""When a client has to hear of the costs again, whatever else is told (PRACTICE F2)."""

from __future__ import annotations

import json
from collections.abc import Container, Iterable, Mapping
from datetime import date, timedelta
from functools import lru_cache
from typing import Final
from uuid import UUID

from sqlalchemy import Boolean, ColumnElement, Select, case, func, literal_column, select, union_all

from app.care.firm_rule import fee_rule
from app.care.models import CostsCounting, CostsExcuse, CostsFigure, FeeArrangement
from app.care.rules import FeeRule, tell_again_by
from app.contactlog.models import ContactEntry, EntryDevelopment
from app.contactlog.standing import counting, counting_then
from app.contactlog.words import Telling
from app.hours.queries import firm_calendar
from app.kernel.days import add_months
from app.kernel.duty import Duty, DutyKind
from app.kernel.language import tr
from app.kernel.said import say_day
from app.matters.models import Development, Matter
from app.matters.words import DevelopmentKind, MatterStatus
from app.storage.base import as_id
from app.storage.rows import among, among_listed, listed, raw_rows
from app.storage.transaction import Reader

_MOST_MOVED = timedelta(days=40)
"""No row of days off is longer, nor a month than another: so much earlier than reckoned an update may be due."""
_NOTHING: Final[ColumnElement[str]] = literal_column("''")
"""Said so that the index of entries that speak of costs is found."""


_YES: Final[ColumnElement[bool]] = literal_column("1", Boolean())


def care_duties(reader: Reader, last_day: date, matter_id: UUID | None = None) -> Iterable[Duty]:
    """The costs updates due up to a last day, of one matter or of all."""
    rule = fee_rule(reader)
    told = costs_told(reader, rule, last_day, matter_id)
    if not told:
        return
    calendar, came_on = firm_calendar(reader), came(reader)
    of_day: dict[date, tuple[date, str]] = {}  # thousands of matters, but few days on which somebody was told
    for one, told_on in told.items():
        if told_on not in of_day:
            due = tell_again_by(told_on, rule, calendar.on_or_before, came_on)
            words = tr("Tell the client what it has cost so far; last told {day}")
            of_day[told_on] = due, words.format(day=say_day(told_on, reader.today))
        due, text = of_day[told_on]
        if due <= last_day:
            yield Duty(DutyKind.COSTS, one, text, due, matter_id=one, since=told_on)


def next_costs_update(reader: Reader, matter_id: UUID) -> date | None:
    """The day by which costs are told again; None where a matter is not open or has no figures."""
    rule = fee_rule(reader)
    told_on = costs_told(reader, rule, None, matter_id).get(matter_id)
    if told_on is None:
        return None
    return tell_again_by(told_on, rule, firm_calendar(reader).on_or_before, came(reader))


def came(reader: Reader) -> date | None:
    """The day on which fees came into a vault that had figures already; None for any other."""
    at = reader.session.scalar(select(CostsCounting.came_at))
    return None if at is None else reader.local(at).date()


def costs_told(
    reader: Reader, rule: FeeRule, last_day: date | None, matter_id: UUID | None
) -> Mapping[UUID, date]:
    """When costs were last told in open matters that have figures or an arrangement: of those in which an update may
    be due by ``last_day`` (None: all). A costs update that was excused counts as told on the day it was due."""
    told = _figures_told(reader, rule, last_day, matter_id)
    if not told:
        return {}
    ids = listed(told)  # spelled once
    for one, on in (*_spoken_of(reader, told, ids), *_news_told(reader, ids), *_excused(reader, ids)):
        told[one] = max(told[one], on)
    return told


def _figures_told(
    reader: Reader, rule: FeeRule, last_day: date | None, matter_id: UUID | None
) -> dict[UUID, date]:
    """By figures and arrangements; of matters in which nothing was told, since there was a figure."""
    stale = raw_rows(reader.session, _maybe_stale(reader, rule, last_day, matter_id))
    if not stale:
        return {}
    ids = json.dumps([one for (one,) in stale])
    figure = select(CostsFigure.matter_id, CostsFigure.on, CostsFigure.told)
    agreed = select(FeeArrangement.matter_id, FeeArrangement.holds_from, _YES)
    every = union_all(
        figure.where(among_listed(CostsFigure.matter_id, ids), *_figures_known(reader)),
        agreed.where(among_listed(FeeArrangement.matter_id, ids), *_agreed_known(reader)),
    ).subquery()
    last = func.coalesce(func.max(case((every.c.told, every.c.on))), func.min(every.c.on))
    found = raw_rows(reader.session, select(every.c.matter_id, last).group_by(every.c.matter_id))
    day = lru_cache(date.fromisoformat)
    return {of: day(on) for one, on in found if (of := as_id(one)) is not None}


def _maybe_stale(
    reader: Reader, rule: FeeRule, last_day: date | None, matter_id: UUID | None
) -> Select[UUID]:
    """The open matters with figures or an arrangement of which none was told lately: by indexes alone, since every
    reading of Today asks it of thousands of matters. Where there are no figures at all, none is looked at."""
    figures, agreed = _figures_known(reader), _agreed_known(reader)
    of_figure, of_agreed = CostsFigure.matter_id == Matter.id, FeeArrangement.matter_id == Matter.id
    query = select(Matter.id).where(
        select(CostsFigure.id).exists() | select(FeeArrangement.id).exists(),
        Matter.status == MatterStatus.OPEN,
        select(CostsFigure.id).where(of_figure, *figures).exists()
        | select(FeeArrangement.id).where(of_agreed, *agreed).exists(),
    )
    if matter_id is not None:
        query = query.where(Matter.id == matter_id)
    if last_day is not None:
        lately = add_months(last_day, -rule.update_months) + _MOST_MOVED
        fresh = select(CostsFigure.id).where(of_figure, CostsFigure.on > lately, CostsFigure.told, *figures)
        newly = select(FeeArrangement.id).where(of_agreed, FeeArrangement.holds_from > lately, *agreed)
        query = query.where(~fresh.exists(), ~newly.exists())
    return query


def _figures_known(reader: Reader) -> list[ColumnElement[bool]]:
    known = [CostsFigure.on <= reader.today]
    return known if reader.known_by is None else [*known, CostsFigure.written_at <= reader.known_by]


def _agreed_known(reader: Reader) -> list[ColumnElement[bool]]:
    known = [FeeArrangement.holds_from <= reader.today]
    return known if reader.known_by is None else [*known, FeeArrangement.set_at <= reader.known_by]


def _spoken_of(reader: Reader, matters: Container[UUID], ids: str) -> Iterable[tuple[UUID, date]]:
    """By contacts with the client in which costs were spoken of (C1)."""
    query = (
        select(ContactEntry.matter_id, func.max(ContactEntry.occurred_at))
        .where(
            among_listed(ContactEntry.matter_id, ids),
            ContactEntry.costs != _NOTHING,
            ContactEntry.with_client,
            *counting(reader),
        )
        .group_by(ContactEntry.matter_id)
    )
    for one, at in reader.session.execute(query):
        if one is not None:
            yield one, reader.local(at).date()
    for row in counting_then(reader):
        if row.matter_id is not None and row.matter_id in matters and row.costs and row.with_client:
            yield row.matter_id, reader.local(row.occurred_at).date()


def _news_told(reader: Reader, ids: str) -> Iterable[tuple[UUID, date]]:
    """By contacts that told a development about costs."""
    news = select(Development.id, Development.matter_id).where(
        among_listed(Development.matter_id, ids), Development.kind == DevelopmentKind.COSTS
    )
    of = dict(reader.session.execute(news).all())
    if not of:
        return
    query = (
        select(EntryDevelopment.development_id, func.max(ContactEntry.occurred_at))
        .join(ContactEntry, ContactEntry.id == EntryDevelopment.entry_id)
        .where(
            among(EntryDevelopment.development_id, of),
            EntryDevelopment.telling == Telling.TOLD,
            *counting(reader),
        )
        .group_by(EntryDevelopment.development_id)
    )
    for one, at in reader.session.execute(query):
        yield of[one], reader.local(at).date()
    for row in counting_then(reader):
        for one in row.tells:
            if one in of:
                yield of[one], reader.local(row.occurred_at).date()


def _excused(reader: Reader, ids: str) -> Iterable[tuple[UUID, date]]:
    query = select(CostsExcuse.matter_id, func.max(CostsExcuse.due_on)).where(
        among_listed(CostsExcuse.matter_id, ids),
        CostsExcuse.excused_at <= min(reader.now, reader.known_by or reader.now),
    )
    yield from reader.session.execute(query.group_by(CostsExcuse.matter_id))
