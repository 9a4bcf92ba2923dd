"""Above all pages: one search, and the two buttons."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QRect, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ui.kit import icons, theme
from ui.kit.buttons import Button
from ui.kit.rights import allowed
from ui.kit.typeahead import Suggestion, TypeAhead
from ui.shell.navigation import draw_key


class SearchField(TypeAhead):
    """Find a client, a matter or a word; what is chosen goes to the window."""

    def __init__(self, fetch: Callable[[str], Sequence[Suggestion]]) -> None:
        super().__init__(fetch, name="", keep_text=False)
        self.setAccessibleName(self.tr("Find"))
        self.setPlaceholderText(self.tr("Find a client, matter or word"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._restyle()
        theme.bus().changed.connect(self._restyle)

    def _restyle(self) -> None:
        self.setTextMargins(theme.px(30), 0, theme.px(44), 0)
        self.setMaximumWidth(theme.px(380))

    def sizeHint(self) -> QSize:
        return QSize(theme.px(380), theme.px(30))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        side = theme.px(13)
        box = QRect(theme.px(12), (self.height() - side) // 2, side, side)
        icons.draw(painter, box, "search", theme.colors().dim)
        if not self.text():
            draw_key(painter, self.rect().adjusted(0, 0, -theme.px(10), 0), "Ctrl+K")
        painter.end()


class TopBar(QWidget):
    """Search at the left, the two buttons at the right. `found(key)`, `print_chosen()`, `log_chosen()`."""

    found = Signal(object)
    print_chosen = Signal()
    log_chosen = Signal()

    def __init__(self, fetch: Callable[[str], Sequence[Suggestion]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Top bar"))
        theme.set_ground(self, "pane")
        self.search = SearchField(fetch)
        self.search.chosen.connect(self._on_search_chosen)
        self.print_button = Button(self.tr("Print report"), self.print_chosen.emit)
        self.log_button = Button(self.tr("Log contact"), self.log_chosen.emit, primary=True, keys="Ctrl+N")
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.search, 4)
        self._row.addStretch(1)
        self._row.addWidget(self.print_button)
        self._row.addWidget(self.log_button)
        self._restyle()
        theme.bus().changed.connect(self._restyle)

    def forbid(self, forbidden: Mapping[str, str]) -> None:
        """What who signed in may not do, by the action's id, and why."""
        for action_id, button in (("log-contact", self.log_button), ("print-report", self.print_button)):
            allowed(button, action_id not in forbidden, forbidden.get(action_id, ""))

    def _on_search_chosen(self, item: Suggestion) -> None:
        self.found.emit(item.key)

    def _restyle(self) -> None:
        self.setFixedHeight(theme.px(48))
        self._row.setContentsMargins(theme.px(20), 0, theme.px(20), 1)
        self._row.setSpacing(theme.px(12))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.colors().line)
        painter.end()
