"""The papers of a matter, an entry and the partners' meeting, opened as sheets from where one works."""

from __future__ import annotations

from datetime import datetime, time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from app.kernel.language import counted
from app.kernel.numbers import say_number
from app.reports.attendance.note import Attendance, attendance
from app.reports.attendance.out import record_attendance, save_attendance
from app.reports.files import firms_name, paper_name
from app.reports.history.out import MadeHistory, make_history, record_history, save_history
from app.reports.history.record import HistoryAsked
from app.reports.lists.out import record_list, save_list
from app.reports.lists.partners import PartnersLists, partners_lists
from app.reports.press.sealing import sealed_if
from app.workspace import Workspace
from ui.contactlog.note_words import note_called
from ui.kit import tasks
from ui.reports.leaving import Paper, if_spoken
from ui.reports.options import HistoryOptions
from ui.reports.paper_sheet import Make, PaperSheet
from ui.schedule.desk import Desk

if TYPE_CHECKING:
    from app.reports.press.house import Made

translate = QCoreApplication.translate
_END_OF_DAY = time(23, 59, 59)


def made_history(
    workspace: Workspace,
    task: tasks.Task,
    asked: HistoryAsked,
    kind: str = "pdf",
    known_by: datetime | None = None,
) -> MadeHistory:
    """The history of a matter, off the main thread; stops where the ``task`` is cancelled."""
    with workspace.read(known_by, known_by) as reader:
        made = make_history(reader, asked, workspace.clock.now(), kind=kind, told=task.tell)
    workspace.viewed(asked.matter_id)
    return made


def history_sheet(
    over: QWidget, workspace: Workspace, matter_id: UUID, number: str, desk: Desk
) -> PaperSheet:
    """The contact history of a matter, to be printed or saved as pages or as a table."""
    options = HistoryOptions(
        workspace,
        desk,
        translate("Papers", "Copy for the &client: without internal notes and former versions"),
    )

    def ask() -> Make:
        options.check()
        asked = HistoryAsked(
            matter_id, options.first.value(), options.last.value(), for_client=options.tick.isChecked()
        )
        until = options.known_by.value()
        known_by = datetime.combine(until, _END_OF_DAY, workspace.zone) if until is not None else None
        return partial(_history, workspace, asked, known_by, number)

    title = translate("Papers", "Contact history")
    return PaperSheet(over, workspace, title, ask, options=options, endings=("pdf", "csv"))


def _history(
    workspace: Workspace, asked: HistoryAsked, known_by: datetime | None, number: str, task: tasks.Task
) -> Paper:
    made = made_history(workspace, task, asked, known_by=known_by)
    with workspace.read() as reader:
        name = paper_name(reader, "Contact history", matter=number)

    def tell() -> None:
        with workspace.write() as tx:
            record_history(tx, made)

    def save(task: tasks.Task, file: Path, password: str | None) -> None:
        kind = file.suffix.casefold().lstrip(".")
        same = made if kind != "csv" else made_history(workspace, task, asked, kind, known_by)
        save_history(workspace, file, same, password)

    duplex = made.history.stationery.duplex
    return Paper(made.content, name, _said(made), tell, save, duplex)


def attendance_sheet(over: QWidget, workspace: Workspace, entry_id: UUID) -> PaperSheet:
    """The attendance note of one contact, to be printed and signed, or saved."""

    def make(_: tasks.Task) -> Paper:
        from app.reports.attendance.page import render_attendance

        note = read_note(workspace, entry_id)
        made = render_attendance(note)
        title = note.stationery.words.attendance
        with workspace.read() as reader:
            name = firms_name(reader, f"{title} {note.occurred_on}", matter=note.number)

        def tell() -> None:
            with workspace.write() as tx:
                record_attendance(tx, entry_id, made.pages)

        def save(_: tasks.Task, file: Path, password: str | None) -> None:
            save_attendance(workspace, file, entry_id, made.pdf, made.pages, password)

        language = note.stationery.language
        said = " · ".join(filter(None, (note.below, if_spoken(note.day, language))))
        shown = if_spoken(title, language)
        return Paper(made.pdf, name, said, tell, save, note.stationery.duplex, shown)

    return PaperSheet(over, workspace, note_called(workspace), lambda: make)


def read_note(workspace: Workspace, entry_id: UUID) -> Attendance:
    """The note in words; that a restricted matter was looked at is recorded."""
    with workspace.read() as reader:
        note = attendance(reader, entry_id, workspace.clock.now())
    workspace.viewed(note.matter_id)
    return note


def _said(made: MadeHistory) -> str:
    entries, left = len(made.history.keys), made.history.left_out.entries
    contacts = counted(entries, "1 contact", "{count} contacts")
    pages = counted(made.pages, "1 page", "{count} pages")
    words = f"{contacts.format(count=say_number(entries))}, {pages.format(count=say_number(made.pages))}"
    if made.history.asked.for_client:
        words = translate("Papers", "{words}; {left} left out").format(words=words, left=say_number(left))
    return words


def set_partners(workspace: Workspace) -> tuple[PartnersLists, Made]:
    """The lists for the partners' meeting, set in type off the main thread."""
    from app.reports.lists.partners_page import render_partners

    with workspace.read() as reader:
        lists = partners_lists(reader)
    return lists, render_partners(lists)


def partners_sheet(over: QWidget, workspace: Workspace) -> PaperSheet:
    """What everybody owes, person by person, to be printed or, with the right to export, saved."""

    def make(_: tasks.Task) -> Paper:
        lists, made = set_partners(workspace)
        with workspace.read() as reader:
            name = paper_name(reader, "What is owed")

        def tell() -> None:
            with workspace.write() as tx:
                record_list(tx, lists, made.pages)

        def save(_: tasks.Task, file: Path, password: str | None) -> None:
            from app.reports.lists.partners_page import partners_table

            is_table = file.suffix.casefold() == ".csv"
            content = partners_table(lists) if is_table else sealed_if(made.pdf, password)
            save_list(workspace, file, lists, content, 0 if is_table else made.pages)

        said = if_spoken(lists.summary, lists.stationery.language)
        return Paper(made.pdf, name, said, tell, save, lists.stationery.duplex)

    title = translate("Papers", "For the partners’ meeting")
    return PaperSheet(over, workspace, title, lambda: make, endings=("pdf", "csv"), exports=("pdf", "csv"))
