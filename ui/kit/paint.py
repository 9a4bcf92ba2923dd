"""Small drawings that delegates and widgets share: rounded grounds, shapes of state, elided and wrapped text.

Where the window is laid out from right to left, what we paint ourselves lies as in a mirror: `begin` (a widget) and
`turn` (a row in its rectangle) turn the painter, and what is read (words, signs, icons) turns itself `upright` again.
So all measures of a drawing are those of left to right, and only what a mouse points at is asked through `seen_at`.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QPolygonF, QRegion, QTextLayout
from PySide6.QtWidgets import QWidget

from ui.kit import theme
from ui.kit.sides import lying


class Shape(Enum):
    """What a state looks like without its colour, and how a screen reader says it."""

    NONE = ""
    LATE = "●"
    URGENT = "▲"
    KEY_DATE = "★"
    TODO = "◆"
    UPDATE = "▣"
    DONE = "✓"
    CLOCK = "◔"
    AWAY = "○"
    LOCKED = "lock"


def begin(widget: QWidget) -> QPainter:
    """A painter for the whole of ``widget``, turned where it is laid out from right to left."""
    painter = QPainter(widget)
    turn(painter, widget.rect(), widget.layoutDirection())
    return painter


def leftward(painter: QPainter) -> bool:
    """Whether what is painted is laid out from right to left."""
    return painter.layoutDirection() == Qt.LayoutDirection.RightToLeft


def leading(painter: QPainter) -> Qt.AlignmentFlag:
    """The side at which one begins to read, for what is laid out by itself and drawn upright."""
    return Qt.AlignmentFlag.AlignRight if leftward(painter) else Qt.AlignmentFlag.AlignLeft


def turn(painter: QPainter, rect: QRect | QRectF, lies: Qt.LayoutDirection | None = None) -> None:
    """From now on what is painted in ``rect`` lies as in a mirror, where one writes from right to left; once.
    ``lies``: how the widget is laid out, where a painter that is handed out knows only how the program is."""
    if lies is not None:
        painter.setLayoutDirection(lies)
    if leftward(painter) and painter.worldTransform().m11() > 0:
        _flip(painter, rect)


@contextmanager
def upright(painter: QPainter, box: QRect | QRectF) -> Iterator[None]:
    """What is read stands upright in its ``box`` also where the painter is turned."""
    if painter.worldTransform().m11() > 0:
        yield
        return
    painter.save()
    _flip(painter, box)
    try:
        yield
    finally:
        painter.restore()


def _flip(painter: QPainter, box: QRect | QRectF) -> None:
    painter.translate(2 * box.x() + box.width(), 0)
    painter.scale(-1, 1)


def seen_at(widget: QWidget, point: QPoint) -> QPoint:
    """The place in the drawing of ``widget`` that lies under a ``point`` of the screen, and the other way round."""
    if widget.layoutDirection() != Qt.LayoutDirection.RightToLeft:
        return point
    return QPoint(widget.rect().right() - point.x(), point.y())


def seen_in(widget: QWidget, rect: QRect) -> QRect:
    """As `seen_at`, of a rectangle."""
    if widget.layoutDirection() != Qt.LayoutDirection.RightToLeft:
        return rect
    return rect.translated(widget.width() - rect.width() - 2 * rect.x(), 0)


def rounded(painter: QPainter, rect: QRectF, ground: QColor, line: QColor | None, radius: float) -> None:
    """A filled rounded rectangle whose line of one pixel lies inside ``rect``."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(ground)
    painter.setPen(QPen(line, 1) if line is not None else Qt.PenStyle.NoPen)
    inset = 0.5 if line is not None else 0.0
    painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), radius, radius)
    painter.restore()


def shape(painter: QPainter, box: QRectF, kind: Shape, color: QColor) -> None:
    """The sign of a state, drawn: a font may lack it."""
    with upright(painter, box):
        _shape(painter, box, kind, color)


