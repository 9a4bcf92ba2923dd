"""What a client answered, typed in from the form that came back or while they are on the telephone (PRACTICE H1)."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from app.feedback.commands import NewFeedback, decline_feedback, record_feedback
from app.feedback.rules import BEST, LEAST, MOST, WORST
from app.feedback.rules import Scores as Said
from app.feedback.words import AnsweredHow
from app.kernel.text import capital
from app.workspace import Workspace
from ui.feedback.load import AnswerFacts, load_answer
from ui.feedback.scores import Scores
from ui.kit import tasks
from ui.kit.check import Check
from ui.kit.choice import Choice
from ui.kit.fields import DateWords, GrowingText, Segmented
from ui.kit.formsheet import Command, FormSheet, day_of
from ui.kit.sheet_draft import Keep
from ui.matters.heads import entry_short

translate = QCoreApplication.translate


def open_answer(
    over: QWidget,
    workspace: Workspace,
    matter_id: UUID,
    failed: Callable[[Exception], None],
) -> None:
    """Show the form once its matter was read."""

    def look() -> AnswerFacts | None:
        with workspace.read() as reader:
            return load_answer(reader, matter_id)

    def show(facts: AnswerFacts | None) -> None:
        if facts is not None:
            AnswerForm(over, workspace, facts).open()

    tasks.run(look, owner=over, done=show, failed=failed)


class AnswerForm(FormSheet):
    """The three scores, whether they would recommend us, their words; or that they would rather not say."""

    def __init__(self, over: QWidget, workspace: Workspace, facts: AnswerFacts) -> None:
        matter = facts.matter
        super().__init__(
            over,
            workspace,
            translate("AnswerForm", "What the client said"),
            width=620,
            label_width=150,
            keep=Keep("feedback", matter.id),
        )
        self._facts = facts
        self.say_whose(matter.client, matter.title)
        self.what = Segmented(
            [(False, self.tr("Answered")), (True, self.tr("Rather not"))], name=self.tr("What")
        )
        self.clarity = Scores(WORST, BEST, name=self.tr("Clarity"))
        self.timeliness = Scores(WORST, BEST, name=self.tr("Timeliness"))
        self.usefulness = Scores(WORST, BEST, name=self.tr("Usefulness"))
        self.recommend = Scores(LEAST, MOST, name=self.tr("Recommend"))
        self.words = GrowingText(self.tr("in the client's own words"), least=3)
        self.this_time = Check(self.tr("This time alone; they may be asked again later"))
        self.how = Choice([(one, capital(one.label)) for one in AnsweredHow])
        self.on = DateWords(
            facts.desk.parse_back, facts.desk.say, placeholder=self.tr("today, or the contact's day")
        )
        self.entry: Choice[UUID | None] = Choice([(None, self.tr("None")), *self._near()])
        self._lay_out()
        self.what.changed.connect(self._on_what_changed)
        self._on_what_changed()

    def _lay_out(self) -> None:
        add = self.form.add
        add("", self.what, "what")
        add(self.tr("&Clarity"), self.clarity, "clarity")
        add(self.tr("&Timeliness"), self.timeliness, "timeliness")
        add(self.tr("&Usefulness"), self.usefulness, "usefulness")
        add(self.tr("&Recommend us"), self.recommend, "recommend")
        add(self.tr("&Words"), self.words, "words")
        add("", self.this_time, "this_time")
        add(self.tr("&How it came"), self.how, "how")
        add(self.tr("Came &on"), self.on, "received_on")
        add(self.tr("In the c&ontact"), self.entry, "entry")

    def _near(self) -> list[tuple[UUID | None, str]]:
        desk = self._facts.desk
        return [
            (one.id, f"{desk.say_moment(one.occurred_at)} · {entry_short(one)}") for one in self._facts.near
        ]

    def _on_what_changed(self, *_: object) -> None:
        declined = self.what.value() is True
        for name in ("clarity", "timeliness", "usefulness", "recommend", "words"):
            self.form.show_row(name, not declined)
        self.form.show_row("this_time", declined)

    def command(self) -> Command:
        message = self.tr("This is no date. Try “today” or “6 Nov”.")
        on, how, entry_id = day_of(self.on, "received_on", message), self.how.value(), self.entry.value()
        matter_id = self._facts.matter.id
        if self.what.value() is True:
            this_time = self.this_time.isChecked()
            return lambda tx: decline_feedback(
                tx, matter_id, how=how, on=on, entry_id=entry_id, this_time=this_time
            )
        said = Said(
            self.clarity.number(), self.timeliness.number(), self.usefulness.number(), self.recommend.number()
        )
        new = NewFeedback(matter_id, said, self.words.text(), how, on, entry_id)
        return lambda tx: record_feedback(tx, new)
