"""What the letters' page asks the vault for, and what it tells it. Runs on the worker, but for the setting in type."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from app.contactlog.waiting import Waits, must_tell, waiting
from app.letters.built_in import TemplateForm
from app.letters.commands import may_leave, record_letter_printed, record_letter_saved
from app.letters.composing import Letter, compose_letter
from app.letters.queries import TemplateRow, template_versions, templates
from app.matters.development_queries import DevelopmentRow
from app.matters.queries import list_matters, practice_areas
from app.matters.words import MatterStatus
from app.notices.queries import NoticeRow, notices
from app.notices.words import Outlet
from app.people.queries import colleagues
from app.reports.press.sealing import sealed_if
from app.reports.status.commands import page_count
from app.storage.transaction import Transaction
from app.vault.leaving import send_out
from app.workspace import Workspace
from ui.reports.leaving import Paper


@dataclass(frozen=True, slots=True)
class Shelf:
    """What the page lists; ``first``: the matter it begins with, its id and title."""

    templates: tuple[TemplateRow, ...]
    notices: tuple[NoticeRow, ...]
    areas: tuple[str, ...]
    first: tuple[UUID, str] | None


@dataclass(frozen=True, slots=True)
class Made:
    """A letter, and its PDF where it is not an e-mail."""

    letter: Letter
    pdf: bytes


@dataclass(frozen=True, slots=True)
class Past:
    """Every version of a template, and who made each."""

    rows: tuple[TemplateRow, ...]
    names: dict[UUID, str]


def shelf(workspace: Workspace, matter_id: UUID | None) -> Shelf:
    """Templates and notices; the matter asked for, or the first open one."""
    with workspace.read() as reader:
        found = list_matters(reader, ids=[matter_id]) if matter_id is not None else ()
        found = found or list_matters(reader, status=MatterStatus.OPEN, limit=1)
        first = (found[0].id, found[0].title) if found else None
        return Shelf(templates(reader), notices(reader), practice_areas(reader), first)


def compose(workspace: Workspace, matter_id: UUID, form: TemplateForm) -> Letter:
    """The letter of these words for a matter. Raises Refused where they have a mistake."""
    with workspace.read() as reader:
        letter = compose_letter(reader, matter_id, form)
    workspace.viewed(matter_id)
    return letter


def held_back(workspace: Workspace, letter: Letter) -> tuple[tuple[DevelopmentRow, ...], tuple[Waits, ...]]:
    """What the client has to be told first, and what they asked and wait to have answered, now."""
    with workspace.read() as reader:
        matter_id = letter.matter_id
        return must_tell(reader, matter_id, letter.tells), waiting(reader, matter_id)


def set_in_type(letter: Letter) -> Made:
    """The letter as it will look; an e-mail stays words."""
    from app.letters.page import render

    return Made(letter, b"" if letter.outlet is Outlet.EMAIL else render(letter))


def paper_of(workspace: Workspace, made: Made, although: Collection[UUID] = ()) -> Paper:
    """The letter as it leaves. ``although``: what stays unanswered, as `may_leave` has it."""
    return Paper(
        made.pdf,
        made.letter.file,
        "",
        lambda: printed(workspace, made, although),
        lambda _, file, password: saved(workspace, made, file, password, although),
        made.letter.frame.stationery.duplex,
    )


def past(workspace: Workspace, key: str) -> Past:
    """How a template came to be what it is."""
    with workspace.read() as reader:
        names = {row.id: row.name for row in colleagues(reader, active_only=False)}
        return Past(template_versions(reader, key), names)


def printed(workspace: Workspace, made: Made, although: Collection[UUID] = ()) -> None:
    """It leaves the vault on paper: told before the printer has it. Raises as `may_leave`."""
    letter = made.letter
    with workspace.write() as tx:
        may_leave(tx, letter, although)
        record_letter_printed(tx, letter.matter_id, letter.name, page_count(made.pdf))


def saved(
    workspace: Workspace,
    made: Made,
    file: Path,
    password: str | None = None,
    although: Collection[UUID] = (),
) -> None:
    """Write the file, whole or not at all, and record that it left the vault; with a password the PDF asks for it.
    Raises as `may_leave`."""
    letter = made.letter
    pages = page_count(made.pdf) if made.pdf else 1
    content = f"{letter.subject}\n\n{letter.as_email()}".encode()
    if made.pdf:
        content = sealed_if(made.pdf, password)

    def tell(tx: Transaction) -> None:
        may_leave(tx, letter, although)
        record_letter_saved(tx, letter.matter_id, letter.name, pages, file)

    send_out(workspace, file, content, tell)
