"""That the client agreed to the terms, or said again that they hold."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from app.engagement.agreeing import agree_terms
from app.engagement.forms import NewAgreement
from app.engagement.terms_commands import reaffirm_terms
from app.engagement.words import AgreedHow
from app.workspace import Workspace
from ui.engagement.load import TermsNow, load_terms
from ui.kit import tasks
from ui.kit.banner import Banner
from ui.kit.chips import Tone
from ui.kit.choice import Choice
from ui.kit.fields import DateWords, GrowingText, TextField
from ui.kit.formsheet import Command, FormSheet, day_of
from ui.kit.labels import Label
from ui.kit.sheet_draft import Keep

translate = QCoreApplication.translate
FORM = "agree-terms"


def open_agree_form(over: QWidget, workspace: Workspace, matter_id: UUID) -> None:
    """Read where the terms stand, then show the form."""
    tasks.run(
        lambda: load_terms(workspace, matter_id),
        owner=over,
        done=lambda found: AgreeForm(over, workspace, found).open(),
    )


class AgreeForm(FormSheet):
    """A draft is agreed to; where there is none, what holds is reaffirmed."""

    def __init__(self, over: QWidget, workspace: Workspace, found: TermsNow) -> None:
        agrees = found.sheet.draft is not None
        title = (
            translate("AgreeForm", "The client agreed")
            if agrees
            else translate("AgreeForm", "The terms still hold")
        )
        super().__init__(over, workspace, title, width=560, keep=Keep(FORM, found.begun.matter_id))
        self._found, self._agrees = found, agrees
        desk = found.begun.desk
        self.on = DateWords(desk.parse_back, desk.say, placeholder=self.tr("today, Fri, 6 Nov"))
        self.on.setText(self.tr("today"))
        self.how: Choice[AgreedHow] = Choice([(one, one.label) for one in AgreedHow])
        self.who = TextField(found.begun.client)
        self.remark = GrowingText(self.tr("what was said beside it"), least=2)
        newest = found.sheet.revisions[0].number if found.sheet.revisions else 0
        said = self.tr(
            "Revision {number}. From that day on response times, update schedule, estimate and the contact out of "
            "hours are those of the terms; duties with a day become follow-ups."
        )
        again = self.tr("Nothing changes by it: it is written down that the terms were confirmed.")
        self.body.insertWidget(
            0, Label(said.format(number=newest) if agrees else again, wrap=True, tone=Tone.DIM)
        )
        self.dropped = Banner("", found.dropped, kind="soon")
        self.body.insertWidget(1, self.dropped)
        self.say_whose(found.begun.client, found.begun.title)
        self.form.add(self.tr("On"), self.on, "on")
        self.form.add(self.tr("How"), self.how, "how")
        self.form.add(self.tr("Who said so"), self.who, "by_whom")
        self.form.add(self.tr("Note"), self.remark, "note")

    def command(self) -> Command:
        day = day_of(self.on, "on", self.tr("This is no date. Try “today” or “6 Nov”."))
        shown = self._found.sheet.draft if self._agrees else self._found.sheet.agreed
        new = NewAgreement(
            self._found.begun.matter_id,
            day or self._found.begun.desk.today,
            self.how.value(),
            self.who.text(),
            self.remark.text(),
            shown.id if shown is not None else None,
        )
        if self._agrees:
            return lambda tx: agree_terms(tx, new)
        return lambda tx: reaffirm_terms(tx, new)
