"""The words of a policy to read: headings, points and rows; and two versions beside each other."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMimeData
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextLength,
    QTextTableFormat,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from app.wording.differences import Pair, Run
from app.wording.lines import Shape, as_plain, lines_of
from ui.kit import theme
from ui.kit.ring import FocusRing
from ui.kit.seams import SEAM, in_pieces, whole

_POINT = "•  "
_AROUND = 1
"""Lines that stayed the same above and below one that changed: enough to find the place."""


class PolicyText(QTextEdit):
    """Read by keyboard like any text. Nothing in it is markup: words are put in as they stand."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setAcceptRichText(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(name)
        FocusRing(self)
        self._text = ""
        self._pairs: Sequence[Pair] | None = None
        self._heads = ("", "")
        theme.bus().changed.connect(self._draw)

    def show_text(self, text: str) -> None:
        """A text with its marks."""
        self._text, self._pairs = text, None
        self._draw()

    def show_pairs(self, pairs: Sequence[Pair], before: str, after: str) -> None:
        """Two versions side by side, as far as they differ; ``before`` and ``after`` name them."""
        self._pairs, self._heads = pairs, (before, after)
        self._draw()

    def words(self) -> str:
        """What is read there."""
        return whole(self.toPlainText())

    def createMimeDataFromSelection(self) -> QMimeData:
        """Of a paragraph that is shown in pieces the words alone, without its seams."""
        words = self.textCursor().selection().toPlainText()
        if SEAM not in words:
            return super().createMimeDataFromSelection()
        data = QMimeData()
        data.setText(whole(words))
        return data

    def _draw(self) -> None:
        self.clear()
        self.document().setDocumentMargin(theme.px(10))
        self.setFont(theme.font())
        if self._pairs is None:
            self._draw_text(self.textCursor())
        else:
            self._draw_pairs(self.textCursor(), self._pairs)
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _draw_text(self, cursor: QTextCursor) -> None:
        first = True
        for line in lines_of(self._text):
            if not first:
                cursor.insertBlock()
            cursor.setBlockFormat(self._hanging() if line.shape is Shape.POINT else QTextBlockFormat())
            first = False
            match line.shape:
                case Shape.HEADING:
                    cursor.insertText(line.text, self._format(bold=True))
                case Shape.POINT:
                    cursor.insertText(f"{_POINT}{in_pieces(line.text)}", self._format())
                case Shape.ROW:
                    cursor.insertText(f"{line.when}:  ", self._format(bold=True))
                    cursor.insertText("   ".join(filter(None, (line.text, line.note))), self._format())
                case Shape.WRITE:
                    cursor.insertText("_" * 40, self._format())
                case _:
                    cursor.insertText(in_pieces(line.text), self._format())

    def _hanging(self) -> QTextBlockFormat:
        """A point's further lines stand under its words, not under its sign."""
        made = QTextBlockFormat()
        wide = QFontMetricsF(theme.font()).horizontalAdvance(_POINT)
        made.setLeftMargin(wide)
        made.setTextIndent(-wide)
        return made

    def _draw_pairs(self, cursor: QTextCursor, pairs: Sequence[Pair]) -> None:
        shown = near(pairs)
        made = QTextTableFormat()
        made.setBorder(0)
        made.setCellPadding(theme.px(4))
        made.setColumnWidthConstraints(
            [QTextLength(QTextLength.Type.PercentageLength, 50) for _ in self._heads]
        )
        table = cursor.insertTable(len(shown) + 1, 2, made)
        places = (1, 0) if self.isRightToLeft() else (0, 1)  # Qt lays its tables out from left to right
        for column, head in zip(places, self._heads, strict=True):
            table.cellAt(0, column).firstCursorPosition().insertText(head, self._format(bold=True))
        for row, pair in enumerate(shown, start=1):
            for column, kind in zip(places, ("new", "gone"), strict=True):
                at = table.cellAt(row, column).firstCursorPosition()
                if pair is None:
                    at.insertText("…", self._format(dim=True))
                    continue
                for run in pair.runs:
                    if run.kind != kind:
                        self._put(at, run, changed=not pair.same)

    def _put(self, at: QTextCursor, run: Run, *, changed: bool) -> None:
        """What went is struck through and stands between minus signs, what came is underlined, bold, between plus
        signs: never colour alone."""
        plain, words = self._format(dim=not changed), run.text.strip()
        if run.kind == "same" or not words:
            at.insertText(run.text, plain)
            return
        made, mark = (self._format(dim=True), "−") if run.kind == "gone" else (self._format(bold=True), "+")
        if run.kind == "gone":
            made.setFontStrikeOut(True)
        else:
            made.setFontUnderline(True)
            made.setForeground(theme.colors().done)
        before, after = run.text.split(words, 1)
        at.insertText(before, plain)
        at.insertText(f"{mark}{words}{mark}", made)
        at.insertText(after, plain)

    def _format(self, *, bold: bool = False, dim: bool = False) -> QTextCharFormat:
        made = QTextCharFormat()
        made.setFont(theme.font())
        made.setForeground(theme.colors().dim if dim else theme.colors().ink)
        if bold:
            made.setFontWeight(QFont.Weight.DemiBold)
        return made


def near(pairs: Sequence[Pair]) -> list[Pair | None]:
    """What changed and a line around it; None for what is left out between."""
    wanted = {
        place + by for place, pair in enumerate(pairs) if not pair.same for by in range(-_AROUND, _AROUND + 1)
    }
    found: list[Pair | None] = []
    for place, pair in enumerate(pairs):
        if place in wanted:
            found.append(Pair(as_plain(pair.before).rstrip("\n"), as_plain(pair.after).rstrip("\n")))
        elif not found or found[-1] is not None:
            found.append(None)
    return found
