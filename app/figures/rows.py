"""A thing that a figure counts, as a row: what, of which matter and client, whose, when, how it went; what it opens."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from app.concerns.figures import ConcernFigure
from app.contactlog.listing import LogRow
from app.contactlog.note_times import NoteTime
from app.feedback.queries import AnswerRow
from app.figures.chosen import Thing
from app.figures.counted import Review, ReviewedFile, keeper
from app.figures.values import Unit, minutes
from app.kernel.language import counted, tr
from app.kernel.numbers import say_number
from app.kernel.said import say_day
from app.matters.queries import MatterRow
from app.owed.forgotten import Forgotten
from app.owed.items import OwedItem, OwedKind, OwedState
from app.owed.slipped.lines import Line, LineState, say_line_late

_REPLIES = frozenset({OwedKind.ACKNOWLEDGEMENT, OwedKind.ANSWER})
_STATES = {
    LineState.OWED: "open",
    LineState.GIVEN: "in time",
    LineState.LATE: "given late",
    LineState.MISSED: "not given",
    LineState.EXCUSED: "excused",
}

_OWED = {OwedState.UPCOMING: "upcoming", OwedState.DUE: "due", OwedState.OVERDUE: "overdue"}
_KINDS = {
    OwedKind.UPDATE: "Update",
    OwedKind.DEVELOPMENT: "Development",
    OwedKind.ACKNOWLEDGEMENT: "Acknowledgement",
    OwedKind.ANSWER: "Answer",
}


class Opens(StrEnum):
    """What a row opens; its id says which."""

    ENTRY = "entry"
    MATTER = "matter"
    CLIENT = "client"
    CONCERN = "concern"
    POLICY = "policy"
    HOUSE = "house"
    """The firm's own house, where a thing is nobody's."""


@dataclass(frozen=True, slots=True)
class BehindRow:
    """One thing behind a number. ``on``: its day in the firm's zone; ``said``: how it went or stands."""

    what: str
    matter: str
    client: str
    person: str
    on: date | None
    said: str
    opens: Opens
    id: UUID | None


