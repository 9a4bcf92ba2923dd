"""What lies on which day, for the calendar: updates owed and given, key dates, follow-ups, replies (PRACTICE D4).

The same for the window, for paper and for what other calendars read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from operator import itemgetter

from sqlalchemy import select

from app.contactlog.standing import GivenRow, GivenUpdate, as_given, count_given, given_rows
from app.kernel.collector import collector_held
from app.kernel.duty import Duty
from app.kernel.language import tr
from app.kernel.localdays import local_days
from app.matters.development_queries import DevelopmentRow
from app.matters.models import Matter
from app.matters.queries import MatterRow, matters_of
from app.owed.calendar.day_items import EVERYTHING, Among, DayItem, DayKind
from app.owed.calendar.done import done_with
from app.owed.items import OwedItem, OwedKind, OwedState, as_moment, of_matter
from app.owed.lately import owed_lately
from app.owed.queries import owed
from app.storage.transaction import Reader

_KINDS = {
    OwedKind.UPDATE: DayKind.UPDATE,
    OwedKind.KEY_DATE: DayKind.KEY_DATE,
    OwedKind.FOLLOW_UP: DayKind.FOLLOW_UP,
    OwedKind.DEVELOPMENT: DayKind.REPLY,
    OwedKind.ACKNOWLEDGEMENT: DayKind.REPLY,
    OwedKind.ANSWER: DayKind.REPLY,
    OwedKind.DUTY: DayKind.REPLY,
}


@dataclass(frozen=True, slots=True)
class Day:
    """What lies on one day: ``items`` by time, those that are done last; ``count`` of all, ``to_do`` of those owed.
    Where no more were asked for than there is room, ``items`` are the first of them."""

    items: tuple[DayItem, ...]
    count: int
    to_do: int
    folded: int = 0
    """Updates given there that are counted and not among ``items``, because they stand in one line."""


FOLDED = 3
"""So many updates given on one day stand in one line, where a day has little room."""


def days(
    reader: Reader,
    first: date,
    last: date,
    among: Among = EVERYTHING,
    *,
    hidden: Collection[str] = (),
    most: int | None = None,
) -> dict[date, Day]:
    """Everything from ``first`` to ``last``, by day; what is done stays on its day.

    Kinds that are ``hidden`` stay away, but for what is late. ``most``: so many items of a day are made, the others
    counted alone: a page of a month has no room for the two hundred updates of a large firm's Friday. Updates that were
    given are folded then, from `FOLDED` on.
    """
    with collector_held():
        return _days(reader, first, last, among, hidden, most)


def _days(
    reader: Reader, first: date, last: date, among: Among, hidden: Collection[str], most: int | None
) -> dict[date, Day]:
    found = _to_do(reader, first, last, among, hidden)
    to_do = {day: len(lying) for day, lying in found.items()}
    for done in done_with(reader, first, last, among):
        if done.kind.value not in hidden and among.has(done):
            found[done.day].append((_order(done), done))
    for lying in found.values():
        lying.sort(key=itemgetter(0))
    shows_updates = DayKind.UPDATE.value not in hidden
    given, folded = _given(reader, first, last, among, most) if shows_updates else ({}, {})
    told = [
        as_given(row)
        for day, rows in given.items()
        for row in rows[: None if most is None else max(0, most - len(found.get(day, ())))]
    ]
    matters = matters_of(reader, {one.matter_id for one in told}) if told else {}
    updates: dict[date, list[DayItem]] = defaultdict(list)
    for one_told in told:
        update = _update(reader, matters[one_told.matter_id], one_told)
        updates[update.day].append(update)
    made = {}
    for day in found.keys() | given.keys() | folded.keys():
        lying, count = found.get(day, []), to_do.get(day, 0)
        shown = _shown(reader, lying[:most], updates[day], among_done=count < len(lying))
        every = len(lying) + len(given.get(day, ())) + folded.get(day, 0)
        made[day] = Day(tuple(shown), every, count, folded.get(day, 0))
    return made


_Order = tuple[bool, time, bool, str]
_NO_TIME = time()
_Lying = tuple[_Order, OwedItem | DayItem]
"""What lies on a day, and its place there: what is owed is made into an item of the day where it is shown."""


def _shown(
    reader: Reader, lying: Iterable[_Lying], updates: list[DayItem], *, among_done: bool
) -> list[DayItem]:
    """What is shown of a day, in order; ``among_done``: between the updates that were given lies what else is done."""
    whole = [*(of if isinstance(of, DayItem) else _day_item(reader, of) for _, of in lying), *updates]
    if updates and among_done:
        whole.sort(key=_order)
    return whole


def _order(item: DayItem) -> _Order:
    return item.done, item.at or _NO_TIME, not item.late, item.title


def _to_do(
    reader: Reader, first: date, last: date, among: Among, hidden: Collection[str]
) -> defaultdict[date, list[_Lying]]:
    """What is still to do, as Today has it, but for kinds that are ``hidden`` and not late."""
    found: defaultdict[date, list[_Lying]] = defaultdict(list)
    shown = {kind for kind, on_day in _KINDS.items() if on_day.value not in hidden}
    for item in _owed(reader, max(0, (last - reader.today).days), among):
        day, at = _lies(reader, item)
        late = item.state is OwedState.OVERDUE
        if first <= day <= last and (late or item.kind in shown) and among.of_area(item.whose.matter):
            found[day].append(((False, at or _NO_TIME, not late, item.title), item))
    return found


def _owed(reader: Reader, ahead: int, among: Among) -> Iterable[OwedItem]:
    """What is owed within so many days, worst first; derived once with Today, unless it is asked of one matter."""
    if among.matter_id is not None:
        return owed(reader, days=ahead, person_id=among.person_id, matter_id=among.matter_id).items
    whole = owed_lately(reader, ahead).items
    who = among.person_id
    return whole if who is None else (item for item in whole if item.concerns(who))


def late_items(reader: Reader, among: Among = EVERYTHING) -> tuple[DayItem, ...]:
    """All that is late, worst first, on whatever day it was due: no view of some days may hide it."""
    return tuple(
        _day_item(reader, item)
        for item in _owed(reader, 0, among)
        if item.due is not None and item.state is OwedState.OVERDUE and among.of_area(item.whose.matter)
    )


def _lies(reader: Reader, item: OwedItem) -> tuple[date, time | None]:
    """When it is due. News for the next update, where no schedule says when that comes, has no date of its own (D3): it
    lies on today until it is told. What waits for the client is due no sooner than now, whatever its clock stood at
    when it stopped (E2): it lies on today, without an hour, and not among what has passed."""
    due = item.due
    if due is None:
        return reader.today, None
    waits = item.course is not None and item.course.paused_since is not None
    if waits and item.state is OwedState.UPCOMING and as_moment(due, reader) < reader.now:
        return reader.today, None
    return _local(reader, due)


def _local(reader: Reader, due: date | datetime) -> tuple[date, time | None]:
    if not isinstance(due, datetime):
        return due, None
    local = reader.local(due)
    return local.date(), local.time().replace(second=0, microsecond=0)


def _day_item(reader: Reader, item: OwedItem) -> DayItem:
    day, at = _lies(reader, item)
    late = item.state is OwedState.OVERDUE
    kind, source = _KINDS[item.kind], item.source_id
    return DayItem(
        kind,
        day,
        at,
        item.whose,
        item.person_id,
        item.text if item.unable is None else f"{item.text}; {item.unable.said}",
        late=late,
        urgent=item.urgent,
        source_id=source,
        what=_what(item),
        is_owed=True,
    )


def _what(item: OwedItem) -> str:
    if isinstance(item.source, DevelopmentRow):
        return tr("tell: {kind}").format(kind=item.source.kind.label)
    if isinstance(item.source, Duty):
        return item.source.kind.label
    return {OwedKind.ANSWER: tr("answer"), OwedKind.ACKNOWLEDGEMENT: tr("acknowledge")}.get(item.kind, "")


_Given = dict[date, list[GivenRow]]


def _given(
    reader: Reader, first: date, last: date, among: Among, most: int | None
) -> tuple[_Given, dict[date, int]]:
    """The updates that clients were given, by day and time, and how many of those that are folded."""
    if most is None:
        return _given_rows(reader, first, last, among), {}
    if among == EVERYTHING and reader.known_by is None:
        return _counted(reader, first, last)
    found = _given_rows(reader, first, last, among)
    folded = {day: len(rows) for day, rows in found.items() if len(rows) >= FOLDED}
    return {day: rows for day, rows in found.items() if day not in folded}, folded


def _counted(reader: Reader, first: date, last: date) -> tuple[_Given, dict[date, int]]:
    """Of everybody's: days on which many were given are counted alone, thousands of rows stay where they are."""
    found: _Given = {}
    folded: dict[date, int] = {}
    for number in range((min(last, reader.today) - first).days + 1):
        day = first + timedelta(days=number)
        count = count_given(reader, *_bounds(reader, day, day))
        if count >= FOLDED:
            folded[day] = count
        elif count:
            found |= _given_rows(reader, day, day, EVERYTHING)
    return found, folded


