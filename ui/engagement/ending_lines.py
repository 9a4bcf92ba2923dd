"""How a matter ended, with its letter; or the way to end it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from PySide6.QtCore import QCoreApplication

from app.engagement.ending_queries import ending_of
from app.engagement.words import EndingKind
from app.kernel.said import say_day
from app.storage.transaction import Reader
from app.workspace import Workspace
from ui.engagement.ending_sheet import FORM, open_ending
from ui.engagement.letters import open_letter
from ui.engagement.lines import EngagementLines, Key, Opener
from ui.kit.page import Page
from ui.kit.row_model import Row

translate = QCoreApplication.translate


class EndingLines(EngagementLines):
    """How the matter ended, with its letter; or the way to end it."""

    word = "ending"

    @property
    def forms(self) -> Mapping[str, Opener]:
        """The steps."""
        return {FORM: end_with_letter}

    @property
    def heading(self) -> str:
        """What its rows stand under."""
        return translate("Engagement", "How it ends")

    def rows(self, reader: Reader, matter_id: UUID) -> Sequence[Row]:
        """Its one row. Runs on the vault's worker."""
        found = ending_of(reader, matter_id)
        if found is None:
            said = translate(
                "Engagement", "outcome, last instructions, papers, last bill, how long the file is kept"
            )
            title, action = translate("Engagement", "End the matter"), translate("Engagement", "End…")
            return (Row((self.word, "end"), title, "", "folder", said, action=action),)
        form = found.form
        titles = {
            EndingKind.CLOSED: translate("Engagement", "Closed"),
            EndingKind.DISENGAGED: translate("Engagement", "Disengaged"),
            EndingKind.NOT_ENGAGED: translate("Engagement", "Not engaged"),
        }
        day = say_day(form.ended_on, reader.today)
        words = (form.outcome or form.reason).partition("\n")[0]
        action = translate("Engagement", "Letter")
        return (Row((self.word, form.kind), titles[form.kind], day, "folder", words, action=action),)

    def act(self, matter_id: UUID, key: Key) -> None:
        """End it, or open its letter."""
        if isinstance(key[1], EndingKind):
            _show_letter(self._page, self._workspace, matter_id, key[1])
        else:
            end_with_letter(self._page, self._workspace, matter_id)


def end_with_letter(page: Page, workspace: Workspace, matter_id: UUID) -> None:
    """The steps; then the letter that they leave."""
    open_ending(page, workspace, matter_id, lambda kind: _show_letter(page, workspace, matter_id, kind))


def _show_letter(page: Page, workspace: Workspace, matter_id: UUID, kind: EndingKind) -> None:
    from app.letters.matter_terms import LETTER_OF

    open_letter(page, workspace, matter_id, LETTER_OF[kind])
