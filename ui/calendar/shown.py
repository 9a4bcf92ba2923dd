"""What every view of the calendar shows: days, and on each of them entries with a sign, a colour and words."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import overload

from PySide6.QtCore import QCoreApplication

from app.kernel.numbers import say_number
from app.kernel.said import say_late, say_time
from app.kernel.weeks import Weeks
from app.owed.calendar.day_items import DayItem, DayKind
from app.owed.calendar.span import Away, Span
from ui.calendar.names import long_day
from ui.kit import chips
from ui.kit.chips import Chip, Tone

translate = QCoreApplication.translate

HOLIDAYS, ABSENCES = "holiday", "absence"
KINDS = (*(kind.value for kind in DayKind), HOLIDAYS, ABSENCES)
"""All that can be hidden."""


class Look(StrEnum):
    """The three ways to look at it."""

    MONTH = "month"
    WEEK = "week"
    AGENDA = "agenda"


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing on a day. ``item``: what the page knows it by, None for an absence; ``at``: the time as shown;
    ``title`` and ``text`` for where there is room, ``tip`` the whole sentence."""

    chip: Chip
    tip: str
    item: DayItem | None = None
    at: str = ""
    title: str = ""
    text: str = ""
    is_holiday: bool = False
    folded: int = 0
    """So many updates that were given stand in this one line; the whole day is opened by it."""

    @property
    def done(self) -> bool:
        """Whether it is done: a tick stands at its end."""
        return self.item is not None and self.item.done


@dataclass(frozen=True, slots=True)
class Shown:
    """The days from ``first`` to ``last``; ``month`` is the first day of the one that is meant, None where none is.
    ``off`` are days that nobody works, with the holiday's name or ""; ``weekend`` the weekdays that are always off."""

    first: date
    last: date
    today: date
    weeks: Weeks = field(default_factory=Weeks)
    month: date | None = None
    entries: Mapping[date, Sequence[Entry]] = field(default_factory=dict)
    off: Mapping[date, str] = field(default_factory=dict)
    weekend: frozenset[int] = frozenset({5, 6})
    left_out: Mapping[date, int] = field(default_factory=dict)
    """How many things lie on a day beside its ``entries``: a page of a month has no room for them."""

    def days(self) -> list[date]:
        """Each day, in order."""
        return [self.first + timedelta(days=number) for number in range((self.last - self.first).days + 1)]

    def on(self, day: date) -> Sequence[Entry]:
        """What lies on a day."""
        return self.entries.get(day, ())

    def count(self, day: date) -> int:
        """How many things lie on a day."""
        return len(self.on(day)) + self.left_out.get(day, 0)

    def is_whole(self, day: date) -> bool:
        """Whether all that lies on a day is known, each for itself."""
        entries = self.on(day)
        return not self.left_out.get(day) and not (entries and entries[-1].folded)

    def has(self, day: date) -> bool:
        """Whether the day is one of them."""
        return self.first <= day <= self.last

    def said(self, day: date) -> str:
        """A day as a screen reader says it: "Thursday 26 November, Thanksgiving: nothing"."""
        holiday = f", {self.off[day]}" if self.off.get(day) else ""
        tips = [entry.tip for entry in self.on(day)]
        if self.left_out.get(day):
            tips.append(translate("Calendar", "{count} more").format(count=self.left_out[day]))
        things = "; ".join(tips) or translate("Calendar", "nothing")
        return f"{long_day(day, self.today)}{holiday}: {things}"


def shown_of(span: Span, hidden: Collection[str] = (), month: date | None = None) -> Shown:
    """The view of a span that was read without the ``hidden`` kinds: absences and holidays among them stay away."""
    entries = {
        day: _Entries(
            () if ABSENCES in hidden else span.away_on(day), span.items.get(day, ()), span.folded(day)
        )
        for day in span.days()
        if day in span.items or span.away_on(day)
    }
    off = {day: name for day, name in span.off.items() if not name or HOLIDAYS not in hidden}
    weekend = frozenset(day.weekday() for day, name in span.off.items() if not name)
    left_out = {day: more for day in span.items if (more := span.more(day))}
    return Shown(span.first, span.last, span.today, span.weeks, month, entries, off, weekend, left_out)


