"""Versions of an entry, newest first: number, who, when, why, and the words that went and came."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from app.wording.differences import Run
from ui.contactlog.differences import Change, Writing
from ui.kit import paint, theme
from ui.kit.chips import Tone
from ui.kit.labels import Label

_AROUND = 1_000
"""Letters of what stayed the same before and after a change."""


class ChangeText(QWidget):
    """A field's name and its words: what went is struck through, what came is underlined; never colour alone.

    ``runs`` are all of the change's, or those of one side.
    """

    def __init__(
        self, change: Change, runs: Sequence[Run] | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        shown = map(_shortened, change.runs if runs is None else runs)
        self._runs = (Run("same", f"{change.label}: "), *shown)
        self._laid: tuple[object, QTextLayout] | None = None
        self._heights: dict[tuple[int, int], int] = {}
        said = {"gone": self.tr("removed: {words}"), "new": self.tr("added: {words}")}
        spoken = [
            said[run.kind].format(words=run.text) if run.kind in said else run.text for run in self._runs
        ]
        self.setAccessibleName("; ".join(part.strip() for part in spoken if part.strip()))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.bus().changed.connect(self.updateGeometry)

    def heightForWidth(self, width: int) -> int:
        """Remembered: layouts ask about some widths again and again."""
        of = width, theme.line_height()
        if of not in self._heights:
            self._heights[of] = round(self._laid_out(width).boundingRect().height()) + 2
        return self._heights[of]

    def sizeHint(self) -> QSize:
        return QSize(theme.px(400), self.heightForWidth(max(self.width(), theme.px(400))))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(theme.colors().ink)
        layout = self._laid_out(self.width())
        option = layout.textOption()
        option.setAlignment(paint.leading(painter))
        layout.setTextOption(option)
        layout.draw(painter, QRectF(self.rect()).topLeft())
        painter.end()

    def _laid_out(self, width: int) -> QTextLayout:
        """Once for each width and look that is drawn."""
        of = width, theme.font(), theme.line_height(), theme.colors()
        if self._laid is None or self._laid[0] != of:
            self._laid = of, self._lay_out(width)
        return self._laid[1]

    def _lay_out(self, width: int) -> QTextLayout:
        layout = QTextLayout("".join(run.text for run in self._runs).replace("\n", "\u2028"), theme.font())
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.setFormats(self._formats())
        layout.beginLayout()
        high, least = 0.0, theme.line_height()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(20, width))
            line.setPosition(QRectF(0, high, 0, 0).topLeft())
            high += max(line.height(), least)
        layout.endLayout()
        return layout

    def _formats(self) -> list[QTextLayout.FormatRange]:
        now, formats, start = theme.colors(), [], 0
        for number, run in enumerate(self._runs):
            length = len(run.text.encode("utf-16-le")) // 2
            style = QTextCharFormat()
            if number == 0:
                style.setForeground(now.dim)
            elif run.kind == "gone":
                style.setForeground(now.dim)
                style.setFontStrikeOut(True)
            elif run.kind == "new":
                style.setForeground(now.done)
                style.setFontUnderline(True)
                style.setFontWeight(QFont.Weight.DemiBold)
            made = QTextLayout.FormatRange()
            made.start, made.length, made.format = start, length, style
            formats.append(made)
            start += length
        return formats


def _shortened(run: Run) -> Run:
    """Of a long part that stayed the same its beginning and end: where something changed is seen, and the words stand
    whole in the entry."""
    if run.kind != "same" or len(run.text) <= 2 * _AROUND:
        return run
    return Run("same", f"{run.text[:_AROUND].rstrip()} … {run.text[-_AROUND:].lstrip()}")


class SideBySide(QWidget):
    """What two versions that follow each other said, beside each other; only the fields that differ."""

    def __init__(self, version: int, changes: Sequence[Change], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, theme.px(8))
        grid.setHorizontalSpacing(theme.px(18))
        grid.setVerticalSpacing(theme.px(4))
        for column in (0, 1):
            words = self.tr("Version {number}").format(number=version - 1 + column)
            grid.addWidget(Label(words, "small", tone=Tone.DIM), 0, column)
            grid.setColumnStretch(column, 1)
        for number, change in enumerate(changes, start=1):
            for column, runs in enumerate((change.before, change.after)):
                shown = runs or (Run("same", self.tr("nothing")),)
                grid.addWidget(ChangeText(change, shown), number, column, Qt.AlignmentFlag.AlignTop)


class VersionList(QWidget):
    """All versions, one under the other."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(4))
        self._parts: list[QWidget] = []

    def show_writings(self, found: Sequence[tuple[Writing, str]]) -> None:
        """Show these; each comes with the words of its time."""
        for part in self._parts:
            part.hide()
            part.deleteLater()
        self._parts = []
        for writing, when in found:
            row = writing.row
            words = self.tr("Version {number} · {when} · {author}").format(
                number=row.version, when=when, author=row.author
            )
            self._add(Label(words, "bold", wrap=True))
            reason = row.reason or (self.tr("as first written") if row.version == 1 else "")
            self._add(Label(reason, tone=Tone.DIM, wrap=True))
            if writing.changes:
                self._add(SideBySide(row.version, writing.changes))

    def _add(self, part: QWidget) -> None:
        self._parts.append(part)
        self._column.addWidget(part)
