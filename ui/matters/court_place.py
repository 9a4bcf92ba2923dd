"""Whose holidays a matter's court keeps: the firm's place, or a country first and then a state of it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.kernel.errors import Refused
from app.matters.commands import MatterDetails
from app.workdays.places import countries, subdivisions
from ui.kit import theme
from ui.kit.choice import Choice

Places = tuple[tuple[str, str], ...]


class CourtPlace(QWidget):
    """`place()` is what a matter keeps of it. ``own``: the firm's country, which stands first."""

    changed = Signal()

    def __init__(self, own: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        first = ("", self.tr("those of the firm's place"))
        ours = [one for one in countries() if one[0] == own]
        self._offered = (first, *ours, *(one for one in countries() if one[0] != own))
        self.country: Choice[str] = Choice(self._offered, name=self.tr("Country of the court"))
        self.state: Choice[str] = Choice([("", "")], name=self.tr("State of the court"))
        self.country.setMaxVisibleItems(16)
        self.state.setMaxVisibleItems(16)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        row.addWidget(self.country, 1)
        row.addWidget(self.state, 1)
        self.setFocusProxy(self.country)
        self.country.currentIndexChanged.connect(self._on_country_changed)
        self._on_country_changed()

    def show_details(self, details: MatterDetails) -> None:
        """Choose the court's place; one that is not offered is offered from now on."""
        self._put(details.court_country, details.court_subdivision)

    def place(self) -> tuple[str, str]:
        """Country and subdivision; two empty words for the firm's own."""
        return self.country.value(), self.state.value()

    def kept(self) -> object:
        """For the draft."""
        return list(self.place())

    def show_kept(self, value: object) -> None:
        """The place again."""
        if isinstance(value, list) and len(value) == 2 and all(isinstance(one, str) for one in value):
            self._put(*value)

    def _put(self, country: str, state: str) -> None:
        if country not in self.country.values():
            self.country.set_choices([*self._offered, (country, country)])
        self.country.set_value(country)
        self._on_country_changed()
        if state not in self.state.values():
            self.state.set_choices([*_states(country), (state, state)])
        self.state.set_value(state)

    def _on_country_changed(self, *_: object) -> None:
        states = _states(self.country.value())
        self.state.set_choices(states)
        self.state.setVisible(len(states) > 1)
        self.changed.emit()


def _states(country: str) -> list[tuple[str, str]]:
    """What there is to choose in a country: all of it, or a state."""
    whole = ("", QCoreApplication.translate("CourtPlace", "the whole country"))
    try:
        return [whole, *subdivisions(country)]
    except Refused:  # a country that a later version of the library does not know any more
        return [whole]
