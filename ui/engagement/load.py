"""What the forms of a matter's beginning and end ask the vault for. Runs on the worker."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from app.care.queries import matters_currency
from app.engagement.ending_queries import StillOpen, still_open
from app.engagement.forms import IntakeForm, TermsForm
from app.engagement.intake_queries import DocumentRow, documents, intake_sheet
from app.engagement.measured import terms_to_begin_with
from app.engagement.terms_queries import TermsSheet, terms_sheet
from app.hours.queries import firm_calendar
from app.letters.composing import Letter, compose_letter
from app.letters.queries import template
from app.matters.sheet import matter_sheet
from app.retention.queries import IfClosed, if_closed
from app.schedule.dropping import is_dropped, late_update, say_dropped
from app.settings.queries import firm
from app.storage.transaction import Reader
from app.workspace import Workspace
from ui.schedule.desk import Desk, load_desk


@dataclass(frozen=True, slots=True)
class Begun:
    """A matter as its form begins: who reads, which one, what it is called, who its client is."""

    desk: Desk
    matter_id: UUID
    title: str
    client: str


@dataclass(frozen=True, slots=True)
class TermsNow:
    """``form``: the newest revision, or what counts anyway."""

    begun: Begun
    sheet: TermsSheet
    form: TermsForm
    dropped: str = ""
    """What is said where agreeing to the draft would make a late update vanish."""


@dataclass(frozen=True, slots=True)
class IntakeNow:
    """What was written of the consultation."""

    begun: Begun
    form: IntakeForm


@dataclass(frozen=True, slots=True)
class EndingNow:
    """What speaks against ending the matter."""

    begun: Begun
    left: tuple[StillOpen, ...]
    currency: str
    """In which it is said what all of it cost."""
    papers: tuple[DocumentRow, ...] = ()
    """The documents of its intake."""
    kept: IfClosed | None = None
    """What says how long its file will be kept."""
    language: str = ""
    """In which the client is written to: that of the firm's paper (BCP 47)."""


def load_terms(workspace: Workspace, matter_id: UUID) -> TermsNow:
    """The terms of a matter."""
    with workspace.read() as reader:
        sheet = terms_sheet(reader, matter_id)
        form = sheet.revisions[0].form if sheet.revisions else terms_to_begin_with(reader, matter_id)
        dropped = _dropped(reader, matter_id, sheet)
    return TermsNow(load_begun(workspace, matter_id), sheet, form, dropped)


def _dropped(reader: Reader, matter_id: UUID, sheet: TermsSheet) -> str:
    rhythm = sheet.draft.form.rhythm if sheet.draft is not None else None
    calendar = firm_calendar(reader)
    late = late_update(reader, calendar, matter_id) if rhythm is not None else None
    return say_dropped(late) if late and rhythm and is_dropped(late, rhythm, calendar) else ""


def load_intake(workspace: Workspace, matter_id: UUID) -> IntakeNow:
    """The consultation of a matter."""
    with workspace.read() as reader:
        form = intake_sheet(reader, matter_id).form
    return IntakeNow(load_begun(workspace, matter_id), form)


def load_ending(workspace: Workspace, matter_id: UUID) -> EndingNow:
    """A matter that is to end."""
    with workspace.read() as reader:
        left, currency = still_open(reader, matter_id), matters_currency(reader, matter_id)
        papers, kept = documents(reader, matter_id), if_closed(reader, matter_id)
        language = firm(reader).details.written_in
    return EndingNow(load_begun(workspace, matter_id), left, currency, papers, kept, language)


def load_begun(workspace: Workspace, matter_id: UUID) -> Begun:
    """Which matter it is, and what every form needs."""
    with workspace.read() as reader:
        row = matter_sheet(reader, matter_id).row
        return Begun(load_desk(reader), matter_id, row.title, row.client)


def load_letter(workspace: Workspace, matter_id: UUID, key: str) -> Letter:
    """A letter of the matter, from the firm's template."""
    with workspace.read() as reader:
        letter = compose_letter(reader, matter_id, template(reader, key).form)
    workspace.viewed(matter_id)
    return letter
