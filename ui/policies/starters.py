"""The policies to begin with, taken over as drafts."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.policies.starter import take_starters
from app.workspace import Workspace
from ui.kit import tasks
from ui.kit.bars import MessageBar
from ui.kit.dialogs import confirm
from ui.kit.page import Page


def ask_for_starters(page: Page, workspace: Workspace, messages: MessageBar) -> None:
    """Ask, then take over the starter set; how many there are is said in ``messages``."""

    def work() -> int:
        with workspace.write() as tx:
            return len(take_starters(tx))

    def done(count: int) -> None:
        messages.say(_tr("{count} drafts are there to be read.").format(count=count))

    said = _tr(
        "Policies and procedures to begin with, as drafts: each asks nobody anything until you "
        "adopt it. What you have by the same name stays as it is."
    )
    confirm(
        page,
        _tr("Take over the starter set?"),
        said,
        _tr("Take them over"),
        lambda: tasks.run(work, owner=page, done=done, failed=page.errors.show_error),
    )


def _tr(words: str) -> str:
    return QCoreApplication.translate("PoliciesPage", words)
