"""The contact history of one matter in people's words, for paper and for a table (PRACTICE K2, C2, C6).

The firm's own copy is evidence: every entry, every version, what was withdrawn and why. The copy for the client holds
what was between the client and the firm, as it reads now: internal notes, what is marked for fewer eyes, what was
withdrawn (often another client's) and former wordings stay out, and it says how many there were.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from app.audit.trail import Head, head
from app.contactlog.history import Key, Remembered, Writing, history_keys, recorded
from app.contactlog.rows import AttachmentRow, EntryRow
from app.contactlog.said import facts, say_lateness
from app.contactlog.said import head as say_head
from app.contactlog.words import Direction
from app.kernel.errors import Refused
from app.kernel.language import tr
from app.kernel.said import say_date, say_exact, say_month
from app.matters.development_queries import developments
from app.matters.sheet import MatterSheet, matter_sheet
from app.people.queries import colleague
from app.reports.content import Stationery
from app.reports.entry_classes import is_open
from app.reports.saying import say_withdrawn
from app.reports.stationery import stationery
from app.storage.transaction import Reader

_IN_COLUMNS = frozenset({"When", "Written"})
_NOT_FOR_CLIENT = frozenset({"Why so", "For the letter", "Tags", "Also", "Confidentiality"})
"""What the firm notes for itself."""


@dataclass(frozen=True, slots=True)
class HistoryAsked:
    """Of which matter, from which day to which (both inclusive, None: open), and for whom."""

    matter_id: UUID
    first: date | None = None
    last: date | None = None
    for_client: bool = False


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What the client's copy does not hold: entries by the reason, and former versions of those it holds."""

    internal: int = 0
    restricted: int = 0
    """Marked with a class of confidentiality that is not the client's."""
    withdrawn: int = 0
    versions: int = 0

    @property
    def entries(self) -> int:
        """All entries that are not in it."""
        return self.internal + self.restricted + self.withdrawn


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A file of an entry, numbered through the history."""

    number: int
    entry: int
    file: AttachmentRow


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One version of an entry, or its withdrawal: a row on paper and of the table. ``of``: of so many versions;
    ``exhibits``: its files, each where it first belongs to the entry."""

    number: int
    writing: Writing
    of: int
    recorded: Remembered
    when: str
    title: str
    said: tuple[tuple[str, str], ...]
    written: str
    month: str
    """Of the entry as it reads ("November 2026"): its versions stay together."""
    withdrawn_at: str = ""
    exhibits: tuple[Exhibit, ...] = ()

    @property
    def is_last(self) -> bool:
        """Whether this is how the entry reads."""
        return self.writing is self.recorded.writings[-1]

    @property
    def withdrawn(self) -> str:
        """When, by whom and why the entry was withdrawn; "" for one that stands."""
        return say_withdrawn(self.recorded.withdrawal, self.withdrawn_at)


@dataclass(frozen=True, slots=True)
class History:
    """All of a history but its entries, which `lines` gives one after the other."""

    asked: HistoryAsked
    sheet: MatterSheet
    stationery: Stationery
    keys: Sequence[Key]
    left_out: LeftOut
    anchor: Head
    by: str
    made_at: datetime
    known_by: datetime | None
    zone: str


def read_history(reader: Reader, asked: HistoryAsked, made_at: datetime) -> History:
    """What the history is of, who asked, and where the audit trail ends; the whole of it has to be read by one reader.

    ``made_at``: now, by the clock, whatever moment the reader looks from. Raises Refused ("ends-before"): days the
    wrong way round would make a record that says there was no contact.
    """
    if asked.first and asked.last and asked.last < asked.first:
        raise Refused("ends-before", tr("The last day is before the first one."), field="to")
    every = history_keys(reader, asked.matter_id, asked.first, asked.last)
    kept = [key for key in every if _why_out(key) is None] if asked.for_client else every
    return History(
        asked=asked,
        sheet=matter_sheet(reader, asked.matter_id),
        stationery=stationery(reader),
        keys=kept,
        left_out=_left_out(reader, every, kept) if asked.for_client else LeftOut(),
        anchor=head(reader.session),
        by=colleague(reader, reader.viewer).name,
        made_at=reader.local(made_at),
        known_by=reader.known_by,
        zone=reader.zone.key,
    )


