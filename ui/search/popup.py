"""The list of completions under the search box: nothing is chosen until somebody moves into it, so that Enter stays
with the box."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget

from ui.kit import paint, theme
from ui.kit.typeahead import Popup, Suggestion


class CompletionPopup(Popup):
    """Opens under a place in the field, as wide as its longest line."""

    def __init__(self, field: QWidget) -> None:
        super().__init__(field)
        self.setAccessibleName(self.tr("Completions"))

    def show_at(self, begin: int, items: list[Suggestion]) -> None:
        """Show these, ``begin`` pixels from the edge at which the field begins; nothing hides it."""
        if not items:
            self.suggestions.set_items([])
            self.hide()
            return
        self.show_items(items, chosen=False)
        wide = min(theme.px(420), max(theme.px(260), self._field.width()))
        window = self._field.window()
        place = paint.seen_in(self._field, QRect(begin, 0, wide, 1))
        corner = self._field.mapTo(window, place.topLeft()).x()
        corner = max(0, min(corner, window.width() - wide - theme.px(8)))
        self.setGeometry(corner, self.y(), wide, self.height())

    def step(self, by: int) -> None:
        """Move the choice; above the first line lies the last."""
        count = self.suggestions.rowCount()
        if count:
            row = self.currentIndex().row()
            self._go((count - 1 if by < 0 else 0) if row < 0 else (row + by) % count)

    def first(self) -> Suggestion | None:
        """The first line, where the list is open."""
        return self.suggestions.items[0] if self.suggestions.items and not self.isHidden() else None
