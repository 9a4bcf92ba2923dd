"""Words for the client, for the contacts that the letter else only mentions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from app.contactlog.commands import amend_contact
from app.contactlog.queries import entry_form
from app.reports.content import Unsaid
from app.storage.transaction import Transaction
from app.workspace import Workspace
from ui.kit.chips import Tone
from ui.kit.fields import GrowingText
from ui.kit.formsheet import Command, FormSheet
from ui.kit.labels import Label
from ui.kit.plain_line import PlainLine
from ui.kit.sheet_draft import Keep

translate = QCoreApplication.translate
REASON = "Words for the client"
AT_ONCE = 8
"""Contacts in one sheet; the others come when these have their words."""


class WordsForm(FormSheet):
    """For each contact what the firm noted, and a field for what the client is to read of it. Each that is filled
    in becomes a version of its entry."""

    def __init__(
        self, over: QWidget, workspace: Workspace, matter_id: UUID, unsaid: Sequence[Unsaid]
    ) -> None:
        super().__init__(
            over,
            workspace,
            translate("WordsForm", "Words for the client"),
            width=720,
            label_width=80,
            keep=Keep("client-words", matter_id),
        )
        said = self.tr(
            "The letter says what you write here. Without it, it only says that the contact took place."
        )
        self.body.insertWidget(0, Label(said, wrap=True))
        self._fields: dict[UUID, GrowingText] = {}
        for one in unsaid[:AT_ONCE]:
            field = GrowingText(self.tr("else: “{mention}”").format(mention=one.mention), least=2)
            field.setAccessibleName(self.tr("{when}, for the client").format(when=one.when))
            field.setAccessibleDescription(one.note)
            note = Label(one.note, tone=Tone.DIM, wrap=True, selectable=True)
            self.form.add(one.when, note)
            self.form.add("", field, str(one.entry_id))
            self.form.add_wide(PlainLine.under(field))
            self._fields[one.entry_id] = field

    def command(self) -> Command:
        written = {
            entry_id: words for entry_id, field in self._fields.items() if (words := field.text().strip())
        }

        def write(tx: Transaction) -> int:
            for entry_id, words in written.items():
                amend_contact(
                    tx, entry_id, replace(entry_form(tx.reader(), entry_id), for_client=words), REASON
                )
            return len(written)

        return write

    def _focus_first(self) -> None:
        if self._fields:
            next(iter(self._fields.values())).setFocus()
