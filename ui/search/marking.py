"""A few lines of text with what was looked for marked, drawn by us: what a client wrote is never read as markup."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QTextCharFormat, QTextLayout, QTextOption

from ui.kit import paint, theme
from ui.kit.spans import mark_style

Marks = Sequence[tuple[int, int]]
"""Letters to be marked, each from a start up to an end; in order and apart."""
_MOST = 600


def draw_lines(painter: QPainter, upper: QRect, text: str, marks: Marks, ink: QColor, *, lines: int) -> None:
    """Up to ``lines`` lines from ``upper`` on; the last ends in … where there is more. The first mark is in sight."""
    text, marks = _from_mark(text[: _MOST * 4], marks, upper.width() * lines)
    for number in range(lines):
        box = upper.translated(0, number * upper.height())
        if number == lines - 1:
            _draw(painter, box, *_cut(text[:_MOST], marks, box.width()), ink)
            return
        length = _fitting(text[:_MOST], box.width())
        _draw(painter, box, text[:length], _until(marks, length), ink)
        text, marks = text[length:], _after(marks, length)
        if not text.strip():
            return


def _from_mark(text: str, marks: Marks, width: int) -> tuple[str, Marks]:
    """Without so much of the beginning that the first mark can be seen in ``width``."""
    if not marks:
        return text, marks
    metrics = QFontMetricsF(theme.font())
    start, end = marks[0]
    if metrics.horizontalAdvance(text[: min(end, _MOST)]) < width * 0.8 and end < _MOST:
        return text, marks
    room = metrics.averageCharWidth()
    cut = max(0, start - int(width * 0.3 / max(room, 1.0)))
    space = text.find(" ", cut, start)
    cut = space + 1 if space >= 0 else cut
    shifted = [(a - cut + 2, b - cut + 2) for a, b in marks if a >= cut]
    return "… " + text[cut:], shifted


def _cut(text: str, marks: Marks, width: int) -> tuple[str, Marks]:
    shown = QFontMetricsF(theme.font()).elidedText(text, Qt.TextElideMode.ElideRight, width)
    return (shown, _until(marks, len(shown) - 1)) if shown != text else (text, marks)


def _until(marks: Marks, length: int) -> Marks:
    return [(start, min(end, length)) for start, end in marks if start < length]


def _after(marks: Marks, length: int) -> Marks:
    return [(max(start - length, 0), end - length) for start, end in marks if end > length]


def _fitting(text: str, width: int) -> int:
    """How many letters a line of this width takes."""
    layout = QTextLayout(text, theme.font())
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    line = layout.createLine()
    if not line.isValid():
        return len(text)
    line.setLineWidth(width)
    taken: int = line.textLength()
    layout.endLayout()
    return len(text.encode("utf-16-le", "surrogatepass")[: 2 * taken].decode("utf-16-le", "replace"))


def _draw(painter: QPainter, box: QRect, text: str, marks: Marks, ink: QColor) -> None:
    layout = QTextLayout(text, theme.font())
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    option.setAlignment(paint.leading(painter))
    layout.setTextOption(option)
    layout.setFormats([_range(text, start, end) for start, end in marks if end > start])
    layout.beginLayout()
    line = layout.createLine()
    if line.isValid():
        line.setLineWidth(box.width())  # what runs from right to left begins at its right end
    layout.endLayout()
    painter.setPen(ink)
    down = (box.height() - line.height()) / 2 if line.isValid() else 0.0
    with paint.upright(painter, box):
        layout.draw(painter, QPointF(box.left(), box.top() + down))


def _range(text: str, start: int, end: int) -> QTextLayout.FormatRange:
    style = QTextCharFormat()
    mark_style(style)
    made = QTextLayout.FormatRange()
    made.start = len(text[:start].encode("utf-16-le", "surrogatepass")) // 2
    made.length = len(text[start:end].encode("utf-16-le", "surrogatepass")) // 2
    made.format = style
    return made
