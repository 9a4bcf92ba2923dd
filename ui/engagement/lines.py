"""What the rows of a matter's beginning and end have in common."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject

from app.workspace import Workspace

if TYPE_CHECKING:
    from ui.matters.page import MatterPage

Key = tuple[object, ...]
Opener = Callable[["MatterPage", Workspace, UUID], None]


class EngagementLines(QObject):
    """A room's rows on a matter's tab "Terms & care" (`ui.care.lines.MatterLines`)."""

    word = ""

    def __init__(self, page: MatterPage, workspace: Workspace) -> None:
        super().__init__(page)
        self._page, self._workspace = page, workspace

    @property
    def forms(self) -> Mapping[str, Opener]:
        """What its forms are kept as while they are not saved, and how each is opened."""
        raise NotImplementedError

    def act(self, matter_id: UUID, key: Key) -> None:
        """Do the one thing of a row."""
        raise NotImplementedError

    def open(self, matter_id: UUID, key: Key) -> None:
        """Show what a row stands for: what its button does shows it, too."""
        self.act(matter_id, key)

    def reopen(self, matter_id: UUID, form: str, thing: UUID | None) -> bool:
        """Open a form that was left unsaved over the matter; False where it is none of these."""
        opener = self.forms.get(form)
        if opener is not None:
            opener(self._page, self._workspace, matter_id)
        return opener is not None
