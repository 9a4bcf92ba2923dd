"""Text to read and copy. One paragraph of 80,000 words is shown in pieces (`ui.kit.seams`): Qt would lay out all of it
each time it comes or its width changes, a tenth of a second. What is copied or asked for has no seam."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QKeyEvent, QTextOption
from PySide6.QtWidgets import QFrame, QPlainTextEdit

from ui.kit import clipboard
from ui.kit.ring import FocusRing
from ui.kit.seams import in_pieces, whole
from ui.kit.sides import text_lies_as_window


class PlainReader(QPlainTextEdit):
    """Nothing in it is markup, a link or a picture."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        FocusRing(self)
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        text_lies_as_window(self)

    def setText(self, text: str) -> None:
        """Show this instead of what is there."""
        self.setPlainText(in_pieces(text))

    def text(self) -> str:
        """What is shown."""
        return whole(self.toPlainText())

    def createMimeDataFromSelection(self) -> QMimeData:
        data = QMimeData()
        data.setText(whole(self.textCursor().selection().toPlainText()))
        return data

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not clipboard.takes_key(self, event):
            super().keyPressEvent(event)
