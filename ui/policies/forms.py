"""The forms of a policy: its words, from when it is in force, who keeps it, a look at it, its end."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QCheckBox, QMenu, QWidget

from app.kernel.text import capital
from app.policies.book import Policy
from app.policies.commands import (
    NewReview,
    PolicyForm,
    draft_policy,
    keep_policy,
    put_in_force,
    repeal_policy,
    review_policy,
)
from app.policies.filled import FIELDS
from app.policies.kept import KeepingRow
from app.policies.queries import Words
from app.policies.rules import Audience, asked_since
from app.policies.words import REVIEW_EVERY, ROLES, Outcome, PolicyKind, every_word, role_word
from app.workspace import Workspace
from ui.kit.buttons import Button
from ui.kit.check import Check
from ui.kit.chips import Tone
from ui.kit.choice import Choice
from ui.kit.fields import DateWords, GrowingText, Segmented, TextField
from ui.kit.formsheet import Command, FormSheet, day_of
from ui.kit.labels import Label
from ui.kit.meant import meant, suggested
from ui.kit.menus import open_from
from ui.kit.people import PeopleEdit, Person
from ui.kit.sheet_draft import Keep
from ui.kit.typeahead import Suggestion
from ui.letters.template_edit import TemplateEdit
from ui.schedule.desk import Desk

translate = QCoreApplication.translate


def kinds() -> list[tuple[PolicyKind, str]]:
    """Both kinds as one chooses them."""
    return [
        (PolicyKind.POLICY, translate("Policies", "Policy: what holds")),
        (PolicyKind.PROCEDURE, translate("Policies", "Procedure: how it is done")),
    ]


class WordsForm(FormSheet):
    """What a policy says; ``words`` None: a new one."""

    def __init__(self, over: QWidget, workspace: Workspace, words: Words | None) -> None:
        super().__init__(
            over,
            workspace,
            words.head.title if words is not None else translate("Policies", "New policy"),
            width=860,
            save=translate("Policies", "Save as a draft"),
            keep=Keep("policy", words.head.policy_id if words is not None else None),
        )
        self._words = words
        self.name = TextField(self.tr("e.g. Keys and alarm"))
        self.kind = Segmented(kinds(), PolicyKind.POLICY, name=self.tr("Kind"))
        self.text = TemplateEdit(FIELDS, high=15)
        self.reason = TextField(self.tr("what is changed, and why"))
        if words is not None:
            self.name.setText(words.head.title)
            self.kind.set_value(words.head.kind)
            self.text.setText(words.text)
        self.form.add(self.tr("&Name"), self.name, "title")
        self.form.add(self.tr("Kind"), self.kind, "kind")
        hint = self.tr("# begins a heading, - a point; when | what is a row. Ctrl+Space offers fields.")
        self.form.add(self.tr("&Words"), self.text, "text", hint=hint)
        self.form.add(self.tr("&Reason"), self.reason, "reason")
        self.form.show_row("reason", words is not None)
        self.fields = Button(self.tr("&Fields"), self._on_fields_clicked)
        self.aside.addWidget(self.fields)

    def command(self) -> Command:
        kind = self.kind.value()
        chosen = kind if isinstance(kind, PolicyKind) else PolicyKind.POLICY
        new = PolicyForm(self.name.text(), self.text.text(), chosen)
        reason = self.reason.text()
        policy_id = self._words.head.policy_id if self._words is not None else None
        return lambda tx: draft_policy(tx, new, reason, policy_id)

    def _on_fields_clicked(self) -> None:
        menu = QMenu(self)
        for one in FIELDS:
            action = menu.addAction(f"{one.name}    {one.said}")
            action.triggered.connect(partial(self.text.insert, one.written))
        open_from(menu, self.fields)


class ForceForm(FormSheet):
    """From which day the newest version is in force, and whether everybody is asked again."""

    def __init__(self, over: QWidget, workspace: Workspace, found: Policy, desk: Desk) -> None:
        super().__init__(
            over,
            workspace,
            translate("Policies", "Adopt: {title}").format(title=found.versions[0].title),
            width=540,
            save=translate("Policies", "Adopt"),
            keep=Keep("policy-force", found.id),
        )
        self._policy_id, self._first = found.id, asked_since(found.forces, found.day) is None
        self._desk = desk
        said = self.tr(
            "Version {number}. Its fields are filled with what the firm says today, and stay so until the "
            "next version."
        ).format(number=found.versions[0].number)
        self.body.insertWidget(0, Label(said, wrap=True, tone=Tone.DIM))
        self.day = DateWords(desk.parse_ahead, desk.say, placeholder=self.tr("today"))
        self.minor = Check(self.tr("A minor change: nobody is asked again"))
        self.reason = TextField(self.tr("e.g. agreed in the partners’ meeting"))
        self.form.add(self.tr("&From", "valid from"), self.day, "from")
        self.form.add("", self.minor, "minor")
        self.form.show_row("minor", not self._first)
        self.form.add(self.tr("&Note"), self.reason, "reason")

    def command(self) -> Command:
        day = day_of(self.day, "from", self.tr("That is no day. Try “1 March”."))
        policy_id, reason, minor = self._policy_id, self.reason.text(), self.minor.isChecked()
        return lambda tx: put_in_force(tx, policy_id, day, asks_again=not minor, reason=reason)


_ROLES_A_LINE = 3
"""Roles whose ticks stand beside each other: as many as have room in every language."""


class KeepingForm(FormSheet):
    """Who looks after a policy, how often, and who must acknowledge it."""

    def __init__(self, over: QWidget, workspace: Workspace, found: Policy, desk: Desk) -> None:
        super().__init__(
            over,
            workspace,
            translate("Policies", "Who keeps it: {title}").format(title=found.title),
            width=680,
            keep=Keep("policy-keeping", found.id),
        )
        self._policy_id, keeping = found.id, found.keeping
        self._people = {person.id: person.name for person in desk.people}
        self.responsible = Choice(desk.choices(self.tr("The firm’s lead")), name=self.tr("Looked after by"))
        if keeping.responsible_id in self._people:
            self.responsible.set_value(keeping.responsible_id)
        rhythms: list[tuple[int | None, str]] = [(one, capital(every_word(one))) for one in REVIEW_EVERY]
        self.every = Segmented(
            [*rhythms, (None, self.tr("Never"))], keeping.review_months, name=self.tr("Reviewed", "a policy")
        )
        self.everyone = QCheckBox(self.tr("Everybody"))
        self.everyone.setChecked(keeping.audience.everyone)
        self.roles = {one: QCheckBox(capital(role_word(one))) for one in ROLES}
        for one, box in self.roles.items():
            box.setChecked(one in keeping.audience.roles)
            box.setAccessibleName(self.tr("Asked: {role}").format(role=role_word(one)))
        self.people = PeopleEdit(
            self._suggest, name=self.tr("And by name"), placeholder=self.tr("type a name"), now=True
        )
        named = [
            Person(one, self._people[one]) for one in sorted(keeping.audience.people) if one in self._people
        ]
        self.people.set_people(named)
        self._build()

    def _build(self) -> None:
        self.form.add(self.tr("Looked after &by"), self.responsible, "responsible")
        self.form.add(self.tr("Reviewed", "a policy"), self.every, "review")
        self.form.add(self.tr("Must acknowledge it"), self.everyone, "everyone")
        boxes = [(box, f"role-{one}", 0) for one, box in self.roles.items()]
        self.form.add_together("", *boxes[:_ROLES_A_LINE])
        self.form.add_together("", *boxes[_ROLES_A_LINE:])
        self.form.add(self.tr("&And by name"), self.people, "people")
        self.reason = TextField(self.tr("why, where it is changed"))
        self.form.add(self.tr("&Reason"), self.reason, "reason")
        self.everyone.toggled.connect(self._on_everyone_toggled)
        self._on_everyone_toggled(self.everyone.isChecked())

    def _on_everyone_toggled(self, on: bool) -> None:
        for widget in (*self.roles.values(), self.people):
            widget.setEnabled(not on)

    def command(self) -> Command:
        every = self.every.value()
        everyone = self.everyone.isChecked()
        roles = frozenset(one for one, box in self.roles.items() if box.isChecked() and not everyone)
        people = frozenset(() if everyone else meant(self.people.people(), self._people, "people"))
        keeping = KeepingRow(
            self.responsible.value(),
            every if isinstance(every, int) else None,
            Audience(everyone, roles, people),
        )
        policy_id, reason = self._policy_id, self.reason.text()
        return lambda tx: keep_policy(tx, policy_id, keeping, reason)

    def _suggest(self, words: str) -> list[Suggestion]:
        return suggested(self._people, words)


class ReviewForm(FormSheet):
    """Somebody looked at a policy again."""

    def __init__(self, over: QWidget, workspace: Workspace, found: Policy, desk: Desk) -> None:
        super().__init__(
            over,
            workspace,
            translate("Policies", "Review: {title}").format(title=found.title),
            width=560,
            keep=Keep("policy-review", found.id),
        )
        self._policy_id, self._today = found.id, desk.today
        self.day = DateWords(desk.parse_back, desk.say, placeholder=self.tr("today"))
        choices = [(one, capital(one.label)) for one in Outcome]
        self.outcome = Segmented(choices, Outcome.STAYS, name=self.tr("Result"))
        self.findings = GrowingText(self.tr("what was found; what has to change"), least=3)
        self.next = DateWords(desk.parse_ahead, desk.say, placeholder=self.tr("as usual"))
        self.form.add(self.tr("&On"), self.day, "on")
        self.form.add(self.tr("Result"), self.outcome, "outcome")
        self.form.add(self.tr("&Findings"), self.findings, "findings")
        self.form.add(self.tr("&Next review"), self.next, "next")

    def command(self) -> Command:
        wrong = self.tr("That is no day. Try “1 March”.")
        day = day_of(self.day, "on", wrong) or self._today
        outcome = self.outcome.value()
        new = NewReview(
            day,
            outcome if isinstance(outcome, Outcome) else Outcome.STAYS,
            self.findings.text(),
            day_of(self.next, "next", wrong),
        )
        policy_id = self._policy_id
        return lambda tx: review_policy(tx, policy_id, new)


class EndForm(FormSheet):
    """A policy is not in force any more."""

    def __init__(self, over: QWidget, workspace: Workspace, found: Policy, desk: Desk) -> None:
        super().__init__(
            over,
            workspace,
            translate("Policies", "End: {title}").format(title=found.title),
            width=520,
            save=translate("Policies", "End it"),
            keep=Keep("policy-end", found.id),
        )
        self._policy_id = found.id
        self.day = DateWords(desk.parse_ahead, desk.say, placeholder=self.tr("today"))
        self.reason = TextField(self.tr("e.g. part of another policy now"))
        self.form.add(self.tr("&From", "valid from"), self.day, "from")
        self.form.add(self.tr("&Reason"), self.reason, "reason")

    def command(self) -> Command:
        day = day_of(self.day, "from", self.tr("That is no day. Try “1 March”."))
        policy_id, reason = self._policy_id, self.reason.text()
        return lambda tx: repeal_policy(tx, policy_id, reason, day)
