"""What a new vault still asks, one question at a time. Each has a good default; any of them can wait."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.drafts.first_hour import FIRST_HOUR, Step, end_first_hour, settle_step, steps_left
from app.hours.queries import work_time
from app.people.queries import ColleagueRow, colleagues
from app.settings.queries import firm
from app.storage.transaction import Transaction
from app.workdays.worktime import WorkTime
from app.workspace import Workspace
from ui.firsthour.panels import Panel, at_top, hours_lines, people_lines
from ui.firsthour.questions import question_of
from ui.firsthour.steps import StepList
from ui.kit import tasks, theme
from ui.kit.announcing import announce
from ui.kit.buttons import Button, LinkButton
from ui.kit.labels import Label
from ui.kit.page import Page
from ui.kit.room import ANY_LENGTH, is_room
from ui.settings.hours_forms import HoursForm
from ui.settings.person_form import PersonForm
from ui.settings.promises_part import PromisesPart
from ui.settings.recovery_sheet import RecoverySheet
from ui.shell.requests import BringInFiles

_PANEL, _HIGH = 560, 440
"""Pixels of the drawings that a question takes beside the list."""


@dataclass(frozen=True, slots=True)
class FirstHourView:
    """What the page shows."""

    firm: str
    left: tuple[Step, ...]
    where: WorkTime
    people: tuple[ColleagueRow, ...]


class FirstHourPage(Page):
    """Back and Next from question to question; *Not now* leaves the rest for later, *Skip the rest* for good."""

    kinds = frozenset({FIRST_HOUR, "firm", "firm_day", "colleague"})

    def __init__(self, workspace: Workspace) -> None:
        super().__init__("Setting up")
        self._workspace = workspace
        self.view: FirstHourView | None = None
        self.step = Step.KEY
        self._is_chosen = False
        self.skip = LinkButton(self.tr("Skip the rest"), self._skip)
        self.add_to_head(self.skip)
        self.steps = StepList()
        self.steps.chosen.connect(self.show_step)
        self.question, self.words = Label("", "title", wrap=True), Label("", wrap=True)
        self.key = Panel(self.tr("Recovery key"), self.tr("Make a recovery key…"))
        self.hours = Panel(self.tr("Opening hours"), self.tr("Change hours…"))
        self.promises = PromisesPart(workspace)
        self.people = Panel(self.tr("People of the firm"), self.tr("Add a person…"))
        self.imports = Panel(self.tr("Import"), self.tr("Choose files…"))
        self.panels: dict[Step, QWidget] = {
            Step.KEY: self.key,
            Step.HOURS: self.hours,
            Step.PROMISES: at_top(self.promises),
            Step.PEOPLE: self.people,
            Step.IMPORT: self.imports,
        }
        self.stack = QStackedWidget()
        for panel in self.panels.values():
            self.stack.addWidget(panel)
        self.back = LinkButton(self.tr("Back"), self._on_back_clicked)
        self.later = LinkButton(self.tr("Not now"), lambda: self.navigate("today"))
        self.next = Button(self.tr("Next"), self.go_on, primary=True)
        self._lay_out()
        self.key.asked.connect(self._make_key)
        self.hours.asked.connect(self._change_hours)
        self.people.asked.connect(self._add_person)
        self.imports.asked.connect(lambda: self.request(BringInFiles()))

    def _lay_out(self) -> None:
        self._panel = QWidget()
        column = QVBoxLayout(self._panel)
        column.setContentsMargins(0, 0, 0, theme.px(24))
        column.setSpacing(theme.px(12))
        foot = QHBoxLayout()
        foot.setSpacing(theme.px(16))
        foot.addWidget(self.back)
        foot.addStretch(1)
        foot.addWidget(self.later)
        foot.addWidget(self.next)
        column.addWidget(self.question)
        column.addWidget(self.words)
        column.addWidget(self.stack, 1)
        column.addLayout(foot)
        self._both = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._both.addWidget(self.steps)
        self._both.addWidget(self._panel)
        self._both.addStretch(1)
        self.body.addLayout(self._both)
        self.body.addStretch(1)
        self._fit()
        theme.bus().changed.connect(self._fit)

    def _fit(self) -> None:
        """Back and Next stand at one place, whatever is asked. Where there is no room beside the list of questions, it
        stands below what is asked."""
        wide, gap = theme.px(_PANEL), theme.px(28)
        ways, needed = QBoxLayout.Direction, self.steps.sizeHint().width() + wide + 3 * gap
        beside = is_room(self.width(), needed, there=self._both.direction() == ways.LeftToRight)
        self._both.setDirection(ways.LeftToRight if beside else ways.BottomToTop)
        self._both.setStretch(2, 1 if beside else 0)
        self._both.setSpacing(gap)
        self._panel.setMinimumWidth(wide if beside else 0)
        self._panel.setMaximumWidth(wide)
        high = theme.px(_HIGH)
        self._panel.setMinimumHeight(high if beside else 0)
        self._panel.setMaximumHeight(high if beside else ANY_LENGTH)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def reload(self) -> None:
        workspace = self._workspace

        def read() -> FirstHourView:
            with workspace.read() as reader:
                return FirstHourView(
                    firm(reader).details.name, steps_left(reader), work_time(reader), colleagues(reader)
                )

        tasks.run(read, owner=self, done=self._show)
        self.promises.reload()

    def _show(self, view: FirstHourView) -> None:
        self.view = view
        self.stale = False
        said = self.tr(
            "Each of these has a good default and can be changed under Firm. Any of them can wait."
        )
        if not view.left:
            said = self.tr("All of it is settled. You find it again under Firm.")
        self.set_title(self.tr("Setting up {firm}").format(firm=view.firm), said)
        self.steps.set_left(view.left)
        self.skip.setVisible(bool(set(view.left) - {Step.KEY}))
        self.hours.lines.show_lines(hours_lines(view.where))
        self.people.lines.show_lines(people_lines(view.people))
        if not self._is_chosen and view.left:
            self.show_step(view.left[0])
        else:
            self._say()

    def show_step(self, step: object) -> None:
        """Ask this."""
        self.step = Step(str(step))
        self._is_chosen = self.view is not None
        self.stack.setCurrentWidget(self.panels[self.step])
        self.steps.show_step(self.step)
        self._say()
        announce(self.question, f"{self.question.text()} {self.words.text()}")
        self.focus_first()

    def _say(self) -> None:
        """The question as things stand now: a key that was proved is asked for no more."""
        is_left = self.view is not None and self.step in self.view.left
        asks, words = question_of(self.step, is_left=is_left)
        self.question.setText(asks)
        self.words.setText(words)
        steps = list(Step)
        self.back.setVisible(self.step is not steps[0])
        self.next.setText(self.tr("Done") if self.step is steps[-1] else self.tr("Next"))
        self.next.updateGeometry()
        self.key.button.setVisible(is_left)

    def go_on(self) -> None:
        """This is good as it is: the next question. A key is settled by typing it back alone."""
        steps = list(Step)
        step, after = self.step, steps.index(self.step) + 1
        if step is not Step.KEY:
            self._write(lambda tx: settle_step(tx, step))
        if after < len(steps):
            self.show_step(steps[after])
        else:
            self.navigate("today")

    def _on_back_clicked(self) -> None:
        steps = list(Step)
        self.show_step(steps[max(steps.index(self.step) - 1, 0)])

    def _skip(self) -> None:
        self._write(end_first_hour)
        self.navigate("today")

    def _write(self, command: Callable[[Transaction], None]) -> None:
        workspace = self._workspace

        def work() -> None:
            with workspace.write() as tx:
                command(tx)

        tasks.run(work, owner=self, failed=self.errors.show_error)

    def _make_key(self) -> None:
        if self.view is None:
            return
        sheet = RecoverySheet(self, self._workspace, self.view.firm)
        sheet.finished.connect(self._on_key_finished)
        sheet.open()

    def _on_key_finished(self, has_key: bool) -> None:
        if has_key:
            self._write(lambda tx: settle_step(tx, Step.KEY))

    def _change_hours(self) -> None:
        if self.view is not None:
            form = HoursForm(self, self._workspace, self.view.where)
            form.saved.connect(lambda _: self.mark_stale())
            form.open()

    def _add_person(self) -> None:
        form = PersonForm(self, self._workspace)
        form.saved.connect(lambda _: self.mark_stale())
        form.open()

    def reopen(self, form: str, thing: UUID | None) -> bool:
        if form == "opening-hours" and self.view is not None:
            self.show_step(Step.HOURS)
            self._change_hours()
        elif form == "person" and thing is None:
            self.show_step(Step.PEOPLE)
            self._add_person()
        elif form == "response-times" and thing is None:
            self.show_step(Step.PROMISES)
            self.promises.change()
        else:
            return False
        return True

    def focus_first(self) -> None:
        self.next.setFocus(Qt.FocusReason.OtherFocusReason)
