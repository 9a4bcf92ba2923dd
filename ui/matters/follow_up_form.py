"""An agreed action: who, what, by when."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from app.contactlog.follow_up_commands import add_follow_up, move_follow_up
from app.contactlog.forms import NewFollowUp
from app.contactlog.queries import FollowUpRow
from app.contactlog.undoing import follow_up_way
from app.kernel.errors import Invalid, Problem
from app.kernel.said import say_day
from app.kernel.text import fold
from app.matters.queries import MatterRow
from app.storage.undoing import Way
from app.workspace import Workspace
from ui.kit.fields import DateWords, TextField
from ui.kit.formsheet import Command, FormSheet, day_of
from ui.kit.labels import Label
from ui.kit.sheet_draft import Keep
from ui.kit.typeahead import Suggestion, TypeAhead
from ui.schedule.desk import Desk

translate = QCoreApplication.translate


class FollowUpForm(FormSheet):
    """Who may be anybody: one of the firm, the client, the court, somebody else."""

    def __init__(self, over: QWidget, workspace: Workspace, desk: Desk, matter: MatterRow) -> None:
        super().__init__(
            over,
            workspace,
            translate("FollowUpForm", "Follow-up"),
            width=480,
            keep=Keep("follow-up", matter.id),
        )
        self._matter = matter
        me = desk.name_of(desk.me)
        names = [
            me,
            matter.client,
            *(person.name for person in desk.people if person.name != me),
            self.tr("Court"),
        ]
        self._names = list(dict.fromkeys(name for name in names if name))
        self.what = TextField(self.tr("send the stipulation"))
        self.who = TypeAhead(self._suggest, name=self.tr("Who"), now=True, on_empty=True)
        self.who.set_key(me, me)
        self.due = DateWords(desk.parse_ahead, desk.say)
        self.form.add(self.tr("What"), self.what, "follow_ups")
        self.form.add(self.tr("Who"), self.who, "who")
        self.form.add(self.tr("By when"), self.due, "due_on")

    def command(self) -> Command:
        if not self.what.text().strip():
            raise Invalid([Problem("follow_ups", "no-text", self.tr("Please say what is to be done."))])
        message = self.tr("Say by when: “tomorrow”, “next Tue”, “3 March”; or leave it empty.")
        new = NewFollowUp(self.who.text().strip(), self.what.text(), day_of(self.due, "due_on", message))
        matter_id = self._matter.id
        return lambda tx: add_follow_up(tx, matter_id, new)

    def _suggest(self, words: str) -> list[Suggestion]:
        key = fold(words)
        return [Suggestion(name, name) for name in self._names if key in fold(name)]


class MoveFollowUpForm(FormSheet):
    """Another day for what was agreed, and why."""

    def __init__(self, over: QWidget, workspace: Workspace, desk: Desk, agreed: FollowUpRow) -> None:
        super().__init__(
            over,
            workspace,
            translate("FollowUpForm", "Move the follow-up"),
            width=480,
            save=translate("FollowUpForm", "Move"),
            keep=Keep("move-follow-up", agreed.id),
        )
        self._id, self._today = agreed.id, desk.today
        self.on = DateWords(desk.parse_ahead, desk.say)
        self.reason = TextField(self.tr("the bank needs longer, she asked for it"))
        was = f" · {desk.say(agreed.due_on)}" if agreed.due_on is not None else ""
        self.body.insertWidget(0, Label(f"{agreed.text}{was}", "bold", wrap=True))
        self.form.add(self.tr("To", "day"), self.on, "due_on")
        self.form.add(self.tr("Why"), self.reason, "reason")

    def way_back(self) -> Way:
        return follow_up_way(self._id)

    def saved_words(self) -> str:
        day = self.on.value()
        return self.tr("Moved to {day}").format(day=say_day(day, self._today) if day else "")

    def command(self) -> Command:
        day, reason = self.on.value(), self.reason.text().strip()
        problems = []
        if day is None:
            message = self.tr("Say the day: “8 Dec”, “next Tue”, “in 3 weeks”.")
            problems.append(Problem("due_on", "no-date", message))
        if not reason:
            problems.append(Problem("reason", "no-reason", self.tr("Please say why it is moved.")))
        if problems:
            raise Invalid(problems)
        follow_up_id = self._id
        return lambda tx: move_follow_up(tx, follow_up_id, day, reason)
