"""Whose holidays a matter's court keeps: the firm's place, another state of its country, another country."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QCoreApplication

from app.matters.commands import MatterDetails
from app.workdays.places import countries, subdivisions
from ui.kit.choice import Choice


@lru_cache(maxsize=4)
def court_places(country: str) -> tuple[tuple[str, str], ...]:
    """What there is to choose: "US-OR" or "DE" with its name. Takes a moment the first time: not for the window."""
    states = tuple((f"{country}-{code}", name) for code, name in subdivisions(country))
    return (*states, *countries())


class CourtPlace(Choice[str]):
    """`place()` is what a matter keeps of it."""

    def __init__(self, country: str) -> None:
        self._offered = (
            ("", QCoreApplication.translate("CourtPlace", "those of the firm's place")),
            *court_places(country),
        )
        super().__init__(self._offered)
        self.setMaxVisibleItems(16)

    def show_details(self, details: MatterDetails) -> None:
        """Choose the court's place; one that is not offered is offered from now on."""
        place = "-".join(filter(None, (details.court_country, details.court_subdivision)))
        if place not in self.values():
            self.set_choices([*self._offered, (place, place)])
        self.set_value(place)

    def place(self) -> tuple[str, str]:
        """Country and subdivision; two empty words for the firm's own."""
        country, _, subdivision = self.value().partition("-")
        return country, subdivision
