"""Runs of text with weight and tone, laid out and drawn without any markup: what a client typed stays what
it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QTextLayout, QTextOption

from ui.kit import paint, theme
from ui.kit.chips import Tone, tone_ink

if TYPE_CHECKING:
    from PySide6.QtGui import QTextCharFormat


_AT = re.compile(r"(?<=\w)@(?=\w)")
_NUMBER = re.compile(r"(?<![\w.,:])\+?\d+(?: \d{2,}){2,}(?![\w:])")
"""A number that somebody calls: three groups of figures at least."""
_WIDTHS = 40
"""So many are remembered: a window that is drawn wider asks about each."""


class Span(NamedTuple):
    """Some words in one weight and tone; ``marked``: on the ground of what was looked for."""

    text: str
    bold: bool = False
    tone: Tone = Tone.PLAIN
    marked: bool = False


Words = str | tuple[Span, ...]


def spans(words: Words, tone: Tone = Tone.PLAIN) -> tuple[Span, ...]:
    """``words`` as spans; a plain string becomes one of ``tone``."""
    return (Span(words, tone=tone),) if isinstance(words, str) else words


def _breakable(span: Span) -> Span:
    """An address that is too long for a line goes on after its @, not before its last letters; a number that somebody
    calls stands in one line, and no line begins with the point between two things."""
    words = _AT.sub("@\u200b", span.text) if "@" in span.text else span.text
    if " " in words:
        words = _NUMBER.sub(lambda found: found[0].replace(" ", "\N{NO-BREAK SPACE}"), words)
        words = words.replace(" · ", "\N{NO-BREAK SPACE}· ")
    return span if words == span.text else span._replace(text=words)


def plain_text(words: Words) -> str:
    """The words alone: for copying and for screen readers."""
    return words if isinstance(words, str) else "".join(span.text for span in words)


def mark_style(style: QTextCharFormat) -> None:
    """What was looked for: on another ground and, where colours are the system's own, underlined."""
    style.setBackground(theme.colors().soon_ground)
    if theme.colors().forced:
        style.setFontUnderline(True)


def marked(text: str, marks: Sequence[tuple[int, int]], tone: Tone = Tone.PLAIN) -> tuple[Span, ...]:
    """``text`` with the letters from ``start`` up to ``end`` of each of ``marks`` (in order, apart) marked."""
    found, at = [], 0
    for start, end in marks:
        found += [Span(text[at:start], tone=tone), Span(text[start:end], tone=tone, marked=True)]
        at = end
    return tuple(span for span in (*found, Span(text[at:], tone=tone)) if span.text)


class Block:
    """Wrapped words of a given width: ask `height`, then `draw`."""

    def __init__(
        self,
        words: Words,
        width: float,
        *,
        tone: Tone = Tone.PLAIN,
        font: QFont | None = None,
        most_lines: int = 0,
    ) -> None:
        self._runs = tuple(map(_breakable, spans(words, tone)))
        self._font = font or theme.font()
        self._line = max(
            QFontMetricsF(self._font).height(),
            round(self._font.pixelSize() * (1.385 if self._font.pixelSize() < theme.px(15) else 1.25)),
        )
        self._width = max(width, 20.0)
        text = plain_text(self._runs)
        self._layout = QTextLayout(text.replace("\n", "\u2028"), self._font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._layout.setTextOption(option)
        if len(self._runs) > 1 or any(span.bold or span.marked for span in self._runs):
            self._layout.setFormats(self._formats())
        self._lines = 0
        self._cut = ""
        self._break_lines(text, self._width, most_lines)

    def _formats(self) -> list[QTextLayout.FormatRange]:
        from PySide6.QtGui import QTextCharFormat  # costs 3 ms that a plain label need not pay

        formats, start = [], 0
        for span in self._runs:
            length = len(span.text.encode("utf-16-le")) // 2
            style = QTextCharFormat()
            style.setForeground(tone_ink(span.tone))
            if span.bold:
                style.setFontWeight(QFont.Weight.DemiBold)
            if span.marked:
                mark_style(style)
            made = QTextLayout.FormatRange()
            made.start, made.length, made.format = start, length, style
            formats.append(made)
            start += length
        return formats

    def _break_lines(self, text: str, width: float, most: int) -> None:
        self._layout.beginLayout()
        while True:
            line = self._layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(width)
            line.setPosition(QPointF(0, self._lines * self._line + (self._line - line.height()) / 2))
            self._lines += 1
            if most and self._lines == most:
                rest = text.encode("utf-16-le")[line.textStart() * 2 :].decode("utf-16-le", "ignore")
                if len(rest.encode("utf-16-le")) // 2 > line.textLength():
                    metrics = QFontMetricsF(self._font)
                    shown = rest.replace("\n", " ")[:600]
                    self._cut = metrics.elidedText(shown, Qt.TextElideMode.ElideRight, width)
                break
        self._layout.endLayout()

    @property
    def height(self) -> int:
        """Pixels from the top of the first line to the foot of the last."""
        return round(self._lines * self._line)

    def draw(
        self, painter: QPainter, x: float, y: float, *, centred: bool = False, clip: QRectF | None = None
    ) -> None:
        """Draw with the top left at (x, y); the last line ends in … where there was more. ``clip``: lines outside of it
        need not be drawn."""
        with paint.upright(painter, QRectF(x, y, self._width, self.height)):
            self._draw(
                painter, x, y, 0.5 if centred else 1.0 if paint.leftward(painter) else 0.0, clip or QRectF()
            )

    def _draw(self, painter: QPainter, x: float, y: float, share: float, clip: QRectF) -> None:
        """With this ``share`` of the room that a line leaves before it, from the left."""
        if share:
            for number in range(self._lines):
                line = self._layout.lineAt(number)
                line.setPosition(QPointF((self._width - line.naturalTextWidth()) * share, line.y()))
        whole = self._lines - 1 if self._cut else self._lines
        painter.save()
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        if self._cut:
            last = self._layout.lineAt(whole)
            painter.setFont(self._font)
            painter.setPen(tone_ink(self._runs[-1].tone))
            free = self._width - QFontMetricsF(self._font).horizontalAdvance(self._cut)
            painter.drawText(QPointF(x + max(free, 0.0) * share, y + last.y() + last.ascent()), self._cut)
            wide = self._layout.lineAt(0).width()
            painter.setClipRect(QRectF(x, y, wide + 4, whole * self._line), Qt.ClipOperation.IntersectClip)
        painter.setPen(tone_ink(self._runs[0].tone if self._runs else Tone.PLAIN))
        self._layout.draw(painter, QPointF(x, y), [], clip)
        painter.restore()


class Heights:
    """How high some words are at the widths that layouts ask about, over and over: they are set once for each.

    It belongs to one widget and goes with it, so that nobody's words stay behind in a cache.
    """

    def __init__(self) -> None:
        self._of: tuple[object, ...] = ()
        self._known: dict[float, int] = {}

    def at(self, width: float, words: Words, font: QFont | None = None) -> int:
        """The height of a `Block` of these words."""
        font = font or theme.font()
        of = words, font, theme.px(15)
        if of != self._of or len(self._known) >= _WIDTHS:
            self._of, self._known = of, {}
        found = self._known.get(width)
        if found is None:
            found = self._known[width] = Block(words, width, font=font).height
        return found
