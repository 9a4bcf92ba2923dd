"""What is done from the rows of developments: told, shown, put into plain words, corrected, withdrawn."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QMenu

from app.contactlog.corrections import restore_development
from app.contactlog.date_turns import announce_key_date
from app.contactlog.undoing import development_way
from app.owed.news import NewsStanding
from app.workspace import Workspace
from ui.kit import tasks
from ui.kit.rights import writes
from ui.matters.correction_forms import CorrectDevelopmentForm, withdraw_development_form
from ui.matters.list_tab import ListTab
from ui.matters.news_tab import DATE, NEWS
from ui.matters.versions_sheet import VersionsSheet

if TYPE_CHECKING:
    from ui.matters.page import MatterPage


class NewsDoings(QObject):
    """The tab's button acts on what nobody told; a row's own on the row; its menu has the rest."""

    def __init__(self, page: MatterPage, workspace: Workspace) -> None:
        super().__init__(page)
        self._page, self._workspace = page, workspace

    def watch(self, tab: ListTab) -> None:
        """Act on the rows of the tab."""
        tab.rows.acted.connect(self.act)
        tab.rows.opened.connect(self.open)
        tab.rows.more_asked.connect(self._show_menu)

    def act(self, key: object) -> None:
        """What the button of a row says."""
        found = self.found(key)
        if isinstance(key, tuple) and key[0] == DATE:
            self.announce(key[1])
        elif found is not None and found.row.id in self._untold():
            self._page.tell_client(found.row.id)
        elif found is not None:
            self.open(key)

    def open(self, key: object) -> None:
        """Go to the entry that told it, on the timeline; else to the development itself."""
        found = self.found(key)
        if found is not None:
            self._page.tabs.show_on_timeline(found.first.entry_id if found.first else found.row.id)

    def announce(self, key_date_id: UUID) -> None:
        """Write down for the client what became of a date."""

        def work() -> None:
            with self._workspace.write() as tx:
                announce_key_date(tx, key_date_id)

        tasks.run(work, owner=self._page, failed=self._page.errors.show_error)

    def correct(self, development_id: UUID) -> None:
        """Say what is right, and why."""
        view, found = self._page.view, self.found((NEWS, development_id))
        if view is not None and found is not None and found.row.withdrawn_at is None:
            self._page.forms.open(
                CorrectDevelopmentForm(self._page, self._workspace, view.desk, found, view.terms)
            )

    def withdraw(self, development_id: UUID) -> None:
        """It did not happen, or not here."""
        found = self.found((NEWS, development_id))
        if found is not None and found.row.withdrawn_at is None:
            self._page.forms.open(withdraw_development_form(self._page, self._workspace, found.row))

    def restore(self, development_id: UUID) -> None:
        """It happened after all."""
        restore = partial(restore_development, development_id=development_id)
        self._page.doing.run(development_way(development_id), restore, self.tr("It counts again"))

    def found(self, key: object) -> NewsStanding | None:
        """The development of a row."""
        view = self._page.view
        if view is None or not isinstance(key, tuple) or key[0] != NEWS:
            return None
        return next((one for one in view.news if one.row.id == key[1]), None)

    def add_to(self, menu: QMenu, development_id: UUID) -> None:
        """The quiet other things to do about a development."""
        found = self.found((NEWS, development_id))
        if found is None:
            return
        row, actions = found.row, []
        if row.withdrawn_at is None:
            if row.id in self._untold():
                actions.append(
                    menu.addAction(self.tr("Tell the client…"), lambda: self._page.tell_client(row.id))
                )
            actions.append(
                menu.addAction(self.tr("In plain words…"), lambda: self._page.forms.say_plainly(row.id))
            )
            actions.append(menu.addAction(self.tr("Correct…"), lambda: self.correct(row.id)))
            actions.append(menu.addAction(self.tr("Withdraw…"), lambda: self.withdraw(row.id)))
        else:
            actions.append(menu.addAction(self.tr("Bring it back"), lambda: self.restore(row.id)))
        writes(self._workspace, *actions)
        if row.version > 1:
            menu.addAction(self.tr("What it said before…"), lambda: self.show_versions(row.id))

    def show_versions(self, development_id: UUID) -> None:
        """Every version, with who wrote it, when and why."""
        sheet = VersionsSheet(self._page, self._workspace, development_id, of_key_date=False)
        self._page.forms.open(sheet)

    def _untold(self) -> tuple[UUID, ...]:
        return self._page.view.untold if self._page.view is not None else ()

    def _show_menu(self, key: object, at: QPoint) -> None:
        found = self.found(key)
        if found is None:
            return
        menu = QMenu(self._page)
        menu.addAction(
            self.tr("Show the entry that told it") if found.first else self.tr("Show on the timeline"),
            lambda: self.open(key),
        )
        self.add_to(menu, found.row.id)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)
