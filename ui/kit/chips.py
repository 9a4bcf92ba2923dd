"""State as word, shape and colour: `late("3 h late")`, `urgent("by 16:00")`, `todo(…)`, `update(…)`,
`done(…)`, `plain(…)`."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QFontMetrics, QPainter

from app.kernel.language import tr
from ui.kit import paint, theme
from ui.kit.paint import Shape


class Tone(Enum):
    """What a colour means. Red is late and nothing else; amber soon or look here; green told, kept,
    verified."""

    PLAIN = "plain"
    LATE = "late"
    SOON = "soon"
    DONE = "done"
    ACCENT = "accent"
    DIM = "dim"


class Chip(NamedTuple):
    """A word or two on a small ground, with the sign of its state."""

    text: str
    tone: Tone = Tone.PLAIN
    shape: Shape = Shape.NONE

    def spoken(self) -> str:
        """What a screen reader says: the words carry the state, the shape adds what they leave out."""
        said = {Shape.URGENT: tr("urgent"), Shape.LATE: tr("late")}.get(self.shape, "")
        return self.text if not said or said in self.text.casefold() else f"{said}: {self.text}"


def late(text: str, *, shape: bool = True) -> Chip:
    """● Late."""
    return Chip(text, Tone.LATE, Shape.LATE if shape else Shape.NONE)


def late_note(text: str) -> Chip:
    """◔ Done late: nothing is owed any more, so it has neither the colour nor the sign of what is late."""
    return Chip(text, Tone.SOON, Shape.CLOCK)


def urgent(text: str, *, shape: bool = True) -> Chip:
    """▲ Urgent, or soon."""
    return Chip(text, Tone.SOON, Shape.URGENT if shape else Shape.NONE)


def key_date(text: str) -> Chip:
    """★ A key date; one that is urgent says so by ▲."""
    return Chip(text, Tone.SOON, Shape.KEY_DATE)


def todo(text: str) -> Chip:
    """◆ To do."""
    return Chip(text, Tone.PLAIN, Shape.TODO)


def update(text: str) -> Chip:
    """▣ A client update."""
    return Chip(text, Tone.ACCENT, Shape.UPDATE)


def client_update() -> Chip:
    """▣ A contact that was the update for its client, wherever it is listed."""
    return update(tr("client update"))


def clock(text: str) -> Chip:
    """◔ Something that runs by a clock: a reply that is awaited."""
    return Chip(text, Tone.PLAIN, Shape.CLOCK)


def away(text: str) -> Chip:
    """○ Somebody is not there."""
    return Chip(text, Tone.DIM, Shape.AWAY)


def done(text: str, *, shape: bool = True) -> Chip:
    """✓ Told, kept, verified."""
    return Chip(text, Tone.DONE, Shape.DONE if shape else Shape.NONE)


def locked(text: str) -> Chip:
    """A lock: not everybody sees this."""
    return Chip(text, Tone.PLAIN, Shape.LOCKED)


def plain(text: str) -> Chip:
    """A fact without a state."""
    return Chip(text)


def tone_ink(tone: Tone) -> QColor:
    """The colour of words of this tone on page or pane."""
    now = theme.colors()
    return {
        Tone.LATE: now.late,
        Tone.SOON: now.soon,
        Tone.DONE: now.done,
        Tone.ACCENT: now.accent,
        Tone.DIM: now.dim,
    }.get(tone, now.ink)


def tone_ground(tone: Tone) -> QColor:
    """The ground of a chip of this tone."""
    now = theme.colors()
    return {
        Tone.LATE: now.late_ground,
        Tone.SOON: now.soon_ground,
        Tone.DONE: now.done_ground,
        Tone.ACCENT: now.accent_ground,
    }.get(tone, now.plain_ground)


def chip_size(chip: Chip) -> QSize:
    """How much room a chip takes."""
    metrics = QFontMetrics(theme.font("small"))
    sign = theme.px(14) if chip.shape is not Shape.NONE else 0
    return QSize(metrics.horizontalAdvance(chip.text) + sign + theme.px(14), theme.px(20))


def draw_chip(painter: QPainter, x: int, y: int, chip: Chip, widest: int = 10_000) -> int:
    """Draw a chip with its top left at (x, y), not wider than ``widest``; the answer is its width."""
    wanted = chip_size(chip)
    width, height = min(wanted.width(), widest), wanted.height()
    if width < theme.px(24):
        return 0
    now = theme.colors()
    ink, rect = tone_ink(chip.tone), QRectF(x, y, width, height)
    painter.save()
    paint.turn(painter, rect)
    paint.rounded(painter, rect, tone_ground(chip.tone), now.line if now.forced else None, theme.CHIP_RADIUS)
    left = x + theme.px(7)
    if chip.shape is not Shape.NONE:
        side = theme.px(10)
        paint.shape(painter, QRectF(left, y + (height - side) / 2, side, side), chip.shape, ink)
        left += theme.px(14)
    words = QRectF(left, y, x + width - theme.px(6) - left, height).toAlignedRect()
    paint.text(painter, words, chip.text, ink, theme.font("small"))
    painter.restore()
    return width
