"""A file of an entry, shown from memory: text, mail, pictures and PDF leave no copy behind. What only another program
can show is opened from a private copy that is wiped, and the sheet says so."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Literal, NamedTuple

import shiboken6
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, QSize, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QImage, QImageReader, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QScrollArea, QWidget

from app.contactlog.queries import AttachmentRow
from app.contactlog.storing import pieces_of
from app.kernel.errors import LiaisonError
from app.vault.lending import is_document, lend, take_back
from app.workspace import Workspace
from ui.kit import tasks, theme
from ui.kit.bars import ErrorBar
from ui.kit.buttons import Button
from ui.kit.chips import Tone
from ui.kit.labels import Label
from ui.kit.reader import PlainReader
from ui.kit.rights import writes
from ui.kit.ring import FocusRing
from ui.kit.sheet import Sheet

PICTURES = ("png", "jpg", "jpeg", "gif", "bmp", "webp", "tif", "tiff")
MOST_SHOWN = 50_000_000
"""A larger file is not shown here: it would stand in memory whole."""
MOST_SIDE = 2400
"""Device pixels of a picture's longer side: more is made smaller while it is read."""

Shows = Literal["text", "picture", "pdf", "other"]


class Shown(NamedTuple):
    """What the sheet shows: words, or a picture of the file or of one page of several."""

    text: str = ""
    image: QImage | None = None
    pages: int = 0


def shows(file: AttachmentRow) -> Shows:
    """How a file is shown, by its name and size."""
    from app.search.file_texts import kind_of

    ending = file.name.rpartition(".")[2].lower()
    if file.size > MOST_SHOWN:
        return "other"
    if ending in PICTURES:
        return "picture"
    kind = kind_of(file.name, file.media_type)
    return "other" if kind is None else "pdf" if kind == "pdf" else "text"


def words_of(file: AttachmentRow, content: bytes) -> Shown:
    """The words of a file, read by a process apart: it is a stranger's."""
    from app.apart import run
    from app.apart.packing import pack
    from app.search.file_texts import File

    payload = pack(File, File(file.name, file.media_type, content))
    return Shown(run("app.search.file_texts:read_text", payload, seconds=20.0).decode("utf-8", "replace"))


