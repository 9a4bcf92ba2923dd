"""How each development stands: by when the client has to hear of it, and by which entry that was (PRACTICE D3, C4)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from app.contactlog.telling import Told, tellings
from app.hours.queries import work_time
from app.matters.queries import DevelopmentRow, developments, list_matters
from app.matters.words import MatterStatus
from app.owed.rules import tell_by
from app.promises.queries import TermsBook, terms_book
from app.schedule.queries import update_dues
from app.storage.transaction import Reader
from app.workdays.worktime import WorkTime


class NewsState(StrEnum):
    """Where a development stands with the client."""

    OVERDUE = "overdue"
    OWED = "owed"
    WITH_UPDATE = "with_update"
    """It waits for the next regular update."""
    TOLD = "told"
    TOLD_LATE = "told_late"
    NOT_OWED = "not_owed"
    """The matter is closed, and nobody has to be told any more."""
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class NewsStanding:
    """One development. ``due``: by when it has to be told, None where it waits for the update of ``update_on`` (None
    where no update is scheduled); ``told``: the entries that told it, the first one first."""

    row: DevelopmentRow
    state: NewsState
    due: datetime | None
    update_on: date | None
    told: tuple[Told, ...] = ()

    @property
    def first(self) -> Told | None:
        """By which entry the client first heard of it."""
        return self.told[0] if self.told else None


def news_standing(reader: Reader, matter_id: UUID) -> tuple[NewsStanding, ...]:
    """Every development of a matter at the reader's moment, those withdrawn as well; the newest first."""
    rows = developments(reader, matter_id, withdrawn=True)
    if not rows:
        return ()
    (matter,) = list_matters(reader, ids=[matter_id])
    where, book, told = work_time(reader), terms_book(reader), tellings(reader, matter_id)
    is_open = matter.status is MatterStatus.OPEN
    update = update_dues(reader, where.calendar, matter_id).get(matter_id) if is_open else None
    runs = matter.status is not MatterStatus.CLOSED
    found = []
    for row in rows:
        due = _due(row, matter.client_id, where, book)
        entries = told.get(row.id, ())
        state = _state(reader, row, due, entries, runs=runs)
        waits = state is NewsState.WITH_UPDATE and update is not None
        found.append(NewsStanding(row, state, due, update.due_on if waits and update else None, entries))
    return tuple(found)


def tell_time(
    reader: Reader, matter_id: UUID, occurred_at: datetime, *, urgent: bool, essential: bool
) -> datetime | None:
    """By when the client of a matter has to hear of what happened then; None: with the next regular update."""
    (matter,) = list_matters(reader, ids=[matter_id])
    terms = terms_book(reader).of(matter.client_id, matter_id, occurred_at)
    return tell_by(occurred_at, work_time(reader), urgent=urgent, essential=essential, terms=terms)


def _due(row: DevelopmentRow, client_id: UUID, where: WorkTime, book: TermsBook) -> datetime | None:
    terms = book.of(client_id, row.matter_id, row.occurred_at)
    return tell_by(row.occurred_at, where, urgent=row.urgent, essential=row.essential, terms=terms)


def _state(
    reader: Reader, row: DevelopmentRow, due: datetime | None, told: tuple[Told, ...], *, runs: bool
) -> NewsState:
    if row.withdrawn_at is not None:
        return NewsState.WITHDRAWN
    if told:
        return NewsState.TOLD_LATE if due is not None and told[0].at > due else NewsState.TOLD
    if not runs:
        return NewsState.NOT_OWED
    if due is None:
        return NewsState.WITH_UPDATE
    return NewsState.OVERDUE if due < reader.now else NewsState.OWED
