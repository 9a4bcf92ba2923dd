"""The consultation, and a document that came in or is owed (PRACTICE B1)."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from app.engagement.forms import IntakeForm, NewDocument
from app.engagement.intake import add_document, save_intake
from app.workspace import Workspace
from ui.engagement.load import Begun, IntakeNow, load_begun, load_intake
from ui.kit import tasks
from ui.kit.check import Check
from ui.kit.choice import Choice
from ui.kit.fields import DateWords, GrowingText, Segmented, TextField
from ui.kit.formsheet import Command, FormSheet, day_of
from ui.kit.sheet_draft import Keep

translate = QCoreApplication.translate
FORM, DOCUMENT = "intake", "intake-document"
OWED, HERE = "owed", "here"


def open_intake_form(over: QWidget, workspace: Workspace, matter_id: UUID) -> None:
    """Read what was written, then show the form."""
    tasks.run(
        lambda: load_intake(workspace, matter_id),
        owner=over,
        done=lambda found: ConsultationForm(over, workspace, found).open(),
    )


def open_document_form(over: QWidget, workspace: Workspace, matter_id: UUID) -> None:
    """Show the form of another document."""
    tasks.run(
        lambda: load_begun(workspace, matter_id),
        owner=over,
        done=lambda begun: DocumentForm(over, workspace, begun).open(),
    )


class ConsultationForm(FormSheet):
    """When, with whom, what was told."""

    def __init__(self, over: QWidget, workspace: Workspace, found: IntakeNow) -> None:
        begun = found.begun
        super().__init__(
            over,
            workspace,
            translate("Intake", "Consultation"),
            width=640,
            keep=Keep(FORM, begun.matter_id),
        )
        self._begun = begun
        desk = begun.desk
        self.on = DateWords(desk.parse_back, desk.say, placeholder=self.tr("today, Fri, 6 Nov"))
        self.who = TextField(self.tr("the client, and who came along"))
        self.by: Choice[UUID | None] = Choice(desk.choices(self.tr("not said")))
        self.facts = GrowingText(self.tr("what was told, what the client wants, what is urgent"), least=8)
        self.say_whose(begun.client, begun.title)
        self.form.add(self.tr("Held on"), self.on, "held_on")
        self.form.add(self.tr("With"), self.who, "with_whom")
        self.form.add(self.tr("By"), self.by, "held_by")
        self.form.add(self.tr("Facts"), self.facts, "facts")
        self.on.set_value(found.form.held_on)
        self.who.setText(found.form.with_whom)
        self.by.set_value(found.form.held_by_id)
        self.facts.setText(found.form.facts)

    def command(self) -> Command:
        day = day_of(self.on, "held_on", self.tr("This is no date. Try “today” or “6 Nov”."))
        form = IntakeForm(day, self.who.text(), self.by.value(), self.facts.text())
        matter_id = self._begun.matter_id
        return lambda tx: save_intake(tx, matter_id, form)


class DocumentForm(FormSheet):
    """What it is, who gives it, whether it is here."""

    def __init__(self, over: QWidget, workspace: Workspace, begun: Begun) -> None:
        super().__init__(
            over,
            workspace,
            translate("Intake", "Document"),
            width=520,
            keep=Keep(DOCUMENT, begun.matter_id),
        )
        self._begun = begun
        desk = begun.desk
        self.what = TextField(self.tr("the lease, pay slips of two years"))
        self.owner = TextField()
        self.owner.setText(begun.client)
        self.state = Segmented(
            [(OWED, self.tr("Owed to us")), (HERE, self.tr("It is here"))], OWED, name=self.tr("State")
        )
        self.due = DateWords(desk.parse_ahead, desk.say, placeholder=self.tr("Friday, 4 December"))
        self.came = DateWords(desk.parse_back, desk.say, placeholder=self.tr("today, Fri, 6 Nov"))
        self.original = Check(self.tr("an original: it goes back at the end"))
        self.original.setAccessibleName(self.original.text())
        self.form.add(self.tr("Document"), self.what, "title")
        self.form.add(self.tr("From", "sender"), self.owner, "owner")
        self.form.add(self.tr("State"), self.state, "state")
        self.form.add(self.tr("By when"), self.due, "due_on")
        self.form.add(self.tr("Came on"), self.came, "received_on")
        self.form.add("", self.original, "original")
        self.state.changed.connect(self._on_state_changed)
        self._on_state_changed(OWED)
        self.say_whose(begun.client, begun.title)

    def _on_state_changed(self, state: object) -> None:
        self.form.show_row("due_on", state == OWED)
        self.form.show_row("received_on", state == HERE)

    def command(self) -> Command:
        said = self.tr("This is no date. Try “Friday” or “4 Dec”.")
        here = self.state.value() == HERE
        due = None if here else day_of(self.due, "due_on", said)
        came = (day_of(self.came, "received_on", said) or self._begun.desk.today) if here else None
        owner = self.owner.text().strip() or "client"
        new = NewDocument(self.what.text(), owner, came, due, self.original.isChecked())
        matter_id = self._begun.matter_id
        return lambda tx: add_document(tx, matter_id, new)
