"""Text on the page. Always plain text: what a client typed is never read as markup."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.kit import theme
from ui.kit.chips import Tone, tone_ink
from ui.kit.sides import lying
from ui.kit.spans import Block, Heights, Span, Words, plain_text
from ui.kit.theme import FontRole

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QPaintEvent, QResizeEvent

LONG = 10_000
"""Letters of a text that takes milliseconds to lay out."""


class Label(QLabel):
    """A plain text label in a font role and a tone, that follows zoom and scheme.

    With ``wrap`` it takes several lines and `set_words` takes runs of bold or toned words. ``selectable`` puts the
    words on the clipboard: by the mouse in a single line, by the menu of the right button in a wrapped text.
    """

    def __init__(
        self,
        text: str = "",
        role: FontRole = "text",
        *,
        tone: Tone = Tone.PLAIN,
        wrap: bool = False,
        selectable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._role: FontRole = role
        self._tone = tone
        self._words: Words = text
        self._heights = Heights()
        self._drawn: tuple[object, Block] | None = None
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        self.setAlignment(self.alignment())
        across = QSizePolicy.Policy.Ignored if wrap else QSizePolicy.Policy.Preferred
        policy = QSizePolicy(across, QSizePolicy.Policy.Minimum if wrap else QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(wrap)  # layouts ask this of everything, all the time: not by a call of ours
        self.setSizePolicy(policy)
        if selectable and wrap:
            self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            self.customContextMenuRequested.connect(self._on_menu_requested)
        elif selectable:
            self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setText(text)
        self._restyle()
        theme.bus().changed.connect(self._restyle)

    def setAlignment(self, alignment: Qt.AlignmentFlag) -> None:
        """Left is where one begins to read: from right to left Qt would go by the words, not by the window."""
        if self.isRightToLeft():
            alignment = lying(self.layoutDirection(), alignment)
        super().setAlignment(alignment)

    def set_words(self, words: Words) -> None:
        """Runs of words, each with its weight and tone; only in a label that wraps."""
        self.setText(plain_text(words))
        self._words = words
        self.update()

    def setText(self, text: str) -> None:
        self._words = text
        super().setText(text)

    def set_tone(self, tone: Tone) -> None:
        """Another colour, another meaning."""
        self._tone = tone
        self._restyle()

    def _restyle(self) -> None:
        self.setFont(theme.font(self._role))
        palette = QPalette(self.palette())
        palette.setColor(QPalette.ColorRole.WindowText, tone_ink(self._tone))
        self.setPalette(palette)

    def _block(self, width: int) -> Block:
        words = self._words if isinstance(self._words, tuple) else (Span(self._words, tone=self._tone),)
        return Block(words, width, font=self.font())

    def _drawn_block(self, width: int) -> Block:
        """Of a long text the one that was drawn last: while it is scrolled through it is drawn again and again."""
        if len(self.text()) < LONG:
            return self._block(width)
        of = width, self._words, self.font(), tone_ink(self._tone)
        if self._drawn is None or self._drawn[0] != of:
            self._drawn = of, self._block(width)
        return self._drawn[1]

    def _on_menu_requested(self, where: QPoint) -> None:
        from PySide6.QtWidgets import QMenu

        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Copy")).triggered.connect(self._copy)
        menu.popup(self.mapToGlobal(where))

    def _copy(self) -> None:
        from ui.kit import clipboard

        clipboard.put(plain_text(self._words))

    def heightForWidth(self, width: int) -> int:
        if not self.wordWrap():
            return super().heightForWidth(width)
        return self._heights.at(width, self._words, self.font())

    def sizeHint(self) -> QSize:
        if not self.wordWrap():
            return super().sizeHint()
        return QSize(theme.px(200), self.heightForWidth(self.width() or theme.px(200)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.wordWrap() and event.size().width() != event.oldSize().width():
            self.updateGeometry()  # the hint is that of this width: a layout that keeps the old one leaves a gap

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(40), theme.line_height()) if self.wordWrap() else super().minimumSizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.wordWrap():
            super().paintEvent(event)
            return
        painter = QPainter(self)
        block = self._drawn_block(self.width())
        middle = self.alignment() & Qt.AlignmentFlag.AlignVCenter
        top = max(0.0, (self.height() - block.height) / 2) if middle else 0.0
        centred = bool(self.alignment() & Qt.AlignmentFlag.AlignHCenter)
        block.draw(painter, 0, top, centred=centred, clip=QRectF(event.rect()))
        painter.end()


def title(text: str = "") -> Label:
    """The name of a page, 20 semibold."""
    return Label(text, "title", wrap=True)


def dim(text: str = "", *, wrap: bool = True) -> Label:
    """A quiet line under a title."""
    return Label(text, tone=Tone.DIM, wrap=wrap)


def head(text: str = "") -> Label:
    """A small head above a group."""
    return Label(text, "head", tone=Tone.DIM)
