"""How long files are kept, and what else the firm says of it: the forms."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from app.kernel.errors import Invalid, Problem
from app.retention.firm_rules import (
    RetentionSettings,
    drop_rule,
    rules,
    set_rule,
    set_settings,
)
from app.retention.rules import YEAR, RuleRow
from app.retention.words import RetentionEvent
from app.workspace import Workspace
from ui.kit import tasks
from ui.kit.buttons import Button
from ui.kit.choice import Choice
from ui.kit.fields import GrowingText, Segmented, TextField
from ui.kit.formsheet import Command, FormSheet, whole_of
from ui.kit.labels import Label
from ui.kit.sheet_draft import Keep
from ui.retention.words import event_word

translate = QCoreApplication.translate
RULE = "retention-rule"
"""What the form of a rule is kept as; of one that there is, with its event and practice area."""


class RuleForm(FormSheet):
    """How long matters of a practice area are kept after an event; ``rule`` None: a new one."""

    def __init__(self, over: QWidget, workspace: Workspace, rule: RuleRow | None = None) -> None:
        title = translate("RuleForm", "How long files are kept")
        super().__init__(over, workspace, title, keep=Keep(_kept_as(rule)))
        self.drop_button: Button | None = None
        self.area = TextField(self.tr("every practice area"), rule.practice_area if rule else "")
        self.counted = Choice([(one, event_word(one)) for one in RetentionEvent], name=self.tr("Counted"))
        self.years = TextField(self.tr("7"), f"{rule.months / YEAR:g}" if rule else "")
        self.why = GrowingText(least=1)
        self.form.add(self.tr("Practice area"), self.area, "area")
        self.form.add(self.tr("Counted"), self.counted, "event")
        self.form.add(self.tr("Years"), self.years, "months", term="retention")
        if rule is not None:
            self._show_rule(rule)
        self.form.add(self.tr("Reason"), self.why, "reason")

    def _show_rule(self, rule: RuleRow) -> None:
        self.area.setEnabled(False)
        self.counted.set_value(rule.event)
        self.counted.setEnabled(False)
        if rule.reason:
            self.form.add(self.tr("Reason so far"), Label(rule.reason, wrap=True), "so_far")
        if rule.area_key or rule.event is not RetentionEvent.CLOSING:  # every matter is kept for some time
            self.drop_button = self.add_other(self.tr("Drop the rule"), self._dropping)

    def command(self) -> Command:
        area, event, why, words = self.area.text(), self.counted.value(), self.why.text(), self.years.text()
        try:
            months = round(float(words.replace(",", ".")) * YEAR)
        except (ValueError, OverflowError):
            problem = Problem("months", "no-number", self.tr("Please give a number of years, such as 7."))
            raise Invalid([problem]) from None
        return lambda tx: set_rule(tx, area, event, months, why)

    def _dropping(self) -> Command:
        area, event, why = self.area.text(), self.counted.value(), self.why.text()
        return lambda tx: drop_rule(tx, area, event, why)


class RetentionSettingsForm(FormSheet):
    """When a client comes of age, and what a certificate of destruction says of the matter."""

    def __init__(self, over: QWidget, workspace: Workspace, now: RetentionSettings) -> None:
        title = translate("RetentionSettingsForm", "Ages and certificates")
        super().__init__(over, workspace, title, keep=Keep("retention-settings"))
        self.age = TextField("18", str(now.majority_age))
        self.number = _kept_or_not(self.tr("The matter’s number"), kept=now.keep_number)
        self.name = _kept_or_not(self.tr("The client’s name"), kept=now.keep_name)
        self.reason = TextField(self.tr("why it changes"))
        hint = self.tr("What a certificate of destruction still says of a matter that is gone.")
        self.form.add(self.tr("Come of &age at"), self.age, "majority_age")
        self.form.add(self.tr("Matter’s number"), self.number, "keep_number")
        self.form.add(self.tr("Client’s name"), self.name, "keep_name", hint=hint)
        self.form.add(self.tr("Rea&son"), self.reason, "reason")

    def command(self) -> Command:
        age = whole_of(self.age, "majority_age", self.tr("Please give a whole number."))
        new = RetentionSettings(age, self.number.value() is True, self.name.value() is True)
        reason = self.reason.text()
        return lambda tx: set_settings(tx, new, reason)


def open_rule(over: QWidget, workspace: Workspace, event: str, area_key: str) -> None:
    """Read the rule of a practice area for an event as it is now, then show its form."""

    def read() -> RuleRow | None:
        with workspace.read() as reader:
            found = rules(reader)
        return next((one for one in found if (one.event, one.area_key) == (event, area_key)), None)

    tasks.run(read, owner=over, done=lambda rule: RuleForm(over, workspace, rule).open())


def reopen_rule(over: QWidget, workspace: Workspace, form: str) -> bool:
    """The form of a rule that was left unsaved; False where it is another form."""
    name, _, rest = form.partition(":")
    if name != RULE:
        return False
    event, _, area_key = rest.partition(":")
    open_rule(over, workspace, event, area_key)
    return True


def _kept_as(rule: RuleRow | None) -> str:
    return RULE if rule is None else f"{RULE}:{rule.event}:{rule.area_key}"


def _kept_or_not(name: str, *, kept: bool) -> Segmented:
    choices = [(True, translate("RuleForm", "Kept")), (False, translate("RuleForm", "Not kept"))]
    return Segmented(choices, kept, name=name)
