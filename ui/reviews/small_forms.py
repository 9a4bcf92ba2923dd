"""Small forms of file reviews: giving one up, the firm's checklist."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from app.drafts.commands import drop_draft
from app.drafts.queries import drafts
from app.reviews.checklist import Checklist, change_checklist
from app.reviews.commands import drop_review
from app.storage.transaction import Transaction
from app.workspace import Workspace
from ui.kit.fields import GrowingText, TextField
from ui.kit.formsheet import Command, FormSheet
from ui.kit.sheet_draft import SHEET, Keep, kept_sheet
from ui.reviews.words import REVIEW

translate = QCoreApplication.translate


class DropForm(FormSheet):
    """Why a review is given up."""

    def __init__(self, over: QWidget, workspace: Workspace, review_id: UUID) -> None:
        super().__init__(
            over,
            workspace,
            translate("DropReview", "Give up this review"),
            width=480,
            save=translate("DropReview", "Give up"),
            keep=Keep("drop-review", review_id),
        )
        self._id = review_id
        self.reason = TextField(self.tr("the matter is settled"))
        self.form.add(self.tr("&Reason"), self.reason, "reason")

    def command(self) -> Command:
        review_id, reason = self._id, self.reason.text()

        def drop(tx: Transaction) -> None:
            drop_review(tx, review_id, reason)
            for row in drafts(tx.reader(), SHEET + REVIEW):  # what was answered waits for nobody any more
                kept = kept_sheet(row)
                if kept is not None and kept.keep.thing == review_id:
                    drop_draft(tx, row.id)

        return drop


class ChecklistForm(FormSheet):
    """A point a line; reviews that run keep the points they began with."""

    def __init__(self, over: QWidget, workspace: Workspace, now: Checklist) -> None:
        super().__init__(
            over,
            workspace,
            translate("ChecklistForm", "Checklist of file reviews"),
            width=720,
            keep=Keep("review-checklist"),
        )
        self.items = GrowingText(self.tr("one point a line"), least=8)
        self.items.setText("\n".join(now.items))
        self.reason = TextField(self.tr("why it is changed"))
        self.form.add(self.tr("&Points"), self.items, "items", hint=self.tr("One point a line."))
        self.form.add(self.tr("&Reason"), self.reason, "reason")

    def command(self) -> Command:
        items, reason = self.items.text().splitlines(), self.reason.text()
        return lambda tx: change_checklist(tx, items, reason)
