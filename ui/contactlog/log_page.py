"""All contacts, newest first, with filters; a page at a time, so that a million rows open as fast as ten."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from PySide6.QtCore import QTimer

from app.contactlog.listing import Cursor, LogFilter, LogPage, LogRow, count_fitting, log_page
from app.kernel.errors import LiaisonError
from app.kernel.moments import local_moment
from app.workspace import Workspace
from ui.contactlog.log_filters import LogFilters
from ui.contactlog.log_rows import columns
from ui.kit import tasks, theme
from ui.kit.empty import EmptyState, OrEmpty
from ui.kit.page import Page
from ui.kit.rights import writes
from ui.kit.tables import RowTable
from ui.shell.requests import LogContactRequest, OpenEntry

BATCH = 200
"""Rows of one page."""
ENOUGH = 60
"""So many rows below what is seen are fetched ahead."""


class ContactLogPage(Page):
    """The list of entries. Opening a row asks the window for the entry."""

    kinds = frozenset({"entry"})

    def __init__(self, workspace: Workspace) -> None:
        super().__init__("Contact log")
        self._workspace = workspace
        self._next: Cursor | None = None
        self._wanted = LogFilter()
        self._round = 0
        self._asking: tasks.Task | None = None
        self.filters = LogFilters(workspace)
        self.table: RowTable[LogRow] = RowTable(
            columns(self._now), name=self.tr("Contacts"), key=lambda row: row.id
        )
        self.none_yet = EmptyState(
            self.tr("Nothing is logged yet. The first call, letter or meeting will stand here."),
            self.tr("Log contact"),
            self._on_log_clicked,
        )
        self.none_fits = EmptyState(
            self.tr("No contact fits these filters."), self.tr("Clear filters"), self._clear
        )
        writes(workspace, self.none_yet.button)
        self._either = OrEmpty(self.table, self.none_yet)
        self._either.addWidget(self.none_fits)
        self.body.addWidget(self.filters)
        self.body.addWidget(self._either, 1)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(200)
        self._later.timeout.connect(self.reload)
        self.filters.changed.connect(self._later.start)
        self.table.opened.connect(self._on_table_opened)
        self.table.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        theme.bus().changed.connect(self._on_scrolled)

    def reload(self) -> None:
        """From the top, with the filters as they are."""
        self._later.stop()
        self._wanted = self._filter()
        self._round += 1
        self._next = None
        self._ask(None, first=True)
        self._count()

    def focus_first(self) -> None:
        """The keyboard into the list."""
        self.table.setFocus()

    def _now(self) -> datetime:
        return self._workspace.clock.now().astimezone(self._workspace.zone)

    def _filter(self) -> LogFilter:
        now = self._now()
        first, last = self.filters.days(now.date())
        since = local_moment(first, time(), now) if first else None
        before = local_moment(last + timedelta(days=1), time(), now) if last else None
        whom = self.filters.whom()
        return LogFilter(
            words=self.filters.words.text(),
            matter_id=whom.matter_id if whom else None,
            client_id=whom.client_id if whom and whom.matter_id is None else None,
            channels=self.filters.channels(),
            since=since,
            before=before,
        )

    def _ask(self, after: Cursor | None, *, first: bool = False) -> None:
        workspace, wanted, this_round = self._workspace, self._wanted, self._round
        if self._asking is not None and first:
            self._asking.cancel()

        def look() -> LogPage:
            with workspace.read() as reader:
                return log_page(reader, wanted, after, BATCH)

        def show(page: LogPage) -> None:
            if this_round == self._round:
                self._asking = None
                self._show(page, first=first)

        self._asking = tasks.run(look, owner=self, done=show, failed=self._on_failed)

    def _show(self, page: LogPage, *, first: bool) -> None:
        self._next = page.next
        if first:
            self.table.set_rows(list(page.rows))
            self.table.scrollToTop()
        else:
            self.table.rows_model.append(page.rows)
        shown = self.table.rows_model.rowCount()
        if self._wanted.words.strip():
            self._say_count(shown, so_far=page.next is not None)
        if shown or page.next is None:
            self._either.setCurrentWidget(
                self.table if shown else self.none_fits if self.filters.active() else self.none_yet
            )
        if not page.rows and page.next is not None:
            self._ask(page.next)  # words are looked for a stretch at a time
        else:
            self._on_scrolled()

    def _on_scrolled(self) -> None:
        """Fetch ahead of what is seen."""
        if self._next is None or self._asking is not None:
            return
        bar = self.table.verticalScrollBar()
        if bar.maximum() - bar.value() < ENOUGH * theme.px(53):
            self._ask(self._next)

    def _count(self) -> None:
        workspace, wanted, this_round = self._workspace, self._wanted, self._round

        def look() -> int | None:
            with workspace.read() as reader:
                return count_fitting(reader, wanted)

        def show(count: int | None) -> None:
            if this_round == self._round and count is not None:
                self._say_count(count)

        tasks.run(look, owner=self, done=show, failed=self._on_failed)

    def _say_count(self, count: int, *, so_far: bool = False) -> None:
        """The line under the title; where words are looked for, what was found until now."""
        said = self.tr("1 contact") if count == 1 else self.tr("{count} contacts").format(count=f"{count:,}")
        if so_far:
            said = self.tr("{said} so far").format(said=said)
        self.set_title(self.tr("Contact log"), said)

    def _on_failed(self, error: Exception) -> None:
        self._asking = None
        if not isinstance(error, LiaisonError):
            raise error
        self.errors.show_error(error)

    def _on_table_opened(self, entry_id: object) -> None:
        self.requested.emit(OpenEntry(entry_id))  # type: ignore[arg-type] # the key of a row is its id

    def _on_log_clicked(self) -> None:
        self.requested.emit(LogContactRequest())

    def _clear(self) -> None:
        self.filters.clear()

    def rows(self) -> Sequence[LogRow]:
        """The rows fetched so far."""
        return self.table.rows_model.rows()
