"""What the Reports page asks the vault for, and what it tells it. Runs on the worker."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from uuid import UUID

from app.contactlog.waiting import Waits, waiting
from app.matters.commands import edit_matter
from app.matters.queries import MatterRow, practice_areas
from app.matters.sheet import matter_sheet
from app.people.queries import colleagues
from app.plain.jargon import WordList
from app.plain.looking import Plainness
from app.plain.queries import word_list
from app.reports.content import Length, StatusReport
from app.reports.files import paper_name
from app.reports.status.commands import mark_given, page_count, record_printed, record_saved
from app.reports.status.many import Reportable, Which, reportable
from app.reports.status.plainness import court_days, plainness_of, say_court_days
from app.reports.status.report import status_report
from app.vault.leaving import send_out
from app.workspace import Workspace
from ui.reports.leaving import Paper


@dataclass(frozen=True, slots=True)
class Wording:
    """What the lawyer says in the next report in so many words (K1)."""

    key_point: str
    options: str
    decision_asked: str


@dataclass(frozen=True, slots=True)
class Composed:
    """A report before it is set in type."""

    matter: MatterRow
    report: StatusReport
    wording: Wording
    today: date
    file_name: str
    """Without ending."""
    words: WordList
    waits: tuple[Waits, ...]
    """What the client asked and waits to have answered: the report does not answer it."""
    court: str = ""
    """What is to be said plainly, for the client would read it in the court's words (D6)."""


@dataclass(frozen=True, slots=True)
class Finished:
    """A report and its PDF: whatever is done with one is done with both."""

    composed: Composed
    pdf: bytes
    plainness: Plainness | None

    @property
    def matter_id(self) -> UUID:
        """The matter it is about."""
        return self.composed.matter.id


def reportables(
    workspace: Workspace, words: str, which: Which | None = None
) -> tuple[date, tuple[Reportable, ...]]:
    """Open matters that match, those whose update is due first on top."""
    with workspace.read() as reader:
        return reader.today, reportable(reader, which, words)


@dataclass(frozen=True, slots=True)
class Choices:
    """By whom and what reports of many matters can be chosen."""

    today: date
    people: tuple[tuple[UUID, str], ...]
    areas: tuple[tuple[str, str], ...]


def choices(workspace: Workspace) -> Choices:
    """The people of the firm, and the areas of open matters."""
    with workspace.read() as reader:
        people = tuple((row.id, row.name) for row in colleagues(reader))
        return Choices(reader.today, people, tuple((area, area) for area in practice_areas(reader)))


def compose(workspace: Workspace, matter_id: UUID, length: Length = Length.USUAL) -> Composed:
    """The report of a matter as it stands now."""
    with workspace.read() as reader:
        sheet = matter_sheet(reader, matter_id)
        details = sheet.details
        wording = Wording(details.key_point, details.options, details.decision_asked)
        report = status_report(reader, matter_id, length=length)
        name = paper_name(reader, "Status report", matter=sheet.row.number, client=sheet.row.client)
        words, waits = word_list(reader), waiting(reader, matter_id)
        court = say_court_days(court_days(reader, matter_id, report))
        composed = Composed(sheet.row, report, wording, reader.today, name, words, waits, court)
    workspace.viewed(matter_id)
    return composed


def set_in_type(composed: Composed) -> Finished:
    """The report as a PDF, and how it reads."""
    from app.reports.status.letter import render_status_report

    plainness = plainness_of(composed.report, composed.words)
    return Finished(composed, render_status_report(composed.report), plainness)


def say(workspace: Workspace, matter_id: UUID, wording: Wording) -> None:
    """Keep what the next report is to say."""
    with workspace.write() as tx:
        details = matter_sheet(tx.reader(), matter_id).details
        edit_matter(
            tx,
            matter_id,
            replace(
                details,
                key_point=wording.key_point,
                options=wording.options,
                decision_asked=wording.decision_asked,
            ),
        )


def given(workspace: Workspace, report: Finished) -> None:
    """The client got it: logged, the clock starts anew."""
    with workspace.write() as tx:
        mark_given(tx, report.matter_id, report.composed.report, report.pdf)


def printed(workspace: Workspace, report: Finished) -> None:
    """It leaves the vault on paper: told before the printer has it."""
    with workspace.write() as tx:
        record_printed(tx, report.matter_id, page_count(report.pdf))


def paper_of(workspace: Workspace, report: Finished) -> Paper:
    """The report as it leaves."""
    return Paper(
        report.pdf,
        report.composed.file_name,
        "",
        lambda: printed(workspace, report),
        lambda _, file, password: saved(workspace, report, file, password),
        report.composed.report.stationery.duplex,
    )


def saved(workspace: Workspace, report: Finished, file: Path, password: str | None = None) -> None:
    """Write the file, whole or not at all, and record that it left the vault; with a password it asks for it."""
    from app.reports.press.sealing import sealed_if

    pages = page_count(report.pdf)
    send_out(
        workspace,
        file,
        sealed_if(report.pdf, password),
        lambda tx: record_saved(tx, report.matter_id, pages, file),
    )
