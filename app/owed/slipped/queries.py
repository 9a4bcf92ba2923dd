"""What slipped and why: what was promised to clients, and what became of it, for a matter, a person or the firm.

Nothing of it is stored. What was owed when is asked of the same functions that tell what is owed now, as of that
moment: schedules are kept as versions, the log as it stands, holidays as they are known. So a reply that was logged
late, a withdrawn entry or a corrected holiday puts the past right as well (PRACTICE D2, E3, I5).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from uuid import UUID

from app.hours.queries import work_time
from app.matters.keepers import KeeperRole, Kept, kept_since
from app.matters.queries import MatterRow, list_matters
from app.matters.turning import stood_then
from app.owed.items import OwedKind
from app.owed.slipped.lines import KINDS, Figures, Line, figures
from app.owed.slipped.news import news_lines
from app.owed.slipped.replies import reply_lines
from app.owed.slipped.span import Span
from app.owed.slipped.updates import update_lines
from app.people.queries import may_weigh, must_weigh
from app.promises.queries import terms_book
from app.storage.transaction import Reader


@dataclass(frozen=True, slots=True)
class Slipped:
    """The lines in the order of time, from ``first`` to ``last``, and the figures of each kind and of all."""

    first: date
    last: date
    lines: tuple[Line, ...]
    people: tuple[UUID | None, ...]
    """Who owed something (None: what nobody was named for), as far as the reader may see figures of theirs."""

    def of(self, kind: OwedKind | None = None, person_id: UUID | None = None) -> Figures:
        """The figures of a kind (None: of all), of a person (None: of everybody)."""
        lines = self.lines if person_id is None else [one for one in self.lines if one.person_id == person_id]
        return figures(lines, kind)

    @property
    def by_kind(self) -> tuple[Figures, ...]:
        """The figures of each kind."""
        return tuple(figures(self.lines, kind) for kind in KINDS)


def slipped(
    reader: Reader,
    first: date | None = None,
    last: date | None = None,
    *,
    matter_id: UUID | None = None,
    person_id: UUID | None = None,
) -> Slipped:
    """What was promised and settled from ``first`` to ``last`` (the firm's days, both included), and what was open at
    the end; of a matter, of what a person owed, or of the firm.

    Without ``first`` it begins with the matter, or for the firm with the quarter's first day; ``last`` is today unless
    given, and never later than the reader's moment. The figures of a matter, a person and the firm are this function's.
    Raises `Refused` ("not-allowed") for the figures of another person that the reader may not see.
    """
    must_weigh(reader, person_id)
    last = min(last or reader.today, reader.today)
    of_one = None if matter_id is None else [matter_id]
    matters = {row.id: row for row in list_matters(reader, ids=of_one)}
    first = first or _begin(reader, last, matters.get(matter_id) if matter_id else None)
    first = min(first, last)
    begin = datetime.combine(first, time(), tzinfo=reader.zone)
    end = min(reader.now, datetime.combine(last + timedelta(days=1), time(), tzinfo=reader.zone))
    over = last < reader.today
    then = replace(reader, now=end) if over else reader
    span = Span(
        then, begin, end, matter_id, matters, work_time(reader), terms_book(reader), stood_then(then), over
    )
    lines = list(_lines(span))
    kept = kept_since(reader, min(map(_when, lines), default=end))
    lines = [_named(one, matters, kept, reader.now) for one in lines]
    if person_id is not None:
        lines = [one for one in lines if one.person_id == person_id]
    lines.sort(key=lambda one: (one.order, one.kind, one.source_id))
    named = dict.fromkeys(line.person_id for line in lines)
    return Slipped(first, last, tuple(lines), tuple(one for one in named if may_weigh(reader, one)))


def _lines(span: Span) -> Iterator[Line]:
    yield from update_lines(span)
    yield from news_lines(span)
    yield from reply_lines(span)


def _begin(reader: Reader, last: date, matter: MatterRow | None) -> date:
    if matter is None:
        return last.replace(month=(last.month - 1) // 3 * 3 + 1, day=1)
    return matter.opened_on or last - timedelta(days=365)


def _when(line: Line) -> datetime:
    """When it was somebody's: what was done before it was due was done by who had it then."""
    return min(line.order, line.settled_at or line.order)


def _named(line: Line, matters: dict[UUID, MatterRow], kept: Kept, now: datetime) -> Line:
    """The line with who owed it when it was due, or gave it before, unless it has one: who looked after the matter
    then, not now."""
    if line.person_id is not None or line.matter_id is None:
        return line
    row, then = matters[line.matter_id], kept.at(line.matter_id, min(_when(line), now))
    contact = then.get(KeeperRole.CONTACT, row.point_of_contact_id)
    responsible = then.get(KeeperRole.RESPONSIBLE, row.responsible_id)
    found = contact or responsible
    return replace(line, person_id=found) if isinstance(found, UUID) else line
