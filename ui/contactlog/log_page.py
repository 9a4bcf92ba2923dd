"""All contacts, newest first, and the one box that finds any of them again: what was typed is looked for at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from app.kernel.days import Order
from app.kernel.errors import LiaisonError
from app.kernel.language import tr
from app.reports.found.out import TakenOut
from app.search.asking import Asked, parse
from app.search.completing import Completion, complete
from app.search.marking import marks
from app.search.saved import SavedSearch
from app.settings.queries import firm
from app.workspace import Workspace
from ui.contactlog.log_filters import LogFilters
from ui.contactlog.log_rows import columns
from ui.contactlog.note_words import note_called
from ui.contactlog.row_menu import give_menu
from ui.kit import tasks, theme
from ui.kit.bars import MessageBar
from ui.kit.buttons import Button
from ui.kit.empty import EmptyState, OrEmpty
from ui.kit.going import go_to
from ui.kit.keeper import DraftKeeper
from ui.kit.page import Page
from ui.kit.rights import writes
from ui.kit.tables import RowTable
from ui.search.box import SearchBox
from ui.search.finder import Finder
from ui.search.kept_words import SearchDraft, kept_search
from ui.search.looking import BLANK, Line, Looked, Start
from ui.search.paged import PagedModel
from ui.search.saved_forms import RenameSearchForm, SavedSheet, SaveSearchForm, find_saved, remove_saved
from ui.search.saved_line import SavedLine
from ui.search.stateline import StateLine
from ui.search.words import counted, counted_of, unclear_words
from ui.shell.going_on import going_on
from ui.shell.requests import BringInFiles, LogContactRequest, OpenEntry, PrintNote, SearchLog

AHEAD = 60
"""So many rows below what is seen are fetched ahead."""
MOST_AGAIN = 2_000
"""So many are read again at once when something changed."""


class ContactLogPage(Page):
    """The list of entries. Opening a row asks the window for the entry."""

    kinds = frozenset({"entry", "saved_search"})

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(tr("Contact log"))
        self._workspace = workspace
        self._asked = Asked("", ())
        self._count: int | None = None
        self._order: Order = "dmy"
        self._to_list = False
        self._wanted: object | None = None  # the row to go on at when what is shown is read again
        # How many rows were there then, and how far it was scrolled.
        self._place: tuple[int, int] | None = None
        self.finder = Finder(workspace, self)
        self.box = SearchBox(self._complete)
        self.filters = LogFilters(workspace, lambda: self._parse(self.box.text()))
        self.state = StateLine(self._on_stop, self.finder.go_on)
        self.messages = MessageBar(self)
        self.saved = SavedLine(workspace)
        self.take_out = Button(self.tr("Export…"), self._on_take_out)
        self.bring = Button(self.tr("Import…"), lambda: self.request(BringInFiles()))
        writes(workspace, self.bring)
        self.add_to_head(self.bring)
        self.add_to_head(self.take_out)
        self._build_table()
        self._keeper = DraftKeeper(SearchDraft(workspace), lambda: self.box.text().strip() or None, self)
        self._line = QHBoxLayout()
        self._line.addWidget(self.box, 1)
        self.body.addLayout(self._line)
        self.body.addWidget(self.filters)
        self.body.addWidget(self.saved)
        self.body.addWidget(self.state)
        self.body.addWidget(self._either, 1)
        self.box.asked.connect(self._on_box_asked)
        self.box.textChanged.connect(self._on_box_changed)
        self.box.left.connect(self._enter_list)
        self.filters.wrote.connect(self.box.put)
        self._connect_finder()
        self._connect_saved()
        theme.bus().changed.connect(self._on_box_changed)
        self._read_kept()

    def _build_table(self) -> None:
        shown = columns(self._now)
        self._model: PagedModel[Line, Start] = PagedModel(shown, BLANK, self._refill)
        self.table: RowTable[Line] = RowTable(
            shown, name=self.tr("Contacts"), key=lambda line: line.id, model=self._model, keep="contacts"
        )
        self._model.setParent(self.table)
        self.table.opened.connect(self._on_table_opened)
        give_menu(
            self.table,
            self._on_table_opened,
            self.print_here,
            lambda: note_called(self._workspace),
            self.flag_concern if writes(self._workspace) else None,
        )
        self.table.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self.none_yet = EmptyState(
            self.tr("Nothing is logged yet. The first call, letter or meeting will stand here."),
            self.tr("Log contact"),
            self._on_log_clicked,
        )
        self.none_fits = EmptyState(
            self.tr(
                "Nothing that was ever said fits. Fewer words find more, and so does the beginning of one with a "
                "star behind it: depos*"
            ),
            self.tr("Show all contacts"),
            lambda: self.box.put(""),
        )
        writes(self._workspace, self.none_yet.button)
        self._either = OrEmpty(self.table, self.none_yet)
        self._either.addWidget(self.none_fits)

    def _connect_finder(self) -> None:
        self.finder.began.connect(self._on_finder_began)
        self.finder.went_on.connect(self._on_finder_went_on)
        self.finder.refilled.connect(lambda number, page: self._model.put(number, page.lines))
        self.finder.counted.connect(self._on_finder_counted)
        self.finder.ran.connect(self._on_finder_ran)
        self.finder.failed.connect(self._on_failed)

    def _connect_saved(self) -> None:
        self.saved.chosen.connect(self._on_saved_chosen)
        self.saved.all_wanted.connect(self.show_saved)
        self.saved.save_wanted.connect(self.save_search)
        self.saved.rename_wanted.connect(self._on_rename_wanted)
        self.saved.remove_wanted.connect(
            lambda one: remove_saved(self, self._workspace, one, self.saved.reload)
        )
        writes(self._workspace, self.saved.save)

    def reload(self) -> None:
        """Once more, with the words as they are; who has scrolled down stays there."""
        self._wanted = self.table.current_key()
        self._place = (
            min(self._model.rowCount(), MOST_AGAIN),
            self.table.verticalScrollBar().value(),
        )
        self._ask(self._parse(self.box.text(), typing=True))
        self.saved.reload()

    def save_search(self) -> None:
        """Give what stands in the box a name."""
        SaveSearchForm(self, self._workspace, self.box.text()).open()

    def show_saved(self) -> SavedSheet:
        """All saved searches."""
        sheet = SavedSheet(self, self._workspace)
        sheet.chosen.connect(self._on_saved_chosen)
        sheet.open()
        return sheet

    def reopen(self, form: str, thing: UUID | None) -> bool:
        if form == "save-search":
            self.save_search()
        elif form == "rename-search" and thing is not None:
            workspace = self._workspace
            tasks.run(lambda: find_saved(workspace, thing), owner=self, done=self._on_rename_wanted)
        else:
            return False
        return True

    def show_arg(self, arg: object) -> None:
        """Words that were typed elsewhere."""
        if isinstance(arg, SearchLog) and arg.words != self.box.text():
            self.box.put(arg.words)

    def find_here(self) -> bool:
        self.box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.box.selectAll()
        return True

    def focus_first(self) -> None:
        """The keyboard into the box: one comes here to find something."""
        self.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def keep_last(self) -> None:
        self._keeper.keep_last()

    def marks(self, text: str) -> list[tuple[int, int]]:
        """Which letters of a text are the words looked for, each from a start up to an end."""
        return [(mark.start, mark.start + mark.length) for mark in marks(text, self._asked)]

    def step_found(self, by: int) -> UUID | None:
        """Go to the next entry of the list (1) or the one before (-1); its id, None where there is none."""
        line = self.table.currentIndex().row() + by
        if not 0 <= line < self._model.rowCount():
            return None
        go_to(self.table, self._model.index(line, 0))
        row = self._model.row(line)
        return row.id if row is not BLANK else None

    def show_pending(self, pending: int) -> None:
        """So many entries are not read for the search yet; when all are, what was found is looked for once more: a file
        may say it, too."""
        self.state.show_pending(pending)
        if not pending and not self._asked.is_empty:
            self.mark_stale()

    def asked(self) -> Asked:
        """What is looked for now."""
        return self._asked

    def log_begins_with(self) -> object:
        lines = [line for line in self.table.selected_rows() if line is not BLANK]
        return going_on(lines[0].row) if len(lines) == 1 else None

    def flag_concern(self, key: object) -> None:
        """Keep as a concern what was heard in a contact."""
        from ui.concerns.flagging import open_flag  # seldom wanted

        if isinstance(key, UUID):
            open_flag(self, self._workspace, key)

    def print_here(self) -> bool:
        """See the note of the one entry that is chosen."""
        lines = [line for line in self.table.selected_rows() if line is not BLANK]
        if len(lines) == 1:
            self.request(PrintNote(lines[0].id))
        return len(lines) == 1

    def rows(self) -> Sequence[Line]:
        """The rows in memory."""
        return self._model.rows()

    def _now(self) -> datetime:
        return self._workspace.local_now

    def _parse(self, text: str, *, typing: bool = False) -> Asked:
        return parse(text, self._now().date(), self._order, typing=typing)

    def _complete(self, text: str, cursor: int) -> Sequence[Completion]:
        with self._workspace.read() as reader:
            return complete(reader, text, cursor)

    def _read_kept(self) -> None:
        workspace = self._workspace

        def look() -> tuple[Order, str]:
            with workspace.read() as reader:
                return firm(reader).details.day_order, kept_search(reader)

        def show(known: tuple[Order, str]) -> None:
            self._order, text = known
            if text and not self.box.text():
                self._keeper.took_over(text)
                self.box.put(text)

        tasks.run(look, owner=self, done=show)

    def _on_box_changed(self) -> None:
        asked = self._parse(self.box.text())
        self.box.show_asked(asked)
        self.filters.show_asked(asked)
        self.saved.offer_saving(self.box.text())

    def _on_box_asked(self, finished: bool) -> None:
        asked = self._parse(self.box.text(), typing=not finished)
        self._to_list = finished
        self.state.show_unclear(unclear_words(asked))
        if asked != self._asked or finished:
            self._place = None
            self._ask(asked)

    def _ask(self, asked: Asked) -> None:
        self._asked = asked
        self._count = None
        self.finder.ask(asked)

    def _on_saved_chosen(self, query: str) -> None:
        self.box.put(query)
        self._to_list = True

    def _on_rename_wanted(self, search: object) -> None:
        if isinstance(search, SavedSearch):
            RenameSearchForm(self, self._workspace, search).open()

    def _on_take_out(self) -> None:
        from ui.search.export_sheet import ExportSheet, found_sheet

        sheet = ExportSheet(self, self._workspace, self._asked, self._count)
        sheet.taken_out.connect(self._on_taken_out)
        asked = self._asked

        def see() -> None:
            pages = found_sheet(self, self._workspace, asked)
            pages.left.connect(self.messages.say)
            pages.open()

        sheet.pages_wanted.connect(see)
        sheet.open()

    def _on_taken_out(self, out: TakenOut) -> None:
        said = self.tr("{count} are in {file}.").format(count=counted(out.count), file=out.file.name)
        self.messages.say(said)

    def _on_finder_began(self, page: Looked) -> None:
        self.errors.clear()
        self._model.start(page.lines)
        self.table.scrollToTop()
        empty = self.none_yet if self._asked.is_empty else self.none_fits
        self._either.setCurrentWidget(self.table if page.lines else empty)
        self._after_page()
        if self._to_list and page.lines:
            self._enter_list()

    def _on_finder_went_on(self, page: Looked, after: Start) -> None:
        self._model.go_on(page.lines, after)
        self._after_page()

    def _after_page(self) -> None:
        self.state.show_pending(self.finder.pending)
        self._say_count()
        self._on_scrolled()
        self._find_place()

    def _find_place(self) -> None:
        """Where the list was before it was read again, as soon as so many rows are there."""
        if self._place is None:
            return
        rows, height = self._place
        if self._model.rowCount() < rows and self.finder.has_more:
            self.finder.go_on()
            return
        self._place = None
        line = self._model.line_of(lambda one: one.id == self._wanted)
        if line >= 0:
            go_to(self.table, self._model.index(line, 0))
        self.table.verticalScrollBar().setValue(height)

    def _on_finder_counted(self, count: int) -> None:
        self._count = count
        self._say_count()

    def _on_finder_ran(self, running: bool) -> None:
        self.state.show_running(running=running, stopped=self.finder.is_stopped)

    def _say_count(self) -> None:
        said = counted_of(
            self._model.rowCount(), self._count, more=self.finder.has_more, asked=not self._asked.is_empty
        )
        self.set_title(self.tr("Contact log"), said)

    def _on_scrolled(self) -> None:
        """Fetch ahead of what is seen."""
        bar = self.table.verticalScrollBar()
        if bar.maximum() - bar.value() < AHEAD * theme.px(53) and not self.finder.is_stopped:
            self.finder.go_on()

    def _refill(self, number: int, after: Start) -> None:
        self.finder.refill(number, after, self._model.size_of(number))

    def _enter_list(self) -> None:
        """The keyboard into the list."""
        self._to_list = False
        if self._model.rowCount():
            if not self.table.currentIndex().isValid():
                go_to(self.table, self._model.index(0, 0))
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_stop(self) -> None:
        self.finder.stop()
        self._say_count()

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, LiaisonError):
            raise error
        self.errors.show_error(error)

    def _on_table_opened(self, entry_id: object) -> None:
        if isinstance(entry_id, UUID) and entry_id != BLANK.id:
            among = self if not self._asked.is_empty else None
            self.requested.emit(OpenEntry(entry_id, among))

    def _on_log_clicked(self) -> None:
        self.requested.emit(LogContactRequest())

    def _restyle(self) -> None:
        super()._restyle()
        self.body.setSpacing(theme.px(8))
