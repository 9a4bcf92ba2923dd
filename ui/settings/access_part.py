"""How long the firm has to answer who asks what it holds about them, on its page (PRACTICE J6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from app.access.laws import laws
from app.access.rules import AccessRule
from app.access.settings import access_rule, access_rules, change_access_rule
from app.access.words import Identity, Unit
from app.storage.transaction import Reader
from app.workspace import Workspace
from ui.kit import chips, tasks
from ui.kit.choice import Choice
from ui.kit.fields import Segmented, TextField
from ui.kit.formsheet import Command, FormSheet, whole_of
from ui.kit.labels import Label
from ui.kit.row_model import Row
from ui.kit.sheet_draft import Keep
from ui.settings.catalogue import title_of
from ui.settings.list_part import ListPart

translate = QCoreApplication.translate
FORM = "access-rule"
Ours = tuple[AccessRule, bool]
"""A law's rule, and whether it is that of the firm's place."""


class AccessPart(ListPart[Ours]):
    """Each law's rule, the one that counts here first."""

    def __init__(self, workspace: Workspace) -> None:
        words = translate(
            "AccessPart",
            "How long there is for an answer to an access request, by law. A request keeps the rule of the day on "
            "which it was opened.",
        )
        super().__init__(workspace, title_of("access/laws"), words)

    def read(self, reader: Reader) -> Sequence[Ours]:
        own = access_rule(reader)
        return sorted(((one, one.law == own.law) for one in access_rules(reader)), key=lambda row: not row[1])

    def row(self, one: Ours) -> Row:
        rule, here = one
        counts = (chips.done(translate("AccessPart", "counts here")),) if here else ()
        own = (chips.plain(translate("AccessPart", "your rule")),) if rule != laws()[rule.law] else ()
        return Row(rule.law, rule.name, "", "clock", say_access_rule(rule), (*counts, *own), tip=rule.source)

    def form(self, one: Ours | None) -> FormSheet:
        if one is None:
            raise ValueError("laws are not added here")
        return AccessRuleForm(self, self.workspace, one[0])


def say_access_rule(rule: AccessRule) -> str:
    """As in "1 month, extended by 2 more; waits for proof of identity"."""
    said = _count(rule.allowed, rule.unit)
    if rule.longer:
        words = translate("AccessPart", "{time}, extended by {more}")
        said = words.format(time=said, more=_count(rule.longer, rule.unit))
    return f"{said}; {_identity(rule.identity)}"


def open_access_rule(over: QWidget, workspace: Workspace, law: str) -> None:
    """Read a law's rule as it is now, then show its form."""

    def read() -> AccessRule:
        with workspace.read() as reader:
            return access_rule(reader, law)

    tasks.run(read, owner=over, done=lambda rule: AccessRuleForm(over, workspace, rule).open())


class AccessRuleForm(FormSheet):
    """How long, how much longer, what proof of identity does, and what a last day does on which nobody works."""

    def __init__(self, over: QWidget, workspace: Workspace, rule: AccessRule) -> None:
        super().__init__(over, workspace, rule.name, keep=Keep(f"{FORM}:{rule.law}"))
        self._rule = rule
        self.allowed, self.longer = TextField("", str(rule.allowed)), TextField("0", str(rule.longer))
        self.unit = Segmented(
            [(Unit.DAY, self.tr("Days")), (Unit.MONTH, self.tr("Months"))],
            rule.unit,
            name=self.tr("Counted in"),
        )
        choices = [(one, _identity(one)) for one in Identity]
        self.identity: Choice[Identity] = Choice(choices, name=self.tr("Until it is certain who asks"))
        self.identity.set_value(rule.identity)
        self.rolls = Segmented(
            [(True, self.tr("The next working day")), (False, self.tr("That day itself"))],
            rule.rolls,
            name=self.tr("A last day without work"),
        )
        self.reason = TextField(self.tr("why it changes"))
        self._add_rows()

    def _add_rows(self) -> None:
        source = laws()[self._rule.law].source
        if source:
            self.body.insertWidget(0, Label(source, wrap=True))
        hint = self.tr("0: it cannot be extended.")
        self.form.add(self.tr("&Time"), self.allowed, "allowed")
        self.form.add(self.tr("&Extended by"), self.longer, "longer", hint=hint)
        self.form.add(self.tr("Counted in"), self.unit, "unit")
        self.form.add(self.tr("Proof of &identity"), self.identity, "identity")
        self.form.add(self.tr("No working day"), self.rolls, "rolls")
        self.form.add(self.tr("Rea&son"), self.reason, "reason")

    def command(self) -> Command:
        message, unit = self.tr("Please give a whole number."), self.unit.value()
        new = replace(
            self._rule,
            allowed=whole_of(self.allowed, "allowed", message),
            longer=whole_of(self.longer, "longer", message),
            unit=unit if isinstance(unit, Unit) else self._rule.unit,
            identity=self.identity.value(),
            rolls=self.rolls.value() is True,
        )
        reason = self.reason.text()
        return lambda tx: change_access_rule(tx, new, reason)


def _count(count: int, unit: Unit) -> str:
    words = {
        (Unit.DAY, False): translate("AccessPart", "{count} days"),
        (Unit.DAY, True): translate("AccessPart", "1 day"),
        (Unit.MONTH, False): translate("AccessPart", "{count} months"),
        (Unit.MONTH, True): translate("AccessPart", "1 month"),
    }[unit, count == 1]
    return words.format(count=count)


def _identity(one: Identity) -> str:
    return {
        Identity.PAUSES: translate("AccessPart", "the clock waits for proof of identity"),
        Identity.BEGINS: translate("AccessPart", "the clock begins with proof of identity"),
        Identity.RUNS: translate("AccessPart", "the clock runs from the day it came in"),
    }[one]
