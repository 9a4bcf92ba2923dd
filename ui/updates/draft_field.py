"""The draft as the form keeps it: one value that all its fields change."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.updates import UpdateDraft, read_back, spelled


class DraftField(QWidget):
    """Not seen. `changed(UpdateDraft)` after each change; `put_back()` when one that was kept stands there again."""

    changed = Signal(object)
    put_back = Signal()

    def __init__(self, draft: UpdateDraft) -> None:
        super().__init__()
        self.draft = draft

    def change(self, how: Callable[[UpdateDraft], UpdateDraft]) -> None:
        """Make another of it."""
        self.draft = how(self.draft)
        self.changed.emit(self.draft)

    def kept(self) -> object:
        """For the drafts of forms."""
        return spelled(self.draft)

    def show_kept(self, value: object) -> None:
        """What was kept, of the same matter."""
        found = read_back(value) if isinstance(value, dict) else None
        if found is not None and found.matter_id == self.draft.matter_id:
            self.draft = found
            self.put_back.emit()
