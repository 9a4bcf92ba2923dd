"""The next thing about a matter's terms, from its tab and from Today: to write them, or to say that they are agreed."""

from __future__ import annotations

from uuid import UUID

from app.engagement.terms_queries import terms_sheet
from app.workspace import Workspace
from ui.engagement.agree_form import open_agree_form
from ui.engagement.terms_form import open_terms_form
from ui.kit import tasks
from ui.kit.page import Page


def settle_terms(page: Page, workspace: Workspace, matter_id: UUID) -> None:
    """Where nothing is written the form of the terms, else that of the agreement."""

    def read() -> bool:
        with workspace.read() as reader:
            return bool(terms_sheet(reader, matter_id).revisions)

    def show(written: object) -> None:
        opener = open_agree_form if written else open_terms_form
        opener(page, workspace, matter_id)

    tasks.run(read, owner=page, done=show, failed=page.errors.show_error)
