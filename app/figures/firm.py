"""The one function behind the figures on the screen, on paper, in tables and on the command line (PRACTICE I5, K4)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from uuid import UUID

from app.contactlog.note_times import NoteTime, note_times
from app.contactlog.rules import written_late
from app.figures.part import Part, Tally, part, tally
from app.figures.span import Days, say_month
from app.kernel.collector import collector_held
from app.kernel.errors import Refused
from app.matters.queries import MatterRow, list_matters
from app.owed.forgotten import Forgotten
from app.owed.items import OwedItem
from app.owed.queries import owed
from app.owed.slipped.lines import Line
from app.owed.slipped.queries import slipped
from app.people.queries import colleagues
from app.promises.queries import terms_book
from app.promises.terms import PromiseTerms
from app.storage.transaction import Reader

Told = Callable[[int, int], object]
"""Hears how many steps of how many are done; may raise to end it."""
STEPS = 6
NO_AREA, OUTSIDE, NOBODY = "No practice area", "Outside any matter", "Nobody named"


@dataclass(frozen=True, slots=True)
class Behind:
    """What the figures of a time were counted from, so that they can be checked: every promise, late note, thing owed
    and forgotten file. ``matters`` names those of them."""

    lines: tuple[Line, ...]
    late_notes: tuple[NoteTime, ...]
    items: tuple[OwedItem, ...]
    lost: tuple[Forgotten, ...]
    matters: Mapping[UUID, MatterRow]


@dataclass(frozen=True, slots=True)
class FirmFigures:
    """The figures of ``days`` and of the time ``before``, by person, practice area and month.

    ``at``: the end of the time (in the firm's zone), at which stands what is owed; the reader's moment where the time
    is not over. ``person``: whose figures they are, "" of everybody. ``promise``: what the firm promises at the end.
    The groups of each kind add up to the whole. Month of what is open: the last.
    """

    days: Days
    at: datetime
    now: Part
    earlier: Days
    before: Part
    people: tuple[Part, ...]
    areas: tuple[Part, ...]
    months: tuple[Part, ...]
    behind: Behind
    names: Mapping[UUID, str]
    promise: PromiseTerms
    person: str = ""
    viewer: str = ""
    """Who looks: matters closed to them are not counted."""
    person_id: UUID | None = None
    has_lines: bool = True
    """Whether ``behind`` is kept."""

    def without_lines(self) -> FirmFigures:
        """The figures alone, for who keeps them: a large firm's are counted from a hundred thousand things."""
        return replace(self, behind=_NOTHING, has_lines=False)


_NOTHING = Behind((), (), (), (), {})


def with_lines(reader: Reader, found: FirmFigures) -> FirmFigures:
    """With what they are counted from: where it was let go, all is counted anew, as of the reader's moment."""
    if found.has_lines:
        return found
    return figures(reader, found.days.first, found.days.last, person_id=found.person_id)


def figures(
    reader: Reader,
    first: date | None = None,
    last: date | None = None,
    *,
    person_id: UUID | None = None,
    told: Told = lambda _done, _of: None,
) -> FirmFigures:
    """The figures from ``first`` (else the quarter's first day) to ``last`` (else today; never later), of the firm or
    of what one person owed, wrote and looks after. What each means: `app.figures.part`.

    Sources: promises and what became of them are the lines of `app.owed.slipped.queries.slipped`, with whoever owed
    each when it was due; what is owed and forgotten is `app.owed.queries.owed` as of the end of the last day, or of
    now; notes are the contacts of these days that stand, with who wrote them. A matter's practice area is what it is
    now. All of it as the log stands now: what was logged late, amended or withdrawn since counts in every quarter as
    it is known to have been. Raises `Refused` ("ends-before").
    """
    last = min(last or reader.today, reader.today)
    first = first or last.replace(month=(last.month - 1) // 3 * 3 + 1, day=1)
    if last < first:
        raise Refused(
            "ends-before", "The last day is before the first one, or the time lies ahead.", field="to"
        )
    days = Days(first, last)
    with collector_held():
        names = {row.id: row.name for row in colleagues(reader, active_only=False)}
        matters = {row.id: row for row in list_matters(reader, order=None)}
        behind, notes = _read(reader, days, person_id, matters, lambda step: told(step, STEPS))
        earlier = days.before()
        read_before = _read(reader, earlier, person_id, matters, lambda step: told(step + 3, STEPS))
        then = _at_end(reader, days)
        group = _Grouping(then, days, names, matters)
        found = group.gathered(behind, notes)
    return FirmFigures(
        days=days,
        at=reader.local(then.now),
        now=part(None, "The firm" if person_id is None else names.get(person_id, ""), found.firm),
        earlier=earlier,
        before=part(None, "The time before", _as_one(*read_before)),
        people=tuple(
            part(key, names.get(key, NOBODY) if key else NOBODY, one) for key, one in found.by_person()
        ),
        areas=tuple(part(key, label, found.areas[key]) for key, label in group.area_labels(found)),
        months=tuple(
            part(month, say_month(month), found.months[month], standing=False) for month in days.months()
        ),
        behind=behind,
        names=names,
        promise=terms_book(then).of(None, None),
        person=names.get(person_id, "") if person_id else "",
        viewer=names.get(reader.viewer, ""),
        person_id=person_id,
    )


def _as_one(behind: Behind, notes: list[NoteTime]) -> Tally:
    """All of a time as one group."""
    return Tally(
        list(behind.lines), list(behind.late_notes), list(behind.items), list(behind.lost), len(notes)
    )


def _at_end(reader: Reader, days: Days) -> Reader:
    """At the end of these days, or now where they are not over."""
    end = datetime.combine(days.last + timedelta(days=1), time(), tzinfo=reader.zone)
    return reader if end >= reader.now else replace(reader, now=end)


def _read(
    reader: Reader,
    days: Days,
    person_id: UUID | None,
    matters: Mapping[UUID, MatterRow],
    told: Callable[[int], object],
) -> tuple[Behind, list[NoteTime]]:
    """What the figures are counted from, and all notes."""
    told(0)
    found = slipped(reader, days.first, days.last, person_id=person_id)
    told(1)
    then = _at_end(reader, days)
    standing = owed(then)
    told(2)
    begin = datetime.combine(days.first, time(), tzinfo=reader.zone)
    notes = list(note_times(then, begin, then.now))
    told(3)
    items, lost = standing.items, standing.forgotten
    if person_id is not None:
        notes = [one for one in notes if one.author_id == person_id]
        items = tuple(item for item in items if item.person_id == person_id)
        lost = tuple(one for one in lost if _keeper(one.matter) == person_id)
    late = tuple(one for one in notes if written_late(one))
    named = {one.matter_id for one in found.lines} | {one.matter_id for one in late}
    named |= {one.matter_id for one in items} | {one.matter.id for one in lost}
    own = {one: matters[one] for one in named if one is not None and one in matters}
    return Behind(found.lines, late, items, lost, own), notes


def _keeper(matter: MatterRow) -> UUID | None:
    """Who looks after a forgotten file: whom the client is told to reach first, else who is responsible."""
    return matter.point_of_contact_id or matter.responsible_id


@dataclass(slots=True)
class _Gathered:
    """The groups."""

    firm: Tally
    people: defaultdict[UUID | None, Tally]
    areas: defaultdict[str | None, Tally]
    months: defaultdict[date, Tally]
    names: Mapping[UUID, str]

    def by_person(self) -> Iterator[tuple[UUID | None, Tally]]:
        """Of whom there is anything, by name; nobody's last."""

        def name(one: tuple[UUID | None, Tally]) -> tuple[bool, str]:
            return one[0] is None, self.names.get(one[0], "") if one[0] else ""

        yield from sorted(self.people.items(), key=name)


class _Grouping:
    """Puts what was read into its groups."""

    def __init__(
        self, then: Reader, days: Days, names: Mapping[UUID, str], matters: Mapping[UUID, MatterRow]
    ) -> None:
        self._then, self._days, self._names, self._matters = then, days, names, matters
        self._spelled: dict[str, str] = {}
        self._of: dict[UUID, str] = {}

    def gathered(self, behind: Behind, notes: list[NoteTime]) -> _Gathered:
        """Each line once in the firm, once with a person, once in an area, once in a month."""
        found = _Gathered(tally(), defaultdict(tally), defaultdict(tally), defaultdict(tally), self._names)

        def groups(person_id: UUID | None, matter_id: UUID | None, at: datetime | None) -> tuple[Tally, ...]:
            area = self._area(matter_id)
            own = (found.firm, found.people[person_id], found.areas[area])
            return own if at is None else (*own, found.months[self._month(at)])

        for line in behind.lines:
            for one in groups(line.person_id, line.matter_id, line.settled_at or self._then.now):
                one.lines.append(line)
        for note in notes:
            late = written_late(note)
            for one in groups(note.author_id, note.matter_id, note.occurred_at):
                one.notes += 1
                if late:
                    one.late_notes.append(note)
        for item in behind.items:
            for one in groups(item.person_id, item.matter_id, None):
                one.items.append(item)
        for lost in behind.lost:
            for one in groups(_keeper(lost.matter), lost.matter.id, None):
                one.lost.append(lost)
        return found

    def _month(self, at: datetime) -> date:
        day = self._then.local(at).date()
        return min(max(day, self._days.first), self._days.last).replace(day=1)

    def _area(self, matter_id: UUID | None) -> str | None:
        """A practice area, however it was typed; "" for none, None outside any matter."""
        if matter_id is None or matter_id not in self._matters:
            return None
        key = self._of.get(matter_id)
        if key is None:
            typed = " ".join(self._matters[matter_id].practice_area.split())
            key = self._of[matter_id] = typed.casefold()
            self._spelled[key] = min(self._spelled.get(key, typed), typed)  # "Family" before "family"
        return key

    def area_labels(self, found: _Gathered) -> list[tuple[str | None, str]]:
        """By name; those without one last."""
        named = sorted(key for key in found.areas if key)
        labels: list[tuple[str | None, str]] = [(key, self._spelled[key]) for key in named]
        labels += [("", NO_AREA)] if "" in found.areas else []
        return [*labels, *([(None, OUTSIDE)] if None in found.areas else [])]
