"""A step that was taken about a concern, or one put right; what was learned leads to an action or another policy."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.concerns.forms import NewStep
from app.concerns.queries import ConcernRow
from app.concerns.sheet import ConcernSheet, StepRow
from app.concerns.steps import correct_step, take_step, take_step_back
from app.concerns.words import StepKind
from app.contactlog.forms import NewFollowUp
from app.contactlog.queries import entries
from app.contactlog.said import head
from app.kernel.said import say_day
from app.storage.transaction import Reader
from app.workspace import Workspace
from ui.concerns.desk import no_day, people_choice
from ui.concerns.words import tr, word
from ui.kit.buttons import Button
from ui.kit.choice import Choice
from ui.kit.fields import DateWords, GrowingText, TextField
from ui.kit.formsheet import Command, FormSheet, day_of
from ui.kit.sheet_draft import Keep
from ui.schedule.desk import Desk

OFFERED = 30
"""So many of the last contacts are offered to link a step to."""
Linked = tuple[tuple[UUID, str], ...]


def contacts_of(reader: Reader, row: ConcernRow) -> Linked:
    """The last contacts of the concern's matter, or of its client, to link a step to."""
    found = (
        entries(reader, matter_id=row.facts.matter_id, limit=OFFERED)
        if row.facts.matter_id is not None
        else entries(reader, client_id=row.client_id, limit=OFFERED)
    )
    return tuple(
        (one.id, f"{say_day(reader.local(one.occurred_at).date(), reader.today)}: {head(one)}")
        for one in found
        if one.withdrawn_at is None and one.client_id == row.client_id
    )


class StepForm(FormSheet):
    """``step`` None: one that was just taken, of this kind."""

    def __init__(
        self,
        over: QWidget,
        workspace: Workspace,
        desk: Desk,
        sheet: ConcernSheet,
        linked: Linked,
        kind: StepKind,
        step: StepRow | None = None,
    ) -> None:
        of = step.step_id if step is not None else sheet.row.id
        keep = Keep("concern-step-right" if step is not None else f"concern-step:{kind.value}", of)
        super().__init__(over, workspace, word(kind), width=600, keep=keep, label_width=130)
        self._desk, self._concern, self._kind, self._step = desk, sheet.row.id, kind, step
        self.on = DateWords(desk.parse_back, desk.say, placeholder=tr("today, Fri, 6 Nov"))
        chosen = step.person_id if step is not None else desk.me
        also = [(step.person_id, step.person)] if step is not None else []
        self.person = people_choice(desk, tr("By"), chosen=chosen, also=also)
        self.entry: Choice[UUID | None] = Choice([(None, tr("No contact")), *linked], name=tr("Contact"))
        self.said = GrowingText(self._ask(), least=2)
        self.form.add(tr("&On"), self.on, "on")
        self.form.add(tr("&By"), self.person, "person")
        self.form.add(tr("&Contact"), self.entry, "entry")
        self.form.add(tr("&Note"), self.said, "note")
        self.on.set_value(step.on if step is not None else desk.today)
        if kind is StepKind.LEARNED:
            self._add_lesson(sheet)
        self.reason = TextField(tr("why it is corrected, or taken back"))
        self.form.add(tr("&Reason"), self.reason, "reason")
        self.form.show_row("reason", step is not None)
        if step is not None:
            self.said.setText(step.note)
            self.entry.set_value(step.entry_id)
            self._offer(is_open=sheet.row.is_open)

    def _ask(self) -> str:
        return {
            StepKind.ACKNOWLEDGED: tr("how the client heard that we take it seriously"),
            StepKind.DISCUSSED: tr("what was talked about, and what the client wishes"),
            StepKind.EXPLAINED: tr("what was explained, or apologised for"),
            StepKind.FINAL_RESPONSE: tr("what the letter says, in a sentence"),
            StepKind.RESOLVED: tr("what was agreed, and where it is written down"),
            StepKind.FOLLOWED_UP: tr("whether it is settled for the client"),
            StepKind.LEARNED: tr("what we do otherwise from now on"),
        }[self._kind]

    def _add_lesson(self, sheet: ConcernSheet) -> None:
        self.action = TextField(tr("go through response times with everybody"))
        self.who = people_choice(self._desk, tr("Who does it"), chosen=sheet.row.facts.handler_id)
        self.due = DateWords(self._desk.parse_ahead, self._desk.say)
        self.policy = TextField(tr("Response times"), self._step.policy_title if self._step else "")
        shown = sheet.row.facts.matter_id is not None and sheet.row.is_open
        shown = shown and not (self._step and self._step.follow_up_id)
        self.form.add(
            tr("&Action"), self.action, "action", hint=tr("It stands in the matter, for everybody to see.")
        )
        self.form.add_together(tr("&Who, by when"), (self.who, "who", 2), (self.due, "due_on", 2))
        for name in ("action", "who"):
            self.form.show_row(name, shown)
        self.form.add(tr("&Policy changed"), self.policy, "policy")

    def _offer(self, *, is_open: bool) -> None:
        """Of a closed concern the day, and that it was taken at all, stay: the command says so, too."""
        if is_open:
            self._add_take_back()
            return
        fixed: list[QWidget] = [self.on] if self._kind is not StepKind.LEARNED else [self.on, self.policy]
        for one in fixed:
            one.setEnabled(False)
            one.setToolTip(tr("The concern is closed. Reopen it to change this."))

    def _add_take_back(self) -> None:
        layout = self.foot.layout()
        self.back = Button(tr("Take back"), self.take_back)
        if isinstance(layout, QHBoxLayout):
            layout.insertWidget(0, self.back)

    def command(self) -> Command:
        step, concern, reason, new = self._step, self._concern, self.reason.text(), self._new()
        if step is None:
            return lambda tx: take_step(tx, concern, new)
        step_id = step.step_id
        return lambda tx: correct_step(tx, step_id, new, reason)

    def take_back(self) -> None:
        """It was not taken after all; needs the reason, too."""
        if self._step is None or not self.accept_button.isEnabled():
            return
        workspace, step_id, reason = self.workspace, self._step.step_id, self.reason.text()

        def work() -> None:
            with workspace.write() as tx:
                take_step_back(tx, step_id, reason)

        self._set_to_work(lambda: work)

    def _new(self) -> NewStep:
        step, is_lesson = self._step, self._kind is StepKind.LEARNED
        return NewStep(
            self._kind,
            day_of(self.on, "on", no_day()) or self._desk.today,
            self.person.value(),
            self.entry.value(),
            self.said.text(),
            self._action() if is_lesson else None,
            step.follow_up_id if step is not None else None,
            step.policy_id if step is not None else None,
            self.policy.text() if is_lesson else "",
        )

    def _action(self) -> NewFollowUp | None:
        text = self.action.text().strip()
        if not text or (self._step is not None and self._step.follow_up_id is not None):
            return None
        day = day_of(
            self.due, "due_on", tr("Say by when: “tomorrow”, “next Tue”, “3 March”; or leave it empty.")
        )
        return NewFollowUp("", text, day, colleague_id=self.who.value() or self._desk.me)
