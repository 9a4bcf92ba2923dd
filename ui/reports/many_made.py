"""The reports that were made: what of them left the vault, on paper or as given to the clients, and the way back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import UUID

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.kernel.numbers import say_number
from app.matters.queries import MatterRow
from app.reports.status.many import Made
from app.reports.status.many_out import Given
from app.workspace import Workspace
from ui.kit import tasks
from ui.reports import many_work
from ui.reports.leaving import Paper
from ui.reports.paper_sheet import PaperSheet, ready


class MadeReports(QObject):
    """What was made once is not made again. `said(words)` and `failed(error)` are for the sheet to show, `changed()`
    where other ones can be given now; `given(Given)` can be taken back."""

    said = Signal(str)
    failed = Signal(object)
    changed = Signal()
    given = Signal(object)

    def __init__(self, over: QWidget, workspace: Workspace) -> None:
        super().__init__(over)
        self._over, self._workspace = over, workspace
        self.known: dict[UUID, Made] = {}
        self._out: set[UUID] = set()
        """Those that left the vault, saved or printed: they can be given."""

    def take(self, made: Iterable[Made]) -> None:
        """These were made, and some of them saved."""
        for one in made:
            self.known[one.matter.id] = one
            if one.file is not None:
                self._out.add(one.matter.id)

    def can_be_given(self, ticked: Iterable[MatterRow]) -> list[Made]:
        """Those of these matters that left the vault."""
        return [self.known[one.id] for one in ticked if one.id in self._out]

    def show_all(self, made: Sequence[Made], pdf: bytes) -> None:
        """See all of them as one document, to print it."""
        paper = Paper(
            pdf,
            "",
            "",
            lambda: many_work.told_printed(self._workspace, made),
            both_sides=any(one.report.stationery.duplex for one in made),
        )
        sheet = PaperSheet(self._over, self._workspace, self._over.tr("Print all"), ready(paper), endings=())

        def printed(_pages: int) -> None:
            self._out.update(one.matter.id for one in made)
            self.said.emit(self.tr("{n} reports were sent to the printer.").format(n=say_number(len(made))))
            self.changed.emit()

        sheet.leaving.printed.connect(printed)
        sheet.open()

    def give(self, rows: Sequence[Made]) -> None:
        """The clients got these."""
        tasks.run(
            lambda: many_work.give(self._workspace, rows),
            owner=self,
            done=lambda given: self._on_given(given, {one.matter.id for one in rows}),
            failed=self.failed.emit,
        )

    def _on_given(self, given: Given, matters: set[UUID]) -> None:
        """What was given is made anew if it is asked for again: it tells other news then."""
        self._out -= matters
        for one in matters:
            self.known.pop(one, None)
        self.given.emit(given)
        self.changed.emit()

    def take_back(self, given: Given) -> None:
        """It was a mistake."""
        tasks.run(
            lambda: many_work.take_back(self._workspace, given.entries),
            owner=self,
            done=lambda _: self.said.emit(self.tr("Taken back: nothing counts as given.")),
            failed=self.failed.emit,
        )
