"""Whose calendar: a person's, a matter's, a practice area's."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import Signal

from app.owed.calendar.day_items import Among
from app.workspace import Workspace
from ui.calendar.load import find_matters
from ui.kit.choice import Choice
from ui.kit.flow import Flow
from ui.kit.typeahead import TypeAhead
from ui.schedule.desk import Desk


class CalendarFilters(Flow):
    """One line. `changed()`: something else is asked for."""

    changed = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._me = workspace.actor
        self._showing = False
        everybody, me = self.tr("Everybody"), self.tr("Me")
        self.person: Choice[UUID | None] = Choice([(None, everybody), (self._me, me)], name=self.tr("Whose"))
        self.area: Choice[str] = Choice([("", self.tr("All areas"))], name=self.tr("Practice area"))
        self.matter = TypeAhead(
            partial(find_matters, workspace),
            name=self.tr("Matter"),
            placeholder=self.tr("Any matter"),
            on_empty=True,
        )
        self.add(self.person, share=1, least=100)
        self.add(self.area, share=1, least=140)
        self.add(self.matter, share=2, least=130)
        self.person.currentIndexChanged.connect(self._on_changed)
        self.area.currentIndexChanged.connect(self._on_changed)
        self.matter.chosen.connect(self._on_changed)
        self.matter.textEdited.connect(self._on_matter_edited)
        self._matter_id: UUID | None = None

    def among(self) -> Among:
        """What is asked for."""
        return Among(self.person.value(), self._matter_id, self.area.value())

    def show_choices(self, desk: Desk, areas: Sequence[str]) -> None:
        """Offer the firm's people and practice areas; what was chosen stays."""
        self._showing = True
        try:
            person, area = self.person.value(), self.area.value()
            others = [(one.id, one.name) for one in desk.people if one.id != self._me]
            people = [(None, self.tr("Everybody")), (self._me, self.tr("Me")), *others]
            if list(self.person.values()) != [value for value, _ in people]:
                self.person.set_choices(people)
                self.person.set_value(person)
            choices = [("", self.tr("All areas")), *((one, one) for one in areas)]
            if list(self.area.values()) != [value for value, _ in choices]:
                self.area.set_choices(choices)
                self.area.set_value(area)
        finally:
            self._showing = False

    def _on_changed(self) -> None:
        if self._showing:
            return
        key = self.matter.key()
        self._matter_id = key if isinstance(key, UUID) else None
        self.changed.emit()

    def _on_matter_edited(self, text: str) -> None:
        """Nothing typed is any matter again."""
        if not text.strip() and self._matter_id is not None:
            self._on_changed()
