"""Files of a contact: chosen, dropped or pasted, kept in the vault. A large one goes in while the form is written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMimeData, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.contactlog.forms import NewAttachment
from app.contactlog.storing import PIECE, size_of
from app.kernel.errors import LiaisonError, Refused
from app.kernel.ids import new_id
from app.kernel.numbers import in_signs
from app.workspace import Workspace
from ui.contactlog.storing import FileStoring, media_type, unreadable
from ui.contactlog.values import FileValue
from ui.kit import tasks, theme
from ui.kit.buttons import Button, IconButton
from ui.kit.chips import Tone
from ui.kit.labels import Label


def read_small(path: Path) -> NewAttachment | int:
    """A file of the machine as an attachment, or how many bytes it has where it is to go in piece by piece.

    Raises Refused or MachineTrouble with a sentence to act on.
    """
    try:
        size = size_of(path)
        if size > PIECE:
            return size
        content = path.read_bytes()
    except OSError:
        raise unreadable() from None
    return NewAttachment(path.name, media_type(path.name), content)


def say_size(count: int) -> str:
    """As in "12 KB", "3.4 MB"."""
    return in_signs(f"{count / 1e6:.1f} MB") if count >= 1_000_000 else f"{max(1, round(count / 1000))} KB"


class FilesBox(QWidget):
    """The files of the form, one line each, with a button to add and one to take away."""

    changed = Signal()
    failed = Signal(object)
    added = Signal(object)
    settled = Signal()
    """No file is on its way any more."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._files: list[FileValue] = []
        self._coming: dict[FileStoring, Label] = {}
        self._reading = 0
        self._lines: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(4))
        self.button = Button(self.tr("Attach &files…"), self._choose)
        self.paste_button = Button(self.tr("Paste"), self.paste)
        row = QHBoxLayout()
        row.addWidget(self.button)
        row.addWidget(self.paste_button)
        row.addWidget(Label(self.tr("or drop them here; up to 200 MB each"), tone=Tone.DIM, wrap=True), 1)
        self._column.addLayout(row)
        self.setAcceptDrops(True)

    def value(self) -> tuple[FileValue, ...]:
        """The files."""
        return tuple(self._files)

    def set_value(self, files: Sequence[FileValue]) -> None:
        """Show these."""
        self._files = list(files)
        self._show()

    def busy(self) -> bool:
        """Whether a file is on its way into the vault."""
        return bool(self._coming) or self._reading > 0

    def cancel(self) -> None:
        """The form is given up: stop what is on its way."""
        for one in list(self._coming):
            self._stop(one)

    def add_paths(self, paths: Sequence[Path]) -> None:
        """Read files off the main thread and add them."""
        for path in paths:
            self._reading += 1
            tasks.run_pool(
                self._reader(path), owner=self, done=self._taker(path), failed=self._on_reading_failed
            )

    def add_bytes(self, name: str, content: bytes) -> None:
        """Add what is in memory already."""
        self._add(NewAttachment(name, media_type(name), content))

    def add_data(self, data: QMimeData) -> bool:
        """What was dropped or pasted: files, or a picture. Whether there was anything to take."""
        paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
        if paths:
            self.add_paths(paths)
            return True
        image = data.imageData() if data.hasImage() else None
        if not isinstance(image, QImage) or image.isNull():
            return False
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        image.save(buffer, "PNG")  # type: ignore[call-overload] # the stubs know the format only as bytes
        now = self._workspace.local_now
        self.add_bytes(
            self.tr("pasted {when}.png").format(when=f"{now:%Y-%m-%d %H.%M}"), bytes(buffer.data().data())
        )
        return True

    def paste(self) -> None:
        """Files or a picture out of the clipboard."""
        held: QMimeData | None = QGuiApplication.clipboard().mimeData()  # None where nothing was copied yet
        if held is None or not self.add_data(held):
            message = self.tr("There is no file and no picture in the clipboard.")
            self.failed.emit(Refused("nothing-to-paste", message, field="files"))

    def _reader(self, path: Path) -> Callable[[tasks.Task], NewAttachment | int]:
        return lambda _task: read_small(path)

    def _taker(self, path: Path) -> Callable[[NewAttachment | int], None]:
        def take(found: NewAttachment | int) -> None:
            self._reading -= 1
            if isinstance(found, NewAttachment):
                self._add(found)
                self._tell_settled()
                return
            storing = FileStoring(self._workspace, path, found, self)
            self._coming[storing] = Label("", tone=Tone.DIM)
            storing.progressed.connect(self._teller(storing))
            storing.stored.connect(self._ender(storing))
            storing.failed.connect(self._on_storing_failed(storing))
            self._show()
            storing.start()

        return take

    def _teller(self, storing: FileStoring) -> Callable[[int, int], None]:
        def tell(done: int, size: int) -> None:
            label = self._coming.get(storing)
            if label is not None:
                words = self.tr("{share} % of {size} is in the vault")
                label.setText(words.format(share=100 * done // max(size, 1), size=say_size(size)))

        return tell

    def _ender(self, storing: FileStoring) -> Callable[[NewAttachment], None]:
        def end(attachment: NewAttachment) -> None:
            if self._coming.pop(storing, None) is not None:
                self._add(attachment)
                self._tell_settled()

        return end

    def _on_storing_failed(self, storing: FileStoring) -> Callable[[LiaisonError], None]:
        def fail(error: LiaisonError) -> None:
            self._coming.pop(storing, None)
            self._show()
            self.failed.emit(error)
            self._tell_settled()

        return fail

    def _on_reading_failed(self, error: Exception) -> None:
        self._reading -= 1
        self.failed.emit(error)
        self._tell_settled()

    def _tell_settled(self) -> None:
        if not self.busy():
            self.settled.emit()

    def _stop(self, storing: FileStoring) -> None:
        self._coming.pop(storing, None)
        storing.cancel()
        self._show()
        self._tell_settled()

    def _add(self, attachment: NewAttachment) -> None:
        value = FileValue(new_id(self._workspace.clock.now()), attachment)
        self._files.append(value)
        self._show()
        self.added.emit(value)
        self.changed.emit()

    def _remove(self, value: FileValue) -> None:
        self._files.remove(value)
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        for line in self._lines:
            line.hide()
            line.deleteLater()
        self._lines = []
        for value in self._files:
            size = Label(say_size(value.attachment.size), tone=Tone.DIM)
            self._line(value.attachment.name, size, self.tr("Remove {name}"), self._remover(value))
        for storing in self._coming:
            label = self._coming[storing] = Label(self._coming[storing].text(), tone=Tone.DIM)
            self._line(storing.path.name, label, self.tr("Do not take in {name}"), self._stopper(storing))

    def _line(self, name: str, label: Label, tip: str, act: Callable[[], None]) -> None:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(Label(name))
        row.addWidget(label)
        row.addStretch(1)
        row.addWidget(IconButton("x", tip.format(name=name), act))
        self._lines.append(line)
        self._column.insertWidget(len(self._lines) - 1, line)

    def _remover(self, value: FileValue) -> Callable[[], None]:
        return lambda: self._remove(value)

    def _stopper(self, storing: FileStoring) -> Callable[[], None]:
        return lambda: self._stop(storing)

    def _choose(self) -> None:
        dialog = QFileDialog(self, self.tr("Attach files"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(self._on_dialog_files_selected)
        dialog.open()

    def _on_dialog_files_selected(self, names: list[str]) -> None:
        self.add_paths([Path(name) for name in names])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() or event.mimeData().hasImage():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if self.add_data(event.mimeData()):
            event.acceptProposedAction()
