"""Files of a contact: chosen or dropped, read into memory at once, kept in the vault."""

from __future__ import annotations

import mimetypes
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.contactlog.forms import NewAttachment
from app.kernel.clock import Clock
from app.kernel.errors import MachineTrouble, Refused
from app.kernel.ids import new_id
from ui.contactlog.values import FileValue
from ui.kit import tasks, theme
from ui.kit.buttons import Button, IconButton
from ui.kit.chips import Tone
from ui.kit.labels import Label

MOST_BYTES = 50_000_000
"""One file; a scan of a hundred pages is smaller. Larger ones belong into the firm's document store."""


def read_file(path: Path) -> NewAttachment:
    """A file of the machine as an attachment; raises Refused or MachineTrouble with a sentence to act on."""
    try:
        size = path.stat().st_size
        if path.is_dir():
            raise Refused(
                "folder", "A folder cannot be attached. Please choose the files in it.", field="files"
            )
        if size > MOST_BYTES:
            message = "That file is larger than 50 MB. Please attach a smaller copy."
            raise Refused("too-large", message, field="files")
        content = path.read_bytes()
    except OSError:
        message = "That file could not be read. Please check that it is still there and may be opened."
        raise MachineTrouble("unreadable", message, field="files") from None
    return NewAttachment(path.name, mimetypes.guess_type(path.name)[0] or "application/octet-stream", content)


def say_size(count: int) -> str:
    """As in "12 KB", "3.4 MB"."""
    return f"{count / 1e6:.1f} MB" if count >= 1_000_000 else f"{max(1, round(count / 1000))} KB"


class FilesBox(QWidget):
    """The files of the form, one line each, with a button to add and one to take away."""

    changed = Signal()
    failed = Signal(object)
    added = Signal(object)

    def __init__(self, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._files: list[FileValue] = []
        self._lines: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(4))
        self.button = Button(self.tr("Attach &files…"), self._choose)
        row = QHBoxLayout()
        row.addWidget(self.button)
        row.addWidget(Label(self.tr("or drop them here"), tone=Tone.DIM))
        row.addStretch(1)
        self._column.addLayout(row)
        self.setAcceptDrops(True)

    def value(self) -> tuple[FileValue, ...]:
        """The files."""
        return tuple(self._files)

    def set_value(self, files: Sequence[FileValue]) -> None:
        """Show these."""
        self._files = list(files)
        self._show()

    def add_paths(self, paths: Sequence[Path]) -> None:
        """Read files off the main thread and add them."""
        for path in paths:
            tasks.run_pool(self._reader(path), owner=self, done=self._add, failed=self.failed.emit)

    def _reader(self, path: Path) -> Callable[[tasks.Task], NewAttachment]:
        return lambda _task: read_file(path)

    def _add(self, attachment: NewAttachment) -> None:
        value = FileValue(new_id(self._clock.now()), attachment)
        self._files.append(value)
        self._show()
        self.added.emit(value)
        self.changed.emit()

    def _remove(self, value: FileValue) -> None:
        self._files.remove(value)
        self._show()
        self.changed.emit()

    def _remover(self, value: FileValue) -> Callable[[], None]:
        return lambda: self._remove(value)

    def _show(self) -> None:
        for line in self._lines:
            line.hide()
            line.deleteLater()
        self._lines = []
        for value in self._files:
            line = QWidget()
            row = QHBoxLayout(line)
            row.setContentsMargins(0, 0, 0, 0)
            name = value.attachment.name
            row.addWidget(Label(name))
            row.addWidget(Label(say_size(len(value.attachment.content)), tone=Tone.DIM))
            row.addStretch(1)
            row.addWidget(IconButton("x", self.tr("Remove {name}").format(name=name), self._remover(value)))
            self._lines.append(line)
            self._column.insertWidget(len(self._lines) - 1, line)

    def _choose(self) -> None:
        dialog = QFileDialog(self, self.tr("Attach files"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(self._on_dialog_files_selected)
        dialog.open()

    def _on_dialog_files_selected(self, names: list[str]) -> None:
        self.add_paths([Path(name) for name in names])

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        self.add_paths(paths)
        event.acceptProposedAction()
