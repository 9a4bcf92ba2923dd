"""By when engagement terms have to be agreed, on the firm's page (PRACTICE B2)."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from app.engagement.missing import TermsRuleRow, set_terms_rule, terms_rule
from app.kernel.errors import Invalid, Problem
from app.kernel.said import say_date
from app.storage.transaction import Reader
from app.workspace import Workspace
from ui.kit.fields import DateWords, TextField
from ui.kit.formsheet import Command, FormSheet, day_of, whole_of
from ui.kit.sheet_draft import Keep
from ui.schedule.desk import Desk, load_desk
from ui.settings.catalogue import title_of
from ui.settings.rule_part import RulePart

translate = QCoreApplication.translate


class TermsPart(RulePart[tuple[TermsRuleRow, Desk]]):
    """The rule, and what its form needs to read a date."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace, title_of("terms/rule"))

    def read(self, reader: Reader) -> tuple[TermsRuleRow, Desk]:
        return terms_rule(reader), load_desk(reader)

    def said(self, rule: tuple[TermsRuleRow, Desk]) -> str:
        return say_terms_rule(rule[0])

    def form(self, rule: tuple[TermsRuleRow, Desk]) -> FormSheet:
        return TermsRuleForm(self, self.workspace, *rule)


def say_terms_rule(rule: TermsRuleRow) -> str:
    """The rule in sentences."""
    if not rule.days:
        return translate("TermsPart", "Nobody is reminded of a matter without agreed terms.")
    words = translate(
        "TermsPart",
        "A matter without agreed terms stands on Today from {count} days after its opening on. Matters opened before "
        "{day} are left alone.",
    )
    one = translate(
        "TermsPart",
        "A matter without agreed terms stands on Today from the day after its opening on. Matters opened before {day} "
        "are left alone.",
    )
    return (one if rule.days == 1 else words).format(count=rule.days, day=say_date(rule.since))


class TermsRuleForm(FormSheet):
    """After how many days, and of matters opened since when."""

    def __init__(self, over: QWidget, workspace: Workspace, rule: TermsRuleRow, desk: Desk) -> None:
        title = translate("TermsRuleForm", "Engagement terms")
        super().__init__(over, workspace, title, keep=Keep("terms-rule"))
        self._rule = rule
        self.days = TextField("14", str(rule.days))
        self.since = DateWords(desk.parse_back, desk.say)
        self.since.set_value(rule.since)
        self.reason = TextField(self.tr("why it changes"))
        hint = self.tr("Days after a matter was opened; 0 reminds nobody.")
        self.form.add(self.tr("&Days"), self.days, "days", hint=hint)
        self.form.add(self.tr("&Opened since"), self.since, "since")
        self.form.add(self.tr("Rea&son"), self.reason, "reason")

    def command(self) -> Command:
        days, reason = whole_of(self.days, "days", self.tr("Please give a whole number.")), self.reason.text()
        wrong = self.tr("This is no date. Try “today” or “6 Nov”.")
        since = day_of(self.since, "since", wrong)
        if since is None:
            raise Invalid([Problem("since", "no-date", wrong)])
        return lambda tx: set_terms_rule(tx, days, since, reason)
