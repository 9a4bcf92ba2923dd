"""How long closed matters are kept, and what else the firm says of it, on its page (PRACTICE J5)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from app.retention.firm_rules import RetentionSettings, rules, settings
from app.retention.rules import RuleRow
from app.storage.transaction import Reader
from app.workspace import Workspace
from ui.kit.formsheet import FormSheet
from ui.kit.row_model import Row
from ui.retention.rule_forms import RetentionSettingsForm, RuleForm
from ui.retention.words import rule_line
from ui.settings.catalogue import title_of
from ui.settings.list_part import ListPart
from ui.settings.rule_part import RulePart

translate = QCoreApplication.translate


class RetentionRulesPart(ListPart[RuleRow]):
    """The rules in force."""

    def __init__(self, workspace: Workspace) -> None:
        words = translate(
            "RetentionPart",
            "A closed matter is kept until the last day that any of these says; then somebody reviews it. A rule of a "
            "practice area counts there in place of the one for all.",
        )
        title, add = title_of("retention/rules"), translate("RetentionPart", "Add a rule…")
        super().__init__(workspace, title, words, add)

    def read(self, reader: Reader) -> Sequence[RuleRow]:
        return rules(reader)

    def row(self, one: RuleRow) -> Row:
        return rule_line(one)

    def form(self, one: RuleRow | None) -> FormSheet:
        return RuleForm(self, self.workspace, one)


class RetentionSettingsPart(RulePart[RetentionSettings]):
    """Coming of age, and what certificates say."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace, title_of("retention/certificates"))

    def read(self, reader: Reader) -> RetentionSettings:
        return settings(reader)

    def said(self, rule: RetentionSettings) -> str:
        return say_settings(rule)

    def form(self, rule: RetentionSettings) -> FormSheet:
        return RetentionSettingsForm(self, self.workspace, rule)


def say_settings(now: RetentionSettings) -> str:
    """What else the firm says, in sentences."""
    kept = {
        (True, True): translate("RetentionPart", "the matter’s number and the client’s name"),
        (True, False): translate("RetentionPart", "the matter’s number, and not who the client was"),
        (False, True): translate("RetentionPart", "the client’s name, and not the matter’s number"),
        (False, False): translate("RetentionPart", "neither the matter’s number nor the client’s name"),
    }[now.keep_number, now.keep_name]
    words = translate(
        "RetentionPart",
        "A client comes of age at {age}. When a matter is destroyed, its certificate still says {kept}.",
    )
    return words.format(age=now.majority_age, kept=kept)
