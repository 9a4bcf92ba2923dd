"""What every page is: a title, a quiet line under it, a body, at most one side column; it reloads when it is seen
and something it shows has changed.

Where larger letters or a small window leave no room, buttons go under the title and on in the next line, the side
column goes into the page (`ui.kit.sidepane`), and the page scrolls downwards as a whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QBoxLayout,
    QHBoxLayout,
    QLayout,
    QVBoxLayout,
    QWidget,
)

from app.kernel.events import ANYTHING, Changed
from ui.kit import theme
from ui.kit.announcing import speak
from ui.kit.bars import ErrorBar
from ui.kit.chip_line import ChipLine
from ui.kit.chips import Chip
from ui.kit.downward import Downward
from ui.kit.flow import Flow
from ui.kit.labels import Label, dim, title
from ui.kit.reading_order import in_order, put_before, put_last
from ui.kit.room import is_room
from ui.kit.showing import show_if
from ui.kit.sidepane import SidePane

if TYPE_CHECKING:
    from uuid import UUID

    from ui.kit.tabs import Tabs


TITLE = 240
"""Pixels that a title has beside the buttons of its page, where its words are so long."""
BODY = 240
"""Pixels of height that are left to the body: with less of them the page scrolls."""
BODY_WITH_SIDE = 420
"""The same where the side column stands in the page: the body fills the view once it is scrolled to."""


class Page(QWidget):
    """Subclass it: build into `self.body`, override `reload` (run a query off-thread, then show rows).

    `kinds` names the kinds of change (`Changed.kind`) that make it stale; empty means every change does.
    """

    navigate_requested = Signal(str, object)
    requested = Signal(object)
    kinds: frozenset[str] = frozenset()
    is_long = False
    """Whether it takes long to read: what another program wrote then waits until the page is shown or asked again."""
    beside_side = 440
    """Pixels that the page has to have beside its side column: with less of them, the column goes into the page."""

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
        self.head = Flow()
        self.top = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.top.addWidget(self.title, 1)
        self.top.addWidget(self.head)
        self._pane: SidePane | None = None
        self._sheet = QWidget()
        self._across = QHBoxLayout(self._sheet)
        self._across.setContentsMargins(0, 0, 0, 0)
        self._across.setSpacing(0)
        self._column = QVBoxLayout()
        self._across.addLayout(self._column, 1)
        self._within = QVBoxLayout()
        self.body = QVBoxLayout()
        for part in (self.errors, self.overline):
            self._column.addWidget(part)
        self._column.addLayout(self.top)
        self._column.addWidget(self.subtitle)
        self._column.addWidget(self.chips)
        self._column.addLayout(self.body, 1)
        self.downward = Downward(self._sheet, self._fit_to, self)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(self.downward)
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
        self.head.add(widget)

    def set_side(self, pane: SidePane, *, last: bool = False) -> None:
        """The one side column. Where there is no room beside the page it stands under the page's head, or ``last``:
        under all of it."""
        self._pane, self._is_last = pane, last
        self._across.addWidget(pane)
        at = self._column.indexOf(self.body)
        self._column.insertLayout(at + 1 if last else at, self._within)

    @property
    def has_side_within(self) -> bool:
        """Whether the side column stands in the page, not beside it."""
        return self._pane is not None and self._pane.is_within

    def _fit_to(self, width: int) -> int:
        """Set head and side for a page of this width; the answer is the height that all of it needs."""
        self._fit_side()
        side = self._pane
        if side is not None and not side.is_within and not side.isHidden():
            width -= side.width_beside()
        around = self._column.contentsMargins()
        self._fit_head(width - around.left() - around.right())
        body = max(self.body.minimumHeightForWidth(width), self.body.minimumSize().height())
        least = min(theme.px(BODY_WITH_SIDE if self.has_side_within else BODY), self.downward.height())
        above = self._column.minimumHeightForWidth(width) - body
        if above + max(body, least) > self.downward.height() and self.body.hasHeightForWidth():
            # Qt gives it no less, and would take it from what stands above
            body = self.body.heightForWidth(width)
        return above + max(body, least)

    def _fit_head(self, width: int) -> None:
        """Buttons go under a title that they would leave no room for: longer words, larger letters."""
        words = QFontMetrics(self.title.font()).horizontalAdvance(self.title.text())
        gaps = self.top.spacing() * (self.top.count() - 1)
        left = (
            width
            - sum(one.sizeHint().width() for one in in_order(self.top)[1:] if not _is_left_out(one))
            - gaps
        )
        fits = left >= min(words, theme.px(TITLE))
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        if fits is not (self.top.direction() == across):
            self.top.setDirection(across if fits else down)

    def _fit_side(self) -> None:
        """The side column goes into the page, or back beside it. It stays a child of the same widget: whatever of it
        has the keyboard keeps it."""
        side = self._pane
        if side is None:
            return
        least = side.width_beside() + theme.px(self.beside_side)
        within = not is_room(self.width(), least, there=not side.is_within)
        if within == side.is_within:
            return
        side.set_within(within)
        self._restyle()
        if within:
            self._across.removeWidget(side)
            self._within.addWidget(side)
        else:
            self._within.removeWidget(side)
            self._across.addWidget(side)
        if not self._is_last:
            first = _first_widget(self.body)
            if within and first is not None:
                put_before(side, first, self._sheet)
            else:
                put_last(side, self._sheet)

    def from_top(self) -> None:
        """Show the page from its head on."""
        self.downward.verticalScrollBar().setValue(0)

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
        if self.is_long and all(change == ANYTHING for change in changes):
            self.stale = True
        elif not self.kinds or any(change.is_of(self.kinds) for change in changes):
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
        """Give the keyboard to what one comes here for; the first list or field unless overridden, and what stands
        above it where the page scrolls: nobody begins below the facts about a client."""
        if self._pane is not None and self.has_side_within and not self._is_last:
            self._pane.setFocus(Qt.FocusReason.OtherFocusReason)
            return
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
        self.top.setSpacing(theme.px(8))
        air = theme.px(12) if self.has_side_within else 0
        self._within.setContentsMargins(0, air, 0, air)
        self.body.setSpacing(theme.px(12))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()


def section(name: str) -> Label:
    """A small semibold head above a part of a page."""
    return Label(name, "bold")


def _is_left_out(part: QWidget | QLayout) -> bool:
    return isinstance(part, QWidget) and part.isHidden()


def _first_widget(layout: QLayout) -> QWidget | None:
    """The first widget that stands in a layout or in one of its layouts."""
    for one in in_order(layout):
        found = _first_widget(one) if isinstance(one, QLayout) else one
        if found is not None:
            return found
    return None


def is_elsewhere(asked_on: QWidget) -> bool:
    """Whether the page that ``asked_on`` is, or stands on, is not the one that its window shows any more."""
    page: QWidget | None = asked_on
    while page is not None and not isinstance(page, Page):
        page = page.parentWidget()
    workbench = getattr(asked_on.window(), "workbench", None)
    return page is not None and workbench is not None and workbench.current() is not page
