"""What is open of a matter's concerns, on its tab "Terms & care". One that is kept apart is no part of the matter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QCoreApplication

from app.concerns.forms import NewConcern
from app.concerns.queries import ConcernRow, concerns
from app.storage.transaction import Reader
from app.workspace import Workspace
from ui.concerns.words import due_chip, state_chip, tr, word
from ui.kit.row_model import Row

translate = QCoreApplication.translate

if TYPE_CHECKING:
    from ui.matters.page import MatterPage


class ConcernLines:
    """A row for each concern of the matter; without any, one from which it can be begun."""

    word = "concerns"

    def __init__(self, page: MatterPage, workspace: Workspace) -> None:
        self._page, self._workspace = page, workspace

    @property
    def heading(self) -> str:
        return tr("Concerns")

    def rows(self, reader: Reader, matter_id: UUID) -> Sequence[Row]:
        found = [row for row in concerns(reader, matter_id=matter_id) if not row.facts.apart]
        begin = Row(
            (self.word, None),
            tr("A concern or complaint"),
            tr("none that is open"),
            "flag",
            "",
            (),
            tr("New…"),
        )
        some = any(row.is_open for row in found)
        if some:
            begin = begin._replace(subtitle="")
        return (*(self._row(row, reader) for row in found), begin)

    def act(self, matter_id: UUID, key: tuple[object, ...]) -> None:
        from ui.concerns.concern_sheet import open_concern
        from ui.concerns.raise_form import open_raise

        if isinstance(key[1], UUID):
            open_concern(self._page, self._workspace, key[1])
        else:
            open_raise(self._page, self._workspace, NewConcern("", matter_id=matter_id))

    def open(self, matter_id: UUID, key: tuple[object, ...]) -> None:
        if isinstance(key[1], UUID):
            self.act(matter_id, key)

    def reopen(self, matter_id: UUID, form: str, thing: UUID | None) -> bool:
        return False  # they come back over any page (`ui.reopening`)

    def _row(self, row: ConcernRow, reader: Reader) -> Row:
        due = due_chip(row.next, reader.today)
        text = word(row.next.kind) if row.next else ""
        return Row(
            (self.word, row.id),
            row.facts.how.replace("\n", " "),
            f"{word(row.facts.cause)}, {row.handler}",
            "flag",
            text,
            tuple(one for one in (state_chip(row), due) if one is not None),
            translate("Concerns", "Open", "button"),
            tip=row.facts.how,
        )
