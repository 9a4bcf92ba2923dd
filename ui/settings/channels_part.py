"""The firm's rules for channels on its page: one line each, in words (PRACTICE A5)."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.channels.commands import set_channel_rule
from app.channels.rules import USUAL, ChannelRule, ChannelRules, said
from app.channels.words import Channel
from app.kernel.rights import Right
from app.workspace import Workspace
from ui.kit import chips
from ui.kit.fields import GrowingText, tick
from ui.kit.formsheet import Command, FormSheet
from ui.kit.labels import dim
from ui.kit.page import section
from ui.kit.row_model import Group, Row
from ui.kit.rows import RowList
from ui.kit.sheet_draft import Keep
from ui.settings.catalogue import title_of


class ChannelsPart(QWidget):
    """`opened(channel)`; who may not change the rules reads them."""

    opened = Signal(object)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._may = workspace.may(Right.FIRM)
        self.rows = RowList(self.tr("Rules for channels"), name_share=0.3)
        self.rows.stand_whole()
        self.rows.opened.connect(self._on_rows_opened)
        words = dim(
            self.tr(
                "The contact form points out what goes against these rules, and asks why. It never refuses."
            )
        )
        words.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(section(title_of("contacts/channels")))
        column.addWidget(words)
        column.addWidget(self.rows)

    def show_rules(self, rules: ChannelRules) -> None:
        """Every channel but the note."""
        self.rows.set_groups([Group("", tuple(self._row(rule) for rule in rules.values()))])

    def _row(self, rule: ChannelRule) -> Row:
        own = (chips.plain(self.tr("your rule")),) if rule != USUAL[rule.channel] else ()
        words = said(rule)
        note = " ".join(rule.note.split())
        return Row(
            rule.channel, rule.channel.label, note, rule.channel.value, words[:1].upper() + words[1:], own
        )

    def _on_rows_opened(self, key: object) -> None:
        if self._may and isinstance(key, Channel):
            self.opened.emit(key)


class ChannelRuleForm(FormSheet):
    """What one channel is fit for."""

    def __init__(self, over: QWidget, workspace: Workspace, rule: ChannelRule) -> None:
        super().__init__(
            over, workspace, rule.channel.label, width=540, keep=Keep(f"channel-rule:{rule.channel.value}")
        )
        self._channel = rule.channel
        self.secure = tick(self.tr("Nobody else can read or hear it"), on=rule.secure)
        self.urgent = tick(self.tr("What cannot wait"), on=rule.for_urgent)
        self.confidential = tick(self.tr("What is marked confidential"), on=rule.for_confidential)
        self.advice = tick(self.tr("Advice: options, risks, what they mean"), on=rule.for_advice)
        self.remark = GrowingText(self.tr("e.g. encrypt attachments; confirm by letter"), least=1)
        self.remark.setText(rule.note)
        hint = self.tr("Without a tick a client has to agree to it before advice goes this way.")
        self.form.add(self.tr("Secure"), self.secure, "secure", hint=hint)
        self.form.add(self.tr("Fit for"), self.urgent, "for_urgent")
        self.form.add("", self.confidential, "for_confidential")
        self.form.add("", self.advice, "for_advice")
        self.form.add(self.tr("Note"), self.remark, "note")

    def command(self) -> Command:
        rule = ChannelRule(
            self._channel,
            self.secure.isChecked(),
            self.urgent.isChecked(),
            self.confidential.isChecked(),
            self.advice.isChecked(),
            self.remark.text(),
        )
        return lambda tx: set_channel_rule(tx, rule)
