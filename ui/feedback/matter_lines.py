"""What a matter's tab says of feedback: whether to ask, whether it was asked, what came back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QCoreApplication

from app.feedback.asking import to_ask
from app.feedback.queries import answers, asks
from app.storage.transaction import Reader
from app.workspace import Workspace
from ui.feedback.answer_form import open_answer
from ui.feedback.rows import answer_row, ask_row, asked_row
from ui.kit.row_model import Row

if TYPE_CHECKING:
    from ui.matters.page import MatterPage

translate = QCoreApplication.translate


class FeedbackLines:
    """Enter on any of its rows writes down an answer, or asks."""

    word = "feedback"

    def __init__(self, page: MatterPage, workspace: Workspace) -> None:
        self._page, self._workspace = page, workspace

    @property
    def heading(self) -> str:
        """What its rows stand under."""
        return translate("Feedback", "Feedback")

    def rows(self, reader: Reader, matter_id: UUID) -> Sequence[Row]:
        """To ask, asked, answered, newest first; one that offers to write an answer down where there is nothing."""
        today = reader.today
        found = [
            *(ask_row(one, today) for one in to_ask(reader, matter_id)),
            *(asked_row(one, today) for one in asks(reader, matter_id, waiting=True)),
            *(answer_row(one, today)._replace(more=False) for one in answers(reader, matter_id)),
        ]
        if not found:
            none = translate("Feedback", "The client was not asked yet")
            found = [Row((), none, icon="message-circle", action=translate("Feedback", "Answer…"))]
        return [row._replace(key=(self.word, *_tuple(row.key)[:2])) for row in found]

    def act(self, matter_id: UUID, key: tuple[object, ...]) -> None:
        """Ask on the page of feedback, or write down what the client said."""
        if len(key) > 1 and key[1] == "ask":
            self._page.navigate("feedback", matter_id)
        else:
            self.answer(matter_id)

    def open(self, matter_id: UUID, key: tuple[object, ...]) -> None:
        """Show it among the others."""
        self._page.navigate("feedback", matter_id)

    def answer(self, matter_id: UUID) -> None:
        """Write down what the client said."""
        open_answer(self._page, self._workspace, matter_id, self._page.errors.show_error)

    def reopen(self, matter_id: UUID, form: str, thing: UUID | None) -> bool:
        """The form over this matter."""
        if form == "feedback" and thing == matter_id:
            self.answer(matter_id)
            return True
        return False


def _tuple(key: object) -> tuple[object, ...]:
    return key if isinstance(key, tuple) else (key,)
