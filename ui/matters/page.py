"""The page of a matter: what this client wants, what is owed, and what happened."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu

from app.contactlog.words import Direction
from app.kernel.errors import NotFound
from app.kernel.rights import Right
from app.matters.courts import court_said
from app.workspace import Workspace
from ui.kit import tasks
from ui.kit.banner import Banner
from ui.kit.buttons import Button
from ui.kit.menus import open_from
from ui.kit.page import Page
from ui.kit.rights import reason, writes
from ui.kit.sidepane import SidePane
from ui.kit.undo import Undoable
from ui.matters.form_doings import FormDoings
from ui.matters.load import MatterView
from ui.matters.matter_tabs import MatterTabs
from ui.matters.news_doings import NewsDoings
from ui.matters.row_doings import RowDoings
from ui.matters.shown import Shown, read_matter
from ui.matters.side import side_groups
from ui.matters.state_chips import state_chips
from ui.shell.requests import LogContactRequest, WriteUpdate
from ui.today.sentences import read_channel


class MatterPage(Page):
    """Shows the matter whose id `show_arg` is given."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(QCoreApplication.translate("Matter", "Matter"))
        self._workspace = workspace
        self._matter_id: UUID | None = None
        self.view: MatterView | None = None
        self.title.setText("")
        self.forms = FormDoings(self, workspace)
        self._add_head()
        self.wants = Banner()
        self.doing = Undoable(self, workspace)
        self.rows = RowDoings(self, workspace, self.doing)
        self.news = NewsDoings(self, workspace)
        self.tabs = MatterTabs(self, workspace)
        self.remember(self.tabs)
        self.body.addWidget(self.wants)
        self.body.addWidget(self.tabs, 1)
        self.side = SidePane(self.tr("Facts about the client and the matter"))
        self.set_side(self.side)

    @property
    def matter_id(self) -> UUID | None:
        """The matter that is shown."""
        return self._matter_id

    def show_arg(self, arg: object) -> None:
        if isinstance(arg, UUID) and arg != self._matter_id:
            self._matter_id = arg
            self._clear()
            self.mark_stale()

    def reload(self) -> None:
        matter_id = self._matter_id
        around = self.tabs.history.around()
        if matter_id is not None:
            tasks.run(
                lambda: read_matter(self._workspace, matter_id, around),
                owner=self,
                done=self._show,
                failed=partial(self._on_failed, matter_id),
            )

    def _on_failed(self, matter_id: UUID, error: Exception) -> None:
        """What was restricted or destroyed meanwhile is for nobody here to see: nothing of it stays on the page."""
        if isinstance(error, NotFound) and matter_id == self._matter_id:
            self._clear()
        self.errors.show_error(error)

    def _add_head(self) -> None:
        self.update_button = Button(self.tr("Write update…"), self.write_update)
        self.add = Button(self.tr("Add…"), self._on_add_clicked)
        self.edit = Button(self.tr("Edit"), self.forms.edit)
        self.history = Button(self.tr("History…"), self.print_history)
        self.history.setToolTip(self.tr("Print or save the contact history, with every version"))
        for button in (self.update_button, self.add, self.edit, self.history):
            self.add_to_head(button)
        self.add_menu = QMenu(self)
        self.add_menu.setToolTipsVisible(True)
        for words, slot in (
            (self.tr("Development…"), self.forms.add_development),
            (self.tr("Key date…"), self.forms.add_key_date),
            (self.tr("Follow-up…"), self.forms.add_follow_up),
            (self.tr("Fees…"), self.forms.state_costs),
            (self.tr("Concern…"), self.forms.add_concern),
            (self.tr("Update schedule…"), self.forms.set_schedule),
            (self.tr("“No news” update…"), self.forms.no_news),
            (self.tr("Engagement terms…"), self.forms.write_terms),
            (self.tr("Document received or owed…"), self.forms.add_document),
            (self.tr("End the matter…"), self.forms.end_matter),
            (self.tr("Feedback of the client…"), self.forms.add_feedback),
        ):
            self.add_menu.addAction(words, slot)
        self.add_menu.addSeparator()
        self.wall = QAction(self)
        self.wall.triggered.connect(self.forms.restrict)
        self.add_menu.addAction(self.wall)
        if self._workspace.may(Right.AUDIT):
            self.add_menu.addAction(self.tr("Audit trail of this matter"), self.show_audit)
        shortcut = QShortcut(QKeySequence("Ctrl+E"), self, self.forms.edit)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.may_write = writes(self._workspace, self.update_button, self.add, self.edit, shortcut)

    def _clear(self) -> None:
        self.view = None
        self.set_title("")
        self.wants.say("", "")
        self.side.clear()
        self.tabs.clear()

    def _show(self, shown: Shown) -> None:
        view = shown.view
        if view.sheet.row.id != self._matter_id:  # another matter was asked for meanwhile
            return
        self.view = view
        self.errors.clear()
        row = view.sheet.row
        over = " · ".join(
            part for part in (row.number, row.court_number, court_said(row.court), row.practice_area) if part
        )
        self.set_title(row.title, overline=over, chips=state_chips(view))
        self._show_wants(view)
        self._show_wall(view)
        self.tabs.show_matter(shown)
        self.side.set_groups(side_groups(view))

    def _show_wants(self, view: MatterView) -> None:
        first = view.client.details.first_name or view.client.name
        wants = view.sheet.details.priorities
        said = self.tr("What {name} wants first:").format(name=first) if wants else ""
        self.wants.say(said, wants)

    def _show_wall(self, view: MatterView) -> None:
        stands = view.wall is not None
        self.wall.setText(self.tr("Who sees this matter…") if stands else self.tr("Restrict this matter…"))
        self.wall.setEnabled(view.may_restrict)
        self.wall.setToolTip("" if view.may_restrict else reason(Right.RESTRICT))

    def show_audit(self) -> None:
        """Who did what in this matter."""
        self.navigate("audit", self._matter_id)

    def reopen(self, form: str, thing: UUID | None) -> bool:
        return self.forms.reopen(form, thing) or (self.may_write and self.tabs.care.reopen(form, thing))

    def write_update(self) -> None:
        """What happened since the last update, as a letter, an e-mail or a call."""
        if self._matter_id is not None:
            self.request(WriteUpdate(self._matter_id))

    def tell_client(self, *development_ids: UUID) -> None:
        """Log a contact that tells these developments."""
        contact = self.contact(tells=development_ids)
        if contact is not None:
            self.request(contact)

    def contact(self, tells: tuple[UUID, ...]) -> LogContactRequest | None:
        """A contact with the client as they prefer it, which tells these developments; None before all was read."""
        if self.view is None:
            return None
        channel = read_channel(self.view.client.details.preferred_channel)
        return LogContactRequest(
            self.view.sheet.row.id, self.view.client.id, channel, Direction.OUT, tells=tells
        )

    def log_begins_with(self) -> object:
        if self._matter_id is None:
            return None
        found = None
        if self.tabs.history.timeline.isVisible():
            found = self.tabs.history.begins_with()
        elif self.tabs.follow_ups.isVisible():
            found = self.rows.asked(self.tabs.follow_ups.rows.picked_key())
        return found or LogContactRequest(self._matter_id)

    def print_here(self) -> bool:
        return self.tabs.history.isVisible() and self.tabs.history.print_here()

    def print_history(self) -> None:
        """See the contact history as it will be printed, and print or save it."""
        if self.view is not None:
            from ui.reports.papers import (
                history_sheet,  # papers are seldom wanted, and the window starts with this page
            )

            row = self.view.sheet.row
            history_sheet(self, self._workspace, row.id, row.number, self.view.desk).open()

    def _on_add_clicked(self) -> None:
        open_from(self.add_menu, self.add)
