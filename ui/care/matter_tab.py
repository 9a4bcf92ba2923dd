"""A matter's terms and care: what was agreed with the client, and what the firm's own house says of the matter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.workspace import Workspace
from ui.care.lines import LINES, MatterLines
from ui.kit import tasks, theme
from ui.kit.rights import writes
from ui.kit.row_model import Group
from ui.kit.rows import RowList

if TYPE_CHECKING:
    from ui.matters.page import MatterPage


class MatterCare(QWidget):
    """Reads when it is seen: whoever only logs calls pays nothing for it."""

    def __init__(self, page: MatterPage, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Terms & care"))
        self._page, self._workspace = page, workspace
        self._matter_id: UUID | None = None
        self._stale = True
        self.lines: dict[str, MatterLines] = {
            one.word: one for one in (make(page, workspace) for make in LINES)
        }
        self.rows = RowList(self.tr("Terms & care"), name_share=0.34)
        self.rows.may_act = writes(workspace)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.px(10), 0, 0)
        column.addWidget(self.rows, 1)
        self.rows.acted.connect(self._on_rows_acted)
        self.rows.opened.connect(self._on_rows_opened)

    def show_matter(self, matter_id: UUID | None) -> None:
        """Show this matter's; read anew when it is seen next."""
        if matter_id != self._matter_id:
            self.rows.set_groups([])
        self._matter_id, self._stale = matter_id, True
        if self.isVisible():
            self._read()

    def reopen(self, form: str, thing: UUID | None) -> bool:
        """Open a form that was left unsaved over this matter; False where it is none of these rooms'."""
        matter_id = self._matter_id
        return matter_id is not None and any(
            one.reopen(matter_id, form, thing) for one in self.lines.values()
        )

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._read()

    def _read(self) -> None:
        matter_id, workspace, lines = self._matter_id, self._workspace, tuple(self.lines.values())
        if matter_id is None:
            return
        self._stale = False

        def look() -> tuple[UUID, Sequence[Group]]:
            with workspace.read() as reader:
                return matter_id, [Group(one.heading, tuple(one.rows(reader, matter_id))) for one in lines]

        tasks.run(look, owner=self, done=self._show, failed=self._page.errors.show_error)

    def _show(self, read: tuple[UUID, Sequence[Group]]) -> None:
        matter_id, groups = read
        if matter_id == self._matter_id:
            self.rows.set_groups(groups)

    def _on_rows_acted(self, key: object) -> None:
        if self._matter_id is not None and isinstance(key, tuple):
            self.lines[str(key[0])].act(self._matter_id, key)

    def _on_rows_opened(self, key: object) -> None:
        if self._matter_id is not None and isinstance(key, tuple):
            self.lines[str(key[0])].open(self._matter_id, key)
