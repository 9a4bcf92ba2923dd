"""The tour at the contact log: its list and search, the contact form, an entry, quick entry."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import UUID

from ui.tour.stop import Stop, matter_of

if TYPE_CHECKING:
    from app.workspace import Workspace
    from ui.shell.main_window import MainWindow


def log_stops(window: MainWindow, workspace: Workspace, settle: Callable[[], None]) -> Iterator[Stop]:
    """The contact form, an entry in each state, the list and its search."""
    from app.contactlog.queries import entries
    from ui.shell.requests import AmendEntry, LogContactRequest, OpenEntry, PrintNote

    matter_id = matter_of(workspace, "00003")
    with workspace.read() as reader:
        entry = max(entries(reader, matter_id=matter_id), key=lambda row: (row.version, bool(row.decision)))
        amended = max(entries(reader), key=lambda row: row.version)
        paper = next(row for row in entries(reader) if row.kind and row.attachments)
        withdrawn = next(row for row in entries(reader) if row.withdrawn_at)
    ask = window.ask

    def open_paper() -> None:
        from ui.contactlog.entry_sheet import EntrySheet

        ask(OpenEntry(paper.id))
        settle()
        next(one for one in window.findChildren(EntrySheet) if not one.isHidden()).open_file(
            paper.attachments[0]
        )

    yield Stop("contactlog", lambda: window.navigate("contactlog"))
    yield Stop("form-log-contact-new", lambda: ask(LogContactRequest()))
    yield Stop("form-log-contact", lambda: write_a_call(window, matter_id, settle))
    yield Stop("form-log-contact-kind", lambda: _convey_an_offer(window, matter_id, settle))
    yield Stop("form-log-contact-bare", lambda: _write_a_bare_note(window, matter_id, settle))
    yield Stop("entry", lambda: ask(OpenEntry(entry.id)))
    yield Stop("entry-versions", lambda: ask(OpenEntry(amended.id)))
    yield Stop("entry-paper", lambda: ask(OpenEntry(paper.id)))
    yield Stop("entry-paper-opened", open_paper)
    yield Stop("entry-withdrawn", lambda: ask(OpenEntry(withdrawn.id)))
    yield Stop("entry-note", lambda: ask(PrintNote(entry.id)))
    yield Stop("form-amend", lambda: ask(AmendEntry(entry.id)))
    yield from _search_stops(window, workspace, settle)


def _search_stops(window: MainWindow, workspace: Workspace, settle: Callable[[], None]) -> Iterator[Stop]:
    from PySide6.QtTest import QTest

    from app.search.saved import save_search
    from ui.contactlog.log_page import ContactLogPage

    window.registry["search-log"].trigger()
    settle()
    page = window.current_page()
    if not isinstance(page, ContactLogPage):
        raise TypeError("the contact log is not shown")

    def type_words(words: str) -> None:
        page.find_here()
        QTest.keyClicks(page.box, words)

    def save_some() -> None:
        with workspace.write() as tx:
            save_search(tx, "Offers", "offer*")
            save_search(tx, "Court on the phone", "channel:phone court", shared=True)
        page.box.put("settlement -offer")

    def complete() -> None:
        window.activateWindow()
        type_words("settlement from:")

    yield Stop("search-log", lambda: page.box.put("deposition channel:phone "))
    yield Stop("search-log-phrase", lambda: page.box.put('"settlement conference" after:2026-01-01 '))
    yield Stop("search-log-completing", complete)
    yield Stop("search-log-nothing", lambda: page.box.put("zeppelin before:soonish "))
    yield Stop("search-log-saved", save_some)
    yield Stop("search-saved-all", page.show_saved)
    yield Stop("form-save-search", page.save_search)
    yield Stop("search-take-out", page.take_out.click)
    yield Stop("search-log-entry", lambda: page.table.opened.emit(page.rows()[0].id))
    yield Stop("search-log-all", lambda: page.box.put(""))


def quick_stops(window: MainWindow) -> Iterator[Stop]:
    """A line that is understood, a name that is being typed, one that could be several."""
    lines = {
        "quick-entry": "call in Nora Whitcombe 10m asked about hearing; told her Thu 9:30; she'll send it by Fri",
        "quick-entry-name": "call in whitc",
        "quick-entry-choice": "call in Abernathy 10m wants to know when the hearing is",
        "quick-entry-doubts": "yesterday letter from court, hearing moved; will tell her by 12/4",
    }
    for name, line in lines.items():
        yield Stop(name, lambda line=line: _write_a_line(window, line))  # type: ignore[misc]  # binds the loop's line


def _write_a_line(window: MainWindow, line: str) -> None:
    from ui.kit.sheet import sheets_in
    from ui.quickentry.sheet import QuickSheet

    window.navigate("today")
    window.registry["quick-entry"].trigger()
    sheet = sheets_in(window)[-1]
    if isinstance(sheet, QuickSheet):
        sheet.field.setText(line)
        sheet.field.moveCursor(sheet.field.textCursor().MoveOperation.End)


def _write_a_bare_note(window: MainWindow, matter_id: UUID, settle: Callable[[], None]) -> None:
    """What says nothing is pointed out once before it is kept; every fold stands open."""
    from ui.contactlog.log_sheet import LogContactSheet
    from ui.kit.sheet import sheets_in
    from ui.shell.requests import LogContactRequest

    window.ask(LogContactRequest(matter_id=matter_id))
    settle()
    sheet = next(one for one in sheets_in(window) if isinstance(one, LogContactSheet))
    sheet.form.set_values(replace(sheet.form.values(), summary="updated client"))
    for key in ("received", "identity", "costs", "letter", "files"):
        sheet.form.folds.open(key)
    sheet.apply("")


def _convey_an_offer(window: MainWindow, matter_id: UUID, settle: Callable[[], None]) -> None:
    """A kind of contact with its questions, the first of them answered."""
    from ui.contactlog.log_sheet import LogContactSheet
    from ui.kit.sheet import sheets_in
    from ui.shell.requests import LogContactRequest

    window.ask(LogContactRequest(matter_id=matter_id))
    settle()
    sheet = next(one for one in sheets_in(window) if isinstance(one, LogContactSheet))
    sheet.choose_kind("Settlement offer conveyed")
    values = sheet.form.values()
    first, *others = values.asked
    answered = replace(first, answer="$40,000 in two installments, open until Friday at noon.")
    sheet.form.set_values(replace(values, asked=(answered, *others)))


def write_a_call(window: MainWindow, matter_id: UUID, settle: Callable[[], None]) -> None:
    """A contact form with a call half written."""
    from ui.contactlog.log_sheet import LogContactSheet
    from ui.kit.sheet import sheets_in
    from ui.shell.requests import LogContactRequest

    window.ask(LogContactRequest(matter_id=matter_id))
    settle()
    sheet = next(one for one in sheets_in(window) if isinstance(one, LogContactSheet))
    values = replace(
        sheet.form.values(),
        summary="Told her that the other side asks 14 days more for its discovery responses and that the deposition "
        "then moves to January. She had hoped to be done by spring.",
        advice="Oppose (likely granted anyway, about $900 in costs) or agree and ask for a firm January date. Risk: "
        "spring calendar.",
        decision="Agree, if the deposition is fixed before January 15.",
    )
    sheet.form.set_values(values)