def _bounds(reader: Reader, first: date, last: date) -> tuple[datetime, datetime]:
    """When the first of these days begins and the last one ends."""
    begin = datetime.combine(first, time(), tzinfo=reader.zone)
    return begin, datetime.combine(last, time(), tzinfo=reader.zone) + timedelta(days=1)


def _given_rows(reader: Reader, first: date, last: date, among: Among) -> _Given:
    begin, end = _bounds(reader, first, last)
    found: dict[str, list[GivenRow]] = defaultdict(list)
    area = _of_area(reader, among.practice_area) if among.practice_area else None
    author = among.person_id.hex if among.person_id is not None else None
    day_of = local_days(reader.zone).of
    for row in given_rows(reader, begin, end, among.matter_id):
        if author in {None, row[2]} and (area is None or row[0] in area):
            found[day_of(row[1])].append(row)
    return {date.fromisoformat(day): rows for day, rows in found.items()}


def _of_area(reader: Reader, area: str) -> frozenset[str]:
    """The digits of the ids of its matters."""
    return frozenset(
        one.hex for one in reader.session.scalars(select(Matter.id).where(Matter.practice_area == area))
    )


def _update(reader: Reader, matter: MatterRow, given: GivenUpdate) -> DayItem:
    at = reader.local(given.at)
    return DayItem(
        DayKind.UPDATE,
        at.date(),
        time(at.hour, at.minute),
        of_matter(matter),
        given.author_id,
        "update",
        True,
        source_id=given.entry_id,
    )
