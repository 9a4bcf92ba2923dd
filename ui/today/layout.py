"""What stands where on Today: values in, groups of rows out. Called on the worker, a stretch of rows at a time, so that
a long list holds up nobody."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from app.clients.queries import Manner
from app.owed.division import Division, Share
from app.owed.items import OwedItem, OwedState
from app.owed.queries import Forgotten
from ui.kit.chips import Tone
from ui.kit.row_model import Group, Row
from ui.today.sentences import forgotten_row, person_row, row_of, translate

Manners = Mapping[UUID, Manner]
BATCH = 300
"""Rows made at once."""

Line = Share | OwedItem | Forgotten


@dataclass(frozen=True, slots=True)
class Shown:
    """What somebody looks at: what they owe, or the ``team``, of which those who are ``unfolded`` with what they owe;
    of a long list the first ``most``."""

    team: bool = False
    unfolded: frozenset[UUID | None] = frozenset()
    most: int = BATCH


@dataclass(frozen=True, slots=True)
class Section:
    """What stands under a heading; without a title there is none."""

    title: str
    lines: tuple[Line, ...]
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class Lines:
    """Everything in its order, and what is needed to say it."""

    sections: tuple[Section, ...]
    division: Division
    manners: Manners
    now: datetime
    team: bool
    unfolded: frozenset[UUID | None] = frozenset()

    def __len__(self) -> int:
        return sum(len(section.lines) for section in self.sections)


def lines_of(division: Division, manners: Manners, now: datetime, shown: Shown) -> Lines:
    """All of it, in no rows yet."""
    if shown.team:
        people = Section("", tuple(_people(division.others, shown.unfolded)))
        return Lines((people,), division, manners, now, True, shown.unfolded)
    return Lines(_mine(division.mine, now), division, manners, now, False)


def rows_of(lines: Lines, start: int = 0, most: int = BATCH) -> tuple[Group, ...]:
    """The rows from ``start`` on, ``most`` of them; a heading says how many there are in all."""
    groups, before = [], 0
    for section in lines.sections:
        first = max(start - before, 0)
        cut = section.lines[first : max(start + most - before, 0)]
        if cut:
            rows = tuple(_row(line, lines) for line in cut)
            # A heading that is there already has counted these.
            more = -len(rows) if first else len(section.lines) - len(rows)
            groups.append(Group(section.title, rows, section.tone, more))
        before += len(section.lines)
    return tuple(groups)


def _mine(mine: Share, now: datetime) -> tuple[Section, ...]:
    """Late, today, this week, next week, later; then what is put off, and the forgotten files."""
    sunday = now.date() + timedelta(days=6 - now.weekday())
    late, today, week, following, later, put_off = _six()
    for item in mine.items:
        if item.put_off is not None:
            put_off.append(item)
        elif item.state is OwedState.OVERDUE:
            late.append(item)
        elif item.state is OwedState.DUE:
            today.append(item)
        elif item.due is not None and _day(item.due, now) <= sunday:
            week.append(item)
        elif item.due is None or _day(item.due, now) <= sunday + timedelta(days=7):
            following.append(item)
        else:
            later.append(item)
    return (
        Section(translate("Late", "heading"), tuple(late), Tone.LATE),
        Section(translate("Today"), tuple(today)),
        Section(translate("This week"), tuple(week)),
        Section(translate("Next week"), tuple(following)),
        Section(translate("Later"), tuple(later)),
        Section(translate("Put off", "heading"), tuple(put_off)),
        Section(translate("Forgotten files"), mine.forgotten),
    )


def _six() -> tuple[
    list[OwedItem], list[OwedItem], list[OwedItem], list[OwedItem], list[OwedItem], list[OwedItem]
]:
    return [], [], [], [], [], []


def _people(shares: Sequence[Share], unfolded: frozenset[UUID | None]) -> Iterator[Line]:
    """The others by person, who is latest first; of those unfolded what they owe stands under them."""
    for share in shares:
        yield share
        if share.person_id in unfolded:
            yield from share.items
            yield from share.forgotten


def _row(line: Line, lines: Lines) -> Row:
    if isinstance(line, Share):
        return person_row(line, lines.now, unfolded=line.person_id in lines.unfolded)
    level = 1 if lines.team else 0
    if isinstance(line, Forgotten):
        return forgotten_row(line, lines.manners.get(line.matter.client_id), level=level)
    owner = "" if lines.team else _owner(line, lines.division)
    client_id = line.whose.client_id
    manner = None if client_id is None else lines.manners.get(client_id)
    return row_of(line, manner, lines.now, level=level, owner=owner)


def _owner(item: OwedItem, division: Division) -> str:
    """Who owes what stands in one's list for somebody who is away."""
    if item.person_id in {None, division.mine.person_id}:
        return ""
    return division.here.get(item.person_id, "") if item.person_id else ""


def _day(due: datetime | date, now: datetime) -> date:
    return due.astimezone(now.tzinfo).date() if isinstance(due, datetime) else due
