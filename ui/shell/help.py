"""The guide in the window: its chapters at the left, the words at the right. Read from resources/help."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import cast

from PySide6.QtCore import QRectF, QSize, Qt, QUrl
from PySide6.QtGui import (
    QFont,
    QPainter,
    QPalette,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextTable,
)
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTextBrowser,
    QWidget,
)

from ui.kit import paint, theme
from ui.kit.ring import FocusRing
from ui.kit.row_model import AnyIndex
from ui.kit.sheet import Sheet

FOLDER = theme.RESOURCES / "help"
_LINK = re.compile(r"\]\(([\w-]+\.md)\)")


def chapters(folder: Path = FOLDER) -> list[Path]:
    """The chapters in the order in which the contents name them, the contents first."""
    index = folder / "index.md"
    named = _LINK.findall(index.read_text(encoding="utf-8"))
    return [index, *(folder / name for name in dict.fromkeys(named))]


def name_of(chapter: Path) -> str:
    """The chapter's head."""
    return chapter.read_text(encoding="utf-8").split("\n", 1)[0].lstrip("# ").strip()


def typeset(document: QTextDocument) -> None:
    """Our sizes and distances in place of Markdown's: heads as on a page, air between paragraphs, quiet tables."""
    block = document.begin()
    while block.isValid():
        cursor = QTextCursor(block)
        cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
        shape = QTextBlockFormat()
        shape.setLineHeight(135.0, int(QTextBlockFormat.LineHeightTypes.ProportionalHeight.value))
        in_table = cursor.currentTable() is not None
        shape.setBottomMargin(theme.px(1 if in_table else 4 if block.textList() else 9))
        cursor.mergeBlockFormat(shape)
        if level := block.blockFormat().headingLevel():
            cursor.select(QTextCursor.SelectionType.LineUnderCursor)
            head = QTextCharFormat()
            head.setFont(theme.font("title" if level == 1 else "bold"))
            cursor.setCharFormat(head)
        else:
            _lighten(block)
        block = block.next()
    for frame in document.rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            quiet = frame.format()
            quiet.setBorder(0)
            quiet.setCellPadding(theme.px(2))
            frame.setFormat(quiet)


def _lighten(block: QTextBlock) -> None:
    """Bold words in the weight we have: a missing one would be smeared."""
    parts = cast("Iterable[QTextBlock.iterator]", block)
    fragments = [part.fragment() for part in parts]
    bold = [each for each in fragments if each.charFormat().fontWeight() > QFont.Weight.Medium]
    for fragment in bold:
        cursor = QTextCursor(block)
        cursor.setPosition(fragment.position())
        cursor.setPosition(fragment.position() + fragment.length(), QTextCursor.MoveMode.KeepAnchor)
        weight = QTextCharFormat()
        weight.setFontWeight(QFont.Weight.DemiBold)
        cursor.mergeCharFormat(weight)


class _ChapterDelegate(QStyledItemDelegate):
    """A line of the contents, as quiet as the navigation."""

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        return QSize(theme.px(160), theme.px(30))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        now, rect = theme.colors(), option.rect
        here = bool(option.state & QStyle.StateFlag.State_Selected)
        if here:
            paint.rounded(painter, QRectF(rect), now.selection, None, theme.RADIUS)
        ink = now.selection_ink if here else now.ink
        words = rect.adjusted(theme.px(8), 0, -theme.px(8), 0)
        paint.text(painter, words, str(index.data()), ink, theme.font("bold" if here else "text"))


class HelpSheet(Sheet):
    """Our own words only, so they may be read as markup; links lead to other chapters and nowhere else."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over, over.tr("Guide"), width=860)
        self._chapters = chapters()
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Chapters"))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.viewport().setAutoFillBackground(False)
        self.list.setItemDelegate(_ChapterDelegate(self.list))
        self.list.addItems([name_of(chapter) for chapter in self._chapters])
        self.words = QTextBrowser()
        self.words.setAccessibleName(self.tr("Chapter"))
        self.words.setFrameShape(QFrame.Shape.NoFrame)
        self.words.setOpenLinks(False)
        FocusRing(self.list)
        FocusRing(self.words)
        self.words.anchorClicked.connect(self._on_words_anchor_clicked)
        row = QHBoxLayout()
        row.setSpacing(theme.px(16))
        row.addWidget(self.list)
        row.addWidget(self.words, 1)
        self.body.addLayout(row)
        self.add_buttons(self.tr("Close"), cancel="")
        self.list.currentRowChanged.connect(self._show_chapter)
        self.list.setCurrentRow(0)
        self._restyle_words()
        theme.bus().changed.connect(self._restyle_words)

    def _show_chapter(self, row: int) -> None:
        document = self.words.document()
        document.setMarkdown(self._chapters[row].read_text(encoding="utf-8"))
        typeset(document)
        self.words.verticalScrollBar().setValue(0)

    def _on_words_anchor_clicked(self, link: QUrl) -> None:
        names = [chapter.name for chapter in self._chapters]
        if link.fileName() in names:
            self.list.setCurrentRow(names.index(link.fileName()))

    def _restyle_words(self) -> None:
        self.list.setFixedWidth(theme.px(170))
        self.words.setMinimumHeight(theme.px(460))
        palette = QPalette(self.words.palette())
        palette.setColor(QPalette.ColorRole.Base, theme.colors().pane)
        self.words.setPalette(palette)
        self.words.document().setDefaultFont(theme.font())
        self.words.document().setDocumentMargin(theme.px(4))
        self._show_chapter(self.list.currentRow())
