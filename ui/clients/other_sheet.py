"""Which other record is the same client; and the merges that were made with this one, to be undone."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from app.clients.queries import list_clients
from app.kernel.errors import Invalid, Problem
from app.kernel.said import say_date
from app.merging.queries import MergeRow, merges
from app.workspace import Workspace
from ui.clients.merge_sheet import open_merge
from ui.clients.unmerge import ask_undo
from ui.kit import tasks
from ui.kit.banner import Banner
from ui.kit.formsheet import FormSheet
from ui.kit.labels import Label
from ui.kit.typeahead import Suggestion, TypeAhead

translate = QCoreApplication.translate


def open_other(over: QWidget, workspace: Workspace, client_id: UUID, name: str) -> None:
    """Read the merges that were made, then ask."""

    def read() -> tuple[MergeRow, ...]:
        with workspace.read() as reader:
            return merges(reader, client_id, standing=True)

    def show(made: tuple[MergeRow, ...]) -> None:
        OtherClientSheet(over, workspace, (client_id, name), made).open()

    tasks.run(read, owner=over, done=show)


class OtherClientSheet(FormSheet):
    """Choose the other record, then both are compared."""

    def __init__(
        self, over: QWidget, workspace: Workspace, client: tuple[UUID, str], made: tuple[MergeRow, ...]
    ) -> None:
        title = translate("OtherClient", "Merge with another client")
        super().__init__(over, workspace, title, width=560, save=translate("OtherClient", "Compare"))
        self._page = over
        self._client_id, name = client
        self._gone = any(one.from_id == self._client_id for one in made)
        said = self.tr("Which other record is {name} as well?").format(name=name)
        self.other = TypeAhead(self._suggest, name=self.tr("Other client"))
        if not self._gone:
            self.body.insertWidget(0, Label(said, wrap=True))
            self.form.add(self.tr("Other client"), self.other, "other")
        self.form.setVisible(not self._gone)
        self.accept_button.setVisible(not self._gone)
        for one in made:
            self.body.addWidget(self._line(one))

    def apply(self, button: str) -> None:
        key = self.other.key()
        if not isinstance(key, UUID):
            message = self.tr("Choose a client from the list.")
            self.form.show_error(Invalid([Problem("other", "no-client", message)]))
            return
        self.accept()
        open_merge(self._page, self.workspace, self._client_id, key)

    def _line(self, one: MergeRow) -> Banner:
        day = say_date(one.merged_at.astimezone(self.workspace.zone).date())
        said = self.tr("{name} was merged into {other}, {day}, by {who}.")
        line = Banner("", said.format(name=one.from_name, other=one.into_name, day=day, who=one.merged_by))
        line.set_link(self.tr("Undo…"), partial(self.ask_undo, one.id))
        return line

    def ask_undo(self, merge_id: UUID) -> None:
        """Say what an undo does, then do it."""
        ask_undo(self, self.workspace, merge_id, self._on_written, self._on_failed)

    def _suggest(self, words: str) -> list[Suggestion]:
        with self.workspace.read() as reader:
            found = list_clients(reader, query=words, archived=True, limit=9)
        return [
            Suggestion(row.id, row.name, row.email or row.phone, "client")
            for row in found
            if row.id != self._client_id
        ]
