"""An answer was written down wrongly: it counts no more, with the reason."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from app.feedback.commands import withdraw_feedback
from app.workspace import Workspace
from ui.kit.fields import TextField
from ui.kit.formsheet import Command, FormSheet
from ui.kit.sheet_draft import Keep

translate = QCoreApplication.translate


class WithdrawForm(FormSheet):
    """Why it is withdrawn."""

    def __init__(self, over: QWidget, workspace: Workspace, answer_id: UUID) -> None:
        super().__init__(
            over,
            workspace,
            translate("WithdrawFeedback", "Withdraw this answer"),
            width=480,
            save=translate("WithdrawFeedback", "Withdraw"),
            keep=Keep("withdraw-feedback", answer_id),
        )
        self._id = answer_id
        self.reason = TextField(self.tr("it was another client's form"))
        self.form.add(self.tr("&Reason"), self.reason, "reason")

    def command(self) -> Command:
        answer_id, reason = self._id, self.reason.text()
        return lambda tx: withdraw_feedback(tx, answer_id, reason)
