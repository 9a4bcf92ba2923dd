"""Undoing a merge: what goes back and what stays is said, then it is done."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from app.kernel.numbers import say_number
from app.merging.commands import unmerge_clients
from app.merging.queries import UndoPreview, undo_preview
from app.workspace import Workspace
from ui.clients.merge_words import hanging
from ui.kit import tasks
from ui.kit.dialogs import confirm

translate = QCoreApplication.translate


def ask_undo(
    over: QWidget,
    workspace: Workspace,
    merge_id: UUID,
    done: Callable[[object], object],
    failed: Callable[[Exception], None],
) -> None:
    """Ask, undo the merge, then call ``done``."""

    def read() -> UndoPreview:
        with workspace.read() as reader:
            return undo_preview(reader, merge_id)

    def undo() -> None:
        def work() -> None:
            with workspace.write() as tx:
                unmerge_clients(tx, merge_id)

        tasks.run(work, owner=over, done=done, failed=failed)

    def ask(found: UndoPreview) -> None:
        title, action = translate("Unmerge", "Undo the merge?"), translate("Unmerge", "Undo the merge")
        confirm(over, title, said(found), action, undo)

    tasks.run(read, owner=over, done=ask, failed=failed)


def said(found: UndoPreview) -> str:
    """What an undo does, in sentences."""
    row = found.row
    back = translate("Unmerge", "Back to {name} go: {what}.")
    parts = [back.format(name=row.from_name, what=hanging(found.back))]
    stays = translate("Unmerge", "What was added since the merge stays with {name}.")
    parts.append(stays.format(name=row.into_name))
    if found.stays:
        parts.append(
            translate("Unmerge", "Contacts written since: {count}.").format(count=say_number(found.stays))
        )
    parts.append(translate("Unmerge", "Values that were changed since stay as they are."))
    return " ".join(parts)
