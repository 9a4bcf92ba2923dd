"""Opens the composer from wherever one works; what it needs of papers is imported beside the window."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from app.contactlog.commands import withdraw_contact
from app.kernel.rights import Right
from app.workspace import Workspace
from ui.kit import tasks
from ui.kit.page import Page
from ui.kit.undo import Undoable

if TYPE_CHECKING:
    from ui.updates.composer import Composer
    from ui.updates.load import Begun

translate = QCoreApplication.translate


def open_composer(over: QWidget, workspace: Workspace, matter_id: UUID) -> None:
    """Draft the update of a matter and show it over ``over``'s window; nothing where the person may not write."""
    if not workspace.may(Right.WRITE):
        return

    def read() -> tuple[type[Composer], Begun]:
        from ui.updates.composer import Composer  # a fifth of a second the first time
        from ui.updates.load import begin

        return Composer, begin(workspace, matter_id)

    def opened(found: tuple[type[Composer], Begun]) -> None:
        composer = found[0](over, workspace, found[1])
        if isinstance(over, Page):
            _offer_undo(over, workspace, composer)
        composer.open()

    failed = over.errors.show_error if isinstance(over, Page) else None
    tasks.run(read, owner=over, done=opened, failed=failed)


def _offer_undo(page: Page, workspace: Workspace, composer: Composer) -> None:
    undo = page.findChild(Undoable) or Undoable(page, workspace)
    words, why = translate("Composer", "Logged as sent"), translate("Composer", "Logged by mistake")
    composer.saved.connect(
        lambda entry_id: undo.offer_command(entry_id, lambda tx, one: withdraw_contact(tx, one, why), words)
    )
