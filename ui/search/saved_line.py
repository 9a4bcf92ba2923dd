"""The saved searches beside the box: one press asks one of them again; how many fit stands behind its name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.kernel.errors import LiaisonError
from app.kernel.numbers import say_number
from app.search.asking import parse
from app.search.saved import SavedSearch, saved_searches
from app.search.searching import Outrun, count_found
from app.settings.queries import firm
from app.workspace import Workspace
from ui.kit import tasks, theme
from ui.kit.buttons import LinkButton
from ui.kit.chips import Tone
from ui.kit.flow import Flow
from ui.kit.labels import Label
from ui.kit.sides import set_margins

AT_MOST = 6
"""So many stand in the line; the sheet has all."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A saved search and how many entries fit it now; None where that was not counted."""

    search: SavedSearch
    count: int | None

    @property
    def text(self) -> str:
        """As on its button."""
        return self.search.name if self.count is None else f"{self.search.name}  {say_number(self.count)}"


class SavedLine(QWidget):
    """`chosen(query)`; `all_wanted()` for the sheet with all of them, `rename_wanted(SavedSearch)` on F2 and
    `remove_wanted(SavedSearch)` on Delete."""

    chosen = Signal(str)
    all_wanted = Signal()
    save_wanted = Signal()
    rename_wanted = Signal(object)
    remove_wanted = Signal(object)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._task: tasks.Task | None = None
        self.rows: Sequence[Counted] = ()
        self.buttons: list[SavedButton] = []
        self.save = LinkButton(self.tr("Save this search…"), self.save_wanted.emit)
        self.all = LinkButton(self.tr("All saved…"), self.all_wanted.emit)
        row = QHBoxLayout(self)
        set_margins(row, theme.px(2), 0, 0, 0)
        self._head = Label(self.tr("Saved"), tone=Tone.DIM)
        self._row = Flow((self._head, self.all, self.save), gap=14)
        row.addWidget(self._row)
        self._show(())

    def reload(self) -> None:
        """Read them, then count what fits each."""
        if self._task is not None:
            self._task.cancel()
        workspace = self._workspace
        self._task = tasks.run_search(
            lambda _: list_saved(workspace), owner=self, done=self._on_read, failed=self._on_failed
        )

    def offer_saving(self, query: str) -> None:
        """Whether there is something in the box that is not saved yet."""
        words = query.strip()
        self.save.setVisible(bool(words) and words not in {one.search.query for one in self.rows})
        self._show_any()

    def _on_read(self, found: Sequence[SavedSearch]) -> None:
        known = {one.search.id: one.count for one in self.rows}
        self._show([Counted(one, known.get(one.id)) for one in found])
        workspace = self._workspace
        self._task = tasks.run_search(
            lambda task: counted(workspace, found, task), owner=self, done=self._show, failed=self._on_failed
        )

    def _show(self, rows: Sequence[Counted]) -> None:
        self.rows = rows
        focused = next((one.search.id for one in self.buttons if one.hasFocus()), None)
        if [one.search for one in rows[:AT_MOST]] != [one.search for one in self.buttons]:
            for button in self.buttons:
                self._row.take(button)
                button.deleteLater()
            self.buttons = [SavedButton(one.search, self) for one in rows[:AT_MOST]]
            for place, button in enumerate(self.buttons):
                button.clicked.connect(partial(self.chosen.emit, button.search.query))
                self._row.add(button, at=place + 1)
                button.show()
                if button.search.id == focused:
                    button.setFocus()
        for button, one in zip(self.buttons, rows, strict=False):
            button.show_count(one)
        self.all.setVisible(bool(rows))
        self._head.setVisible(bool(rows))
        self._show_any()

    def _show_any(self) -> None:
        self.setVisible(bool(self.rows) or not self.save.isHidden())

    def _on_failed(self, error: Exception) -> None:
        """Nobody asked for the counts just now: the names stand there without them."""
        if not isinstance(error, LiaisonError):
            raise error


class SavedButton(LinkButton):
    """One of them: Enter asks it again, F2 renames it, Delete takes it away."""

    def __init__(self, search: SavedSearch, line: SavedLine) -> None:
        super().__init__(search.name.replace("&", "&&"))
        self.search, self._line = search, line
        said = self.tr("{name}: {query}").format(name=search.name, query=search.query)
        if not search.is_mine:
            said = self.tr("{search}, shared by {name}").format(search=said, name=search.saved_by)
        self.setAccessibleDescription(said)
        self.show_count(Counted(search, None))

    def show_count(self, one: Counted) -> None:
        """How many fit now."""
        self.setText(one.text.replace("&", "&&"))
        self.setAccessibleName(one.text)
        self.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F2 and self.search.is_mine:
            self._line.rename_wanted.emit(self.search)
        elif event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace} and self.search.is_mine:
            self._line.remove_wanted.emit(self.search)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)


def list_saved(workspace: Workspace) -> tuple[SavedSearch, ...]:
    """All that who signed in may use."""
    with workspace.read() as reader:
        return saved_searches(reader)


def counted(workspace: Workspace, found: Sequence[SavedSearch], task: tasks.Task) -> list[Counted]:
    """How many entries fit each, one after the other."""
    with workspace.read() as reader:
        today, order = reader.today, firm(reader).details.day_order
    rows: list[Counted] = []
    for one in found:
        task.check()
        try:
            fitting = count_found(workspace, parse(one.query, today, order), stop=lambda: task.cancelled)
        except Outrun:
            raise tasks.Cancelled from None
        rows.append(Counted(one, fitting))
    return rows
