"""What was read, put into its groups: the firm, its people, practice areas and months."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from app.concerns.figures import ConcernFigures
from app.contactlog.rules import written_late
from app.figures.counted import Behind, Review, keeper
from app.figures.part import Tally, Whole
from app.figures.pick import Pick
from app.figures.span import Days
from app.matters.queries import MatterRow
from app.storage.transaction import Reader


@dataclass(slots=True)
class Gathered:
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

    def picked(self, pick: Pick) -> Tally:
        """The group that is meant; one of which there is nothing is empty."""
        groups: dict[Pick, Tally] = {Pick("person", key, pick.name): one for key, one in self.people.items()}
        groups.update((Pick("practice_area", key, pick.name), one) for key, one in self.areas.items())
        groups.update((Pick("month", key, pick.name), one) for key, one in self.months.items())
        whole = pick.by not in {"person", "practice_area", "month"}
        return self.firm if whole else groups.get(pick, Tally())


class Grouping:
    """Puts what was read into its groups; ``then``: the end of the time."""

    def __init__(
        self, then: Reader, days: Days, names: Mapping[UUID, str], matters: Mapping[UUID, MatterRow]
    ) -> None:
        self._then, self._days, self._names, self._matters = then, days, names, matters
        self._spelled: dict[str, str] = {}
        self._of: dict[UUID, str] = {}
        self._found = self._nothing()

    def _nothing(self) -> Gathered:
        return Gathered(Tally(), defaultdict(Tally), defaultdict(Tally), defaultdict(Tally), self._names)

    def gathered(self, behind: Behind) -> Gathered:
        """Each thing once in the firm, once with a person, once in an area, once in a month."""
        self._found = self._nothing()
        for line in behind.lines:
            on = self._day(line.settled_at or self._then.now)
            for one in self._groups(line.person_id, line.matter_id, on):
                one.lines.append(line)
        for note in behind.notes:
            late = written_late(note)
            for one in self._groups(note.author_id, note.matter_id, self._day(note.occurred_at)):
                one.notes.append(note)
                if late:
                    one.late_notes.append(note)
        for item in behind.items:
            for one in self._groups(item.person_id, item.matter_id):
                one.items.append(item)
        for lost in behind.lost:
            for one in self._groups(keeper(lost.matter), lost.matter.id):
                one.lost.append(lost)
        self._gather_house(behind)
        return self._found

    def _gather_house(self, behind: Behind) -> None:
        self._gather_concerns(behind.concerns)
        for answer in behind.answers:
            area = self._area_called(answer.practice_area)
            for one in self._in_area(answer.person_id, area, answer.received_on):
                one.answers.append(answer)
        for file in behind.files:
            for one in self._groups(file.matter.responsible_id, file.matter.id):
                one.files.append(file)
                one.reviews.extend(Review(file, on) for on in file.on)
            for on in file.on:
                self._found.months[self._month(on)].reviews.append(Review(file, on))
        for owed in behind.to_acknowledge:
            for one in self._groups(owed.person_id, None):
                one.to_acknowledge.append(owed)

    def _gather_concerns(self, found: ConcernFigures) -> None:
        for concern in found.raised:
            for one in self._groups(concern.handler_id, concern.matter_id, concern.raised_on):
                one.raised.append(concern)
        for concern in found.open:
            for one in self._groups(concern.handler_id, concern.matter_id):
                one.open.append(concern)
        for concern in found.resolved:
            for one in self._groups(concern.handler_id, concern.matter_id, concern.resolved_on):
                one.resolved.append(concern)

    def _groups(
        self, person_id: UUID | None, matter_id: UUID | None, on: date | None = None
    ) -> tuple[Tally, ...]:
        """Without a day (what stands at the end) no month."""
        return self._in_area(person_id, self._area(matter_id), on)

    def _in_area(self, person_id: UUID | None, area: str | None, on: date | None) -> tuple[Tally, ...]:
        found = self._found
        own = (found.firm, found.people[person_id], found.areas[area])
        return own if on is None else (*own, found.months[self._month(on)])

    def _day(self, at: datetime) -> date:
        return self._then.local(at).date()

    def _month(self, day: date) -> date:
        return min(max(day, self._days.first), self._days.last).replace(day=1)

    def _area(self, matter_id: UUID | None) -> str | None:
        """A practice area, however it was typed; "" for none, None outside any matter."""
        if matter_id is None or matter_id not in self._matters:
            return None
        key = self._of.get(matter_id)
        if key is None:
            key = self._of[matter_id] = self._area_called(self._matters[matter_id].practice_area)
        return key

    def _area_called(self, words: str) -> str:
        typed = " ".join(words.split())
        key = typed.casefold()
        self._spelled[key] = min(self._spelled.get(key, typed), typed)  # "Family" before "family"
        return key

    def area_names(self, found: Gathered) -> list[tuple[str | None, str | Whole]]:
        """By name; those without one last."""
        named = sorted(key for key in found.areas if key)
        areas: list[tuple[str | None, str | Whole]] = [(key, self._spelled[key]) for key in named]
        areas += [("", Whole.NO_AREA)] if "" in found.areas else []
        return [*areas, *([(None, Whole.OUTSIDE)] if None in found.areas else [])]
