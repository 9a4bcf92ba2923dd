"""How many backups are kept."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.backups.commands import MOST_WARN_DAYS, set_rule
from app.backups.queries import FirmRule
from app.vault import keeping
from app.vault.keeping import KeepingRule
from app.workspace import Workspace
from ui.kit.formsheet import Command, FormSheet
from ui.kit.number_field import NumberField


class RuleForm(FormSheet):
    """Days, weeks and months that keep their newest backup."""

    def __init__(self, over: QWidget, workspace: Workspace, rule: FirmRule) -> None:
        super().__init__(over, workspace, over.tr("How backups are kept"), width=500, label_width=236)
        kept, days = rule.keeping, self.tr("days")
        weeks, months = self.tr("weeks"), self.tr("months")
        self.daily = self._add(self.tr("Keep one a day for"), days, "daily", kept.daily, 1, keeping.MOST_DAYS)
        self.weekly = self._add(
            self.tr("then one a week for"), weeks, "weekly", kept.weekly, 0, keeping.MOST_WEEKS
        )
        self.monthly = self._add(
            self.tr("and one a month for"), months, "monthly", kept.monthly, 0, keeping.MOST_MONTHS
        )
        self.update_days = self._add(
            self.tr("Keep those from before an update for"),
            days,
            "update_days",
            kept.update_days,
            1,
            keeping.MOST_UPDATE_DAYS,
        )
        self.warn_days = self._add(
            self.tr("Warn when there was none for"), days, "warn_days", rule.warn_days, 1, MOST_WARN_DAYS
        )

    def _add(self, words: str, unit: str, name: str, value: int, least: int, most: int) -> NumberField:
        field = NumberField()
        field.setRange(least, most)
        field.setSuffix(f" {unit}")
        field.setValue(value)
        field.setAccessibleName(f"{words} … {unit}")
        self.form.add(words, field, name)
        return field

    def command(self) -> Command:
        kept = KeepingRule(
            self.daily.value(), self.weekly.value(), self.monthly.value(), self.update_days.value()
        )
        new = FirmRule(kept, self.warn_days.value())
        return lambda tx: set_rule(tx, new)
