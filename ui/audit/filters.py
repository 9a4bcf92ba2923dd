"""The filters over the trail: who, in which matter, what kind of thing, when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time, timedelta
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.audit.words import GROUPS
from app.deeds.queries import Wanted
from app.kernel.moments import local_moment
from app.matters.queries import list_matters
from app.people.queries import ColleagueRow
from app.workspace import Workspace
from ui.kit.choice import Choice
from ui.kit.flow import Flow
from ui.kit.time_span import DAYS, SpanChoice, past_day
from ui.kit.typeahead import Suggestion, TypeAhead

_SUGGESTED = 20


class AuditFilters(Flow):
    """One line; `changed` when any of them is."""

    changed = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__((), parent)
        self._workspace = workspace
        self._everybody: tuple[UUID | None, str] = (None, self.tr("Anybody"))
        self.person: Choice[UUID | None] = Choice([self._everybody], name=self.tr("Person"))
        self.matter = TypeAhead(
            self._find, name=self.tr("Matter"), placeholder=self.tr("Any matter"), on_empty=True
        )
        self.matter.setClearButtonEnabled(True)
        self.group: Choice[str] = Choice(
            [("", self.tr("Everything")), *((one.key, self.tr(one.label)) for one in GROUPS)],
            name=self.tr("What was done"),
        )
        self.span = SpanChoice()
        self.first = past_day(workspace, self.tr("From"))
        self.last = past_day(workspace, self.tr("Until"))
        self.add(self.person, share=1, least=130)
        self.add(self.matter, share=3, least=150)
        self.add(self.group, share=1, least=140)
        self.add(self.span)
        self.add(self.first, share=1, least=110)
        self.add(self.last, share=1, least=110)
        self.person.currentIndexChanged.connect(self._on_chosen)
        self.group.currentIndexChanged.connect(self._on_chosen)
        self.matter.chosen.connect(self._on_chosen)
        self.matter.textChanged.connect(self._on_matter_typed)
        self.span.currentIndexChanged.connect(self._on_span_changed)
        self.first.changed.connect(self.changed)
        self.last.changed.connect(self.changed)
        self._show_days()

    def set_people(self, people: Sequence[ColleagueRow]) -> None:
        """Offer these, who is here before who left; the choice stays."""
        chosen = self.person.value()
        gone = self.tr("{name} (left)")
        offered = [
            (one.id, one.name if one.active else gone.format(name=one.name))
            for one in sorted(people, key=lambda one: (not one.active, one.name.casefold()))
        ]
        self.person.blockSignals(True)
        self.person.set_choices([self._everybody, *offered])
        self.person.set_value(chosen)
        self.person.blockSignals(False)

    def wanted(self) -> Wanted:
        """What is looked for."""
        first, last = self._days()
        now = self._workspace.local_now
        matter = self.matter.key()
        return Wanted(
            person=self.person.value(),
            matter=matter if isinstance(matter, UUID) and self.matter.text() else None,
            group=self.group.value(),
            first=local_moment(first, time(), now) if first else None,
            before=local_moment(last + timedelta(days=1), time(), now) if last else None,
        )

    def show_matter(self, matter_id: UUID, title: str) -> None:
        """Nothing but what was done in this matter."""
        self.clear()
        self.matter.set_key(matter_id, title)
        self.changed.emit()

    def clear(self) -> None:
        """Everything again."""
        for part in (self.person, self.group, self.span):
            part.blockSignals(True)
            part.setCurrentIndex(0)
            part.blockSignals(False)
        self.matter.set_key(None, "")
        self._show_days()
        self.changed.emit()

    def _days(self) -> tuple[date | None, date | None]:
        if self.span.value() == DAYS:
            return self.first.value(), self.last.value()
        return self.span.first(self._workspace.today), None

    def _find(self, words: str) -> list[Suggestion]:
        with self._workspace.read() as reader:
            rows = list_matters(reader, query=words, limit=_SUGGESTED)
        return [Suggestion(row.id, row.title, f"{row.number} · {row.client}", "folder") for row in rows]

    def _on_chosen(self, _what: object) -> None:
        self.changed.emit()

    def _on_matter_typed(self, words: str) -> None:
        if not words:
            self.changed.emit()

    def _on_span_changed(self, _index: int) -> None:
        self._show_days()
        self.changed.emit()

    def _show_days(self) -> None:
        chosen = self.span.value() == DAYS
        self.first.setVisible(chosen)
        self.last.setVisible(chosen)
