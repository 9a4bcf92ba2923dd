"""The guide in the window: its chapters at the left, the words at the right. Read from resources/help."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, cast

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt, QTimer, QUrl
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QPainter,
    QPalette,
    QShowEvent,
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
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from app.kernel.language import counted, spoken
from app.languages.resources import in_language
from ui.kit import paint, theme
from ui.kit.announcing import announce
from ui.kit.ring import FocusRing
from ui.kit.row_model import AnyIndex
from ui.kit.sheet import Sheet, sheets_in
from ui.kit.terms import terms
from ui.kit.text_field import TextField
from ui.shell.help_places import CONTENTS, TERMS, Passage, where_now
from ui.shell.help_search import found_in, places

if TYPE_CHECKING:
    from ui.shell.window import VaultWindow

FOLDER = theme.RESOURCES / "help"
_LINK = re.compile(r"\]\(([\w-]+\.md)\)")
_ANCHOR = re.compile(r'^<a id="([\w-]+)"></a>\n(?=#+ (.*)$)', re.MULTILINE)
"""Above a head that something leads to: heads are translated, anchors are the same in every language."""


def chapters() -> list[Path]:
    """The chapters in the order in which the contents name them, the contents first; each in the language of the
    window where it is written in it, else in English."""
    code = spoken().code
    index = in_language(FOLDER / "index.md", code)
    named = _LINK.findall(index.read_text(encoding="utf-8"))
    return [index, *(in_language(FOLDER / name, code) for name in dict.fromkeys(named))]


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
    """A name in the contents, as quiet as the navigation; one that is longer than the list is wide has two lines."""

    def __init__(self, view: QListWidget) -> None:
        super().__init__(view)
        self._view = view

    def _is_long(self, words: str, width: int) -> bool:
        return QFontMetrics(theme.font("bold")).horizontalAdvance(words) > width - theme.px(16)

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        long = self._is_long(str(index.data()), self._view.viewport().width())
        return QSize(theme.px(160), theme.px(30) + (theme.line_height() if long else 0))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        now, rect = theme.colors(), option.rect
        here = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        paint.turn(painter, rect, option.direction)
        if here:
            paint.rounded(painter, QRectF(rect), now.selection, None, theme.RADIUS)
        ink = now.selection_ink if here else now.ink
        words = rect.adjusted(theme.px(8), 0, -theme.px(8), 0)
        name, font = str(index.data()), theme.font("bold" if here else "text")
        if self._is_long(name, rect.width()):
            paint.wrapped(painter, words.adjusted(0, theme.px(6), 0, 0), name, ink, font)
        else:
            paint.text(painter, words, name, ink, font)
        painter.restore()


class Chapter(NamedTuple):
    """A chapter: key (a file's name without ``.md``), name, words as Markdown, and its heads by anchor."""

    key: str
    name: str
    words: str
    heads: Mapping[str, str]


def all_chapters() -> list[Chapter]:
    """Those of the files, and the terms of art, which are explained beside their fields, too."""
    explained = terms()
    head = QCoreApplication.translate("Guide", "Terms")
    said = "\n\n".join(f"## {name}\n\n{meaning}" for name, meaning in sorted(explained.values()))
    heads = {key: name for key, (name, _) in explained.items()}
    return [*map(_read, chapters()), Chapter(TERMS, head, f"# {head}\n\n{said}\n", heads)]


def _read(file: Path) -> Chapter:
    written = file.read_text(encoding="utf-8")
    return Chapter(file.stem, name_of(file), _ANCHOR.sub("", written), dict(_ANCHOR.findall(written)))


class HelpSheet(Sheet):
    """Our own words only, so they may be read as markup; links lead to other chapters and nowhere else.

    ``at``: the chapter to begin with, and the anchor in it.
    """

    def __init__(self, over: QWidget, at: Passage = CONTENTS) -> None:
        super().__init__(over, over.tr("Guide"), width=940)
        self._all = all_chapters()
        self._listed = list(range(len(self._all)))
        self._places: list[tuple[int, int]] = []
        self._at = 0
        self.search = TextField(self.tr("Search the guide"))
        self.search.setAccessibleName(self.tr("Search the guide"))
        self.search.setClearButtonEnabled(True)
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Chapters"))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.viewport().setAutoFillBackground(False)
        self.list.setItemDelegate(_ChapterDelegate(self.list))
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.words = QTextBrowser()
        self.words.setAccessibleName(self.tr("Chapter"))
        self.words.setFrameShape(QFrame.Shape.NoFrame)
        self.words.setOpenLinks(False)
        FocusRing(self.list)
        FocusRing(self.words)
        self.words.anchorClicked.connect(self._on_words_anchor_clicked)
        side = QVBoxLayout()
        side.addWidget(self.search)
        side.addWidget(self.list, 1)
        row = QHBoxLayout()
        row.setSpacing(theme.px(16))
        row.addLayout(side)
        row.addWidget(self.words, 1)
        self.body.addLayout(row)
        self.add_buttons(self.tr("Close"), cancel="")
        self._fill()
        self.list.currentRowChanged.connect(self._show_chapter)
        self.search.textChanged.connect(self._on_search_changed)
        self.search.returnPressed.connect(self._next_place)
        self._restyle_words()
        theme.bus().changed.connect(self._restyle_words)
        self.show_passage(at)

    @property
    def chapter(self) -> Chapter | None:
        """The one that is shown; None where nothing was found."""
        row = self.list.currentRow()
        return self._all[self._listed[row]] if 0 <= row < len(self._listed) else None

    def show_passage(self, at: Passage) -> None:
        """Go to a chapter, and to the head with the anchor."""
        keys = [self._all[number].key for number in self._listed]
        if at.chapter not in keys:
            return
        self.list.setCurrentRow(keys.index(at.chapter))
        if self.chapter is not None:
            self._scroll_to_head(self.chapter.heads.get(at.anchor, ""))

    def _fill(self) -> None:
        self.list.blockSignals(True)
        self.list.clear()
        self.list.addItems([self._all[number].name for number in self._listed])
        self.list.blockSignals(False)

    def _on_search_changed(self, typed: str) -> None:
        """The chapters that have all words; the first of them at the first place."""
        before = self.chapter
        self._listed = found_in([chapter.words for chapter in self._all], typed)
        self._fill()
        same = next((n for n, one in enumerate(self._listed) if self._all[one] is before), 0)
        self.list.setCurrentRow(0 if typed.strip() else same)
        if not self._listed:
            self.words.setPlainText(
                self.tr("Nothing in the guide has all these words. Try one of them alone.")
            )
        found = counted(len(self._listed), "1 chapter found", "{count} chapters found")
        found = found.format(count=len(self._listed))
        announce(self.search, found if typed.strip() else "")
        self._show_chapter(self.list.currentRow())

    def _show_chapter(self, row: int) -> None:
        chapter = self.chapter
        self._places, self._at = [], 0
        if chapter is not None:
            document = self.words.document()
            document.setMarkdown(chapter.words)
            typeset(document)
            self.words.setTextCursor(QTextCursor(document))
            self.words.verticalScrollBar().setValue(0)
            self._places = places(document.toPlainText(), self.search.text())
        self._mark_places()
        if self._places:
            self._go_to_place(0)

    def _mark_places(self) -> None:
        found = []
        for begin, long in self._places:
            one = QTextEdit.ExtraSelection()
            one.cursor = QTextCursor(self.words.document())
            one.cursor.setPosition(begin)
            one.cursor.setPosition(begin + long, QTextCursor.MoveMode.KeepAnchor)
            one.format.setBackground(theme.colors().soon_ground)
            one.format.setFontUnderline(True)  # not by colour alone
            found.append(one)
        self.words.setExtraSelections(found)

    def _next_place(self) -> None:
        """Enter in the search: the next place, after the last one the first."""
        if self._places:
            self._go_to_place((self._at + 1) % len(self._places))

    def _go_to_place(self, number: int) -> None:
        self._at = number
        cursor = QTextCursor(self.words.document())
        cursor.setPosition(self._places[number][0])
        self._bring(cursor)

    def _scroll_to_head(self, head: str) -> None:
        block = self.words.document().begin()
        while head and block.isValid():
            if block.blockFormat().headingLevel() and block.text() == head:
                self._bring(QTextCursor(block))
                return
            block = block.next()

    def _bring(self, cursor: QTextCursor) -> None:
        """To the top of what is seen."""
        self.words.setTextCursor(cursor)
        bar = self.words.verticalScrollBar()
        bar.setValue(bar.value() + self.words.cursorRect(cursor).top() - theme.px(8))

    def _on_words_anchor_clicked(self, link: QUrl) -> None:
        name = link.fileName()
        if any(name == f"{chapter.key}.md" for chapter in self._all):
            self.search.clear()
            self.show_passage(Passage(name.removesuffix(".md")))

    def showEvent(self, event: QShowEvent) -> None:
        """What was gone to before it had its size is gone to again."""
        super().showEvent(event)
        QTimer.singleShot(0, self, lambda: self._bring(self.words.textCursor()))

    def _restyle_words(self) -> None:
        self.list.setFixedWidth(theme.px(230))
        self.search.setFixedWidth(theme.px(230))
        self.words.setMinimumHeight(theme.px(460))
        palette = QPalette(self.words.palette())
        palette.setColor(QPalette.ColorRole.Base, theme.colors().pane)
        self.words.setPalette(palette)
        self.words.document().setDefaultFont(theme.font())
        self.words.document().setDocumentMargin(theme.px(4))
        self._show_chapter(self.list.currentRow())


def open_help(window: VaultWindow) -> HelpSheet:
    """The guide, where it speaks of what is on the screen; the one that is open stays."""
    opened = next((one for one in sheets_in(window) if isinstance(one, HelpSheet)), None)
    if opened is not None:
        opened.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return opened
    sheet = HelpSheet(window, where_now(window))
    sheet.open()
    return sheet
