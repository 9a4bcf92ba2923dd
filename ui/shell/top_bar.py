"""Above all pages: the way to everything, and the two buttons."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QKeySequence, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from ui.kit import icons, paint, theme
from ui.kit.buttons import Button
from ui.kit.rights import allowed
from ui.shell.navigation import draw_key

KEYS = "Ctrl+K"
_KEY_ROOM = 64
"""Of the key and the edge behind it, in pixels of the drawings."""


class FindButton(QAbstractButton):
    """Looks like the line it opens. `typed(words)` when it is pressed, or when somebody begins to type on it."""

    typed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(self.tr("Find a client, matter or word"))
        self._short = self.tr("Find")
        native = QKeySequence(KEYS).toString(QKeySequence.SequenceFormat.NativeText)
        self.setToolTip(self.tr("Clients, matters, pages and actions ({keys})").format(keys=native))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda: self.typed.emit(""))
        self._restyle()
        theme.bus().changed.connect(self._restyle)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.typed.emit("")
        elif event.text().strip() and event.text().isprintable():
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(380), theme.px(30))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._wide(self._short), theme.px(30))

    def _wide(self, words: str) -> int:
        """What these words take, with the glass before them."""
        return theme.px(34) + QFontMetrics(theme.font()).horizontalAdvance(words) + theme.px(10)

    def words_width(self) -> int:
        """The width in which all its words can be read."""
        return self._wide(self.text())

    def said(self) -> str:
        """What stands in it: all of it, or one word where there is no room."""
        return self.text() if self._wide(self.text()) <= self.width() else self._short

    def _restyle(self) -> None:
        self.setMaximumWidth(theme.px(380))
        self.updateGeometry()

    def has_room_for_key(self) -> bool:
        """Whether the words stay whole before the key; where not, the tip alone says the key."""
        words = QFontMetrics(theme.font()).horizontalAdvance(self.text())
        return theme.px(34) + words + theme.px(_KEY_ROOM) <= self.width()

    def paintEvent(self, event: QPaintEvent) -> None:
        now = theme.colors()
        painter = paint.begin(self)
        paint.rounded(painter, QRectF(self.rect()), now.pane, now.line, theme.RADIUS)
        if self.hasFocus():
            paint.focus_ring(painter, QRectF(self.rect()).adjusted(1, 1, -1, -1), theme.RADIUS)
        side = theme.px(13)
        box = QRect(theme.px(12), (self.height() - side) // 2, side, side)
        icons.draw(painter, box, "search", now.dim)
        says_key = self.has_room_for_key()
        words = self.rect().adjusted(theme.px(34), 0, -theme.px(_KEY_ROOM if says_key else 10), 0)
        paint.text(painter, words, self.said(), now.dim, theme.font())
        if says_key:
            draw_key(painter, self.rect().adjusted(0, 0, -theme.px(10), 0), KEYS)
        painter.end()


class TopBar(QWidget):
    """At the left what opens the palette, the two buttons at the right. `find_chosen(words)` with what was typed to
    begin with, `print_chosen()`, `log_chosen()`."""

    find_chosen = Signal(str)
    print_chosen = Signal()
    log_chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Top bar"))
        theme.set_ground(self, "pane")
        self.find_button = FindButton()
        self.find_button.typed.connect(self.find_chosen)
        self.print_button = Button(self.tr("Print report"), self.print_chosen.emit)
        self.log_button = Button(self.tr("Log contact"), self.log_chosen.emit, primary=True, keys="Ctrl+N")
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.find_button, 4)
        self._row.addStretch(1)
        self._row.addWidget(self.print_button)
        self._row.addWidget(self.log_button)
        self._restyle()
        theme.bus().changed.connect(self._restyle)

    def forbid(self, forbidden: Mapping[str, str]) -> None:
        """What who signed in may not do, by the action's id, and why."""
        for action_id, button in (("log-contact", self.log_button), ("print-report", self.print_button)):
            allowed(button, action_id not in forbidden, forbidden.get(action_id, ""))

    def _fit(self) -> None:
        """The key beside "Log contact" gives way before the words of the field do; the tip says it."""
        sides = self._row.contentsMargins()
        room = self.width() - sides.left() - sides.right() - 3 * self._row.spacing()
        bare = self.log_button.sizeHint().width()
        bare -= self.log_button.keys_width() if self.log_button.shows_keys else 0
        room -= self.print_button.sizeHint().width() + bare + self.log_button.keys_width()
        self.log_button.show_keys(self.find_button.words_width() <= room)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _restyle(self) -> None:
        self.setFixedHeight(theme.px(48))
        self._row.setContentsMargins(theme.px(20), 0, theme.px(20), 1)
        self._row.setSpacing(theme.px(12))
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = paint.begin(self)
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.colors().line)
        painter.end()
