"""The logo of the letterhead: seen, chosen, taken off."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.kernel.errors import LiaisonError, MachineTrouble, Refused
from app.kernel.language import tr
from app.settings.commands import LOGO_BYTES
from ui.kit import paint, tasks, theme
from ui.kit.buttons import Button, LinkButton
from ui.kit.chips import Tone
from ui.kit.labels import Label
from ui.kit.showing import show_if


class LogoField(QWidget):
    """`changed()` when another picture was chosen; `failed(error)` when it cannot be taken."""

    changed = Signal()
    failed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._picture: bytes | None = None
        self.view = _Picture()
        self.none = Label(self.tr("Without one the name stands alone."), tone=Tone.DIM, wrap=True)
        self.choose_button = Button(self.tr("Choose a picture…"), self.choose)
        self.remove_button = LinkButton(self.tr("Take it off"), self._on_remove_clicked)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.S)
        column.addWidget(self.view)
        row = QHBoxLayout()
        row.setSpacing(theme.M)
        column.addLayout(row)
        row.addWidget(self.choose_button)
        row.addWidget(self.remove_button)
        row.addWidget(self.none, 1)
        row.addStretch(0)
        self.setFocusProxy(self.choose_button)
        self.set_picture(None)

    def picture(self) -> bytes | None:
        """The picture's bytes."""
        return self._picture

    def set_picture(self, picture: bytes | None) -> None:
        """Show this one without telling anybody."""
        self._picture = picture
        self.view.show_picture(picture)
        show_if(self.view, picture is not None)
        show_if(self.none, picture is None)
        show_if(self.remove_button, picture is not None)

    def choose(self) -> None:
        """Open the system's dialog."""
        dialog = QFileDialog(self, self.tr("Logo"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([self.tr("Pictures (*.png *.jpg *.jpeg)"), self.tr("All files (*)")])
        dialog.fileSelected.connect(lambda file: self.take(Path(file)))
        dialog.open()

    def take(self, file: Path) -> None:
        """Read a file; it becomes the logo if paper can show it."""
        tasks.run_pool(lambda _task: read_logo(file), owner=self, done=self._on_read, failed=self._on_failed)

    def _on_read(self, picture: bytes) -> None:
        self.set_picture(picture)
        self.changed.emit()

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, LiaisonError):
            raise error
        self.failed.emit(error)

    def _on_remove_clicked(self) -> None:
        self.set_picture(None)
        self.changed.emit()


def read_logo(file: Path) -> bytes:
    """A picture that can be printed, as it is kept. Raises Refused or MachineTrouble."""
    from app.apart import Unreadable
    from app.reports.press.pictures import take_logo

    try:
        if file.stat().st_size > LOGO_BYTES:
            raise Refused(
                "logo-too-large",
                "The logo is larger than 2 MB. Please choose a smaller picture.",
                field="logo",
            )
        picture = file.read_bytes()
    except OSError as error:
        raise MachineTrouble(
            "cannot-read", tr("That file cannot be read. Choose another."), field="logo"
        ) from error
    try:
        return take_logo(picture)
    except Refused as error:
        if error.code != "logo-unreadable" and not isinstance(error, Unreadable):
            raise
        message = tr("That file is no PNG or JPEG picture that can be printed. Please choose another.")
        raise Refused(error.code, message, field="logo") from error


class _Picture(QWidget):
    """The logo on white, as on paper."""

    def __init__(self) -> None:
        super().__init__()
        self._image = QImage()
        self.setAccessibleName(self.tr("Logo"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_picture(self, picture: bytes | None) -> None:
        self._image = QImage.fromData(picture) if picture is not None else QImage()
        self.updateGeometry()
        self.update()

    def _size(self) -> QSize:
        return self._image.size().scaled(
            QSize(theme.px(150), theme.px(44)), Qt.AspectRatioMode.KeepAspectRatio
        )

    def sizeHint(self) -> QSize:
        return self._size() + QSize(theme.px(12), theme.px(12))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint.rounded(painter, self.rect().toRectF(), QColor("white"), theme.colors().line, theme.CHIP_RADIUS)
        if not self._image.isNull():
            box = QRect(0, 0, self._size().width(), self._size().height())
            box.moveCenter(self.rect().center())
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(box, self._image)
        painter.end()
