"""The overlay for a form or a question: a card over the window with the rest dimmed. Part of the window, so the lock
screen covers it, and nothing blocks: `open()`, then `finished(accepted)`.

    class LogSheet(Sheet):
        def __init__(self, window): super().__init__(window, "Log contact"); self.body.addWidget(form)
            self.add_buttons("Save", extra=("Save and new",), keys="Ctrl+Return")
        def apply(self, button): ...   # then self.accept()
"""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import shiboken6
from PySide6.QtCore import QEvent, QObject, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ui.kit import paint, theme
from ui.kit.buttons import Button
from ui.kit.chips import Tone
from ui.kit.footrow import FootRow
from ui.kit.labels import Label
from ui.kit.pausing import nothing_follows
from ui.kit.reading_order import in_order
from ui.kit.sheet_card import SheetCard, SheetFoot
from ui.kit.sides import set_margins


class Sheet(QWidget):
    """Title, body and buttons over ``over``'s window. Esc cancels (after `may_close`)."""

    spoken_role = QAccessible.Role.Dialog
    finished = Signal(bool)
    stands_alone = False
    """Whether it is about what it names alone, wherever it was opened; else about what the page is of, too."""

    def __init__(self, over: QWidget, title: str, *, width: int = 700) -> None:
        super().__init__(over.window())
        self._over = over.window()
        self._asked_on = over
        self._width = width
        self._before: QWidget | None = None
        self._steady = False
        self._typed_in: QWidget | None = None  # where the keyboard was when it was held still
        self._held_too: list[QWidget] = []  # what stands beside the title and could be used before
        self._shape = (0, 0, 0)
        self._bar_room = 0  # pixels that the scroll bar takes of the margin beside it
        self.setAccessibleName(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.card = SheetCard(self)
        self.card.setAccessibleName(title)
        theme.set_ground(self.card, "pane")
        self.card.setAutoFillBackground(False)
        self.title = Label(title, "title", wrap=True)
        self.aside = QHBoxLayout()
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addLayout(self.aside)
        self._content = QWidget()
        self.body = QVBoxLayout(self._content)
        self.body.setSizeConstraint(QLayout.SizeConstraint.SetMinimumSize)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.viewport().setAutoFillBackground(False)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setMinimumHeight(1)  # of its own it is so high that a small sheet would cut its title
        self._scroll.setWidget(self._content)
        self._content.setAutoFillBackground(False)
        self.pinned = QVBoxLayout()  # between body and foot, and always in sight: a warning
        self.foot = SheetFoot()
        self.note = Label("", tone=Tone.DIM, wrap=True)
        self._foot_row = FootRow(self.foot, self.note)
        self.box: QDialogButtonBox | None = None
        self._head = head
        column = QVBoxLayout(self.card)
        column.setSpacing(0)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(head)
        column.addWidget(self._scroll, 1)
        column.addLayout(self.pinned)
        column.addWidget(self.foot)
        self.foot.hide()
        self._escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.reject)
        self._escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._escape.setAutoRepeat(False)
        self._over.installEventFilter(self)
        self._content.installEventFilter(self)
        self.card.installEventFilter(self)
        self._restyle()
        theme.bus().changed.connect(self._restyle)
        self.hide()

    def say_whose(self, *names: str) -> None:
        """Say at the top whose matter the sheet is about, as in "Nora Whitcombe · Whitcombe v. Larkspur": nobody shall
        have to remember from where it was opened."""
        said = " · ".join(name for name in names if name)
        if said:
            self.body.insertWidget(0, Label(said, "bold", wrap=True))
            self.setAccessibleDescription(said)

    def add_buttons(
        self,
        accept: str,
        *,
        extra: tuple[str, ...] = (),
        cancel: str | None = None,
        keys: str = "",
        primary: bool = True,
    ) -> None:
        """The foot: platform's order; ``accept`` is the accent and calls `apply("")`, ``extra`` call
        `apply(text)`. ``cancel`` is *Cancel* unless told; "" for none."""
        cancel = self.tr("Cancel") if cancel is None else cancel
        box = QDialogButtonBox(self.foot)
        self.accept_button = Button(accept, primary=primary, keys=keys)
        self.accept_button.clicked.connect(self._on_accept_clicked)
        box.addButton(self.accept_button, QDialogButtonBox.ButtonRole.AcceptRole)
        for text in extra:
            button = Button(text)
            button.clicked.connect(self._on_extra_clicked)
            box.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
        if cancel:
            refuse = Button(cancel)
            refuse.clicked.connect(self.reject)
            self.refuse_button = refuse
            box.addButton(refuse, QDialogButtonBox.ButtonRole.RejectRole)
        for keys_ in (keys, "Ctrl+Enter" if keys == "Ctrl+Return" else ""):
            if keys_:
                short = QShortcut(QKeySequence(keys_), self, self._on_accept_clicked)
                short.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.box = box
        self._foot_row.addWidget(box)
        self.foot.show()

    def apply(self, button: str) -> None:
        """What accepting does; override, and call `accept()` when it is done. ``button`` is an extra's text
        or ""."""
        self.accept()

    def print_here(self) -> bool:
        """Print what this sheet shows; False where it shows nothing that could be printed."""
        return False

    def about_ids(self) -> frozenset[UUID]:
        """The matter, entry or other thing that it was opened for, where it is one."""
        return frozenset()

    def may_close(self) -> bool:
        """Whether cancelling needs no further question; override to keep a draft. What is being saved is not
        cancelled."""
        return not self.is_held

    def holds_window(self, close: Callable[[], object]) -> bool:
        """Whether its window may not go yet: what is under way is ended first, and then calls ``close``. Override where
        nobody would hear what came of it."""
        return False

    def open(self) -> None:
        """Show over the window and give the keyboard to the first field, unless its page was left. Does not block."""
        if self.is_left:
            self.drop()
            return
        self._before = self.window().focusWidget()
        self._place()
        self._steady = True
        self.show()
        self.raise_()
        self._focus_first()

    @property
    def is_left(self) -> bool:
        """Whether the page that it was asked for on is not the one that is shown any more."""
        from ui.kit.page import is_elsewhere  # pages are not needed to unlock

        return is_elsewhere(self._asked_on)

    def accept(self) -> None:
        """Close, done."""
        self._finish(accepted=True)

    def reject(self) -> None:
        """Close, not done."""
        if self.may_close():
            self._finish(accepted=False)

    @property
    def is_held(self) -> bool:
        """Whether it is held still: what was typed is being saved."""
        return not self._content.isEnabled()

    def hold_still(self, *, stoppable: bool = False) -> None:
        """While what was typed is being saved nothing more can be typed: it would be neither in what is saved nor in a
        draft. ``stoppable``: the buttons stay, for who wants to stop it."""
        if not self.is_held:
            self._typed_in = self.window().focusWidget()
        # The keys of now are for nothing under the sheet either.
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._content.setEnabled(False)
        parts = (*in_order(self.aside), *in_order(self.pinned))
        for one in parts:
            if isinstance(one, QWidget) and one.isEnabled():
                one.setEnabled(False)
                self._held_too.append(one)
        if not stoppable:
            self.foot.setEnabled(False)

    def let_go(self) -> None:
        """It was not saved: the sheet is the person's again, and the keyboard where it was."""
        self._content.setEnabled(True)
        self.foot.setEnabled(True)
        while self._held_too:
            self._held_too.pop().setEnabled(True)
        typed_in, self._typed_in = self._typed_in, None
        if typed_in is not None and shiboken6.isValid(typed_in) and self.isAncestorOf(typed_in):
            typed_in.setFocus(Qt.FocusReason.OtherFocusReason)

    def drop(self) -> None:
        """Go at once, without a question: the vault is being locked. Override to keep a draft, then call this."""
        nothing_follows(self)
        self.hide()
        self.setParent(None)
        self.deleteLater()

    def _finish(self, *, accepted: bool) -> None:
        if self.isHidden():
            return
        self.hide()
        if self._before is not None:
            try:
                self._before.setFocus(Qt.FocusReason.OtherFocusReason)
            except RuntimeError:  # it was deleted while the sheet was open; the window keeps the keyboard
                self.window().setFocus()
        self.finished.emit(accepted)
        self.close()
        self.deleteLater()

    def _on_accept_clicked(self) -> None:
        if self.accept_button.isEnabled():
            self.apply("")

    def _on_extra_clicked(self) -> None:
        sender = self.sender()
        if isinstance(sender, QPushButton):
            self.apply(sender.text())

    def _focusable(self) -> list[QWidget]:
        """What Tab visits inside the card, in its order. The chain goes round the whole window, through every page that
        was visited: it is followed until all are found."""
        inside = {
            widget
            for widget in self.findChildren(QWidget)
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            and widget.focusProxy() is None
            and widget.isEnabled()
            and widget.isVisibleTo(self)
            and self.isAncestorOf(widget)
        }
        found: list[QWidget] = []
        widget = self.nextInFocusChain()
        while len(found) < len(inside) and widget is not None and widget is not self:
            if widget in inside:
                found.append(widget)
            widget = widget.nextInFocusChain()
        return found

    def _focus_first(self) -> None:
        inside = [widget for widget in self._focusable() if self._content.isAncestorOf(widget)]
        chosen = (inside or self._focusable() or [self])[0]
        chosen.setFocus(Qt.FocusReason.TabFocusReason)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab stays inside the card while it is open."""
        chain = self._focusable()
        here = self.window().focusWidget()
        if not chain:
            return True
        if here not in chain:
            chain[0].setFocus(Qt.FocusReason.TabFocusReason)
            return True
        number = (chain.index(here) + (1 if forward else -1)) % len(chain)
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        chain[number].setFocus(reason)
        self._scroll.ensureWidgetVisible(chain[number])
        return True

    def _restyle(self) -> None:
        side, gap = theme.px(22), theme.px(16)
        self._head.setContentsMargins(side, gap, side, theme.px(8))
        set_margins(self.body, side, 0, side - self._bar_room, gap)
        self.body.setSpacing(theme.px(8))
        self.aside.setSpacing(theme.px(10))
        self._foot_row.setContentsMargins(side, theme.px(12), side, theme.px(12))
        self._place()

    def sizeHint(self) -> QSize:
        return self._over.size()

    def _place(self) -> None:
        window = self._over
        self.setGeometry(0, 0, window.width(), window.height())
        # Never narrower than what stands in it: words of another language would lie beyond the right edge.
        wide = max(theme.px(self._width), self.body.totalMinimumSize().width() + self._bar_room)
        wide = max(wide, 0 if self.foot.isHidden() else self._foot_row.wanted())
        wide = min(wide, window.width() - theme.px(40))
        # The hint is of the width that sentences had before they were laid out: it would leave gaps between the fields.
        inner = _height(self.body, wide - self._bar_room)
        high = inner + _height(self._head, wide) + theme.px(2)
        high += self._pinned_height(wide)
        high += _height(self._foot_row, wide) if not self.foot.isHidden() else 0
        most = window.height() - theme.px(48)
        self._make_room(self._scroll.verticalScrollBar().sizeHint().width() if high > most else 0)
        self._content.setFixedWidth(wide - self._bar_room)
        high = min(high, most)
        top = max(theme.px(24), (self.height() - high) // 2 - theme.px(8))
        if self._steady:  # what somebody types into does not move as the sheet grows
            top = max(theme.px(24), min(self.card.y(), self.height() - high - theme.px(24)))
        before, self._shape = self._shape, (high, inner, self._pinned_height(wide))
        self.card.setGeometry(QRect((self.width() - wide) // 2, top, wide, high))
        if self._steady and before != self._shape:
            QTimer.singleShot(0, self, self._keep_in_sight)

    def _make_room(self, bar: int) -> None:
        """The scroll bar stands in the margin: the fields stay where they are, and nothing lies under it."""
        if bar != self._bar_room:
            self._bar_room = bar
            side = theme.px(22)
            set_margins(self.body, side, 0, side - bar, theme.px(16))

    def _keep_in_sight(self) -> None:
        """What somebody types into stays visible when the sheet gets another shape."""
        here = self.window().focusWidget()
        if here is not None and self._content.isAncestorOf(here):
            caret: QRect = here.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle)
            middle = here.mapTo(self._content, caret.center())
            self._scroll.ensureVisible(0, middle.y(), 0, theme.px(48))

    def _pinned_height(self, wide: int) -> int:
        if all(isinstance(one, QWidget) and one.isHidden() for one in in_order(self.pinned)):
            self.pinned.setContentsMargins(0, 0, 0, 0)
            return 0
        side, gap = theme.px(22), theme.px(12)
        self.pinned.setContentsMargins(side, theme.px(4), side, gap)
        return _height(self.pinned, wide)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not hasattr(self, "_content"):
            return False  # the last events of a window come when Python has let go of its parts
        over_resized = watched is self._over and event.type() == QEvent.Type.Resize
        if over_resized or (
            watched in {self._content, self.card} and event.type() == QEvent.Type.LayoutRequest
        ):
            self._steady = self._steady and not over_resized
            self._place()  # a field grew or a line appeared: a scroll area does not pass that on
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._place()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.accept()  # nothing under the sheet hears keys

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colors().scrim)
        if not theme.colors().forced:
            paint.shadow(painter, QRectF(self.card.geometry()), theme.DIALOG_RADIUS, event.rect())
        painter.end()


def _height(layout: QLayout, wide: int) -> int:
    """How high a layout is in ``wide`` pixels: never less than it takes. Qt says -1 where no part of it has a height of
    its width: of a head whose title is hidden, too, which has its margins all the same."""
    by_width = layout.hasHeightForWidth()
    high = layout.totalHeightForWidth(wide) if by_width else layout.sizeHint().height()
    return max(high, layout.totalMinimumSize().height())


def sheets_in(window: QWidget) -> list[Sheet]:
    """The sheets open in ``window``, the lowest first."""
    return [child for child in window.children() if isinstance(child, Sheet) and not child.isHidden()]
