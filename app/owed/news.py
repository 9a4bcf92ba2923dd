"""How each development stands: by when the client has to hear of it, and by which entry that was (PRACTICE D3, C4)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from app.contactlog.date_turns import DateNews, Heard, heard_of_dates, known_slot
from app.contactlog.queries import last_updates
from app.contactlog.telling import Told, tellings
from app.hours.queries import work_time
from app.matters.announcing import DateTurn, concerns_client
from app.matters.development_queries import DevelopmentRow, developments
from app.matters.key_date_queries import KeyDateRow, key_dates
from app.matters.sheet import matter_sheet
from app.matters.slots import slot_of
from app.matters.words import MatterStatus
from app.owed.news_due import tell_by
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
    matter = matter_sheet(reader, matter_id).row
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
    """By when the client of a matter has to hear of what happened then; None: with the next regular update.

    Raises `NotFound`."""
    matter = matter_sheet(reader, matter_id).row
    terms = terms_book(reader).of(matter.client_id, matter_id, occurred_at)
    return tell_by(occurred_at, work_time(reader), urgent=urgent, essential=essential, terms=terms)


@dataclass(frozen=True, slots=True)
class DateToTell:
    """A key date that moved, or does not take place, of which the client knows the day it was; ``words`` say so."""

    row: KeyDateRow
    turn: DateTurn
    words: str


def knows_of(reader: Reader, matter_id: UUID) -> frozenset[UUID]:
    """The key dates of a matter that its client knows of, for all we know: those the client attends, those that became
    news, and those that stood there when the last update was given, which says what is coming up (K1)."""
    last = last_updates(reader, matter_id).get(matter_id)
    announced = heard_of_dates(reader, matter_id)
    return frozenset(
        row.id
        for row in key_dates(reader, matter_id)
        if row.client_attends
        or row.id in announced
        or (
            last is not None
            and row.written_at <= last
            and concerns_client(row.kind, client_attends=row.client_attends)
        )
    )


def dates_to_tell(reader: Reader, matter_id: UUID) -> tuple[DateToTell, ...]:
    """The dates ahead that moved, were cancelled or take place after all since the client knew of them, and that is no
    development yet."""
    known, announced = knows_of(reader, matter_id), heard_of_dates(reader, matter_id)
    found = []
    for row in key_dates(reader, matter_id, first=reader.today):
        if row.id not in known:
            continue
        slot, heard = slot_of(reader.session, row), announced.get(row.id, Heard())
        was = known_slot(reader.session, row, heard, slot)
        turn = _turn(row, heard, moved=was not in {"", slot.slot})
        if turn is None or any(
            one.says == (turn is not DateTurn.CANCELLED, slot.version) for one in _last(heard)
        ):
            continue
        words = f"{was} → {slot.slot}" if turn is DateTurn.MOVED else slot.slot
        found.append(DateToTell(row, turn, words))
    return tuple(found)


def _turn(row: KeyDateRow, heard: Heard, *, moved: bool) -> DateTurn | None:
    if row.cancelled_at is not None:
        return DateTurn.CANCELLED
    if heard.last is not None and heard.last.turn is DateTurn.CANCELLED:
        return DateTurn.AGAIN
    return DateTurn.MOVED if moved else None


def _last(heard: Heard) -> tuple[DateNews, ...]:
    """What was written down last, and what of it stands: who withdrew news does not want to be asked again."""
    return tuple(one for one in (heard.last, *heard.all[-1:]) if one is not None)


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
