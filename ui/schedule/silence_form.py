"""A season in which the client needs no updates: from when, until when, why, who agreed (PRACTICE D2)."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from app.kernel.errors import Invalid, Problem
from app.kernel.said import say_long
from app.schedule.queries import UpdateDue
from app.schedule.silences import SilenceRow, allow_silence, end_silence, say_agreed
from app.workspace import Workspace
from ui.kit import tasks
from ui.kit.banner import Banner
from ui.kit.fields import DateWords, GrowingText, TextField
from ui.kit.formsheet import Command, FormSheet, day_of
from ui.kit.labels import Label
from ui.kit.page import Page
from ui.kit.sheet_draft import Keep
from ui.schedule.desk import Desk

translate = QCoreApplication.translate


def end_running(page: Page, workspace: Workspace, running: SilenceRow) -> None:
    """End a season of silence from the page on which it is seen."""

    def work() -> None:
        with workspace.write() as tx:
            end_silence(tx, running.id)

    tasks.run(work, owner=page, done=lambda _: page.mark_stale(), failed=page.errors.show_error)


class SilenceForm(FormSheet):
    """Nothing is owed until the end; what would have been due is owed on the working day after."""

    def __init__(
        self, over: QWidget, workspace: Workspace, desk: Desk, matter_id: UUID, due: UpdateDue | None
    ) -> None:
        super().__init__(
            over,
            workspace,
            translate("SilenceForm", "Agree to silence"),
            width=540,
            save=translate("SilenceForm", "Agree"),
            keep=Keep("silence", matter_id),
        )
        self._desk, self._matter_id, self._due = desk, matter_id, due
        words = self.tr(
            "The client needs no updates for a while. What is urgent, and news that cannot wait, has to be told "
            "all the same."
        )
        self.body.insertWidget(0, Label(words, wrap=True))
        self.first = DateWords(desk.parse_ahead, desk.say, placeholder=self.tr("today"))
        self.last = DateWords(desk.parse_ahead, desk.say, placeholder=self.tr("10 January"))
        self.reason = GrowingText(
            self.tr("the case is stayed; she is abroad and asked not to be written to"), least=2
        )
        self.who = TextField(self.tr("Nora Whitcombe, by phone"))
        self.said_on = DateWords(desk.parse_back, desk.say, placeholder=self.tr("today"))
        self.said_on.setAccessibleName(self.tr("When they agreed"))
        self.after = Banner()
        self.form.add(self.tr("From"), self.first, "first")
        self.form.add(self.tr("Until"), self.last, "last")
        self.form.add_wide(self.after)
        self.form.add(self.tr("Why"), self.reason, "reason", term="silence")
        self.form.add_together(
            self.tr("Agreed with"), (self.who, "agreed_with", 5), (self.said_on, "said_on", 2)
        )
        self.first.changed.connect(self._show_after)
        self.last.changed.connect(self._show_after)
        if due is not None and due.silent is not None:
            self._offer_to_end(due.silent)
        self._show_after()

    def _offer_to_end(self, running: SilenceRow) -> None:
        words = self.tr("Silence is agreed until {day} already: {why}").format(
            day=self._desk.say(running.last), why=running.reason
        )
        agreed = say_agreed(running, self._desk.today)
        self.body.insertWidget(1, Label(f"{words.rstrip('.')}. {agreed}" if agreed else words, wrap=True))
        self.end_button = self.add_other(
            self.tr("End silence"), lambda: lambda tx: end_silence(tx, running.id)
        )

    def _show_after(self) -> None:
        last = self.last.value()
        if last is None:
            self.after.say("", "")
            return
        back = self._desk.calendar.on_or_after(last + timedelta(days=1))
        if self._due is not None and self._due.due_on > last:
            back = self._due.due_on
        today = self._desk.today
        self.after.say(
            self.tr("Nothing is owed until {day}.").format(day=say_long(last, today)),
            self.tr("The next update is due {day}.").format(day=say_long(back, today)),
        )

    def command(self) -> Command:
        message = self.tr("This is no date. Try “10 January”.")
        first = day_of(self.first, "first", message) or self._desk.today
        last: date | None = day_of(self.last, "last", message)
        if last is None:
            raise Invalid([Problem("last", "no-date", self.tr("Please say until when nothing is owed."))])
        said_on = day_of(self.said_on, "said_on", message)
        until, reason, matter_id, who = last, self.reason.text(), self._matter_id, self.who.text()
        return lambda tx: allow_silence(tx, matter_id, first, until, reason, who, said_on)
