"""The firm's time limits for concerns, which partner sees those that are kept apart, and the body outside the firm."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from app.concerns.outside import outside_body
from app.concerns.rules import MOST_DAYS, MOST_WEEKS, ConcernRules
from app.concerns.settings import change_concern_rules, concern_rules
from app.concerns.words import Stage
from app.kernel.errors import Invalid, Problem
from app.kernel.rights import Right
from app.people.queries import ColleagueRow, colleagues
from app.people.words import Role
from app.workspace import Workspace
from ui.concerns.words import tr
from ui.kit import tasks
from ui.kit.check import Check
from ui.kit.fields import TextField
from ui.kit.formsheet import Command, FormSheet
from ui.kit.number_field import NumberField
from ui.kit.people import PeopleEdit, Person
from ui.kit.rights import needs
from ui.kit.sheet_draft import Keep
from ui.kit.typeahead import Suggestion

_STAGED = {
    Stage.CONTACT: "&Point of contact must settle within",
    Stage.RESPONSIBLE: "Responsible &lawyer must settle within",
    Stage.SUPERVISOR: "&Supervisor must settle within",
}
_Read = tuple[ConcernRules, str, tuple[ColleagueRow, ...]]


def open_rules(over: QWidget, workspace: Workspace) -> None:
    """Show the rules."""

    def read() -> _Read:
        with workspace.read() as reader:
            return concern_rules(reader), outside_body(reader), colleagues(reader)

    tasks.run(read, owner=over, done=lambda found: RulesForm(over, workspace, *found).open())


class RulesForm(FormSheet):
    """Days are working days; 0: there is no such limit."""

    def __init__(
        self,
        over: QWidget,
        workspace: Workspace,
        rules: ConcernRules,
        outside: str,
        people: tuple[ColleagueRow, ...],
    ) -> None:
        super().__init__(
            over,
            workspace,
            tr("Time limits for concerns"),
            width=660,
            keep=Keep("concern-rules"),
            label_width=250,
        )
        self._rules = rules
        self._partners = {one.id: one.name for one in people if one.role is Role.PARTNER}
        days = tr(" working days")
        self.acknowledge = _number(rules.acknowledge_days, MOST_DAYS, days)
        self.stages = {one: _number(rules.stage_days.get(one, 0), MOST_DAYS, days) for one in _STAGED}
        self.final = _number(rules.final_weeks, MOST_WEEKS, tr(" weeks"))
        self.again = _number(rules.follow_up_days, MOST_DAYS, days)
        self.learn = _number(rules.learn_days, MOST_DAYS, days)
        self.apart = Check(tr("Every new concern is kept apart from the matter's file"))
        self.apart.setChecked(rules.keeps_apart)
        self.partners = PeopleEdit(self._suggest, name=tr("Complaints partners"), now=True, on_empty=True)
        named = [Person(one, self._partners[one]) for one in rules.partner_ids if one in self._partners]
        self.partners.set_people(named)
        self.outside = TextField(outside, rules.outside_body)
        self.reason = TextField(tr("what is changed, and why"))
        self._add_lines()
        needs(self.accept_button, workspace, Right.FIRM)

    def _add_lines(self) -> None:
        form = self.form
        form.add(tr("&Acknowledge within"), self.acknowledge, "acknowledge_days")
        for stage, label in _STAGED.items():
            form.add(tr(label), self.stages[stage], f"{stage.value}_days")
        form.add(tr("&Final response within"), self.final, "final_weeks")
        form.add(tr("Follow-&up call after"), self.again, "follow_up_days")
        form.add(tr("Lessons recor&ded within"), self.learn, "learn_days")
        form.add(
            tr("&Complaints partners"),
            self.partners,
            "partners",
            hint=tr("They see all that are kept apart."),
        )
        form.add(tr("&Outside body"), self.outside, "outside_body", hint=outside_hint())
        form.add("", self.apart, "keeps_apart")
        form.add(tr("&Reason"), self.reason, "reason")

    def command(self) -> Command:
        people = [one.key for one in self.partners.people()]
        if not all(one in self._partners for one in people):
            message = tr("Complaints are a partner's. Please choose partners from the list.")
            raise Invalid([Problem("partners", "no-partner", message)])
        rules = replace(  # a stage that this form does not show keeps its days
            self._rules,
            acknowledge_days=self.acknowledge.value(),
            stage_days={**self._rules.stage_days, **{one: box.value() for one, box in self.stages.items()}},
            final_weeks=self.final.value(),
            follow_up_days=self.again.value(),
            learn_days=self.learn.value(),
            keeps_apart=self.apart.isChecked(),
            partner_ids=tuple(one for one in self._partners if one in people),
            outside_body=self.outside.text(),
        )
        reason = self.reason.text()
        return lambda tx: change_concern_rules(tx, rules, reason)

    def _suggest(self, words: str) -> list[Suggestion]:
        key = words.strip().casefold()
        return [Suggestion(one, name) for one, name in self._partners.items() if key in name.casefold()]


def outside_hint() -> str:
    """Where the words about it are written."""
    return tr(
        "What the final response says of it is a notice: Letters and notices, “Final responses to complaints”."
    )


def _number(value: int, most: int, after: str) -> NumberField:
    box = NumberField()
    box.setRange(0, most)
    box.setSuffix(after)
    box.setSpecialValueText(tr("never"))
    box.setValue(value)
    return box
