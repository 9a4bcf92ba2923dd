"""Of which matters reports are made: by lawyer, practice area and day, and then by ticks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.reports.status.many import Reportable, Which, end_of_week
from app.workspace import Workspace
from ui.kit import tasks, theme
from ui.kit.buttons import LinkButton
from ui.kit.choice import Choice
from ui.kit.ends import Ends
from ui.kit.fields import Segmented
from ui.kit.flow import Flow
from ui.reports import load
from ui.reports.many_list import TickList


class MatterChoice(QWidget):
    """`shown()` each time the list was read; ``failed`` is told what goes wrong. `list` has the ticks."""

    shown = Signal()

    def __init__(self, parent: QWidget, workspace: Workspace, failed: Callable[[Exception], None]) -> None:
        super().__init__(parent)
        self._workspace, self._failed = workspace, failed
        self._today = date.min
        self.person: Choice[UUID | None] = Choice([(None, self.tr("Everyone"))], name=self.tr("Lawyer"))
        self.area: Choice[str] = Choice([("", self.tr("Every area"))], name=self.tr("Practice area"))
        spans = ((False, self.tr("All open matters")), (True, self.tr("Update due this week")))
        self.due = Segmented(spans, value=False, name=self.tr("Which"))
        self.list = TickList(self.tr("Matters to report on"), self)
        self.list.setFixedHeight(theme.px(360))
        self.all = LinkButton(self.tr("Tick all"), lambda: self.list.tick_all(True))
        self.none = LinkButton(self.tr("Tick none"), lambda: self.list.tick_all(False))
        self._lay_out()
        self.person.currentIndexChanged.connect(lambda _: self.reload())
        self.area.currentIndexChanged.connect(lambda _: self.reload())
        self.due.changed.connect(self.reload)

    def _lay_out(self) -> None:
        asked = Flow((self.due,))
        asked.add(self.person, share=1, least=110)
        asked.add(self.area, share=1, least=110)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(Ends(asked, self.all, self.none))
        column.addWidget(self.list)

    def start(self) -> None:
        """Read by what can be chosen, then the list."""
        workspace = self._workspace
        tasks.run(lambda: load.choices(workspace), owner=self, done=self._on_choices, failed=self._failed)

    def _on_choices(self, found: load.Choices) -> None:
        for choice in (self.person, self.area):
            choice.blockSignals(True)
        self.person.set_choices([(None, self.tr("Everyone")), *found.people])
        self.area.set_choices([("", self.tr("Every area")), *found.areas])
        for choice in (self.person, self.area):
            choice.blockSignals(False)
        self._today = found.today
        self.reload()

    def reload(self) -> None:
        """Read the list anew, as it is asked for."""
        by = end_of_week(self._today) if self.due.value() else None
        which = Which(self.person.value(), self.area.value(), by)

        def show(found: tuple[date, tuple[Reportable, ...]]) -> None:
            self.list.show_rows(found[1], found[0])
            self.shown.emit()

        tasks.run(
            lambda: load.reportables(self._workspace, "", which), owner=self, done=show, failed=self._failed
        )
