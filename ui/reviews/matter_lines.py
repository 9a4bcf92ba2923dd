"""What a matter's tab says of its reviews."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QCoreApplication

from app.kernel.said import say_day
from app.reviews.queries import reviews
from app.storage.transaction import Reader
from app.workspace import Workspace
from ui.kit import chips
from ui.kit.row_model import Row
from ui.reviews.paper import review_paper

if TYPE_CHECKING:
    from ui.matters.page import MatterPage

translate = QCoreApplication.translate


class ReviewLines:
    """Each review; Enter shows its record. Where there is none, the queue."""

    word = "file_review"

    def __init__(self, page: MatterPage, workspace: Workspace) -> None:
        self._page, self._workspace = page, workspace

    @property
    def heading(self) -> str:
        """What its rows stand under."""
        return translate("Reviews", "File reviews")

    def rows(self, reader: Reader, matter_id: UUID) -> Sequence[Row]:
        """Newest first."""
        found = [
            Row(
                (self.word, row.id),
                translate("Reviews", "Review by {name}").format(name=row.reviewer),
                say_day(reader.local(row.finished_at or row.started_at).date(), reader.today),
                "clipboard-list",
                row.findings,
                (
                    chips.done(translate("Reviews", "finished"))
                    if row.finished_at
                    else chips.todo(translate("Reviews", "runs")),
                ),
            )
            for row in reviews(reader, matter_id)
        ]
        none = translate("Reviews", "This file was not reviewed yet")
        return found or [
            Row((self.word,), none, icon="clipboard-list", action=translate("Reviews", "Queue…"))
        ]

    def act(self, matter_id: UUID, key: tuple[object, ...]) -> None:
        """To the queue."""
        self._page.navigate("reviews", matter_id)

    def open(self, matter_id: UUID, key: tuple[object, ...]) -> None:
        """Show the record of a review."""
        if len(key) > 1 and isinstance(key[1], UUID):
            review_paper(self._page, self._workspace, key[1]).open()
        else:
            self.act(matter_id, key)

    def reopen(self, matter_id: UUID, form: str, thing: UUID | None) -> bool:
        """No form opens over the matter."""
        return False
