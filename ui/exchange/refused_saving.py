"""Saving the rows that did not come in: asks where, and does it beside the window."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog

from app.exchange.incoming import Reading
from app.exchange.refused_rows import has_rows_to_mend, save_refused
from app.exchange.remembered import known_mappings
from app.kernel.errors import LiaisonError
from app.workspace import Workspace
from ui.exchange.bringing import Brought
from ui.kit import tasks

if TYPE_CHECKING:
    from ui.kit.sheet import Sheet


class RefusedSaving(QObject):
    """Belongs to the sheet, whose note says what came of it."""

    def __init__(
        self, sheet: Sheet, workspace: Workspace, brought: Brought, readings: Mapping[Path, Reading]
    ) -> None:
        super().__init__(sheet)
        self._sheet, self._workspace = sheet, workspace
        self._brought, self._readings = brought, readings

    def ask(self) -> None:
        """Where to, in the system's dialog; beside the file at first."""
        pairs = zip(self._brought.files, self._brought.outcomes, strict=True)
        first = next(path for path, one in pairs if has_rows_to_mend(one))
        dialog = QFileDialog(self._sheet, self.tr("Save the rows that did not come in"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(self.tr("Table (*.csv)"))
        dialog.setDefaultSuffix("csv")
        dialog.setDirectory(str(first.parent))
        dialog.selectFile(f"{first.stem}-{self.tr('to mend')}.csv")
        dialog.fileSelected.connect(self.save_to)
        dialog.open()

    def save_to(self, file: str) -> None:
        """Save them there."""
        files = list(zip(self._brought.files, self._brought.outcomes, strict=True))
        workspace, readings = self._workspace, self._readings

        def work(task: tasks.Task) -> tuple[Path, ...]:
            with workspace.read() as reader:
                known = known_mappings(reader)
            return save_refused(
                files, Path(file), readings=readings, known=known, told=lambda done: task.tell(done, 0, "")
            )

        self._sheet.note.setText(self.tr("Saving"))
        tasks.run_long(work, owner=self._sheet, done=self._on_saved, failed=self._on_failed)

    def _on_saved(self, saved: tuple[Path, ...]) -> None:
        names = ", ".join(path.name for path in saved)
        self._sheet.note.setText(self.tr("Saved as {names}: mend it and import it.").format(names=names))

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, LiaisonError):
            raise error
        self._sheet.note.setText(error.message)
