"""What the composer asks the vault for and tells it, on the worker; and its pages, in the pool."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from uuid import UUID

from app.contactlog.forms import NewAttachment
from app.contactlog.waiting import Waits, must_tell, waiting
from app.contactlog.words import SPOKEN
from app.kernel.errors import Problem, Refused
from app.matters.development_queries import DevelopmentRow
from app.matters.queries import MatterRow
from app.matters.sheet import matter_sheet
from app.plain.jargon import WordList
from app.plain.looking import Plainness
from app.plain.queries import word_list
from app.reports.press.house import Made
from app.storage.transaction import Reader
from app.updates import (
    PhoneScript,
    Since,
    UpdateDraft,
    UpdateLetter,
    Way,
    changed_since,
    compose,
    draft,
    letter,
    must_hold,
    phone_script,
    plainness_of,
    record_printed,
    untimely,
    warnings,
)
from app.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Begun:
    """An update as it is drafted now, whose it is, and the firm's words."""

    draft: UpdateDraft
    matter: MatterRow
    words: WordList


@dataclass(frozen=True, slots=True)
class Looked:
    """What there is to say about a draft: news since it began, what speaks against it, the paper it goes on, and whom
    to call how."""

    news: Since
    warnings: tuple[Problem, ...]
    letter: UpdateLetter
    script: PhoneScript
    waiting: tuple[Waits, ...]
    """What the client said and waits to have answered."""
    untold: tuple[DevelopmentRow, ...]
    """What the client has to hear before anything says that there is no more (`must_tell`), told in this or not."""


@dataclass(frozen=True, slots=True)
class Page:
    """Pages of the ``draft`` as it was, and how it reads: the letter, or the ``script`` of a call or meeting."""

    draft: UpdateDraft
    letter: UpdateLetter
    made: Made
    plainness: Plainness | None
    script: PhoneScript | None = None

    @property
    def way(self) -> Way:
        """As what the pages that are shown leave."""
        return Way.PDF if self.script is None else Way.SCRIPT


def begin(workspace: Workspace, matter_id: UUID) -> Begun:
    """Draft it. Raises NotFound where the matter is not to be seen."""
    with workspace.read() as reader:
        begun = Begun(draft(reader, matter_id), matter_sheet(reader, matter_id).row, word_list(reader))
    workspace.viewed(matter_id)
    return begun


def look(workspace: Workspace, written: UpdateDraft) -> Looked:
    """What has to be known of a draft that only the vault knows."""
    with workspace.read() as reader:
        return Looked(
            changed_since(written, reader),
            warnings(reader, written),
            letter(reader, written),
            phone_script(reader, written),
            waiting(reader, written.matter_id),
            must_tell(reader, written.matter_id),
        )


def refuse_untimely(reader: Reader, written: UpdateDraft) -> None:
    """Say so where this is no hour at which the client wants to be called (A5): "outside-hours", by the reason."""
    found = untimely(reader, written, reader.now)
    if found is not None:
        raise Refused(found.code, found.message, field="wish_reason")


def set_in_type(
    paper: UpdateLetter, written: UpdateDraft, words: WordList, script: PhoneScript | None = None
) -> Page:
    """The letter with the words as they are, or what is in the hand of who says them; needs no vault."""
    from app.updates.page import render
    from app.updates.script import render_script, with_words

    ready = replace(paper, subject=written.subject, text=compose(written))
    reads = plainness_of(written, words)
    if script is None or written.channel not in SPOKEN:
        return Page(written, ready, render(ready), reads)
    call = with_words(script, written)
    return Page(written, ready, render_script(call), reads, call)


def attached(
    workspace: Workspace, written: UpdateDraft, words: WordList, shown: Page | None
) -> NewAttachment:
    """The letter for the log: the page that was ``shown``, or made now where somebody was quicker than it. Nobody waits
    for it: nothing is being read or written while it is set."""
    from app.updates.leaving import as_attachment

    page = shown
    if page is None:
        with workspace.read() as reader:
            paper = letter(reader, written)
        page = set_in_type(paper, written, words)
    return as_attachment(page.letter, page.made)


def printed(workspace: Workspace, written: UpdateDraft, way: Way, pages: int) -> None:
    """It leaves the vault on paper: told before the printer has it, and refused where it tells what holds no more."""
    with workspace.write() as tx:
        record_printed(tx, written, way, pages)


def script_of(workspace: Workspace, written: UpdateDraft) -> PhoneScript:
    """The script of a call. Raises Refused where it would say what holds no more."""
    with workspace.read() as reader:
        must_hold(written, reader)
        return phone_script(reader, written)


def save(workspace: Workspace, page: Page, way: Way, file: Path, password: str | None) -> Path:
    """Write the letter, the script, or the draft of an e-mail, whole or not at all; where it lies. Raises Refused where
    it tells what holds no more."""
    from app.updates.leaving import save_eml, save_pdf, save_script

    if way is Way.SCRIPT and page.script is not None:
        save_script(workspace, page.draft, page.script, file, password=password)
    else:
        (save_eml if way is Way.EML else save_pdf)(
            workspace, page.draft, page.letter, file, password=password
        )
    return file
