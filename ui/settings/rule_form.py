"""How many backups are kept."""

from __future__ import annotations

from PySide6.QtWidgets import QSpinBox, QWidget

from app.backups.commands import MOST_WARN_DAYS, set_rule
from app.backups.queries import FirmRule
from app.vault import keeping
from app.vault.keeping import KeepingRule
from app.workspace import Workspace
from ui.kit.formsheet import Command, FormSheet


class RuleForm(FormSheet):
    """Days, weeks and months that keep their newest backup."""

    def __init__(self, over: QWidget, workspace: Workspace, rule: FirmRule) -> None:
        super().__init__(over, workspace, over.tr("How backups are kept"), width=460, label_width=150)
        kept = rule.keeping
        self.daily = self._add(self.tr("Days"), "daily", kept.daily, 1, keeping.MOST_DAYS)
        self.weekly = self._add(self.tr("Weeks"), "weekly", kept.weekly, 0, keeping.MOST_WEEKS)
        self.monthly = self._add(self.tr("Months"), "monthly", kept.monthly, 0, keeping.MOST_MONTHS)
        self.update_days = self._add(
            self.tr("Before an update, days"), "update_days", kept.update_days, 1, keeping.MOST_UPDATE_DAYS
        )
        self.warn_days = self._add(self.tr("Warn after days"), "warn_days", rule.warn_days, 1, MOST_WARN_DAYS)

    def _add(self, words: str, name: str, value: int, least: int, most: int) -> QSpinBox:
        field = QSpinBox()
        field.setRange(least, most)
        field.setValue(value)
        field.setAccessibleName(words)
        self.form.add(words, field, name)
        return field

    def command(self) -> Command:
        kept = KeepingRule(
            self.daily.value(), self.weekly.value(), self.monthly.value(), self.update_days.value()
        )
        new = FirmRule(kept, self.warn_days.value())
        return lambda tx: set_rule(tx, new)