def _shape(painter: QPainter, box: QRectF, kind: Shape, color: QColor) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    middle = box.center()
    half = min(box.width(), box.height()) / 2
    if kind is Shape.LATE:
        painter.drawEllipse(middle, half * 0.86, half * 0.86)
    elif kind is Shape.URGENT:
        painter.drawPolygon(_polygon(middle, half, ((0, -0.9), (1.0, 0.8), (-1.0, 0.8))))
    elif kind is Shape.KEY_DATE:
        painter.drawPolygon(_polygon(middle, half, _STAR))
    elif kind is Shape.TODO:
        painter.drawPolygon(_polygon(middle, half, ((0, -1), (1, 0), (0, 1), (-1, 0))))
    elif kind is Shape.UPDATE:
        painter.setPen(QPen(color, max(1.0, half / 4)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        outer = QRectF(middle.x() - half * 0.85, middle.y() - half * 0.85, half * 1.7, half * 1.7)
        painter.drawRect(outer)
        painter.fillRect(outer.adjusted(half * 0.45, half * 0.45, -half * 0.45, -half * 0.45), color)
    elif kind is Shape.DONE:
        pen = QPen(color, max(1.2, half / 3))
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(_polygon(middle, half, ((-0.9, 0.1), (-0.25, 0.75), (0.95, -0.7))))
    elif kind in {Shape.CLOCK, Shape.AWAY}:
        painter.setPen(QPen(color, max(1.2, half / 3.5)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(middle, half * 0.8, half * 0.8)
        if kind is Shape.CLOCK:
            painter.drawPolyline(_polygon(middle, half, ((0, -0.5), (0, 0.05), (0.4, 0.3))))
    elif kind is Shape.LOCKED:
        x, y = middle.x(), middle.y()
        painter.drawRoundedRect(
            QRectF(x - half * 0.8, y - half * 0.1, half * 1.6, half * 1.1), half * 0.2, half * 0.2
        )
        painter.setPen(QPen(color, max(1.2, half / 3.5)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        bow = QRectF(x - half * 0.5, y - half * 0.9, half, half)
        painter.drawArc(bow, 0, 180 * 16)
        for side in (bow.left(), bow.right()):
            painter.drawLine(QPointF(side, y - half * 0.4), QPointF(side, y))
    painter.restore()


_STAR = tuple(
    (far * math.sin(point * math.pi / 5), 0.08 - far * math.cos(point * math.pi / 5))
    for point in range(10)
    for far in ((0.48,) if point % 2 else (1.08,))
)
"""Five points, the first one upwards."""


def _polygon(middle: QPointF, half: float, points: tuple[tuple[float, float], ...]) -> QPolygonF:
    return QPolygonF([QPointF(middle.x() + x * half, middle.y() + y * half) for x, y in points])


def text(
    painter: QPainter,
    rect: QRect,
    words: str,
    color: QColor,
    font: QFont,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> None:
    """One line, elided where it does not fit, centred from top to bottom. It lies as the window does and runs as its
    own letters do: English from left to right also in an Arabic window."""
    if rect.width() <= 0:
        return
    painter.setFont(font)
    painter.setPen(color)
    shown = QFontMetrics(font).elidedText(one_line(words), Qt.TextElideMode.ElideRight, rect.width())
    lies = painter.layoutDirection()
    flags = lying(lies, align | Qt.AlignmentFlag.AlignVCenter)
    with upright(painter, rect):
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        painter.drawText(rect, int(flags) | int(Qt.TextFlag.TextSingleLine), shown)
        painter.setLayoutDirection(lies)


def wrapped(painter: QPainter, rect: QRect, words: str, color: QColor, font: QFont) -> None:
    """As many lines as the room has, from its top; the last is elided where words are left."""
    metrics, rest = QFontMetrics(font), one_line(words)
    most = max(1, rect.height() // metrics.lineSpacing())
    layout = QTextLayout(rest, font)
    layout.beginLayout()
    begins: list[int] = []
    while len(begins) < most and (line := layout.createLine()).isValid():
        line.setLineWidth(max(1, rect.width()))
        begins.append(line.textStart())
    layout.endLayout()
    for number, begin in enumerate(begins):
        box = QRect(
            rect.left(), rect.top() + number * metrics.lineSpacing(), rect.width(), metrics.lineSpacing()
        )
        end = begins[number + 1] if number + 1 < len(begins) else len(rest)
        text(painter, box, rest[begin:end].strip(), color, font)


def one_line(words: str) -> str:
    """Line ends and tabs as spaces, cut where no row could show more."""
    return " ".join(words[:600].split()) if len(words) > 60 or "\n" in words or "\t" in words else words


def shadow(painter: QPainter, rect: QRectF, radius: float, needed: QRect) -> None:
    """A soft shadow around and below a card, not under it: fourteen times a window's worth of dots that nobody sees.
    Where what is ``needed`` lies under the card there is none to draw."""
    inside = rect.adjusted(radius, radius, -radius, -radius).toRect()
    if inside.contains(needed):
        return
    painter.save()
    around = rect.adjusted(-15, -15, 15, 25).toAlignedRect()
    painter.setClipRegion(QRegion(around) - QRegion(inside), Qt.ClipOperation.IntersectClip)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(0, 0, 0, 5))
    for step in range(14, 0, -1):
        grown = rect.adjusted(-step, -step, step, step).translated(0, 5)
        painter.drawRoundedRect(grown, radius + step, radius + step)
    painter.restore()


def edge(painter: QPainter, rect: QRectF, color: QColor, radius: float, width: float = 1.0) -> None:
    """A rounded line and nothing in it."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(color, width))
    painter.drawRoundedRect(rect, radius, radius)
    painter.restore()


def focus_ring(painter: QPainter, rect: QRectF, radius: float, ink: QColor | None = None) -> None:
    """The ring around what the keyboard is on; ``ink`` where the accent would not be seen on the ground."""
    now = theme.colors()
    ink = ink or now.accent
    halo = QColor(ink)
    halo.setAlpha(70)
    ring = rect.adjusted(0.5, 0.5, -0.5, -0.5)
    edge(painter, ring, halo, radius, 3)
    edge(painter, ring, ink, radius, 3 if now.forced else 1)


def panel(painter: QPainter, rect: QRectF, ground: QColor, *, focus: bool, enabled: bool = True) -> None:
    """The ground of a field: flat, with an edge that everybody can see; the accent, twice as wide, while it has the
    keyboard."""
    now = theme.colors()
    off = now.off if now.forced else now.line
    line = now.accent if focus else now.edge if enabled else off
    rounded(painter, rect, ground if enabled else now.page, line, theme.RADIUS)
    if focus:
        edge(painter, rect.adjusted(1.5, 1.5, -1.5, -1.5), now.accent, theme.RADIUS - 1)


def chevron(painter: QPainter, box: QRectF, color: QColor, *, up: bool = False) -> None:
    """The small arrow of a field that opens."""
    size = theme.px(100) / 100
    middle, wide, high = box.center(), 4.0 * size, (-2.0 if up else 2.0) * size
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(
        QPen(color, 1.4 * size, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    )
    painter.drawPolyline(
        QPolygonF([middle + QPointF(-wide, -high), middle + QPointF(0, high), middle + QPointF(wide, -high)])
    )
    painter.restore()
