"""The palette: one line to type into, and under it whatever of the firm or the window is called so.

    sheet = Palette(window, offers, look, refresh, recent=recent)
    sheet.chosen.connect(…)     # a `Key`, once the sheet is gone and the keyboard is back where it was

`look` runs off the main thread; pages and actions are found here and now. Nothing of what is typed is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import nullcontext

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QWidget

from app.kernel.errors import LiaisonError
from ui.kit import beside, chips, tasks, theme
from ui.kit.announcing import announce
from ui.kit.chips import Tone
from ui.kit.labels import Label
from ui.kit.row_model import Group, Row
from ui.kit.rows import RowList
from ui.kit.sheet import Sheet
from ui.kit.text_field import TextField
from ui.shell.offers import Do, GoTo, Key, Kind, Local, Looked, Offer, arranged, kind_name

Look = Callable[[str, Sequence[Key]], Looked]
ROWS = 8
"""Rows that are in sight at once, where the window is high enough."""
WHOLE = 1000
"""The part of the foot that the keys have, as far as their words go."""


class Palette(Sheet):
    """`chosen(key)` when something was chosen; `refused(why)` where it cannot be done just now."""

    chosen = Signal(object)
    refused = Signal(str)

    def __init__(
        self,
        over: QWidget,
        local: Local,
        look: Look | None,
        refresh: Callable[[], None] | None,
        *,
        recent: Sequence[Key] = (),
        typed: str = "",
    ) -> None:
        super().__init__(over, over.tr("Find or do"), width=660)
        self._local, self._look, self._refresh, self._recent = local, look, refresh, tuple(recent)
        self._offers: dict[Key, Offer] = {}
        self._task: tasks.Task | None = None
        self._eager = False
        self._beside = False
        self.title.hide()
        self.field = TextField(self.tr("A client, a matter, a page, an action or a setting"))
        self.field.setAccessibleName(self.tr("Find or do"))
        self.field.installEventFilter(self)
        self.field.textChanged.connect(self._ask)
        self.rows = RowList(self.tr("Found"), name_share=0.68)
        self.rows.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keyboard stays with the words
        self.rows.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.rows.clicked.connect(self._on_rows_clicked)
        self.rows.opened.connect(lambda _: self._choose())
        self.rows.chosen.connect(self._on_rows_chosen)
        self.count = Label("", "small", tone=Tone.DIM)
        said = self.tr("↑ ↓ to choose · Enter opens, Ctrl+Shift+Enter in a new window · Esc closes")
        self._keys = Label(said, "small", tone=Tone.DIM, wrap=True)
        foot = QHBoxLayout()
        foot.setSpacing(theme.px(12))
        foot.addWidget(self.count, 1)
        foot.addWidget(self._keys, WHOLE)
        self.body.addWidget(self.field)
        self.body.addWidget(self.rows)
        self.body.addLayout(foot)
        self._restyle()
        self._show(Looked(()))
        self.field.setText(typed) if typed else self._ask()

    def _ask(self) -> None:
        """Look for what stands there; what is asked for words that stand there no more is let go of."""
        if self._task is not None:
            self._task.cancel()
        look, typed, recent = self._look, self.field.text(), self._recent
        if look is None:
            self._show(Looked(()))
            return
        self._task = tasks.run_search(
            lambda _: look(typed, recent), owner=self, done=self._show, failed=self._on_failed
        )

    def _on_failed(self, error: Exception) -> None:
        """The vault cannot be read: pages and actions are there all the same, and its own page will say why."""
        self._show(Looked(()))
        if not isinstance(error, LiaisonError):
            raise error

    def _read_anew(self, refresh: Callable[[], None]) -> None:
        self._refresh = None  # once is enough while it stands open
        tasks.run_search(lambda _: refresh(), owner=self, done=lambda _: self._ask(), failed=self._on_failed)

    def _show(self, looked: Looked) -> None:
        typed = self.field.text()
        groups = arranged(typed, self._local, looked.offers, self._recent)
        self._offers = {one.key: one for group in groups for one in group.offers}
        self.rows.set_groups([Group(one.title, tuple(map(_row, one.offers))) for one in groups])
        self.rows.select_first()
        self.rows.scrollToTop()
        found = sum(one.kind is not Kind.LOG for one in self._offers.values())
        said = self.tr("{number} found") if typed.strip() else self.tr("{number} to choose from")
        self.count.setText(said.format(number=found) if found else self.tr("Nothing is called so."))
        self._say(self.count.text())
        if looked.is_stale and self._refresh is not None:
            self._read_anew(self._refresh)
        elif self._eager and self._offers:
            self._choose()

    def _say(self, before: str = "") -> None:
        offer = self._chosen()
        said = _row(offer).spoken() if offer is not None else ""
        announce(self.field, ". ".join(part for part in (before, said) if part))

    def _current(self) -> Key | None:
        key = self.rows.current_key()
        return key if isinstance(key, GoTo | Do) else None

    def _chosen(self) -> Offer | None:
        key = self._current()
        return self._offers.get(key) if key is not None else None

    def _on_rows_chosen(self, _key: object) -> None:
        self._say()

    def _on_rows_clicked(self, index: QModelIndex) -> None:
        if index.flags() & Qt.ItemFlag.ItemIsEnabled:
            self._choose()

    def _choose(self) -> None:
        """Close, then do it: what is done finds the keyboard where it was before."""
        offer = self._chosen()
        if offer is None:
            return
        if offer.off:
            self.refused.emit(offer.off)
            return
        self.accept()
        with beside.wanted() if self._beside else nullcontext():
            self.chosen.emit(offer.key)

    def _on_enter(self) -> None:
        """Who types fast and ends with Enter means the first of these words, not of those before."""
        if self._task is not None and self._task.running and not self._task.cancelled:
            self._eager = True
        else:
            self._choose()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_key = event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent)
        if is_key and watched is self.__dict__.get("field") and isinstance(event, QKeyEvent):
            return self._takes(event)
        return super().eventFilter(watched, event)

    def _takes(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._beside = beside.asked_by_key(event)
            self._on_enter()
        elif key in STEPS and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self._eager = False
            self._step(event)
        else:
            self._eager = False
            return False
        return True

    def _step(self, event: QKeyEvent) -> None:
        """As the list has it, but for Home and End: those of a table go along the row."""
        if event.key() == Qt.Key.Key_Home:
            self.rows.select_first()
            self.rows.scrollToTop()
        elif event.key() == Qt.Key.Key_End:
            self.rows.select(self.rows.keys()[-1] if self._offers else None)
        else:
            self.rows.keyPressEvent(event)

    def _focus_first(self) -> None:
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)  # Tab would select what was typed to begin with

    def _place(self) -> None:
        if hasattr(self, "rows"):
            wide = self._keys.fontMetrics().horizontalAdvance(self._keys.text())
            self._keys.setMaximumWidth(wide + 4)
            room = self._over.height() - theme.px(200)
            self.rows.setFixedHeight(max(theme.px(106), min(theme.px(53 * ROWS), room)))
        super()._place()


STEPS = frozenset(
    {
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_PageUp,
        Qt.Key.Key_PageDown,
        Qt.Key.Key_Home,
        Qt.Key.Key_End,
    }
)


def _row(offer: Offer) -> Row:
    keys = QKeySequence(offer.keys).toString(QKeySequence.SequenceFormat.NativeText) if offer.keys else ""
    return Row(
        key=offer.key,
        title=offer.title,
        subtitle=offer.note,
        icon=offer.icon,
        text=kind_name(offer.kind),
        chips=(chips.plain(keys),) if keys else (),
    )