def picture_of(content: bytes) -> Shown:
    """A picture, made smaller while it is read where it is large."""
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isValid() and max(size.width(), size.height()) > MOST_SIDE:
        reader.setScaledSize(size.scaled(MOST_SIDE, MOST_SIDE, Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    return Shown(image=None if image.isNull() else image)


def page_of(content: bytes, number: int) -> Shown:
    """One page of a PDF: a thousand pages take no more memory than one."""
    from PySide6.QtPdf import QPdfDocument

    document = QPdfDocument()
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document.load(buffer)
    pages = document.pageCount()
    shown = Shown(pages=pages)
    if 0 <= number < pages:
        points = document.pagePointSize(number)
        longer = max(points.width(), points.height(), 1.0)
        size = QSize(
            *(max(1, round(side * MOST_SIDE / 1.5 / longer)) for side in (points.width(), points.height()))
        )
        page = QImage(size, QImage.Format.Format_RGB32)
        page.fill(Qt.GlobalColor.white)
        painter = QPainter(page)
        painter.drawImage(0, 0, document.render(number, size))
        painter.end()
        shown = Shown(image=page, pages=pages)
    document.close()
    buffer.close()
    return shown


class Picture(QWidget):
    """A picture as wide as there is room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.image: QImage | None = None

    def show_image(self, image: QImage | None) -> None:
        """Show this."""
        self.image = image
        self.setMinimumHeight(self._box().height())
        self.update()

    def _box(self) -> QRect:
        if self.image is None:
            return QRect()
        ratio = self.image.height() / max(1, self.image.width())
        wide = min(self.width(), self.image.width())
        return QRect((self.width() - wide) // 2, 0, wide, round(wide * ratio))

    def resizeEvent(self, event: object) -> None:
        self.setMinimumHeight(self._box().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.image is not None:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(self._box(), self.image)
            painter.end()


class FileSheet(Sheet):
    """One file. Page Up and Page Down turn the pages of a PDF."""

    def __init__(
        self, over: QWidget, workspace: Workspace, file: AttachmentRow, save: Callable[[AttachmentRow], None]
    ) -> None:
        super().__init__(over, file.name)
        self._workspace, self._file = workspace, file
        self._how = shows(file)
        self._bytes = b""
        self._lent: Path | None = None
        self.page = 0
        self.pages = 0
        self.errors = ErrorBar()
        self.words = Label("", tone=Tone.DIM, wrap=True)
        self.text = PlainReader(file.name)
        self.text.setFrameShape(QFrame.Shape.StyledPanel)
        self.text.setMinimumHeight(theme.px(360))
        self.picture = Picture()
        self.picture.setAccessibleName(file.name)
        self._area = QScrollArea()
        self._area.setAccessibleName(file.name)
        FocusRing(self._area)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QScrollArea.Shape.NoFrame)
        self._area.setMinimumHeight(theme.px(400))
        self._area.setWidget(self.picture)
        self.back = Button(self.tr("Previous page"), lambda: self.turn(-1))
        self.forth = Button(self.tr("Next page"), lambda: self.turn(1))
        turning = QHBoxLayout()
        for button in (self.back, self.forth):
            turning.addWidget(button)
            button.hide()
        turning.addStretch(1)
        for widget in (self.errors, self.words, self.text, self._area):
            self.body.addWidget(widget)
        self.body.addLayout(turning)
        self.text.setVisible(self._how == "text")
        self._area.setVisible(self._how in {"picture", "pdf"})
        self.program = Button(self.tr("&Open with its program"), self.open_outside)
        self.program.setEnabled(is_document(file.name))
        self.copy_button = Button(self.tr("&Save a copy…"), lambda: save(file))
        writes(workspace, self.program, self.copy_button)
        self.add_buttons(self.tr("Close"), cancel="", primary=False)
        row = self.foot.layout()
        if isinstance(row, QHBoxLayout):
            row.insertWidget(0, self.program)
            row.insertWidget(1, self.copy_button)
        self.finished.connect(self.take_back)
        self._say_how()
        if self._how != "other":
            self._read()

    def _say_how(self) -> None:
        if not is_document(self._file.name):
            self.words.setText(
                self.tr(
                    "This kind of file can start a program: it is not opened from here. A copy can be saved."
                )
            )
        elif self._how == "other":
            self.words.setText(
                self.tr(
                    "This kind of file is not shown here. Opened with its program, a copy lies unencrypted in a "
                    "private folder until you close this, the vault is locked or Liaison ends; then it is wiped."
                )
            )
        else:
            self.words.setText(self.tr("Shown from memory: no copy of it is on the disk."))

    def _read(self) -> None:
        workspace, file, how = self._workspace, self._file, self._how

        def work(task: tasks.Task) -> tuple[bytes, Shown]:
            with workspace.read() as reader:
                content = b"".join(pieces_of(reader, file.id))
            task.check()
            if how == "text":
                return b"", words_of(file, content)
            return content if how == "pdf" else b"", picture_of(content) if how == "picture" else page_of(
                content, 0
            )

        tasks.run_pool(work, owner=self, done=self._on_read, failed=self._on_failed)

    def _on_read(self, found: tuple[bytes, Shown]) -> None:
        self._bytes, shown = found
        self._show(shown)

    def _show(self, shown: Shown) -> None:
        self.pages = shown.pages
        self.text.setText(shown.text)
        self.picture.show_image(shown.image)
        if self._how == "pdf" and shown.pages:
            words = self.tr("Page {number} of {count}. Shown from memory: no copy of it is on the disk.")
            self.words.setText(words.format(number=self.page + 1, count=shown.pages))
        elif self._how != "text" and shown.image is None:
            self.words.setText(
                self.tr("This file cannot be shown: it is damaged, or has a password of its own.")
            )
        for button, there in ((self.back, self.page > 0), (self.forth, self.page + 1 < shown.pages)):
            button.setVisible(shown.pages > 1)
            button.setEnabled(there)
        self._area.verticalScrollBar().setValue(0)

    def turn(self, by: int) -> None:
        """To another page."""
        if 0 <= self.page + by < self.pages:
            self.page += by
            content, number = self._bytes, self.page

            def show(shown: Shown) -> None:
                if number == self.page:  # somebody turned on meanwhile, and pages may be ready in any order
                    self._show(shown)

            tasks.run_pool(lambda _task: page_of(content, number), owner=self, done=show)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_PageDown, Qt.Key.Key_PageUp} and self.pages > 1:
            self.turn(1 if event.key() == Qt.Key.Key_PageDown else -1)
        else:
            super().keyPressEvent(event)

    def open_outside(self) -> None:
        """Have the machine's program open a copy; that is told, and written into the trail."""
        if not is_document(self._file.name):
            return
        workspace, file = self._workspace, self._file

        def work() -> Path:
            with workspace.write() as tx:
                tx.record("opened", "attachment", file.id)
                return lend(file.name, pieces_of(tx.reader(), file.id))

        def done(path: Path) -> None:
            if shiboken6.isValid(self) and not self.isHidden():
                self._on_lent(path)
            else:  # closed meanwhile: nobody would wipe it before the lock
                take_back(path)

        def failed(error: Exception) -> None:
            if shiboken6.isValid(self):
                self._on_failed(error)

        self.program.setEnabled(False)
        tasks.run(work, owner=QApplication.instance() or self, done=done, failed=failed)

    def _on_lent(self, path: Path) -> None:
        self._lent = path
        self.words.setText(
            self.tr(
                "Opened from a copy in a private folder. It is wiped when you close this, when the vault is locked and "
                "when Liaison ends. What you change there is not kept: save it elsewhere and attach it."
            )
        )
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self.take_back()
            self.errors.say(self.tr("This computer has no program for this kind of file."))

    def take_back(self) -> None:
        """Wipe the copy that a program was given."""
        lent, self._lent = self._lent, None
        if lent is not None:
            take_back(lent)

    def drop(self) -> None:
        """The vault is being locked."""
        self.take_back()
        self._bytes = b""
        super().drop()

    def _on_failed(self, error: Exception) -> None:
        self.program.setEnabled(is_document(self._file.name))
        if not isinstance(error, LiaisonError):
            raise error
        self.errors.show_error(error)
