"""The Audit trail page: who did what, newest first, under the days; one event opened at the side; the whole checked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple
from uuid import UUID

from PySide6.QtCore import QTimer

from app.deeds.details import DeedDetails, deed_details
from app.deeds.queries import ReaderDay, Wanted, days_of, deeds
from app.kernel.errors import LiaisonError
from app.kernel.events import Changed
from app.matters.sheet import matter_sheet
from app.people.queries import ColleagueRow, colleagues
from app.workspace import Workspace
from ui.audit.check_part import CheckPart
from ui.audit.details import show_details
from ui.audit.event_rows import Shown, groups, said, shown
from ui.audit.filters import AuditFilters
from ui.kit import tasks, theme
from ui.kit.buttons import Button, LinkButton
from ui.kit.empty import EmptyState, OrEmpty
from ui.kit.page import Page
from ui.kit.pausing import after_typing
from ui.kit.rows import RowList
from ui.kit.sidepane import SidePane
from ui.shell.requests import OpenEntry, OpenMatter

BATCH = 200
ENOUGH = 60
"""So many rows below what is seen are fetched ahead."""
PAUSE = 200


class _Found(NamedTuple):
    """A page of the trail, as words."""

    rows: tuple[Shown, ...]
    next: int | None
    today: date
    people: tuple[ColleagueRow, ...]


class AuditPage(Page):
    """Only for who may see the trail; everything is asked for a stretch at a time, so the window never waits."""

    beside_side = 480

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(said("Audit trail"))
        self._workspace = workspace
        self._rows: dict[int, Shown] = {}
        self._next: int | None = None
        self._wanted = Wanted()
        self._sought: int | None = None
        """The event that stays chosen when the same rows are read again."""
        self._round = 0
        self._asking: tasks.Task | None = None
        self._opening: tasks.Task | None = None
        self.check_button = Button(self.tr("Check the whole trail"), self._check)
        self.add_to_head(LinkButton(self.tr("Back to Firm"), lambda: self.navigate("firm")))
        self.add_to_head(self.check_button)
        self.filters = AuditFilters(workspace)
        self.checks = CheckPart(workspace)
        self.list = RowList(self.tr("What was done"), name_share=0.14)
        self.none = EmptyState(
            self.tr("Nothing in the trail fits these filters."), self.tr("Clear filters"), self.filters.clear
        )
        self._either = OrEmpty(self.list, self.none)
        self.looking = EmptyState(self.tr("Looking through the trail…"))
        self._either.addWidget(self.looking)
        for part in (self.filters, self.checks):
            self.body.addWidget(part)
        self.body.addWidget(self._either, 1)
        self.side = SidePane(self.tr("The event"))
        self.set_side(self.side, last=True)
        self._later = after_typing(self, PAUSE, self.reload)
        self.filters.changed.connect(self._later.start)
        self.checks.checked.connect(self._on_checked)
        self.checks.accepted.connect(self.reload)
        self.list.chosen.connect(self._on_list_chosen)
        self.list.opened.connect(self._on_list_opened)
        self.list.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        theme.bus().changed.connect(self._on_scrolled)

    def reload(self) -> None:
        """From the newest event, with the filters as they are."""
        self._later.stop()
        before, self._wanted = self._wanted, self.filters.wanted()
        chosen = self.list.current_key()
        self._sought = chosen if isinstance(chosen, int) and before == self._wanted else None
        self._round += 1
        self._next = None
        if self._asking is not None:
            self._asking.cancel()
        self._ask(None)
        self.checks.look()

    def show_arg(self, arg: object) -> None:
        """A matter's id: what was done in that matter."""
        if not isinstance(arg, UUID):
            return
        workspace, matter_id = self._workspace, arg

        def title() -> str:
            with workspace.read() as reader:
                return matter_sheet(reader, matter_id).row.title

        tasks.run(
            title,
            owner=self,
            done=lambda words: self.filters.show_matter(matter_id, words),
            failed=self._on_failed,
        )

    def on_changed(self, changes: Sequence[Changed]) -> None:
        """Every change is an event; who reads further down is not brought to the top."""
        self.stale = True
        if self.isVisible() and self.list.verticalScrollBar().value() == 0 and not self.checks.is_under_way:
            self._later.start()

    def focus_first(self) -> None:
        """The keyboard into the list."""
        self.list.setFocus()

    def find_here(self) -> bool:
        self.filters.matter.setFocus()
        return True

    def _ask(self, before: int | None) -> None:
        workspace, wanted, this_round = self._workspace, self._wanted, self._round

        def look() -> _Found:
            with workspace.read() as reader:
                page = deeds(reader, wanted, before_seq=before, limit=BATCH)
                people = colleagues(reader, active_only=False) if before is None else ()
                return _Found(shown(page.rows, days_of(reader)), page.next, reader.today, people)

        def show(found: _Found) -> None:
            if this_round == self._round:
                self._asking = None
                self._show(found, first=before is None)

        self._asking = tasks.run(look, owner=self, done=show, failed=self._on_failed)

    def _show(self, found: _Found, *, first: bool) -> None:
        self.errors.clear()
        self._next = found.next
        if first:
            self._rows = {}
            self.filters.set_people(found.people)
            self.list.set_groups(groups(found.rows, found.today))
            self.list.scrollToTop()
        else:
            self.list.append_groups(groups(found.rows, found.today))
        self._rows.update({one.seq: one for one in found.rows})
        self._say_what()
        if self._seek():
            return
        if self._rows and self.list.current_key() is None:
            self.list.select_first()
        if not found.rows and found.next is not None:
            self._ask(found.next)  # the trail is looked through a stretch at a time
        else:
            self._on_scrolled()

    def _seek(self) -> bool:
        """Bring what was chosen before into view again; True where more rows are read for it."""
        sought = self._sought
        if sought is None:
            return False
        if not self.list.select(sought) and self._next is not None and self._next > sought:
            self._ask(self._next)
            return True
        self._sought = None
        self.list.scrollTo(self.list.currentIndex())
        return False

    def _say_what(self) -> None:
        words = self.tr(
            "Who did what, newest first. Nobody can change it unseen. Looks are recorded for restricted matters only."
        )
        self.set_title(said("Audit trail"), words)
        if self._rows:
            self._either.setCurrentWidget(self.list)
        else:
            self._either.setCurrentWidget(self.looking if self._next is not None else self.none)
            self.side.clear()

    def _on_scrolled(self) -> None:
        """Fetch ahead of what is seen."""
        if self._next is None or self._asking is not None:
            return
        bar = self.list.verticalScrollBar()
        if bar.maximum() - bar.value() < ENOUGH * theme.px(53):
            self._ask(self._next)

    def _on_list_chosen(self, seq: object) -> None:
        if not isinstance(seq, int):
            return
        if self._opening is not None:
            self._opening.cancel()
        workspace = self._workspace

        def look() -> tuple[DeedDetails, ReaderDay]:
            with workspace.read() as reader:
                return deed_details(reader, seq), days_of(reader)

        def show(found: tuple[DeedDetails, ReaderDay]) -> None:
            if self.list.current_key() == seq:
                show_details(self.side, *found)

        self._opening = tasks.run(look, owner=self, done=show, failed=self._on_failed)

    def _on_list_opened(self, seq: object) -> None:
        """Enter or a double click: to what the event speaks of."""
        row = self._rows.get(seq) if isinstance(seq, int) else None
        if row is not None and row.kind == "entry" and row.object_id is not None:
            self.request(OpenEntry(row.object_id))
        elif row is not None and row.matter_id is not None:
            self.request(OpenMatter(row.matter_id))

    def _check(self) -> None:
        self.check_button.setEnabled(False)
        self.checks.check()

    def _on_checked(self) -> None:
        self.check_button.setEnabled(True)
        # The result took room.
        QTimer.singleShot(0, self, lambda: self.list.scrollTo(self.list.currentIndex()))
        self._later.start()

    def _on_failed(self, error: Exception) -> None:
        self._asking = None
        if not isinstance(error, LiaisonError):
            raise error
        self.errors.show_error(error)

    def rows(self) -> tuple[Shown, ...]:
        """The events fetched so far."""
        return tuple(self._rows.values())
