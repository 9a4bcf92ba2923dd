"""What every page is: a title, a quiet line under it, a body, at most one side column; it reloads when it
is seen
and something it shows has changed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.kernel.events import Changed
from ui.kit import theme
from ui.kit.announcing import speak
from ui.kit.bars import ErrorBar
from ui.kit.chips import Chip, ChipLine
from ui.kit.labels import Label, dim, title
from ui.kit.showing import show_if

if TYPE_CHECKING:
    from uuid import UUID

    from ui.kit.tabs import Tabs


TITLE = 240
"""Pixels that a title has beside the buttons of its page, where its words are so long."""


class Page(QWidget):
    """Subclass it: build into `self.body`, override `reload` (run a query off-thread, then show rows).

    `kinds` names the kinds of change (`Changed.kind`) that make it stale; empty means every change does.
    """

    navigate_requested = Signal(str, object)
    requested = Signal(object)
    kinds: frozenset[str] = frozenset()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.stale = True
        self._tabs: Tabs | None = None
        theme.set_ground(self, "page")
        self.overline = dim()
        self.title = title(name)
        self.subtitle = dim()
        self.chips = ChipLine()
        self.errors = ErrorBar()
        self.overline.hide()
        self.subtitle.hide()
        self.head = QHBoxLayout()
        self.top = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.top.addWidget(self.title, 1)
        self.top.addLayout(self.head)
        self._across = QHBoxLayout(self)
        self._across.setContentsMargins(0, 0, 0, 0)
        self._across.setSpacing(0)
        self._column = QVBoxLayout()
        self._across.addLayout(self._column, 1)
        self.body = QVBoxLayout()
        for part in (self.errors, self.overline):
            self._column.addWidget(part)
        self._column.addLayout(self.top)
        self._column.addWidget(self.subtitle)
        self._column.addWidget(self.chips)
        self._column.addLayout(self.body, 1)
        self._restyle()
        theme.bus().changed.connect(self._restyle)

    def set_title(
        self, name: str, subtitle: str = "", *, overline: str = "", chips: Sequence[Chip] = ()
    ) -> None:
        """The words at the top: ``overline`` is the small line above (number, court), ``subtitle`` the one
        below."""
        is_news = bool(subtitle) and subtitle != self.subtitle.text()
        self.title.setText(name)
        for label, words in ((self.subtitle, subtitle), (self.overline, overline)):
            label.setText(words)
            show_if(label, bool(words))
        self.chips.set_chips(chips)
        if is_news:  # how many there are, after a filter, too
            speak(self.subtitle, subtitle)

    def add_to_head(self, widget: QWidget) -> None:
        """A button or filter at the right of the title."""
        self.head.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)

    def _fit_head(self) -> None:
        """Buttons go under a title that they would leave no room for: longer words, larger letters."""
        words = QFontMetrics(self.title.font()).horizontalAdvance(self.title.text())
        left = self.top.geometry().width() - self.head.sizeHint().width() - self.top.spacing()
        fits = left >= min(words, theme.px(TITLE))
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        if fits is not (self.top.direction() == across):
            self.top.setDirection(across if fits else down)
            self.top.setAlignment(self.head, Qt.AlignmentFlag(0) if fits else Qt.AlignmentFlag.AlignLeading)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_head()

    def event(self, event: QEvent) -> bool:
        answer = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit_head()
        return answer

    def set_side(self, pane: QWidget) -> None:
        """The one side column."""
        self._across.addWidget(pane)

    def reload(self) -> None:
        """Ask for the rows again. Override; runs on the main thread, so hand queries to `tasks.run`."""

    def show_arg(self, arg: object) -> None:
        """Called by `navigate(page_id, arg)` before the page is shown: an id to go to, or None."""

    def remember(self, tabs: Tabs) -> None:
        """Who comes back to this page finds the same tab."""
        self._tabs = tabs

    def part_shown(self) -> str:
        """Which part of the page is shown, for who comes back; empty where it has none."""
        return self._tabs.shown if self._tabs is not None else ""

    def show_part(self, part: str) -> None:
        """Show that part again."""
        if self._tabs is not None:
            self._tabs.show_tab(part)

    def mark_stale(self) -> None:
        """What is shown is no longer true: reload now if visible, else when next seen."""
        self.stale = True
        if self.isVisible():
            self.refresh()

    def on_changed(self, changes: Sequence[Changed]) -> None:
        """Told of each commit by the shell."""
        if not self.kinds or any(change.kind in self.kinds for change in changes):
            self.mark_stale()

    def refresh(self) -> None:
        """Reload if stale."""
        if self.stale:
            self.stale = False
            self.reload()

    def navigate(self, page_id: str, arg: object = None) -> None:
        """Go to another page."""
        self.navigate_requested.emit(page_id, arg)

    def request(self, request: object) -> None:
        """Ask the window for something that is not a page: to log a contact, to print a report."""
        self.requested.emit(request)

    def log_begins_with(self) -> object:
        """The request that "Log contact" starts from while this page is shown; None asks for everything."""
        return None

    def keep_last(self) -> None:
        """The vault is being locked: have the worker keep what was typed here and is not saved."""

    def reopen(self, form: str, thing: UUID | None) -> bool:
        """Open the form that somebody left unsaved here: `ui.kit.sheet_draft.Keep`. False where there is none."""
        return False

    def print_here(self) -> bool:
        """See on paper what is chosen on this page; False where nothing is that could be printed."""
        return False

    def find_here(self) -> bool:
        """Give the keyboard to this page's own filter; False where it has none."""
        return False

    def focus_first(self) -> None:
        """Give the keyboard to what one comes here for; the first list or field unless overridden."""
        for child in self.findChildren(QWidget):
            wants = child.focusPolicy() & Qt.FocusPolicy.TabFocus and child.isVisibleTo(self)
            if wants and isinstance(child, QAbstractItemView):
                child.setFocus(Qt.FocusReason.OtherFocusReason)
                return
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _restyle(self) -> None:
        self._column.setContentsMargins(theme.px(28), theme.px(20), theme.px(28), 0)
        self._column.setSpacing(theme.px(2))
        self.chips.setContentsMargins(0, theme.px(6), 0, 0)
        self.body.setContentsMargins(0, theme.px(10), 0, 0)
        for line in (self.head, self.top):
            line.setSpacing(theme.px(8))
        self.body.setSpacing(theme.px(12))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()


def section(name: str) -> Label:
    """A small semibold head above a part of a page."""
    return Label(name, "bold")