def _why_out(key: Key) -> str | None:
    """Why the client's copy does not hold an entry; None where it does."""
    if key.withdrawn_at is not None:
        return "withdrawn"
    if key.direction is Direction.INTERNAL or not key.with_client:
        return "internal"
    return None if is_open(key.confidentiality) else "restricted"


def _left_out(reader: Reader, every: Sequence[Key], kept: Sequence[Key]) -> LeftOut:
    why = [_why_out(key) for key in every]
    former = sum(len(one.writings) - 1 for one in recorded(reader, kept))
    return LeftOut(why.count("internal"), why.count("restricted"), why.count("withdrawn"), former)


def lines(reader: Reader, history: History) -> Iterator[HistoryLine]:
    """Every version of every entry, the oldest entry first; numbers count entries, and exhibits, from 1."""
    told: dict[object, str] = {
        one.id: one.text for one in developments(reader, history.asked.matter_id, withdrawn=True)
    }
    numbers: dict[UUID, int] = {}
    exhibits = 0
    for number, one in enumerate(recorded(reader, history.keys), start=1):
        numbers[one.row.id] = number
        if history.asked.for_client:
            # Why it was amended is the firm's own.
            one = replace(one, writings=(replace(one.writings[-1], reason=""),))
        shown: set[UUID] = set()
        for writing in one.writings:
            there = () if writing.elsewhere else writing.row.attachments
            new = [file for file in there if file.id not in shown]
            shown.update(file.id for file in new)
            numbered = tuple(Exhibit(exhibits + at, number, file) for at, file in enumerate(new, start=1))
            exhibits += len(new)
            yield _line(reader, history, number, one, writing, numbered, told, numbers)


def _line(
    reader: Reader,
    history: History,
    number: int,
    one: Remembered,
    writing: Writing,
    exhibits: tuple[Exhibit, ...],
    told: Mapping[object, str],
    numbers: Mapping[UUID, int],
) -> HistoryLine:
    row, happened = writing.row, reader.local(one.row.occurred_at)
    said = () if writing.elsewhere else tuple(_said(reader, history, row, told, numbers))
    return HistoryLine(
        number=number,
        writing=writing,
        of=one.writings[-1].version,
        recorded=one,
        when=say_exact(reader.local(row.occurred_at)),
        title="" if writing.elsewhere else say_head(row),
        said=said,
        written=f"{say_exact(reader.local(writing.written_at))}\n{writing.author}{_late(writing)}",
        month=say_month(happened),
        withdrawn_at=say_exact(reader.local(one.withdrawal.at)) if one.withdrawal else "",
        exhibits=exhibits,
    )


def _said(
    reader: Reader, history: History, row: EntryRow, told: Mapping[object, str], numbers: Mapping[UUID, int]
) -> Iterator[tuple[str, str]]:
    """Everything it says but when, and when it was written: that stands beside it."""
    hidden = _IN_COLUMNS | _NOT_FOR_CLIENT if history.asked.for_client else _IN_COLUMNS
    yield from (
        (one.label, one.words) for one in facts(row, reader, told, exact=True) if one.key not in hidden
    )
    for label, ids in (
        (tr("Acknowledges"), (row.acknowledges_id,)),
        (tr("Answers", "this contact answers"), (row.answers_id, *row.also_answers)),
    ):
        meant = [one for one in ids if one is not None]
        named = [tr("contact {number}").format(number=numbers[one]) for one in meant if one in numbers]
        named += [tr("a contact that is not in this history") for one in meant if one not in numbers]
        if named:
            yield label, ", ".join(named)


def _late(writing: Writing) -> str:
    """Of the first writing: how long after the contact, where that is late (C1)."""
    return say_lateness(writing.row) if writing.version == 1 else ""


def say_period(asked: HistoryAsked) -> str:
    """As in "from 1 March 2026 to 31 May 2026", "from the beginning"."""
    first, last = (say_date(day) if day else "" for day in (asked.first, asked.last))
    if first:
        said = tr("from {first} to {last}") if last else tr("from {first}")
    else:
        said = tr("from the beginning to {last}") if last else tr("from the beginning")
    return said.format(first=first, last=last)
