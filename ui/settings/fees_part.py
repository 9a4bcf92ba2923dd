"""When the firm warns of costs and how often it tells them, on its page (PRACTICE F2)."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from app.care.firm_rule import fee_rule, firm_currency
from app.care.rules import FeeRule
from app.care.ruling import set_fee_rule
from app.storage.transaction import Reader
from app.workspace import Workspace
from ui.kit.fields import Segmented, TextField
from ui.kit.formsheet import Command, FormSheet, whole_of
from ui.kit.sheet_draft import Keep
from ui.settings.catalogue import title_of
from ui.settings.rule_part import RulePart

translate = QCoreApplication.translate


class FeesPart(RulePart[tuple[FeeRule, str]]):
    """The rule, and the currency that counts."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace, title_of("fees/rule"))

    def read(self, reader: Reader) -> tuple[FeeRule, str]:
        return fee_rule(reader), firm_currency(reader)

    def said(self, rule: tuple[FeeRule, str]) -> str:
        return say_rule(*rule)

    def form(self, rule: tuple[FeeRule, str]) -> FormSheet:
        return FeeRuleForm(self, self.workspace, *rule)


def say_rule(rule: FeeRule, currency: str) -> str:
    """The rule in sentences."""
    words = translate(
        "FeesPart",
        "A matter is amber from {amber} % of its estimate on and red from {red} %; each time the client has to hear of "
        "it. Of a range the upper end counts, {tax}. Costs are told at least every {months} months. Figures are in "
        "{currency} unless another currency is named.",
    )
    with_tax = translate("FeesPart", "with tax where estimate and costs both say it")
    tax = with_tax if rule.with_tax else translate("FeesPart", "without tax")
    return words.format(amber=rule.amber, red=rule.red, tax=tax, months=rule.update_months, currency=currency)


class FeeRuleForm(FormSheet):
    """The firm's rule; figures that are there keep their currency."""

    def __init__(self, over: QWidget, workspace: Workspace, rule: FeeRule, currency: str) -> None:
        super().__init__(over, workspace, translate("FeeRuleForm", "Fees and costs"), keep=Keep("fee-rule"))
        self.amber, self.red = TextField("75", str(rule.amber)), TextField("100", str(rule.red))
        self.tax = Segmented(
            [(True, self.tr("With tax")), (False, self.tr("Without tax"))],
            rule.with_tax,
            name=self.tr("Compare totals"),
        )
        self.months = TextField("6", str(rule.update_months))
        self.currency = TextField(currency, rule.currency)
        self.reason = TextField(self.tr("why it changes"))
        self.form.add(self.tr("&Amber from %"), self.amber, "amber")
        self.form.add(self.tr("&Red from %"), self.red, "red")
        self.form.add(self.tr("Compare totals"), self.tax, "with_tax")
        self.form.add(self.tr("Told every … &months"), self.months, "update_months")
        self.form.add(self.tr("&Currency"), self.currency, "currency")
        self.form.add(self.tr("Rea&son"), self.reason, "reason")

    def command(self) -> Command:
        numbers = {
            name: whole_of(field, name, self.tr("Please give a whole number."))
            for name, field in self._numbers().items()
        }
        new = FeeRule(**numbers, with_tax=self.tax.value() is True, currency=self.currency.text().strip())
        reason = self.reason.text()
        return lambda tx: set_fee_rule(tx, new, reason)

    def _numbers(self) -> dict[str, TextField]:
        return {"amber": self.amber, "red": self.red, "update_months": self.months}
