"""Several lines of plain text in a form. What is typed stays as quick in one paragraph of 80,000 words as in a short
one: it is shown in pieces (`ui.kit.seams`), of which `text()` says nothing."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QResizeEvent, QTextBlock, QTextCursor
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from ui.kit import clipboard, seams, theme
from ui.kit.arrows import apart
from ui.kit.paint import panel
from ui.kit.seams import JOINT, ends_in_seam, in_pieces, keep_short, whole
from ui.kit.sides import text_lies_as_window

_Delete, _Go = QKeySequence.StandardKey, QTextCursor.MoveOperation
_ON = {
    _Delete.Delete: _Go.NextCharacter,
    _Delete.DeleteEndOfWord: _Go.NextWord,
    _Delete.DeleteEndOfLine: _Go.EndOfBlock,
}
_ANCHORED = QTextCursor.MoveMode.KeepAnchor


class GrowingText(QPlainTextEdit):
    """Grows with what is typed. Tab goes to the next field."""

    def __init__(
        self, placeholder: str = "", *, least: int = 2, most: int = 12, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._least, self._most = least, most
        self._touched, self._caret = (0, 0), 0
        self._whole: str | None = None
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalScrollBar().rangeChanged.connect(self._keep_across)
        self.document().setDocumentMargin(0)
        self.document().contentsChange.connect(self._on_contents_change)
        self.textChanged.connect(self._keep_short)
        self.textChanged.connect(self._fit)
        self.cursorPositionChanged.connect(self._keep_off_seams)
        theme.bus().changed.connect(self._fit)
        text_lies_as_window(self)
        before, behind = theme.px(9), theme.px(4)  # behind the words the scroll bar may come
        left, right = (behind, before) if self.isRightToLeft() else (before, behind)
        self.setViewportMargins(left, theme.px(6), right, theme.px(5))
        self._fit()

    def setPlaceholderText(self, text: str) -> None:
        super().setPlaceholderText(apart(self, text))

    def text(self) -> str:
        """What was typed: put together once after each change, as a form that keeps itself asks again and again."""
        if self._whole is None:
            self._whole = whole(self.toPlainText())
        return self._whole

    def setText(self, text: str) -> None:
        """Replace everything; what was there cannot be had back by undo."""
        self.setPlainText(in_pieces(text))

    def insertPlainText(self, text: str) -> None:
        """Put ``text`` at the caret; undo takes it away."""
        self._keep_off_seams()
        super().insertPlainText(in_pieces(text))

    def _keep_across(self, _least: int, most: int) -> None:
        """All words go on in the next line: a blank that hangs over at the end of one is nothing to scroll to."""
        if most:
            self.horizontalScrollBar().setRange(0, 0)

    def _fit(self) -> None:
        lines = int(self.document().size().height())  # QPlainTextDocumentLayout measures in lines
        lines = min(max(lines, self._least), self._most)
        high = lines * self.fontMetrics().lineSpacing() + theme.px(14)
        if self.height() != high or self.minimumHeight() != high:
            self.setFixedHeight(high)

    # A paragraph in pieces. No caret and no end of a selection is between a seam and its line end, so that both are
    # deleted or neither.

    def _on_contents_change(self, begin: int, _removed: int, added: int) -> None:
        self._touched = begin, begin + added
        self._whole = None

    def _keep_short(self) -> None:
        document = self.document()
        if document.characterCount() <= seams.LONGEST and document.blockCount() == 1:
            return
        # An earlier state, in pieces as it was; another step would end going forth.
        if document.isRedoAvailable():
            return
        begin, end = self._touched
        for place in (end, begin):
            block = document.findBlock(min(place, document.characterCount() - 1))
            if block.isValid():
                keep_short(block)

    def _keep_off_seams(self) -> None:
        cursor = self.textCursor()
        position, anchor = cursor.position(), cursor.anchor()
        before, self._caret = self._caret, position
        here = _in_seam(cursor.block(), position)
        there = anchor != position and _in_seam(self.document().findBlock(anchor), anchor)
        if not here and not there:
            return
        if here:  # by an arrow from the end of the piece: to the next one
            position += 1 if before == position - 1 else -1
        cursor.setPosition(anchor - 1 if there else position if anchor == cursor.position() else anchor)
        cursor.setPosition(position, _ANCHORED)
        self.setTextCursor(cursor)

    def _deletes(self, event: QKeyEvent) -> bool:
        """Delete without a selection, beside a seam: what is before or behind it goes, not the seam alone. Whether
        all is done."""
        cursor = self.textCursor()
        if cursor.hasSelection() or self.isReadOnly():
            return False
        block, place = cursor.block(), cursor.positionInBlock()
        if event.key() == Qt.Key.Key_Backspace or event.matches(_Delete.DeleteStartOfWord):
            if place == 0 and ends_in_seam(block.previous()):
                cursor.setPosition(cursor.position() - len(JOINT))
                self.setTextCursor(cursor)
            return False
        go = next((go for one, go in _ON.items() if event.matches(one)), None)
        if go is None or not ends_in_seam(block):
            return False
        end = block.position() + block.length() - len(JOINT)
        if cursor.position() == end:
            cursor.setPosition(end + len(JOINT))
            self.setTextCursor(cursor)
            return False
        cursor.movePosition(go, _ANCHORED)
        if cursor.position() <= end:
            return False
        cursor.setPosition(end, _ANCHORED)
        cursor.removeSelectedText()
        return True

    def createMimeDataFromSelection(self) -> QMimeData:
        data = QMimeData()
        data.setText(whole(self.textCursor().selection().toPlainText()))
        return data

    def insertFromMimeData(self, source: QMimeData) -> None:
        self.insertPlainText(source.text())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not clipboard.takes_key(self, event) and not self._deletes(event):
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            painter = QPainter(self)
            ground = self.palette().color(self.palette().ColorRole.Base)
            panel(painter, QRectF(self.rect()), ground, focus=self.hasFocus(), enabled=self.isEnabled())
            painter.end()
            return True
        return super().event(event)

    def focusInEvent(self, event: object) -> None:
        super().focusInEvent(event)  # type: ignore[arg-type] # the stub's class is the one Qt gives
        self.update()

    def focusOutEvent(self, event: object) -> None:
        super().focusOutEvent(event)  # type: ignore[arg-type] # as above
        self.update()


def _in_seam(block: QTextBlock, position: int) -> bool:
    return position == block.position() + block.length() - 1 and ends_in_seam(block)
