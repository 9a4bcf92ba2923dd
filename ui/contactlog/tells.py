"""What the client was told of: a box to tick for each development not yet told, and one for the regular update."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import pairwise
from uuid import UUID

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.contactlog.rules import told_before
from app.kernel.said import say_day
from app.matters.development_queries import DevelopmentRow
from ui.contactlog.about import About
from ui.contactlog.values import Present
from ui.kit import paint, style, theme
from ui.kit.buttons import LinkButton
from ui.kit.check import Check

SHOWN = 4
"""More than so many developments are folded away: the form stays one screen."""


class Tick(Check):
    """A box whose text goes on in further lines: who decides what was told reads all of it."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.set_whole(text)

    def set_whole(self, text: str) -> None:
        """Show another text."""
        whole = paint.one_line(text)
        self.setAccessibleName(whole)
        self.setText(whole.replace("&", "&&"))
        self.updateGeometry()


class TellsBox(QWidget):
    """Ticks in a field's frame. Ids that are ticked but not offered (an entry that is amended) are kept.

    ``follows`` is the field before: boxes come later than the form, and Tab shall still visit them in their place.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ticks: dict[UUID, Tick] = {}
        self._wanted: set[UUID] = set()
        self._on: dict[UUID, date] = {}
        self._until: date | None = None
        self._unfolded = False
        self.follows: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setSpacing(theme.px(2))
        self._foot = QHBoxLayout()
        self.update_given = Tick(self.tr("This was an update for the client"))
        self.update_given.toggled.connect(self.changed)
        self._more = LinkButton("", self._on_more_clicked)
        self._all = LinkButton(self.tr("All"), self._on_all_clicked)
        self._foot.addWidget(self.update_given, 1)
        self._foot.addWidget(self._more)
        self._foot.addWidget(self._all)
        self._column.addLayout(self._foot)
        self._more.hide()
        self._all.hide()
        self._restyle()
        theme.bus().changed.connect(self._restyle)

    def offer(self, about: About, present: Present, also: Iterable[DevelopmentRow] = ()) -> None:
        """Show what is not told yet (and what an amended entry told): urgent first, then newest."""
        for tick in self._ticks.values():
            tick.hide()
            tick.deleteLater()
        self._ticks = {}
        places = {row.id: title for row, title in about.elsewhere}
        others = (row for row, _ in about.elsewhere)
        known: dict[UUID, DevelopmentRow] = {row.id: row for row in (*also, *about.untold, *others)}
        for row in sorted(
            known.values(), key=lambda one: (one.urgent, one.occurred_at, one.id), reverse=True
        ):
            words = self._say(row, present)
            tick = Tick(f"{words} – {places[row.id]}" if row.id in places else words, self)
            tick.setChecked(row.id in self._wanted)
            tick.toggled.connect(self.changed)
            self._ticks[row.id] = tick
            self._on[row.id] = row.occurred_at.astimezone(present.now.tzinfo).date()
            self._column.insertWidget(self._column.count() - 1, tick)
        self._fold()
        words = self.tr("This was an update for the client")
        if about.update_words:
            words = self.tr("This was the client’s {often} update").format(often=about.update_words)
        self.update_given.set_whole(words)
        self._chain()

    def set_until(self, until: date | None) -> None:
        """Offer what had happened by that day, the contact's own; None: everything. What is ticked stays in sight."""
        if until != self._until:
            self._until = until
            self._fold(unfold=self._unfolded)

    def value(self) -> tuple[tuple[UUID, ...], bool]:
        """The developments told, and whether it was an update."""
        ticked = {key for key, tick in self._ticks.items() if tick.isChecked()}
        unseen = {key for key in self._wanted if key not in self._ticks}
        return tuple(sorted(ticked | unseen)), self.update_given.isChecked()

    def set_value(self, tells: Iterable[UUID], is_update: bool) -> None:
        """Tick these."""
        self._wanted = set(tells)
        for key, tick in self._ticks.items():
            tick.setChecked(key in self._wanted)
        self.update_given.setChecked(is_update)
        self._fold()

    def _say(self, row: DevelopmentRow, present: Present) -> str:
        day = say_day(row.occurred_at.astimezone(present.now.tzinfo).date(), present.today)
        words = f"{day.partition(' ')[2]} · {row.text}"
        number = f" (doc. {row.document_number})" if row.document_number else ""
        return f"▲ {words}{number}" if row.urgent else f"{words}{number}"

    def _fold(self, *, unfold: bool = False) -> None:
        self._unfolded = unfold
        hidden = number = 0
        for key, tick in self._ticks.items():
            if self._is_later(key) and not tick.isChecked():
                tick.hide()
                continue
            shown = unfold or number < SHOWN or tick.isChecked()
            tick.setVisible(shown)
            hidden += not shown
            number += 1
        self._more.setText(self.tr("{count} more").format(count=hidden))
        self._more.updateGeometry()
        self._more.setVisible(hidden > 0)
        self._all.setVisible(number > 1)

    def _is_later(self, key: UUID) -> bool:
        """Whether that happened after the contact, which so cannot have told it."""
        return self._until is not None and told_before(self._until, self._on[key])

    def _chain(self) -> None:
        """Tab visits the boxes from top to bottom; the label's key goes to the first."""
        own = [*self._ticks.values(), self.update_given, self._more, self._all]
        chain = [self.follows, *own] if self.follows is not None else own
        for one, after in pairwise(chain):
            QWidget.setTabOrder(one, after)
        self.setFocusProxy(own[0])

    def _on_more_clicked(self) -> None:
        self._fold(unfold=True)
        self.update_given.setFocus()

    def _on_all_clicked(self) -> None:
        offered = [tick for key, tick in self._ticks.items() if tick.isChecked() or not self._is_later(key)]
        everything = all(tick.isChecked() for tick in offered)
        for tick in offered:
            tick.setChecked(not everything)

    def _restyle(self) -> None:
        self._column.setContentsMargins(theme.px(10), theme.px(4), theme.px(10), theme.px(4))
        self._foot.setSpacing(theme.px(12))
        for link in (self._more, self._all):
            palette = QPalette(link.palette())
            palette.setColor(QPalette.ColorRole.ButtonText, theme.colors().accent)
            link.setPalette(palette)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ground = self.palette().color(QPalette.ColorRole.Base)
        style.panel(painter, QRectF(self.rect()), ground, focus=False, enabled=self.isEnabled())
        painter.end()
