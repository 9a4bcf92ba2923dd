"""Short messages: `MessageBar` at the foot of the window ("Moved – Undo"), `ErrorBar` at the top of a
page."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer
from PySide6.QtGui import QEnterEvent, QKeyEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from app.kernel.errors import LiaisonError
from ui.kit import paint, theme
from ui.kit.announcing import speak
from ui.kit.buttons import IconButton, LinkButton
from ui.kit.chips import Tone
from ui.kit.labels import Label
from ui.kit.sides import set_margins

SHOWN_FOR = 8000  # milliseconds; long enough to read a sentence and reach Undo


class MessageBar(QWidget):
    """Floats over the foot of ``over`` for some seconds; stays while the mouse or the keyboard is on it."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self._callback: Callable[[], object] | None = None
        self._words = _BarLabel(wrap=True)
        self._link = LinkButton("", self._on_link_clicked)
        self._close = IconButton("x", self.tr("Close message"), self.hide)
        row = QHBoxLayout(self)
        set_margins(row, theme.L, theme.S, theme.S, theme.S)
        row.setSpacing(theme.M)
        row.addWidget(self._words, 1)
        row.addWidget(self._link)
        row.addWidget(self._close)
        self._row = row
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_timer_timeout)
        over.installEventFilter(self)
        theme.bus().changed.connect(self._restyle)
        self._restyle()
        self.hide()

    def say(self, text: str, action: str = "", callback: Callable[[], object] | None = None) -> None:
        """Show a sentence, with at most one word to click."""
        self._words.setText(text)
        self.setAccessibleName(text)
        self._callback = callback
        self._link.setText(action)
        self._link.updateGeometry()
        self._link.setVisible(bool(action))
        self.show()
        self.raise_()
        self._place()
        speak(self, f"{text} {action}".strip())
        self._timer.start(SHOWN_FOR)

    def clear(self) -> None:
        """Nothing to say any more; what was said is forgotten."""
        self._callback = None
        self._words.setText("")
        self.setAccessibleName("")
        self.hide()

    def _on_link_clicked(self) -> None:
        self.hide()
        if self._callback is not None:
            self._callback()

    def _on_timer_timeout(self) -> None:
        if self.underMouse() or self.isAncestorOf(self.window().focusWidget() or self._over):
            self._timer.start(SHOWN_FOR)
        else:
            self.hide()

    def _restyle(self) -> None:
        now = theme.colors()
        palette = QPalette(self.palette())
        palette.setColor(QPalette.ColorRole.WindowText, now.page)
        self.setPalette(palette)
        self._words.setPalette(palette)
        self._close.set_ink(now.page)
        self._link.set_ink(now.page)

    def _place(self) -> None:
        """As wide as its sentence, which goes on in the next line where the window is narrower."""
        words = self._words.fontMetrics().horizontalAdvance(self._words.text()) + 4
        wide = words + self._row.totalMinimumSize().width() - self._words.minimumSizeHint().width()
        wide = min(max(wide, theme.px(280)), self._over.width() - theme.px(56))
        high = self._row.totalHeightForWidth(wide)
        self.setGeometry(
            (self._over.width() - wide) // 2, self._over.height() - high - theme.px(20), wide, high
        )

    def enterEvent(self, event: QEnterEvent) -> None:
        self._timer.start(SHOWN_FOR)
        super().enterEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        over = getattr(self, "_over", None)  # gone when the window's last events come
        if over is not None and watched is over and event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        now = theme.colors()
        painter = QPainter(self)
        paint.rounded(painter, QRectF(self.rect()), now.ink, now.page if now.forced else None, theme.RADIUS)
        painter.end()


class _BarLabel(Label):
    """A label that keeps the palette it is given: light words on the dark bar."""

    def _restyle(self) -> None:
        self.setFont(theme.font())

    def paintEvent(self, event: QPaintEvent) -> None:
        QLabel.paintEvent(self, event)  # a wrapped label takes the ink of its tone


class ErrorBar(QWidget):
    """What went wrong and what to do, at the top of a page, until it is closed or succeeds."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = Label("", tone=Tone.LATE, wrap=True, selectable=True)
        self._link = LinkButton("", self._on_link_clicked)
        self._callback: Callable[[], object] | None = None
        self._close = IconButton("x", self.tr("Close message"), self.clear)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        row = QHBoxLayout(self)
        set_margins(row, theme.M, theme.S, theme.S, theme.S + theme.M)  # air below: a title follows
        row.setSpacing(theme.M)
        row.addWidget(self._words, 1)
        row.addWidget(self._link)
        row.addWidget(self._close)
        self.hide()

    def show_error(
        self, error: Exception, action: str = "", callback: Callable[[], object] | None = None
    ) -> None:
        """Show what a person can act on; anything else is a bug and goes on to the exception hook."""
        if not isinstance(error, LiaisonError):
            raise error
        self.say(error.message, action, callback)

    def say(self, text: str, action: str = "", callback: Callable[[], object] | None = None) -> None:
        """Show a sentence that says what to do."""
        self._words.setText(text)
        self.setAccessibleName(text)
        self._callback = callback
        self._link.setText(action)
        self._link.updateGeometry()
        self._link.setVisible(bool(action))
        self.show()
        speak(self, f"{text} {action}".strip(), at_once=True)

    def text(self) -> str:
        """What it says, empty when hidden."""
        return "" if self.isHidden() else self._words.text()

    def clear(self) -> None:
        """Nothing is wrong any more."""
        self._words.setText("")
        self.hide()

    def _on_link_clicked(self) -> None:
        self.clear()
        if self._callback is not None:
            self._callback()

    def paintEvent(self, event: QPaintEvent) -> None:
        now = theme.colors()
        painter = QPainter(self)
        line = now.line if now.forced else None
        ground = QRectF(self.rect()).adjusted(0, 0, 0, -theme.M)
        paint.rounded(painter, ground, now.late_ground, line, theme.RADIUS)
        painter.end()
