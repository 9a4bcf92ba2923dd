"""Many status reports at once: which matters, one after another, what was made, what failed and what was left."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Generic, Protocol, TypeVar
from uuid import UUID

from app.contactlog.queries import awaiting_reply
from app.contactlog.waiting import waiting
from app.hours.queries import firm_calendar
from app.kernel.errors import CannotUnlock, LiaisonError, MachineTrouble, Refused
from app.kernel.language import tr
from app.matters.queries import MatterRow, list_matters
from app.matters.words import MatterStatus
from app.reports.content import Length, StatusReport
from app.reports.files import document_name, free_names
from app.reports.status.commands import mark_given, page_count, record_saved
from app.reports.status.report import status_report
from app.schedule.queries import UpdateDue, update_dues
from app.settings.queries import firm, firms_language
from app.storage.transaction import Reader, Transaction
from app.vault.leaving import send_out
from app.vault.outside import must_be_free

IN_A_ROW = 3
"""After so many of the same trouble of the machine one after another (a full disk), the rest is not tried."""


class Office(Protocol):
    """An unlocked vault (`app.workspace.Workspace`), as far as this needs one."""

    def read(self, as_of: datetime | None = None) -> AbstractContextManager[Reader]:
        """A look at the data, as of a moment."""
        ...

    def write(self) -> AbstractContextManager[Transaction]:
        """One transaction."""
        ...

    def viewed(self, matter_id: UUID | None) -> None:
        """Tell the trail of a look at a restricted matter."""
        ...


@dataclass(frozen=True, slots=True)
class Which:
    """Which open matters: of one lawyer, of one practice area, with an update due by a day. Empty: all of them."""

    responsible_id: UUID | None = None
    area: str = ""
    due_by: date | None = None


@dataclass(frozen=True, slots=True)
class Reportable:
    """A matter that can be reported on, with its next update; ``waits``: how much the client asked and waits to have
    answered, which no report does."""

    matter: MatterRow
    due: UpdateDue | None
    waits: int = 0


def reportable(reader: Reader, which: Which | None = None, words: str = "") -> tuple[Reportable, ...]:
    """Open matters that match, those whose update is due first on top; ``words`` as in `list_matters`."""
    which = which or Which()
    dues = update_dues(reader, firm_calendar(reader), closed=False)
    found = list_matters(reader, status=MatterStatus.OPEN, responsible_id=which.responsible_id, query=words)
    area = which.area.casefold()
    asked = {one.matter_id for one in awaiting_reply(reader)}
    rows = [
        Reportable(row, dues.get(row.id), len(waiting(reader, row.id)) if row.id in asked else 0)
        for row in found
        if not area or row.practice_area.casefold() == area
    ]
    if which.due_by is not None:
        last = which.due_by
        rows = [one for one in rows if one.due is not None and one.due.due_on <= last]
    rows.sort(key=lambda one: (one.due is None, one.due.due_on if one.due else date.max, one.matter.number))
    return tuple(rows)


def end_of_week(today: date) -> date:
    """The Sunday of the week of ``today``: what is due by then is due this week."""
    return today + timedelta(days=6 - today.weekday())


@dataclass(frozen=True, slots=True)
class How:
    """How each is made: progress ``since`` a day, how long, ``as_of`` which moment."""

    length: Length = Length.USUAL
    since: date | None = None
    as_of: datetime | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """One report. ``file``: where it lies outside the vault, None where it does not (yet)."""

    matter: MatterRow
    report: StatusReport
    pdf: bytes
    pages: int
    file: Path | None = None


Render = Callable[[StatusReport], bytes]


def make_report(office: Office, matter: MatterRow, how: How, render: Render | None = None) -> Made:
    """The report of one matter, set in type. Raises what reading it raises."""
    with office.read(how.as_of) as reader:
        report = status_report(reader, matter.id, since=how.since, length=how.length)
    office.viewed(matter.id)
    if render is None:
        from app.reports.status.letter import render_status_report

        render = render_status_report
    pdf = render(report)
    return Made(matter, report, pdf, page_count(pdf))


def make_open_report(office: Office, matter: MatterRow, how: How, render: Render | None = None) -> Made:
    """As `make_report`, of a matter that was open when the list was read.

    Raises Refused ("not-open") where it was closed, withdrawn or restricted to others meanwhile.
    """
    with office.read() as reader:
        if not list_matters(reader, status=MatterStatus.OPEN, ids=(matter.id,)):
            raise Refused("not-open", tr("This matter is not open to you any more. Nothing was made for it."))
    return make_report(office, matter, how, render)


def save_report(
    office: Office,
    made: Made,
    file: Path,
    password: str | None = None,
    *,
    given: bool = False,
    new: bool = False,
    also: Callable[[Transaction, UUID], object] | None = None,
) -> Made:
    """Write one report, whole or not at all, and record that it left; ``given``: and that the client got it; ``new``:
    nothing is replaced. ``also`` is done in that transaction, with the matter's id."""
    from app.reports.press.sealing import sealed_if

    def tell(tx: Transaction) -> None:
        record_saved(tx, made.matter.id, made.pages, file)
        if given:
            mark_given(tx, made.matter.id, made.report, made.pdf)
        if also is not None:
            also(tx, made.matter.id)

    send_out(office, file, sealed_if(made.pdf, password), tell, new=new)
    return replace(made, file=file)


