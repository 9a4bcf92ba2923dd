"""Saving a search, renaming it, taking it away, and the sheet with all of them."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.kernel.errors import LiaisonError
from app.search.saved import (
    SavedSearch,
    remove_search,
    rename_search,
    save_search,
    saved_searches,
    share_search,
)
from app.storage.transaction import Transaction
from app.workspace import Workspace
from ui.kit import chips, tasks, theme
from ui.kit.bars import ErrorBar
from ui.kit.buttons import Button
from ui.kit.check import Check
from ui.kit.dialogs import confirm
from ui.kit.empty import EmptyState, OrEmpty
from ui.kit.fields import TextField
from ui.kit.formsheet import Command, FormSheet
from ui.kit.rights import writes
from ui.kit.row_model import Row
from ui.kit.rows import RowList
from ui.kit.sheet import Sheet
from ui.kit.sheet_draft import Keep
from ui.search.saved_line import Counted, counted, list_saved
from ui.search.words import counted as said_count


class SaveSearchForm(FormSheet):
    """A name for what stands in the box; for oneself or for the firm."""

    def __init__(self, over: QWidget, workspace: Workspace, query: str) -> None:
        super().__init__(over, workspace, over.tr("Save this search"), keep=Keep("save-search"))
        self._query = query.strip()
        self.name = TextField(self.tr("For instance: Offers not answered"))
        self.query = TextField(text=self._query)
        self.shared = Check(self.tr("Everybody in the firm may use it"))
        self.form.add(self.tr("Name"), self.name, "name")
        self.form.add(self.tr("Search"), self.query, "query")
        self.form.add("", self.shared, "shared")

    def command(self) -> Command:
        name, query, shared = self.name.text(), self.query.text(), self.shared.isChecked()
        return lambda tx: save_search(tx, name, query, shared=shared)


class RenameSearchForm(FormSheet):
    """Another name."""

    def __init__(self, over: QWidget, workspace: Workspace, search: SavedSearch) -> None:
        super().__init__(over, workspace, over.tr("Rename the search"), keep=Keep("rename-search", search.id))
        self._id = search.id
        self.name = TextField(text=search.name)
        self.shared = Check(self.tr("Everybody in the firm may use it"))
        self.shared.setChecked(search.is_shared)
        self.form.add(self.tr("Name"), self.name, "name")
        self.form.add("", self.shared, "shared")
        self.name.selectAll()

    def command(self) -> Command:
        search_id, name, shared = self._id, self.name.text(), self.shared.isChecked()

        def write(tx: Transaction) -> None:
            rename_search(tx, search_id, name)
            share_search(tx, search_id, shared=shared)

        return write


def remove_saved(
    over: QWidget, workspace: Workspace, search: SavedSearch, done: Callable[[], object]
) -> None:
    """Ask, then take it away: it cannot be undone."""

    def work() -> None:
        with workspace.write() as tx:
            remove_search(tx, search.id)

    confirm(
        over,
        over.tr("Take away “{name}”?").format(name=search.name),
        over.tr("Only the saved search goes; the contacts stay."),
        over.tr("Take away"),
        lambda: tasks.run(work, owner=over, done=lambda _: done()),
    )


class SavedSheet(Sheet):
    """All saved searches: Enter asks one again, F2 renames it, Delete takes it away. `chosen(query)`."""

    chosen = Signal(str)

    def __init__(self, over: QWidget, workspace: Workspace) -> None:
        super().__init__(over, over.tr("Saved searches"), width=720)
        self._workspace = workspace
        self._rows: dict[UUID, Counted] = {}
        self.errors = ErrorBar()
        self.list = RowList(self.tr("Saved searches"), name_share=0.42)
        self.list.setMinimumHeight(theme.px(320))
        self.list.opened.connect(self._on_list_opened)
        self._either = OrEmpty(
            self.list, EmptyState(self.tr("No search is saved yet. Search for something, then save it."))
        )
        self.body.addWidget(self.errors)
        self.body.addWidget(self._either)
        self.rename = Button(self.tr("&Rename…"), self._on_rename)
        self.remove = Button(self.tr("&Take away…"), self._on_remove)
        self.add_buttons(self.tr("Search"), cancel=self.tr("Close"))
        self._foot_row.insertWidget(0, self.rename)
        self._foot_row.insertWidget(1, self.remove)
        writes(workspace, self.rename, self.remove)
        for key, act in (
            (Qt.Key.Key_F2, self._on_rename),
            (Qt.Key.Key_Delete, self._on_remove),
        ):
            QShortcut(QKeySequence(key), self.list, act).setContext(Qt.ShortcutContext.WidgetShortcut)
        self.list.chosen.connect(lambda _: self._show_possible())
        self.reload()

    def reload(self) -> None:
        """Read them and count what fits each."""
        workspace = self._workspace

        def work(task: tasks.Task) -> list[Counted]:
            return counted(workspace, list_saved(workspace), task)

        tasks.run_search(work, owner=self, done=self._show, failed=self._on_failed)

    def apply(self, button: str) -> None:
        self._on_list_opened(self.list.current_key())

    def _show(self, rows: list[Counted]) -> None:
        self._rows = {one.search.id: one for one in rows}
        self.list.set_rows([_row(self, one) for one in rows])
        if self.list.current_key() is None:
            self.list.select_first()
        self._either.show_full(bool(rows))
        self._show_possible()
        if rows:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _current(self) -> SavedSearch | None:
        key = self.list.current_key()
        return self._rows[key].search if isinstance(key, UUID) and key in self._rows else None

    def _show_possible(self) -> None:
        search = self._current()
        self.accept_button.setEnabled(search is not None)
        for button in (self.rename, self.remove):
            button.setEnabled(search is not None and search.is_mine)

    def _on_list_opened(self, key: object) -> None:
        if isinstance(key, UUID) and key in self._rows:
            query = self._rows[key].search.query
            self.accept()
            self.chosen.emit(query)

    def _on_rename(self) -> None:
        search = self._current()
        if search is not None and self.rename.isEnabled():
            form = RenameSearchForm(self, self._workspace, search)
            form.saved.connect(lambda _: self.reload())
            form.open()

    def _on_remove(self) -> None:
        search = self._current()
        if search is not None and self.remove.isEnabled():
            remove_saved(self, self._workspace, search, self.reload)

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, LiaisonError):
            raise error
        self.errors.show_error(error)


def _row(over: QWidget, one: Counted) -> Row:
    search = one.search
    whose = "" if search.is_mine else over.tr("by {name}").format(name=search.saved_by)
    shared = (chips.plain(over.tr("for the firm")),) if search.is_shared else ()
    return Row(
        search.id,
        search.name,
        whose or (said_count(one.count) if one.count is not None else ""),
        icon="search",
        text=search.query,
        chips=shared,
    )


def find_saved(workspace: Workspace, search_id: UUID) -> SavedSearch | None:
    """A saved search that a form was left over."""
    with workspace.read() as reader:
        return next((one for one in saved_searches(reader) if one.id == search_id), None)
