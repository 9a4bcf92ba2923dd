"""The views of one page, as words over a line: Timeline, Schedule, Key dates. Never tabs inside tabs."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from math import ceil

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QFontMetricsF, QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QMenu,
    QSizePolicy,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from ui.kit import paint, theme
from ui.kit.arrows import across
from ui.kit.menus import open_from

GAP = 16
"""Pixels between two tabs: the nine of a matter stand whole beside its facts in a window of 1,280."""
GROUND = 6
"""Pixels between the line and what stands under it: a heading is not stuck to the line."""
CLOSE = 8
"""Pixels between two tabs where the usual gap would push the last out of sight."""
HEIGHT = 38


class TabLine(QTabBar):
    """Quiet tabs: bold and underlined is where you are. Left and right move, to those in the menu too.

    Where the words are longer than the room they move closer; where even that is too long, the last of them go into
    a menu at the end of the line, and the one that is shown stands in it whichever it is.
    """

    def __init__(self, names: Sequence[str] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(False)
        self._gap = GAP
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.setAccessibleName(self.tr("Views"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.more = _More(self.tr("More"), self.tr("More views"), self)
        self.more.hide()
        self.more.clicked.connect(self._open_more)
        self.currentChanged.connect(self._arrange)
        theme.bus().changed.connect(self._arrange)
        for name in names:
            self.addTab(name)

    def tabSizeHint(self, index: int) -> QSize:
        is_last = not any(map(self.isTabVisible, range(index + 1, self.count())))
        return QSize(self._words(index) + (0 if is_last else theme.px(self._gap)), theme.px(HEIGHT))

    def sizeHint(self) -> QSize:
        words = sum(map(self._words, range(self.count())))
        return QSize(words + theme.px(GAP) * max(0, self.count() - 1), theme.px(HEIGHT))

    def minimumTabSizeHint(self, index: int) -> QSize:
        return self.tabSizeHint(index)

    def minimumSizeHint(self) -> QSize:
        return QSize(self.more.sizeHint().width(), theme.px(HEIGHT))

    def in_menu(self) -> list[int]:
        """The numbers of the views that the line has no room for."""
        return [index for index in range(self.count()) if not self.isTabVisible(index)]

    def _words(self, index: int) -> int:
        """What the words take in bold, rounded up: of a last tab that is a part of a pixel short some would be cut."""
        return ceil(QFontMetricsF(theme.font("bold")).horizontalAdvance(self.tabText(index)))

    def _arrange(self) -> None:
        """The usual gap where all fit, close tabs where they fit only so, else as many as do and the menu."""
        words = [self._words(index) for index in range(self.count())]
        between = len(words) - 1
        fits = sum(words) + theme.px(GAP) * between <= self.width()
        fits_close = sum(words) + theme.px(CLOSE) * between <= self.width()
        gap = CLOSE if fits_close and not fits else GAP
        seen = set(range(len(words))) if fits or fits_close else self._first_that_fit(words)
        if gap != self._gap or any(
            self.isTabVisible(index) != (index in seen) for index in range(len(words))
        ):
            self._gap = gap
            for index in sorted(range(len(words)), key=lambda index: index not in seen):
                self.setTabVisible(index, index in seen)
        self.setIconSize(self.iconSize())  # the one call that makes a tab bar lay out its tabs anew
        self._place_more(len(seen) < len(words))

    def _first_that_fit(self, words: list[int]) -> set[int]:
        """The tab that is shown and as many of the first as the line has room for before the menu."""
        gap, here = theme.px(GAP), self.currentIndex()
        seen = {here} if here >= 0 else set()
        room = self.width() - self.more.sizeHint().width() - sum(words[index] + gap for index in seen)
        for index, wide in enumerate(words):
            if index in seen:
                continue
            room -= wide + gap
            if room < 0:
                break
            seen.add(index)
        return seen

    def _place_more(self, is_needed: bool) -> None:
        self.more.setVisible(is_needed)
        if not is_needed:
            return
        wide = self.more.sizeHint().width()
        last = self.tabRect(
            max((index for index in range(self.count()) if self.isTabVisible(index)), default=-1)
        )
        left = min(last.right() + 1 + theme.px(GAP), self.width() - wide)
        if self.isRightToLeft():
            left = max(0, last.left() - theme.px(GAP) - wide)
        self.more.setGeometry(left, 0, wide, self.height() - 1)

    def _open_more(self) -> None:
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        for index in self.in_menu():
            name = self.tabText(index).replace("&", "&&")
            menu.addAction(name, partial(self._go, index))
        open_from(menu, self.more)

    def _go(self, index: int) -> None:
        """To a view of the menu; the keyboard is on its tab then, from where left and right lead on."""
        self.setCurrentIndex(index)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        on = across(self, event.key())
        if on and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            if 0 <= self.currentIndex() + on < self.count():
                self.setCurrentIndex(self.currentIndex() + on)  # Qt would stop before what is in the menu
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange()
        super().resizeEvent(event)
        self._place_more(not self.more.isHidden())

    def tabInserted(self, index: int) -> None:
        super().tabInserted(index)
        self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        now = theme.colors()
        painter = paint.begin(self)
        painter.fillRect(0, self.height() - 1, self.width(), 1, now.line)
        for index in range(self.count()):
            if not self.isTabVisible(index):
                continue
            words = paint.seen_in(self, self.tabRect(index))
            rect = words.adjusted(0, 0, self._words(index) - words.width(), 0)
            here = index == self.currentIndex()
            paint.text(
                painter,
                words,
                self.tabText(index),
                now.ink if here else now.dim,
                theme.font("bold" if here else "text"),
            )
            if here:
                painter.fillRect(QRectF(rect.left(), self.height() - 2, rect.width(), 2), now.accent)
                if self.hasFocus():
                    ring = QRectF(rect).adjusted(-5, 6, 5, -6)
                    paint.focus_ring(painter, ring, theme.CHIP_RADIUS)
        painter.end()


class _More(QAbstractButton):
    """The end of a line of tabs that is too short for them: a word that opens a menu of the others."""

    def __init__(self, text: str, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setText(text)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def sizeHint(self) -> QSize:
        wide = QFontMetrics(theme.font()).horizontalAdvance(self._shown())
        return QSize(wide + theme.px(12), theme.px(HEIGHT))

    def _shown(self) -> str:
        return f"{self.text()} ▾"

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        now = theme.colors()
        painter = paint.begin(self)
        inner = self.rect().adjusted(theme.px(6), 0, 0, 0)
        paint.text(painter, inner, self._shown(), now.ink if self.isDown() else now.dim, theme.font())
        if self.hasFocus():
            ring = QRectF(self.rect()).adjusted(1, 6, -1, -6)
            paint.focus_ring(painter, ring, theme.CHIP_RADIUS)
        painter.end()


class Tabs(QWidget):
    """A `TabLine` over the views it chooses from. `add("Timeline", widget)`.

    It takes the height that is left and asks for none, as its views scroll: else the tallest of them, seen or not,
    would decide how high a page is.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = TabLine(parent=self)
        self.stack = QStackedWidget(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.line)
        column.addWidget(self.stack, 1)
        self.line.currentChanged.connect(self.stack.setCurrentIndex)
        self._column = column
        self._restyle()
        theme.bus().changed.connect(self._restyle)

    def _restyle(self) -> None:
        self._column.setSpacing(theme.px(GROUND))

    def hasHeightForWidth(self) -> bool:
        return False

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.minimumSizeHint().height())

    def add(self, name: str, view: QWidget) -> int:
        """One more view; the answer is its number."""
        self.stack.addWidget(view)
        return self.line.addTab(name)

    @property
    def shown(self) -> str:
        """The name of the view that is shown."""
        return self.line.tabText(self.line.currentIndex())

    def show_tab(self, name: str) -> None:
        """Go to the view called ``name``."""
        for index in range(self.line.count()):
            if self.line.tabText(index) == name:
                self.line.setCurrentIndex(index)
