"""A concern passed on to the next stage, closed, brought up again."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from app.concerns.course import close_concern, escalate_concern, reopen_concern
from app.concerns.forms import NewStage
from app.concerns.sheet import ConcernSheet
from app.concerns.words import LADDER, Ending, Stage, StepKind
from app.kernel.errors import Invalid, Problem
from app.workspace import Workspace
from ui.concerns.desk import no_day, people_choice
from ui.concerns.words import tr, word
from ui.kit.chips import Tone
from ui.kit.choice import Choice
from ui.kit.fields import DateWords, GrowingText, TextField
from ui.kit.formsheet import Command, FormSheet, day_of
from ui.kit.labels import Label
from ui.kit.sheet_draft import Keep
from ui.schedule.desk import Desk

translate = QCoreApplication.translate


class EscalateForm(FormSheet):
    """To whom it goes; without a name whom the stage means."""

    def __init__(
        self, over: QWidget, workspace: Workspace, desk: Desk, sheet: ConcernSheet, outside: str
    ) -> None:
        keep = Keep("concern-stage", sheet.row.id)
        super().__init__(over, workspace, tr("Pass the concern on"), width=560, keep=keep, save=tr("Pass on"))
        self._id: UUID = sheet.row.id
        higher = LADDER[LADDER.index(sheet.row.stage) + 1 :]
        self.stage: Choice[Stage] = Choice(
            [(one, word(one)) for one in higher], name=translate("Concerns", "To", "stage")
        )
        self.person = people_choice(desk, tr("Who"), nobody=tr("Whom the matter or the firm names"))
        self.outside = TextField(outside, outside)
        self.on = DateWords(desk.parse_back, desk.say, placeholder=tr("today, Fri, 6 Nov"))
        self.on.set_value(desk.today)
        self.why = GrowingText(tr("why, and what was said to the client"), least=2)
        self.form.add(translate("Concerns", "&To", "stage"), self.stage, "stage")
        self.form.add(tr("&Who"), self.person, "person")
        self.form.add(tr("&Body"), self.outside, "body")
        self.form.add(tr("&On"), self.on, "on")
        self.form.add(tr("&Note"), self.why, "note")
        self.stage.currentIndexChanged.connect(self._on_stage_changed)
        self._on_stage_changed()

    def command(self) -> Command:
        is_outside = self.stage.value() is Stage.OUTSIDE
        new = NewStage(
            self.stage.value(),
            None if is_outside else self.person.value(),
            self.outside.text() if is_outside else "",
            day_of(self.on, "on", no_day()),
            self.why.text(),
        )
        concern_id = self._id
        return lambda tx: escalate_concern(tx, concern_id, new)

    def _on_stage_changed(self, *_: object) -> None:
        is_outside = self.stage.value() is Stage.OUTSIDE
        self.form.show_row("person", not is_outside)
        self.form.show_row("body", is_outside)


class CloseForm(FormSheet):
    """How it ended; what was not done needs a word."""

    def __init__(self, over: QWidget, workspace: Workspace, desk: Desk, sheet: ConcernSheet) -> None:
        keep = Keep("concern-close", sheet.row.id)
        super().__init__(
            over, workspace, tr("Close the concern"), width=560, keep=keep, save=tr("Close the concern")
        )
        self._id: UUID = sheet.row.id
        left = ", ".join(one.label for one in sheet.row.still_open)
        said = (
            tr("Not done: {steps}. Please say why it is closed without.").format(steps=left) if left else ""
        )
        self.left = Label(f"▲ {said}" if said else "", wrap=True, tone=Tone.SOON)
        self.left.setVisible(bool(left))
        self.body.insertWidget(0, self.left)
        endings: list[tuple[Ending | None, str]] = [(one, word(one)) for one in Ending]
        self.ending = Choice([(None, tr("Choose…")), *endings], name=tr("How it ended"))
        self.on = DateWords(desk.parse_back, desk.say, placeholder=tr("today, Fri, 6 Nov"))
        self.on.set_value(desk.today)
        self.why = GrowingText(tr("what came of it"), least=2)
        self.without = GrowingText(tr("why this formal complaint ends without one"), least=2)
        self.form.add(tr("&How it ended"), self.ending, "ending")
        self.form.add(tr("&On"), self.on, "on")
        self.form.add(tr("&Note"), self.why, "note")
        self.form.add(tr("No &final response"), self.without, "without_response")
        self._is_missing = StepKind.FINAL_RESPONSE in sheet.row.still_open
        self.form.show_row("without_response", self._is_missing)

    def command(self) -> Command:
        ending = self.ending.value()
        if ending is None:
            message = tr("Please say how it ended.")
            raise Invalid([Problem("ending", "no-ending", message)])
        concern_id, note, without = self._id, self.why.text(), self.without.text() if self._is_missing else ""
        day = day_of(self.on, "on", no_day())
        return lambda tx: close_concern(tx, concern_id, ending, note, day, without_response=without)


class ReopenForm(FormSheet):
    """The client brought it up again."""

    def __init__(self, over: QWidget, workspace: Workspace, desk: Desk, sheet: ConcernSheet) -> None:
        keep = Keep("concern-reopen", sheet.row.id)
        super().__init__(over, workspace, tr("Reopen the concern"), width=520, keep=keep, save=tr("Reopen"))
        self._id: UUID = sheet.row.id
        self.on = DateWords(desk.parse_back, desk.say, placeholder=tr("today, Fri, 6 Nov"))
        self.on.set_value(desk.today)
        self.reason = TextField(tr("she called again"))
        self.form.add(tr("&On"), self.on, "on")
        self.form.add(tr("&Why"), self.reason, "reason")

    def command(self) -> Command:
        concern_id, reason = self._id, self.reason.text()
        day = day_of(self.on, "on", no_day())
        return lambda tx: reopen_concern(tx, concern_id, reason, day)
