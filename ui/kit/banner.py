"""A sentence or two on a soft ground: what the client wants first, a warning beside a form."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize
from PySide6.QtGui import QFontMetrics, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.kit import paint, theme
from ui.kit.announcing import speak
from ui.kit.buttons import LinkButton
from ui.kit.chips import Tone, tone_ground, tone_ink
from ui.kit.paint import Shape
from ui.kit.showing import show_if
from ui.kit.spans import Block, Heights, Span, plain_text

WORDS = 200
"""Pixels that the words have beside the link, or half of the banner: with less of them it stands below."""


class Banner(QWidget):
    """``lead`` in bold, then ``text``; kind "accent" (blue), "soon" (amber, with ▲) or "late"; at most one
    link."""

    def __init__(
        self,
        lead: str = "",
        text: str = "",
        *,
        kind: Literal["accent", "soon", "late", "done"] = "accent",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._tone = {"accent": Tone.ACCENT, "soon": Tone.SOON, "late": Tone.LATE, "done": Tone.DONE}[kind]
        self._shape = {"soon": Shape.URGENT, "late": Shape.LATE, "done": Shape.DONE}.get(kind, Shape.NONE)
        self._spans: tuple[Span, ...] = ()
        self._heights = Heights()
        self._link: LinkButton | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.bus().changed.connect(self._restyle)
        self.say(lead, text)

    def say(self, lead: str, text: str) -> None:
        """Show other words; nothing to say hides the banner."""
        tone = Tone.PLAIN if self._tone is Tone.ACCENT else self._tone
        gap = " " if lead and text else ""
        self._spans = tuple(Span(t, b, tone) for t, b in ((lead + gap, True), (text, False)) if t)
        said, before = plain_text(self._spans), self.accessibleName()
        self.setAccessibleName(said)
        show_if(self, bool(self._spans))
        if said != before:
            speak(self, said)
        self.updateGeometry()
        self.update()

    def set_link(self, text: str, on_click: Callable[[], object]) -> None:
        """One thing to do about it, at the right; no text takes it away."""
        if self._link is not None:
            self._link.hide()
            self._link.deleteLater()
            self._link = None
        if not text:
            self._restyle()
            return
        self._link = LinkButton(text, on_click, parent=self)
        self._link.show()
        self._restyle()
        self._place_link()

    def _restyle(self) -> None:
        if self._link is not None:
            self._link.set_ink(tone_ink(self._tone))
        self.updateGeometry()

    def _left(self) -> int:
        return theme.px(12) + (theme.px(16) if self._shape is not Shape.NONE else 0)

    def _is_below(self, width: int) -> bool:
        """Whether the link stands below the words: beside it they would be a column of a word or two."""
        if self._link is None:
            return False
        whole = width - self._left() - theme.px(12)
        beside = whole - self._link.sizeHint().width() - theme.px(12)
        return beside < min(theme.px(WORDS), whole // 2) and self._wide() > beside

    def _wide(self) -> int:
        """What the words take in one line."""
        bold = QFontMetrics(theme.font("bold"))
        return sum(bold.horizontalAdvance(one.text) for one in self._spans)

    def _room(self, width: int) -> int:
        """How wide the words may be."""
        beside = self._link is not None and not self._is_below(width)
        link = self._link.sizeHint().width() + theme.px(12) if self._link and beside else 0
        return width - self._left() - theme.px(12) - link

    def _place_link(self) -> None:
        if self._link is not None:
            size, wide = self._link.sizeHint(), self.width()
            middle = (theme.line_height() - size.height()) // 2
            place = QRect(QPoint(wide - size.width() - theme.px(12), theme.px(10) + middle), size)
            if self._is_below(wide):
                words = self._heights.at(self._room(wide), self._spans)
                place.moveTo(self._left() - 2, theme.px(14) + words + middle)
                place.setWidth(min(place.width(), wide - self._left() - theme.px(10)))
            self._link.setGeometry(paint.seen_in(self, place))

    def heightForWidth(self, width: int) -> int:
        below = theme.line_height() + theme.px(4) if self._is_below(width) else 0
        return self._heights.at(self._room(width), self._spans) + theme.px(20) + below

    def sizeHint(self) -> QSize:
        return QSize(theme.px(400), self.heightForWidth(self.width() or theme.px(400)))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(120), theme.line_height() + theme.px(20))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place_link()
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()  # the hint is that of this width: a layout that keeps the old one leaves a gap

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        now = theme.colors()
        painter = paint.begin(self)
        line = now.line if now.forced else None
        paint.rounded(painter, QRectF(self.rect()), tone_ground(self._tone), line, theme.RADIUS)
        top = theme.px(10)
        if self._shape is not Shape.NONE:
            side = theme.px(11)
            box = QRectF(theme.px(12), top + (theme.line_height() - side) / 2, side, side)
            paint.shape(painter, box, self._shape, tone_ink(self._tone))
        Block(self._spans, self._room(self.width())).draw(painter, self._left(), top)
        painter.end()
