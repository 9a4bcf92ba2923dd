"""The line in which one searches the paper."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.kernel.numbers import say_number
from ui.kit import tasks, theme
from ui.kit.announcing import announce
from ui.kit.buttons import IconButton
from ui.kit.chips import Tone
from ui.kit.fields import TextField
from ui.kit.labels import Label
from ui.kit.pausing import after_typing
from ui.reports.pages import Pages
from ui.reports.pdf import Hit, find_words

PAUSE = 150
"""Milliseconds after the last key."""


class FindLine(QWidget):
    """Searches what ``pages`` show; Enter and Shift+Enter go from one place to the next, Esc closes it."""

    def __init__(self, pages: Pages) -> None:
        super().__init__()
        self._pages = pages
        self._hits: tuple[Hit, ...] = ()
        self._at = -1
        self._task: tasks.Task | None = None
        self.words = TextField(self.tr("Find in the document"))
        self.words.setAccessibleName(self.tr("Find in the document"))
        self.count = Label("", "small", tone=Tone.DIM)
        self.before = IconButton("chevron-up", self.tr("Previous"), lambda: self.step(-1))
        self.after = IconButton("chevron-down", self.tr("Next", "hit"), lambda: self.step(1))
        self.close_button = IconButton("x", self.tr("Close the search"), self.give_up)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(4))
        row.addWidget(self.words, 1)
        for widget in (self.count, self.before, self.after, self.close_button):
            row.addWidget(widget)
        self._typing = after_typing(self, PAUSE, self.look)
        self.words.textChanged.connect(lambda _: self._typing.start())
        self.words.installEventFilter(self)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.give_up)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.hide()

    def begin(self) -> None:
        """Show the line and put the keyboard into it."""
        self.show()
        self.words.setFocus()
        self.words.selectAll()
        self.look()

    def give_up(self) -> None:
        """No more search; the keyboard goes back to the paper."""
        self.put_away()
        self._pages.setFocus()

    def put_away(self) -> None:
        """No more search."""
        self._typing.stop()
        self.hide()
        self._show((), "")

    def look(self) -> None:
        """Search now."""
        self._typing.stop()
        if self._task is not None:
            self._task.cancel()
        words, data = self.words.text(), self._pages.data
        if not words.strip() or not data:
            self._show((), "")
            return

        def done(hits: tuple[Hit, ...]) -> None:
            if data is self._pages.data and not self.isHidden():
                self._show(hits, words)

        self._task = tasks.run_pool(lambda task: find_words(data, words, task), owner=self, done=done)

    def _show(self, hits: tuple[Hit, ...], words: str) -> None:
        here = self._pages.page
        self._hits = hits
        self._at = next((number for number, hit in enumerate(hits) if hit.page >= here), 0) if hits else -1
        self._said(words)

    def step(self, by: int) -> None:
        """To the next place, or the one before; from the last to the first."""
        if self._hits:
            self._at = (self._at + by) % len(self._hits)
            self._said(self.words.text())

    def _said(self, words: str) -> None:
        found = self.tr("{at} of {of}").format(at=say_number(self._at + 1), of=say_number(len(self._hits)))
        self.count.setText(found if self._hits else self.tr("Not found") if words.strip() else "")
        announce(self.words, self.count.text())
        self._pages.show_hits(self._hits, self._at)
        for button in (self.before, self.after):
            button.setEnabled(bool(self._hits))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                self.look() if self._typing.isActive() else self.step(-1 if back else 1)
                return True
            if event.matches(QKeySequence.StandardKey.FindNext):
                self.step(1)
                return True
            if event.matches(QKeySequence.StandardKey.FindPrevious):
                self.step(-1)
                return True
        return super().eventFilter(watched, event)