class _Entries(Sequence[Entry]):
    """What lies on a day, each made when it is looked at: a month has hundreds and room for a few."""

    def __init__(self, away: Sequence[Away], items: Sequence[DayItem], folded: int) -> None:
        self._first = [_absence(one.name, one.stand_in) for one in away]
        self._items, self._made = items, dict[int, Entry]()
        self._last = [_folded(folded)] if folded else []

    def __len__(self) -> int:
        return len(self._first) + len(self._items) + len(self._last)

    @overload
    def __getitem__(self, at: int) -> Entry: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[Entry]: ...

    def __getitem__(self, at: int | slice) -> Entry | Sequence[Entry]:
        if isinstance(at, slice):
            return [self[one] for one in range(*at.indices(len(self)))]
        number = range(len(self))[at]
        if number < len(self._first):
            return self._first[number]
        number -= len(self._first)
        if number >= len(self._items):
            return self._last[number - len(self._items)]
        if number not in self._made:
            self._made[number] = _entry(self._items[number])
        return self._made[number]


def _folded(count: int) -> Entry:
    said = translate("Calendar", "{count} given").format(count=say_number(count))
    whole = translate("Calendar", "{count} updates given").format(count=say_number(count))
    return Entry(chips.done(said), whole, title=whole, folded=count)


def _absence(name: str, stand_in: str) -> Entry:
    said = translate("Calendar", "{name} away").format(name=name.split(" ")[0])
    whole = translate("Calendar", "{name} is away").format(name=name)
    if stand_in:
        whole += translate("Calendar", "; {name} stands in").format(name=stand_in)
    return Entry(chips.away(said), whole, title=whole)


def with_holidays(shown: Shown) -> Shown:
    """The same with a line for each holiday, where days without a line are left out."""
    entries = dict(shown.entries)
    for day, name in shown.off.items():
        if name and shown.has(day):
            closed = translate("Calendar", "{holiday}: a day off").format(holiday=name)
            entries[day] = (Entry(Chip(name), closed, title=closed, is_holiday=True), *shown.on(day))
    return replace(shown, entries=entries)


def late_shown(items: Sequence[DayItem], now: datetime, shown: Shown) -> Shown:
    """What is late, on the days on which it was due, each with how late it is."""
    entries: dict[date, list[Entry]] = {}
    for item in items:
        entry = _entry(item)
        due = datetime.combine(item.day, item.at, now.tzinfo) if item.at is not None else item.day
        said = say_late(due, now)
        tip = f"{entry.tip}, {said}"
        entries.setdefault(item.day, []).append(replace(entry, tip=tip, at="", text=f"{said} · {entry.text}"))
    days = [*entries, shown.today]
    return replace(shown, first=min(days), last=max(days), month=None, entries=entries, off={}, left_out={})


_TONES = {
    DayKind.UPDATE: chips.update,
    DayKind.KEY_DATE: chips.key_date,
    DayKind.FOLLOW_UP: chips.todo,
    DayKind.REPLY: chips.clock,
}


def _entry(item: DayItem) -> Entry:
    """As in "★ 14:00 Nakamura: hearing", "▣ Marsh: update"; the tick of what is done is painted."""
    name = item.title.split(" v. ")[0].split(",")[0]
    at = say_time(item.at) if item.at and not item.done else ""
    update = translate("Calendar", "update")
    what = update if item.kind is DayKind.UPDATE else item.text
    words = f"{at} {name}: {what}".strip()
    made: Chip = _TONES[item.kind](words)
    if item.late or item.urgent:
        made = chips.late(words) if item.late else made._replace(tone=Tone.SOON, shape=chips.urgent("").shape)
    if item.done and item.kind is not DayKind.UPDATE:
        made = made._replace(tone=Tone.PLAIN)
    state = (
        translate("Calendar", " (late)")
        if item.late
        else translate("Calendar", " (done)")
        if item.done
        else ""
    )
    tip = f"{at} {item.title}, {item.whose.client}: {item.text}{state}".strip()
    return Entry(made, tip, item, at, item.title, item.text)
