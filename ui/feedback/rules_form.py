"""The firm's rules for feedback: after what, how often, which score owes a call (PRACTICE H1, H2)."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QCheckBox, QWidget

from app.feedback.firm_rules import change_feedback_rules
from app.feedback.rules import BEST, MOST, MOST_CALL_DAYS, MOST_DAYS, FeedbackRules
from app.feedback.words import Occasion
from app.workspace import Workspace
from ui.kit.check import Check
from ui.kit.fields import TextField
from ui.kit.formsheet import Command, FormSheet
from ui.kit.number_field import NumberField
from ui.kit.sheet_draft import Keep

translate = QCoreApplication.translate


class FeedbackRulesForm(FormSheet):
    """Each version is kept with its reason."""

    def __init__(self, over: QWidget, workspace: Workspace, rules: FeedbackRules) -> None:
        super().__init__(
            over,
            workspace,
            translate("FeedbackRules", "When clients are asked"),
            width=560,
            label_width=210,
            keep=Keep("feedback-rules"),
        )
        self.occasions = {one: QCheckBox(one.label) for one in Occasion}
        for number, (one, box) in enumerate(self.occasions.items()):
            box.setChecked(one in rules.occasions)
            self.form.add(self.tr("Ask after") if number == 0 else "", box, f"occasion_{one.value}")
        self.every = self._number(
            self.tr("Nobody twice within"), "every_days", rules.every_days, 1, MOST_DAYS
        )
        self.every.setSuffix(self.tr(" days"))
        self.on_today = Check(self.tr("Asking stands on Today, too"))
        self.on_today.setChecked(rules.on_today)
        self.form.add("", self.on_today, "on_today")
        low = self.tr("Scores up to this owe a call")
        self.low_score = self._number(low, "low_score", rules.low_score, 0, BEST)
        self.low_score.setSpecialValueText(self.tr("none"))
        words = self.tr("Recommending up to this, too")
        self.low_recommend = self._number(words, "low_recommend", rules.low_recommend, -1, MOST)
        self.low_recommend.setSpecialValueText(self.tr("none"))
        within = self.tr("The call is made within")
        self.call = self._number(within, "call_days", rules.call_days, 1, MOST_CALL_DAYS)
        self.call.setSuffix(self.tr(" working days"))
        self.reason = TextField(self.tr("why they are changed"))
        self.form.add(self.tr("&Reason"), self.reason, "reason")

    def _number(self, words: str, name: str, value: int, least: int, most: int) -> NumberField:
        field = NumberField()
        field.setRange(least, most)
        field.setValue(value)
        field.setAccessibleName(words)
        self.form.add(words, field, name)
        return field

    def command(self) -> Command:
        new = FeedbackRules(
            frozenset(one for one, box in self.occasions.items() if box.isChecked()),
            self.every.value(),
            self.on_today.isChecked(),
            self.low_score.value(),
            self.low_recommend.value(),
            self.call.value(),
        )
        reason = self.reason.text()
        return lambda tx: change_feedback_rules(tx, new, reason)
