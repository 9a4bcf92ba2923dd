"""Small forms of retention: a hold, lifting it, an original that is kept, its end."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from app.retention.commands import NewKeptDocument, end_document, keep_document, lift_hold, set_hold
from app.retention.queries import DocumentRow, HoldRow
from app.retention.words import DocumentKind
from app.workspace import Workspace
from ui.kit.chips import Tone
from ui.kit.choice import Choice
from ui.kit.fields import GrowingText, TextField
from ui.kit.formsheet import Command, FormSheet, day_of
from ui.kit.labels import Label
from ui.kit.sheet_draft import Keep
from ui.kit.time_span import past_day
from ui.retention.words import document_word

translate = QCoreApplication.translate


class HoldForm(FormSheet):
    """Why nothing of a matter, or of all that is held on a client, may be destroyed; who opens it says whose it is."""

    def __init__(
        self,
        over: QWidget,
        workspace: Workspace,
        *,
        matter_id: UUID | None = None,
        client_id: UUID | None = None,
    ) -> None:
        words = translate("HoldForm", "Hold all of this client’s matters")
        title = translate("HoldForm", "Hold this matter") if client_id is None else words
        super().__init__(over, workspace, title, keep=Keep("hold", matter_id or client_id))
        self._matter_id, self._client_id = matter_id, client_id
        self.why = GrowingText(self.tr("a dispute, a claim, an open agreement …"), least=2)
        self.form.add(self.tr("Reason"), self.why, "reason", term="hold")

    def command(self) -> Command:
        matter_id, client_id, why = self._matter_id, self._client_id, self.why.text()
        return lambda tx: set_hold(tx, why, matter_id=matter_id, client_id=client_id)


class LiftForm(FormSheet):
    """Why a hold is lifted."""

    def __init__(self, over: QWidget, workspace: Workspace, hold: HoldRow) -> None:
        super().__init__(
            over,
            workspace,
            translate("LiftForm", "Lift the hold"),
            save=translate("LiftForm", "Lift"),
            keep=Keep("lift-hold", hold.id),
        )
        self._hold_id = hold.id
        self.why = GrowingText(least=2)
        self.form.add(self.tr("Reason"), self.why, "reason")
        because = self.tr("Held because: {reason}").format(reason=hold.reason)
        self.body.insertWidget(0, Label(because, wrap=True, tone=Tone.DIM))

    def command(self) -> Command:
        hold_id, why = self._hold_id, self.why.text()
        return lambda tx: lift_hold(tx, hold_id, why)


class DocumentForm(FormSheet):
    """An original that the firm keeps; or, with ``kept``, that it does so no more."""

    def __init__(
        self, over: QWidget, workspace: Workspace, matter_id: UUID, kept: DocumentRow | None = None
    ) -> None:
        words = translate("DocumentForm", "Original not kept any more")
        title = translate("DocumentForm", "Original kept for the client") if kept is None else words
        super().__init__(over, workspace, title, keep=Keep("kept-document", kept.id if kept else matter_id))
        self._matter_id, self._kept = matter_id, kept
        self.kind = Choice([(one, document_word(one)) for one in DocumentKind], name=self.tr("Kind"))
        self.what = TextField(self.tr("will of 3 May 2019"))
        self.on = past_day(workspace, self.tr("On"))
        self.on.setText(translate("Retention", "today"))
        self.how = TextField(self.tr("given back, proved, revoked …"))
        if kept is None:
            self.form.add(self.tr("Kind"), self.kind, "kind")
            self.form.add(self.tr("What"), self.what, "title")
        else:
            self.form.add(self.tr("On"), self.on, "on")
            self.form.add(self.tr("What became of it"), self.how, "reason")
            self.note.setText(kept.title)

    def command(self) -> Command:
        kept, matter_id, how = self._kept, self._matter_id, self.how.text()
        if kept is None:
            new = NewKeptDocument(self.what.text(), self.kind.value())
            return lambda tx: keep_document(tx, matter_id, new)
        wrong = self.tr("This is no date. Try “today” or “6 Nov”.")
        on = day_of(self.on, "on", wrong)
        return lambda tx: end_document(tx, kept.id, on or tx.today, how)
