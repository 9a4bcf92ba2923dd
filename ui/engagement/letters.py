"""The letters of a matter's beginning and end, opened to be changed, printed, saved and logged as any other."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from app.workspace import Workspace
from ui.engagement.load import load_letter
from ui.kit import tasks

if TYPE_CHECKING:
    from app.letters.composing import Letter
    from ui.kit.page import Page

ENGAGEMENT, PROTOCOL = "engagement", "protocol"


def open_letter(page: Page, workspace: Workspace, matter_id: UUID, key: str) -> None:
    """Compose it, and show it over the page."""

    def show(letter: Letter) -> None:
        from ui.letters.letter_sheet import LetterSheet

        LetterSheet(page, workspace, key, letter, page.request).open()

    tasks.run(
        lambda: load_letter(workspace, matter_id, key),
        owner=page,
        done=show,
        failed=page.errors.show_error,
    )
