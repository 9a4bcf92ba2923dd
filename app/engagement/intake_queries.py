"""The beginning of a matter, read: consultation, documents, and whether conflicts were looked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from app.conflicts.queries import CheckRow, newest_check
from app.contactlog.queries import follow_ups
from app.contactlog.rows import FollowUpRow
from app.engagement.forms import IntakeForm
from app.engagement.models import IntakeDocument, IntakeVersion
from app.engagement.words import DocumentState
from app.matters.sheet import matter_sheet
from app.people.models import Colleague
from app.storage.transaction import Reader
from app.storage.versions import read_versions


@dataclass(frozen=True, slots=True)
class IntakeRow:
    """One writing of a consultation."""

    number: int
    form: IntakeForm
    made_at: datetime
    made_by: UUID


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document. ``due_on``: by when it is owed; ``received_on``: when it came, ticked off on Today, too."""

    id: UUID
    title: str
    owner: str
    original: bool
    state: DocumentState
    due_on: date | None
    received_on: date | None
    returned_on: date | None
    follow_up_id: UUID | None


@dataclass(frozen=True, slots=True)
class IntakeSheet:
    """What is known of a matter's beginning; versions the newest first."""

    versions: tuple[IntakeRow, ...]
    held_by: str
    documents: tuple[DocumentRow, ...]
    check: CheckRow | None
    """The last conflict check made for the matter."""

    @property
    def form(self) -> IntakeForm:
        """What counts."""
        return self.versions[0].form if self.versions else IntakeForm()


def intake_versions(reader: Reader, matter_id: UUID) -> tuple[IntakeRow, ...]:
    """Every writing of the consultation, the newest first."""
    return read_versions(reader, IntakeVersion, _row, IntakeVersion.matter_id == matter_id)


def intake_sheet(reader: Reader, matter_id: UUID) -> IntakeSheet:
    """The beginning of one matter. Raises `NotFound`."""
    matter_sheet(reader, matter_id)
    versions = intake_versions(reader, matter_id)
    holder = versions[0].form.held_by_id if versions else None
    name = reader.session.scalar(select(Colleague.name).where(Colleague.id == holder)) if holder else None
    return IntakeSheet(versions, name or "", documents(reader, matter_id), newest_check(reader, matter_id))


def documents(reader: Reader, matter_id: UUID) -> tuple[DocumentRow, ...]:
    """The documents of a matter by when they are owed or came, as they stood at the reader's moment."""
    query = select(IntakeDocument).where(
        IntakeDocument.matter_id == matter_id, IntakeDocument.written_at <= (reader.known_by or reader.now)
    )
    actions = {one.id: one for one in follow_ups(reader, matter_id=matter_id)}
    rows = (_document(reader, row, actions) for row in reader.session.scalars(query))
    order = list(DocumentState)
    return tuple(
        sorted(rows, key=lambda row: (order.index(row.state), row.due_on or date.max, row.title, row.id))
    )


def _document(reader: Reader, row: IntakeDocument, actions: dict[UUID, FollowUpRow]) -> DocumentRow:
    action = actions.get(row.follow_up_id) if row.follow_up_id else None
    received, returned = _by(reader, row.received_on), _by(reader, row.returned_on)
    withdrawn = row.withdrawn_at is not None and row.withdrawn_at <= (reader.known_by or reader.now)
    if received is None and not withdrawn and action is not None and action.done_at is not None:
        received = reader.local(action.done_at).date()
    state = DocumentState.RECEIVED if received else DocumentState.OWED
    if withdrawn:
        state = DocumentState.WITHDRAWN
    elif returned is not None:
        state = DocumentState.RETURNED
    return DocumentRow(
        row.id,
        row.title,
        row.owner,
        row.original,
        state,
        action.due_on if action else None,
        received,
        returned,
        row.follow_up_id,
    )


def _by(reader: Reader, day: date | None) -> date | None:
    return day if day is not None and day <= reader.today else None


def _row(made: IntakeVersion) -> IntakeRow:
    form = IntakeForm(made.held_on, made.with_whom, made.held_by_id, made.facts)
    return IntakeRow(made.number, form, made.made_at, made.made_by)
