"""Our push button: flat, with an optional shortcut in small letters; the accent for the one thing a place
is for."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import QAbstractButton, QPushButton, QSizePolicy, QWidget

from ui.kit import icons, paint, theme

if TYPE_CHECKING:
    from PySide6.QtGui import QEnterEvent, QKeySequence, QPaintEvent


def short_keys(shortcut: str | QKeySequence) -> str:
    """A shortcut as a hint in small letters, as the keys are named here: Ctrl+N, on macOS ⌘N; Return is ↵."""
    from PySide6.QtGui import QKeySequence

    native = QKeySequence(shortcut).toString(QKeySequence.SequenceFormat.NativeText)
    if sys.platform == "darwin":
        return native
    # By their English names Qt would look for them among those of all keys, in the language that is spoken.
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        native = native.replace(QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText), "↵")
    return native


def button_width(text: str, hint: str = "") -> int:
    """Width of a button that says ``text``."""
    wide = QFontMetrics(theme.font()).horizontalAdvance(text) + theme.px(22)
    return wide + (QFontMetrics(theme.font("small")).horizontalAdvance(hint) + theme.px(8) if hint else 0)


def draw_button(
    painter: QPainter,
    rect: QRect,
    text: str,
    *,
    primary: bool = False,
    danger: bool = False,
    down: bool = False,
    hover: bool = False,
    enabled: bool = True,
    focus: bool = False,
    hint: str = "",
) -> None:
    """Draw a button, real or in a row. ``danger``: the red one, where high contrast does not forbid it."""
    now = theme.colors()
    ground, line, ink = now.pane, now.line, now.ink
    if primary or danger:
        ground = line = now.late if danger and not now.forced else now.accent
        ink = now.on_accent
    if not enabled:
        ground, line, ink = now.plain_ground, now.off if now.forced else now.line, now.off
    elif down or hover:
        ground = _shade(ground, 12 if down else 6)
    paint.rounded(painter, QRectF(rect), ground, line, theme.RADIUS)
    if focus:
        paint.focus_ring(painter, QRectF(rect).adjusted(1, 1, -1, -1), theme.RADIUS - 1)
        if primary or danger:
            paint.rounded(painter, QRectF(rect).adjusted(2, 2, -2, -2), ground, ink, theme.RADIUS - 2)
    inner = rect.adjusted(theme.px(11), 0, -theme.px(11), 0)
    if not hint:
        paint.text(
            painter, inner.adjusted(-4, 0, 4, 0), text, ink, theme.font(), Qt.AlignmentFlag.AlignHCenter
        )
        return
    paint.text(painter, inner, text, ink, theme.font())
    faint = QColor(ink)
    faint.setAlphaF(1.0 if now.forced else 0.8)
    paint.text(painter, inner, hint, faint, theme.font("small"), Qt.AlignmentFlag.AlignRight)


def _shade(color: QColor, by: int) -> QColor:
    return color.lighter(100 + by) if color.lightness() < 128 else color.darker(100 + by)


class Button(QPushButton):
    """A button with a text; `primary` for the accent, `keys` for a shortcut shown (and said) beside it; `set_danger`
    for what takes something away that does not come back."""

    def __init__(
        self,
        text: str,
        on_click: Callable[[], object] | None = None,
        *,
        primary: bool = False,
        keys: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setText(text)
        self._primary, self._danger = primary, False
        self._hint = short_keys(keys) if keys else ""
        self.shows_keys = bool(keys)
        """Whether the shortcut stands beside the text; the tip says it in any case."""
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        if keys:
            from PySide6.QtGui import QKeySequence

            native = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
            self.setToolTip(f"{text} ({native})")
        if on_click is not None:
            self.clicked.connect(lambda: on_click())
        theme.bus().changed.connect(self.updateGeometry)

    def set_primary(self, primary: bool) -> None:
        """The accent, or not."""
        self._primary = primary
        self.update()

    def set_danger(self, danger: bool) -> None:
        """Red, or not."""
        self._danger = danger
        self.update()

    def show_keys(self, shown: bool) -> None:
        """Whether there is room for the shortcut beside the text."""
        shown = shown and bool(self._hint)
        if shown != self.shows_keys:
            self.shows_keys = shown
            self.updateGeometry()
            self.update()

    def keys_width(self) -> int:
        """Pixels that the shortcut takes, or would take, beside the text."""
        return button_width("", self._hint) - button_width("") if self._hint else 0

    def sizeHint(self) -> QSize:
        return QSize(button_width(self._shown(), self._hint if self.shows_keys else ""), theme.px(30))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _shown(self) -> str:
        return self.text().replace("&&", "\0").replace("&", "").replace("\0", "&")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.begin(self)
        draw_button(
            painter,
            self.rect(),
            self._shown(),
            primary=self._primary or self.isDefault(),
            danger=self._danger,
            down=self.isDown() or self.isChecked(),
            hover=self.underMouse(),
            enabled=self.isEnabled(),
            focus=self.hasFocus(),
            hint=self._hint if self.shows_keys else "",
        )
        painter.end()


class IconButton(QAbstractButton):
    """A small square button with an icon; ``name`` is what it does, said and shown as its tip."""

    def __init__(
        self,
        icon: str,
        name: str,
        on_click: Callable[[], object] | None = None,
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon = icon
        self._ring: QColor | None = None
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        if on_click is not None:
            self.clicked.connect(lambda: on_click())
        theme.bus().changed.connect(self.updateGeometry)

    def set_icon(self, icon: str, name: str) -> None:
        """Another icon that does something else."""
        self._icon = icon
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.update()

    def set_ink(self, color: QColor) -> None:
        """Another colour, of icon and ring: that of the bar it stands in."""
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.WindowText, color)
        self.setPalette(palette)
        self._ring = color

    def sizeHint(self) -> QSize:
        return QSize(theme.px(30), theme.px(30))

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self.update()
        super().leaveEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        now = theme.colors()
        painter = QPainter(self)
        if self.isDown() or self.underMouse():
            paint.rounded(painter, QRectF(self.rect()), now.plain_ground, None, theme.RADIUS)
        if self.hasFocus():
            paint.focus_ring(painter, QRectF(self.rect()).adjusted(1, 1, -1, -1), theme.RADIUS, self._ring)
        side = theme.px(16)
        box = QRect(0, 0, side, side)
        box.moveCenter(self.rect().center())
        ink = self.palette().color(QPalette.ColorRole.WindowText)
        icons.draw(painter, box, self._icon, ink if self.isEnabled() else now.off)
        painter.end()


class LinkButton(QAbstractButton):
    """A word that does something, underlined: "Undo", "Checked"."""

    def __init__(
        self, text: str, on_click: Callable[[], object] | None = None, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setText(text)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        if on_click is not None:
            self.clicked.connect(lambda: on_click())
        theme.bus().changed.connect(self.updateGeometry)

    def set_ink(self, color: QColor) -> None:
        """Another colour than the accent: that of the banner it stands in."""
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Link, color)
        self.setPalette(palette)

    def _shown(self) -> str:
        return self.text().replace("&&", "\0").replace("&", "").replace("\0", "&")

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self.font())
        return QSize(metrics.horizontalAdvance(self._shown()) + 4, metrics.height() + 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.begin(self)
        font = self.font()
        font.setUnderline(True)
        color = self.palette().color(QPalette.ColorRole.Link) if self.isEnabled() else theme.colors().off
        paint.text(painter, self.rect().adjusted(2, 0, 0, 0), self._shown(), color, font)
        if self.hasFocus():
            ring = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
            paint.focus_ring(painter, ring, theme.CHIP_RADIUS, color)
        painter.end()