@dataclass(frozen=True, slots=True)
class Told:
    """What rows are told with: names of people, matters and clients, the beginnings of contacts, the firm's zone and
    moment."""

    people: Mapping[UUID, str]
    matters: Mapping[UUID, MatterRow]
    now: datetime
    clients: Mapping[UUID, str] = field(default_factory=dict)
    entries: Mapping[UUID, LogRow] = field(default_factory=dict)

    def on(self, thing: Thing) -> date | None:
        """The day a thing stands by in the list."""
        match thing:
            case Line():
                return self._on(thing.settled_at or thing.due or thing.since)
            case NoteTime():
                return self._on(thing.occurred_at)
            case OwedItem():
                return self._on(thing.due) if isinstance(thing.due, datetime) else thing.due
            case ConcernFigure():
                return thing.raised_on
            case AnswerRow():
                return thing.received_on
            case Review():
                return thing.on
            case ReviewedFile() | Forgotten():
                return thing.matter.opened_on
        return thing.since

    def row(self, thing: Thing) -> BehindRow:
        """As a row."""
        match thing:
            case Line():
                return self._line(thing)
            case NoteTime():
                return self._note(thing)
            case OwedItem():
                return self._item(thing)
            case ConcernFigure():
                return self._concern(thing)
            case Forgotten():
                return self._file(tr("No next date"), thing.matter, keeper(thing.matter), None, thing.reason)
            case ReviewedFile():
                said = (
                    tr("reviewed {day}").format(day=self._day(thing.on[-1]))
                    if thing.on
                    else tr("not reviewed")
                )
                return self._file(tr("File"), thing.matter, thing.matter.responsible_id, None, said)
            case Review(file, on):
                return self._file(tr("Review"), file.matter, file.matter.responsible_id, on, tr("finished"))
            case AnswerRow():
                opens, which = (
                    (Opens.ENTRY, thing.entry_id) if thing.entry_id else (Opens.MATTER, thing.matter_id)
                )
                where = f"{thing.number} {thing.title}"
                return BehindRow(
                    tr("Answer"),
                    where,
                    thing.client,
                    thing.person,
                    thing.received_on,
                    thing.said,
                    opens,
                    which,
                )
        since = tr("{title}, version {number}").format(title=thing.title, number=thing.number)
        return BehindRow(
            since,
            "",
            "",
            thing.person,
            thing.since,
            tr("not acknowledged", "policy"),
            Opens.POLICY,
            thing.policy_id,
        )

    def _line(self, line: Line) -> BehindRow:
        late = say_line_late(line, self.now)
        said = " · ".join(part for part in (tr(_STATES[line.state]), late, line.why) if part)
        opens, which = self._of(line.matter_id, line.client_id)
        entry = line.source_id if line.kind in _REPLIES else line.entry_id
        if entry is not None:
            opens, which = Opens.ENTRY, entry
        return BehindRow(
            _begun(line.text) or tr(_KINDS[line.kind]),
            self._matter(line.matter_id),
            self._client(line.matter_id, line.client_id),
            self._name(line.person_id),
            self.on(line),
            said,
            opens,
            which,
        )

    def _note(self, note: NoteTime) -> BehindRow:
        after = minutes(note.written_at - note.occurred_at, Unit.MINUTES).said
        entry = self.entries.get(note.entry_id)
        return BehindRow(
            (_begun(entry.summary) if entry else "") or tr("Note"),
            self._matter(note.matter_id),
            self._client(note.matter_id, note.client_id),
            self._name(note.author_id),
            self.on(note),
            tr("{span} later").format(span=after),
            Opens.ENTRY,
            note.entry_id,
        )

    def _item(self, item: OwedItem) -> BehindRow:
        opens, which = self._of(item.matter_id, item.whose.client_id)
        if item.kind in _REPLIES:
            opens, which = Opens.ENTRY, item.source_id
        matter = self._matter(item.matter_id) or ("" if item.whose.client else item.whose.title)
        return BehindRow(
            _begun(item.text),
            matter,
            item.whose.client,
            self._name(item.person_id),
            self.on(item),
            tr(_OWED[item.state]),
            opens,
            which,
        )

    def _concern(self, one: ConcernFigure) -> BehindRow:
        if one.taken_days is not None and one.resolved_on is not None:
            said = tr("resolved {day}, {days}").format(
                day=self._day(one.resolved_on), days=_days(one.taken_days)
            )
        else:
            said = tr("open for {days}").format(days=_days(one.age_days))
        said = tr("{state}, formal").format(state=said) if one.formal else said
        matter = self._matter(one.matter_id) or one.matter_number
        what = tr("Concern: {cause}").format(cause=one.cause.label)
        return BehindRow(what, matter, one.client, one.handler, one.raised_on, said, Opens.CONCERN, one.id)

    def _file(
        self, what: str, matter: MatterRow, person_id: UUID | None, on: date | None, said: str
    ) -> BehindRow:
        where, person = f"{matter.number} {matter.title}", self._name(person_id)
        day = on or matter.opened_on
        return BehindRow(what, where, matter.client, person, day, said, Opens.MATTER, matter.id)

    def _of(self, matter_id: UUID | None, client_id: UUID | None) -> tuple[Opens, UUID | None]:
        if matter_id is not None:
            return Opens.MATTER, matter_id
        return (Opens.CLIENT, client_id) if client_id is not None else (Opens.HOUSE, None)

    def _matter(self, matter_id: UUID | None) -> str:
        matter = self.matters.get(matter_id) if matter_id else None
        return f"{matter.number} {matter.title}" if matter else ""

    def _client(self, matter_id: UUID | None, client_id: UUID | None) -> str:
        if client_id is not None and client_id in self.clients:
            return self.clients[client_id]
        matter = self.matters.get(matter_id) if matter_id else None
        return matter.client if matter else ""

    def _name(self, person_id: UUID | None) -> str:
        return self.people.get(person_id, "") if person_id else ""

    def _on(self, at: datetime) -> date:
        return at.astimezone(self.now.tzinfo).date()

    def _day(self, day: date) -> str:
        return say_day(day, self.now.date())


def _days(count: int) -> str:
    return counted(count, "1 day", "{count} days").format(count=say_number(count))


def _begun(words: str) -> str:
    """On one line, with a capital."""
    said = " ".join(words.split())
    return said[:1].upper() + said[1:]
