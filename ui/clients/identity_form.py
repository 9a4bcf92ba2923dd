"""That a client, or somebody around one, is who they say: written down, and taken back (PRACTICE A3)."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from app.clients.identity import NewIdentityCheck, check_identity, withdraw_identity_check
from app.clients.profile import CheckRow, Profile
from app.clients.words import IdentityHow
from app.workspace import Workspace
from ui.kit.choice import Choice
from ui.kit.fields import DateWords, GrowingText, TextField
from ui.kit.formsheet import Command, FormSheet, day_of
from ui.kit.labels import Label
from ui.kit.sheet_draft import Keep
from ui.schedule.desk import Desk

translate = QCoreApplication.translate


class IdentityForm(FormSheet):
    """Whose identity, how, on which day, by whom of the firm."""

    def __init__(self, over: QWidget, workspace: Workspace, desk: Desk, known: Profile) -> None:
        super().__init__(
            over,
            workspace,
            translate("IdentityForm", "Identity verified"),
            width=540,
            keep=Keep("client-identity", known.sheet.id),
        )
        self._desk, self._client_id = desk, known.sheet.id
        people = [(row.id, row.called) for row in known.sheet.people if row.details.name]
        self.whose: Choice[UUID | None] = Choice([(None, known.sheet.name), *people], name=self.tr("Whose"))
        self.how: Choice[IdentityHow] = Choice(
            [
                (IdentityHow.DOCUMENT, self.tr("Document seen")),
                (IdentityHow.KNOWN, self.tr("Known personally")),
                (IdentityHow.CALL, self.tr("Call to the number on file")),
                (IdentityHow.OTHER, self.tr("In another way")),
            ],
            name=self.tr("How"),
        )
        self.detail = GrowingText(self.tr("e.g. passport, name and photo agree; since when known"), least=2)
        self.on = DateWords(desk.parse_back, desk.say, placeholder=self.tr("today, Fri, 6 Nov"))
        self.on.setText(self.tr("today"))
        people_of_firm = desk.choices("")[1:]
        self.by: Choice[UUID | None] = Choice(people_of_firm, name=self.tr("By whom"))
        self.by.set_value(desk.me)
        self.form.add(self.tr("Whose"), self.whose, "person")
        self.form.show_row("person", bool(people))
        self.form.add(self.tr("How"), self.how, "how", term="identity")
        self.form.add(self.tr("What was seen"), self.detail, "detail")
        self.form.add(self.tr("Day"), self.on, "on")
        self.form.add(self.tr("By whom"), self.by, "by_id")

    def command(self) -> Command:
        day = day_of(self.on, "on", self.tr("This is no date. Try “today” or “6 Nov”."))
        new = NewIdentityCheck(self.how.value(), self.detail.text(), day, self.by.value(), self.whose.value())
        client_id = self._client_id
        return lambda tx: check_identity(tx, client_id, new)


class WithdrawCheckForm(FormSheet):
    """What was written down, and why it does not count."""

    def __init__(self, over: QWidget, workspace: Workspace, check: CheckRow, words: str) -> None:
        super().__init__(
            over,
            workspace,
            translate("IdentityForm", "Identity check"),
            width=540,
            save=translate("IdentityForm", "It does not count"),
            keep=Keep("client-identity-off", check.id),
        )
        self._id = check.id
        self.words = Label(words, wrap=True, selectable=True)
        self.why = TextField(self.tr("e.g. the document was another person’s"))
        self.form.add_wide(self.words)
        self.form.add(self.tr("Because"), self.why, "reason")

    def command(self) -> Command:
        check_id, why = self._id, self.why.text()
        return lambda tx: withdraw_identity_check(tx, check_id, why)