def file_names(reader: Reader, folder: Path, matters: Iterable[MatterRow]) -> dict[UUID, Path]:
    """Where each report goes: names by the firm's pattern that are free in ``folder``.

    Raises MachineTrouble where it cannot be looked into, Refused where nothing may be written there.
    """
    must_be_free(folder / "report.pdf")
    rows, pattern = tuple(matters), firm(reader).details.file_names
    with firms_language(reader):
        called = tr("Status report")
    names = (
        document_name(pattern, called, reader.today, matter=one.number, client=one.client) for one in rows
    )
    return {row.id: folder / name for row, name in zip(rows, free_names(folder, names), strict=True)}


@dataclass(frozen=True, slots=True)
class Failed:
    """A matter for which it did not work, and why, in a sentence."""

    matter: MatterRow
    code: str
    message: str


T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Ran(Generic[T]):
    """What came of it: ``left`` was not tried, because somebody stopped or nothing could work any more."""

    done: tuple[T, ...] = ()
    failed: tuple[Failed, ...] = ()
    left: tuple[MatterRow, ...] = ()
    stopped: bool = False


def one_by_one(
    matters: Sequence[MatterRow],
    work: Callable[[MatterRow], T],
    told: Callable[[int, int], object] = lambda *_: None,
    stop: Callable[[], bool] = lambda: False,
) -> Ran[T]:
    """``work`` for each; what fails keeps the others from nothing. ``told(done, of)`` before each, and at the end.

    A vault that was locked meanwhile, and the same trouble of the machine `IN_A_ROW` times, end it.
    """
    done: list[T] = []
    failed: list[Failed] = []
    row = 0
    for position, matter in enumerate(matters):
        told(position, len(matters))
        if stop() or row >= IN_A_ROW:
            return Ran(tuple(done), tuple(failed), tuple(matters[position:]), stopped=row < IN_A_ROW)
        try:
            done.append(work(matter))
            row = 0
        except LiaisonError as error:
            same = isinstance(error, MachineTrouble) and (not failed or failed[-1].message == error.message)
            row = row + 1 if same else int(isinstance(error, MachineTrouble))
            row = IN_A_ROW if isinstance(error, CannotUnlock) or error.code == "locked" else row
            failed.append(Failed(matter, error.code, error.message))
    told(len(matters), len(matters))
    return Ran(tuple(done), tuple(failed))
